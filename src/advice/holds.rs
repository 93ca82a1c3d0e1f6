//! When the target holds in 5, 7, 8 and 9 of 10. How much does so often is the plan's own answer: one figure
//! for one question.

use super::answer::{Hold, NeededValue};
use super::evaluations::{Evaluations, Pending};
use super::needed::needed;
use crate::analysis::PROMISE_CONFIDENCES;
use crate::model::{Lever, Scenario};

/// By when the target holds, for each chance.
///
/// # Errors
/// While variations are wanted.
pub fn holds(
    scenario: &Scenario,
    evaluations: &mut Evaluations,
) -> Result<[Hold; PROMISE_CONFIDENCES.len()], Pending> {
    // All are asked for before the first is waited for.
    let months = PROMISE_CONFIDENCES.map(|chance| needed(Lever::Deadline, scenario, chance, evaluations));
    let mut holds = PROMISE_CONFIDENCES.map(|chance| Hold { chance, by_month: None });
    for (hold, month) in holds.iter_mut().zip(months) {
        hold.by_month = match month?.map(|needed| needed.value) {
            Some(NeededValue::Is { value, .. }) => Some(value),
            Some(NeededValue::CannotSpoil { worst, .. }) => Some(worst),
            Some(NeededValue::CannotReach { .. } | NeededValue::DoesNotHelp { .. }) | None => None,
        };
    }
    Ok(holds)
}
