//! Rates, chances and records of wins.

pub(super) mod between;
pub(super) mod chance;
pub(super) mod counted;
pub(super) mod estimated;
pub(super) mod of_wins;
pub(super) mod read;
pub(super) mod record;
pub(super) mod refused;
pub(super) mod won_lost;
pub(super) mod written;
