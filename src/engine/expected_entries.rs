//! Expected opportunities that enter each stage, month by month: exact from the means of the beliefs.

use super::flows::{Flows, once_each};
use super::open_times::{OpenTimes, Row};
use super::seats::{Presence, Seats};
use super::segment::odds_of_age;
use super::timing::WinTiming;
use super::windows::Windows;
use crate::model::{Adherence, OpenPipeline, Scenario, Segment, Stage, SupplyOf};

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
    pub(super) fn of(
        &self,
        segment: &Segment,
        timings: &[WinTiming],
        open_times: &OpenTimes,
    ) -> Vec<Vec<f64>> {
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
            entries.push(self.entering(&flows, segment, timing, adherence * on + (1.0 - adherence) * off));
        }
        if let Some(open) = segment.pipeline().listed() {
            self.add_listed(segment, open, open_times, &mut entries);
        }
        entries
    }

    /// Expected entries of a stage, by month, if the time to there and the share of new opportunities that
    /// get there are known.
    fn entering(&self, flows: &Flows<'_>, segment: &Segment, timing: &WinTiming, share: f64) -> Vec<f64> {
        let passing = flows.passing(timing, 1.0);
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
        months
    }

    /// Adds what is listed as open, at the mean rates on the plan.
    fn add_listed(
        &self,
        segment: &Segment,
        open: &OpenPipeline,
        times: &OpenTimes,
        entries: &mut [Vec<f64>],
    ) {
        let as_of = self.windows.as_of;
        for (place, stage) in segment.stages().iter().enumerate() {
            let rows = moving_on(segment, open, place, stage);
            let further = segment.stages().iter().skip(place + 1).map(|stage| stage.rate.mean());
            let mut reached = 1.0;
            let later = entries.iter_mut().skip(place + 1);
            for ((months, passed), rate) in later.zip(times.entering(place, &rows)).zip(further.chain([1.0]))
            {
                let by = once_each(|day: f64| passed.passed_by(day - as_of));
                let counted = self.windows.counted(|start, end| by(end) - by(start));
                months.iter_mut().zip(counted).for_each(|(month, count)| *month += reached * count);
                reached *= rate;
            }
        }
    }
}

/// Of the deals open in a stage how many are expected to move on, by age.
fn moving_on(segment: &Segment, open: &OpenPipeline, place: usize, stage: &Stage) -> Vec<Row> {
    let counts = open.counts().iter().map(|row| (row.stage, f64::from(row.count), row.age_days));
    let deals = open.deals().iter().map(|deal| (deal.stage, 1.0, deal.age_days));
    let here = counts.chain(deals).filter(|(of, _, _)| *of == stage.id);
    let rate = stage.rate.mean();
    let advance = |age_days: f64| expected_advance(rate, odds_of_age(segment, place, age_days));
    here.map(|(_, count, age_days)| (count * advance(age_days), age_days)).collect()
}

/// The chance that a deal open in a stage moves on, at a rate and with the odds of its age.
fn expected_advance(here: f64, odds_of_age: f64) -> f64 {
    let still_open = here * odds_of_age + (1.0 - here);
    if still_open > 0.0 { here * odds_of_age / still_open } else { 0.0 }
}
