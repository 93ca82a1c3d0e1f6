//! Bookings of several years beside a quota of one: only those of its time count towards it.

use super::asks::ask_which;
use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::periods::{months_of, period_in};
use crate::history::import::values::words::words;
use std::ops::Range;

/// A column of bookings, with the year and the months that its head names.
struct Of {
    at: usize,
    months: Option<(u32, Range<u32>)>,
}

/// Leaves out bookings of another time than every quota is of; where no quota names its time, and bookings
/// are of more than a year, it asks which are meant.
pub(super) fn keep_quota_time(seen: &Seen<'_>, columns: &mut Columns) {
    let (quotas, bookings) = (of_role(columns, &Role::Quota), of_role(columns, &Role::Bookings));
    let is_year = |of: &Of| of.months.as_ref().is_some_and(|(year, months)| *year > 0 && months.len() == 12);
    let is_of_years = bookings.iter().all(is_year);
    if (quotas.is_empty() && !is_of_years)
        || bookings.len() < 2
        || bookings.iter().any(|of| seen.chosen(of.at).is_some())
    {
        return;
    }
    let times: Option<Vec<&(u32, Range<u32>)>> = quotas.iter().map(|of| of.months.as_ref()).collect();
    if let Some(times) = times.filter(|times| !times.is_empty()) {
        keep_own(seen, columns, &bookings, &times);
        return;
    }
    let mut dated: Vec<(&Of, u32)> = bookings
        .iter()
        .filter_map(|of| Some((of, of.months.as_ref()?.0)))
        .filter(|(_, year)| *year > 0)
        .collect();
    dated.sort_by_key(|(_, year)| *year);
    let months: usize = dated.iter().filter_map(|(of, _)| Some(of.months.as_ref()?.1.len())).sum();
    let (Some((_, first)), Some((latest, last))) = (dated.first(), dated.last()) else { return };
    if first == last || months <= 12 || quotas.iter().any(|of| of.months.is_some()) {
        return;
    }
    let (kept, all): (usize, Vec<usize>) = (latest.at, bookings.iter().map(|of| of.at).collect());
    let others: Vec<usize> = all.iter().copied().filter(|at| *at != kept).collect();
    let together = all.iter().map(|at| (format!("#{}", at + 1), Role::Bookings)).collect();
    let ask = ask_which(seen, columns, &Role::Bookings, kept, &others);
    let is_split = bookings.iter().all(|of| of.months.is_some());
    let together = Choices { columns: together, ..Choices::default() };
    columns.asks.push(if is_split { ask.or("all of them together", together) } else { ask });
    for at in others {
        columns.take(at, Role::Ignored, "a guess: the bookings of the last year are read");
    }
}

/// Leaves out bookings of another year than the quota, each beside one of the same months of its year. Others
/// are kept, and asked about where all together are longer than a quota is.
fn keep_own(seen: &Seen<'_>, columns: &mut Columns, bookings: &[Of], times: &[&(u32, Range<u32>)]) {
    let is_within = |months: &(u32, Range<u32>)| times.iter().any(|time| overlaps(time, months));
    let (own, other): (Vec<&Of>, Vec<&Of>) =
        bookings.iter().partition(|of| of.months.as_ref().is_some_and(is_within));
    // What names no time beside several of them is the total of all.
    let left: Vec<&(u32, Range<u32>)> = other.iter().filter_map(|of| of.months.as_ref()).collect();
    let (Some(first), false) = (own.first(), left.is_empty()) else { return };
    let has_like = |(year, months): &&(u32, Range<u32>)| {
        let mut own = own.iter().filter_map(|of| of.months.as_ref());
        own.any(|(other, like)| like == months && other != year)
    };
    let fiscal = |role: &Role| columns.all.iter().any(|it| it.role == *role && names_fiscal_year(&it.head));
    let is_shifted = fiscal(&Role::Quota) && !fiscal(&Role::Bookings);
    if !is_shifted && left.iter().all(has_like) {
        let head = seen.layout.heads.get(first.at).cloned().unwrap_or_default();
        for of in other {
            let why = format!("of another time than the quota: “{head}” is read");
            columns.take(of.at, Role::Ignored, &why);
        }
        return;
    }
    let months: usize = bookings.iter().filter_map(|of| Some(of.months.as_ref()?.1.len())).sum();
    let length: usize = times.iter().map(|(_, months)| months.len()).sum();
    if months <= length {
        return;
    }
    let choose = |is_kept: &dyn Fn(&Of) -> bool| {
        let role = |of: &Of| if is_kept(of) { Role::Bookings } else { Role::Ignored };
        let columns = bookings.iter().map(|of| (format!("#{}", of.at + 1), role(of))).collect();
        Choices { columns, ..Choices::default() }
    };
    let name = columns.all.get(first.at).map(|column| column.head.clone()).unwrap_or_default();
    let question = "Bookings are of a longer time than the quota. Which of them count towards it?";
    let ask = Ask::new(format!("column: {name}"), question)
        .or("only those of its time", choose(&|of| own.iter().any(|it| it.at == of.at)))
        .or("all of them together", choose(&|of| of.months.is_some()));
    columns.asks.push(ask);
}

/// Whether a head names a fiscal year, which may begin in the year before: `FY26`, `2025/26`.
fn names_fiscal_year(head: &str) -> bool {
    let plain = words(head);
    let all: Vec<&str> = plain.split(' ').collect();
    let is_fiscal = |word: &&str| {
        let rest = word.strip_prefix("fy");
        rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) || *word == "fiscal"
    };
    let year = |word: &str| word.parse::<u32>().ok().filter(|year| (2000..2100).contains(year));
    let is_next = |pair: &[&str]| {
        let [one, other] = pair else { return false };
        let next = year(one).map(|year| year + 1);
        next.is_some_and(|next| year(other) == Some(next) || other.parse() == Ok(next % 100))
    };
    all.iter().any(is_fiscal) || all.windows(2).any(is_next)
}

/// Whether two times share a month; a year that one of them leaves out may be the other’s.
fn overlaps((year, months): &(u32, Range<u32>), (other_year, other): &(u32, Range<u32>)) -> bool {
    let is_of_year = *year == 0 || *other_year == 0 || year == other_year;
    is_of_year && months.start < other.end && other.start < months.end
}

fn of_role(columns: &Columns, role: &Role) -> Vec<Of> {
    let of = columns.all.iter().enumerate().filter(|(_, column)| column.role == *role);
    of.map(|(at, column)| Of { at, months: period_in(&column.head).and_then(|period| months_of(&period)) })
        .collect()
}
