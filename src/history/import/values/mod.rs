//! What stands in cells and heads, as values: plain words, numbers, amounts of money, days, periods.

pub(super) mod days;
pub(super) mod money;
pub(super) mod numbers;
pub(super) mod periods;
pub(super) mod scales;
pub(super) mod words;
