//! A day of the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the Gregorian calendar, written 2027-01-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "(i32, u32, u32)", into = "(i32, u32, u32)")]
pub struct Date(NaiveDate);

/// What comes first in a date with slashes: a fact of a locale, or of a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrder {
    /// 31/1/2027
    DayFirst,
    /// 1/31/2027
    MonthFirst,
}

impl DayOrder {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

impl TryFrom<(i32, u32, u32)> for Date {
    type Error = &'static str;
    fn try_from((year, month, day): (i32, u32, u32)) -> Result<Self, Self::Error> {
        Self::new(year, month, day).ok_or("no such day")
    }
}

impl From<Date> for (i32, u32, u32) {
    fn from(date: Date) -> Self {
        (date.year(), date.month(), date.day())
    }
}

impl Date {
    /// The day of a year, a month (1 to 12) and a day of the month; none, if there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `2027-01-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() == 4 && month.len() == 2 && day.len() == 2 {
            Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        } else {
            None
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week, from 0 for Monday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The Monday of a week of a year, from 1 (ISO 8601); none, if the year has no such week.
    pub fn of_week(year: i32, week: u32) -> Option<Self> {
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Self)
    }

    /// The same day so many months later, or the last of that month if it is shorter.
    pub fn after_months(self, months: u32) -> Option<Self> {
        self.0.checked_add_months(Months::new(months)).map(Self)
    }

    /// So many days later.
    pub fn after_days(self, days: u64) -> Option<Self> {
        self.0.checked_add_days(Days::new(days)).map(Self)
    }

    /// The date so many days earlier; none before the calendar begins.
    pub fn before_days(self, days: u64) -> Option<Self> {
        self.0.checked_sub_days(Days::new(days)).map(Self)
    }

    /// Days from this day to another, negative if it lies before.
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// The first day of this day's month.
    pub fn first_of_month(self) -> Option<Self> {
        self.0.with_day(1).map(Self)
    }

    /// The first day of the month after this day's.
    pub fn first_of_next_month(self) -> Option<Self> {
        self.first_of_month()?.after_months(1)
    }

    /// Whether it is the last day of its month.
    pub fn ends_month(self) -> bool {
        self.after_days(1).is_some_and(|next| next.day() == 1)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}
