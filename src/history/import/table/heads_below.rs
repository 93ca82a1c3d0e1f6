//! Heads within the body: the head again, said in another language, or of another table.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::choices::Role;
use crate::history::import::values::words::{is_same, is_total};
use crate::history::import::vocabulary::heads;
use crate::history::import::vocabulary::status::meaning_of;

pub(super) fn is_head_again(layout: &Layout, grid: &Grid, row: usize) -> bool {
    let is_again = |head: usize| {
        let filled = grid.filled(head);
        let cells = grid.cells(head).enumerate();
        let same = cells.filter(|(column, head)| !head.is_empty() && is_same(head, grid.cell(row, *column)));
        filled > 1 && grid.filled(row) <= filled && same.count() * 10 >= filled * 8
    };
    is_again(layout.head) || layout.upper.is_some_and(is_again)
}

/// Whether the row below the head says it again in another language: each of its cells is a name of the
/// same thing as the one above it.
pub(super) fn is_head_translated(layout: &Layout, grid: &Grid, row: usize) -> bool {
    if row != layout.head + 1 || grid.filled(row) < 3 || grid.filled(row) != grid.filled(layout.head) {
        return false;
    }
    let is_one = |(head, cell): (&str, &str)| {
        let (own, other) = (heads::guesses(cell), heads::guesses(head));
        own.iter().any(|of| other.iter().any(|guess| guess.role == of.role))
    };
    let all = || grid.cells(layout.head).zip(grid.cells(row)).filter(|(head, _)| !head.is_empty());
    let same = all().filter(|pair| is_one(*pair)).count();
    // One name of several may be unknown, but none is a number or a day.
    let is_name = |cell: &str| !cell.bytes().any(|byte| byte.is_ascii_digit());
    same > 2 && same + 1 >= all().count() && all().all(|(_, cell)| !cell.is_empty() && is_name(cell))
}

/// Whether a row has the names of the first table's columns, but other things than reps in the first:
/// `Product` below `Rep`.
pub(super) fn is_head_of_others(layout: &Layout, grid: &Grid, row: usize) -> bool {
    let mut named = grid.cells(layout.head).enumerate().filter(|(_, head)| !head.is_empty());
    let Some((first, head)) = named.next() else { return false };
    let is_owner = |head: &str| heads::guesses(head).iter().any(|guess| guess.role == Role::Owner);
    let other = grid.cell(row, first);
    // Of nearly every row the next cell tells already, which spares looking words up.
    grid.filled(layout.head) > 2
        && !other.is_empty()
        && named.all(|(column, head)| is_same(head, grid.cell(row, column)))
        && is_owner(head)
        && !is_owner(other)
}

/// Whether a row has nothing but names of columns, as the head of another table has.
pub(super) fn is_another_head(grid: &Grid, row: usize) -> bool {
    // Rows nearly always have a digit somewhere, which spares looking words up.
    if grid.cells(row).any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit())) {
        return false;
    }
    let is_status = |cell: &str| meaning_of(cell).is_some();
    let mut cells = grid.cells(row).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().into_iter();
    let first = cells.clone().next().unwrap_or_default();
    let known = cells.clone().filter(|cell| heads::is_known(cell) && !is_total(cell)).count();
    // A table of sums below may have a column of counts too.
    grid.filled(row) > 2
        && known > 1
        && !is_total(first)
        && cells.all(|cell| (heads::is_known(cell) || is_total(cell)) && !is_status(cell))
}
