//! The answers on money, as data, beside [`super::answer`]. Needs no engine.

use super::answer::AlignmentEffect;
use crate::analysis::Estimate;
use crate::model::Alignment;
use serde::{Deserialize, Serialize};

/// The money side of a plan. Amounts in minor units, over the whole plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profit {
    /// Trials it stands on.
    pub trials: u64,
    /// Chance that the target is reached.
    pub growth: Estimate,
    /// Chance that the profit goal is met; none without one.
    pub goal: Option<Estimate>,
    /// Chance of both in the same future.
    pub both: Option<Estimate>,
    /// Chance of a contribution above zero.
    pub above_zero: Estimate,
    /// Mean contribution: gross margin · bookings − sales cost.
    pub contribution: Estimate,
    /// 10%, 50% and 90% quantiles of it (type 7).
    pub quantiles: [f64; 3],
    /// Mean sales cost: fixed cost, opportunities, base pay and commission.
    pub cost: f64,
    /// Of that, commission: the mean of what is paid, never what would be paid on the mean.
    pub commission: Estimate,
    /// Of that, base pay.
    pub base_pay: f64,
    /// Mean number of new opportunities; 0 if they cost nothing.
    pub opportunities: f64,
    /// Mean sales cost over mean bookings; none without bookings.
    pub cost_ratio: Option<f64>,
    /// Customer acquisition cost: mean sales cost over the mean number of deals won; none without any.
    pub cac: Option<f64>,
    /// Months until a customer has paid for it: middle over the trials; none without contract months.
    pub payback: Option<f64>,
    /// Rule of 40, in points: middle over the trials; none without recurring revenue.
    pub rule_of_40: Option<f64>,
    /// Bookings and contribution of the first trials, for the picture.
    pub pairs: Vec<(f64, f64)>,
    /// Changes that somebody priced, the one that costs least for a point of chance first; those that bring
    /// nothing last.
    pub priced: Vec<PricedChange>,
}

/// What the cheapest way to both goals costs: target and profit goal in the same future, as often as is
/// wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BothGoals {
    /// Chance of both as it stands.
    pub today: f64,
    /// The way.
    pub way: WayToBoth,
}

/// Whether there is a way to both goals, of what has a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum WayToBoth {
    /// None is needed.
    Enough,
    /// No change that the plan has room for has a price.
    Unpriced,
    /// The cheapest that was found.
    Is(Way),
    /// None reaches it; the one with the best chance of both, which is more than today's.
    Best(Way),
    /// None reaches it, and none brings more than there is.
    NoneHelps,
}

/// One change or two, made so many times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// The changes, and how many times each is made: so many reps, so many tenths more opportunities.
    pub changes: Vec<(Alignment, u32)>,
    /// What they cost a year, minor units.
    pub a_year: f64,
    /// Chance of both with them, on luck of its own.
    pub both: Estimate,
    /// Chance of the target with them, on the same luck.
    pub growth: f64,
    /// Chance of the profit goal with them, on the same luck.
    pub goal: f64,
}

/// A change with its price.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PricedChange {
    /// What the change does.
    pub effect: AlignmentEffect,
    /// What the change costs, minor units.
    pub price: f64,
    /// Price for each point (1%) of chance; none, if it brings none.
    pub per_point: Option<f64>,
}
