//! Rows that are sums of others: totals, subtotals, teams of a manager.

use crate::history::import::choices::Role;
use crate::history::import::facts::Sheet;
use crate::history::import::table::skipped::{Skip, Skipped};
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, is_total, is_total_word, words};
use std::collections::BTreeMap;

/// Rows of opportunities that say no status and are labelled as totals, or add up the amounts above them; and
/// those that carry a status all the same, filled down.
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
    let mut filled = FilledDown::of(sheet);
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
        // What the rows above add up to, as far as that is more than one of them.
        let sums: &[i64] = if amounts > 1 { &[of_block, all] } else { &[] };
        let adds_up = value.is_some_and(|value| value != 0 && sums.contains(&value));
        // A grand total may follow right after the last of the totals that it adds up.
        let of_filled: &[i64] = if sums.is_empty() && !found.is_empty() { &[all] } else { sums };
        let is_filled = has_status && filled.is_total(sheet, row, (value, of_filled));
        if is_filled || (!has_status && (adds_up || (is_labelled && (is_sparse || !status.is_empty())))) {
            let why = if is_labelled || is_filled { Skip::Totals } else { Skip::SumOfAbove };
            found.push(Skipped { row, why });
            (amounts, of_block) = (0, 0);
        } else if let Some(value) = value {
            filled.add(sheet, row, value);
            amounts += 1;
            of_block = of_block.saturating_add(value);
            all = all.saturating_add(value);
        }
    }
    found
}

/// What tells a row of totals that carries a status, filled down from the rows above it, from an opportunity
/// that is called so.
struct FilledDown<'a> {
    /// Columns whose cell may say that a row is a total.
    names: Vec<usize>,
    /// Columns of days and identities that at least half of the rows fill.
    told: Vec<usize>,
    /// Columns of the days on which a stage was entered or left.
    of_stages: Vec<usize>,
    owner: Option<usize>,
    /// By owner, how many amounts stand above, and their sum.
    by_owner: BTreeMap<&'a str, (usize, i64)>,
}

impl<'a> FilledDown<'a> {
    fn of(sheet: &Sheet<'a>) -> Self {
        let body = &sheet.layout.body;
        let is_usual = |at: &usize| {
            body.iter().filter(|body| !sheet.cell(body.row, Some(*at)).is_empty()).count() * 2 >= body.len()
        };
        let all = |roles: &[Role]| roles.iter().filter_map(|role| sheet.at(role)).collect::<Vec<usize>>();
        let told = [Role::Created, Role::Closed, Role::ClosePlanned, Role::WonOn, Role::LostOn, Role::Id];
        Self {
            names: all(&[Role::Name, Role::Owner, Role::Id]),
            told: all(&told).into_iter().filter(is_usual).collect(),
            of_stages: sheet.columns.of_stages(),
            owner: sheet.at(&Role::Owner),
            by_owner: BTreeMap::new(),
        }
    }

    fn add(&mut self, sheet: &Sheet<'a>, row: usize, value: i64) {
        let (count, sum) = self.by_owner.entry(sheet.cell(row, self.owner)).or_default();
        *count += 1;
        *sum = sum.saturating_add(value);
    }

    /// Whether a row with a status is a total: its name says so, its amount is the sum of the rows above it
    /// or of its owner, and it has no identity and no day where others have, or its name says nothing else,
    /// as that of “Total Energies” does.
    fn is_total(&self, sheet: &Sheet<'a>, row: usize, (value, sums): (Option<i64>, &[i64])) -> bool {
        let owner = sheet.cell(row, self.owner);
        let of_owner = self.by_owner.get(owner).filter(|(count, _)| *count > 1).map(|(_, sum)| *sum);
        let is_sum = value.is_some_and(|value| sums.contains(&value) || of_owner == Some(value));
        let is_blank = |at: &usize| {
            let cell = sheet.cell(row, Some(*at));
            cell.is_empty() || is_total(cell)
        };
        let is_bare = !self.told.is_empty() && self.told.iter().chain(&self.of_stages).all(is_blank);
        // Of nearly every row this decides it already, which spares looking words up.
        if !is_sum {
            return false;
        }
        // “Grand Totals (24 records)”
        let name = |at: &usize| {
            let cell = sheet.cell(row, Some(*at));
            cell.split_once(" (").map_or(cell, |(label, _)| label)
        };
        let mut labels = self.names.iter().map(name);
        let label = labels.find(|label| is_total(label) || is_everything(&words(label)));
        let Some(label) = label.map(words) else { return false };
        let owner = words(owner);
        let rest = label.strip_suffix(&owner).or(label.strip_prefix(&owner)).unwrap_or(&label);
        is_bare || is_everything(&label) || rest.split_whitespace().all(is_total_word)
    }
}

/// Whether a name is of all that is listed: “All deals”.
fn is_everything(plain: &str) -> bool {
    const ALL: &str = "all|alle|tous|toutes|tous les|toutes les|todos|todas|todos los|todas las|\
        todos os|todas as|tutti|tutte|tutti i|tutte le|alla|wszystkie|vsechny";
    const LISTED: &str = "deals|opportunities|records|rows|opps|verkaufschancen|geschafte|auftrage|affaires|\
        opportunites|oportunidades|negocios|opportunita|trattative|affari|verkoopkansen|affarer|szanse";
    let is_listed = |rest: &str| LISTED.split('|').any(|listed| listed == rest.trim_start());
    ALL.split('|')
        .any(|all| plain.strip_prefix(all).is_some_and(|rest| rest.starts_with(' ') && is_listed(rest)))
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
