//! Rates by rep at one stage, and what two stages have to do with each other.

use super::beta_binomial::{BetaBinomialFit, fit, shrunken_rate};
use crate::math::binomial::{self, BetaBinomial};
use crate::math::normal;
use crate::model::Counted;
use serde::{Deserialize, Serialize};

/// Tails of the limits: 95% and 99.8% lie between them.
pub const TAILS: [f64; 2] = [0.025, 0.001];

/// A stage: how its rates differ between reps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageReport {
    /// Of all reps together.
    pub pooled: Counted,
    /// How rates differ; none where it cannot be told: one rep, nothing decided, nothing or everything passed.
    pub fit: Option<BetaBinomialFit>,
    /// Whether they differ beyond chance: Tarone's Z at 5%, divided by the number of stages looked at.
    pub differs: bool,
    /// Each rep, in the order of the table.
    pub reps: Vec<RateByRep>,
}

/// One rep at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateByRep {
    /// Their counts.
    pub counted: Counted,
    /// Still open, and so in none of the rates.
    pub open: u32,
    /// Mean of the rep's rate given the team: shrunk towards it as far as the counts are few. None with nothing decided, or
    /// where the team's is not known.
    pub shrunken: Option<f64>,
    /// Limits for the rep's own number of opportunities.
    pub limits: Option<Limits>,
}

/// What luck explains at the team's rate, as rates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// 95% of reps lie between, if all were equally skilled.
    pub inner: (f64, f64),
    /// 99.8% do.
    pub outer: (f64, f64),
}

/// Two stages that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adjacent {
    /// Place of the first of the two.
    pub first: usize,
    /// Correlation over reps of how far each stands from the team's rate, in standard deviations.
    pub correlation: f64,
    /// 95% of the time the true one lies between (Fisher, 1921).
    pub between: (f64, f64),
    /// Reps it stands on.
    pub reps: usize,
}

/// Exact limits of `decided` opportunities at a rate: quantiles of the binomial law, between 0 and 1 by themselves; widened, where
/// reps differ by more than luck, by the variance τ² = ρp(1 − p) between them: quantiles of the beta-binomial law.
pub fn limits_at(rate: f64, spread: f64, decided: u32) -> Option<Limits> {
    if decided == 0 || !(0.0..=1.0).contains(&rate) {
        return None;
    }
    let n = f64::from(decided);
    let cases = 1.0 / spread - 1.0;
    let wide = (spread > 0.0 && 0.0 < rate && rate < 1.0)
        .then(|| BetaBinomial::new(decided, rate * cases, (1.0 - rate) * cases));
    let quantile = |u: f64| {
        f64::from(wide.as_ref().map_or_else(|| binomial::quantile(u, decided, rate), |law| law.quantile(u)))
            / n
    };
    let [inner, outer] = TAILS.map(|tail| (quantile(tail), quantile(1.0 - tail)));
    Some(Limits { inner, outer })
}

impl StageReport {
    /// Of one stage; `stages` are looked at in all.
    pub(super) fn of(counts: &[(Counted, u32)], stages: usize) -> Self {
        let counted: Vec<Counted> = counts.iter().map(|(counted, _)| *counted).collect();
        let pooled = counted.iter().fold(Counted::default(), |sum, of| Counted {
            passed: sum.passed.saturating_add(of.passed),
            decided: sum.decided.saturating_add(of.decided),
        });
        let fit = fit(&counted);
        let differs = fit.is_some_and(|fit| fit.tarone_p < 0.05 / stages as f64 && fit.spread > 0.0);
        let rate = (pooled.decided > 0).then(|| f64::from(pooled.passed) / f64::from(pooled.decided));
        let spread = fit.filter(|_| differs).map_or(0.0, |fit| fit.spread);
        // Limits of the same number of opportunities are found once.
        let mut known: Vec<(u32, Option<Limits>)> = Vec::new();
        let mut limits = |decided: u32| {
            let found = known.iter().find(|(of, _)| *of == decided).map(|(_, limits)| *limits);
            found.unwrap_or_else(|| {
                let limits = rate.and_then(|rate| limits_at(rate, spread, decided));
                known.push((decided, limits));
                limits
            })
        };
        let reps = counts.iter().map(|(counted, open)| RateByRep {
            counted: *counted,
            open: *open,
            shrunken: fit.filter(|_| counted.decided > 0).map(|fit| shrunken_rate(&fit, *counted)),
            limits: limits(counted.decided),
        });
        let reps = reps.collect();
        Self { pooled, fit, differs, reps }
    }

    /// How far a rep stands from the team's rate, in standard deviations.
    fn score(&self, of: &RateByRep) -> Option<f64> {
        let rate = f64::from(self.pooled.passed) / f64::from(self.pooled.decided);
        let n = f64::from(of.counted.decided);
        let sd = (n * rate * (1.0 - rate)).sqrt();
        (sd > 0.0).then(|| (f64::from(of.counted.passed) - n * rate) / sd)
    }
}

/// How reps who pass more at one stage do at the next; none with fewer than four reps who have both.
pub(super) fn adjacent(stages: &[StageReport]) -> Vec<Adjacent> {
    let pair = |(first, two): (usize, &[StageReport])| {
        let [one, other] = two else { return None };
        let scores: Vec<(f64, f64)> =
            one.reps.iter().zip(&other.reps).filter_map(|(a, b)| one.score(a).zip(other.score(b))).collect();
        let n = scores.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| scores.iter().map(of).sum::<f64>() / n;
        let (mean_a, mean_b) = (mean(|score| score.0), mean(|score| score.1));
        let sums = scores.iter().fold((0.0, 0.0, 0.0), |(aa, bb, ab), (a, b)| {
            let (a, b) = (a - mean_a, b - mean_b);
            (aa + a * a, bb + b * b, ab + a * b)
        });
        let correlation = (sums.2 / (sums.0 * sums.1).sqrt()).clamp(-1.0, 1.0);
        let fisher = 0.5 * (libm::log1p(correlation) - libm::log1p(-correlation));
        let half = normal::quantile(0.975) / (n - 3.0).max(1e-9).sqrt();
        (scores.len() >= 4 && correlation.is_finite()).then(|| Adjacent {
            first,
            correlation,
            between: (libm::tanh(fisher - half), libm::tanh(fisher + half)),
            reps: scores.len(),
        })
    };
    stages.windows(2).enumerate().filter_map(pair).collect()
}
