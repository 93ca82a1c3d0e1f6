//! What holds in 5, 7, 8 and 9 of 10: as money, as growth over last year, and as a date.

use super::answer::{Hold, NeededValue};
use super::evaluations::{Evaluations, Pending, Variation, collect};
use super::needed::needed;
use crate::analysis::PROMISE_CONFIDENCES;
use crate::engine::Simulator;
use crate::math::order;
use crate::model::{Lever, Scenario, TargetKind};

/// Draws that are made to say the same as the plan's own answer to the last digit: some seconds on one core.
const DRAWS_MAX: f64 = 1e8;

/// What holds, for each chance: amounts from as many trials as the plan's own answer, where that takes no
/// more than 100 million draws.
///
/// # Errors
/// While variations are wanted.
pub fn holds(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<[Hold; PROMISE_CONFIDENCES.len()], Pending> {
    let base = evaluations.of(&Variation::of(scenario))?;
    let last_year = match scenario.parts().target.kind() {
        TargetKind::Growth { last_year, .. } => Some(last_year.minor() as f64),
        TargetKind::Recurring(recurring) => Some(recurring.opening.minor() as f64),
        TargetKind::Amount => None,
    };
    // Dates first: while they are wanted, nothing is drawn in vain.
    let months = PROMISE_CONFIDENCES.map(|chance| needed(Lever::Deadline, scenario, chance, evaluations));
    if months.iter().any(Result::is_err) {
        return Err(Pending);
    }
    let trials = scenario.parts().runs.trials;
    let mut sorted: Vec<f64> = if scenario.draws_a_trial() * f64::from(trials) <= DRAWS_MAX {
        collect(&Simulator::new(scenario), trials, None).totals().map(|total| total as f64).collect()
    } else {
        base.totals.iter().map(|total| *total as f64).collect()
    };
    sorted.sort_by(f64::total_cmp);
    let mut holds = PROMISE_CONFIDENCES.map(|chance| {
        let amount = order::quantile_of(&sorted, 1.0 - chance);
        let growth = last_year.filter(|last| *last > 0.0).map(|last| amount / last - 1.0);
        Hold { chance, amount, growth, by_month: None }
    });
    for (hold, month) in holds.iter_mut().zip(months) {
        hold.by_month = match month?.map(|needed| needed.value) {
            Some(NeededValue::Is { value, .. }) => Some(value),
            Some(NeededValue::CannotSpoil { worst, .. }) => Some(worst),
            Some(NeededValue::CannotReach { .. }) | None => None,
        };
    }
    Ok(holds)
}
