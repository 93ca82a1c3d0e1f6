//! The year in progress on a file's last day, and what was booked in it so far.

use super::spells::began;
use crate::history::import::{Meaning, Reading};
use crate::model::Date;
use serde::{Deserialize, Serialize};

/// Months of a year.
pub(super) const YEAR_MONTHS: u32 = 12;
/// A year of which less is left is nearly over: the plan is then of the twelve months that follow.
const MONTHS_LEFT: u32 = 3;

/// A year of which a part is over, and what was booked in that part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearSoFar {
    /// The year's first day.
    pub begins: Date,
    /// What was won from that day until the file's last, in thousandths of a unit.
    pub booked: i64,
    /// Won deals that it is the sum of.
    pub deals: u32,
    /// Won deals beside them, of which the file says no amount.
    pub without_amount: u32,
}

/// The year in progress; none, where it has not begun or is nearly over on the file's last day, where the
/// file does not cover all of it and of the year before, or where nothing was booked in that: its bookings
/// are what those of the year can be compared with.
pub(super) fn year_so_far(reading: &Reading, as_of: Date, seen_from: Option<Date>) -> Option<YearSoFar> {
    let next = as_of.after_days(1)?;
    let this = Date::new(next.year(), reading.year_begins, 1)?;
    let begins = if this <= next { this } else { Date::new(next.year() - 1, reading.year_begins, 1)? };
    let year_before = Date::new(begins.year() - 1, reading.year_begins, 1)?;
    let is_covered = covered_from(reading, seen_from)? <= year_before;
    let is_in_progress = begins < next && next <= begins.after_months(YEAR_MONTHS - MONTHS_LEFT)?;
    let (before, _, _) = won(reading, |closed| year_before <= closed && closed < begins);
    let (booked, deals, without_amount) = won(reading, |closed| begins <= closed && closed <= as_of);
    (is_covered && is_in_progress && before > 0).then_some(YearSoFar {
        begins,
        booked,
        deals,
        without_amount,
    })
}

/// The day from which on a file tells what happened: that of its first opportunity, or that on which its
/// decisions begin.
pub(super) fn covered_from(reading: &Reading, seen_from: Option<Date>) -> Option<Date> {
    seen_from.or_else(|| reading.opportunities.iter().filter_map(began).min())
}

/// The sum of what was won on some days, in thousandths of a unit, of how many deals, and how many others
/// have no amount.
pub(super) fn won(reading: &Reading, is_counted: impl Fn(Date) -> bool) -> (i64, u32, u32) {
    let all = reading.opportunities.iter().filter(|of| of.meaning == Meaning::Won);
    let counted = all.filter(|of| of.closed.is_some_and(&is_counted));
    counted.fold((0, 0, 0), |(sum, deals, without), of| match of.amount.filter(|amount| *amount > 0) {
        Some(amount) => (sum.saturating_add(amount), deals + 1, without),
        None => (sum, deals, without + 1),
    })
}

/// Calendar months from that of one day to that of another.
pub(super) fn months_between(one: Date, other: Date) -> i32 {
    let count = |day: Date| day.year() * 12 + day.month().cast_signed();
    count(other) - count(one)
}
