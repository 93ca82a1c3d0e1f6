//! The pipeline when the trials begin: flowing, empty, or listed.

use super::limits::{AGE_DAYS_MAX, CASES_MAX, NAME_CHARACTERS_MAX, OPEN_COUNTS_MAX, OPEN_DEALS_MAX};
use super::money::Money;
use super::stage::StageId;
use thiserror::Error;

/// The pipeline when the trials begin.
#[derive(Clone, Debug, PartialEq)]
pub enum PipelineStart {
    /// Base supply has been arriving for long.
    Flowing,
    /// A new team or market: nothing is open.
    Empty,
    /// What is open is known.
    Listed(OpenPipeline),
}

/// What is open, by stage and one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenPipeline {
    counts: Vec<OpenCount>,
    deals: Vec<OpenDeal>,
}

/// So many deals open in a stage, taken to have been there for the same time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenCount {
    /// The stage that they are in.
    pub stage: StageId,
    /// How many; their sizes are drawn.
    pub count: u32,
    /// Days since they entered this stage, on average.
    pub age_days: f64,
}

/// One open deal.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDeal {
    /// What people call it; never in a link.
    pub name: String,
    /// The stage that it is in.
    pub stage: StageId,
    /// What it is worth if won; none: drawn like any other.
    pub amount: Option<Money>,
    /// Days since it entered this stage.
    pub age_days: f64,
}

/// Why an open pipeline is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PipelineError {
    /// More than [`OPEN_DEALS_MAX`] single deals or [`OPEN_COUNTS_MAX`] rows of counts.
    #[error(
        "at most 2,000 deals are listed one by one, and 60 rows of counts: count small deals by stage, such \
         as Proposal 12"
    )]
    TooMany,
    /// More than [`CASES_MAX`] deals in a stage.
    #[error("at most 10 million deals are open in a stage, such as 12")]
    Count,
    /// Negative or beyond [`AGE_DAYS_MAX`].
    #[error("a deal has been in its stage for 0 days to 10 years, such as 20 days")]
    Age,
    /// Longer than [`NAME_CHARACTERS_MAX`].
    #[error("a deal's name has at most 80 characters")]
    NameTooLong,
}

impl PipelineStart {
    /// The stages in which something is listed as open.
    pub fn stages(&self) -> impl Iterator<Item = StageId> + '_ {
        let open = self.listed();
        let counts = open.map_or(&[][..], OpenPipeline::counts).iter().map(|count| count.stage);
        let deals = open.map_or(&[][..], OpenPipeline::deals).iter().map(|deal| deal.stage);
        counts.chain(deals)
    }

    /// What is listed, if it is.
    pub fn listed(&self) -> Option<&OpenPipeline> {
        match self {
            Self::Listed(open) => Some(open),
            Self::Flowing | Self::Empty => None,
        }
    }
}

impl OpenPipeline {
    /// What is open.
    ///
    /// # Errors
    /// When there are too many, an age is out of bounds, or a name too long.
    pub fn new(counts: Vec<OpenCount>, deals: Vec<OpenDeal>) -> Result<Self, PipelineError> {
        let mut ages =
            counts.iter().map(|count| count.age_days).chain(deals.iter().map(|deal| deal.age_days));
        if counts.len() > OPEN_COUNTS_MAX || deals.len() > OPEN_DEALS_MAX {
            Err(PipelineError::TooMany)
        } else if counts.iter().any(|count| count.count > CASES_MAX) {
            Err(PipelineError::Count)
        } else if !ages.all(|age| (0.0..=AGE_DAYS_MAX).contains(&age)) {
            Err(PipelineError::Age)
        } else if deals.iter().any(|deal| deal.name.chars().count() > NAME_CHARACTERS_MAX) {
            Err(PipelineError::NameTooLong)
        } else {
            Ok(Self { counts, deals })
        }
    }

    /// By stage.
    pub fn counts(&self) -> &[OpenCount] {
        &self.counts
    }

    /// One by one.
    pub fn deals(&self) -> &[OpenDeal] {
        &self.deals
    }

    /// How many deals are open.
    pub fn len(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(count.count)).sum::<u64>() + self.deals.len() as u64
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same without the deals' names.
    #[must_use]
    pub fn without_names(&self) -> Self {
        let mut open = self.clone();
        for deal in &mut open.deals {
            deal.name.clear();
        }
        open
    }

    /// The same after a stage is gone: its deals are then in another.
    #[must_use]
    pub fn moved(&self, gone: StageId, to: StageId) -> Self {
        let mut open = self.clone();
        let stages = open.counts.iter_mut().map(|count| &mut count.stage);
        for stage in stages.chain(open.deals.iter_mut().map(|deal| &mut deal.stage)) {
            if *stage == gone {
                *stage = to;
            }
        }
        open
    }
}
