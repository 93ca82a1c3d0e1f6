//! What a file of opportunities says of the past, as a whole and by segment.

use super::open_pipeline::OpenGroup;
use super::outcome_estimate::OutcomeEstimate;
use super::reps::RepsEstimate;
use super::seen_from::SeenFrom;
use super::sizes::SizeEstimate;
use super::supply::SupplyEstimate;
use super::year::YearSoFar;
use crate::model::Date;

/// What a file of opportunities says of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// The last day of which the file knows.
    pub as_of: Date,
    /// From which day decisions are in the file, where that is later than opportunities begin.
    pub seen_from: Option<SeenFrom>,
    /// From the beginning of an opportunity to won or lost.
    pub whole: OutcomeEstimate,
    /// By stage, where the file says when stages were entered.
    pub stages: Vec<OutcomeEstimate>,
    /// New opportunities a month.
    pub supply: Option<SupplyEstimate>,
    /// Sizes of won deals.
    pub sizes: Option<SizeEstimate>,
    /// What is open, by stage and age.
    pub open: Vec<OpenGroup>,
    /// Who works; none, where the file does not say whose an opportunity is.
    pub reps: Option<RepsEstimate>,
    /// The year in progress, where the file covers it and the one before.
    pub year: Option<YearSoFar>,
    /// The same of each segment by itself, where segments were chosen.
    pub segments: Vec<SegmentEstimates>,
}

/// What a file says of a segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentEstimates {
    /// The name of the segment.
    pub name: String,
    /// What the file says of its opportunities.
    pub estimates: Estimates,
}

impl Estimates {
    /// What becomes a plan's stages: those of the file, else whole opportunities as one.
    pub(super) fn planned(&self) -> &[OutcomeEstimate] {
        if self.stages.is_empty() { std::slice::from_ref(&self.whole) } else { &self.stages }
    }
}
