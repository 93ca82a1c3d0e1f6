//! Plans of quarters that are over, made of what was known before them.

use crate::history::estimate::{PlanError, began, booked, estimates, plan_of_months};
use crate::history::import::{Choices, Import, Reading};
use crate::model::{Currency, Date, Money, Runs, Scenario, ScenarioParts};
use thiserror::Error;

/// Months that are forecast.
pub const QUARTER_MONTHS: u32 = 3;
/// Months of ten years: more cases say little of how it is now.
pub const CASES_MAX: usize = 120;

/// A day, the quarter after it as it would have been planned on that day, and what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The last day of which the plan knows.
    pub day: Date,
    /// The plan, whose target is what was booked in the quarter before; or why there is none.
    pub plan: Result<Scenario, String>,
    /// What was booked in the quarter after that day.
    pub booked: Money,
}

/// Why a file cannot be set against its own past.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BacktestError {
    /// Something must be answered before it can be read.
    #[error("{0}")]
    Asks(String),
    /// No rows of opportunities with days.
    #[error(
        "only opportunities with days can be looked back on: owner, stage, amount, created and close date"
    )]
    NoDays,
    /// No currency.
    #[error("{0}")]
    Currency(String),
    /// No whole quarter after the first month.
    #[error("the file covers less than a month and the quarter after it: there is nothing to look back on")]
    Short,
}

/// The cases of a file as it is read under some choices: a day at the end of each month whose following
/// quarter is over on the file's last day, the earliest first; of more than so many the latest. Each plan has
/// so many runs.
///
/// # Errors
/// When the file asks something first, or does not say enough; see [`BacktestError`].
pub fn cases(
    import: &Import,
    choices: &Choices,
    runs: Runs,
    at_most: usize,
) -> Result<Vec<Case>, BacktestError> {
    let now = import.reading();
    if let Some(ask) = now.asks.first() {
        return Err(BacktestError::Asks(ask.question.clone()));
    }
    let days = days(now)?;
    let skipped = days.len().saturating_sub(at_most);
    days.into_iter().skip(skipped).map(|day| case(import, choices, runs, day)).collect()
}

/// The case of one day.
///
/// # Errors
/// When the file says no currency.
pub fn case(import: &Import, choices: &Choices, runs: Runs, day: Date) -> Result<Case, BacktestError> {
    let now = import.reading();
    let unknown = |error: &dyn std::fmt::Display| BacktestError::Currency(error.to_string());
    let code = now.currency.as_deref().ok_or_else(|| unknown(&PlanError::Currency))?;
    let currency = Currency::new(code).map_err(|error| unknown(&error))?;
    let until = quarter_end(day).ok_or(BacktestError::Short)?;
    let booked = booked(now, currency, |closed| day < closed && closed <= until);
    let booked = booked.map_err(|error| unknown(&error))?;
    let then = Choices { as_of: Some(day.to_string()), ..choices.clone() };
    let plan = import.read_again(&then).map_err(|refusal| refusal.reason);
    Ok(Case { day, plan: plan.and_then(|reading| plan_of_quarter(&reading, runs)), booked })
}

/// The plan of the quarter after a reading's last day.
fn plan_of_quarter(reading: &Reading, runs: Runs) -> Result<Scenario, String> {
    if let Some(ask) = reading.asks.first() {
        return Err(ask.question.clone());
    }
    let estimates = estimates(reading).ok_or("nothing had happened by then")?;
    let plan = plan_of_months(reading, &estimates, QUARTER_MONTHS).map_err(|error| error.to_string())?;
    let parts = ScenarioParts { runs, ..plan.parts().clone() };
    Scenario::new(parts).map_err(|error| error.to_string())
}

/// The last days of months whose following quarter is over: the first is that of the month in which the first
/// opportunity began.
fn days(now: &Reading) -> Result<Vec<Date>, BacktestError> {
    let as_of = now.as_of.ok_or(BacktestError::NoDays)?;
    let first = now.opportunities.iter().filter_map(began).min().ok_or(BacktestError::NoDays)?;
    let mut days = Vec::new();
    let mut month = first.first_of_next_month();
    while let Some(next) = month {
        let Some(day) = next.before_days(1) else { break };
        if quarter_end(day).is_none_or(|until| until > as_of) {
            break;
        }
        days.push(day);
        month = next.after_months(1);
    }
    if days.is_empty() { Err(BacktestError::Short) } else { Ok(days) }
}

/// The last day of the quarter after a month's last day.
fn quarter_end(day: Date) -> Option<Date> {
    day.after_days(1)?.after_months(QUARTER_MONTHS)?.before_days(1)
}
