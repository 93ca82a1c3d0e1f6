//! A team's rate, and how well it is known.

use super::belief::RateLaw;
use super::limits::{CASES_MAX, HISTORY_COUNT_MAX};
use serde::{Deserialize, Serialize};

/// A pooled rate with its own uncertainty. Nobody is named in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamRate {
    /// Its mean: (passed + 1)/(decided + 2), a uniform prior.
    pub mean: f64,
    /// How many cases of a team without differences it is worth, prior included.
    pub cases: f64,
    /// How reps differ, ρ.
    pub spread: f64,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Passed.
    pub passed: u32,
    /// Decided.
    pub decided: u32,
}

impl Counted {
    /// The share that passed; none, where nothing is decided.
    pub fn rate(self) -> Option<f64> {
        (self.decided > 0).then(|| f64::from(self.passed) / f64::from(self.decided))
    }

    /// Whether it can be: no more passed than decided, and not more than [`HISTORY_COUNT_MAX`].
    pub fn is_possible(self) -> bool {
        self.passed <= self.decided && self.decided <= HISTORY_COUNT_MAX
    }
}

impl TeamRate {
    /// Whether it can be: a rate between 0 and 1, worth a case or more.
    pub fn is_possible(&self) -> bool {
        0.0 < self.mean
            && self.mean < 1.0
            && (1.0..=f64::from(CASES_MAX)).contains(&self.cases)
            && (0.0..1.0).contains(&self.spread)
    }

    /// Shapes of its Beta law.
    pub fn shapes(&self) -> (f64, f64) {
        (self.mean * self.cases, (1.0 - self.mean) * self.cases)
    }

    /// Its law.
    pub fn law(&self) -> RateLaw {
        let (a, b) = self.shapes();
        RateLaw::Beta { a, b }
    }

    /// The rate of a rep of the team with counts of their own: its mean, and how many cases it is worth. A
    /// rep's rate varies around the team's by ρ, and the team's own by 1/(cases + 1); so before anything is
    /// counted it is worth 1/(ρ + (1 − ρ)/(cases + 1)) − 1 cases.
    pub fn of_rep(&self, own: Counted) -> (f64, f64) {
        let cases = 1.0 / (self.spread + (1.0 - self.spread) / (self.cases + 1.0)) - 1.0;
        let all = cases + f64::from(own.decided);
        ((cases * self.mean + f64::from(own.passed)) / all, all)
    }
}
