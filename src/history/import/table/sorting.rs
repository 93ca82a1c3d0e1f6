//! Sorts the rows of a table: titles above, head, body, headings of groups, repeated heads and footers.

use super::grid::Grid;
use super::head::{head_row, two_levels};
use super::heads_below::{is_another_head, is_head_again, is_head_of_others, is_head_translated};
use super::layout::{BodyRow, Layout, name_in_heading, single};
use super::skipped::{Skip, Skipped};
use crate::history::import::values::money;
use crate::history::import::values::words::{is_total, words};
use crate::history::import::vocabulary::status::meaning_of;
use std::collections::BTreeSet;

/// Finds the head and the body; none, if nothing looks like a head.
pub(in crate::history::import) fn layout_of(grid: &Grid, head_line: Option<u32>) -> Option<Layout> {
    let chosen = head_line.and_then(|line| (0..grid.len()).find(|row| grid.line(*row) == line));
    let head = chosen.or_else(|| head_row(grid))?;
    // Groups of columns may be named above the head that was found, or it names them itself.
    let above =
        head.checked_sub(1).and_then(|upper| two_levels(grid, upper, head).map(|all| (upper, head, all)));
    let levels = above.or_else(|| two_levels(grid, head, head + 1).map(|all| (head, head + 1, all)));
    let one = || {
        let widest = (head..grid.len().min(head + 400)).map(|row| grid.width(row)).max().unwrap_or(0);
        (0..widest.min(grid.width(head).max(1))).map(|column| grid.cell(head, column).to_owned()).collect()
    };
    let (upper, head, heads) = match levels {
        Some((upper, lower, heads)) => (Some(upper), lower, heads),
        None => (None, head, one()),
    };
    let mut layout =
        Layout { head, upper, heads, body: Vec::new(), skipped: Vec::new(), outside: Vec::new() };
    layout.sort_rows(grid);
    Some(layout)
}

impl Layout {
    fn sort_rows(&mut self, grid: &Grid) {
        let mut singles: Vec<usize> = Vec::new();
        let counted = self.counted_headings(grid);
        let mut heading = self.heading_above(grid);
        let mut headings = usize::from(heading.is_some());
        let mut is_below_item = false;
        for row in self.head + 1..grid.len() {
            is_below_item = heads_items_below(grid, row) || (is_below_item && grid.cell(row, 0).is_empty());
            if is_below_item {
                self.skipped.push(Skipped { row, why: Skip::ItemBelow });
                continue;
            }
            if !self.body.is_empty() && is_head_of_others(self, grid, row) {
                self.skipped.extend((row..grid.len()).map(|row| Skipped { row, why: Skip::OtherTable }));
                break;
            }
            if is_head_again(self, grid, row) || is_head_translated(self, grid, row) {
                self.skipped.push(Skipped { row, why: Skip::HeadAgain });
                continue;
            }
            if is_rule(grid, row) {
                self.skipped.push(Skipped { row, why: Skip::Rule });
                continue;
            }
            if !self.body.is_empty() && is_another_head(grid, row) {
                self.skipped.extend((row..grid.len()).map(|row| Skipped { row, why: Skip::OtherTable }));
                break;
            }
            if self.heads.len() > 2 && (grid.filled(row) == 1 || counted.contains(&row)) {
                if is_count(single(grid, row)) {
                    self.skipped.push(Skipped { row, why: Skip::CountOfRows });
                } else {
                    singles.push(row);
                }
                continue;
            }
            // The last single cell above rows is their heading; those before it are remarks.
            if let Some(last) = singles.pop() {
                if is_total(single(grid, last)) {
                    singles.push(last);
                } else {
                    heading = Some(last);
                    headings += 1;
                }
            }
            self.remarks(grid, &mut singles);
            self.body.push(BodyRow { row, heading });
        }
        self.remarks(grid, &mut singles);
        let first = self.body.first().and_then(|row| row.heading);
        let is_grouped = headings >= 2 || (headings == 1 && first.is_some());
        let mut found: Vec<usize> = self.body.iter().filter_map(|row| row.heading).collect();
        found.dedup();
        for row in found.into_iter().filter(|row| *row > self.head) {
            let why = if is_grouped { Skip::Heading } else { Skip::Remark };
            self.skipped.push(Skipped { row, why });
        }
        if !is_grouped {
            for row in &mut self.body {
                row.heading = None;
            }
        }
    }

    /// Rows that head groups and say how many rows each has, with sums beside it, as Odoo writes them:
    /// `Proposal (12)`. They are such rows where what they say is true of most groups.
    fn counted_headings(&self, grid: &Grid) -> BTreeSet<usize> {
        let says = |row: usize| -> Option<usize> {
            let mut cells = grid.cells(row).filter(|cell| !cell.is_empty());
            let (_, number) = cells.next()?.strip_suffix(')')?.rsplit_once(" (")?;
            let is_sum = |cell: &str| money::written(cell).is_some();
            (grid.filled(row) * 2 < self.heads.len() + 1 && cells.all(is_sum)).then(|| number.parse().ok())?
        };
        let headings: Vec<(usize, usize)> =
            (self.head + 1..grid.len()).filter_map(|row| Some((row, says(row)?))).collect();
        let ends = headings.iter().skip(1).map(|(row, _)| *row).chain([grid.len()]);
        let is_true = |((row, count), end): (&(usize, usize), usize)| end - row - 1 == *count;
        let right = headings.iter().zip(ends).filter(|of| is_true((of.0, of.1))).count();
        if right >= 2 && right * 4 >= headings.len() * 3 {
            headings.into_iter().map(|(row, _)| row).collect()
        } else {
            BTreeSet::new()
        }
    }

    /// The heading of the first group where each has its own heading and the head again below it: the row
    /// right above the first head.
    fn heading_above(&self, grid: &Grid) -> Option<usize> {
        let is_single = |row: usize| grid.filled(row) == 1;
        let above = self.upper.unwrap_or(self.head).checked_sub(1).filter(|row| is_single(*row))?;
        let mut below = self.head + 1..grid.len();
        let is_repeated = below.any(|row| is_single(row) && is_head_again(self, grid, row + 1));
        let says_status = meaning_of(name_in_heading(single(grid, above))).is_some();
        (is_repeated && says_status && !is_total(single(grid, above))).then_some(above)
    }

    fn remarks(&mut self, grid: &Grid, singles: &mut Vec<usize>) {
        for row in singles.drain(..) {
            let why = if is_total(single(grid, row)) { Skip::Totals } else { Skip::Remark };
            self.skipped.push(Skipped { row, why });
        }
    }
}

/// Whether a row only draws a line, as below the head of a table in plain text: `|---|:---:|`, `=====`.
fn is_rule(grid: &Grid, row: usize) -> bool {
    let is_drawn = |cell: &str| {
        cell.len() > 2 && cell.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':' | b'_' | b'+' | b'*'))
    };
    let mut cells = grid.cells(row).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(is_drawn)
}

/// Whether a row heads the tasks below an item of a board, as monday.com writes them: their rows begin with
/// an empty cell.
fn heads_items_below(grid: &Grid, row: usize) -> bool {
    const HEADS: [&str; 8] = [
        "subitems",
        "subelemente",
        "unterelemente",
        "sous elements",
        "subelementos",
        "subitens",
        "sottoelementi",
        "subtasks",
    ];
    grid.filled(row) > 1
        && HEADS.contains(&words(grid.cell(row, 0)).as_str())
        && grid.cell(row + 1, 0).is_empty()
}

/// Whether a single cell counts the rows above it, in any language: `Count: 9`.
fn is_count(text: &str) -> bool {
    let counted = text.split_once([':', '：']).map(|(label, number)| (label.trim(), number.trim()));
    counted.is_some_and(|(label, number)| {
        label.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
