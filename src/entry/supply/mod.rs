//! New opportunities, and their seasons.

pub(super) mod ordinary_month;
pub(super) mod read;
pub(super) mod refused;
pub(super) mod seasons;
pub(super) mod whose;
pub(super) mod written;
