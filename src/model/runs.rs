//! Which luck a plan is tried against, and how often.

/// Which luck the trials meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

/// Seed and number of trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// Which luck.
    pub seed: Seed,
    /// How many trials, 1 to 10 million; checked by [`super::Scenario::new`].
    pub trials: u32,
}

impl Runs {
    /// Those of a plan that asks for no others.
    pub const USUAL: Self = Self { seed: Seed(1), trials: 250_000 };
}
