//! Where the width of the answer comes from: chance, and each of the things that are not known.

use super::answer::{Width, WidthShare};
use super::evaluations::{Evaluations, Look, Pending, Variation};
use crate::model::{Scenario, Seed, Unknown};

/// The seed of the other luck: any other than the plan's.
const OTHER: u64 = 0x706c_756d_6221;

/// Which share of the width of the result each unknown and luck account for.
///
/// By the law of total variance Var(S) = E[Var(S | U)] + Var(E[S | U]); the second term is shared among the
/// unknowns by Shapley's value (1953), the mean over all orders of what each adds to Var(E[S | known]): Owen
/// (2014), *Sobol' indices and Shapley value*, SIAM/ASA Journal on Uncertainty Quantification 2. Var(E[S |
/// known]) is the covariance of the plan with futures that meet the same luck in what is known and other luck
/// in all else; it holds for every feature of a plan, and its error is stated. Where chance makes it
/// negative, it counts as 0.
///
/// # Errors
/// While variations are wanted.
pub fn width(scenario: &Scenario, evaluations: &mut Evaluations) -> Result<Width, Pending> {
    let unknowns = Unknown::all_of(scenario);
    let base = evaluations.at(&Variation::of(scenario), Look::Beside);
    let other = Seed(scenario.parts().runs.seed.0 ^ OTHER);
    let sets = 1_usize << unknowns.len();
    let asked: Vec<_> = (1..sets)
        .map(|set| {
            let kept = members(&unknowns, set).collect();
            let variation = Variation { other_luck: Some((other, kept)), ..Variation::of(scenario) };
            evaluations.at(&variation, look(set.count_ones() as usize, unknowns.len()))
        })
        .collect();
    let base = base?;
    let n = base.trials();
    let mut explained = vec![0.0];
    for evaluation in asked {
        explained.push(correlation(&base.totals, &evaluation?.totals));
    }
    let all = explained.last().copied().unwrap_or(0.0);
    let mut shares: Vec<WidthShare> = unknowns
        .iter()
        .enumerate()
        .map(|(place, unknown)| WidthShare {
            unknown: *unknown,
            share: shapley(place, unknowns.len(), &explained),
        })
        .collect();
    shares.sort_by(|a, b| b.share.total_cmp(&a.share));
    // The variance of a sample covariance of normal variables is at most 2/n of the product of their
    // variances.
    Ok(Width {
        luck: 1.0 - all,
        unknowns: shares,
        error: if unknowns.is_empty() { 0.0 } else { (2.0 / n).sqrt() },
    })
}

/// How closely the futures are looked at that agree in so many of all unknowns. In Shapley's value a set
/// counts in inverse proportion to how many there are of its size: those of one unknown, and of all but one,
/// count most.
fn look(size: usize, unknowns: usize) -> Look {
    if 1 < size && size + 1 < unknowns { Look::Among } else { Look::Beside }
}

/// The correlation of totals with those of other luck, over the trials of both, as far as it is positive:
/// both have the same law, and so the same variance.
fn correlation(base: &[i64], other: &[i64]) -> f64 {
    let base = base.get(..other.len()).unwrap_or(base);
    let n = base.len().max(1) as f64;
    let mean = |totals: &[i64]| totals.iter().map(|total| *total as f64).sum::<f64>() / n;
    let (base_mean, other_mean) = (mean(base), mean(other));
    let variance = base.iter().map(|of| (*of as f64 - base_mean) * (*of as f64 - base_mean)).sum::<f64>();
    let pairs = base.iter().zip(other);
    let covariance = pairs.map(|(a, b)| (*a as f64 - base_mean) * (*b as f64 - other_mean)).sum::<f64>();
    if variance > 0.0 { (covariance / variance).clamp(0.0, 1.0) } else { 0.0 }
}

fn members(unknowns: &[Unknown], set: usize) -> impl Iterator<Item = Unknown> + '_ {
    unknowns.iter().enumerate().filter(move |(place, _)| set >> place & 1 == 1).map(|(_, unknown)| *unknown)
}

/// The Shapley value of a player in a game of `players`, of which `worth` holds the worth of each coalition
/// by its bits.
pub(super) fn shapley(player: usize, players: usize, worth: &[f64]) -> f64 {
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    let all = u32::try_from(players).unwrap_or(0);
    (0..worth.len())
        .filter(|set| set >> player & 1 == 0)
        .map(|set| {
            let before = set.count_ones();
            let weight = factorial(before) * factorial(all - before - 1) / factorial(all);
            let of = |set: usize| worth.get(set).copied().unwrap_or(0.0);
            weight * (of(set | 1 << player) - of(set))
        })
        .sum()
}

/// How much the worth of a coalition counts in a player's Shapley value: what the player adds to those
/// without them.
pub(super) fn shapley_weight(player: usize, players: usize, set: usize) -> f64 {
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    let all = u32::try_from(players).unwrap_or(0);
    let with = set >> player & 1 == 1;
    let others = set.count_ones() - u32::from(with);
    let weight = factorial(others) * factorial(all - others - 1) / factorial(all);
    if with { weight } else { -weight }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The error that is stated is that of one set in the most trials. A share, which adds up many sets, some
    /// of them in fewer trials, has none that is greater, whatever the number of unknowns.
    #[test]
    fn the_stated_error_holds_for_shares() {
        let all = Look::Beside.trials(20_000);
        for unknowns in 1..=Unknown::ALL.len() {
            let variance: f64 = (1..1_usize << unknowns)
                .map(|set| {
                    let trials = look(set.count_ones() as usize, unknowns).trials(20_000);
                    let weight = shapley_weight(0, unknowns, set);
                    weight * weight * f64::from(all) / f64::from(trials)
                })
                .sum();
            assert!(variance <= 1.0, "{unknowns}: {variance}");
        }
    }
}
