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
        Self { value: count / n, standard_error: (p * (1.0 - p) / independent).sqrt() }
    }

    /// The mean of whole numbers.
    pub fn of_mean(sums: &SquareSums) -> Self {
        let n = sums.count.max(1) as f64;
        Self { value: sums.mean(), standard_error: (sums.variance() / n).sqrt() }
    }
}
