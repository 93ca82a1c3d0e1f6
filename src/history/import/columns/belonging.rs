//! Which roles the columns of rows of each kind may have.

use crate::history::import::choices::{Role, RowKind};

/// Roles that only rows of reps have.
fn is_of_reps(role: &Role) -> bool {
    matches!(
        role,
        Role::Manager
            | Role::Period
            | Role::Quota
            | Role::Bookings
            | Role::WonCount
            | Role::LostCount
            | Role::OpenCount
            | Role::StageEntered(_)
            | Role::StagePassed(_)
            | Role::StageOpen(_)
    )
}

/// Roles that only changes of a stage have.
fn is_of_changes(role: &Role) -> bool {
    matches!(role, Role::From | Role::To | Role::Field | Role::OldValue | Role::NewValue)
}

/// Whether rows of a kind have such a column.
pub(super) fn belongs(role: &Role, kind: RowKind) -> bool {
    match kind {
        RowKind::Rep | RowKind::RepPeriod => {
            is_of_reps(role) || matches!(role, Role::Owner | Role::Currency | Role::Ignored)
        }
        // The quota of its owner may stand on each.
        RowKind::Opportunity => (!is_of_reps(role) || *role == Role::Quota) && !is_of_changes(role),
        RowKind::Change => !is_of_reps(role),
    }
}
