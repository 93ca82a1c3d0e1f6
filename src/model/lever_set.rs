//! Some of a plan's levers.

use super::{Lever, Scenario};
use serde::{Deserialize, Serialize};

/// Some of a plan's levers, by their places in [`Lever::all`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeverSet(u128);

impl LeverSet {
    /// The same with the lever taken out, or, if it is not in it, put in.
    #[must_use]
    pub fn toggled(self, lever: Lever, scenario: &Scenario) -> Self {
        Self(self.0 ^ bit(lever, scenario))
    }

    /// Whether a lever is in it.
    pub fn has(self, lever: Lever, scenario: &Scenario) -> bool {
        self.0 & bit(lever, scenario) != 0
    }

    /// How many there are.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The same levers in another plan, as far as it has them.
    #[must_use]
    pub fn carried(self, from: &Scenario, to: &Scenario) -> Self {
        let levers = self.levers(from).into_iter();
        Self(levers.fold(0, |set, lever| set | bit(lever, to)))
    }

    /// The levers, in the order of [`Lever::all`].
    pub fn levers(self, scenario: &Scenario) -> Vec<Lever> {
        let mut all = Lever::all(scenario);
        let mut place = 0;
        all.retain(|_| {
            let is_in = 1_u128.checked_shl(place).is_some_and(|bit| self.0 & bit != 0);
            place += 1;
            is_in
        });
        all
    }
}

/// The place of a lever as a bit; none, if the plan has no such lever.
fn bit(lever: Lever, scenario: &Scenario) -> u128 {
    let place = Lever::all(scenario).iter().position(|of| *of == lever);
    place.and_then(|place| 1_u128.checked_shl(u32::try_from(place).ok()?)).unwrap_or(0)
}
