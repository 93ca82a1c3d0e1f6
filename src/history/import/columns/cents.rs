//! Amounts that a system keeps in hundredths of a unit, without a word of it in their head.

use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::words::words;

/// Whether a column of whole numbers is one that Close writes in cents: its interface does so, and so do
/// exports made with it, where no column beside it says the same as people read it.
pub(in crate::history::import) fn may_be(sheet: &Sheet<'_>, column: usize) -> bool {
    let head = |at: usize| sheet.layout.heads.get(at).map(|head| words(head)).unwrap_or_default();
    let is_whole = sheet.shapes.get(column).is_some_and(super::shapes::Shape::is_counts);
    let ids = sheet.at(&Role::Id).and_then(|at| sheet.shapes.get(at));
    let is_named_so = || ids.is_some_and(|shape| shape.texts.keys().all(|id| id.starts_with("oppo_")));
    let has_period = || (0..sheet.layout.heads.len()).any(|at| head(at) == "value period");
    is_whole && head(column) == "value" && (has_period() || is_named_so())
}

/// Asks whether they are; the first answer is what counts meanwhile.
pub(in crate::history::import) fn ask(sheet: &Sheet<'_>, column: usize) -> Ask {
    let head = sheet.layout.heads.get(column).map_or("", String::as_str);
    let example = sheet.shapes.get(column).and_then(|shape| shape.first.first()).map_or("", String::as_str);
    let hundredths: f64 = example.parse().unwrap_or(0.0);
    let choice = |are| Choices { amounts_in_cents: Some(are), ..Choices::default() };
    Ask::new("cents", format!("Close keeps “{head}” in cents. How much is {example}?"))
        .or(format!("{}: amounts are in cents", hundredths / 1e2), choice(true))
        .or(format!("{hundredths}: amounts are whole"), choice(false))
}
