//! Days without a year, `11.1.` and `28 Feb`, in a file whose title says it.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::choices::Role;
use crate::history::import::facts::Fact;
use crate::history::import::values::days::read_day;
use crate::history::import::vocabulary::heads;
use std::collections::BTreeSet;

/// Writes the year of the title behind such days; none, if there are none, or the titles name no year or
/// several.
pub(in crate::history::import) fn with_years(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    let columns: Vec<bool> =
        (0..layout.heads.len()).map(|column| is_yearless(grid, layout, column)).collect();
    if !columns.contains(&true) {
        return None;
    }
    let titles: Vec<&str> = layout.remarks_of(grid).collect();
    if titles.iter().any(|title| spans_years(title)) {
        return None;
    }
    let years: BTreeSet<&str> = titles.iter().flat_map(|title| years_in(title)).collect();
    let mut years = years.into_iter();
    let (Some(year), None) = (years.next(), years.next()) else { return None };
    let with_year = grid.mapped(|row, column, cell| {
        let is_day = row > layout.head && columns.get(column) == Some(&true);
        if is_day { dated(cell, year) } else { None }
    });
    Some((with_year, Fact::new("year", year, "a title says it, and days do not")))
}

/// Numbers of four digits that are years of this century.
fn years_in(title: &str) -> impl Iterator<Item = &str> {
    let numbers = title.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4 && number.starts_with("20"))
}

/// Whether a title has a year in a day or a span, `Stand 10.01.2026`, `2025/26`: the days of the file may
/// then be of another year as well.
fn spans_years(title: &str) -> bool {
    let is_mark = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | '/' | '-' | '–'));
    title.match_indices("20").any(|(at, _)| {
        let (before, from) = title.split_at(at);
        let year = from.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let mut behind = from.chars().skip(4);
        let is_span = is_mark(behind.next()) && behind.next().is_some_and(|c| c.is_ascii_digit());
        year && (is_span || is_mark(before.chars().next_back()))
    })
}

/// Whether all cells of a column are days without a year. `11.1` alone may be a number, unless its head says
/// days.
fn is_yearless(grid: &Grid, layout: &Layout, column: usize) -> bool {
    let says_day = layout.heads.get(column).is_some_and(|head| {
        let days =
            [Role::Created, Role::Closed, Role::ClosePlanned, Role::WonOn, Role::LostOn, Role::ChangedOn];
        heads::guesses(head).iter().any(|guess| days.contains(&guess.role))
    });
    let (mut filled, mut certain) = (0_usize, says_day);
    for body in &layout.body {
        let cell = grid.cell(body.row, column);
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        if dated(cell, "2024").is_none() {
            return false;
        }
        certain |= cell.ends_with('.') || cell.chars().any(char::is_alphabetic);
    }
    filled > 1 && certain
}

/// `11.1.` as `11.1.2026`, `28 Feb` as `28 Feb 2026`; none, if it is no such day.
fn dated(cell: &str, year: &str) -> Option<String> {
    let is_number =
        |part: &str| (1..3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = match cell.trim_end_matches('.').split_once('.') {
        Some((day, month)) if is_number(day) && is_number(month) => format!("{day}.{month}.{year}"),
        _ => {
            let words = cell.split([' ', '-', '.']).filter(|part| !part.is_empty());
            let (numbers, names): (Vec<&str>, Vec<&str>) = words.partition(|part| is_number(part));
            let ([day], [month]) = (numbers.as_slice(), names.as_slice()) else { return None };
            format!("{day} {month} {year}")
        }
    };
    read_day(&whole).map(|_| whole)
}
