//! What is open when the plan begins.

pub(super) mod alike;
pub(super) mod columns;
pub(super) mod count;
pub(super) mod count_asked;
pub(super) mod count_words;
pub(super) mod deal;
mod deals_first;
pub(super) mod each;
pub(super) mod entry;
pub(super) mod heads;
pub(super) mod headings;
pub(super) mod lines;
pub(super) mod mixed_sizes;
mod names;
pub(super) mod no_deal;
pub(super) mod read;
pub(super) mod stage_names;
pub(super) mod stage_times;
pub(super) mod stages;
pub(super) mod text;

pub(super) mod unsure;
pub(super) mod which_stage;
