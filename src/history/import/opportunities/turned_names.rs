//! Names that stand in one column in both orders: `Bell, Ana` beside `Ana Bell`.

use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::words::key;
use std::collections::BTreeMap;

/// Cells of a last name, a comma and a first name, each with the cell that has the same name without a comma;
/// none of cells that name several people.
pub(super) fn turned<'a>(
    sheet: &Sheet<'a>,
    column: usize,
    shared: &BTreeMap<&'a str, &'a str>,
) -> BTreeMap<&'a str, &'a str> {
    let cells = || sheet.layout.body.iter().map(|body| sheet.cell(body.row, Some(column)));
    if !cells().any(|cell| cell.contains(',')) {
        return BTreeMap::new();
    }
    let plain: BTreeMap<String, &str> =
        cells().filter(|cell| !cell.contains(',')).map(|cell| (key(cell), cell)).collect();
    let mut turned = BTreeMap::new();
    for cell in cells().filter(|cell| !shared.contains_key(cell)) {
        let Some((last, first)) = cell.split_once(',').filter(|(_, first)| !first.contains(',')) else {
            continue;
        };
        let other = plain.get(&key(&format!("{} {}", first.trim(), last.trim())));
        turned.extend(other.map(|other| (cell, *other)));
    }
    turned
}

/// What is said of them.
pub(super) fn fact(turned: &BTreeMap<&str, &str>) -> Option<Fact> {
    let (cell, other) = turned.iter().next()?;
    let value = format!("“{cell}” is “{other}”");
    Some(Fact::new("owner", value, "the same name in the other order, in the same column"))
}
