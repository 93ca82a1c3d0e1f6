//! New opportunities by month: how many, how much more they vary than chance alone, and whether they grow.

use super::spells::began;
use crate::history::import::Reading;
use crate::model::Date;
use std::collections::BTreeMap;

/// New opportunities of whole calendar months.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplyEstimate {
    /// Each month by its first day, in order, months without any included.
    pub months: Vec<(Date, u32)>,
    /// Mean of a month.
    pub mean: f64,
    /// The standard error of the mean, from how months differ; of one month none is known.
    pub mean_error: Option<f64>,
    /// Variance of months over their mean: about 1 where chance alone (Poisson) makes them differ.
    pub dispersion: Option<f64>,
    /// Growth a month, as a share, by quasi-Poisson regression; from [`MONTHS_FOR_TREND`] months on.
    pub growth: Option<Growth>,
}

/// A trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Growth a month, as a share.
    pub a_month: f64,
    /// Its standard error.
    pub error: f64,
    /// Variance of months around the trend over what chance alone makes it, at least 1.
    pub dispersion: f64,
    line: Line,
}

/// The logarithm of a month's number is `level + slope · x`, x counted from the middle of the months.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    months: f64,
    level: f64,
    slope: f64,
    /// Variances of level and slope, and between them their covariance.
    variances: [f64; 3],
}

/// Fewer months tell nothing of a trend.
pub const MONTHS_FOR_TREND: usize = 6;
/// Fewer months carry no trend into a plan: of less than two years a season cannot be told from a trend.
pub const MONTHS_FOR_PLANNED_TREND: usize = 24;
/// The slope over its standard error from which on a trend is carried into a plan: of months without a trend
/// at most one series in 100 has more (two-sided, Student's t with the 22 degrees that 24 months leave).
/// A sine of a year alone reaches at most 2.0 over two years, and less over more.
pub const SURE_TREND: f64 = 2.82;

impl SupplyEstimate {
    /// The trend that is carried into a plan: none of less than two years, or within what chance makes.
    pub fn planned_trend(&self) -> Option<&Growth> {
        self.growth.as_ref().filter(|of| self.months.len() >= MONTHS_FOR_PLANNED_TREND && of.is_sure())
    }
}

impl Growth {
    /// Whether it is beyond what chance makes of months without a trend; see [`SURE_TREND`].
    pub fn is_sure(&self) -> bool {
        let Line { slope, variances: [_, _, variance], .. } = self.line;
        variance > 0.0 && slope.abs() > SURE_TREND * variance.sqrt()
    }

    /// The number of a later month by the trend, counted from 0 for the one after the last.
    pub fn month_after(&self, later: f64) -> f64 {
        libm::exp(self.line.level + self.line.slope * self.line.place(later))
    }

    /// The standard error of that number, as a share of it: it grows the further ahead the month is.
    pub fn relative_error_after(&self, later: f64) -> f64 {
        let (x, [of_level, mixed, of_slope]) = (self.line.place(later), self.line.variances);
        (of_level + 2.0 * x * mixed + x * x * of_slope).max(0.0).sqrt()
    }
}

impl Line {
    fn place(&self, later: f64) -> f64 {
        self.months + later - (self.months - 1.0) / 2.0
    }
}

/// Counts the opportunities of whole months between the first day on which one began and the last day of
/// which the file knows; none without a whole month. Where decisions are in the file from a day on, what
/// began before it is in the file in part, and does not count.
pub(super) fn supply(reading: &Reading, as_of: Date, seen_from: Option<Date>) -> Option<SupplyEstimate> {
    let days: Vec<Date> = reading.opportunities.iter().filter_map(began).collect();
    let (first, next_day) = (days.iter().min().copied()?, as_of.after_days(1)?);
    let first = seen_from.map_or(first, |day| day.max(first));
    let mut month = first.first_of_month()?;
    if month < first {
        // What stands before the first day is not in the file: its month is a part of one.
        month = month.after_months(1)?;
    }
    let end = next_day.first_of_month()?;
    let mut counts: BTreeMap<Date, u32> = BTreeMap::new();
    while month < end {
        counts.insert(month, 0);
        month = month.after_months(1)?;
    }
    for day in days {
        if let Some(count) = day.first_of_month().and_then(|month| counts.get_mut(&month)) {
            *count += 1;
        }
    }
    of_months(counts.into_iter().collect())
}

/// Estimates from counts of months; none without one.
pub fn of_months(months: Vec<(Date, u32)>) -> Option<SupplyEstimate> {
    if months.is_empty() {
        return None;
    }
    let n = months.len() as f64;
    let counts: Vec<f64> = months.iter().map(|(_, count)| f64::from(*count)).collect();
    let mean = counts.iter().sum::<f64>() / n;
    let squares: f64 = counts.iter().map(|count| (count - mean) * (count - mean)).sum();
    let variance = (counts.len() > 1).then(|| squares / (n - 1.0));
    Some(SupplyEstimate {
        mean,
        mean_error: variance.map(|variance| (variance / n).sqrt()),
        dispersion: variance.filter(|_| mean > 0.0).map(|variance| variance / mean),
        growth: growth(&counts),
        months,
    })
}

/// Quasi-Poisson regression of counts on the month, log-linear, by Newton's method (P. `McCullagh` and J.
/// Nelder, "Generalized Linear Models", 1989, chapter 6). The error is widened by the dispersion around the
/// fitted line.
fn growth(counts: &[f64]) -> Option<Growth> {
    let n = counts.len() as f64;
    let mean = counts.iter().sum::<f64>() / n;
    if counts.len() < MONTHS_FOR_TREND || mean <= 0.0 {
        return None;
    }
    let middle = (n - 1.0) / 2.0;
    let months = || counts.iter().enumerate().map(|(at, count)| (at as f64 - middle, *count));
    let (mut level, mut slope) = (libm::log(mean), 0.0);
    let mut variances = [0.0; 3];
    for _ in 0..50 {
        let (mut gradient, mut information) = ([0.0; 2], [0.0; 3]);
        for (x, count) in months() {
            let fitted = libm::exp(level + slope * x);
            gradient = [gradient[0] + count - fitted, gradient[1] + (count - fitted) * x];
            let [constant, mixed, square] = information;
            information = [constant + fitted, mixed + fitted * x, square + fitted * x * x];
        }
        let [constant, mixed, square] = information;
        let determinant = constant * square - mixed * mixed;
        if determinant <= 0.0 {
            return None;
        }
        let steps = (
            (square * gradient[0] - mixed * gradient[1]) / determinant,
            (constant * gradient[1] - mixed * gradient[0]) / determinant,
        );
        level += steps.0;
        slope += steps.1;
        variances = [square, -mixed, constant].map(|entry| entry / determinant);
        if steps.0.abs().max(steps.1.abs()) < 1e-10 {
            break;
        }
    }
    let pearson: f64 = months()
        .map(|(x, count)| {
            let fitted = libm::exp(level + slope * x);
            (count - fitted) * (count - fitted) / fitted
        })
        .sum();
    let dispersion = (pearson / (n - 2.0)).max(1.0);
    let line = Line { months: n, level, slope, variances: variances.map(|entry| entry * dispersion) };
    let [_, _, of_slope] = line.variances;
    let growth = Growth { a_month: libm::expm1(slope), error: of_slope.sqrt(), dispersion, line };
    (growth.a_month.is_finite() && growth.error.is_finite()).then_some(growth)
}
