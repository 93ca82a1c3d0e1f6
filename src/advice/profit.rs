//! Growth and profit in the same futures: what selling costs, and what is left.

use super::alignment::alignment;
use super::answer::AlignmentEffect;
use super::evaluations::{Evaluations, Pending, Variation};
use super::money_answer::{PricedChange, Profit};
use crate::analysis::{Estimate, TrialEconomics};
use crate::math::order;
use crate::model::{Alignment, Money, Scenario};

/// Pairs in the picture.
const PAIRS: usize = 200;

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
    if rows.is_empty() {
        return Ok(None);
    }
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
        growth: Estimate::of_share(f64::from(base.reached), n),
        above_zero: Estimate::of_share(quantiles.iter().filter(|left| **left > 0.0).count() as f64, n),
        goal: goal.then(|| Estimate::of_share(met as f64, n)),
        both: goal.then(|| Estimate::of_share(both as f64, n)),
        contribution: Estimate::of_values(rows.iter().map(|row| row.contribution)),
        quantiles: [0.1, 0.5, 0.9].map(|p| order::quantile_of(&quantiles, p)),
        cost,
        commission: Estimate::of_values(rows.iter().map(|row| row.commission)),
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

fn sorted(rows: &[TrialEconomics], of: fn(&TrialEconomics) -> Option<f64>) -> Vec<f64> {
    let mut values: Vec<f64> = rows.iter().filter_map(of).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn middle(rows: &[TrialEconomics], of: fn(&TrialEconomics) -> Option<f64>) -> Option<f64> {
    let values = sorted(rows, of);
    (!values.is_empty()).then(|| order::quantile_of(&values, 0.5))
}
