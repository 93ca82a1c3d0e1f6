//! Estimates: a share without a number of cases, and how many cases it is worth.

use crate::entry::EntryError;
use crate::model::limits::{BETA_SHAPE_LEAST, CASES_MAX};
use crate::model::{BeliefKind, RateBelief, RateError};

/// How many observed cases a bare percentage is worth: an estimate, not a certainty.
pub const ESTIMATE_CASES: u32 = 50;

/// What is said of an estimate that stands on more cases than usual.
pub(super) fn more_cases(belief: &RateBelief) -> Option<String> {
    let BeliefKind::Estimate { rate, cases } = belief.kind() else { return None };
    let is_raised = cases > ESTIMATE_CASES && cases_of(rate) == Some(cases);
    is_raised.then(|| format!("based on about {cases} deals, as fewer would not tell it"))
}

/// How many cases a bare percentage is worth: [`ESTIMATE_CASES`], and so many times more for one that is so
/// near to 0% or 100% that these would not tell it from never or always. None, where no number of cases does.
fn cases_of(rate: f64) -> Option<u32> {
    let rare = rate.min(1.0 - rate);
    let times = (BETA_SHAPE_LEAST / (rare * f64::from(ESTIMATE_CASES))).ceil().max(1.0);
    if times * f64::from(ESTIMATE_CASES) > f64::from(CASES_MAX) {
        return None;
    }
    let cases = |times: f64| {
        let cases = crate::entry::grammar::number::whole_number(times * f64::from(ESTIMATE_CASES))?;
        RateBelief::estimate(rate, cases).is_ok().then_some(cases)
    };
    cases(times).or_else(|| cases(times + 1.0))
}

/// An estimate without a number of cases. One that no number of cases tells is exact.
pub(in crate::entry) fn estimated(rate: f64) -> Result<RateBelief, RateError> {
    match cases_of(rate) {
        Some(cases) => RateBelief::estimate(rate, cases),
        None if 0.0 < rate && rate < 1.0 => RateBelief::exact(rate),
        None => RateBelief::estimate(rate, ESTIMATE_CASES),
    }
}

/// An estimate with its number of cases; where these are too few for it, what would be enough is offered.
pub(in crate::entry) fn stated(rate: f64, cases: u32) -> Result<RateBelief, EntryError> {
    RateBelief::estimate(rate, cases).map_err(|error| {
        let percent = (rate * 1e10).round() / 1e8;
        let enough = match cases_of(rate) {
            _ if error != RateError::TooVague || cases == 0 => return EntryError::from(error),
            Some(enough) => format!("{percent}% of {enough} cases"),
            None => format!("exactly {percent}%"),
        };
        let reason = "so few cases do not tell such a share from never or always";
        EntryError::asked(reason, enough.clone(), Some(enough))
    })
}
