//! Rates by rep at one stage, and what two stages have to do with each other.

use super::beta_binomial::BetaBinomialFit;
use crate::math::binomial::{self, BetaBinomial};
use crate::model::Counted;
use serde::{Deserialize, Serialize};

/// Tails of the limits: 95% and 99.8% lie between them.
pub const TAILS: [f64; 2] = [0.025, 0.001];

/// A stage: how its rates differ between reps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageReport {
    /// Of all reps together.
    pub pooled: Counted,
    /// How rates differ; none where it cannot be told: one rep, nothing decided, nothing or everything
    /// passed.
    pub fit: Option<BetaBinomialFit>,
    /// Whether they differ beyond chance: Tarone's Z at 5%, divided by the number of stages looked at.
    pub differs: bool,
    /// Whether reps have more or less still open than luck explains, so that ages differ.
    pub ages_differ: bool,
    /// Limits by number of opportunities, as far as a picture of the reps reaches.
    pub curve: Vec<(u32, Limits)>,
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
    /// Mean of the rep's rate given the team: shrunk towards it as far as the counts are few. None with
    /// nothing decided, or where the team's is not known.
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

/// Exact limits of `decided` opportunities at a rate: quantiles of the binomial law, between 0 and 1 by
/// themselves; widened, where reps differ by more than luck, by the variance τ² = ρp(1 − p) between them:
/// quantiles of the beta-binomial law.
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
