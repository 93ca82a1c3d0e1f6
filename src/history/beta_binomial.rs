//! Rates that differ between reps: the beta-binomial law, by maximum likelihood.

use crate::math::normal;
use crate::model::Counted;
use serde::{Deserialize, Serialize};

/// What counts say of how rates differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BetaBinomialFit {
    /// Mean rate.
    pub rate: f64,
    /// ρ = 1/(a + b + 1), the correlation of two outcomes of one rep; 0: no difference between reps can be
    /// detected.
    pub spread: f64,
    /// Shapes a and b of the Beta law of the rates; none where there is no difference, or none can be told.
    pub shapes: Option<(f64, f64)>,
    /// Tarone's Z: standard normal if all rates are alike, large if they differ.
    pub tarone_z: f64,
    /// Its upper tail.
    pub tarone_p: f64,
    /// Pearson's χ² over its degrees of freedom: 1 on average if all rates are alike.
    pub chi_square_ratio: f64,
}

impl BetaBinomialFit {
    /// Whether rates differ beyond chance at one of so many stages that are looked at: Tarone's Z at 5%,
    /// divided by their number.
    pub(super) fn differs(&self, stages: usize) -> bool {
        self.tarone_p < 0.05 / stages.max(1) as f64 && self.spread > 0.0
    }
}

/// The shapes of a Beta law by its mean and ρ.
fn shapes(rate: f64, spread: f64) -> Option<(f64, f64)> {
    let cases = 1.0 / spread - 1.0;
    (spread > 0.0 && 0.0 < rate && rate < 1.0).then_some((rate * cases, (1.0 - rate) * cases))
}

/// The law of a rep's rate given the rep's own counts, Beta(a + passed, b + decided − passed); none, if no
/// difference between reps can be detected: it is then the team's.
pub fn posterior(fit: &BetaBinomialFit, own: Counted) -> Option<(f64, f64)> {
    let (a, b) = fit.shapes?;
    Some((a + f64::from(own.passed), b + f64::from(own.decided.saturating_sub(own.passed))))
}

/// Its mean: the empirical-Bayes rate, shrunk towards the team's as far as counts are few.
pub fn shrunken_rate(fit: &BetaBinomialFit, own: Counted) -> f64 {
    posterior(fit, own).map_or(fit.rate, |(a, b)| a / (a + b))
}

/// Fits rates by rep; none, if fewer than two reps have decided opportunities, or none or all of them passed.
///
/// Maximum likelihood of Beta-binomial counts (Skellam, *Journal of the Royal Statistical Society* B 10,
/// 1948) in the form Π(p + iθ)·Π(1 − p + iθ)/Π(1 + iθ) (Griffiths, *Biometrics* 29, 1973), θ = ρ/(1 − ρ),
/// which has a limit at θ = 0. For each θ the best p is a root of a falling function; the best θ is where the
/// likelihood's derivative crosses zero, searched from the best point of a grid. Tarone's Z = (S −
/// Σn)/√(2Σn(n − 1)), S = Σ(y − np)²/(p(1 − p)) (Tarone, *Biometrika* 66, 1979).
pub fn fit(counts: &[Counted]) -> Option<BetaBinomialFit> {
    let tails = Tails::of(counts)?;
    let (decided, passed) = (tails.decided, tails.passed);
    let rate = passed / decided;
    let variance = rate * (1.0 - rate);
    let squared = |of: &Counted| {
        let distance = f64::from(of.passed) - f64::from(of.decided) * rate;
        distance * distance / variance
    };
    let there = || counts.iter().filter(|of| of.decided > 0);
    let squares: f64 = there().map(squared).sum();
    let pearson: f64 = there().map(|of| squared(of) / f64::from(of.decided)).sum();
    let reps = there().count();
    let pairs: f64 =
        counts.iter().map(|of| f64::from(of.decided) * (f64::from(of.decided) - 1.0).max(0.0)).sum();
    let tarone_z = if pairs > 0.0 { (squares - decided) / (2.0 * pairs).sqrt() } else { 0.0 };
    let theta = tails.best_theta();
    let (rate, spread) = (tails.best_rate(theta), theta / (1.0 + theta));
    Some(BetaBinomialFit {
        rate,
        spread,
        shapes: shapes(rate, spread),
        tarone_z,
        tarone_p: normal::cumulative(-tarone_z),
        chi_square_ratio: pearson / (reps as f64 - 1.0),
    })
}

/// Counts in the form that the likelihood sums over: how many reps have more than i passed, not passed,
/// decided.
struct Tails {
    passed_above: Vec<f64>,
    missed_above: Vec<f64>,
    decided_above: Vec<f64>,
    passed: f64,
    decided: f64,
}

impl Tails {
    fn of(counts: &[Counted]) -> Option<Self> {
        let counts: Vec<Counted> = counts.iter().copied().filter(|of| of.decided > 0).collect();
        let above = |value: fn(&Counted) -> u32| {
            let greatest = counts.iter().map(value).max().unwrap_or(0) as usize;
            let mut at = vec![0.0; greatest + 1];
            for of in &counts {
                if let Some(number) = at.get_mut(value(of) as usize) {
                    *number += 1.0;
                }
            }
            // How many have more than i, from the end.
            let mut more = 0.0;
            let mut above: Vec<f64> = at
                .iter()
                .rev()
                .map(|number| {
                    let here = more;
                    more += number;
                    here
                })
                .collect();
            above.reverse();
            above.pop();
            above
        };
        let sum = |value: fn(&Counted) -> u32| counts.iter().map(|of| f64::from(value(of))).sum::<f64>();
        let (passed, decided) = (sum(|of| of.passed), sum(|of| of.decided));
        (counts.len() > 1 && passed > 0.0 && passed < decided).then(|| Self {
            passed_above: above(|of| of.passed),
            missed_above: above(|of| of.decided - of.passed),
            decided_above: above(|of| of.decided),
            passed,
            decided,
        })
    }

    fn sum(above: &[f64], of: impl Fn(f64) -> f64) -> f64 {
        above.iter().enumerate().map(|(i, reps)| reps * of(i as f64)).sum()
    }

    /// The likeliest mean rate for a θ.
    fn best_rate(&self, theta: f64) -> f64 {
        if theta <= 0.0 {
            return self.passed / self.decided;
        }
        let slope = |p: f64| {
            Self::sum(&self.passed_above, |i| 1.0 / (p + i * theta))
                - Self::sum(&self.missed_above, |i| 1.0 / (1.0 - p + i * theta))
        };
        crossing(slope, 1e-12, 1.0 - 1e-12)
    }

    fn log_likelihood(&self, theta: f64) -> f64 {
        let p = self.best_rate(theta);
        Self::sum(&self.passed_above, |i| libm::log(p + i * theta))
            + Self::sum(&self.missed_above, |i| libm::log(1.0 - p + i * theta))
            - Self::sum(&self.decided_above, |i| libm::log1p(i * theta))
    }

    /// The derivative of the likelihood at its best mean rate.
    fn slope(&self, theta: f64) -> f64 {
        let p = self.best_rate(theta);
        Self::sum(&self.passed_above, |i| i / (p + i * theta))
            + Self::sum(&self.missed_above, |i| i / (1.0 - p + i * theta))
            - Self::sum(&self.decided_above, |i| i / (1.0 + i * theta))
    }

    fn best_theta(&self) -> f64 {
        const STEPS: u32 = 28;
        // From 1 in a million to 9: ρ from 0.000001 to 0.9.
        let at = |step: u32| libm::pow(10.0, -6.0 + 6.954_242_509 * f64::from(step) / f64::from(STEPS));
        let (mut best, mut place) = (self.log_likelihood(0.0), None);
        for step in 0..=STEPS {
            let here = self.log_likelihood(at(step));
            if here > best + 1e-9 {
                (best, place) = (here, Some(step));
            }
        }
        let Some(step) = place else { return 0.0 };
        let low = if step == 0 { 0.0 } else { at(step - 1) };
        crossing(|theta| self.slope(theta), low, at((step + 1).min(STEPS)))
    }
}

/// Where a falling function crosses zero; an end, if it does not.
fn crossing(falling: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if falling(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
