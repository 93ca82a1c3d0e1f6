//! Binomial and beta-binomial distributions: distribution functions and quantiles.

use super::incomplete;

/// The chance of at most `k` of `n` cases at rate `p`.
pub fn cumulative(k: f64, n: f64, p: f64) -> f64 {
    if k < 0.0 {
        0.0
    } else if k >= n || p <= 0.0 {
        1.0
    } else if p >= 1.0 {
        0.0
    } else {
        incomplete::beta(1.0 - p, n - k.floor(), k.floor() + 1.0)
    }
}

/// The `u` quantile of `n` cases at rate `p`: the least k whose distribution function reaches `u`.
pub fn quantile(u: f64, n: u32, p: f64) -> u32 {
    let (mut low, mut high) = (0_u32, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if cumulative(f64::from(middle), f64::from(n), p) >= u {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// `n` cases at a rate that is itself Beta(a, b) distributed.
#[derive(Clone, Debug)]
pub struct BetaBinomial {
    /// Chances of at most 0, 1, … n cases.
    cumulative: Vec<f64>,
}

impl BetaBinomial {
    /// The distribution; both shapes are positive.
    ///
    /// The chance of k is C(n, k)·B(a + k, b + n − k)/B(a, b) (Skellam, 1948); summed from the mode outwards
    /// by its ratios, and brought to a sum of 1.
    pub fn new(n: u32, a: f64, b: f64) -> Self {
        let cases = f64::from(n);
        // The chance of k + 1 over that of k.
        let ratio = |k: f64| (cases - k) / (k + 1.0) * (a + k) / (b + cases - k - 1.0);
        let mut log_mass = 0.0;
        let mut logs = vec![0.0];
        for k in 0..n {
            log_mass += libm::log(ratio(f64::from(k)));
            logs.push(log_mass);
        }
        let greatest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let masses: Vec<f64> = logs.iter().map(|log| libm::exp(log - greatest)).collect();
        let all: f64 = masses.iter().sum();
        let mut sum = 0.0;
        let cumulative = masses.iter().map(|mass| {
            sum += mass / all;
            sum
        });
        Self { cumulative: cumulative.collect() }
    }

    /// The chance of at most `k`.
    pub fn cumulative(&self, k: u32) -> f64 {
        usize::try_from(k).ok().and_then(|k| self.cumulative.get(k)).copied().unwrap_or(1.0)
    }

    /// The chance of at least `k`.
    pub fn at_least(&self, k: u32) -> f64 {
        1.0 - k.checked_sub(1).map_or(0.0, |below| self.cumulative(below))
    }

    /// The least k whose distribution function reaches `u`.
    pub fn quantile(&self, u: f64) -> u32 {
        let last = self.cumulative.len().saturating_sub(1);
        u32::try_from(self.cumulative.partition_point(|sum| *sum < u).min(last)).unwrap_or(u32::MAX)
    }
}
