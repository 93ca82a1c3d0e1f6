//! The parts of a table: its head, its body, and the rows that are neither.

use super::grid::Grid;
use super::skipped::{Skip, Skipped};

/// A row of the body.
#[derive(Clone, Copy, Debug)]
pub(in crate::history::import) struct BodyRow {
    pub(in crate::history::import) row: usize,
    /// The row that heads its group, if rows are grouped under headings.
    pub(in crate::history::import) heading: Option<usize>,
}

/// The parts of a file.
#[derive(Clone, Debug)]
pub(in crate::history::import) struct Layout {
    /// The row with the names of the columns; of two, the lower.
    pub(in crate::history::import) head: usize,
    /// The row above it that names groups of columns.
    pub(in crate::history::import) upper: Option<usize>,
    /// The names.
    pub(in crate::history::import) heads: Vec<String>,
    pub(in crate::history::import) body: Vec<BodyRow>,
    pub(in crate::history::import) skipped: Vec<Skipped>,
    /// Rows of another pipeline, with its name.
    pub(in crate::history::import) outside: Vec<(usize, String)>,
}

impl Layout {
    /// Titles above the head, and remarks below: what a report says of itself.
    pub(in crate::history::import) fn remarks_of<'a>(
        &'a self,
        grid: &'a Grid,
    ) -> impl Iterator<Item = &'a str> {
        let below =
            self.skipped.iter().filter(|skipped| skipped.why == Skip::Remark).map(|skipped| skipped.row);
        let above = self.upper.unwrap_or(self.head);
        (0..above).chain(below).flat_map(|row| grid.cells(row)).filter(|cell| !cell.is_empty())
    }
}

/// The one cell of a row that holds something.
pub(in crate::history::import) fn single(grid: &Grid, row: usize) -> &str {
    grid.cells(row).find(|cell| !cell.is_empty()).unwrap_or_default()
}

/// The name in a heading of a group: `Opportunity Owner: Ada Quist (3 records)` is `Ada Quist`.
pub(in crate::history::import) fn name_in_heading(text: &str) -> &str {
    let name = text.split_once(':').map_or(text, |(_, name)| name).trim();
    match name.rsplit_once('(') {
        Some((before, inner))
            if inner.bytes().any(|byte| byte.is_ascii_digit()) && !before.trim().is_empty() =>
        {
            before.trim()
        }
        _ => name,
    }
}
