//! Whether a quota was within reach, as far as the team's rates and deals are known.
//!
//! The chance of a quota is a mean over what is known of the team, which of a small team is little: where two
//! colleagues had bad luck, a fair quota looks hard. So a quota is called hard to reach only if it still is
//! at rates and sizes that are better than 19 in 20 of those that the team's counts allow. How often that is
//! wrong, and how often it is seen, stands in a table that `tests/native/history/reach.rs` prints: of fair
//! quotas below 1 in 20 for every team from 3 reps with 20 opportunities each on, of quotas with a true
//! chance of 2% more than 8 in 10 from 12 reps with 40 on.

use super::answer::{MORE_OPPORTUNITIES_MAX, Reach};
use crate::analysis::Estimate;
use crate::engine::{RepFlow, RepLuck};
use crate::model::Thresholds;

/// The share of what is known of the team that may be better than where a quota is still called hard to
/// reach.
const DOUBT: f64 = 0.05;
/// Trials around a quantile that stand for it, as a share of all.
const BAND: f64 = 0.05;

/// About how many more opportunities of the others, decided and with the same rates, would tell that a quota
/// is hard to reach; `is_told` says whether it is with so many times as many as they have.
pub(super) fn more_of_others(of_others: f64, is_told: impl Fn(f64) -> bool) -> u32 {
    let is_enough = |more: u32| is_told(1.0 + f64::from(more) / of_others.max(1.0));
    let mut high = 8_u32;
    while !is_enough(high) {
        if high >= MORE_OPPORTUNITIES_MAX {
            return MORE_OPPORTUNITIES_MAX;
        }
        high = high.saturating_mul(4).min(MORE_OPPORTUNITIES_MAX);
    }
    let mut low = high / 4;
    // To a tenth: it is an estimate, and each look prepares the team's laws anew.
    while high - low > (high / 10).max(1) {
        let middle = low + (high - low) / 2;
        if is_enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// What is known of a team, as futures of one rep of it, the team's rates and sizes sorted by what they
/// bring.
pub(super) struct TeamFutures<'a> {
    luck: &'a RepLuck,
    flow: &'a RepFlow,
    /// Mean bookings at the rates and sizes of a trial, and the trial.
    levels: Vec<(f64, u32)>,
}

impl<'a> TeamFutures<'a> {
    pub(super) fn new(luck: &'a RepLuck, flow: &'a RepFlow, trials: u32) -> Self {
        let level = |trial: u32| (luck.mean_bookings(&luck.shared(trial), flow), trial);
        let mut levels: Vec<(f64, u32)> = (0..trials).map(level).collect();
        levels.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self { luck, flow, levels }
    }

    /// Whether the quota, reached with a chance, is within reach.
    pub(super) fn reach(&self, quota: f64, chance: Estimate, thresholds: Thresholds) -> Reach {
        if chance.value >= thresholds.reachable {
            Reach::Reachable
        } else if chance.value >= thresholds.hard {
            Reach::Stretch
        } else if self.is_hard(quota, thresholds) {
            Reach::Hard
        } else {
            Reach::NotTold
        }
    }

    /// Whether a quota would be hard to reach even at the best rates and sizes that are likely.
    pub(super) fn is_hard(&self, quota: f64, thresholds: Thresholds) -> bool {
        let bookings = self.bookings_at(1.0 - DOUBT);
        let reached = bookings.iter().filter(|bookings| **bookings >= quota).count();
        (reached as f64) < thresholds.hard * bookings.len() as f64
    }

    /// Trials whose rates and sizes stand at a share of what is known, from below.
    fn band(&self, share: f64) -> &[(f64, u32)] {
        let n = self.levels.len() as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in the list")]
        let (from, to) = (
            ((share - 0.5 * BAND) * n).max(0.0) as usize,
            ((share + 0.5 * BAND) * n).ceil().max(1.0) as usize,
        );
        self.levels.get(from..to.min(self.levels.len())).unwrap_or_default()
    }

    /// Bookings of as many futures as there are trials, at a share of what is known.
    fn bookings_at(&self, share: f64) -> Vec<f64> {
        let rates: Vec<_> = self.band(share).iter().map(|(_, trial)| self.luck.shared(*trial)).collect();
        (0..)
            .zip(rates.iter().cycle())
            .take(self.levels.len())
            .map(|(trial, rates)| {
                let shared = self.luck.shared(trial).at_rates_of(rates);
                self.luck.future(&shared, 0, self.flow).bookings
            })
            .collect()
    }
}
