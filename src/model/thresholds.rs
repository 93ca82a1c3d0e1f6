//! What counts as reachable, and as ordinary.

use super::TeamHistory;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What counts as reachable, and as ordinary. Printed with the outcome, whatever they are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// From this chance on a quota is reachable. A fair quota sits at 42 to 48%, since sizes are skewed.
    pub reachable: f64,
    /// Below this chance it is hard to reach, if the team's rates are known well enough to say so; between
    /// the two, a stretch.
    pub hard: f64,
    /// How often a team of equally skilled reps has anybody outside what is called ordinary, on either side.
    pub alarm: f64,
    /// Out of how many reps this one was picked; none: out of all in the table.
    pub picked_of: Option<u32>,
}

/// Why thresholds are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "chances go from above 0 to below 100%, the hard one below the reachable one, such as 20% and 40%; \
     picked out of 1 to 100,000"
)]
pub struct ThresholdsError;

impl Default for Thresholds {
    fn default() -> Self {
        Self { reachable: 0.4, hard: 0.2, alarm: 0.05, picked_of: None }
    }
}

impl Thresholds {
    /// Checks them.
    ///
    /// # Errors
    /// When one is out of bounds.
    pub fn checked(self) -> Result<Self, ThresholdsError> {
        let inside = |chance: f64| 0.0 < chance && chance < 1.0;
        let picked = self.picked_of.is_none_or(|of| (1..=100_000).contains(&of));
        if inside(self.hard)
            && inside(self.reachable)
            && inside(self.alarm)
            && self.hard <= self.reachable
            && picked
        {
            Ok(self)
        } else {
            Err(ThresholdsError)
        }
    }

    /// At how many stages of how many reps somebody looks.
    pub fn looks(&self, history: &TeamHistory) -> u32 {
        let reps = self.picked_of.unwrap_or(u32::try_from(history.reps().len()).unwrap_or(u32::MAX));
        reps.saturating_mul(u32::try_from(history.stages().len()).unwrap_or(1))
    }

    /// The chance of an alarm left for each of the looks at a team: 1 − (1 − alarm)^(1/looks) (Šidák, 1967).
    pub fn of_each(&self, looks: u32) -> f64 {
        -libm::expm1(libm::log1p(-self.alarm) / f64::from(looks))
    }
}
