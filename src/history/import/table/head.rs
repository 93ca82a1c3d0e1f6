//! Which row names the columns: the first that is of names, on one level or two.

use super::grid::Grid;
use crate::history::import::choices::Role;
use crate::history::import::values::days::read_day;
use crate::history::import::values::money;
use crate::history::import::values::periods::is_period_alone;
use crate::history::import::values::words::{is_same, is_total};
use crate::history::import::vocabulary::heads;

/// Rows among which the head is looked for.
const HEAD_WITHIN: usize = 60;

/// The names of columns under groups of columns, `Q1` above `Quota` and `Bookings`; none, if two rows are not
/// of such heads.
///
/// The upper row says a group once, above the first of its columns, or above each; the lower has only names,
/// of which some repeat or most are known.
pub(super) fn two_levels(grid: &Grid, upper: usize, lower: usize) -> Option<Vec<String>> {
    if lower >= grid.len() || grid.filled(upper) < 2 || grid.filled(lower) < 2 {
        return None;
    }
    let is_name = |cell: &str| {
        let is_number = cell.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        !(read_day(cell).is_some() || (money::written(cell).is_some() && is_number && !is_period_alone(cell)))
    };
    if !grid.cells(lower).filter(|cell| !cell.is_empty()).all(is_name)
        || !grid.cells(upper).filter(|cell| !cell.is_empty()).all(is_name)
    {
        return None;
    }
    let width = grid.width(upper).max(grid.width(lower));
    let below = |column: usize| grid.cell(lower, column);
    let is_again = |column: usize| {
        !below(column).is_empty() && (0..column).any(|other| is_same(below(other), below(column)))
    };
    let repeats = (0..width).filter(|column| is_again(*column)).count();
    let known = (0..width).filter(|column| heads::is_known(below(*column))).count();
    // Each group, and the columns under it.
    let mut groups: Vec<&str> = Vec::with_capacity(width);
    let mut under = 0;
    for column in 0..width {
        let (own, before) = (grid.cell(upper, column), groups.last().copied().unwrap_or_default());
        let is_under = !below(column).is_empty() && !before.is_empty() && (own.is_empty() || own == before);
        under += usize::from(is_under);
        groups.push(if own.is_empty() && is_under { before } else { own });
    }
    let named = grid.filled(lower);
    let is_known = known > 1 && known * 3 >= named * 2;
    if under == 0 || !(is_known || (repeats > 0 && under > 1)) {
        return None;
    }
    let is_alone = |column: usize| {
        let twins = (0..width).filter(|other| is_same(below(*other), below(column))).count();
        twins == 1 && heads::is_known(below(column))
    };
    let name = |column: usize| {
        let (group, own) = (groups.get(column).copied().unwrap_or_default(), below(column));
        match (group.is_empty(), own.is_empty()) {
            (_, true) => group.to_owned(),
            (true, false) => own.to_owned(),
            (false, false) if is_alone(column) => own.to_owned(),
            (false, false) => format!("{group} {own}"),
        }
    };
    Some((0..width).map(name).collect())
}

/// The number of names in a row that are heads of something known.
fn known(grid: &Grid, row: usize) -> usize {
    grid.cells(row).filter(|cell| !cell.is_empty() && heads::is_known(cell)).count()
}

fn is_plain_year(cell: &str) -> bool {
    cell.len() == 4 && cell.starts_with("20") && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether years of a row are names, as in “Rep, 2025, 2026”: behind the head of owners, beside nothing but
/// years and heads that are known.
fn is_of_years(grid: &Grid, row: usize) -> bool {
    let mut cells = grid.cells(row).filter(|cell| !cell.is_empty());
    let is_owner = |cell: &str| heads::guesses(cell).iter().any(|guess| guess.role == Role::Owner);
    let is_name = |cell: &str| is_plain_year(cell) || heads::is_known(cell) || heads::is_only_period(cell);
    cells.next().is_some_and(is_owner) && cells.all(|cell| is_name(cell) && !is_total(cell))
}

/// The row that names the columns, or the lower names of two such rows; none, if nothing looks like one.
pub(super) fn head_row(grid: &Grid) -> Option<usize> {
    let rows = grid.len().min(HEAD_WITHIN);
    let is_named = |row: &usize| {
        let is_year = |cell: &str| is_plain_year(cell) && is_of_years(grid, *row);
        let holds = |cell: &str| {
            read_day(cell).is_some()
                || money::written(cell).is_some_and(|_| {
                    !heads::is_known(cell)
                        && !is_year(cell)
                        && cell.bytes().next().is_some_and(|b| b.is_ascii_digit())
                })
        };
        let filled = grid.filled(*row);
        filled >= 2 && grid.cells(*row).filter(|cell| holds(cell)).count() * 4 <= filled
    };
    // How many known names each row has; none, if it holds numbers and days.
    let known: Vec<Option<usize>> = (0..rows).map(|row| is_named(&row).then(|| known(grid, row))).collect();
    let best = known.iter().copied().flatten().max()?;
    if best == 0 {
        // Unknown heads: the first row that is as wide as most.
        let mut widths: Vec<usize> = (0..grid.len().min(400)).map(|row| grid.filled(row)).collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
        return (0..rows).find(|row| is_named(row) && grid.filled(*row) * 3 >= usual * 2);
    }
    // The line of a pivot table above its head names a measure, and so something known too.
    let is_like = |row: &usize| known.get(*row).copied().flatten().is_some_and(|known| known * 3 > best * 2);
    let widest = (0..rows).filter(is_like).map(|row| grid.filled(row)).max().unwrap_or(0);
    (0..rows).find(|row| is_like(row) && grid.filled(*row) * 2 >= widest)
}
