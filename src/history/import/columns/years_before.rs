//! Bookings of a year beside a quota of another one: numbers of last year count towards no quota of this
//! year.

use super::column::Columns;
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::periods::is_of_part;
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::heads::may_be_booked;

/// A year of a word, and whether it is a fiscal one: `FY26`, `FY2026`, `2026`.
fn year_of(word: &str) -> Option<(u32, bool)> {
    let digits = word.strip_prefix("fy").unwrap_or(word);
    let is_fiscal = digits.len() < word.len();
    let number: u32 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    match digits.len() {
        2 if is_fiscal => Some((2000 + number, true)),
        4 if (2000..2100).contains(&number) => Some((number, is_fiscal)),
        _ => None,
    }
}

/// The years that a head names, each with whether it is a fiscal one: `2025/26` and `FY25/26` are the fiscal
/// year 2026.
fn years_in(head: &str) -> Vec<(u32, bool)> {
    let plain = words(head);
    let all: Vec<&str> = plain.split(' ').collect();
    let ends_with = |at: usize| {
        let (year, _) = year_of(all.get(at)?)?;
        let next = *all.get(at + 1)?;
        let is_next = next == (year + 1).to_string() || next == format!("{:02}", (year + 1) % 100);
        is_next.then_some((year + 1, true))
    };
    // `FY 2026` is a fiscal year in two words.
    let is_fiscal = all.iter().any(|word| *word == "fy" || *word == "fiscal");
    let mut years = Vec::new();
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let span = ends_with(at);
        at += if span.is_some() { 2 } else { 1 };
        years.extend(span.or_else(|| year_of(word)).map(|(year, is_own)| (year, is_own || is_fiscal)));
    }
    years
}

/// The one year that a head names, and whether it is a fiscal one.
fn year_in(head: &str) -> Option<(u32, bool)> {
    match years_in(head).as_slice() {
        [only] => Some(*only),
        [] | [_, _, ..] => None,
    }
}

/// Whether the year in a head is not that of what was booked: “Bookings since 2025”.
fn is_of_other(head: &str) -> bool {
    let plain = words(head);
    ["since", "vs", "versus", "incl", "including", "price"].iter().any(|word| holds(&plain, word))
}

/// The columns of a role, each with its year.
fn of_role(columns: &Columns, role: &Role) -> Vec<(usize, Option<(u32, bool)>)> {
    let of = columns.all.iter().enumerate().filter(|(_, column)| column.role == *role);
    of.map(|(at, column)| (at, year_in(&column.head))).collect()
}

/// The one year that all quotas are of.
fn year_of_quotas(columns: &Columns) -> Option<(u32, bool)> {
    let quotas = of_role(columns, &Role::Quota);
    let first = quotas.first()?.1?;
    quotas.iter().all(|(_, year)| *year == Some(first)).then_some(first)
}

/// Leaves out quotas of fiscal years before the last one of which there is a quota, where bookings are of
/// that one too.
fn keep_last_quota(seen: &Seen<'_>, columns: &mut Columns) {
    let quotas = of_role(columns, &Role::Quota);
    let head = |at: usize| seen.layout.heads.get(at).cloned().unwrap_or_default();
    let is_whole = |(at, year): &(usize, Option<(u32, bool)>)| {
        year.is_some_and(|(_, is_fiscal)| is_fiscal) && !is_of_part(&head(*at)) && seen.chosen(*at).is_none()
    };
    let Some((kept, last)) = quotas.iter().copied().max_by_key(|(_, year)| *year) else { return };
    let is_booked = of_role(columns, &Role::Bookings).iter().any(|(_, year)| *year == last);
    if !is_booked || !quotas.iter().all(is_whole) {
        return;
    }
    let why = format!("of a year before: “{}” is read", head(kept));
    for (at, _) in quotas.iter().filter(|(_, year)| *year < last) {
        columns.take(*at, Role::Ignored, &why);
    }
}

/// Leaves out bookings of fiscal years before that of the quota, beside those of its own.
pub(super) fn keep_own(seen: &Seen<'_>, columns: &mut Columns) {
    keep_last_quota(seen, columns);
    let Some(own) = year_of_quotas(columns).filter(|(_, is_fiscal)| *is_fiscal) else { return };
    let bookings = of_role(columns, &Role::Bookings);
    let is_free = bookings.iter().all(|(at, _)| seen.chosen(*at).is_none());
    let head = |at: usize| seen.layout.heads.get(at).cloned().unwrap_or_default();
    let of_own = bookings.iter().find(|(_, year)| *year == Some(own));
    let Some((kept, _)) = of_own.filter(|_| is_free) else { return };
    let why = format!("of a year before the quota: “{}” is read", head(*kept));
    for (at, year) in &bookings {
        if year.is_some_and(|(year, is_fiscal)| is_fiscal && year < own.0) {
            columns.take(*at, Role::Ignored, &why);
        }
    }
}

/// Asks whether bookings that are all of a year before that of the quota count towards it, with what else
/// is of its year.
pub(super) fn ask(seen: &Seen<'_>, columns: &mut Columns) {
    let Some((own, is_own_fiscal)) = year_of_quotas(columns) else { return };
    let bookings = of_role(columns, &Role::Bookings);
    let head = |at: usize| seen.layout.heads.get(at).cloned().unwrap_or_default();
    // A month of 2025 may be one of the fiscal year 2026, and “2025” may be short for `2025/26`.
    let names_both = of_role(columns, &Role::Quota)
        .iter()
        .any(|(at, _)| words(&head(*at)).split(' ').filter_map(year_of).any(|(year, _)| year + 1 == own));
    let may_be_own = |at: usize| is_own_fiscal && (names_both || is_of_part(&head(at)));
    let is_before = |(at, year): &(usize, Option<(u32, bool)>)| {
        let is_earlier = year.is_some_and(|(year, of)| year < own && (of || !may_be_own(*at)));
        is_earlier && seen.chosen(*at).is_none() && !is_of_other(&head(*at))
    };
    let Some((first, _)) = bookings.first().filter(|_| bookings.iter().all(is_before)) else { return };
    let about = format!("column: {}", head(*first));
    if columns.asks.iter().any(|ask| ask.about == about) {
        return;
    }
    let choose = |kept: &[usize], others: &[usize]| {
        let role = |at: &usize| if kept.contains(at) { Role::Bookings } else { Role::Ignored };
        let all = kept.iter().chain(others).map(|at| (format!("#{}", at + 1), role(at))).collect();
        Choices { columns: all, ..Choices::default() }
    };
    let before: Vec<usize> = bookings.iter().map(|(at, _)| *at).collect();
    let is_of_own = |at: &usize| {
        let is_free = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        let is_money = |shape: &Shape| shape.is_numbers() && shape.percents == 0;
        let says =
            |role: &Role| seen.guesses.get(*at).is_some_and(|of| of.iter().any(|guess| guess.role == *role));
        let years = years_in(&head(*at));
        let is_of_year = years.first().map_or(says(&Role::Bookings), |(year, _)| *year == own);
        is_free
            && seen.shapes.get(*at).is_some_and(is_money)
            && (may_be_booked(&head(*at)) || holds(&words(&head(*at)), "bookings"))
            && !says(&Role::Quota)
            && is_of_year
    };
    let question = format!(
        "“{}” is of a year before that of the quota. Which column says what was booked towards it?",
        head(*first)
    );
    let mut ask = Ask::new(about, question);
    for at in (0..columns.all.len()).filter(is_of_own) {
        ask = ask.or(head(at), choose(&[at], &before));
    }
    let names: Vec<String> = before.iter().map(|at| head(*at)).collect();
    ask = ask.or("none of them", choose(&[], &before)).or(names.join(", "), choose(&before, &[]));
    columns.asks.push(ask);
}
