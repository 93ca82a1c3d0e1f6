//! What is booked so far, read and written: `1.2m by 31 Mar 2027`, `€350k as of 2027-03-31`, `nothing`.

use super::amount::{ask_currency, is_number_of_deals, one_in, without_so_far};
use crate::entry::calendar::days::last_day;
use crate::entry::formatter::write_day;
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Token, after, before, split, tokens, without};
use crate::entry::grammar::words::{FILLER, NOTHING};
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, Formatter, NumberStyle, write_money};
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

/// Reads what is booked so far, and until when; another currency than the plan's, and a day with two
/// readings, are asked for. More than the `target` is questioned, unless it is said to be exactly so.
///
/// # Errors
/// When the text is neither.
pub fn read_booked(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    target: Option<Money>,
) -> Result<Understood<BookedEntry>, EntryError> {
    let read = |text: &str, plan: Currency| {
        let (_, said) = tokens(text, EXAMPLE)?;
        let said = before(&said, "to date").map_or_else(|| said.clone(), <[Token]>::to_vec);
        let said = without_so_far(&said, plan).to_vec();
        let split = split(&said, &["as of", "by", "until", "till", "through", "to", "on", "so far by"]);
        let (amount, days) = match split {
            Some((amount, day)) => {
                let from = day.first().map_or(0, |first| first.from);
                let days =
                    last_day(plain(text).get(from..).unwrap_or_default(), style.today, style.day_order);
                (amount, if days.is_empty() { return Err(EntryError::NotUnderstood(EXAMPLE)) } else { days })
            }
            None => (said.as_slice(), Vec::new()),
        };
        if is_number_of_deals(amount) {
            return Err(EntryError::questioned(
                "this is a number of deals, and an amount is wanted",
                EXAMPLE,
            ));
        }
        let exactly = after(amount, "exactly");
        let amount = match without(amount, FILLER).as_slice() {
            [only] if only.is(NOTHING) => Money::ZERO,
            _ => one_in(exactly.unwrap_or(amount), plan, EXAMPLE)?,
        };
        if exactly.is_none() && target.is_some_and(|target| amount > target) {
            return Err(EntryError::questioned(
                "that is more than the target: if it is, write exactly before it",
                EXAMPLE,
            ));
        }
        Ok((amount, days))
    };
    let asked = ask_currency(&style.thousands(text, plan), plan, &read)?;
    let entry = |amount, until| BookedEntry { amount, until };
    if let Some((amount, days)) = asked.value.as_ref().filter(|(_, days)| days.len() > 1) {
        let reading =
            |day: &Date| Reading::new(format!("by {}", write_day(*day)), entry(*amount, Some(*day)));
        return Ok(Understood::ask(days.iter().map(reading).collect()));
    }
    Ok(asked.map(|(amount, days)| entry(amount, days.first().copied())))
}

/// What the field prints.
pub fn write_booked(
    progress: &Progress,
    currency: Currency,
    target: Money,
    format: &dyn Formatter,
) -> String {
    if *progress == Progress::none() {
        return "nothing".to_owned();
    }
    let exactly = if progress.booked() > target { "exactly " } else { "" };
    let amount = format!("{exactly}{}", write_money(progress.booked(), currency, format));
    match progress.as_of().and_then(|day| day.before_days(1)) {
        Some(day) => format!("{amount} by {}", write_day(day)),
        None => amount,
    }
}

/// What the field says it was understood as.
pub fn echo_booked(progress: &Progress, format: &dyn Formatter) -> String {
    match progress.as_of() {
        None => "booked before the plan’s first day, on which its future begins".to_owned(),
        Some(day) => format!("the future begins on {}", format.day(day)),
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
