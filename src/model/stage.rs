//! One stage of the funnel: its rate, its time, and what it takes to leave it.

use super::belief::RateBelief;
use super::limits::{EXIT_CHARACTERS_MAX, NAME_CHARACTERS_MAX, REP_SPREAD_MAX};
use super::stage_time::StageTime;
use crate::math::incomplete::beta_quantile;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Identifies a stage through edits, so that its luck stays its own when others are added or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// How long those that are lost stay; none: as long as those that move on.
    pub loss_time: Option<StageTime>,
    never_decided: f64,
    rep_spread: f64,
    off_plan: f64,
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
    /// Outside [0, [`REP_SPREAD_MAX`]].
    #[error("how much reps differ (ρ) lies between 0 and 0.5, such as 0.02")]
    RepSpread,
    /// Outside [0, 1].
    #[error("of those that do not move on, 0% to 100% are never decided, such as 20%")]
    NeverDecided,
    /// Outside [0, 1].
    #[error("off the process a rate is 0% to 100% of what it is on it, such as 80%")]
    OffPlan,
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
            let (name, exit_criteria) = (name.to_owned(), exit_criteria.to_owned());
            Ok(Self {
                id,
                name,
                exit_criteria,
                rate,
                time,
                loss_time: None,
                never_decided: 0.0,
                rep_spread: 0.0,
                off_plan: 1.0,
            })
        }
    }

    /// The same with another name and other exit criteria.
    ///
    /// # Errors
    /// When a text is too long.
    pub fn worded(&self, name: &str, exit_criteria: &str) -> Result<Self, StageError> {
        let Self { name, exit_criteria, .. } = Self::new(self.id, name, exit_criteria, self.rate, self.time)?;
        Ok(Self { name, exit_criteria, ..self.clone() })
    }

    /// The same with opportunities that stay open for good: of those that do not move on, this share is never
    /// lost either. Of all that enter at the rate p, p move on, (1 − share)·(1 − p) are lost and
    /// share·(1 − p) stay; so it holds for every rate that p may take.
    ///
    /// # Errors
    /// When the share is outside [0, 1].
    pub fn with_never_decided(self, share: f64) -> Result<Self, StageError> {
        if (0.0..=1.0).contains(&share) {
            Ok(Self { never_decided: share, ..self })
        } else {
            Err(StageError::NeverDecided)
        }
    }

    /// The same with reps who differ: given the team's rate p, a rep's is Beta distributed with mean p and
    /// variance ρ·p·(1 − p); `rep_spread` is ρ, the correlation of two outcomes of one rep.
    ///
    /// # Errors
    /// When ρ is outside [0, 0.5].
    pub fn with_rep_spread(self, rep_spread: f64) -> Result<Self, StageError> {
        if (0.0..=REP_SPREAD_MAX).contains(&rep_spread) {
            Ok(Self { rep_spread, ..self })
        } else {
            Err(StageError::RepSpread)
        }
    }

    /// The same with another rate for opportunities that are not run by the plan: this share of the rate on
    /// it.
    ///
    /// # Errors
    /// When the share is outside [0, 1].
    pub fn with_off_plan(self, off_plan: f64) -> Result<Self, StageError> {
        if (0.0..=1.0).contains(&off_plan) { Ok(Self { off_plan, ..self }) } else { Err(StageError::OffPlan) }
    }

    /// Of those that do not move on, the share that is never decided.
    pub fn never_decided(&self) -> f64 {
        self.never_decided
    }

    /// The share of those that enter that stays open for good.
    pub fn open_for_good(&self) -> f64 {
        self.never_decided * (1.0 - self.rate.mean())
    }

    /// The mean rate of opportunities that are not run by the plan.
    pub fn mean_off_plan(&self) -> f64 {
        self.rate.mean() * self.off_plan
    }

    /// ρ: how much reps differ beyond chance.
    pub fn rep_spread(&self) -> f64 {
        self.rep_spread
    }

    /// The rate below which a share `p` of the reps lie: the quantile of the Beta law of
    /// [`Stage::with_rep_spread`] at the mean of the team's rate, which is itself the answer where reps do
    /// not differ.
    pub fn rep_rate(&self, p: f64) -> f64 {
        let mean = self.rate.mean();
        if self.rep_spread <= 0.0 || mean <= 0.0 || mean >= 1.0 {
            return mean;
        }
        let cases = (1.0 - self.rep_spread) / self.rep_spread;
        beta_quantile(p, mean * cases, (1.0 - mean) * cases)
    }

    /// The rate off the plan, as a share of the rate on it.
    pub fn off_plan(&self) -> f64 {
        self.off_plan
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
