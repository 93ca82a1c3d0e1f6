//! Whole numbers of reps that are money, and so count nothing that reached a stage.

use super::column::{Column, Columns};
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::numbers::{DecimalMark, read_count};
use crate::history::import::values::words::words;
use crate::history::import::vocabulary::status::is_stage_word;

/// Numbers are so many times those of any column of counts beside them, if they are money.
const TIMES: u64 = 10;
/// What a rep has at least, where it is money.
const LEAST: u64 = 1_000;

/// Takes what is too large for counts out of the stages; the columns that were.
pub(super) fn drop_money(seen: &Seen<'_>, columns: &mut Columns) -> Vec<usize> {
    let is_stage = |at: &usize| {
        let column = columns.all.get(*at);
        column.is_some_and(|column| matches!(column.role, Role::StageEntered(_)))
            && seen.chosen(*at).is_none()
    };
    let stages: Vec<usize> = (0..columns.all.len()).filter(is_stage).collect();
    let found: Vec<usize> = stages.into_iter().filter(|at| is_money(seen, columns, *at)).collect();
    for at in &found {
        columns.take(*at, Role::Ignored, "its numbers are too large for those of a stage");
    }
    found
}

/// Whether the numbers of a column are money: beside a quota or bookings of their size, or far above those of
/// every column of counts.
fn is_money(seen: &Seen<'_>, columns: &Columns, at: usize) -> bool {
    let own = sum(seen, at);
    let rows = seen.layout.body.iter().filter(|body| count(seen, body.row, at) > 0).count();
    if own < LEAST.saturating_mul(u64::try_from(rows).unwrap_or(u64::MAX)) {
        return false;
    }
    let is_count = |role: &Role| {
        let is_stage = matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::StageOpen(_));
        is_stage || matches!(role, Role::WonCount | Role::LostCount | Role::OpenCount)
    };
    let is_large = |at: usize| seen.shapes.get(at).is_some_and(Shape::is_large);
    // Several columns of money may stand beside each other; those before a funnel's large numbers may not.
    let others =
        columns.all.iter().enumerate().filter(|(other, column)| *other != at && is_count(&column.role));
    let others: Vec<usize> = others.map(|(other, _)| other).filter(|other| !is_large(*other)).collect();
    let largest = others.iter().map(|other| sum(seen, *other)).max();
    let is_above = largest.is_none_or(|largest| own > largest.max(1).saturating_mul(TIMES));
    // Of many leads a few become opportunities.
    let is_first = others.iter().all(|other| *other > at);
    let is_beyond = largest.is_some() && !(is_first && is_stage_word(&words(head(seen, at))));
    let is_of_size = |role: &Role| {
        let of = columns.all.iter().enumerate().filter(|(_, column)| column.role == *role);
        let other = of.map(|(other, _)| sum(seen, other)).fold(0, u64::saturating_add);
        other > 0 && own <= other.saturating_mul(TIMES) && other <= own.saturating_mul(TIMES)
    };
    let is_beside = is_large(at) && (columns.at(&Role::Quota).is_some() || is_of_size(&Role::Bookings));
    is_above && (is_beyond || is_beside)
}

/// Asks whether one of the columns that are too large for a stage, beside bookings and no quota, says quotas.
pub(super) fn ask_quota(columns: &Columns, large: &[usize]) -> Option<Ask> {
    let is_left = |at: &&usize| columns.all.get(**at).is_some_and(|column| column.role == Role::Ignored);
    let left: Vec<(usize, &Column)> =
        large.iter().filter(is_left).filter_map(|at| Some((*at, columns.all.get(*at)?))).collect();
    let (_, first) = left.first()?;
    if columns.at(&Role::Quota).is_some() || columns.at(&Role::Bookings).is_none() {
        return None;
    }
    let choose = |kept: Option<usize>| {
        let role = |at: usize| if Some(at) == kept { Role::Quota } else { Role::Ignored };
        let columns = left.iter().map(|(at, _)| (format!("#{}", at + 1), role(*at))).collect();
        Choices { columns, ..Choices::default() }
    };
    let ask = Ask::new(
        format!("column: {}", first.head),
        "No column is named as one of quotas. Which one says the quota?",
    );
    let ask = left.iter().fold(ask, |ask, (at, column)| ask.or(column.head.clone(), choose(Some(*at))));
    Some(ask.or("none of them", choose(None)))
}

fn head<'a>(seen: &Seen<'a>, at: usize) -> &'a str {
    seen.layout.heads.get(at).map_or("", String::as_str)
}

fn count(seen: &Seen<'_>, row: usize, at: usize) -> u64 {
    let cell = seen.grid.cell(row, at);
    let count = read_count(cell, DecimalMark::Point).or_else(|| read_count(cell, DecimalMark::Comma));
    count.map_or(0, u64::from)
}

fn sum(seen: &Seen<'_>, at: usize) -> u64 {
    seen.layout.body.iter().map(|body| count(seen, body.row, at)).fold(0, u64::saturating_add)
}
