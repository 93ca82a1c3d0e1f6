//! Everything the page and the command line say about a run, as numbers.

use super::{Collection, Estimate, MonthOutcome, Sample, SegmentOutcome, TeamReport};
use crate::model::{Money, Scenario};

/// Dots of the quantile dotplot: each stands for 2 in 100.
pub const DOTS: usize = 50;
/// Which quantiles a report holds.
pub const QUANTILES: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
/// For which confidences a report says what holds.
pub const PROMISE_CONFIDENCES: [f64; 4] = [0.5, 0.7, 0.8, 0.9];

/// The cumulative bookings at the end of one month, in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthBand {
    /// Month of the plan, from 0.
    pub month: u32,
    /// Mean.
    pub mean: f64,
    /// 10% quantile.
    pub p10: f64,
    /// Middle.
    pub p50: f64,
    /// 90% quantile.
    pub p90: f64,
    /// Where a plan of this shape that just meets the target would stand; none if no bookings are expected.
    pub path: Option<f64>,
}

/// What a run says. Amounts in minor units, booked so far included.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Trials it stands on.
    pub trials: u64,
    /// The target.
    pub target: Money,
    /// Share of trials that reach the target.
    pub chance: Estimate,
    /// Mean bookings.
    pub mean: Estimate,
    /// Standard deviation of bookings (n − 1).
    pub sd: f64,
    /// [`QUANTILES`] of bookings (type 7).
    pub quantiles: [f64; QUANTILES.len()],
    /// For each of [`PROMISE_CONFIDENCES`], the amount that holds that often: its 1 − confidence quantile.
    pub promises: [f64; PROMISE_CONFIDENCES.len()],
    /// Quantiles at (i + ½)/50: the places of the dots, and of the cumulative curve.
    pub dots: [f64; DOTS],
    /// Mean of what comes from deals that were open when the future began; the rest is yet to be created.
    pub open_mean: Estimate,
    /// By segment, in the scenario's order.
    pub segments: Vec<SegmentReport>,
    /// Who sells it; none without a team.
    pub team: Option<TeamReport>,
    /// Mean of the number of wins.
    pub wins_mean: f64,
    /// Variance of the number of wins (n − 1).
    pub wins_variance: f64,
    /// By month from the as-of date's on.
    pub months: Vec<MonthBand>,
    /// Digest of all totals: the same on every machine.
    pub digest: u64,
}

/// A segment's part.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentReport {
    /// Mean of its bookings from the as-of date on.
    pub mean: Estimate,
    /// Its part of all bookings from the as-of date on; 0 if there are none.
    pub share: f64,
    /// Mean number of opportunities that nobody had time for.
    pub turned_away: f64,
    /// Expected opportunities that enter each stage, and last those won, by month of `months`.
    pub entries: Vec<Vec<f64>>,
}

impl Report {
    /// The report of a collection; none, if it is empty.
    pub fn of(scenario: &Scenario, collection: &Collection) -> Option<Self> {
        let sample = Sample::of(collection)?;
        let target = scenario.parts().target.amount();
        let n = sample.count() as f64;
        let reached = sample.count_at_least(target.minor()) as f64;
        let sd = collection.bookings().variance().sqrt();
        let quantiles = QUANTILES.map(|p| sample.quantile(p));
        Some(Self {
            trials: sample.count(),
            target,
            chance: Estimate::of_share(reached, n),
            mean: Estimate { value: collection.bookings().mean(), standard_error: sd / n.sqrt() },
            sd,
            quantiles,
            promises: PROMISE_CONFIDENCES.map(|confidence| sample.quantile(1.0 - confidence)),
            dots: std::array::from_fn(|dot| sample.quantile((dot as f64 + 0.5) / DOTS as f64)),
            open_mean: Estimate::of_mean(collection.open()),
            segments: segments(collection),
            team: TeamReport::of(scenario, collection),
            wins_mean: collection.wins().mean(),
            wins_variance: collection.wins().variance(),
            months: month_bands(scenario, collection, quantiles),
            digest: collection.digest(),
        })
    }

    /// How many times as great all bookings would have to be for the target to be reached as often as the
    /// plan wants; 1 where that says nothing.
    pub fn times_wanted(&self, scenario: &Scenario) -> f64 {
        let parts = scenario.parts();
        let times = parts.target.amount().minor() as f64 / self.quantile(1.0 - parts.confidence.get());
        if times.is_finite() { times } else { 1.0 }
    }

    /// The quantile of [`QUANTILES`] nearest to `p`.
    pub fn quantile(&self, p: f64) -> f64 {
        QUANTILES
            .iter()
            .zip(self.quantiles)
            .min_by(|(a, _), (b, _)| (*a - p).abs().total_cmp(&(*b - p).abs()))
            .map_or(0.0, |(_, value)| value)
    }
}

fn segments(collection: &Collection) -> Vec<SegmentReport> {
    let all: f64 = collection.segments().iter().map(|segment| segment.bookings.mean()).sum();
    let report = |segment: &SegmentOutcome| SegmentReport {
        mean: Estimate::of_mean(&segment.bookings),
        share: if all > 0.0 { segment.bookings.mean() / all } else { 0.0 },
        turned_away: segment.turned_away.mean(),
        entries: segment.expected_entries.clone(),
    };
    collection.segments().iter().map(report).collect()
}

fn month_bands(scenario: &Scenario, collection: &Collection, quantiles: [f64; 7]) -> Vec<MonthBand> {
    let parts = scenario.parts();
    let opening = parts.target.recurring_revenue().map_or(0.0, |revenue| revenue.opening.minor() as f64);
    let begun = parts.progress.booked().minor() as f64 + opening;
    let to_go = parts.target.amount().minor() as f64 - begun;
    let mean = |month: &MonthOutcome| month.cumulative_sum as f64 / month.cumulative.count().max(1) as f64;
    let expected = collection.months().last().map_or(0.0, mean) - begun;
    let mut bands: Vec<MonthBand> = collection
        .months()
        .iter()
        .map(|month| MonthBand {
            month: month.month,
            mean: mean(month),
            p10: month.cumulative.quantile(0.1),
            p50: month.cumulative.quantile(0.5),
            p90: month.cumulative.quantile(0.9),
            path: (expected > 0.0).then(|| begun + to_go * (mean(month) - begun) / expected),
        })
        .collect();
    // The last month is the total, whose quantiles are known exactly: one number, one look.
    if let Some(last) = bands.last_mut() {
        let [_, p10, _, p50, _, p90, _] = quantiles;
        (last.p10, last.p50, last.p90) = (p10, p50, p90);
    }
    bands
}
