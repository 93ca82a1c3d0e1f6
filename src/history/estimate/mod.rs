//! What the past says: shares that move on and their times, sizes, supply and what is open, each with its
//! doubt, from the opportunities of a file ([`crate::history::import`]).
//!
//! ```text
//! reading ─seen_from─▶ from which day decisions are in the file
//!   ─spells─▶ times under observation ─incidence─▶ shares by age
//!   ─supply, sizes, open_pipeline, year─▶ the rest ─plan─▶ a scenario in which every value is measured
//!   ─in_short─▶ what is shown of it
//! ```
//! The share of decided opportunities that were won is no win rate while others are open: what is decided
//! soon is decided in one way more often than what takes long. Shares by age count what is open for as long
//! as it was seen, and no longer.

mod in_short;
mod incidence;
mod open_pipeline;
mod plan;
mod seen_from;
mod sizes;
mod spells;
mod supply;
mod year;

pub use in_short::{MeasuredMean, MeasuredPast, MeasuredRate, past_and_plan};
pub use incidence::{Incidence, Shares};
pub use open_pipeline::{OPEN_GROUPS_MAX, OpenGroup};
pub use plan::{PlanError, plan, plan_of_months};
pub use seen_from::SeenFrom;
pub use sizes::SizeEstimate;
pub use spells::{End, Spell, Spells, in_stage, whole};
pub use supply::{Growth, MONTHS_FOR_PLANNED_TREND, MONTHS_FOR_TREND, SURE_TREND, SupplyEstimate, of_months};
pub use year::YearSoFar;
pub(super) use {plan::booked, spells::began};

use crate::history::import::{Meaning, Reading};
use crate::model::Date;
use serde::{Deserialize, Serialize};

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
    /// The year in progress, where the file covers it and the one before.
    pub year: Option<YearSoFar>,
}

/// What becomes of opportunities in a stage, or of whole ones.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeEstimate {
    /// The stage's name; of whole opportunities none.
    pub stage: Option<String>,
    /// Shares by age; none where no day is known.
    pub incidence: Option<Incidence>,
    /// Opportunities whose days are known.
    pub dated: usize,
    /// Opportunities whose days are not known, which tell nothing here.
    pub undated: usize,
    /// Moved on of those that are decided: the usual rate, which forgets what is still open.
    pub of_decided: Option<f64>,
}

impl OutcomeEstimate {
    fn of(stage: Option<String>, spells: &Spells) -> Self {
        let ended = |end: End| spells.all.iter().filter(|spell| spell.end == end).count();
        let (moved_on, lost) = (ended(End::MovedOn), ended(End::Lost));
        Self {
            stage,
            incidence: Incidence::of(&spells.all),
            dated: spells.all.len(),
            undated: spells.undated,
            of_decided: (moved_on + lost > 0).then(|| moved_on as f64 / (moved_on + lost) as f64),
        }
    }

    /// Why the usual rate differs from the share that is estimated, from the data; none where they agree
    /// within twice the error, or nothing is estimated.
    pub fn why_different(&self) -> Option<WhyDifferent> {
        let incidence = self.incidence.as_ref()?;
        let (of_decided, share) = (self.of_decided?, incidence.last().moved_on);
        let error = incidence.errors_at(incidence.known_until()).0;
        if (of_decided - share).abs() <= 2.0 * error {
            return None;
        }
        let half = |times: Vec<u32>| times.first().copied();
        Some(WhyDifferent {
            half_moved_on_by: half(incidence.times(2))?,
            half_lost_by: half(incidence.times_to_loss(2))?,
            undecided: incidence.last().undecided,
        })
    }
}

/// Why the share of decided opportunities is not the share of all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhyDifferent {
    /// Half of those that move on have by this age, days.
    pub half_moved_on_by: u32,
    /// Half of those that are lost are by this age, days.
    pub half_lost_by: u32,
    /// The share undecided at the largest age of which the file tells.
    pub undecided: f64,
}

/// Estimates from a reading; none of a table of reps, or where no day is known.
pub fn estimates(reading: &Reading) -> Option<Estimates> {
    let as_of = reading.as_of?;
    if reading.row.is_of_reps() || reading.opportunities.is_empty() {
        return None;
    }
    let seen_from = seen_from::seen_from(reading, as_of);
    let from = seen_from.map(|seen| seen.day);
    let is_dated = reading.stages.len() > 1
        || reading.opportunities.iter().any(|of| of.entered.iter().any(Option::is_some));
    let stages = reading
        .stages
        .iter()
        .enumerate()
        .filter(|_| is_dated)
        .map(|(at, name)| OutcomeEstimate::of(Some(name.clone()), &in_stage(reading, at, as_of, from)));
    Some(Estimates {
        as_of,
        seen_from,
        whole: OutcomeEstimate::of(None, &whole(reading, as_of, from)),
        stages: stages.collect(),
        supply: supply::supply(reading, as_of, from),
        sizes: sizes::sizes(reading),
        open: open_pipeline::open_pipeline(reading, as_of),
        year: year::year_so_far(reading, as_of, from),
    })
}

/// The opportunities that are open.
fn open(reading: &Reading) -> impl Iterator<Item = &crate::history::import::Opportunity> {
    reading.opportunities.iter().filter(|of| of.meaning == Meaning::Open)
}
