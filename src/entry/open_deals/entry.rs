//! What a text on open deals is read into, and what is around it.

use crate::entry::EntryError;
use crate::entry::deal_size::read::size_in;
use crate::model::{Currency, DealSize, OpenCount, OpenDeal, OpenPipeline, Segment, StageId};

/// A deal as a line says it.
pub(super) const DEAL: &str = "Acme, Proposal, 50k, 20 days";

/// What a text on open deals was understood as.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEntry {
    /// What is open.
    pub open: OpenPipeline,
    /// What those are worth that are only counted, if the text says it.
    pub size: Option<DealSize>,
}

impl OpenEntry {
    /// With deals one by one where those that are counted have a size: a plan's field, whose deals are else
    /// as its deal size says.
    ///
    /// # Errors
    /// When there are too many.
    pub fn listed(self) -> Result<OpenPipeline, EntryError> {
        let Some(size) = self.size else { return Ok(self.open) };
        let amount = crate::model::Money::from_minor_f64(size.mean_minor())?;
        let one = |stage| OpenDeal { name: String::new(), stage, amount: Some(amount), age_days: 0.0 };
        let deals = self
            .open
            .counts()
            .iter()
            .flat_map(|count| (0..count.count.min(1_000_000)).map(|_| one(count.stage)));
        Ok(OpenPipeline::new(Vec::new(), deals.take(crate::model::limits::OPEN_DEALS_MAX + 1).collect())?)
    }
}

/// What a line says: so many, or one deal.
pub(in crate::entry) enum Open {
    Count(OpenCount),
    Deal(OpenDeal),
}

/// Whose deals, and in which currency.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub plan: Currency,
    pub segment: &'a Segment,
    /// The stage that a line names for all that it counts.
    pub stage: Option<StageId>,
}

impl Around<'_> {
    /// The one stage of a segment that has no other, or the one that is named for all.
    pub(super) fn only_stage(&self) -> Option<StageId> {
        if self.stage.is_some() {
            return self.stage;
        }
        match self.segment.stages() {
            [only] => Some(only.id),
            _ => None,
        }
    }

    /// What deals are worth that are only counted.
    pub(in crate::entry) fn size(&self, text: &str) -> Result<DealSize, EntryError> {
        // A guess would take the place of all that is typed.
        const EXAMPLE: &str = "24 of about 25k";
        size_in(text, self.plan).map_err(|error| error.without_guess(EXAMPLE).with_example(EXAMPLE))
    }
}
