//! Can I reach mine? One rep's quota.

use super::answer::{CoverageOf, QuotaAnswer};
use super::coverage::coverage;
use super::evaluations::collect;
use crate::analysis::{DOTS, Estimate, Report};
use crate::engine::Simulator;
use crate::model::QuotaCheck;

/// Answers a check with so many trials.
///
/// Further opportunities: of each trial, those needed until what is still missing is won at the trial's own
/// rates and sizes; their quantile at the wanted chance is the least n with P(all that is won with n more ≥
/// quota) at least that.
pub fn quota_answer(check: &QuotaCheck, trials: u32) -> Option<QuotaAnswer> {
    let scenario = check.scenario();
    let simulator = Simulator::new(scenario);
    let collection = collect(&simulator, 0..trials, None);
    let report = Report::of(scenario, &collection)?;
    let n = f64::from(trials);
    let before = check.before().map(|before| {
        let reached = collection.totals().filter(|total| *total >= before.minor()).count() as f64;
        Estimate::of_share(reached, n)
    });
    // Where the quota of before had hardly a chance, its chance is not what anybody wants back.
    let old = before.map(|before| before.value).filter(|old| *old >= 0.01);
    let said = scenario.parts().confidence.get();
    let wanted = old.unwrap_or(said);
    let quota = scenario.parts().target.amount().minor();
    let missing = collection.totals().map(|total| (quota - total).max(0) as f64);
    let mut needed = simulator.opportunities_needed(scenario, 0, missing);
    needed.sort_by(f64::total_cmp);
    let needed_for = |chance: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
        let place = ((chance * n).ceil() as usize).saturating_sub(1);
        needed.get(place).copied().filter(|more| more.is_finite())
    };
    Some(QuotaAnswer {
        trials,
        chance: report.chance,
        before,
        middle: (report.quantile(0.5), (report.quantile(0.1), report.quantile(0.9))),
        dots: (0..DOTS).filter_map(|dot| report.dots.get(dot).copied()).collect(),
        holds: report.promises,
        wanted,
        more: needed_for(wanted),
        rest: coverage(scenario, &simulator, CoverageOf::Rest, trials),
        win_rate: scenario.segments().first().map_or(0.0, crate::model::Segment::mean_win_rate),
        beside: old.map(|_| (said, needed_for(said))),
    })
}
