//! Is it the team or the plan? What differences in reading the stages, work off the process and a target out
//! of reach each cost, in the same futures.

use super::alignment::paired;
use super::answer::{Counterfactual, CounterfactualOf};
use super::evaluations::{Evaluation, Evaluations, Pending, Variation};
use crate::analysis::Estimate;
use crate::math::order;
use crate::model::{Alignment, Confidence, Lever, Scenario, Segment};

/// Groups of trials that tell how far a quantile moves with other luck.
const GROUPS: usize = 20;

/// The plan as it would be if everybody read the stages alike, if everybody followed the process, and if the
/// target were the one that holds as often as is wanted. The first two are left out where the plan says
/// nothing that they could change.
///
/// # Errors
/// While variations are wanted.
pub fn counterfactuals(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<Vec<Counterfactual>, Pending> {
    // All are asked for before the first is waited for.
    let before = evaluations.of(&Variation::of(scenario));
    let people: Vec<_> = [
        (CounterfactualOf::Reading, Variation::aligned(Alignment::Spread, scenario)),
        (CounterfactualOf::Process, by_the_process(scenario)),
    ]
    .into_iter()
    .filter_map(|(of, variation)| Some((of, evaluations.of(&variation?))))
    .collect();
    let before = before?;
    let mut all = Vec::new();
    for (of, now) in people {
        let now = now?;
        all.push(Counterfactual {
            of,
            chance: now.measure().chance,
            on_chance: paired(&before, &now),
            on_money: middles(&before, &now),
        });
    }
    all.push(target_that_holds(&before, scenario.parts().confidence));
    Ok(all)
}

/// The plan with all opportunities run by the process; none, where that changes no rate.
fn by_the_process(scenario: &Scenario) -> Option<Variation> {
    let mut stages = scenario.segments().iter().flat_map(Segment::stages);
    let matters = stages.any(|stage| stage.off_plan() < 1.0);
    let mean = scenario.parts().adherence?.mean();
    let followed = (matters && mean < 1.0).then(|| Lever::Adherence.at(scenario, 1.0))??;
    Some(Variation::of(&followed))
}

/// The middle now less the middle before.
fn middles(before: &Evaluation, now: &Evaluation) -> Estimate {
    let middle = |totals: &[i64]| quantile(totals, 0.5);
    let groups = groups(before).zip(groups(now)).map(|(then, now)| middle(now) - middle(then));
    Estimate { value: now.middle - before.middle, standard_error: error(groups) }
}

/// Of a target its own quantile is reached as often as is wanted, so only the chance before is uncertain; the
/// money is the target that holds less the plan's.
fn target_that_holds(before: &Evaluation, wanted: Confidence) -> Counterfactual {
    let (wanted, p) = (wanted.get(), 1.0 - wanted.get());
    let today = Estimate::of_share(f64::from(before.reached), before.trials());
    Counterfactual {
        of: CounterfactualOf::Target,
        chance: wanted,
        on_chance: Estimate { value: wanted - today.value, ..today },
        on_money: Estimate {
            value: before.quantile(p) - before.target as f64,
            standard_error: error(groups(before).map(|totals| quantile(totals, p))),
        },
    }
}

/// The trials in groups of equally many, in their order: of two plans the same group met the same luck.
fn groups(of: &Evaluation) -> impl Iterator<Item = &[i64]> {
    of.totals.chunks_exact((of.totals.len() / GROUPS).max(1))
}

fn quantile(totals: &[i64], p: f64) -> f64 {
    let mut sorted: Vec<f64> = totals.iter().map(|total| *total as f64).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    if sorted.is_empty() { 0.0 } else { order::quantile_of(&sorted, p) }
}

/// The standard error of a figure of all trials, from the same figure of each group. Of the figure of a group
/// the variance is as many times as great as there are groups, which also holds for quantiles and for
/// differences of them, where no formula needs a density.
fn error(of_groups: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = of_groups.collect();
    Estimate::of_values(values.iter().copied()).standard_error
}
