//! Where a plan stands: what is booked, and until when.

use super::calendar::Calendar;
use super::date::Date;
use super::money::Money;
use thiserror::Error;

/// Booked so far: the trials begin on the as-of date, and every total contains what is booked.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    as_of: Option<Date>,
    as_of_day: f64,
    booked: Money,
}

/// Why progress is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProgressError {
    /// An as-of date without a start date, before it, or not before the end.
    #[error("the as-of date lies within the plan and the plan needs a start date, such as 2027-04-01")]
    AsOf,
}

impl Progress {
    /// Nothing booked; the trials begin on the plan's first day.
    pub fn none() -> Self {
        Self { as_of: None, as_of_day: 0.0, booked: Money::ZERO }
    }

    /// `booked` is what the plan's days before `as_of` (default: none) have brought.
    ///
    /// # Errors
    /// When the date is not within the plan, or the plan has no start date.
    pub fn new(calendar: &Calendar, as_of: Option<Date>, booked: Money) -> Result<Self, ProgressError> {
        let as_of_day = match as_of {
            None => 0.0,
            Some(date) => calendar
                .day_of(date)
                .filter(|day| 0.0 <= *day && *day < calendar.days())
                .ok_or(ProgressError::AsOf)?,
        };
        Ok(Self { as_of, as_of_day, booked })
    }

    /// The date the future begins, if not the plan's first.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The same in days from the plan's first.
    pub fn as_of_day(&self) -> f64 {
        self.as_of_day
    }

    /// Booked before the as-of date.
    pub fn booked(&self) -> Money {
        self.booked
    }
}
