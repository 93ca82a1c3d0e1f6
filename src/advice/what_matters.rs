//! What matters: what is not known, from the tenth to the ninetieth percentile of each belief, and what could
//! be changed, by a tenth up and down.

use super::answer::{Effect, Measure};
use super::evaluations::{Evaluation, Evaluations, Look, Pending, Variation};
use crate::model::{Belief, Lever, Scenario};

/// What is not known, by how far it moves the chance, and then the middle: each belief at its 10% and its 90%
/// quantile, all else as it is.
///
/// # Errors
/// While variations are wanted.
pub fn unknowns_that_matter(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<Vec<Effect<Belief>>, Pending> {
    let ends = Belief::all(scenario).into_iter().filter_map(|belief| {
        Some((belief, belief.known_at(scenario, 0.1)?, belief.known_at(scenario, 0.9)?))
    });
    effects(scenario, ends, evaluations)
}

/// What could be changed, by how far it moves the chance, and then the middle: each lever by a tenth down and
/// up; of whole numbers by at least one. Hires come a month later and earlier.
///
/// # Errors
/// While variations are wanted.
pub fn changes_that_matter(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<Vec<Effect<Lever>>, Pending> {
    let ends = Lever::all(scenario).into_iter().filter_map(|lever| {
        let range = lever.range(scenario)?;
        let step = if range.is_whole { (0.1 * range.today).round().max(1.0) } else { 0.1 * range.today };
        let (low, high) = (range.best.min(range.worst), range.best.max(range.worst));
        let end = |value: f64| {
            let value = value.clamp(low, high);
            Some((value, lever.at(scenario, value)?))
        };
        Some((lever, end(range.today - step)?, end(range.today + step)?))
    });
    effects(scenario, ends, evaluations)
}

type End = (f64, Scenario);

fn effects<T>(
    scenario: &Scenario,
    ends: impl Iterator<Item = (T, End, End)>,
    evaluations: &mut Evaluations,
) -> Result<Vec<Effect<T>>, Pending> {
    // All are asked for before the first is waited for.
    let asked: Vec<_> = ends
        .map(|(of, low, high)| {
            let ends = [&low.1, &high.1].map(|varied| evaluations.at(&Variation::of(varied), Look::Ends));
            (of, low.0, high.0, ends)
        })
        .collect();
    let base = evaluations.at(&Variation::of(scenario), Look::Ends);
    let (all, base) = (evaluations.of(&Variation::of(scenario))?, base?);
    let mut effects = Vec::new();
    for (of, low_value, high_value, [low, high]) in asked {
        let [low, high] = [low?, high?].map(|end| beside(&all, &base, &end));
        effects.push(Effect { of, low_value, high_value, low, high });
    }
    effects.sort_by(|a, b| {
        b.on_chance().total_cmp(&a.on_chance()).then(b.on_middle().total_cmp(&a.on_middle()))
    });
    Ok(effects)
}

/// Chance and middle of a variation in its first trials, with what is known of the plan in all of its own:
/// the plan on the same luck is a control variate, with the slope that leaves the least variance (Glasserman,
/// 2003, *Monte Carlo Methods in Financial Engineering*, 4.1). What differs little from the plan is then
/// known nearly as well as the plan itself.
fn beside(all: &Evaluation, base: &Evaluation, end: &Evaluation) -> Measure {
    let (plan, own) = (base.measure(), end.measure());
    let pairs = base.totals.iter().zip(&end.totals);
    let both = pairs.filter(|(old, new)| **old >= base.target && **new >= end.target).count();
    let covariance = both as f64 / end.trials() - plan.chance * own.chance;
    let variance = plan.chance * (1.0 - plan.chance);
    let slope = if variance > 0.0 { covariance / variance } else { 0.0 };
    let chance = own.chance + slope * (all.measure().chance - plan.chance);
    Measure { chance: chance.clamp(0.0, 1.0), middle: own.middle + (all.middle - plan.middle) }
}
