//! Opportunities: what rows say of each, by which stage and rep they are counted, and when.

pub(super) mod changed;
pub(super) mod changes;
mod contradicted;
mod copies;
pub(super) mod credits;
pub(super) mod drafts;
mod ends_of_days;
pub(super) mod funnel;
pub(super) mod not_won;
pub(super) mod owners;
pub(super) mod pipelines;
pub(super) mod planned;
pub(super) mod read;
pub(super) mod rewind;
pub(super) mod splits;
pub(super) mod stages;
pub(super) mod stages_kept;
pub(super) mod statuses;
pub(super) mod test_rows;
pub(super) mod timeline;
mod turned_names;
pub(super) mod unlike;
