//! The plan's time: `12 months`, `90 days`, `December 2027`, `2027-12-31`, `Jan 2027 to Dec 2027`.

use super::{EntryError, normalised, split_range};
use crate::model::limits::HORIZON_MONTHS_MAX;
use crate::model::{Calendar, Date, Horizon};

const EXAMPLE: &str = "December 2027, 12 months, or Jan 2027 to Dec 2027";

/// What a period was understood as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, if the text names it.
    pub start: Option<Date>,
    /// Its end.
    pub end: PeriodEnd,
}

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// After so many months or days.
    After(Horizon),
    /// On this day, included.
    On(Date),
}

/// Reads a period.
///
/// # Errors
/// When the text is no period.
pub fn read_period(text: &str) -> Result<Period, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    if let Some((start, end)) = split_range(&text, &[" to ", " until ", " - "]) {
        let start = day(start, Edge::First).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
        return Ok(Period { start: Some(start), end: end_of(end)? });
    }
    let text = text.strip_prefix("by ").or_else(|| text.strip_prefix("in ")).unwrap_or(&text);
    Ok(Period { start: None, end: end_of(text)? })
}

impl Period {
    /// The calendar of the period; without a start of its own it begins on `start`.
    ///
    /// # Errors
    /// When it ends before it begins, or is longer than a plan may be.
    pub fn calendar(self, start: Option<Date>) -> Result<Calendar, EntryError> {
        let start = self.start.or(start);
        let horizon = match (self.end, start) {
            (PeriodEnd::After(horizon), _) => horizon,
            (PeriodEnd::On(_), None) => {
                return Err(EntryError::NotUnderstood("Jan 2027 to Dec 2027, or 12 months"));
            }
            (PeriodEnd::On(end), Some(start)) => {
                whole_months(start, end).or_else(|| days_between(start, end)).ok_or(
                    EntryError::NotUnderstood("a day after the plan's first, such as Jan 2027 to Dec 2027"),
                )?
            }
        };
        Ok(Calendar::new(start, horizon)?)
    }
}

/// The months from `start` to the end of day `end`, if they are whole.
fn whole_months(start: Date, end: Date) -> Option<Horizon> {
    let after = end.after_days(1);
    (1..=HORIZON_MONTHS_MAX).find(|months| start.after_months(*months) == after).map(Horizon::Months)
}

fn days_between(start: Date, end: Date) -> Option<Horizon> {
    u32::try_from(start.days_until(end) + 1).ok().filter(|days| *days > 0).map(Horizon::Days)
}

fn end_of(text: &str) -> Result<PeriodEnd, EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let number = |unit: &str| text.strip_suffix(unit).and_then(|number| number.trim().parse::<u32>().ok());
    let months = ["months", "month", "mo"].iter().find_map(|unit| number(unit));
    if let Some(months) = months {
        return Ok(PeriodEnd::After(Horizon::Months(months)));
    }
    if let Some(years) = ["years", "year"].iter().find_map(|unit| number(unit)) {
        return Ok(PeriodEnd::After(Horizon::Months(years.saturating_mul(12))));
    }
    if let Some(weeks) = ["weeks", "week"].iter().find_map(|unit| number(unit)) {
        return Ok(PeriodEnd::After(Horizon::Days(weeks.saturating_mul(7))));
    }
    if let Some(days) = ["days", "day", "d"].iter().find_map(|unit| number(unit)) {
        return Ok(PeriodEnd::After(Horizon::Days(days)));
    }
    if text.parse::<u32>().is_ok_and(|months| months <= HORIZON_MONTHS_MAX) {
        return Ok(PeriodEnd::After(Horizon::Months(text.parse().map_err(|_| not_understood())?)));
    }
    Ok(PeriodEnd::On(day(text, Edge::Last).ok_or_else(not_understood)?))
}

/// Which day of a month is meant when only the month is named.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    First,
    Last,
}

/// `2027-12-31`, `31.12.2027`, `31 Dec 2027`, `Dec 31, 2027`, `December 2027`, `2027-12`, `12/2027`, `2027`.
fn day(text: &str, edge: Edge) -> Option<Date> {
    let parts: Vec<&str> = text.split([' ', ',', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let month_names = parts.iter().filter_map(|part| month_of(part)).count();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    if month_names + numbers.len() != parts.len() || month_names > 1 {
        return None;
    }
    let named = parts.iter().find_map(|part| month_of(part));
    let is_year = |number: u32| (1970..=2200).contains(&number);
    let (year, month, day_of_month) = match (named, numbers.as_slice()) {
        (Some(month), [year]) if is_year(*year) => (*year, month, None),
        (Some(month), [day, year] | [year, day]) if is_year(*year) && !is_year(*day) => {
            (*year, month, Some(*day))
        }
        (None, [year, month] | [month, year]) if is_year(*year) => (*year, *month, None),
        (None, [year, month, day]) if is_year(*year) => (*year, *month, Some(*day)),
        // With dots the day comes first everywhere; with slashes it depends on the country, and is refused.
        (None, [day, month, year]) if is_year(*year) && text.contains('.') => (*year, *month, Some(*day)),
        (None, [year]) if is_year(*year) => (*year, if edge == Edge::First { 1 } else { 12 }, None),
        _ => return None,
    };
    let year = i32::try_from(year).ok()?;
    match (day_of_month, edge) {
        (Some(day), _) => Date::new(year, month, day),
        (None, Edge::First) => Date::new(year, month, 1),
        (None, Edge::Last) => (28..=31).rev().find_map(|day| Date::new(year, month, day)),
    }
}

/// The day that a text names; of a month alone, its last.
pub(super) fn last_day(text: &str) -> Option<Date> {
    day(text, Edge::Last)
}

/// The month that a word names: in full, or its first three letters or more.
pub(super) fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let index = MONTHS.iter().position(|month| word.chars().count() >= 3 && month.starts_with(word))?;
    u32::try_from(index + 1).ok()
}
