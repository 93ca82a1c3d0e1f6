//! Bookings of a year beside a quota of another one: numbers of last year count towards no quota of this
//! year.

use super::column::Columns;
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::words::words;
use crate::history::import::vocabulary::heads::may_be_booked;

/// The one year that a head names, and whether it is a fiscal one: `FY26`, `FY2026`, `2026`.
fn year_in(head: &str) -> Option<(u32, bool)> {
    let plain = words(head);
    let year = |word: &str| {
        let digits = word.strip_prefix("fy").unwrap_or(word);
        let is_fiscal = digits.len() < word.len();
        let number: u32 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        match digits.len() {
            2 if is_fiscal => Some((2000 + number, true)),
            4 if (2000..2100).contains(&number) => Some((number, is_fiscal)),
            _ => None,
        }
    };
    // `FY 2026` is a fiscal year in two words.
    let is_fiscal = plain.split(' ').any(|word| word == "fy" || word == "fiscal");
    let mut all = plain.split(' ').filter_map(year);
    let (number, is_own) = all.next()?;
    all.next().is_none().then_some((number, is_own || is_fiscal))
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

/// Leaves out bookings of fiscal years before that of the quota, beside those of its own.
pub(super) fn keep_own(seen: &Seen<'_>, columns: &mut Columns) {
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
    let Some((own, _)) = year_of_quotas(columns) else { return };
    let bookings = of_role(columns, &Role::Bookings);
    let is_before = |(at, year): &(usize, Option<(u32, bool)>)| {
        seen.chosen(*at).is_none() && year.is_some_and(|(year, _)| year < own)
    };
    let Some((first, _)) = bookings.first().filter(|_| bookings.iter().all(is_before)) else { return };
    let head = |at: usize| seen.layout.heads.get(at).cloned().unwrap_or_default();
    let choose = |kept: &[usize], others: &[usize]| {
        let role = |at: &usize| if kept.contains(at) { Role::Bookings } else { Role::Ignored };
        let all = kept.iter().chain(others).map(|at| (format!("#{}", at + 1), role(at))).collect();
        Choices { columns: all, ..Choices::default() }
    };
    let before: Vec<usize> = bookings.iter().map(|(at, _)| *at).collect();
    let is_of_own = |at: &usize| {
        let is_free = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        let is_money = |shape: &Shape| shape.is_numbers() && shape.percents == 0;
        is_free
            && seen.shapes.get(*at).is_some_and(is_money)
            && may_be_booked(&head(*at))
            && year_in(&head(*at)).is_some_and(|(year, _)| year == own)
    };
    let question = format!(
        "“{}” is of a year before that of the quota. Which column says what was booked towards it?",
        head(*first)
    );
    let mut ask = Ask::new(format!("column: {}", head(*first)), question);
    for at in (0..columns.all.len()).filter(is_of_own) {
        ask = ask.or(head(at), choose(&[at], &before));
    }
    let names: Vec<String> = before.iter().map(|at| head(*at)).collect();
    ask = ask.or("none of them", choose(&[], &before)).or(names.join(", "), choose(&before, &[]));
    columns.asks.push(ask);
}
