//! The team's rate at a stage, pooled from counts.

use super::beta_binomial::fit;
use crate::model::{Counted, TeamRate};

/// The pooled rate of reps; none without a decided opportunity.
///
/// Where reps differ, a rep's n opportunities tell of the team as n/(1 + (n − 1)ρ) do of one rate (the design
/// effect; Kish, *Survey Sampling*, 1965), which makes the rate less certain; its mean is the pooled one all
/// the same.
pub fn team_rate(counts: &[Counted]) -> Option<TeamRate> {
    let spread = fit(counts).map_or(0.0, |fit| fit.spread);
    let sum = |of: fn(&Counted) -> u32| counts.iter().map(|counted| f64::from(of(counted))).sum::<f64>();
    let (passed, decided) = (sum(|of| of.passed), sum(|of| of.decided));
    let worth: f64 = counts
        .iter()
        .map(|of| f64::from(of.decided))
        .map(|n| if n > 0.0 { n / (1.0 + (n - 1.0) * spread) } else { 0.0 })
        .sum();
    (decided > 0.0).then(|| TeamRate { mean: (passed + 1.0) / (decided + 2.0), cases: worth + 2.0, spread })
}
