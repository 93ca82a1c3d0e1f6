//! Which rows of a file are its head and its body: titles above, repeated heads, headings of groups and
//! footers.

use super::grid::Grid;
use crate::history::import::choices::Role;
use crate::history::import::values::days::read_day;
use crate::history::import::values::money;
use crate::history::import::values::words::{is_same, is_total, words};
use crate::history::import::vocabulary::heads;
use std::collections::BTreeSet;

/// Why a row is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history::import) enum Skip {
    OtherTable,
    ItemBelow,
    HeadAgain,
    Rule,
    CountOfRows,
    Heading,
    Remark,
    Totals,
    SumOfAbove,
}

impl Skip {
    /// What a person reads.
    pub(in crate::history::import) fn words(self) -> &'static str {
        match self {
            Self::OtherTable => "of another table below",
            Self::ItemBelow => "of the items below an opportunity",
            Self::HeadAgain => "the head again",
            Self::Rule => "a line drawn between rows",
            Self::CountOfRows => "a count of rows",
            Self::Heading => "the heading of a group",
            Self::Remark => "a remark",
            Self::Totals => "a row of totals",
            Self::SumOfAbove => "the sum of the rows above it",
        }
    }
}

/// A row that is not counted, and why.
#[derive(Clone, Copy, Debug)]
pub(in crate::history::import) struct Skipped {
    pub(in crate::history::import) row: usize,
    pub(in crate::history::import) why: Skip,
}

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

/// Rows among which the head is looked for.
const HEAD_WITHIN: usize = 60;

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

/// The names of columns under groups of columns, `Q1` above `Quota` and `Bookings`; none, if two rows are not
/// of such heads.
///
/// The upper row says a group once, above the first of its columns, or above each; the lower has only names,
/// of which some repeat or most are known.
fn two_levels(grid: &Grid, upper: usize, lower: usize) -> Option<Vec<String>> {
    if lower >= grid.len() || grid.filled(upper) < 2 || grid.filled(lower) < 2 {
        return None;
    }
    let is_name = |cell: &str| {
        let is_number = cell.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        !(read_day(cell).is_some() || (money::written(cell).is_some() && is_number && !is_period(cell)))
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

/// Whether a cell is the name of a period, which may begin with a digit: `1. Quartal`, `2026`.
fn is_period(cell: &str) -> bool {
    crate::history::import::values::periods::is_period_alone(cell)
}

/// Whether a row only draws a line, as below the head of a table in plain text: `|---|:---:|`, `=====`.
fn is_rule(grid: &Grid, row: usize) -> bool {
    let is_drawn = |cell: &str| {
        cell.len() > 2 && cell.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':' | b'_' | b'+' | b'*'))
    };
    let mut cells = grid.cells(row).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(is_drawn)
}

/// The number of names in a row that are heads of something known.
fn known(grid: &Grid, row: usize) -> usize {
    grid.cells(row).filter(|cell| !cell.is_empty() && heads::is_known(cell)).count()
}

fn head_row(grid: &Grid) -> Option<usize> {
    let rows = grid.len().min(HEAD_WITHIN);
    let is_named = |row: &usize| {
        let holds = |cell: &str| {
            read_day(cell).is_some()
                || money::written(cell).is_some_and(|_| {
                    !heads::is_known(cell) && cell.bytes().next().is_some_and(|b| b.is_ascii_digit())
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
            if !self.body.is_empty() && self.is_head_of_others(grid, row) {
                self.skipped.extend((row..grid.len()).map(|row| Skipped { row, why: Skip::OtherTable }));
                break;
            }
            if self.is_head_again(grid, row) || self.is_head_translated(grid, row) {
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
        let is_repeated = below.any(|row| is_single(row) && self.is_head_again(grid, row + 1));
        let says_status =
            crate::history::import::vocabulary::status::meaning_of(name_in_heading(single(grid, above)))
                .is_some();
        (is_repeated && says_status && !is_total(single(grid, above))).then_some(above)
    }

    fn remarks(&mut self, grid: &Grid, singles: &mut Vec<usize>) {
        for row in singles.drain(..) {
            let why = if is_total(single(grid, row)) { Skip::Totals } else { Skip::Remark };
            self.skipped.push(Skipped { row, why });
        }
    }

    /// How many rows are wider than the head because a separator stands within amounts: `$12,500` in two
    /// cells.
    fn split_amounts(&self, grid: &Grid) -> usize {
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
            width > self.heads.len()
                && !last.is_empty()
                && (1..width).any(|at| ends_short(grid.cell(row, at - 1)) && is_group(grid.cell(row, at)))
        };
        self.body.iter().filter(|body| is_split(body.row)).count()
    }

    /// Why rows cannot be read although there is a head.
    pub(in crate::history::import) fn refusal(&self, grid: &Grid) -> Option<String> {
        let (split, rows) = (self.split_amounts(grid), self.body.len());
        (split * 10 > rows).then(|| {
            format!(
                "{split} of {rows} rows have more cells than the head has names, as if amounts such as \
                 12,500 \
                 were not quoted and fell apart. Export with a semicolon or a tab between cells, or with \
                 quotes around them."
            )
        })
    }

    fn is_head_again(&self, grid: &Grid, row: usize) -> bool {
        let is_again = |head: usize| {
            let filled = grid.filled(head);
            let cells = grid.cells(head).enumerate();
            let same =
                cells.filter(|(column, head)| !head.is_empty() && is_same(head, grid.cell(row, *column)));
            filled > 1 && grid.filled(row) <= filled && same.count() * 10 >= filled * 8
        };
        is_again(self.head) || self.upper.is_some_and(is_again)
    }

    /// Whether the row below the head says it again in another language: each of its cells is a name of the
    /// same thing as the one above it.
    fn is_head_translated(&self, grid: &Grid, row: usize) -> bool {
        if row != self.head + 1 || grid.filled(row) < 3 || grid.filled(row) != grid.filled(self.head) {
            return false;
        }
        let is_one = |(head, cell): (&str, &str)| {
            let (own, other) = (heads::guesses(cell), heads::guesses(head));
            own.iter().any(|of| other.iter().any(|guess| guess.role == of.role))
        };
        let all = || grid.cells(self.head).zip(grid.cells(row)).filter(|(head, _)| !head.is_empty());
        let same = all().filter(|pair| is_one(*pair)).count();
        // One name of several may be unknown, but none is a number or a day.
        let is_name = |cell: &str| !cell.bytes().any(|byte| byte.is_ascii_digit());
        same > 2 && same + 1 >= all().count() && all().all(|(_, cell)| !cell.is_empty() && is_name(cell))
    }

    /// Whether a row has the names of the first table's columns, but other things than reps in the first:
    /// `Product` below `Rep`.
    fn is_head_of_others(&self, grid: &Grid, row: usize) -> bool {
        let mut named = grid.cells(self.head).enumerate().filter(|(_, head)| !head.is_empty());
        let Some((first, head)) = named.next() else { return false };
        let is_owner = |head: &str| heads::guesses(head).iter().any(|guess| guess.role == Role::Owner);
        let other = grid.cell(row, first);
        // Of nearly every row the next cell tells already, which spares looking words up.
        grid.filled(self.head) > 2
            && !other.is_empty()
            && named.all(|(column, head)| is_same(head, grid.cell(row, column)))
            && is_owner(head)
            && !is_owner(other)
    }

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

/// Whether a row has nothing but names of columns, as the head of another table has.
fn is_another_head(grid: &Grid, row: usize) -> bool {
    // Rows nearly always have a digit somewhere, which spares looking words up.
    if grid.cells(row).any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit())) {
        return false;
    }
    let is_status = |cell: &str| crate::history::import::vocabulary::status::meaning_of(cell).is_some();
    let mut cells = grid.cells(row).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().into_iter();
    let first = cells.clone().next().unwrap_or_default();
    let known = cells.clone().filter(|cell| heads::is_known(cell) && !is_total(cell)).count();
    // A table of sums below may have a column of counts too.
    grid.filled(row) > 2
        && known > 1
        && !is_total(first)
        && cells.all(|cell| (heads::is_known(cell) || is_total(cell)) && !is_status(cell))
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

/// The one cell of a row that holds something.
pub(in crate::history::import) fn single(grid: &Grid, row: usize) -> &str {
    grid.cells(row).find(|cell| !cell.is_empty()).unwrap_or_default()
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
