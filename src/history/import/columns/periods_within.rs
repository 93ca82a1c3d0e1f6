//! Columns of periods beside longer ones that hold them, such as months and their quarter: only one of them
//! counts.

use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::Role;
use crate::history::import::values::money;
use crate::history::import::values::numbers::DecimalMark;
use crate::history::import::values::periods::{beside_period, is_part_of, months_of, period_in};
use std::ops::Range;

/// A column of a period.
struct Of {
    at: usize,
    /// Its year and its months.
    months: (u32, Range<u32>),
    /// What its head says beside the period.
    beside: String,
}

/// Leaves out what would count twice. Periods within a longer one are left out where they sum to it, or where
/// both are of the same year and they are no more; else what is of a longer time, if its year is another, or
/// it is a quota of more than what was booked.
pub(super) fn drop_parts(seen: &Seen<'_>, columns: &mut Columns) {
    for role in [Role::Quota, Role::Bookings, Role::WonCount, Role::LostCount] {
        let mut all = of_role(seen, columns, &role);
        // Months go into their quarter before quarters go into their year.
        all.sort_by_key(|of| of.months.1.len());
        for place in 0..all.len() {
            let Some(longer) = all.get(place) else { continue };
            let is_part = |of: &&Of| {
                columns.all.get(of.at).is_some_and(|column| column.role == role)
                    && of.beside == longer.beside
                    && is_part_of(&of.months, &longer.months)
            };
            let parts: Vec<&Of> = all.iter().filter(is_part).collect();
            if parts.is_empty() {
                continue;
            }
            let of_year = parts.iter().all(|part| part.months.0 == longer.months.0);
            let marks = [DecimalMark::Point, DecimalMark::Comma];
            let is_sum = marks.iter().any(|mark| holds_in_rows(seen, longer, &parts, *mark, is_nearly));
            let is_within = || marks.iter().all(|mark| holds_in_rows(seen, longer, &parts, *mark, at_most));
            let left_out: Vec<usize> = if is_sum || (role != Role::Quota && of_year && is_within()) {
                parts.iter().map(|part| part.at).collect()
            } else if role == Role::Quota && is_span_of_bookings(seen, columns, &parts, longer) {
                vec![longer.at]
            } else if role != Role::Quota && !of_year {
                // `2025` beside `Q1` and `Q2` that do not sum to it: of another year, or of more than they.
                vec![longer.at]
            } else {
                continue;
            };
            let kept = if left_out == [longer.at] {
                parts.first().map_or(longer.at, |part| part.at)
            } else {
                longer.at
            };
            let head = seen.layout.heads.get(kept).cloned().unwrap_or_default();
            for at in left_out.into_iter().filter(|at| seen.chosen(*at).is_none()) {
                columns.take(at, Role::Ignored, &format!("“{head}” is read, and both would count twice"));
            }
        }
    }
}

fn of_role(seen: &Seen<'_>, columns: &Columns, role: &Role) -> Vec<Of> {
    let of = columns.all.iter().enumerate().filter(|(_, column)| column.role == *role);
    let of = of.filter_map(|(at, column)| {
        let months = months_of(&period_in(&column.head)?)?;
        let beside = beside_period(seen.layout.heads.get(at)?);
        Some(Of { at, months, beside })
    });
    of.collect()
}

/// Whether sums of parts and the whole are so in all rows that have the whole.
fn holds_in_rows(
    seen: &Seen<'_>,
    longer: &Of,
    parts: &[&Of],
    mark: DecimalMark,
    are: fn(i64, i64) -> bool,
) -> bool {
    let read = |row: usize, at: usize| {
        money::written(seen.grid.cell(row, at)).and_then(|written| written.read(mark))
    };
    let mut rows = 0;
    let all = seen.layout.body.iter().all(|body| {
        let Some(whole) = read(body.row, longer.at) else { return true };
        rows += 1;
        are(parts.iter().filter_map(|part| read(body.row, part.at)).fold(0, i64::saturating_add), whole)
    });
    all && rows > 0
}

/// Equal but for what was rounded.
fn is_nearly(sum: i64, whole: i64) -> bool {
    sum.abs_diff(whole) <= whole.unsigned_abs() / 200
}

fn at_most(sum: i64, whole: i64) -> bool {
    sum <= whole
}

/// Whether what was booked is of a part and not of the longer time.
fn is_span_of_bookings(seen: &Seen<'_>, columns: &Columns, parts: &[&Of], longer: &Of) -> bool {
    let bookings = of_role(seen, columns, &Role::Bookings);
    let is_booked = |months: &(u32, Range<u32>)| bookings.iter().any(|of| of.months == *months);
    !bookings.is_empty() && !is_booked(&longer.months) && parts.iter().all(|part| is_booked(&part.months))
}
