//! Whether the last months brought more or fewer new opportunities than those before, beyond chance.

use super::trend::pearson;
use crate::math::incomplete::beta;
use serde::{Deserialize, Serialize};

/// The last months that are held against those before.
pub const LATELY_MONTHS: usize = 3;
/// Fewer months before them tell nothing of how months differ.
const MONTHS_BEFORE: usize = 3;
/// Of files whose months do not change, at most about one in 20 is said to (two-sided).
const CHANCE: f64 = 0.05;

/// The last months and those before, seasons taken out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lately {
    /// How many the last months are: [`LATELY_MONTHS`].
    pub months: usize,
    /// New opportunities a month in these.
    pub a_month: f64,
    /// The same in the months before.
    pub before: f64,
    /// How many months before.
    pub months_before: usize,
}

/// The last months, where they differ from those before beyond chance: Student's t of two means of counts
/// with one dispersion, Pearson's χ² within the two groups over its degrees of freedom (P. `McCullagh` and J.
/// Nelder, "Generalized Linear Models", 1989, chapter 6), of which seasons have taken so many.
pub(super) fn lately(counts: &[f64], seasons: &[f64], taken: usize) -> Option<Lately> {
    let months_before = counts.len().checked_sub(LATELY_MONTHS)?;
    if months_before < MONTHS_BEFORE + taken {
        return None;
    }
    let (counts_before, counts_now) = counts.split_at(months_before);
    let (seasons_before, seasons_now) = seasons.split_at(months_before);
    let groups = [(counts_before, seasons_before), (counts_now, seasons_now)];
    let [(before, of_before), (now, of_now)] = groups.map(|(counts, seasons)| {
        let all = seasons.iter().sum::<f64>();
        (if all > 0.0 { counts.iter().sum::<f64>() / all } else { 0.0 }, all)
    });
    let mean = (before * of_before + now * of_now) / (of_before + of_now);
    let freedom = (counts.len() - 2 - taken) as f64;
    let within = groups.into_iter().zip([before, now]).flat_map(|((counts, seasons), mean)| {
        counts.iter().zip(seasons).map(move |(count, season)| (*count, mean * season))
    });
    let dispersion = (pearson(within) / freedom).max(1.0);
    let variance = dispersion * mean * (1.0 / of_before + 1.0 / of_now);
    let square = (now - before) * (now - before) / variance;
    // The two tails of Student's t beyond ±√square, by the regularised incomplete beta function.
    let chance = beta(freedom / (freedom + square), freedom / 2.0, 0.5);
    (chance < CHANCE).then_some(Lately { months: LATELY_MONTHS, a_month: now, before, months_before })
}
