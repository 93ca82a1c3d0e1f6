//! Amounts of money.

pub(super) mod amount;
pub(super) mod booked;
