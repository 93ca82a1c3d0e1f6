//! What a table of reps adds up to.

use super::choices::Ask;
use super::facts::Fact;
use super::reading::{Balance, CellNote, Counts, Rep, RowNote};

/// The sums, and what was left out on the way.
#[derive(Debug, Default)]
pub(super) struct RepTable {
    pub(super) stages: Vec<String>,
    pub(super) team: Counts,
    pub(super) reps: Vec<Rep>,
    pub(super) periods: Vec<String>,
    pub(super) currency: Option<String>,
    pub(super) balance: Balance,
    pub(super) left_out: Vec<RowNote>,
    pub(super) rejected: Vec<RowNote>,
    pub(super) lost_cells: Vec<CellNote>,
    pub(super) facts: Vec<Fact>,
    pub(super) asks: Vec<Ask>,
}
