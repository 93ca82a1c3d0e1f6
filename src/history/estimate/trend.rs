//! Whether numbers of months grow, with what chance alone makes of months that do not.

/// Fewer months tell nothing of a trend.
pub const MONTHS_FOR_TREND: usize = 6;
/// Fewer months carry no trend into a plan: of less than two years a season cannot be told from a trend.
pub const MONTHS_FOR_PLANNED_TREND: usize = 24;
/// The slope over its standard error from which on a trend is carried into a plan: of months without a trend
/// at most one series in 100 has more (two-sided, Student's t with the 22 degrees that 24 months leave).
/// A sine of a year alone reaches at most 2.0 over two years, and less over more.
pub const SURE_TREND: f64 = 2.82;

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

/// The logarithm of a month's number, its season taken out, is `level + slope · x`, x counted from the middle
/// of the months.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    months: f64,
    level: f64,
    slope: f64,
    /// Variances of level and slope, and between them their covariance.
    variances: [f64; 3],
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

    /// The numbers of the months themselves by the trend, in order.
    pub(super) fn fitted(&self) -> impl Iterator<Item = f64> + '_ {
        let line = self.line;
        (0..)
            .map(f64::from)
            .take_while(move |at| *at < line.months)
            .map(move |at| self.month_after(at - line.months))
    }
}

impl Line {
    fn place(&self, later: f64) -> f64 {
        self.months + later - (self.months - 1.0) / 2.0
    }
}

/// Quasi-Poisson regression of counts on the month, log-linear, by Newton's method (P. `McCullagh` and J.
/// Nelder, "Generalized Linear Models", 1989, chapter 6), each month's number being its season's factor times
/// that of the line. The error is widened by the dispersion around the fitted line, for which seasons have
/// taken so many degrees of freedom.
pub(super) fn growth(counts: &[f64], seasons: &[f64], taken: usize) -> Option<Growth> {
    let n = counts.len() as f64;
    let all = seasons.iter().sum::<f64>();
    let mean = if all > 0.0 { counts.iter().sum::<f64>() / all } else { 0.0 };
    if counts.len() < MONTHS_FOR_TREND + taken || mean <= 0.0 {
        return None;
    }
    let middle = (n - 1.0) / 2.0;
    let months = || {
        counts
            .iter()
            .zip(seasons)
            .enumerate()
            .map(|(at, (count, season))| (at as f64 - middle, *count, *season))
    };
    let (mut level, mut slope) = (libm::log(mean), 0.0);
    let mut variances = [0.0; 3];
    for _ in 0..50 {
        let (mut gradient, mut information) = ([0.0; 2], [0.0; 3]);
        for (x, count, season) in months() {
            let fitted = season * libm::exp(level + slope * x);
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
    let fitted = months().map(|(x, count, season)| (count, season * libm::exp(level + slope * x)));
    let dispersion = (pearson(fitted) / (n - 2.0 - taken as f64)).max(1.0);
    let line = Line { months: n, level, slope, variances: variances.map(|entry| entry * dispersion) };
    let [_, _, of_slope] = line.variances;
    let growth = Growth { a_month: libm::expm1(slope), error: of_slope.sqrt(), dispersion, line };
    (growth.a_month.is_finite() && growth.error.is_finite()).then_some(growth)
}

/// Pearson's χ² of counts and what was fitted to them: the sum of squared differences over what was fitted.
pub(super) fn pearson(all: impl Iterator<Item = (f64, f64)>) -> f64 {
    all.filter(|(_, fitted)| *fitted > 0.0)
        .map(|(count, fitted)| (count - fitted) * (count - fitted) / fitted)
        .sum()
}
