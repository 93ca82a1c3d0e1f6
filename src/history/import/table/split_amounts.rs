//! Amounts that fell apart since a separator stands within them.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::values::money;

/// How many rows are wider than the head because a separator stands within amounts: `$12,500` in two
/// cells.
fn split_amounts(layout: &Layout, grid: &Grid) -> usize {
    let ends_short = |cell: &str| {
        let digits = cell.bytes().rev().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits) && money::written(cell).is_some()
    };
    let is_group = |cell: &str| {
        let (whole, cents) = cell.split_once('.').unwrap_or((cell, "00"));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        whole.len() == 3 && cents.len() <= 2 && are_digits(whole) && are_digits(cents)
    };
    let is_split = |row: usize| {
        let width = grid.width(row);
        let last = width.checked_sub(1).map_or("", |last| grid.cell(row, last));
        width > layout.heads.len()
            && !last.is_empty()
            && (1..width).any(|at| ends_short(grid.cell(row, at - 1)) && is_group(grid.cell(row, at)))
    };
    layout.body.iter().filter(|body| is_split(body.row)).count()
}

/// Why rows cannot be read although there is a head.
pub(in crate::history::import) fn refusal(layout: &Layout, grid: &Grid) -> Option<String> {
    let (split, rows) = (split_amounts(layout, grid), layout.body.len());
    (split * 10 > rows).then(|| {
        format!(
            "{split} of {rows} rows have more cells than the head has names, as if amounts such as \
             12,500 \
             were not quoted and fell apart. Export with a semicolon or a tab between cells, or with \
             quotes around them."
        )
    })
}
