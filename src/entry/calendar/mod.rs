//! Days, months and lengths of time as people write them.

pub(super) mod calendar_words;
pub(super) mod day_order;
pub(super) mod days;
pub(super) mod how_often;
pub(super) mod lengths;
pub(super) mod month_words;
pub(super) mod named_times;
pub(super) mod weekdays;
pub(super) mod when_said;
