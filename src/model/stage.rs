//! One stage of the funnel: its rate, its time, and what it takes to leave it.

use super::belief::RateBelief;
use super::limits::{
    EXIT_CHARACTERS_MAX, NAME_CHARACTERS_MAX, STAGE_DAYS_MAX, STAGE_SPREAD_LEAST, STAGE_SPREAD_MAX,
};
use crate::math::incomplete::gamma_lower;
use thiserror::Error;

/// Identifies a stage through edits, so that its luck stays its own when others are added or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StageId(pub u32);

/// A stage of the funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Stable identity; see [`StageId`].
    pub id: StageId,
    name: String,
    exit_criteria: String,
    /// The share that moves on.
    pub rate: RateBelief,
    /// How long those that move on stay.
    pub time: StageTime,
}

/// Why a stage's texts are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StageError {
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a stage's name has at most 80 characters, such as Proposal")]
    NameTooLong,
    /// Longer than [`EXIT_CHARACTERS_MAX`].
    #[error("exit criteria have at most 400 characters, such as “budget confirmed in writing”")]
    ExitTooLong,
}

impl Stage {
    /// A stage with a name, exit criteria (may be empty), a rate and a time.
    ///
    /// # Errors
    /// When a text is too long.
    pub fn new(
        id: StageId,
        name: &str,
        exit_criteria: &str,
        rate: RateBelief,
        time: StageTime,
    ) -> Result<Self, StageError> {
        if name.chars().count() > NAME_CHARACTERS_MAX {
            Err(StageError::NameTooLong)
        } else if exit_criteria.chars().count() > EXIT_CHARACTERS_MAX {
            Err(StageError::ExitTooLong)
        } else {
            Ok(Self { id, name: name.to_owned(), exit_criteria: exit_criteria.to_owned(), rate, time })
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What must be true before an opportunity may leave it.
    pub fn exit_criteria(&self) -> &str {
        &self.exit_criteria
    }
}

/// How long an opportunity that moves on stays in a stage. All in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageTime {
    mean_days: f64,
    sd_days: f64,
}

/// Why a time is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StageTimeError {
    /// Negative, infinite or beyond [`STAGE_DAYS_MAX`].
    #[error("time in a stage lies between 0 days and 10 years, such as 20 days or 3 months")]
    Mean,
    /// Spread negative, or relative to the mean above [`STAGE_SPREAD_MAX`].
    #[error("the spread of time in a stage lies between 0 and 10 times its mean, such as 20 ± 14 days")]
    Spread,
}

impl StageTime {
    /// Always the same time. 0 days is allowed: the stage takes no time.
    ///
    /// # Errors
    /// When the time is negative or beyond ten years.
    pub fn fixed(days: f64) -> Result<Self, StageTimeError> {
        if (0.0..=STAGE_DAYS_MAX).contains(&days) {
            Ok(Self { mean_days: days, sd_days: 0.0 })
        } else {
            Err(StageTimeError::Mean)
        }
    }

    /// Gamma distributed, by mean and standard deviation.
    ///
    /// # Errors
    /// When the mean is negative or beyond ten years, or the spread negative or beyond ten means.
    pub fn gamma(mean_days: f64, sd_days: f64) -> Result<Self, StageTimeError> {
        let fixed = Self::fixed(mean_days)?;
        if !(0.0..=STAGE_SPREAD_MAX * mean_days).contains(&sd_days) {
            Err(StageTimeError::Spread)
        } else if sd_days <= 0.0 {
            Ok(fixed)
        } else {
            Ok(Self { mean_days, sd_days })
        }
    }

    /// Mean in days.
    pub fn mean_days(self) -> f64 {
        self.mean_days
    }

    /// Standard deviation in days; 0 for a fixed time.
    pub fn sd_days(self) -> f64 {
        self.sd_days
    }

    /// Shape and scale (days) of the gamma law: shape = (mean / sd)², scale = sd² / mean. A spread below 2%
    /// of the mean counts as fixed, and has none.
    pub fn gamma_shape_scale(self) -> Option<(f64, f64)> {
        if self.sd_days <= STAGE_SPREAD_LEAST * self.mean_days {
            return None;
        }
        let ratio = self.mean_days / self.sd_days;
        Some((ratio * ratio, self.sd_days / ratio))
    }

    /// The `p` quantile in days, `p` in (0, 1), by bisection to a thousandth of a day.
    pub fn quantile_days(self, p: f64) -> f64 {
        let Some((shape, scale)) = self.gamma_shape_scale() else { return self.mean_days };
        let (mut low, mut high) = (0.0, self.mean_days + 40.0 * self.sd_days);
        while high - low > 1e-3 {
            let middle = 0.5 * (low + high);
            if gamma_lower(shape, middle / scale) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }
}
