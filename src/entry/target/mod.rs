//! The target: an amount, last year and growth, or recurring revenue, alone or with a period.

pub(super) mod beside;
mod grown_already;
pub(super) mod read;
pub(super) mod when;
