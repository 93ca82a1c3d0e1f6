//! Laws that the engine is held against, and how far off it was.

use serde::{Deserialize, Serialize};

/// A plan so simple that a formula gives its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Law {
    /// The chance of a number of wins among Poisson arrivals.
    PoissonChance,
    /// The chance of a number of wins among a fixed number of opportunities.
    BinomialChance,
    /// Mean bookings of a plan that begins with nothing open, through four stages.
    CycleMean,
    /// Mean bookings of a pipeline that has flowed for long.
    SteadyMean,
    /// The standard deviation of bookings under one uncertain rate.
    SharedSpread,
    /// The median of one deal's size.
    SizeMiddle,
    /// Mean bookings of deals that are open, some of which are never decided.
    AgedDeals,
}

impl Law {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::PoissonChance,
        Self::BinomialChance,
        Self::CycleMean,
        Self::SteadyMean,
        Self::SharedSpread,
        Self::SizeMiddle,
        Self::AgedDeals,
    ];

    /// Whether its value is a share; else it is an amount.
    pub fn is_share(self) -> bool {
        matches!(self, Self::PoissonChance | Self::BinomialChance)
    }
}

/// What was drawn beside what is exact. Shares are fractions, amounts in whole units of the currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// What was checked.
    pub law: Law,
    /// The formula's value.
    pub exact: f64,
    /// The engine's.
    pub simulated: f64,
    /// The standard error of the engine's.
    pub error: f64,
    /// How far off the engine's value is, in its standard errors: by luck alone beyond 2 once in 22 checks.
    pub errors_off: f64,
    /// Whether the values are shares; else they are amounts.
    pub is_share: bool,
}
