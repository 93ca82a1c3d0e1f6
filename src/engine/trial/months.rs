//! In which months a number of wins falls.
#![expect(
    clippy::indexing_slicing,
    reason = "entries are simulated months, rows those of the open deals; a plan has a month"
)]

use super::deals::{Drawing, OwnerOf};
use crate::engine::flows::Passing;
use crate::engine::inversion::Unit;
use crate::engine::stream::{Entity, Lane, Purpose};
use rand::distr::Distribution;

/// Whose months of winning are meant.
#[derive(Clone, Copy)]
pub(super) enum SharesOf {
    Entering(usize),
    Listed(usize),
}

impl SharesOf {
    fn shares(self, passing: &Passing) -> &[f64] {
        match self {
            Self::Entering(entry) => &passing.entering[entry],
            Self::Listed(row) => &passing.listed[row],
        }
    }
}

impl Drawing<'_> {
    /// The wins of so many opportunities that enter in a month and are won at a rate.
    pub(super) fn intake(
        &mut self,
        (opportunities, rate): (u64, f64),
        entry: usize,
        lane: &mut Lane,
        (entity, owner): (Entity, OwnerOf),
    ) {
        let by = self.shares(SharesOf::Entering(entry), owner);
        let in_time = by[by.len() - 1].min(1.0);
        let wins = self.context.counts.binomial(opportunities, rate * in_time).sample(lane);
        self.spread(wins, &by, (entity, owner));
    }

    /// Cumulative over the months: the share of opportunities that would be won, and survives.
    pub(super) fn shares(&self, of: SharesOf, owner: OwnerOf) -> Vec<f64> {
        let passing = self.draw.passing(self.scratch);
        let mut sum = 0.0;
        let shares = of.shares(passing).iter().enumerate();
        shares
            .map(|(month, share)| {
                sum += share * self.kept(owner, month);
                sum
            })
            .collect()
    }

    /// Puts wins into months in proportion to cumulative shares, and books them.
    pub(super) fn spread(&mut self, wins: u64, by: &[f64], (entity, owner): (Entity, OwnerOf)) {
        let Some(sum) = by.last().copied().filter(|_| wins > 0) else { return };
        let singly = wins.min(self.draw.sizes.singly_max());
        let mut months = self.context.trial.lane(Purpose::WinMonth, entity);
        let mut sizes = self.context.trial.lane(Purpose::Sizes, entity);
        let mut owners = self.context.trial.lane(Purpose::Owner, entity);
        for _ in 0..singly {
            let wanted = Unit.sample(&mut months) * sum;
            let month = by.partition_point(|by| *by < wanted).min(by.len() - 1);
            let size = self.sizes.sample(&mut sizes);
            self.book_one(size, month, owner, &mut owners);
        }
        let mut further = wins - singly;
        let mut lane = self.context.trial.lane(Purpose::FurtherWinMonth, entity);
        let mut before = 0.0;
        for (month, until) in by.iter().enumerate() {
            if further == 0 {
                break;
            }
            let share = ((until - before) / (sum - before).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            let here = self.context.counts.binomial(further, share).sample(&mut lane);
            let amount =
                self.sizes.further_sum(here, self.context.trial, entity.in_month(month), self.context.counts);
            self.book_further(amount, here, month, owner);
            further -= here;
            before = *until;
        }
    }
}
