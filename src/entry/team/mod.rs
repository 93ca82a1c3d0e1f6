//! The reps of a team, and what holds for all of them.

pub(super) mod among_all;
pub(super) mod columns;
pub(super) mod forms;
pub(super) mod left_open;
pub(super) mod line;
pub(super) mod named;
pub(super) mod names;
pub(super) mod people;
pub(super) mod places;
pub(super) mod quota;
pub(super) mod read;
pub(super) mod row;
pub(super) mod rules;
pub(super) mod some_of_them;
pub(super) mod wording;
pub(super) mod words;
