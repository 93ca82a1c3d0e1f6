//! Rows that are sums of others: totals, subtotals, teams of a manager.

use super::choices::Role;
use super::facts::Sheet;
use super::layout::Skipped;
use super::money;
use super::words::{holds, is_total, words};
use std::collections::BTreeMap;

/// Rows of opportunities that say no status and are labelled as totals, or add up the amounts above them.
pub(super) fn of_opportunities(sheet: &Sheet<'_>) -> Vec<Skipped> {
    let status = [
        Role::Stage,
        Role::Status,
        Role::To,
        Role::NewValue,
        Role::IsWon,
        Role::IsClosed,
        Role::WonOn,
        Role::LostOn,
    ];
    let status: Vec<usize> = status.iter().filter_map(|role| sheet.at(role)).collect();
    let amount = [Role::Amount, Role::AmountConverted, Role::AmountActual, Role::AmountExpected];
    let amount = amount.iter().find_map(|role| sheet.at(role));
    let mut found = Vec::new();
    let mut known: BTreeMap<(usize, &str), bool> = BTreeMap::new();
    let (mut block, mut all) = (Vec::<i64>::new(), 0_i64);
    for body in &sheet.layout.body {
        let row = body.row;
        let mut says = |column: &usize| {
            let cell = sheet.cell(row, Some(*column));
            *known.entry((*column, cell)).or_insert_with(|| is_status(sheet, *column, cell))
        };
        let value = money::written(sheet.cell(row, amount)).and_then(|written| written.read(sheet.mark));
        let has_status = status.iter().any(&mut says);
        let is_labelled = !has_status && sheet.grid.cells(row).any(is_total);
        // Half of the columns are empty where a row only adds up.
        let is_sparse = sheet.grid.filled(row) * 2 <= sheet.layout.heads.len();
        let of_block = block.iter().sum::<i64>();
        let adds_up =
            value.is_some_and(|value| value != 0 && block.len() > 1 && (value == of_block || value == all));
        if !has_status && (adds_up || (is_labelled && (is_sparse || !status.is_empty()))) {
            let reason = if is_labelled { "a row of totals" } else { "the sum of the rows above it" };
            found.push(Skipped { row, reason });
            block.clear();
        } else {
            block.extend(value);
            all = all.saturating_add(value.unwrap_or(0));
        }
    }
    found
}

/// Whether a cell says a status, and not the label or the number of a row that adds up.
fn is_status(sheet: &Sheet<'_>, column: usize, cell: &str) -> bool {
    let is_label = is_total(cell) || (money::written(cell).is_some() && super::status::flag(cell).is_none());
    !cell.is_empty() && (super::status::meaning_of(cell).is_some() || !is_label || is_day(sheet, column))
}

/// Whether a column holds days, which numbers of days may say too.
fn is_day(sheet: &Sheet<'_>, column: usize) -> bool {
    sheet.columns.all.get(column).is_some_and(|column| matches!(column.role, Role::WonOn | Role::LostOn))
}

/// A row of a table of reps, in numbers that add up.
#[derive(Clone, Debug)]
pub(super) struct RepRow<'a> {
    pub(super) row: usize,
    pub(super) name: &'a str,
    pub(super) manager: &'a str,
    /// Amounts and counts, by column; none where a cell is empty or no number.
    pub(super) values: Vec<Option<i64>>,
}

/// Rows of a table of reps that are sums of others, each with why.
pub(super) fn of_reps(rows: &[RepRow<'_>]) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = vec![None; rows.len()];
    // Sums of rows right above or below, up to the next sum; then sums of sums; then of everybody.
    for _ in 0..3 {
        for at in 0..rows.len() {
            if found.get(at).copied().flatten().is_none()
                && rows.get(at).is_some_and(|row| adds_up(rows, &found, at, row))
            {
                if let Some(slot) = found.get_mut(at) {
                    *slot = Some("the sum of other rows");
                }
            }
        }
    }
    for (row, slot) in rows.iter().zip(&mut found) {
        let is_labelled = is_total(row.name) || row.name.is_empty();
        if slot.is_none() && is_labelled && rows.len() > 1 {
            *slot = Some("a row of totals");
        }
    }
    found
}

fn adds_up(rows: &[RepRow<'_>], found: &[Option<&'static str>], at: usize, row: &RepRow<'_>) -> bool {
    let is_rep = |other: &usize| found.get(*other).copied().flatten().is_none() && *other != at;
    let equals = |of: &[usize]| is_sum(rows, of, row);
    let above: Vec<usize> = (0..at).rev().take_while(is_rep).collect();
    let below: Vec<usize> = (at + 1..rows.len()).take_while(is_rep).collect();
    let everybody: Vec<usize> = (0..rows.len()).filter(is_rep).collect();
    let sums: Vec<usize> = (0..rows.len()).filter(|other| *other != at && !is_rep(other)).collect();
    let name = words(row.name);
    let led: Vec<usize> = everybody
        .iter()
        .copied()
        .filter(|other| {
            rows.get(*other).is_some_and(|it| !it.manager.is_empty() && holds(&name, &words(it.manager)))
        })
        .collect();
    if equals(&led) || equals(&everybody) || equals(&sums) {
        return true;
    }
    // The rows right above or below, as many as it takes.
    [above, below].iter().any(|near| (2..=near.len()).any(|count| near.get(..count).is_some_and(equals)))
}

/// Whether a row is the sum of at least two others in every number, and at least one of its numbers is not
/// zero in more than one of them.
fn is_sum(rows: &[RepRow<'_>], of: &[usize], row: &RepRow<'_>) -> bool {
    if of.len() < 2 {
        return false;
    }
    let (mut compared, mut shared) = (0, false);
    for (column, value) in row.values.iter().enumerate() {
        let Some(value) = value else { continue };
        let parts: Vec<i64> =
            of.iter().filter_map(|at| rows.get(*at)?.values.get(column).copied().flatten()).collect();
        // Parts that were rounded to whole units may miss their sum by one each.
        let slack = if *value > 100_000_000 { 1_000 * i64::try_from(of.len()).unwrap_or(0) } else { 0 };
        if (parts.iter().sum::<i64>() - value).abs() > slack {
            return false;
        }
        shared |= parts.iter().filter(|part| **part != 0).count() > 1;
        compared += 1;
    }
    compared > 1 && shared
        || (compared == 1 && shared && of.len() > 2)
        || (compared == 1 && shared && is_total(row.name))
}
