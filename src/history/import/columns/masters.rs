//! Opportunities that stand beside their own parts: a parent whose amount is the sum of its children.

use crate::history::import::choices::{Meaning, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::table::skipped::{Skip, Skipped};
use crate::history::import::values::money;
use crate::history::import::values::words::{key, words};
use crate::history::import::vocabulary::status::meaning_of;
use std::collections::BTreeMap;

/// Heads of the opportunity that an opportunity is a part of, by its identity or its name.
const PARENT: &str = "parent opportunity|parent opportunity id|parent opportunity name|master opportunity|\
    master opportunity id|master opportunity name|parent deal|parent deal id|parent deal name|\
    ubergeordnete opportunity|ubergeordnete verkaufschance|opportunite parente|oportunidad principal|\
    oportunidad padre|opportunita principale|opportunita padre|hoofdopportunity";

/// What is begun so many days after another was won is a part of it no more, but renews it.
const RENEWED_AFTER: i64 = 45;

/// Whether the parts of a row stand beside it in time and in what came of them: none was begun long after the
/// row was won, as renewals are, and where it was won, one of them was.
fn is_frame(sheet: &Sheet<'_>, row: usize, labels: &[usize], parent: usize) -> bool {
    let names: Vec<String> = labels.iter().map(|at| key(sheet.cell(row, Some(*at)))).collect();
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let parts = || rows().filter(|part| names.contains(&key(sheet.cell(*part, Some(parent)))));
    let status = sheet.at(&Role::Status).or_else(|| sheet.at(&Role::Stage));
    let is_won = |row: usize| meaning_of(sheet.cell(row, status)) == Some(Meaning::Won);
    let closed = sheet.day(row, sheet.at(&Role::Closed)).filter(|_| is_won(row));
    let begun = |part: usize| sheet.day(part, sheet.at(&Role::Created));
    let is_later = |part: usize| {
        let days = closed.zip(begun(part)).map(|(closed, begun)| closed.day.days_until(begun.day));
        days.is_some_and(|days| days > RENEWED_AFTER)
    };
    !parts().any(is_later) && (!is_won(row) || parts().any(is_won))
}

/// Rows whose identity or name at least two other rows name as their parent, and whose amount is the sum of
/// theirs: the money would count twice.
pub(in crate::history::import) fn of_opportunities(sheet: &Sheet<'_>) -> Vec<Skipped> {
    let is_parent = |head: &str| PARENT.split('|').any(|phrase| phrase == words(head));
    let Some(parent) = sheet.columns.all.iter().position(|column| is_parent(&column.head)) else {
        return Vec::new();
    };
    let amount = [Role::AmountConverted, Role::AmountActual, Role::Amount, Role::AmountExpected];
    let Some(amount) = amount.iter().find_map(|role| sheet.at(role)) else { return Vec::new() };
    let value = |row: usize| money::written(sheet.cell(row, Some(amount)))?.read(sheet.mark);
    let mut parts: BTreeMap<String, (usize, i64)> = BTreeMap::new();
    for body in &sheet.layout.body {
        let of = key(sheet.cell(body.row, Some(parent)));
        if let Some(value) = value(body.row).filter(|_| !of.is_empty()) {
            let (count, sum) = parts.entry(of).or_default();
            *count += 1;
            *sum = sum.saturating_add(value);
        }
    }
    let labels: Vec<usize> = [Role::Id, Role::Name].iter().filter_map(|role| sheet.at(role)).collect();
    let is_master = |row: usize| {
        let sums = labels.iter().filter_map(|at| parts.get(&key(sheet.cell(row, Some(*at)))));
        let mut several = sums.filter(|(count, sum)| *count > 1 && *sum > 0);
        several.any(|(_, sum)| value(row) == Some(*sum)) && is_frame(sheet, row, &labels, parent)
    };
    let rows = sheet.layout.body.iter().map(|body| body.row);
    let bare = rows.filter(|row| sheet.cell(*row, Some(parent)).is_empty() && is_master(*row));
    bare.map(|row| Skipped { row, why: Skip::SumOfParts }).collect()
}
