//! What is booked so far: `1.2m by 31 Mar 2027`, `€350k as of 2027-03-31`, `nothing`.

use super::period::last_day;
use super::{EntryError, NumberStyle, normalised, read_amount, split_range};
use crate::model::{Calendar, Currency, Date, Money, Progress, ProgressError};

const EXAMPLE: &str = "350k by 31 Mar 2027, or nothing";

/// What a text on bookings so far was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BookedEntry {
    /// Booked.
    pub amount: Money,
    /// The last day that it covers; none: nothing of the plan is over yet.
    pub until: Option<Date>,
}

/// Reads what is booked so far, in the plan's currency, and until when.
///
/// # Errors
/// When the text is neither, or names another currency.
pub fn read_booked(text: &str, style: NumberStyle, plan: Currency) -> Result<BookedEntry, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    if ["nothing", "none", "no", "-"].contains(&text.as_str()) {
        return Ok(BookedEntry { amount: Money::ZERO, until: None });
    }
    let split = split_range(&text, &[" by the end of ", " by ", " as of ", " until ", " to ", " on "]);
    let (amount, until) = match split {
        Some((amount, day)) => (amount, Some(last_day(day).ok_or(EntryError::NotUnderstood(EXAMPLE))?)),
        None => (text.as_str(), None),
    };
    let amount = if amount == "nothing" { "0" } else { amount };
    let amount = read_amount(amount, style, EXAMPLE)?;
    match amount.currency {
        Some(typed) if typed != plan => {
            Err(EntryError::OtherCurrency { plan: plan.code().to_owned(), typed: typed.code().to_owned() })
        }
        _ => Ok(BookedEntry { amount: Money::from_major(amount.major, plan)?, until }),
    }
}

impl BookedEntry {
    /// The progress of a plan: its future begins on the day after.
    ///
    /// # Errors
    /// When that day is not within the plan.
    pub fn progress(&self, calendar: &Calendar) -> Result<Progress, ProgressError> {
        Progress::new(calendar, self.until.and_then(|day| day.after_days(1)), self.amount)
    }
}
