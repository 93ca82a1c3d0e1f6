//! Expected numbers of opportunities that pass a point of the funnel, month by month, if all of them get there.

use super::simulator::add;
use super::timing::WinTiming;
use crate::model::{DAYS_IN_PLAIN_MONTH, PipelineStart, Scenario};

/// The arrivals of a scenario, and the simulated months in which what becomes of them counts.
#[derive(Debug)]
pub(super) struct Flows<'a> {
    scenario: &'a Scenario,
    /// First simulated month, that of the as-of date.
    pub(super) first_month: usize,
    /// From and to of each simulated month, in days.
    windows: Vec<(f64, f64)>,
    as_of: f64,
    flowing: bool,
}

impl<'a> Flows<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        let months = scenario.parts().calendar.months();
        let as_of = scenario.parts().progress.as_of_day();
        let first_month = months.iter().position(|month| as_of < month.to_day).unwrap_or(0);
        let windows =
            months.iter().skip(first_month).map(|month| (month.from_day.max(as_of), month.to_day)).collect();
        let flowing = scenario.segment().pipeline == PipelineStart::Flowing;
        Self { scenario, first_month, windows, as_of, flowing }
    }

    /// What is open on the as-of date: who passes in each simulated month. Nobody, if the pipeline is empty then.
    pub(super) fn open_at_start(&self, timing: &WinTiming) -> Vec<f64> {
        let mut passing = vec![0.0; self.windows.len()];
        if !self.flowing {
            return passing;
        }
        let supply = &self.scenario.segment().supply;
        let rate = supply.per_month() / DAYS_IN_PLAIN_MONTH;
        for (count, (from, to)) in passing.iter_mut().zip(&self.windows) {
            *count += rate * ((to - from) - (timing.k(*to) - timing.k(*from)));
        }
        for (index, month) in self.scenario.parts().calendar.months().iter().enumerate() {
            let until = month.to_day.min(self.as_of);
            if month.from_day < until {
                add(&mut passing, &self.brought(index, month.from_day, until, timing));
            }
        }
        passing
    }

    /// Arrivals of a month after the as-of date: how many, and who of them passes in each simulated month.
    pub(super) fn entering_in(&self, index: usize, timing: &WinTiming) -> Option<(f64, Vec<f64>)> {
        let month = self.scenario.parts().calendar.months().get(index)?;
        let from = month.from_day.max(self.as_of);
        let opportunities = self.daily(index) * (month.to_day - from);
        (from < month.to_day).then(|| (opportunities, self.brought(index, from, month.to_day, timing)))
    }

    /// All who pass in each simulated month.
    pub(super) fn through(&self, timing: &WinTiming) -> Vec<f64> {
        let mut passing = self.open_at_start(timing);
        for index in 0..self.scenario.parts().calendar.months().len() {
            if let Some((_, entering)) = self.entering_in(index, timing) {
                add(&mut passing, &entering);
            }
        }
        passing
    }

    /// Arrivals a day in a month.
    fn daily(&self, index: usize) -> f64 {
        let month = self.scenario.parts().calendar.months().get(index);
        month.map_or(0.0, |month| {
            self.scenario.segment().supply.in_month(index, month.month_of_year) / month.days
        })
    }

    /// Who of those that arrive from `from` until `until` passes in each simulated month.
    fn brought(&self, index: usize, from: f64, until: f64, timing: &WinTiming) -> Vec<f64> {
        let rate = self.daily(index);
        let passed_by = |t: f64| timing.k(t - from) - timing.k(t - until);
        self.windows
            .iter()
            .map(|(start, end)| (passed_by(*end) - passed_by(*start)).max(0.0) * rate)
            .collect()
    }
}
