//! When opportunities pass a point of the funnel, if all of them get there: by where they come from, and
//! month by month.

use super::timing::WinTiming;
use super::windows::Windows;
use crate::model::{DAYS_IN_PLAIN_MONTH, PipelineStart, Scenario, Segment};
use std::cell::Cell;

/// Passing a point of the funnel in each simulated month.
#[derive(Clone, Debug, Default)]
pub(super) struct Passing {
    /// Expected number of those that were open when the future begins, of a flowing pipeline.
    pub(super) open: Vec<f64>,
    /// For each simulated month of entry, the probability of an opportunity that enters in it.
    pub(super) entering: Vec<Vec<f64>>,
    /// The same, cumulative over the months.
    pub(super) entered: Vec<Vec<f64>>,
    /// For each row of open deals that are counted, the probability of one of them.
    pub(super) listed: Vec<Vec<f64>>,
}

/// The arrivals of a segment.
#[derive(Debug)]
pub(super) struct Flows<'a> {
    scenario: &'a Scenario,
    segment: &'a Segment,
    windows: &'a Windows,
}

impl Passing {
    /// Becomes what lies between two, `t` of the way from the first to the second.
    pub(super) fn blend(&mut self, low: &Self, high: &Self, t: f64) {
        let between = |own: &mut Vec<f64>, low: &[f64], high: &[f64]| {
            own.clear();
            own.extend(low.iter().zip(high).map(|(low, high)| low + t * (high - low)));
        };
        between(&mut self.open, &low.open, &high.open);
        for (own, low, high) in [
            (&mut self.entering, &low.entering, &high.entering),
            (&mut self.entered, &low.entered, &high.entered),
            (&mut self.listed, &low.listed, &high.listed),
        ] {
            own.resize(low.len(), Vec::new());
            for (own, (low, high)) in own.iter_mut().zip(low.iter().zip(high)) {
                between(own, low, high);
            }
        }
    }
}

impl<'a> Flows<'a> {
    pub(super) fn new(scenario: &'a Scenario, segment: &'a Segment, windows: &'a Windows) -> Self {
        Self { scenario, segment, windows }
    }

    /// Expected opportunities that enter in each simulated month; of a supply of each rep, for one ramped
    /// rep.
    pub(super) fn arriving(&self) -> Vec<f64> {
        let months = self.scenario.parts().calendar.months();
        let from = self.windows.first_month;
        (months.iter().enumerate().skip(from))
            .map(|(index, month)| self.daily(index) * (month.to_day - month.from_day.max(self.windows.as_of)))
            .collect()
    }

    /// Who passes, and when, if the time to there is `timing`, with all times multiplied by `stretch`; rows
    /// of open deals are added by [`Self::listed`].
    pub(super) fn passing(&self, timing: &WinTiming, stretch: f64) -> Passing {
        let months = self.scenario.parts().calendar.months();
        let k = |x: f64| stretch * timing.k(x / stretch);
        let entering = months.iter().skip(self.windows.first_month).map(|month| {
            let (from, until) = (month.from_day.max(self.windows.as_of), month.to_day);
            let passed_by = once_each(|t: f64| k(t - from) - k(t - until));
            self.windows.counted(|start, end| {
                // Nothing passes before it enters.
                if end <= from {
                    return 0.0;
                }
                let before = passed_by(start);
                (passed_by(end) - before) / (until - from)
            })
        });
        let entering: Vec<Vec<f64>> = entering.collect();
        let sums = |months: &Vec<f64>| {
            let mut sum = 0.0;
            let sums = months.iter().map(|share| {
                sum += share;
                sum
            });
            sums.collect()
        };
        let entered = entering.iter().map(sums).collect();
        Passing { open: self.open_at_start(&k), entering, entered, listed: Vec::new() }
    }

    /// Who of those that are counted in one row of what is open passes in each simulated month, for
    /// [`Passing::listed`], in a cycle that is `stretch` times as long.
    pub(super) fn listed(&self, left: &WinTiming, stretch: f64) -> Vec<f64> {
        let passed_by = once_each(|t: f64| left.passed_by((t - self.windows.as_of) / stretch));
        self.windows.counted(|start, end| passed_by(end) - passed_by(start))
    }

    /// What a flowing pipeline holds on the as-of date: who passes in each simulated month.
    fn open_at_start(&self, k: &impl Fn(f64) -> f64) -> Vec<f64> {
        if *self.segment.pipeline() != PipelineStart::Flowing {
            return vec![0.0; self.windows.len()];
        }
        let as_of = self.windows.as_of;
        // Before the plan, as many pass as arrive.
        let daily = self.segment.supply.per_month() / DAYS_IN_PLAIN_MONTH;
        let long_before = |t: f64| if t > 0.0 { daily * (t - k(t)) } else { daily * t };
        let months = self.scenario.parts().calendar.months().iter().enumerate();
        let since_then: Vec<(f64, f64, f64)> = months
            .map(|(index, month)| (self.daily(index), month.from_day, month.to_day.min(as_of)))
            .filter(|(_, from, until)| from < until)
            .collect();
        let passed_by = |t: f64| {
            let since = since_then.iter().map(|(daily, from, until)| daily * (k(t - from) - k(t - until)));
            long_before(t) + since.sum::<f64>()
        };
        let passed_by = once_each(passed_by);
        self.windows.counted(|start, end| passed_by(end) - passed_by(start))
    }

    /// Arrivals a day in a month.
    #[expect(clippy::indexing_slicing, reason = "asked for months of the plan alone")]
    fn daily(&self, index: usize) -> f64 {
        let month = &self.scenario.parts().calendar.months()[index];
        self.segment.supply.in_month(index, month.month_of_year) / month.days
    }
}

/// The same function, worked out once where it is asked for the same day twice in turn: one stretch of time
/// ends where the next begins.
pub(super) fn once_each(of: impl Fn(f64) -> f64) -> impl Fn(f64) -> f64 {
    let last: Cell<Option<(f64, f64)>> = Cell::new(None);
    move |t: f64| {
        if let Some((known, value)) = last.get()
            && known.to_bits() == t.to_bits()
        {
            return value;
        }
        let value = of(t);
        last.set(Some((t, value)));
        value
    }
}
