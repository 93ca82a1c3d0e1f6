//! How rates differ between reps at one stage, and whether who passes more at one stage does so at the next.

use super::beta_binomial::{fit, shrunken_rate};
use super::stage_report::{Adjacent, Limits, RateByRep, StageReport, limits_at};
use crate::math::normal;
use crate::model::Counted;

impl StageReport {
    /// Of one stage; `stages` are looked at in all. Whether ages differ is told by the whole table.
    pub(super) fn of(counts: &[(Counted, u32)], stages: usize) -> Self {
        let counted: Vec<Counted> = counts.iter().map(|(counted, _)| *counted).collect();
        let pooled = counted.iter().fold(Counted::default(), |sum, of| Counted {
            passed: sum.passed.saturating_add(of.passed),
            decided: sum.decided.saturating_add(of.decided),
        });
        let fit = fit(&counted);
        let differs = fit.is_some_and(|fit| fit.differs(stages));
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
        let most = counted.iter().map(|of| of.decided).max().unwrap_or(0);
        let curve = rate.map(|rate| curve(rate, spread, most)).unwrap_or_default();
        Self { pooled, fit, differs, ages_differ: false, curve, reps }
    }

    /// How far a rep stands from the team's rate, in standard deviations.
    fn score(&self, of: &RateByRep) -> Option<f64> {
        let rate = f64::from(self.pooled.passed) / f64::from(self.pooled.decided);
        let n = f64::from(of.counted.decided);
        let sd = (n * rate * (1.0 - rate)).sqrt();
        (sd > 0.0).then(|| (f64::from(of.counted.passed) - n * rate) / sd)
    }
}

/// Points of the curves of limits.
const POINTS: u32 = 48;

/// Limits from 1 opportunity to a little more than the most that a rep has.
fn curve(rate: f64, spread: f64, most: u32) -> Vec<(u32, Limits)> {
    let most = u32::try_from((u64::from(most) * 106 / 100).max(1)).unwrap_or(most);
    let mut cases: Vec<u32> = (1..=POINTS)
        .map(|step| u64::from(most) * u64::from(step) / u64::from(POINTS))
        .map(|cases| u32::try_from(cases).unwrap_or(most).max(1))
        .collect();
    cases.dedup();
    cases.into_iter().filter_map(|cases| Some((cases, limits_at(rate, spread, cases)?))).collect()
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
