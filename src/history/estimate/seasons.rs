//! Whether months of the year differ in how many opportunities begin, beyond chance and a trend.

use super::trend::{Growth, growth, pearson};
use crate::math::incomplete::beta;
use crate::model::Date;

/// Fewer months tell nothing of seasons: of less than three years a busy month cannot be told from a season.
pub const MONTHS_FOR_SEASONS: usize = 36;
/// How often months without seasons are said to have some.
pub const SURE_SEASONS: f64 = 0.01;
/// Degrees of freedom that twelve factors of mean 1 take.
const TAKEN: usize = 11;

/// How months of the year differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seasons {
    /// The factor of each month from January on, mean 1, drawn towards 1 as far as chance makes them differ.
    pub factors: [f64; 12],
    /// The standard error of a factor, the mean over months.
    pub error: f64,
    /// How rarely months without seasons differ so much.
    pub chance: f64,
    /// Variance of months around trend and seasons over what chance alone makes it, at least 1.
    pub dispersion: f64,
}

impl Seasons {
    /// The factor of a month.
    pub fn factor(&self, month: Date) -> f64 {
        place(month).and_then(|at| self.factors.get(at)).copied().unwrap_or(1.0)
    }

    /// The standard error of the mean factor of some months, as a share of it: none over whole years, since
    /// factors have the mean 1.
    pub fn relative_error(&self, months: impl Iterator<Item = Date>) -> f64 {
        let mut times = [0.0_f64; 12];
        let mut sum = 0.0;
        for month in months {
            sum += self.factor(month);
            if let Some(times) = place(month).and_then(|at| times.get_mut(at)) {
                *times += 1.0;
            }
        }
        let (squares, all) =
            times.iter().fold((0.0, 0.0), |(squares, all), of| (squares + of * of, all + of));
        let variance = (squares - all * all / 12.0).max(0.0);
        if sum > 0.0 { self.error * variance.sqrt() / sum } else { 0.0 }
    }
}

fn place(month: Date) -> Option<usize> {
    usize::try_from(month.month()).ok()?.checked_sub(1)
}

/// Seasons of whole months, where they are beyond chance.
///
/// A log-linear trend with a factor for each month of the year is fitted to the counts, the factors and the
/// line in turn, each by maximum likelihood given the other. What the factors add is judged by
/// F = (D₀ − D₁)/11/φ, D₀ and D₁ being the deviances without and with them and φ Pearson's dispersion with
/// them, which has Fisher's law with 11 and n − 13 degrees where there are no seasons (P. `McCullagh` and J.
/// Nelder, "Generalized Linear Models", 1989, chapters 4 and 6). Of how far a factor is from 1, the share
/// 1 − 1/F is kept: 1/F is what chance makes of it (C. Morris, "Parametric empirical Bayes inference",
/// Journal of the American Statistical Association 78 (1983)).
pub(super) fn seasons(months: &[(Date, u32)]) -> Option<Seasons> {
    if months.len() < MONTHS_FOR_SEASONS {
        return None;
    }
    let counts: Vec<f64> = months.iter().map(|(_, count)| f64::from(*count)).collect();
    let without = growth(&counts, &vec![1.0; counts.len()], 0)?;
    let (factors, with) = fitted(months, &counts)?;
    let seasonal = of_months(months, &factors);
    let by_line = || counts.iter().copied().zip(without.fitted());
    let by_both =
        || counts.iter().copied().zip(with.fitted().zip(&seasonal).map(|(line, season)| line * season));
    let rest = (counts.len() - 2 - TAKEN) as f64;
    let dispersion = (pearson(by_both()) / rest).max(1.0);
    let f = (deviance(by_line()) - deviance(by_both())) / TAKEN as f64 / dispersion;
    // The upper tail of Fisher's law.
    let chance =
        if f > 0.0 { beta(rest / (rest + TAKEN as f64 * f), rest / 2.0, TAKEN as f64 / 2.0) } else { 1.0 };
    let kept = (1.0 - 1.0 / f).clamp(0.0, 1.0);
    let mean = counts.iter().sum::<f64>() / 12.0;
    Some(Seasons {
        factors: factors.map(|factor| 1.0 + kept * (factor - 1.0)),
        error: (kept * dispersion / mean).sqrt(),
        chance,
        dispersion,
    })
    .filter(|of| of.chance < SURE_SEASONS)
}

/// The factor of each month of a series.
fn of_months(months: &[(Date, u32)], factors: &[f64; 12]) -> Vec<f64> {
    let factor = |month: Date| place(month).and_then(|at| factors.get(at)).copied().unwrap_or(1.0);
    months.iter().map(|(month, _)| factor(*month)).collect()
}

/// The likeliest factors of mean 1, and the line beside them.
fn fitted(months: &[(Date, u32)], counts: &[f64]) -> Option<([f64; 12], Growth)> {
    let mut factors = [1.0; 12];
    let mut line = growth(counts, &of_months(months, &factors), TAKEN)?;
    for _ in 0..60 {
        let mut sums = [(0.0, 0.0); 12];
        for ((month, _), (count, fitted)) in months.iter().zip(counts.iter().zip(line.fitted())) {
            if let Some((counted, by_line)) = place(*month).and_then(|at| sums.get_mut(at)) {
                *counted += count;
                *by_line += fitted;
            }
        }
        let raw = sums.map(|(counted, by_line)| if by_line > 0.0 { counted / by_line } else { 1.0 });
        let mean = raw.iter().sum::<f64>() / 12.0;
        let before = std::mem::replace(&mut factors, raw.map(|factor| factor / mean));
        line = growth(counts, &of_months(months, &factors), TAKEN)?;
        if factors.iter().zip(before).all(|(now, before)| (now - before).abs() < 1e-10) {
            break;
        }
    }
    Some((factors, line))
}

/// Deviance of Poisson counts from what was fitted to them.
fn deviance(all: impl Iterator<Item = (f64, f64)>) -> f64 {
    let of = |(count, fitted): (f64, f64)| {
        let logarithm = if count > 0.0 { count * libm::log(count / fitted) } else { 0.0 };
        2.0 * (logarithm - (count - fitted))
    };
    all.filter(|(_, fitted)| *fitted > 0.0).map(of).sum()
}
