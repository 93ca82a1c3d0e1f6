//! A line of business: where its opportunities come from, how they fare, what they bring.

use super::deal_size::DealSize;
use super::limits::{NAME_CHARACTERS_MAX, STAGES_MAX};
use super::pipeline::PipelineStart;
use super::relative_error::RelativeError;
use super::stage::{Stage, StageId};
use super::supply::Supply;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Identifies a segment through edits, so that its luck stays its own when others are added or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SegmentId(pub u32);

/// A line of business.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Stable identity; see [`SegmentId`].
    pub id: SegmentId,
    name: String,
    /// New opportunities.
    pub supply: Supply,
    pipeline: PipelineStart,
    stages: Vec<Stage>,
    /// Sizes of won deals.
    pub deal_size: DealSize,
    /// How well the length of the whole cycle is known: one factor a trial for the times of all stages.
    pub cycle_error: RelativeError,
    /// Whose uncertain rates and busy months it shares: stage by stage, in their order, the draws are that
    /// segment's, and so is the overdispersion of each month. For a line of business that is split, its
    /// evidence being the same.
    pub shares_with: Option<SegmentId>,
}

/// Why a segment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SegmentError {
    /// No stage, or more than [`STAGES_MAX`].
    #[error("a funnel has 1 to 12 stages, such as Qualified, Proposal, Negotiation")]
    StageCount,
    /// Two stages with the same id.
    #[error("two stages have the same id: number them 1, 2, 3 …")]
    StageIds,
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a segment's name has at most 80 characters, such as Mid-market")]
    NameTooLong,
    /// An open deal in a stage that is not there.
    #[error("an open deal is in a stage of its own segment: give the stage's id, such as 2")]
    OpenStage,
}

impl Segment {
    /// A segment of 1 to 12 stages, its cycle known, sharing nothing.
    ///
    /// # Errors
    /// When there are none or too many stages, two have the same id, or a deal is open in none of them.
    pub fn new(
        id: SegmentId,
        name: &str,
        supply: Supply,
        pipeline: PipelineStart,
        stages: Vec<Stage>,
        deal_size: DealSize,
    ) -> Result<Self, SegmentError> {
        if name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(SegmentError::NameTooLong);
        }
        let segment = Self {
            id,
            name: name.to_owned(),
            supply,
            pipeline,
            stages: Vec::new(),
            deal_size,
            cycle_error: RelativeError::NONE,
            shares_with: None,
        };
        segment.with_stages(stages)
    }

    /// The same with another name.
    ///
    /// # Errors
    /// When it is too long.
    pub fn named(&self, name: &str) -> Result<Self, SegmentError> {
        if name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(SegmentError::NameTooLong);
        }
        Ok(Self { name: name.to_owned(), ..self.clone() })
    }

    /// The same with other stages.
    ///
    /// # Errors
    /// When there are none or too many, two have the same id, or a deal is open in none of them.
    pub fn with_stages(&self, stages: Vec<Stage>) -> Result<Self, SegmentError> {
        if !(1..=STAGES_MAX).contains(&stages.len()) {
            return Err(SegmentError::StageCount);
        }
        let mut ids: Vec<_> = stages.iter().map(|stage| stage.id).collect();
        ids.sort_unstable();
        if !ids.is_sorted_by(|a, b| a < b) {
            return Err(SegmentError::StageIds);
        }
        if !self.pipeline.stages().all(|id| ids.contains(&id)) {
            return Err(SegmentError::OpenStage);
        }
        Ok(Self { stages, ..self.clone() })
    }

    /// The same with another pipeline at the start.
    ///
    /// # Errors
    /// When a deal is open in a stage that is not there.
    pub fn with_pipeline(&self, pipeline: PipelineStart) -> Result<Self, SegmentError> {
        if pipeline.stages().all(|id| self.stages.iter().any(|stage| stage.id == id)) {
            Ok(Self { pipeline, ..self.clone() })
        } else {
            Err(SegmentError::OpenStage)
        }
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is open when the trials begin.
    pub fn pipeline(&self) -> &PipelineStart {
        &self.pipeline
    }

    /// The stages, first to last.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// Whether any stage has a name; one without is what own wins of decided opportunities say.
    pub fn has_named_stages(&self) -> bool {
        self.stages().iter().any(|stage| !stage.name().is_empty())
    }

    /// The place of a stage, from 0.
    pub fn place_of(&self, id: StageId) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }

    /// Product of the mean stage rates: beliefs are independent, so this is the mean end-to-end rate of
    /// opportunities that are run by the plan.
    pub fn mean_win_rate(&self) -> f64 {
        self.stages.iter().map(|stage| stage.rate.mean()).product()
    }

    /// The same of opportunities that are not run by the plan.
    pub fn mean_win_rate_off_plan(&self) -> f64 {
        self.stages.iter().map(Stage::mean_off_plan).product()
    }

    /// The same of all, if on the mean so many are run by the plan.
    pub fn mean_win_rate_of_all(&self, on_plan: f64) -> f64 {
        on_plan * self.mean_win_rate() + (1.0 - on_plan) * self.mean_win_rate_off_plan()
    }

    /// Mean days from entering to a win.
    pub fn mean_cycle_days(&self) -> f64 {
        self.stages.iter().map(|stage| stage.time.mean_days()).sum()
    }
}
