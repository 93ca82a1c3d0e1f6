//! What a reading of a text does to a plan.

use crate::entry::EntryError;
use crate::model::{ScenarioParts, Team};

/// What one reading of a text does to the parts of a plan.
pub(super) type Edit = Box<dyn Fn(&mut ScenarioParts) -> Result<(), EntryError>>;

/// An edit.
pub(super) fn edit(change: impl Fn(&mut ScenarioParts) -> Result<(), EntryError> + 'static) -> Edit {
    Box::new(change)
}

/// An edit that says itself what stands then, whatever stood before.
pub(super) fn states<T: Clone + 'static>(value: T, put: fn(&mut ScenarioParts, T)) -> Edit {
    edit(move |parts| {
        put(parts, value.clone());
        Ok(())
    })
}

/// An edit of the team; refused where there is none.
pub(super) fn of_team<T: Clone + 'static>(value: T, put: fn(&mut Team, T)) -> Edit {
    edit(move |parts| {
        put(team_of(parts)?, value.clone());
        Ok(())
    })
}

/// The team, to change what holds for all of it.
fn team_of(parts: &mut ScenarioParts) -> Result<&mut Team, EntryError> {
    parts.team.as_mut().ok_or(EntryError::NotUnderstood("12 reps in the field above: this holds for a team"))
}
