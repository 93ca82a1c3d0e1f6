//! A table of what reps did, and of past forecasts.

pub(super) mod columns;
pub(super) mod layout;
pub(super) mod past_forecasts;
pub(super) mod row;
pub(super) mod table;
pub(super) mod written;
