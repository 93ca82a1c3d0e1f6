//! Expected opportunities that enter each stage, month by month: exact from the means of the beliefs.

use super::flows::{Flows, OpenRows};
use super::seats::{Presence, Seats};
use super::segment::log_odds_of_age;
use super::timing::WinTiming;
use super::windows::Windows;
use crate::model::{Adherence, OpenPipeline, Scenario, Segment, Stage, StageId, SupplyOf};

/// What the expected entries of all segments stand on.
pub(super) struct ExpectedEntries<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) windows: &'a Windows,
    pub(super) seats: &'a Seats,
    /// Who is there, if nobody leaves.
    pub(super) presence: &'a Presence,
}

impl ExpectedEntries<'_> {
    /// See [`crate::analysis::SegmentOutcome::expected_entries`].
    pub(super) fn of(&self, segment: &Segment, timings: &[WinTiming]) -> Vec<Vec<f64>> {
        let flows = Flows::new(self.scenario, segment, self.windows);
        let at_once = WinTiming::at_once();
        let adherence = self.scenario.parts().adherence.map_or(1.0, Adherence::mean);
        let (mut on, mut off) = (1.0, 1.0);
        let mut entries = Vec::with_capacity(timings.len() + 1);
        for place in 0..=timings.len() {
            if let Some(stage) = place.checked_sub(1).and_then(|before| segment.stages().get(before)) {
                on *= stage.rate.mean();
                off *= stage.rate.mean() * stage.off_plan();
            }
            let timing = place.checked_sub(1).and_then(|before| timings.get(before)).unwrap_or(&at_once);
            entries.push(self.entering(
                &flows,
                segment,
                (place, timing),
                adherence * on + (1.0 - adherence) * off,
            ));
        }
        entries
    }

    /// Expected entries of the stage at a place, by month, if the share of new opportunities that get there
    /// is known.
    fn entering(
        &self,
        flows: &Flows<'_>,
        segment: &Segment,
        (place, timing): (usize, &WinTiming),
        share: f64,
    ) -> Vec<f64> {
        let mut listed = OpenRows::default();
        let open = segment.pipeline().listed();
        let left = self.scenario.parts().calendar.days() - self.windows.as_of;
        for key in OpenRows::keys(open) {
            listed.add_until(segment, key, (place, left));
        }
        let passing = flows.passing(timing, 1.0, &listed);
        let heads = |entry: usize| {
            let month = self.windows.first_month + entry;
            let members = self.seats.all.iter().enumerate().filter(|(_, seat)| seat.works(segment.id));
            let work: f64 = members.map(|(number, _)| self.presence.work(number, month)).sum();
            match segment.supply.of {
                SupplyOf::EachRep => work,
                SupplyOf::Team => f64::from(u8::from(work > 0.0)),
            }
        };
        let mut months: Vec<f64> = passing.open.iter().map(|expected| expected * share * heads(0)).collect();
        for (entry, (arriving, entering)) in flows.arriving().iter().zip(&passing.entering).enumerate() {
            let count = arriving * share * heads(entry);
            months.iter_mut().zip(entering).for_each(|(month, part)| *month += count * part);
        }
        for (row, shares) in listed.rows.iter().zip(&passing.listed) {
            let Some(open) = open else { break };
            let count = open_at(open, row.stage, row.age_days)
                * expected_advance(segment, row.stage, row.age_days, place);
            months.iter_mut().zip(shares).for_each(|(month, part)| *month += count * part);
        }
        months
    }
}

/// How many deals are open in a stage with an age.
fn open_at(open: &OpenPipeline, stage: StageId, age_days: f64) -> f64 {
    // The very value of a row, not the result of a calculation.
    let is_here = |other: StageId, age: f64| other == stage && age.total_cmp(&age_days).is_eq();
    let counts = open.counts().iter().filter(|row| is_here(row.stage, row.age_days));
    let deals = open.deals().iter().filter(|deal| is_here(deal.stage, deal.age_days));
    counts.map(|row| f64::from(row.count)).sum::<f64>() + deals.count() as f64
}

/// The chance that a deal open in a stage for so long enters the stage at a later place, at the mean rates on
/// the plan.
fn expected_advance(segment: &Segment, stage: StageId, age_days: f64, place: usize) -> f64 {
    let Some(own) = segment.place_of(stage).filter(|own| *own < place) else { return 0.0 };
    let odds_of_age = libm::exp(log_odds_of_age(segment, own, age_days).clamp(-700.0, 700.0));
    let Some((here, further)) = segment.stages().get(own..place).and_then(<[Stage]>::split_first) else {
        return 0.0;
    };
    let (here, further) = (here.rate.mean(), further.iter().map(|stage| stage.rate.mean()));
    let still_open = here * odds_of_age + (1.0 - here);
    if still_open > 0.0 { here * odds_of_age / still_open * further.product::<f64>() } else { 0.0 }
}
