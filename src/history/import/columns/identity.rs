//! Whether a column tells opportunities apart, and what identities are compared by.

use crate::history::import::values::words::is_same;
use std::collections::BTreeMap;

/// What identities are compared by: of Salesforce's two lengths the shorter.
pub(in crate::history::import) fn identity(cell: &str) -> &str {
    let is_long =
        cell.len() == 18 && cell.starts_with("006") && cell.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_long { cell.get(..15).unwrap_or(cell) } else { cell }
}

/// Why the cells of a column tell no opportunities apart; none, if they do. Each cell comes with the name of
/// the row's opportunity, which may be empty.
pub(in crate::history::import) fn why_none<'a>(
    rows: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<&'static str> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let (mut again, mut other) = (0_usize, 0_usize);
    for (cell, name) in rows {
        if cell.contains("E+") && cell.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
            return Some("a spreadsheet has rounded its numbers, so that they tell nothing apart");
        }
        let id = identity(cell);
        if id.is_empty() {
            continue;
        }
        if let Some(known) = first.get(id) {
            again += 1;
            other += usize::from(!name.is_empty() && !known.is_empty() && !is_same(known, name));
        } else {
            first.insert(id, name);
        }
    }
    (other * 2 > again).then_some("it numbers rows: those of one number have different names")
}
