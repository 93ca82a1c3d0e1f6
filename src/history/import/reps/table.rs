//! What a table of reps adds up to.

use crate::history::import::choices::Ask;
use crate::history::import::facts::Fact;
use crate::history::import::reading::{Balance, CellNote, Counts, Rep, RowNote};

/// The sums, and what was left out on the way.
#[derive(Debug, Default)]
pub(in crate::history::import) struct RepTable {
    pub(in crate::history::import) stages: Vec<String>,
    pub(in crate::history::import) team: Counts,
    pub(in crate::history::import) reps: Vec<Rep>,
    pub(in crate::history::import) periods: Vec<String>,
    pub(in crate::history::import) currency: Option<String>,
    pub(in crate::history::import) balance: Balance,
    pub(in crate::history::import) left_out: Vec<RowNote>,
    pub(in crate::history::import) rejected: Vec<RowNote>,
    pub(in crate::history::import) lost_cells: Vec<CellNote>,
    pub(in crate::history::import) facts: Vec<Fact>,
    pub(in crate::history::import) asks: Vec<Ask>,
}
