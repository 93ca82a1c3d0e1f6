//! Opportunities as they are, rep by rep and month by month: where capacity or a fixed number asks for it.
#![expect(clippy::indexing_slicing, reason = "members are seats of the team, and have streams in each month")]

use super::context::{Scratch, TrialContext};
use crate::engine::counts::Rounded;
use crate::engine::segment::{Origin, SegmentDraw};
use crate::engine::stream::Purpose;
use crate::model::{Arrivals, SupplyOf};
use rand::distr::Distribution;

impl SegmentDraw {
    /// Draws how many opportunities each member gets in each month.
    pub(in crate::engine) fn assign(&self, context: &TrialContext<'_>, scratch: &mut Scratch) {
        scratch.worked.clear();
        let mut busy_months =
            self.busy.as_deref().map(|table| (table, context.trial.lane(Purpose::BusyMonth, self.evidence)));
        for (entry, arriving) in self.arriving.iter().enumerate() {
            let month = context.first_month + entry;
            let busy = busy_months.as_mut().map_or(1.0, |(table, lane)| table.sample(lane));
            let works: f64 = self.members.iter().map(|seat| context.presence.work(*seat, month)).sum();
            let arriving = arriving * scratch.supply_factor;
            let mut unassigned = match (self.arrivals, self.of) {
                (Arrivals::Fixed, SupplyOf::Team) => {
                    let own = self.entity.and(Origin::Intake as u32).in_month(month);
                    context.trial.draw(Purpose::Intake, own, &Rounded(arriving))
                }
                (Arrivals::Fixed, SupplyOf::EachRep) | (Arrivals::Poisson, _) => 0,
            };
            let mut works_left = works;
            let expected = arriving * context.market * busy;
            // Reps who work alike have one mean: what is prepared for it is kept from one to the next.
            let mut last = (0.0, context.counts.poisson(0.0));
            let mut poisson = |work: f64| {
                if work.to_bits() != f64::to_bits(last.0) {
                    let share = match self.of {
                        SupplyOf::Team if works > 0.0 => work / works,
                        SupplyOf::Team => 0.0,
                        SupplyOf::EachRep => work,
                    };
                    last = (work, context.counts.poisson(expected * share));
                }
                last.1
            };
            let members = self.members.len();
            let luck = &self.rep_months[entry * members..(entry + 1) * members];
            for (seat, luck) in self.members.iter().zip(luck) {
                let work = context.presence.work(*seat, month);
                let mut lane = context.trial.lane(Purpose::Assigned, luck.assigned);
                let number = match (self.arrivals, self.of) {
                    (Arrivals::Fixed, SupplyOf::Team) => {
                        let share = if works_left > 0.0 { (work / works_left).min(1.0) } else { 0.0 };
                        works_left -= work;
                        let number = context.counts.binomial(unassigned, share).sample(&mut lane);
                        unassigned -= number;
                        number
                    }
                    (Arrivals::Fixed, SupplyOf::EachRep) => Rounded(arriving * work).sample(&mut lane),
                    (Arrivals::Poisson, of) => match self.busy.as_ref().filter(|_| of == SupplyOf::EachRep) {
                        Some(table) => {
                            let seat = context.seats.all[*seat].entity;
                            let evidence = self.evidence.and(0).with(seat).in_month(month);
                            let busy = context.trial.draw(Purpose::BusyMonth, evidence, table.as_ref());
                            context.counts.poisson(arriving * context.market * busy * work).sample(&mut lane)
                        }
                        None => poisson(work).sample(&mut lane),
                    },
                };
                scratch.worked.push(number);
            }
        }
    }
}
