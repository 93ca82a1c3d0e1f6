//! The plan’s time.

pub(super) mod between;
pub(super) mod entry;
pub(super) mod read;
pub(super) mod refused;
mod reworded;
pub(super) mod split_year;
