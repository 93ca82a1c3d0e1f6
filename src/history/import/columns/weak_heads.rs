//! Short words of heads, which mean a quota or bookings only beside numbers of the size of the other of both.

use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::Role;
use crate::history::import::values::money;
use crate::history::import::values::numbers::DecimalMark;
use crate::history::import::values::periods::is_of_part;
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::head_words::WEAK;
use crate::history::import::vocabulary::heads::Guess;

/// How often the larger of both sums holds the smaller, at most, where they are of one size.
const TIMES: i64 = 10;

/// Whether a column is what such a word says: no other column says it, and its numbers are of the size of
/// those that it stands beside.
pub(super) fn is_meant(seen: &Seen<'_>, place: usize, role: &Role) -> bool {
    let beside = if *role == Role::Quota { Role::Bookings } else { Role::Quota };
    // “Progress” in small numbers is that of calls and meetings, or in percent; “Bokat” is meetings booked.
    let head = seen.layout.heads.get(place).map_or("", String::as_str);
    let is_small = seen.shapes.get(place).is_some_and(Shape::is_small);
    if ["progress", "bokat"].contains(&words(head).as_str()) && is_small {
        return false;
    }
    // The quota of a full year is none of months and quarters.
    let is_of_parts = || {
        let mut booked = seen.having(&Role::Bookings).filter_map(|(at, _)| seen.layout.heads.get(at));
        seen.having(&Role::Period).next().is_some() || booked.any(|head| is_of_part(head))
    };
    if *role == Role::Quota && holds(&words(head), "year") && is_of_parts() {
        return false;
    }
    let is_said = seen.having(role).any(|(at, rank)| at != place && rank < WEAK);
    let mut others = seen.having(&beside).filter(|(at, _)| *at != place);
    // “400.000” beside “380.000,00” is as large.
    let are_alike =
        |at: usize, first: DecimalMark| are_alike(sum_by(seen, place, first), sum_by(seen, at, first), TIMES);
    let marks = [DecimalMark::Point, DecimalMark::Comma];
    !is_said && others.any(|(at, _)| marks.into_iter().any(|first| are_alike(at, first)))
}

/// What words of two meanings are by what stands beside them. German “Quote” in amounts, beside what part of
/// it was reached, or beside turnover and offers in German, is a quota; English “Quote” is an offer. Spanish
/// “Cierres” are wins, unless another column is those: then they are all that were closed.
pub(in crate::history::import) fn mark(heads: &[String], shapes: &[Shape], guesses: &mut [Vec<Guess>]) {
    let is_reached = heads.iter().any(|head| is_german_attainment(head));
    let says = |names: [&str; 2]| heads.iter().any(|head| names.contains(&words(head).as_str()));
    let is_german = says(["umsatz", "auftragseingang"]) && says(["angebote", "anzahl angebote"]);
    let is_won = |guess: &Guess| guess.role == Role::WonCount && guess.rank < WEAK;
    let is_cierres = |head: &str| words(head) == "cierres";
    let others_won = heads.iter().zip(&*guesses).any(|(head, of)| !is_cierres(head) && of.iter().any(is_won));
    let has_from = guesses.iter().flatten().any(|guess| guess.role == Role::From);
    for ((head, shape), guesses) in heads.iter().zip(shapes).zip(guesses) {
        // “400.000” is no small number either; “0,613” is a part.
        let is_grouped = shape.is_money() && !shape.first.iter().any(|text| text.trim().starts_with('0'));
        let is_amount = shape.is_numbers() && shape.percents == 0 && (is_grouped || !shape.is_small());
        let is_large = is_grouped || shape.is_large();
        if (is_reached || is_german && is_large) && is_amount && words(head) == "quote" {
            *guesses = vec![Guess { role: Role::Quota, rank: WEAK }];
        }
        // “Bis Phase” alone is the stage that was reached.
        if !has_from && words(head) == "bis phase" {
            guesses.retain(|guess| guess.role != Role::To);
        }
        if others_won && is_cierres(head) {
            guesses.retain(|guess| guess.role != Role::WonCount);
        }
    }
}

/// Whether a head says in German what part of a quota was reached.
fn is_german_attainment(head: &str) -> bool {
    const REACHED: [&str; 5] =
        ["zielerreichung", "quotenerreichung", "quotenerfullung", "erfullungsgrad", "zielerfullung"];
    REACHED.iter().any(|word| holds(&words(head), word))
}

/// Whether a row is an opportunity by its other columns, so that “Target Revenue” is no quota.
pub(super) fn is_of_deals(seen: &Seen<'_>) -> bool {
    let has = |role: Role| seen.having(&role).next().is_some();
    let is_named = seen.having(&Role::Name).any(|(_, rank)| rank < 2);
    let is_dated = has(Role::ClosePlanned) || has(Role::Closed);
    has(Role::Stage) || has(Role::Status) || (is_named && is_dated)
}

/// Whether a column of whole numbers is what part of the quota beside it was reached, in percent, in every
/// row.
pub(super) fn is_attainment(seen: &Seen<'_>, place: usize) -> bool {
    let best = |role: &Role| {
        let others = seen.having(role).filter(|(at, _)| *at != place);
        others.min_by_key(|(_, rank)| *rank).filter(|(_, rank)| *rank < WEAK).map(|(at, _)| at)
    };
    let (Some(quota), Some(booked)) = (best(&Role::Quota), best(&Role::Bookings)) else { return false };
    let is_part = |row: usize| {
        let [own, quota, booked] = [place, quota, booked].map(|at| value(seen.grid.cell(row, at)));
        let (Some(own), Some(quota), Some(booked)) = (own, quota, booked) else { return false };
        quota > 0 && (own as f64 / 1e3 - booked as f64 / quota as f64 * 100.0).abs() <= 1.0
    };
    let mut rows = seen.layout.body.iter().map(|body| body.row);
    seen.layout.body.len() > 1 && rows.all(is_part)
}

/// Whether the larger of two sums holds the smaller so many times at most.
pub(super) fn are_alike(one: i64, other: i64, times: i64) -> bool {
    one > 0 && other > 0 && one.saturating_mul(times) >= other && other.saturating_mul(times) >= one
}

/// The sum of a column, by what is written in its cells.
pub(super) fn sum(seen: &Seen<'_>, at: usize) -> i64 {
    sum_by(seen, at, DecimalMark::Point)
}

/// The same, by one decimal mark wherever it may be it.
fn sum_by(seen: &Seen<'_>, at: usize, first: DecimalMark) -> i64 {
    let rows = seen.layout.body.iter().map(|body| body.row);
    rows.filter_map(|row| value_by(seen.grid.cell(row, at), first)).fold(0, i64::saturating_add)
}

/// What is written in a cell, whatever its decimal mark.
pub(super) fn value(cell: &str) -> Option<i64> {
    value_by(cell, DecimalMark::Point)
}

fn value_by(cell: &str, first: DecimalMark) -> Option<i64> {
    let written = money::written(cell)?;
    let other = match first {
        DecimalMark::Point => DecimalMark::Comma,
        DecimalMark::Comma => DecimalMark::Point,
    };
    written.read(first).or_else(|| written.read(other))
}
