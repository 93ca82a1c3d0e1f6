//! The days of a plan: its first day, its horizon, and the months in between.

use super::date::Date;
use super::limits::{HORIZON_DAYS_MAX, HORIZON_MONTHS_MAX};
use thiserror::Error;

/// Days of a month when the plan has no start date: 365 / 12.
pub const DAYS_IN_PLAIN_MONTH: f64 = 365.0 / 12.0;

/// How long the plan runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// Whole months, 1 to 36.
    Months(u32),
    /// Days, 1 to 1,096.
    Days(u32),
}

/// The plan's days: day 0 is the first, `days()` the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    start: Option<Date>,
    horizon: Horizon,
    months: Vec<Month>,
}

/// One month of the plan, or what of it lies within the horizon. Times are days from the plan's first day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// First moment.
    pub from_day: f64,
    /// End, at most the horizon's.
    pub to_day: f64,
    /// Length of the whole month: supply is stated for this long.
    pub days: f64,
    /// Month of the year, 0 for January; without a start date the plan begins in January.
    pub month_of_year: usize,
}

/// Why a horizon or a start is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// Not 1 to 36 months.
    #[error("a plan runs for 1 to 36 months, such as 12")]
    Months,
    /// Not 1 to 1,096 days.
    #[error("a plan runs for 1 to 1096 days, such as 90")]
    Days,
    /// A start date outside the years 1970 to 2200.
    #[error("a plan starts between 1970 and 2200, such as 2027-01-01")]
    Start,
}

impl Calendar {
    /// The months of a horizon that starts on `start`; without it, a month is 365 / 12 days.
    ///
    /// # Errors
    /// When the horizon or the start is out of bounds.
    pub fn new(start: Option<Date>, horizon: Horizon) -> Result<Self, CalendarError> {
        match horizon {
            Horizon::Months(months) if !(1..=HORIZON_MONTHS_MAX).contains(&months) => {
                return Err(CalendarError::Months);
            }
            Horizon::Days(days) if !(1..=HORIZON_DAYS_MAX).contains(&days) => {
                return Err(CalendarError::Days);
            }
            Horizon::Months(_) | Horizon::Days(_) => {}
        }
        if start.is_some_and(|date| !(1970..=2200).contains(&date.year())) {
            return Err(CalendarError::Start);
        }
        let mut months = Vec::new();
        for index in 0.. {
            let (from_day, end_day) = (month_start(start, index), month_start(start, index + 1));
            let to_day = match horizon {
                Horizon::Months(count) if index >= count => break,
                Horizon::Days(days) if from_day >= f64::from(days) => break,
                Horizon::Months(_) => end_day,
                Horizon::Days(days) => end_day.min(f64::from(days)),
            };
            let first_month = start.map_or(1, Date::month);
            let month_of_year = usize::try_from((first_month + 11 + index) % 12).unwrap_or(0);
            months.push(Month { from_day, to_day, days: end_day - from_day, month_of_year });
        }
        Ok(Self { start, horizon, months })
    }

    /// The first day, if it has a date.
    pub fn start(&self) -> Option<Date> {
        self.start
    }

    /// As it was stated.
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// The months, in order; never empty.
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// Length of the plan in days.
    pub fn days(&self) -> f64 {
        self.months.last().map_or(0.0, |month| month.to_day)
    }

    /// Days from the first day to `date`; without a start date, none.
    pub fn day_of(&self, date: Date) -> Option<f64> {
        Some(self.start?.days_until(date) as f64)
    }

    /// The last day of the plan, if it has dates.
    pub fn last_date(&self) -> Option<Date> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, from 0 to 36 months"
        )]
        let days_after_first = (self.days() - 1.0) as u64;
        self.start?.after_days(days_after_first)
    }

    /// Days from the plan's first on which a fiscal quarter ends, from day 0 to the plan's end; the fiscal
    /// year begins in month `fiscal_start` of the year, 1 for January. Without a start date the plan begins
    /// with January.
    pub fn quarter_ends(&self, fiscal_start: u32) -> Vec<f64> {
        let is_first = |month: u32| (month + 12 - fiscal_start).is_multiple_of(3);
        let day_one = self.start.is_none_or(|start| start.day() == 1);
        let mut ends = Vec::new();
        for index in 0..=HORIZON_MONTHS_MAX + 1 {
            let (month, day) = match self.start {
                None => (1 + index % 12, month_start(None, index)),
                Some(start) => {
                    let first = start.first_of_month().and_then(|first| first.after_months(index));
                    let Some(first) = first else { break };
                    (first.month(), start.days_until(first) as f64)
                }
            };
            if is_first(month) && (index > 0 || day_one) && day <= self.days() {
                ends.push(day);
            }
        }
        ends
    }

    /// The date of the first day of month `index`, if it has dates.
    pub fn month_date(&self, index: usize) -> Option<Date> {
        self.start?.after_months(u32::try_from(index).ok()?)
    }
}

/// Days from the plan's first day to the first day of month `index`.
fn month_start(start: Option<Date>, index: u32) -> f64 {
    let plain = f64::from(index) * DAYS_IN_PLAIN_MONTH;
    let Some(start) = start else { return plain };
    start.after_months(index).map_or(plain, |date| start.days_until(date) as f64)
}
