//! The wins of one segment in one trial: of what is open, of what flows, and of what is new.
#![expect(
    clippy::indexing_slicing,
    reason = "months of entry are those of the segment's lists, members are seats of the team"
)]

use super::context::{Scratch, TrialContext, member_rate};
use super::deals::{Drawing, OwnerOf, Won};
use super::months::{ByMonth, SharesOf};
use crate::engine::counts::Rounded;
use crate::engine::future::Future;
use crate::engine::segment::{Origin, SegmentDraw};
use crate::engine::stream::Purpose;
use crate::model::{Arrivals, RelativeError, SupplyOf};
use rand::distr::Distribution;

impl SegmentDraw {
    /// Draws all wins of a trial.
    pub(in crate::engine) fn draw(
        &self,
        context: &TrialContext<'_>,
        scratch: &mut Scratch,
        future: &mut Future,
    ) {
        let trial = context.trial;
        let mut weights = std::mem::take(&mut scratch.weights);
        let error = context.counts.factor(self.size_error);
        let size_error = trial.draw(Purpose::SizeError, self.entity, &error);
        let sizes = self.sizes.in_trial(size_error * context.market_size, trial, self.entity, &mut weights);
        scratch.stretch = self.stretch(context, &mut scratch.passing);
        let mut drawing = Drawing { draw: self, context, scratch, sizes, future };
        drawing.listed();
        drawing.flowing();
        if self.is_drawn_by_rep(context.seats) {
            drawing.worked();
        } else {
            match self.arrivals {
                Arrivals::Poisson => drawing.arriving(),
                Arrivals::Fixed => drawing.fixed(),
            }
        }
        scratch.weights = weights;
    }
}

impl Drawing<'_> {
    /// Wins of what a flowing pipeline holds when the future begins: Poisson by month.
    fn flowing(&mut self) {
        if self.draw.passing(self.scratch).open.iter().all(|expected| *expected <= 0.0) {
            return;
        }
        let reach = self.draw.reach(self.scratch, 0) * self.scratch.supply_factor;
        let mut lane = self.context.trial.lane(Purpose::Wins, self.draw.entity.and(Origin::Open as u32));
        for month in 0..self.draw.arriving.len() {
            let expected = self.draw.passing(self.scratch).open[month] * reach;
            let expected = expected * self.kept(OwnerOf::EnteredIn(0), month);
            let wins = self.context.counts.poisson(expected).sample(&mut lane);
            let entity = self.entity(Origin::Open, month);
            self.future.is_open = true;
            self.book(Won { wins, month, owner: OwnerOf::EnteredIn(0), entity });
            self.future.is_open = false;
        }
    }

    /// Wins of new opportunities, thinned: Poisson by month.
    fn arriving(&mut self) {
        let factor = self.scratch.supply_factor * self.context.market;
        let mut expected = std::mem::take(&mut self.scratch.expected);
        expected.clear();
        if let Some(steady) = &self.draw.steady {
            let factor = factor * member_rate(&self.scratch.member_rates, 0);
            expected.extend(steady.won.iter().map(|won| won * factor));
        } else {
            self.fill_cohorts(factor);
            let months = self.draw.arriving.len();
            expected.resize(months, 0.0);
            let passing = self.draw.passing(self.scratch);
            for (entry, (cohort, entering)) in self.scratch.cohorts.iter().zip(&passing.entering).enumerate()
            {
                // Nothing is won before it enters.
                let here = expected.iter_mut().zip(entering).skip(entry);
                if self.scratch.kept.is_empty() {
                    here.for_each(|(expected, share)| *expected += cohort * share);
                } else {
                    let kept = &self.scratch.kept[entry * months..(entry + 1) * months];
                    for ((expected, share), kept) in here.zip(&kept[entry..]) {
                        *expected += cohort * share * kept;
                    }
                }
            }
        }
        let new = self.draw.entity.and(Origin::New as u32);
        let mut lane = self.context.trial.lane(Purpose::Wins, new);
        let wins_before = self.future.wins;
        for (month, expected) in expected.iter().enumerate() {
            // A month without expected wins uses up its word all the same: luck never shifts.
            let wins = self.context.counts.poisson(*expected).sample(&mut lane);
            let entity = new.in_month(month);
            self.book(Won { wins, month, owner: OwnerOf::Drawn, entity });
        }
        if self.context.counts_opportunities {
            let all = match &self.draw.steady {
                Some(steady) => {
                    self.scratch.supply_factor * self.context.market * steady.cohorts.iter().sum::<f64>()
                }
                None => self.scratch.entering,
            };
            // Of a Poisson number, thinned, the rest is Poisson as well, and independent (Kingman 1993, 5.1).
            let not_won = self.context.counts.poisson((all - expected.iter().sum::<f64>()).max(0.0));
            let not_won = self.context.trial.draw(Purpose::NotWon, self.draw.entity, &not_won);
            let won = self.future.wins - wins_before;
            self.future.opportunities += won as f64 + not_won as f64;
        }
        self.scratch.expected = expected;
    }

    /// New opportunities of each month of entry times the share that is won.
    fn fill_cohorts(&mut self, factor: f64) {
        let mut busy = (self.draw.busy.as_deref())
            .filter(|_| self.draw.of == SupplyOf::Team)
            .map(|table| (table, self.context.trial.lane(Purpose::BusyMonth, self.draw.evidence)));
        self.scratch.cohorts.clear();
        self.scratch.entering = 0.0;
        for (entry, arriving) in self.draw.arriving.iter().enumerate() {
            let busy = busy.as_mut().map_or(1.0, |(table, lane)| table.sample(lane));
            let work = self.draw.owners(self.scratch).work[entry];
            let works =
                if self.draw.of == SupplyOf::EachRep { work } else { f64::from(u8::from(work > 0.0)) };
            self.scratch.entering += arriving * factor * busy * works;
            let cohort = arriving * factor * busy * self.draw.reach(self.scratch, entry);
            self.scratch.cohorts.push(cohort);
        }
    }

    /// Wins of a fixed number of opportunities a month: binomial, each in its month.
    fn fixed(&mut self) {
        for entry in 0..self.draw.arriving.len() {
            let entity = self.entity(Origin::Intake, entry);
            let mut lane = self.context.trial.lane(Purpose::Intake, entity);
            let arriving = self.draw.arriving[entry] * self.scratch.supply_factor;
            let opportunities = Rounded(arriving).sample(&mut lane);
            self.future.opportunities += opportunities as f64;
            let rate = self.draw.reach(self.scratch, entry).min(1.0);
            let owner = OwnerOf::EnteredIn(entry);
            let mut sums = std::mem::take(&mut self.scratch.sums);
            self.fill_shares(SharesOf::Entering(entry), owner, &mut sums);
            self.intake((opportunities, rate), ByMonth::all(&sums), &mut lane, (entity, owner));
            self.scratch.sums = sums;
        }
    }

    /// Wins of opportunities that were drawn rep by rep.
    fn worked(&mut self) {
        let (draw, context) = (self.draw, self.context);
        let members = draw.members.len();
        let of_trial = std::mem::take(&mut self.scratch.passing);
        let passing = if draw.cycle_error > RelativeError::NONE { &of_trial } else { &draw.passings[0] };
        for (entry, sums) in passing.entered.iter().enumerate() {
            for (member, number) in draw.members.iter().enumerate() {
                let opportunities = self.scratch.worked[entry * members + member];
                if opportunities == 0 {
                    continue;
                }
                self.future.opportunities += opportunities as f64;
                let entity = draw.rep_months[entry * members + member].worked;
                let mut lane = context.trial.lane(Purpose::Intake, entity);
                let rate = member_rate(&self.scratch.member_rates, member);
                let last = context.presence.last(*number, context.first_month + entry);
                let left_from = last.saturating_add(1).saturating_sub(context.first_month);
                let by = if self.scratch.kept.is_empty() {
                    ByMonth::all(sums)
                } else {
                    ByMonth::left_before(sums, left_from, context.seats.deals_kept)
                };
                self.intake((opportunities, rate), by, &mut lane, (entity, OwnerOf::Member(member, entry)));
            }
        }
        self.scratch.passing = of_trial;
    }
}
