//! Bookings of several years beside a quota of one: only those of its time count towards it.

use super::asks::ask_which;
use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Choices, Role};
use crate::history::import::values::periods::{months_of, period_in};
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
    if quotas.is_empty() || bookings.len() < 2 || bookings.iter().any(|of| seen.chosen(of.at).is_some()) {
        return;
    }
    let times: Option<Vec<&(u32, Range<u32>)>> = quotas.iter().map(|of| of.months.as_ref()).collect();
    if let Some(times) = times {
        let is_within = |months: &(u32, Range<u32>)| times.iter().any(|time| overlaps(time, months));
        let (own, other): (Vec<&Of>, Vec<&Of>) =
            bookings.iter().partition(|of| of.months.as_ref().is_some_and(is_within));
        // What names no time beside several of them is the total of all.
        let is_other = other.iter().any(|of| of.months.is_some());
        let (Some(first), true) = (own.first(), is_other) else { return };
        let head = seen.layout.heads.get(first.at).cloned().unwrap_or_default();
        for of in other {
            let why = format!("of another time than the quota: “{head}” is read");
            columns.take(of.at, Role::Ignored, &why);
        }
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
