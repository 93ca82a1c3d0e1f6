//! The plan’s time.

pub(super) mod between;
pub(super) mod entry;
pub(super) mod read;
pub(super) mod refused;
pub(super) mod split_year;
