//! What would be known after more opportunities: how far the range narrows.

use super::answer::{Learned, Learning};
use super::coverage::new_in;
use super::evaluations::{Evaluation, Evaluations, Pending, Variation};
use crate::model::{RateBelief, RateLaw, Scenario, Segment, SegmentId, StageId};

/// Months of new opportunities that are looked at.
const MONTHS: [u32; 3] = [1, 3, 12];

/// The plan as it would be if the rates of its stages were known better, by what the opportunities of 1, 3
/// and 12 months show once each has moved on or not; none, where all rates are known, or nothing new comes.
///
/// Every rate keeps its mean and gets the variance that as many cases leave on average
/// ([`RateBelief::after_cases`]); the plan is drawn again on the same luck. A stage sees those of the
/// opportunities that reach it, by the mean rates before it; segments that share what is known of their rates
/// see each other's.
///
/// # Errors
/// While variations are wanted.
pub fn learning(scenario: &Scenario, evaluations: &mut Evaluations) -> Result<Option<Learning>, Pending> {
    let mut stages = scenario.segments().iter().flat_map(Segment::stages);
    let is_uncertain = stages.any(|stage| matches!(stage.rate.law(), RateLaw::Beta { .. }));
    let a_month = |segment: &Segment| new_in(scenario, segment) / months_left(scenario);
    let opportunities: f64 = scenario.segments().iter().map(a_month).sum();
    if !is_uncertain || opportunities <= 0.0 {
        return Ok(None);
    }
    let base = evaluations.of(&Variation::of(scenario));
    let mut at = |change: &dyn Fn(&RateBelief, StageId) -> Option<RateBelief>| {
        let changed = scenario.parts().with_stages(|stage| {
            stage.rate = change(&stage.rate, stage.id)?;
            Some(())
        });
        let changed = changed.and_then(|parts| Scenario::new(parts).ok());
        changed.map(|changed| evaluations.of(&Variation::of(&changed)))
    };
    // All are asked for before the first is waited for.
    let after = MONTHS.map(|months| {
        let seen = |id: StageId| f64::from(months) * cases_a_month(scenario, id, &a_month);
        (months, at(&|rate, id| Some(rate.after_cases(seen(id)))))
    });
    let known = at(&|rate, _| RateBelief::exact(rate.mean()).ok());
    let base = base?;
    let variance = variance(&base);
    let mut learned = Vec::new();
    for (months, evaluation) in after {
        let Some(evaluation) = evaluation.transpose()? else { continue };
        let left = self::variance(&evaluation);
        learned.push(Learned {
            months,
            opportunities: f64::from(months) * opportunities,
            range: range(&evaluation),
            less: if variance > 0.0 { (1.0 - left / variance).max(0.0) } else { 0.0 },
        });
    }
    let Some(known) = known.transpose()? else { return Ok(None) };
    Ok(Some(Learning { range: range(&base), after: learned, known: range(&known) }))
}

/// Months from the as-of date to the end.
fn months_left(scenario: &Scenario) -> f64 {
    let parts = scenario.parts();
    let as_of = parts.progress.as_of_day();
    let months = parts.calendar.months().iter().skip(scenario.first_month());
    months.map(|month| (month.to_day - month.from_day.max(as_of)) / month.days).sum::<f64>().max(1e-9)
}

/// Opportunities that a stage sees in a month, those of the same place in segments that share its evidence
/// among them.
fn cases_a_month(scenario: &Scenario, id: StageId, a_month: &dyn Fn(&Segment) -> f64) -> f64 {
    let Some((own, _)) = scenario.stage(id) else { return 0.0 };
    let evidence = |segment: &Segment| -> SegmentId { segment.shares_with.unwrap_or(segment.id) };
    let place = own.place_of(id).unwrap_or(0);
    let like = scenario.segments().iter().filter(|segment| evidence(segment) == evidence(own));
    like.filter(|segment| place < segment.stages().len())
        .map(|segment| {
            let reach: f64 = segment.stages().iter().take(place).map(|stage| stage.rate.mean()).product();
            a_month(segment) * reach
        })
        .sum()
}

/// From the 10% to the 90% quantile.
fn range(of: &Evaluation) -> f64 {
    of.quantile(0.9) - of.quantile(0.1)
}

fn variance(of: &Evaluation) -> f64 {
    let n = of.trials();
    let mean = of.totals.iter().map(|total| *total as f64).sum::<f64>() / n;
    of.totals.iter().map(|total| (*total as f64 - mean) * (*total as f64 - mean)).sum::<f64>() / n
}
