//! Rows that are sums of others: totals, subtotals, teams of a manager.

use crate::history::import::choices::Role;
use crate::history::import::facts::Sheet;
use crate::history::import::table::layout::{Skip, Skipped};
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, is_total, words};
use std::collections::BTreeMap;

/// Rows of opportunities that say no status and are labelled as totals, or add up the amounts above them.
pub(in crate::history::import) fn of_opportunities(sheet: &Sheet<'_>) -> Vec<Skipped> {
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
    // A status may be a number, where a column of numbers was taken for statuses.
    let is_coded = |column: usize| sheet.shapes.get(column).is_some_and(|shape| shape.is_codes);
    let mut found = Vec::new();
    let mut known: BTreeMap<(usize, &str), bool> = BTreeMap::new();
    // How many amounts stand above since the last sum, and what they and all of them add up to.
    let (mut amounts, mut of_block, mut all) = (0_usize, 0_i64, 0_i64);
    for body in &sheet.layout.body {
        let row = body.row;
        let mut says = |column: &usize| {
            let cell = sheet.cell(row, Some(*column));
            *known.entry((*column, cell)).or_insert_with(|| {
                is_status(sheet, *column, cell) || (is_coded(*column) && !cell.is_empty() && !is_total(cell))
            })
        };
        let value = money::written(sheet.cell(row, amount)).and_then(|written| written.read(sheet.mark));
        let has_status = status.iter().any(&mut says);
        let is_labelled = !has_status && sheet.grid.cells(row).any(is_total);
        // Half of the columns are empty where a row only adds up.
        let is_sparse = sheet.grid.filled(row) * 2 <= sheet.layout.heads.len();
        let adds_up =
            value.is_some_and(|value| value != 0 && amounts > 1 && (value == of_block || value == all));
        if !has_status && (adds_up || (is_labelled && (is_sparse || !status.is_empty()))) {
            let why = if is_labelled { Skip::Totals } else { Skip::SumOfAbove };
            found.push(Skipped { row, why });
            (amounts, of_block) = (0, 0);
        } else if let Some(value) = value {
            amounts += 1;
            of_block = of_block.saturating_add(value);
            all = all.saturating_add(value);
        }
    }
    found
}

/// Whether a cell says a status, and not the label or the number of a row that adds up.
fn is_status(sheet: &Sheet<'_>, column: usize, cell: &str) -> bool {
    let is_label = is_total(cell)
        || (money::written(cell).is_some()
            && crate::history::import::vocabulary::status::flag(cell).is_none());
    !cell.is_empty()
        && (crate::history::import::vocabulary::status::meaning_of(cell).is_some()
            || !is_label
            || is_day(sheet, column))
}

/// Whether a column holds days, which numbers of days may say too.
fn is_day(sheet: &Sheet<'_>, column: usize) -> bool {
    sheet.columns.all.get(column).is_some_and(|column| matches!(column.role, Role::WonOn | Role::LostOn))
}

/// A row of a table of reps, in numbers that add up.
#[derive(Clone, Debug)]
pub(in crate::history::import) struct RepRow<'a> {
    pub(in crate::history::import) row: usize,
    pub(in crate::history::import) name: &'a str,
    pub(in crate::history::import) manager: &'a str,
    /// Amounts and counts, by column; none where a cell is empty or no number.
    pub(in crate::history::import) values: Vec<Option<i64>>,
}

/// Rows right above or below that are added up to see whether they are a subtotal.
const NEAR: usize = 300;

/// Rows of a table of reps that are sums of others, each with why.
pub(in crate::history::import) fn of_reps(rows: &[RepRow<'_>]) -> Vec<Option<&'static str>> {
    let mut is_sum: Vec<bool> = vec![false; rows.len()];
    // Sums of rows right above or below, up to the next sum; then sums of sums; then of everybody.
    for _ in 0..3 {
        let mut groups = Groups::of(rows, &is_sum);
        for (at, row) in rows.iter().enumerate() {
            if !is_sum.get(at).copied().unwrap_or(true) && groups.adds_up(rows, &is_sum, at) {
                groups.everybody.take(row);
                groups.sums.add(row);
                if let Some(slot) = is_sum.get_mut(at) {
                    *slot = true;
                }
            }
        }
    }
    let labelled = |row: &RepRow<'_>| rows.len() > 1 && (is_total(row.name) || row.name.is_empty());
    let why = |(row, is_sum): (&RepRow<'_>, bool)| match (is_sum, labelled(row)) {
        (true, _) => Some("the sum of other rows"),
        (false, true) => Some("a row of totals"),
        (false, false) => None,
    };
    rows.iter().zip(is_sum).map(why).collect()
}

/// Rows added up.
#[derive(Clone, Debug, Default)]
struct Parts {
    rows: usize,
    /// By column: the sum, and how many of the rows are not zero in it.
    sums: Vec<(i64, usize)>,
}

impl Parts {
    fn add(&mut self, row: &RepRow<'_>) {
        self.rows += 1;
        self.sums.resize(row.values.len().max(self.sums.len()), (0, 0));
        for ((sum, filled), value) in self.sums.iter_mut().zip(&row.values) {
            let value = value.unwrap_or(0);
            *sum = sum.saturating_add(value);
            *filled += usize::from(value != 0);
        }
    }

    fn take(&mut self, row: &RepRow<'_>) {
        self.rows = self.rows.saturating_sub(1);
        for ((sum, filled), value) in self.sums.iter_mut().zip(&row.values) {
            let value = value.unwrap_or(0);
            *sum = sum.saturating_sub(value);
            *filled = filled.saturating_sub(usize::from(value != 0));
        }
    }

    /// Whether these are one row, of the same numbers, more than one.
    fn is(&self, row: &RepRow<'_>) -> bool {
        let mut pairs = self.sums.iter().zip(&row.values);
        let numbers = row.values.iter().flatten().filter(|value| **value != 0).count();
        self.rows == 1
            && numbers > 1
            && pairs.all(|((sum, _), value)| value.is_none_or(|value| value == *sum))
    }

    /// Whether a row is the sum of these, at least two, in every number that it has, and in one of them
    /// more than one of them counts.
    fn equal(&self, row: &RepRow<'_>) -> bool {
        // Parts that were rounded to whole units may miss their sum by one each.
        let rounding = 1_000 * i64::try_from(self.rows).unwrap_or(0);
        let (mut compared, mut is_shared) = (0, false);
        for ((sum, filled), value) in self.sums.iter().zip(&row.values) {
            let Some(value) = value else { continue };
            let slack = if *value > 100_000_000 { rounding } else { 0 };
            if sum.saturating_sub(*value).abs() > slack {
                return false;
            }
            is_shared |= *filled > 1;
            compared += 1;
        }
        let is_enough = compared > 1 || (compared == 1 && (self.rows > 2 || is_total(row.name)));
        self.rows > 1 && is_shared && is_enough
    }
}

/// Groups of rows of which another row may be the sum.
struct Groups {
    everybody: Parts,
    sums: Parts,
    /// By manager, as words.
    led: BTreeMap<String, Parts>,
}

impl Groups {
    fn of(rows: &[RepRow<'_>], is_sum: &[bool]) -> Self {
        let mut groups = Self { everybody: Parts::default(), sums: Parts::default(), led: BTreeMap::new() };
        for (row, is_sum) in rows.iter().zip(is_sum) {
            if *is_sum {
                groups.sums.add(row);
                continue;
            }
            groups.everybody.add(row);
            if !row.manager.is_empty() {
                groups.led.entry(words(row.manager)).or_default().add(row);
            }
        }
        groups
    }

    fn adds_up(&self, rows: &[RepRow<'_>], is_sum: &[bool], at: usize) -> bool {
        let Some(row) = rows.get(at) else { return false };
        let mut others = self.everybody.clone();
        others.take(row);
        let name = words(row.name);
        let own_manager = words(row.manager);
        let is_team = |(manager, team): (&String, &Parts)| {
            if !holds(&name, manager) {
                return false;
            }
            let mut team = team.clone();
            // The row of a team may name its manager as the rows of its reps do.
            if own_manager == *manager {
                team.take(row);
            }
            team.equal(row) || (name != *manager && team.is(row))
        };
        let is_of_team = self.led.len() < 500 && self.led.iter().any(is_team);
        if is_of_team || others.equal(row) || self.sums.equal(row) {
            return true;
        }
        let is_rep = |other: &usize| !is_sum.get(*other).copied().unwrap_or(true);
        let near = |places: &mut dyn Iterator<Item = usize>| {
            let mut parts = Parts::default();
            places.take_while(is_rep).take(NEAR).filter_map(|other| rows.get(other)).any(|other| {
                parts.add(other);
                parts.equal(row)
            })
        };
        near(&mut (0..at).rev()) || near(&mut (at + 1..rows.len()))
    }
}
