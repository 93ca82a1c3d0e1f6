//! What a trial draws for a segment before any deal is won: rates, factors, and who owns what enters.
#![expect(
    clippy::indexing_slicing,
    reason = "members are seats of the team; an uncertain cycle has all its stretches tabulated"
)]

use super::context::{Scratch, TrialContext, member_rate};
use crate::engine::flows::Passing;
use crate::engine::rep_rates::OnAndOff;
use crate::engine::segment::{AdherenceDraw, CYCLE_NODES, CYCLE_STEP, SegmentDraw};
use crate::engine::stream::Purpose;
use crate::model::{RelativeError, SupplyOf};

impl SegmentDraw {
    /// Rates, factors and owners of a trial.
    pub(in crate::engine) fn begin(&self, context: &TrialContext<'_>, scratch: &mut Scratch) {
        let trial = context.trial;
        let error = context.counts.factor(self.supply_error);
        scratch.supply_factor = trial.draw(Purpose::SupplyError, self.entity, &error);
        let Scratch { rates, member_rates, member_stages, adherences, .. } = scratch;
        rates.clear();
        rates.extend(self.stages.iter().map(|stage| trial.draw(Purpose::Rate, stage.luck, &stage.rate)));
        member_rates.clear();
        if self.differ() {
            self.draw_members(context, rates, (member_stages, adherences));
            let stages = self.stages.len();
            member_rates.extend(member_stages.chunks_exact(stages).zip(adherences).map(
                |(stages, adherence)| {
                    let (on, off) =
                        stages.iter().fold((1.0, 1.0), |(on, off), rate| (on * rate.0, off * rate.1));
                    *adherence * on + (1.0 - *adherence) * off
                },
            ));
        } else {
            let on: f64 = rates.iter().product();
            let rate = match self.adherence {
                AdherenceDraw::Alike(adherence) => {
                    let off: f64 =
                        rates.iter().zip(&self.stages).map(|(rate, stage)| rate * stage.off_plan).product();
                    adherence * on + (1.0 - adherence) * off
                }
                AdherenceDraw::All | AdherenceDraw::Drawn(_) => on,
            };
            member_rates.push(rate);
        }
        if self.owners.is_none() {
            self.fill_owners(context, scratch);
        }
        scratch.kept.clear();
        if context.seats.is_random() && context.seats.deals_kept < 1.0 {
            for entry in 0..self.months_with_owners(context) {
                let Scratch { owners, kept, .. } = scratch;
                self.add_kept(context, owners.of(entry), entry, kept);
            }
        }
    }

    /// For how many months of entry it is asked who owns what enters: where opportunities are drawn rep by
    /// rep, only for the first, whose owners have what is open then.
    fn months_with_owners(&self, context: &TrialContext<'_>) -> usize {
        if self.is_drawn_by_rep(context.seats) { 1 } else { self.arriving.len() }
    }

    /// By month, what survives of deals that entered in a month, if their owners have these cumulative
    /// weights.
    pub(super) fn add_kept(
        &self,
        context: &TrialContext<'_>,
        owners: &[f64],
        entry: usize,
        kept: &mut Vec<f64>,
    ) {
        let first = context.first_month;
        let begin = kept.len();
        kept.resize(begin + self.arriving.len(), 0.0);
        let mut before = 0.0;
        for (seat, until) in self.members.iter().zip(owners) {
            let left_from = (context.presence.last(*seat, first + entry) + 1).saturating_sub(first);
            // Who stays to the end leaves nothing.
            if let Some(left) = kept.get_mut(begin + left_from) {
                *left += until - before;
            }
            before = *until;
        }
        let (mut left, mut survives) = (0.0, 1.0);
        for share in kept.iter_mut().skip(begin) {
            if *share > 0.0 {
                left += *share;
                survives = 1.0 - (1.0 - context.seats.deals_kept) * left / before;
            }
            *share = survives;
        }
    }

    /// Rates of members who differ, by stage, on the plan and off it, and their adherence.
    fn draw_members(
        &self,
        context: &TrialContext<'_>,
        rates: &[f64],
        (member_stages, adherences): (&mut Vec<(f64, f64)>, &mut Vec<f64>),
    ) {
        member_stages.clear();
        member_stages.resize(self.members.len() * self.stages.len(), (0.0, 0.0));
        for (place, (rate, stage)) in rates.iter().zip(&self.stages).enumerate() {
            let pairs = member_stages.iter_mut().skip(place).step_by(self.stages.len());
            let Some(spread) = stage.spread.as_deref() else {
                pairs.for_each(|pair| *pair = (*rate, rate * stage.off_plan));
                continue;
            };
            let of_table =
                |table| OnAndOff::new(table, context.counts.normal(), (*rate, stage.off_plan), context.lift);
            let of_most = of_table(spread);
            let mut records = stage.records.iter().peekable();
            for (member, (seat, pair)) in self.members.iter().zip(pairs).enumerate() {
                let entity = context.seats.all[*seat].entity.and(stage.number);
                let own = records.next_if(|(of, _)| *of == member).map(|(_, table)| of_table(table));
                *pair = context.trial.draw(Purpose::RepRate, entity, own.as_ref().unwrap_or(&of_most));
            }
        }
        adherences.clear();
        adherences.extend(self.members.iter().map(|seat| match &self.adherence {
            AdherenceDraw::All => 1.0,
            AdherenceDraw::Alike(adherence) => *adherence,
            AdherenceDraw::Drawn(table) => {
                let seat = context.seats.all[*seat].entity;
                context.trial.draw(Purpose::Adherence, seat, table.as_ref())
            }
        }));
    }

    /// Who owns what enters, where that differs from trial to trial.
    fn fill_owners(&self, context: &TrialContext<'_>, scratch: &mut Scratch) {
        let Scratch { owners, member_rates, .. } = scratch;
        owners.reset(self.members.len());
        let own_months = self.busy.as_ref().filter(|_| self.of == SupplyOf::EachRep);
        for entry in 0..self.months_with_owners(context) {
            let month = context.first_month + entry;
            owners.add_month(self.members.iter().enumerate().map(|(member, seat)| {
                let work = context.presence.work(*seat, month);
                let busy = own_months.map_or(1.0, |table| {
                    let seat = context.seats.all[*seat].entity;
                    let evidence = self.evidence.and(0).with(seat).in_month(month);
                    context.trial.draw(Purpose::BusyMonth, evidence, table.as_ref())
                });
                (work * busy, member_rate(member_rates, member))
            }));
        }
    }

    /// Puts together who passes when, for the length of the cycle in this trial,
    /// and returns by how much it is longer than believed.
    pub(super) fn stretch(&self, context: &TrialContext<'_>, passing: &mut Passing) -> f64 {
        if self.cycle_error <= RelativeError::NONE {
            return 1.0;
        }
        let z = context.trial.draw(Purpose::CycleError, self.entity, context.counts.normal());
        let place = z / CYCLE_STEP + (CYCLE_NODES / 2) as f64;
        let begin = place.floor().clamp(0.0, (CYCLE_NODES - 2) as f64);
        let t = (place - begin).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ begin < CYCLE_NODES"
        )]
        let begin = begin as usize;
        passing.blend(&self.passings[begin], &self.passings[begin + 1], t);
        self.cycle_error.factor(z)
    }
}
