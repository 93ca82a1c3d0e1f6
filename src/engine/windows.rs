//! The months in which wins count, and the stretches of time out of which they come: slippage moves some.

use crate::model::Scenario;

/// A stretch of time, in days, and the share of the wins due in it that count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) share: f64,
}

/// The simulated months of a scenario, from that of the as-of date on.
#[derive(Clone, Debug)]
pub(super) struct Windows {
    /// First simulated month of the plan.
    pub(super) first_month: usize,
    /// The day that the future begins on.
    pub(super) as_of: f64,
    /// For each simulated month, where its wins come from.
    months: Vec<Vec<Stretch>>,
    landing: Landing,
}

/// In which simulated month a win counts that is due on some day.
#[derive(Clone, Debug, Default)]
pub(super) struct Landing {
    pub(super) as_of: f64,
    /// Ends of the simulated months.
    ends: Vec<f64>,
    /// Ends of quarters, if deals slip past them.
    quarter_ends: Vec<f64>,
    slip_days: f64,
    share: f64,
}

impl Windows {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let parts = scenario.parts();
        let as_of = parts.progress.as_of_day();
        let all = parts.calendar.months();
        let first_month = scenario.first_month();
        let slip_days = f64::from(parts.slippage.days());
        let share = parts.slippage.share();
        let ends = if share > 0.0 { parts.calendar.quarter_ends(parts.fiscal_start) } else { Vec::new() };
        let months = all.iter().skip(first_month).map(|month| {
            let (from, to) = (month.from_day.max(as_of), month.to_day);
            let mut stretches = due_in(from, to, &ends, slip_days, share);
            for end in &ends {
                // What was due d days before a quarter's end is won d days after it.
                let (landing, until) = (from.max(*end), to.min(end + slip_days));
                if landing < until {
                    stretches.push(Stretch { from: 2.0 * end - until, to: 2.0 * end - landing, share });
                }
            }
            stretches
        });
        let months = months.collect();
        let month_ends = all.iter().skip(first_month).map(|month| month.to_day).collect();
        let landing = Landing { as_of, ends: month_ends, quarter_ends: ends, slip_days, share };
        Self { first_month, as_of, months, landing }
    }

    /// Where wins count, deal by deal.
    pub(super) fn landing(&self) -> &Landing {
        &self.landing
    }

    /// Number of simulated months.
    pub(super) fn len(&self) -> usize {
        self.months.len()
    }

    /// What counts in each simulated month, if `passed(from, to)` is due in a stretch of time.
    pub(super) fn counted(&self, passed: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let month = |stretches: &Vec<Stretch>| {
            stretches.iter().map(|of| of.share * passed(of.from, of.to).max(0.0)).sum::<f64>()
        };
        self.months.iter().map(month).collect()
    }
}

impl Landing {
    /// The simulated month in which a win counts that is due on a day from the as-of date on; none, if it is
    /// past the plan. `mark`, from 0 to 1, decides whether it slips. The law is that of [`Windows::counted`].
    pub(super) fn month(&self, day: f64, mark: f64) -> Option<usize> {
        let is_late = |end: &&f64| {
            let from = *end - self.slip_days;
            day <= **end && **end > self.as_of && (from < day || day <= self.as_of && from <= self.as_of)
        };
        let place = match self.quarter_ends.iter().find(is_late).filter(|_| mark < self.share) {
            // As many days after the quarter's end as before.
            Some(end) => self.ends.partition_point(|until| *until <= 2.0 * end - day),
            None => self.ends.partition_point(|until| *until < day),
        };
        (place < self.ends.len()).then_some(place)
    }
}

/// A month's own stretches: all of it but the last days before a quarter's end, of which a share slips.
fn due_in(from: f64, to: f64, ends: &[f64], slip_days: f64, share: f64) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut begin = from;
    for end in ends {
        let (slips_from, slips_to) = (begin.max(end - slip_days), to.min(*end));
        if slips_from < slips_to {
            if begin < slips_from {
                stretches.push(Stretch { from: begin, to: slips_from, share: 1.0 });
            }
            stretches.push(Stretch { from: slips_from, to: slips_to, share: 1.0 - share });
            begin = slips_to;
        }
    }
    if begin < to {
        stretches.push(Stretch { from: begin, to, share: 1.0 });
    }
    stretches
}
