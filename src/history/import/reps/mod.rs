//! Tables of reps: their rows summed, and a reading as a team’s history.

mod other_rows;
pub(super) mod quota_span;
pub(super) mod read;
pub(super) mod running;
pub(super) mod sums;
pub(super) mod table;
pub(super) mod team;
