//! Opportunities that stand beside their own parts: a parent whose amount is the sum of its children.

use crate::history::import::choices::Role;
use crate::history::import::facts::Sheet;
use crate::history::import::table::skipped::{Skip, Skipped};
use crate::history::import::values::money;
use crate::history::import::values::words::{key, words};
use std::collections::BTreeMap;

/// Heads of the opportunity that an opportunity is a part of, by its identity or its name.
const PARENT: &str = "parent opportunity|parent opportunity id|parent opportunity name|master opportunity|\
    master opportunity id|master opportunity name|parent deal|parent deal id|parent deal name|\
    ubergeordnete opportunity|ubergeordnete verkaufschance|opportunite parente|oportunidad principal|\
    oportunidad padre|opportunita principale|opportunita padre|hoofdopportunity";

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
        sums.filter(|(count, _)| *count > 1).any(|(_, sum)| value(row) == Some(*sum))
    };
    let rows = sheet.layout.body.iter().map(|body| body.row);
    let bare = rows.filter(|row| sheet.cell(*row, Some(parent)).is_empty() && is_master(*row));
    bare.map(|row| Skipped { row, why: Skip::SumOfParts }).collect()
}
