//! A simulated number, and how sure it is.

use super::square_sums::SquareSums;
use serde::{Deserialize, Serialize};

/// A simulated number and its Monte Carlo standard error: how far it would move with other luck. It says
/// nothing on whether the assumptions are right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl Estimate {
    /// The share `count / n` of independent trials. Its standard error is √(p(1 − p)/n) with p = (count +
    /// ½)/(n + 1), so that it is not 0 where none or all of them count.
    pub fn of_share(count: f64, n: f64) -> Self {
        Self::of_share_among(count, n, n)
    }

    /// The same of cases that are not independent: they tell as much as `independent` cases would.
    pub fn of_share_among(count: f64, n: f64, independent: f64) -> Self {
        let p = (count + 0.5) / (n + 1.0);
        Self { value: count / n, standard_error: Self::error_of_share(p, independent) }
    }

    /// The standard error of a share of `n` independent cases that is `share` in truth: √(p(1 − p)/n).
    pub fn error_of_share(share: f64, n: f64) -> f64 {
        (share * (1.0 - share) / n).sqrt()
    }

    /// The mean of `n` numbers, from their sum and the sum of their squares. The variance is theirs as they
    /// are, Σx²/n − mean²: for shares and differences of shares, whose squares are exact.
    pub fn of_sums(sum: f64, squares: f64, n: f64) -> Self {
        let n = n.max(1.0);
        let mean = sum / n;
        Self { value: mean, standard_error: ((squares / n - mean * mean).max(0.0) / n).sqrt() }
    }

    /// The mean of numbers, with the variance that a sample of them has: Σ(x − mean)²/(n − 1).
    pub fn of_values(values: impl Iterator<Item = f64> + Clone) -> Self {
        let n = values.clone().count().max(1) as f64;
        let mean = values.clone().sum::<f64>() / n;
        let squares: f64 = values.map(|value| (value - mean) * (value - mean)).sum();
        Self { value: mean, standard_error: (squares / (n - 1.0).max(1.0) / n).sqrt() }
    }

    /// Whether the number stands out from none: by more than two standard errors.
    pub fn is_clear(&self) -> bool {
        self.value.abs() > 2.0 * self.standard_error
    }

    /// Whether luck explains how far the number is from another: by at most four standard errors.
    pub fn may_be(&self, other: f64) -> bool {
        (self.value - other).abs() <= 4.0 * self.standard_error
    }

    /// The mean of whole numbers.
    pub fn of_mean(sums: &SquareSums) -> Self {
        let n = sums.count.max(1) as f64;
        Self { value: sums.mean(), standard_error: (sums.variance() / n).sqrt() }
    }
}
