//! Amounts that only what was won has, beside others that all have: what was agreed, beside what was offered.

use super::column::Columns;
use super::seen::{Seen, fits};
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::money;
use crate::history::import::values::numbers::DecimalMark;
use crate::history::import::vocabulary::booked::{is_part_of_worth, says_final};
use crate::history::import::vocabulary::heads;
use crate::history::import::vocabulary::status::{flag, meaning_of};
use std::collections::BTreeMap;

/// Takes the one column of amounts that the won have, and hardly anything else, for what they were worth in
/// the end, where its head says so or nothing tells it from the other amounts.
pub(super) fn take_actual(seen: &Seen<'_>, columns: &mut Columns) {
    if columns.at(&Role::AmountActual).is_some_and(|at| !is_asked(columns, at)) {
        return;
    }
    let is_amount = |at: &usize| {
        let is_free = seen.chosen(*at).is_none();
        is_free && seen.shapes.get(*at).is_some_and(|shape| fits(&Role::Amount, shape))
    };
    let all: Vec<usize> = (0..columns.all.len()).filter(is_amount).collect();
    if all.len() < 2 {
        return;
    }
    let rows = ends(seen, columns);
    let filled = |at: usize, wanted: bool| {
        let all = || rows.iter().filter(|(_, is_won)| *is_won == wanted);
        (all().filter(|(row, _)| amount(seen, *row, at) != 0).count(), all().count())
    };
    let is_of_won = |at: &usize| {
        let ((won, all_won), (other, others)) = (filled(*at, true), filled(*at, false));
        all_won > 1 && others > 1 && won * 10 >= all_won * 9 && other * 10 <= others
    };
    let is_of_all = |at: &usize| {
        let ((won, all_won), (other, others)) = (filled(*at, true), filled(*at, false));
        won * 10 >= all_won * 9 && other * 2 > others
    };
    let expected = columns.at(&Role::AmountExpected);
    let roles = [Role::Amount, Role::AmountExpected, Role::AmountActual];
    let is_read = |at: &usize| columns.all.get(*at).is_some_and(|column| roles.contains(&column.role));
    let rivals = || all.iter().copied().filter(|at| is_read(at) || is_asked(columns, *at));
    let Some(whole) = rivals().find(is_of_all) else { return };
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let is_told = |at: &usize| {
        let guesses = heads::guesses(head(*at));
        let says = |role: &Role| guesses.iter().any(|guess| guess.role == *role && guess.rank < 4);
        says(&Role::Bookings) && !says(&Role::Amount)
    };
    let is_likely = |at: &usize| {
        is_asked(columns, *at) || is_told(at) || (expected == Some(whole) && heads::may_be_amount(head(*at)))
    };
    let found: Vec<usize> =
        all.iter().copied().filter(|at| *at != whole && is_of_won(at) && is_likely(at)).collect();
    let [actual] = found.as_slice() else { return };
    let sum = |at: usize| {
        let won = rows.iter().filter(|(_, is_won)| *is_won);
        won.map(|(row, _)| amount(seen, *row, at)).fold(0, i64::saturating_add)
    };
    let share = sum(*actual) as f64 / sum(whole).max(1) as f64;
    // A first payment is only a part.
    let is_alike = (0.8..1.25).contains(&share) || (says_final(head(*actual)) && (0.4..2.5).contains(&share));
    if is_part_of_worth(head(*actual)) || !is_alike {
        return;
    }
    let heads = [head(*actual), head(whole)];
    columns.asks.retain(|ask| {
        let is_of_both = ask.candidates.iter().all(|candidate| heads.contains(&candidate.label.as_str()));
        !(ask.about.starts_with("column: ") && is_of_both)
    });
    columns.take(
        whole,
        Role::AmountExpected,
        "what was offered: another column has it of what was won alone",
    );
    columns.take(*actual, Role::AmountActual, "only what was won has it");
}

/// Whether a question about amounts offers a column.
fn is_asked(columns: &Columns, at: usize) -> bool {
    let Some(column) = columns.all.get(at) else { return false };
    let is_amount = |role: &Role| matches!(role, Role::Amount | Role::AmountActual | Role::AmountExpected);
    columns
        .asks
        .iter()
        .flat_map(|ask| &ask.candidates)
        .any(|candidate| candidate.label == column.head && candidate.choice.columns.values().any(is_amount))
}

/// The rows that say what became of them, each with whether it was won.
fn ends(seen: &Seen<'_>, columns: &Columns) -> Vec<(usize, bool)> {
    let status = columns.at(&Role::Status).or_else(|| columns.at(&Role::Stage));
    let (is_won, won_on) = (columns.at(&Role::IsWon), columns.at(&Role::WonOn));
    let cell = |row: usize, at: Option<usize>| at.map_or("", |at| seen.grid.cell(row, at));
    // Large files repeat few texts.
    let mut known: BTreeMap<&str, Option<bool>> = BTreeMap::new();
    let mut end = |row: usize| {
        if status.is_some() {
            let text = cell(row, status);
            let is_won = || meaning_of(text).map(|meaning| meaning == Meaning::Won);
            return *known.entry(text).or_insert_with(is_won);
        }
        let says_won = flag(cell(row, is_won)) == Some(true) || !cell(row, won_on).is_empty();
        (is_won.is_some() || won_on.is_some()).then_some(says_won)
    };
    seen.layout.body.iter().filter_map(|body| Some((body.row, end(body.row)?))).collect()
}

fn amount(seen: &Seen<'_>, row: usize, at: usize) -> i64 {
    let written = money::written(seen.grid.cell(row, at));
    let read = |mark: DecimalMark| written.as_ref().and_then(|written| written.read(mark));
    // As large as it may be: what is compared is written alike.
    read(DecimalMark::Point).max(read(DecimalMark::Comma)).unwrap_or(0)
}
