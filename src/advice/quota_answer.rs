//! Can I reach mine? One rep's quota.

use super::coverage::{Coverage, CoverageOf, coverage};
use super::evaluations::collect;
use crate::analysis::{DOTS, Estimate, PROMISE_CONFIDENCES, Report};
use crate::engine::Simulator;
use crate::model::QuotaCheck;
use serde::{Deserialize, Serialize};

/// What is known of a quota. Amounts in minor units, what is won so far included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuotaAnswer {
    /// Trials.
    pub trials: u32,
    /// Chance of the quota.
    pub chance: Estimate,
    /// Chance of the quota before it was raised, on the same luck.
    pub before: Option<Estimate>,
    /// Middle result, and the range of 8 in 10.
    pub middle: (f64, (f64, f64)),
    /// Places of the dots.
    pub dots: Vec<f64>,
    /// What holds in 5, 7, 8 and 9 of 10.
    pub holds: [f64; PROMISE_CONFIDENCES.len()],
    /// The chance that is wanted: that of before if it was at least 1 in 100, or else what the check says.
    pub wanted: f64,
    /// So many further opportunities, worked to their end within the period, bring that chance; none, if no number does.
    pub more: Option<f64>,
    /// Coverage for what is left.
    pub rest: Coverage,
    /// The rate at which an opportunity is won, from where it enters: mean of the belief.
    pub win_rate: f64,
}

/// Answers a check with so many trials.
///
/// Further opportunities: of each trial, those needed until what is still missing is won at the trial's own rates and sizes; their
/// quantile at the wanted chance is the least n with P(all that is won with n more ≥ quota) at least that.
pub fn quota_answer(check: &QuotaCheck, trials: u32) -> Option<QuotaAnswer> {
    let scenario = check.scenario();
    let simulator = Simulator::new(scenario);
    let collection = collect(&simulator, trials, None);
    let report = Report::of(scenario, &collection)?;
    let n = f64::from(trials);
    let before = check.before().map(|before| {
        let reached = collection.totals().filter(|total| *total >= before.minor()).count() as f64;
        let p = (reached + 0.5) / (n + 1.0);
        Estimate { value: reached / n, standard_error: (p * (1.0 - p) / n).sqrt() }
    });
    // A chance of before that was none is nothing to want back.
    let old = before.map(|before| before.value).filter(|old| *old >= 0.01);
    let wanted = old.unwrap_or(scenario.parts().confidence.get());
    let quota = scenario.parts().target.amount().minor();
    let missing = collection.totals().map(|total| (quota - total).max(0) as f64);
    let mut needed = simulator.opportunities_needed(scenario, 0, missing);
    needed.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let place = ((wanted * n).ceil() as usize).saturating_sub(1);
    Some(QuotaAnswer {
        trials,
        chance: report.chance,
        before,
        middle: (report.quantile(0.5), (report.quantile(0.1), report.quantile(0.9))),
        dots: (0..DOTS).filter_map(|dot| report.dots.get(dot).copied()).collect(),
        holds: report.promises,
        wanted,
        more: needed.get(place).copied().filter(|more| more.is_finite()),
        rest: coverage(scenario, &simulator, CoverageOf::Rest, trials),
        win_rate: scenario.segments().first().map_or(0.0, crate::model::Segment::mean_win_rate),
    })
}
