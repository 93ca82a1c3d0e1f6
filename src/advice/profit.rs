//! Growth and profit in the same futures: what selling costs, and what is left.

use super::alignment::{AlignmentEffect, alignment};
use super::evaluations::{Evaluations, Pending, Variation, quantile};
use crate::analysis::Estimate;
use crate::engine::TrialEconomics;
use crate::model::{Alignment, Money, Scenario};
use serde::{Deserialize, Serialize};

/// Pairs in the picture.
const PAIRS: usize = 200;

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
    /// Changes that somebody priced, the one that costs least for a point of chance first; those that bring nothing last.
    pub priced: Vec<PricedChange>,
}

/// A change with its price.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PricedChange {
    /// What it does.
    pub effect: AlignmentEffect,
    /// What it costs, minor units.
    pub price: f64,
    /// Price for each point (1%) of chance; none, if it brings none.
    pub per_point: Option<f64>,
}

/// The money side; none, if the plan states none.
///
/// # Errors
/// While variations are wanted.
pub fn profit(scenario: &Scenario, evaluations: &mut Evaluations) -> Result<Option<Profit>, Pending> {
    let Some(economics) = &scenario.parts().economics else { return Ok(None) };
    let base = evaluations.of(&Variation::with_money(scenario));
    let effects = if economics.prices.is_empty() { Ok(Vec::new()) } else { alignment(scenario, evaluations) };
    let (base, effects) = (base?, effects?);
    let rows = &base.economics;
    let n = rows.len().max(1) as f64;
    let mean = |of: fn(&TrialEconomics) -> f64| rows.iter().map(of).sum::<f64>() / n;
    let both = base
        .totals
        .iter()
        .zip(rows)
        .filter(|(total, row)| **total >= base.target && row.is_met == Some(true));
    let met = rows.iter().filter(|row| row.is_met == Some(true)).count();
    let (both, cost) = (both.count(), mean(|row| row.cost));
    let (bookings, wins) = (mean(|row| row.bookings), mean(|row| row.wins));
    let quantiles = sorted(rows, |row| Some(row.contribution));
    let goal = economics.goal.is_some();
    Ok(Some(Profit {
        trials: rows.len() as u64,
        growth: share(base.reached as usize, n),
        goal: goal.then(|| share(met, n)),
        both: goal.then(|| share(both, n)),
        contribution: estimate(rows, |row| row.contribution),
        quantiles: [0.1, 0.5, 0.9].map(|p| quantile(&quantiles, p)),
        cost,
        commission: estimate(rows, |row| row.commission),
        base_pay: mean(|row| row.base_pay),
        opportunities: mean(|row| row.opportunities),
        cost_ratio: (bookings > 0.0).then(|| cost / bookings),
        cac: (wins > 0.0).then(|| cost / wins),
        payback: middle(rows, |row| row.payback),
        rule_of_40: middle(rows, |row| row.rule_of_40),
        pairs: rows.iter().take(PAIRS).map(|row| (row.bookings, row.contribution)).collect(),
        priced: priced(&effects, &|of| economics.price(of)),
    }))
}

fn priced(effects: &[AlignmentEffect], price: &dyn Fn(Alignment) -> Option<Money>) -> Vec<PricedChange> {
    let mut changes: Vec<PricedChange> = effects
        .iter()
        .filter_map(|effect| {
            let price = price(effect.of)?.minor() as f64;
            let points = 100.0 * effect.on_chance.value;
            Some(PricedChange { effect: *effect, price, per_point: (points > 0.0).then(|| price / points) })
        })
        .collect();
    let rank = |change: &PricedChange| change.per_point.unwrap_or(f64::INFINITY);
    changes.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
    changes
}

/// A share of trials, with its standard error as in [`crate::analysis::Report::chance`].
fn share(count: usize, n: f64) -> Estimate {
    let smoothed = (count as f64 + 0.5) / (n + 1.0);
    Estimate { value: count as f64 / n, standard_error: (smoothed * (1.0 - smoothed) / n).sqrt() }
}

fn estimate(rows: &[TrialEconomics], of: fn(&TrialEconomics) -> f64) -> Estimate {
    let n = rows.len().max(1) as f64;
    let mean = rows.iter().map(of).sum::<f64>() / n;
    let squares: f64 = rows.iter().map(|row| (of(row) - mean) * (of(row) - mean)).sum();
    Estimate { value: mean, standard_error: (squares / (n - 1.0).max(1.0) / n).sqrt() }
}

fn sorted(rows: &[TrialEconomics], of: fn(&TrialEconomics) -> Option<f64>) -> Vec<f64> {
    let mut values: Vec<f64> = rows.iter().filter_map(of).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn middle(rows: &[TrialEconomics], of: fn(&TrialEconomics) -> Option<f64>) -> Option<f64> {
    let values = sorted(rows, of);
    (!values.is_empty()).then(|| quantile(&values, 0.5))
}
