//! Numbers that stand for statuses: those of opportunities in Microsoft Dynamics.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::facts::Fact;
use crate::history::import::values::words::words;
use std::cmp::Ordering;

/// Heads that only opportunities of Dynamics have, without gaps.
const OF_OPPORTUNITIES: [&str; 6] = [
    "opportunityid",
    "estimatedvalue",
    "actualvalue",
    "actualclosedate",
    "estimatedclosedate",
    "opportunityratingcode",
];

/// What `statecode` says of an opportunity, by its number.
const STATES: [&str; 3] = ["Open", "Won", "Lost"];

/// What `statuscode` says of an opportunity, by its number; 0 is none.
const REASONS: [&str; 6] = ["", "In Progress", "On Hold", "Won", "Canceled", "Out-Sold"];

/// Adds a column with the names of statuses that are written as numbers.
pub(in crate::history::import) fn with_named_codes(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    let glued = |head: &String| words(head).replace(' ', "");
    let heads: Vec<String> = layout.heads.iter().map(glued).collect();
    if !heads.iter().any(|head| OF_OPPORTUNITIES.contains(&head.as_str())) {
        return None;
    }
    let coded = |name: &str, names: &'static [&'static str]| {
        let column = heads.iter().position(|head| head == name)?;
        is_coded(grid, layout, column, names).then_some((column, names))
    };
    let (column, names) = coded("statecode", &STATES).or_else(|| coded("statuscode", &REASONS))?;
    let wider = grid.with_column(layout.heads.len(), |row| match row.cmp(&layout.head) {
        Ordering::Less => String::new(),
        Ordering::Equal => "Status".to_owned(),
        Ordering::Greater => name(names, grid.cell(row, column)).unwrap_or_default().to_owned(),
    });
    let head = layout.heads.get(column).map_or("", String::as_str);
    let fact = Fact::new("status", format!("the numbers of “{head}”"), "as Microsoft Dynamics writes them");
    Some((wider, fact))
}

/// The name of a number.
fn name(names: &[&'static str], cell: &str) -> Option<&'static str> {
    let number: usize = cell.parse().ok()?;
    names.get(number).copied().filter(|name| !name.is_empty())
}

/// Whether all cells of a column are such numbers, and not all the same.
fn is_coded(grid: &Grid, layout: &Layout, column: usize, names: &[&'static str]) -> bool {
    let cells = || layout.body.iter().map(|body| grid.cell(body.row, column)).filter(|cell| !cell.is_empty());
    let first = cells().next();
    cells().all(|cell| name(names, cell).is_some()) && cells().any(|cell| Some(cell) != first)
}
