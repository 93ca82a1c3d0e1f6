//! A stage: its line, its time and its smaller numbers.

pub(super) mod line;
pub(super) mod shares;
pub(super) mod time;
