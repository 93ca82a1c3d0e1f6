//! Two plans on the same luck: how their chances and results differ, and what each assumption contributes to
//! that.

use super::answer::{ComparedPart, ComparedPlans};
use super::evaluations::{Evaluation, Evaluations, Pending, Variation};
use super::width::shapley_weight;
use crate::analysis::{DOTS, Estimate};
use crate::math::order::quantile;
use crate::model::{Difference, DifferenceKind, Scenario};
use std::rc::Rc;

/// Differences whose contributions are told apart; more are taken together by their kind. Each one more
/// doubles the plans between the two.
const PARTS_MAX: usize = 6;
/// Blocks of trials whose middle results tell how far that of all may be off.
const BLOCKS: usize = 25;

/// The comparison of one plan with another.
///
/// What a difference adds to the chance is its Shapley value (1953): the mean, over all orders in which the
/// one plan could be turned into the other, of what the chance gains when the difference's turn comes. So the
/// parts sum to the whole. All plans in between meet the same luck; since the value is a weighted sum over
/// them, each trial has a value of its own, and the spread of these is the simulation error.
///
/// # Errors
/// While variations are wanted.
pub fn compared(
    one: &Scenario,
    other: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<ComparedPlans, Pending> {
    let other = &on_the_luck_of(one, other);
    let groups = with_supply_of_its_reps(groups(one, other), [one, other]);
    let hybrids = hybrids(one, other, &groups);
    // All are asked for before the first is waited for.
    let ends = [one, other].map(|plan| evaluations.of(&Variation::of(plan)));
    let has_money = [one, other].iter().all(|plan| plan.parts().economics.is_some());
    let money = has_money.then(|| [one, other].map(|plan| evaluations.of(&Variation::with_money(plan))));
    let between: Option<Vec<_>> =
        hybrids.map(|hybrids| hybrids.iter().map(|plan| evaluations.of(&Variation::of(plan))).collect());
    let [before, after] = ends;
    let (before, after) = (before?, after?);
    let between = between.map(|asked| asked.into_iter().collect::<Result<Vec<_>, _>>()).transpose()?;
    let mut parts = between.map_or_else(Vec::new, |between| contributions(&groups, &between));
    parts.sort_by(|a, b| b.adds.value.abs().total_cmp(&a.adds.value.abs()));
    let contribution = match money {
        Some([before, after]) => contribution(&*before?, &*after?),
        None => None,
    };
    Ok(ComparedPlans { contribution, ..beside_each_other(&before, &after, parts) })
}

/// The other plan with the luck and the trials of the one: else they would not meet the same futures.
pub fn on_the_luck_of(one: &Scenario, other: &Scenario) -> Scenario {
    other.with_runs(one.parts().runs).unwrap_or_else(|_| other.clone())
}

/// The differences, taken together by their kind where there are too many.
fn groups(one: &Scenario, other: &Scenario) -> Vec<Vec<Difference>> {
    let differences = Difference::between(one, other);
    if differences.len() <= PARTS_MAX {
        return differences.into_iter().map(|difference| vec![difference]).collect();
    }
    let mut kinds: Vec<DifferenceKind> = differences.iter().map(|difference| difference.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of = |kind: DifferenceKind| {
        differences.iter().copied().filter(|difference| difference.kind() == kind).collect()
    };
    kinds.into_iter().map(of).collect()
}

/// The team in one group with new opportunities that the one plan says per rep and the other for all: 13.75
/// of each of 16 reps are the 220 of all, of which neither the reps nor what each has would say so alone.
fn with_supply_of_its_reps(groups: Vec<Vec<Difference>>, plans: [&Scenario; 2]) -> Vec<Vec<Difference>> {
    let is_of_reps = |difference: &Difference| {
        let Difference::Supply(id) = *difference else { return false };
        let [mine, theirs] = plans.map(|plan| plan.segment(id).map(|segment| segment.supply.of));
        mine != theirs
    };
    let has = |group: &[Difference]| group.contains(&Difference::Team) || group.iter().any(is_of_reps);
    let (together, mut apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| has(group));
    let is_both = together.iter().flatten().any(|of| *of == Difference::Team)
        && together.iter().flatten().any(is_of_reps);
    if is_both {
        apart.push(together.concat());
    } else {
        apart.extend(together);
    }
    apart
}

/// By the bits of a number, the one plan with the groups of these places from the other; none, where the
/// model refuses a mixture.
fn hybrids(one: &Scenario, other: &Scenario, groups: &[Vec<Difference>]) -> Option<Vec<Scenario>> {
    let all = 1_usize << groups.len();
    (0..all)
        .map(|set| {
            let taken: Vec<Difference> = groups
                .iter()
                .enumerate()
                .filter(|(place, _)| set >> place & 1 == 1)
                .flat_map(|(_, group)| group.iter().copied())
                .collect();
            // What no number depends on is the other plan's as well: both ends are drawn anyway.
            match set {
                0 => Some(one.clone()),
                _ if set + 1 == all => Some(other.clone()),
                _ => one.with_differences(other, &taken),
            }
        })
        .collect()
}

fn contributions(groups: &[Vec<Difference>], between: &[Rc<Evaluation>]) -> Vec<ComparedPart> {
    groups
        .iter()
        .enumerate()
        .map(|(player, of)| {
            let (mut sum, mut squares, mut trials) = (0.0, 0.0, 0_u32);
            let weights: Vec<f64> =
                (0..between.len()).map(|set| shapley_weight(player, groups.len(), set)).collect();
            let least = between.iter().map(|plan| plan.totals.len()).min().unwrap_or(0);
            for trial in 0..least {
                let reached =
                    |plan: &Evaluation| plan.totals.get(trial).is_some_and(|total| *total >= plan.target);
                let plans = between.iter().zip(&weights);
                let value: f64 = plans.map(|(plan, weight)| if reached(plan) { *weight } else { 0.0 }).sum();
                sum += value;
                squares += value * value;
                trials += 1;
            }
            let adds_to_middle = on_middle(between, &weights);
            ComparedPart {
                of: of.clone(),
                adds: Estimate::of_sums(sum, squares, f64::from(trials)),
                adds_to_middle,
            }
        })
        .collect()
}

/// What a difference adds to the middle result: the same mean over all orders, of the middle results. A
/// middle result has no value for a trial, so its error comes from how the blocks of the trials differ.
fn on_middle(between: &[Rc<Evaluation>], weights: &[f64]) -> Estimate {
    let plans = || between.iter().zip(weights);
    let value = plans().map(|(plan, weight)| weight * plan.middle).sum();
    let least = between.iter().map(|plan| plan.totals.len()).min().unwrap_or(0);
    let size = least / BLOCKS;
    if size == 0 {
        return Estimate { value, standard_error: 0.0 };
    }
    let of_block = |block: usize| -> f64 {
        let middle = |plan: &Evaluation| {
            let mut totals: Vec<i64> = plan.totals.iter().skip(block * size).take(size).copied().collect();
            totals.sort_unstable();
            quantile_of(&totals, 0.5)
        };
        plans().map(|(plan, weight)| weight * middle(plan)).sum()
    };
    let of_blocks: Vec<f64> = (0..BLOCKS).map(of_block).collect();
    Estimate { value, ..Estimate::of_values(of_blocks.iter().copied()) }
}

/// The mean contribution of the other plan, and by how much it is more than the one's in the same future.
fn contribution(one: &Evaluation, other: &Evaluation) -> Option<(f64, Estimate)> {
    let pairs = one.economics.iter().zip(&other.economics);
    let more = Estimate::of_values(pairs.map(|(one, other)| other.contribution - one.contribution));
    let of_other = Estimate::of_values(other.economics.iter().map(|trial| trial.contribution));
    (!one.economics.is_empty() && !other.economics.is_empty()).then_some((of_other.value, more))
}

fn beside_each_other(before: &Evaluation, after: &Evaluation, parts: Vec<ComparedPart>) -> ComparedPlans {
    let (mut sum, mut squares, mut trials, mut wins) = (0.0, 0.0, 0_u32, 0.0);
    let mut more = Vec::with_capacity(before.totals.len());
    for (then, now) in before.totals.iter().zip(&after.totals) {
        let gain = f64::from(u8::from(*now >= after.target)) - f64::from(u8::from(*then >= before.target));
        sum += gain;
        squares += gain * gain;
        trials += 1;
        wins += match now.cmp(then) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        };
        more.push(*now - *then);
    }
    more.sort_unstable();
    let sorted = [before, after].map(|plan| {
        let mut totals = plan.totals.clone();
        totals.sort_unstable();
        totals
    });
    let dots_of = |sorted: &[i64]| -> Vec<f64> {
        (0..DOTS).map(|dot| quantile_of(sorted, (dot as f64 + 0.5) / DOTS as f64)).collect()
    };
    ComparedPlans {
        trials,
        chances: [before, after].map(Evaluation::chance),
        difference: Estimate::of_sums(sum, squares, f64::from(trials)),
        dots: sorted.map(|totals| dots_of(&totals)),
        targets: [before.target, after.target],
        middles: [before.middle, after.middle],
        middle_difference: after.middle - before.middle,
        more: [0.1, 0.5, 0.9].map(|p| quantile_of(&more, p)),
        more_dots: dots_of(&more),
        brings_more: wins / f64::from(trials.max(1)),
        contribution: None,
        parts,
    }
}

fn quantile_of(sorted: &[i64], p: f64) -> f64 {
    let at = |rank: u64| {
        usize::try_from(rank).ok().and_then(|rank| sorted.get(rank)).map_or(0.0, |total| *total as f64)
    };
    quantile(sorted.len() as u64, p, at)
}
