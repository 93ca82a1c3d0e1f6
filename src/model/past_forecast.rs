//! Forecasts of the past, beside what then happened.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a forecast is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PastForecastError {
    /// Its range ends before it begins, or the middle lies outside.
    #[error("low, middle and high should rise, as 800k, 1m and 1.3m do")]
    Falls,
    /// A chance beyond its bounds.
    #[error("a chance lies between 0% and 100%, such as 70%")]
    Chance,
    /// Nothing that could be judged.
    #[error(
        "what was forecast or what happened is missing: low, high and booked, or a chance and whether the \
         target was reached"
    )]
    Missing,
}

/// The amounts of a forecast, in minor units: 1 in 10 was to come out below the low end, 1 in 10 above the
/// high one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastRange {
    /// The low end.
    pub low: f64,
    /// The middle, where it was said.
    pub middle: Option<f64>,
    /// The high end.
    pub high: f64,
}

/// A forecast that can be judged: a range with what was booked, a chance with whether it came true, or both.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct PastForecast {
    range: Option<(PastRange, f64)>,
    chance: Option<(f64, bool)>,
}

/// What it is made of, as it is written.
type Parts = (Option<(PastRange, f64)>, Option<(f64, bool)>);

impl TryFrom<Parts> for PastForecast {
    type Error = PastForecastError;
    fn try_from((range, chance): Parts) -> Result<Self, PastForecastError> {
        Self::new(range, chance)
    }
}

impl From<PastForecast> for Parts {
    fn from(PastForecast { range, chance }: PastForecast) -> Self {
        (range, chance)
    }
}

impl PastForecast {
    /// A range and what was booked, in minor units; a chance, as a fraction, and whether it came true.
    ///
    /// # Errors
    /// When the range does not rise, the chance is none, or there is neither.
    pub fn new(
        range: Option<(PastRange, f64)>,
        chance: Option<(f64, bool)>,
    ) -> Result<Self, PastForecastError> {
        if range.is_none() && chance.is_none() {
            return Err(PastForecastError::Missing);
        }
        if let Some((PastRange { low, middle, high }, booked)) = range {
            let middle = middle.unwrap_or(low);
            let rises = low <= middle && middle <= high && low < high;
            let are_finite = [low, high, booked].iter().all(|of| of.is_finite());
            if !(rises && are_finite) {
                return Err(PastForecastError::Falls);
            }
        }
        if chance.is_some_and(|(chance, _)| !(0.0..=1.0).contains(&chance)) {
            return Err(PastForecastError::Chance);
        }
        Ok(Self { range, chance })
    }

    /// The range, and what was booked.
    pub fn range(&self) -> Option<(PastRange, f64)> {
        self.range
    }

    /// The chance, and whether it came true.
    pub fn chance(&self) -> Option<(f64, bool)> {
        self.chance
    }
}
