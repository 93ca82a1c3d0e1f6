//! In which months a number of wins falls.
#![expect(
    clippy::indexing_slicing,
    reason = "entries are simulated months, rows those of the open deals; a plan has a month"
)]

use super::deals::{Drawing, OwnerOf};
use crate::engine::flows::Passing;
use crate::engine::inversion::Unit;
use crate::engine::stream::{Entity, Lane, Purpose, Word};
use rand::distr::Distribution;

/// The opportunities whose months of winning are asked for.
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

/// Cumulative over the months: the share of opportunities that would be won, and survives.
#[derive(Clone, Copy)]
pub(super) struct ByMonth<'a> {
    /// Cumulative shares, if nobody leaves.
    sums: &'a [f64],
    /// The share that is won while its owner is there.
    until_left: f64,
    /// What survives of what would be won after that.
    kept: f64,
}

impl<'a> ByMonth<'a> {
    /// Whatever is won by then.
    pub(super) fn all(sums: &'a [f64]) -> Self {
        Self { sums, until_left: f64::INFINITY, kept: 1.0 }
    }

    /// If the owner leaves before a month and so much survives.
    pub(super) fn left_before(sums: &'a [f64], month: usize, kept: f64) -> Self {
        let until_left = if month < sums.len() { sums[month.max(1) - 1] } else { f64::INFINITY };
        Self { sums, until_left, kept }
    }

    /// What is won in all.
    pub(super) fn total(&self) -> f64 {
        let all = self.sums[self.sums.len() - 1];
        self.surviving(all).min(1.0)
    }

    fn surviving(&self, share: f64) -> f64 {
        if share <= self.until_left { share } else { self.until_left + self.kept * (share - self.until_left) }
    }

    /// The month by which so much is won.
    fn month(&self, wanted: f64) -> usize {
        let beyond = (wanted - self.until_left).max(0.0);
        let share =
            if beyond > 0.0 && self.kept > 0.0 { self.until_left + beyond / self.kept } else { wanted };
        // Counted, not searched: of so few months nobody can foresee which it is.
        let before = self.sums.iter().map(|sum| usize::from(*sum < share)).sum::<usize>();
        before.min(self.sums.len() - 1)
    }
}

/// How many opportunities of an intake have each a word of their own, which tells whether and when it is won:
/// as many as a mask has bits.
const SINGLY: u64 = 32;

/// Looks at the first opportunities of an intake one by one, at a word for each: an opportunity is won where
/// its word falls below the chance, in the month that the word stands for, and has the size draw of its own
/// place. So a higher chance, or one more opportunity, never takes a win away.
///
/// Returns the places of those that are won, as bits. There is no branch on who wins, which nobody could
/// foresee; words are compared as the 53 bits that [`Unit`] makes a number of.
#[inline(always)]
fn looked_at(opportunities: u64, chance: f64, lane: &mut Lane) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 2^53")]
    let below = (chance * (1_u64 << 53) as f64 + 0.5) as i64 as u64;
    let singly = opportunities.min(SINGLY);
    // The greatest word that wins. From the last place to the first, each moves those before it up by a bit.
    let last = (below << 11).wrapping_sub(1);
    let won = (0..singly).rev().fold(0, |won, place| won << 1 | u32::from(lane.word(place) <= last));
    lane.skip(singly);
    if below > 0 { won } else { 0 }
}

impl Drawing<'_> {
    /// Books the wins of so many opportunities that enter in a month and are won at a rate; see
    /// [`looked_at`].
    pub(super) fn intake(
        &mut self,
        (opportunities, rate): (u64, f64),
        by: ByMonth<'_>,
        lane: &mut Lane,
        (entity, owner): (Entity, OwnerOf),
    ) {
        let chance = rate * by.total();
        let words = lane.clone();
        let mut won = looked_at(opportunities, chance, lane);
        if won > 0 {
            let sizes = self.context.trial.lane(Purpose::Sizes, entity);
            let mut owners = self.context.trial.lane(Purpose::Owner, entity);
            while won > 0 {
                let place = u64::from(won.trailing_zeros());
                won &= won - 1;
                let mark = Unit.sample(&mut Word(words.word(place)));
                let size = self.sizes.sample(&mut Word(sizes.word(place)));
                self.book_one(size, by.month(mark / rate), owner, &mut owners);
            }
        }
        if opportunities > SINGLY {
            let wins = self.context.counts.binomial(opportunities - SINGLY, chance).sample(lane);
            self.spread(wins, by, (entity.and(0), owner));
        }
    }

    /// The same as a list, for an owner of whom it is not known when they leave.
    pub(super) fn fill_shares(&self, of: SharesOf, owner: OwnerOf, sums: &mut Vec<f64>) {
        let passing = self.draw.passing(self.scratch);
        let mut sum = 0.0;
        sums.clear();
        sums.extend(of.shares(passing).iter().enumerate().map(|(month, share)| {
            sum += share * self.kept(owner, month);
            sum
        }));
    }

    /// Puts wins into months in proportion to cumulative shares, and books them.
    pub(super) fn spread(&mut self, wins: u64, by: ByMonth<'_>, (entity, owner): (Entity, OwnerOf)) {
        if wins == 0 {
            return;
        }
        let sum = by.total();
        let singly = wins.min(self.draw.sizes.singly_max());
        let mut months = self.context.trial.lane(Purpose::WinMonth, entity);
        let mut sizes = self.context.trial.lane(Purpose::Sizes, entity);
        let mut owners = self.context.trial.lane(Purpose::Owner, entity);
        for _ in 0..singly {
            let month = by.month(Unit.sample(&mut months) * sum);
            let size = self.sizes.sample(&mut sizes);
            self.book_one(size, month, owner, &mut owners);
        }
        let mut further = wins - singly;
        if further == 0 {
            return;
        }
        let mut lane = self.context.trial.lane(Purpose::FurtherWinMonth, entity);
        let mut before = 0.0;
        for (month, all) in by.sums.iter().enumerate() {
            if further == 0 {
                break;
            }
            let until = by.surviving(*all);
            let share = ((until - before) / (sum - before).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            let here = self.context.counts.binomial(further, share).sample(&mut lane);
            let amount =
                self.sizes.further_sum(here, self.context.trial, entity.in_month(month), self.context.counts);
            self.book_further(amount, here, month, owner);
            further -= here;
            before = until;
        }
    }
}
