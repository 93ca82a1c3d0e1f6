//! Deal sizes, and their bounds.

pub(super) mod average_and_range;
pub(super) mod bounds;
pub(super) mod listed;
pub(super) mod quantiles;
pub(super) mod read;
pub(super) mod refused;
