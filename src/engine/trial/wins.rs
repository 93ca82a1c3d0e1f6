//! The wins of one segment in one trial: of what is open, of what flows, and of what is new.

use super::context::{Origin, Scratch, TrialContext, member_rate};
use super::deals::{Drawing, OwnerOf, Won};
use crate::engine::counts::whole;
use crate::engine::future::Future;
use crate::engine::segment::SegmentDraw;
use crate::engine::stream::{Entity, Purpose};
use crate::model::{Arrivals, RelativeError, SupplyOf};
use rand::Rng;

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
        let size_error = if self.size_error > RelativeError::NONE {
            self.size_error.factor(context.counts.normal(trial.word(Purpose::SizeError, self.entity)))
        } else {
            1.0
        };
        let sizes = self.sizes.in_trial(size_error * context.market_size, trial, self.entity, &mut weights);
        self.stretch(context, &mut scratch.passing);
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
            let expected = self.draw.passing(self.scratch).open.get(month).copied().unwrap_or(0.0) * reach;
            let expected = expected * self.kept(OwnerOf::EnteredIn(0), month);
            let wins = self.context.counts.poisson(expected, lane.next_u64());
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
            expected.resize(self.draw.arriving.len(), 0.0);
            let passing = self.draw.passing(self.scratch);
            for (entry, (cohort, entering)) in self.scratch.cohorts.iter().zip(&passing.entering).enumerate()
            {
                for (month, (expected, share)) in expected.iter_mut().zip(entering).enumerate() {
                    *expected += cohort * share * self.kept(OwnerOf::EnteredIn(entry), month);
                }
            }
        }
        let new = self.draw.entity.and(Origin::New as u32);
        let mut lane = self.context.trial.lane(Purpose::Wins, new);
        let wins_before = self.future.wins;
        for (month, expected) in expected.iter().enumerate() {
            // A month without expected wins uses up its word all the same: luck never shifts.
            let wins = self.context.counts.poisson(*expected, lane.next_u64());
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
            let word = self.context.trial.word(Purpose::NotWon, self.draw.entity);
            let won = (self.future.wins - wins_before) as f64;
            self.future.opportunities +=
                won + not_won(self.context, all - expected.iter().sum::<f64>(), word);
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
            let busy = busy.as_mut().map_or(1.0, |(table, lane)| table.at(lane.next_u64()));
            let work = self.draw.owners(self.scratch).work.get(entry).copied().unwrap_or(0.0);
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
            let arriving = self.draw.arriving.get(entry).copied().unwrap_or(0.0) * self.scratch.supply_factor;
            let opportunities = whole(arriving, lane.next_u64());
            self.future.opportunities += opportunities as f64;
            let rate = self.draw.reach(self.scratch, entry).min(1.0);
            self.intake((opportunities, rate), entry, lane.next_u64(), (entity, OwnerOf::EnteredIn(entry)));
        }
    }

    /// Wins of opportunities that were drawn rep by rep.
    fn worked(&mut self) {
        let members = self.draw.members.len();
        for entry in 0..self.draw.arriving.len() {
            for member in 0..members {
                let opportunities = self.scratch.worked.get(entry * members + member).copied().unwrap_or(0);
                if opportunities == 0 {
                    continue;
                }
                self.future.opportunities += opportunities as f64;
                let seat = self.draw.members.get(member).and_then(|seat| self.context.seats.all.get(*seat));
                let seat = seat.map_or(Entity::ONLY, |seat| seat.entity);
                let entity = self.entity(Origin::Intake, entry).with(seat);
                let word = self.context.trial.word(Purpose::Intake, entity);
                let rate = member_rate(&self.scratch.member_rates, member);
                self.intake((opportunities, rate), entry, word, (entity, OwnerOf::Member(member, entry)));
            }
        }
    }
}

/// How many opportunities come in beside those that are won: of a Poisson number, thinned, the rest is Poisson as well, and
/// independent (Kingman 1993, 5.1).
fn not_won(context: &TrialContext<'_>, expected: f64, word: u64) -> f64 {
    context.counts.poisson(expected.max(0.0), word) as f64
}
