//! Bytes to a table: letters, rows and cells, which of them are head and body, and tables that lie otherwise.

pub(super) mod as_of;
mod central_europe;
pub(super) mod codes;
pub(super) mod full_names;
pub(super) mod grid;
pub(super) mod group_stages;
mod head;
mod heads_below;
pub(super) mod layout;
pub(super) mod shared_months;
pub(super) mod skipped;
pub(super) mod sorting;
pub(super) mod split_amounts;
pub(super) mod tables_below;
pub(super) mod text;
pub(super) mod transposed;
pub(super) mod yearless;
