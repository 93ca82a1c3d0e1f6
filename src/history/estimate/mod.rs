//! What the past says: shares that move on and their times, sizes, supply and what is open, each with its
//! doubt, from the opportunities of a file ([`crate::history::import`]).
//!
//! ```text
//! reading ─seen_from─▶ from which day decisions are in the file
//!   ─spells─▶ times under observation ─incidence─▶ shares by age ─reps─▶ how reps differ
//!   ─supply, sizes, open_pipeline, year─▶ the rest ─plan, team─▶ a scenario in which every value is measured
//!   ─in_short─▶ what is shown of it
//! ```
//! The share of decided opportunities that were won is no win rate while others are open: what is decided
//! soon is decided in one way more often than what takes long. Shares by age count what is open for as long
//! as it was seen, and no longer.

mod in_short;
mod incidence;
mod open_pipeline;
mod plan;
mod reps;
mod seasons;
mod seen_from;
mod sizes;
mod spells;
mod supply;
mod team;
mod trend;
mod year;

pub use in_short::{MeasuredMean, MeasuredPast, MeasuredRate, MeasuredReps, past_and_plan};
pub use incidence::{Incidence, Shares};
pub use open_pipeline::{OPEN_GROUPS_MAX, OpenGroup};
pub use plan::{PlanError, plan, plan_of_months};
pub use reps::{AtWork, RepSpread, RepsEstimate};
pub use seasons::{MONTHS_FOR_SEASONS, SURE_SEASONS, Seasons};
pub use seen_from::SeenFrom;
pub use sizes::SizeEstimate;
pub use spells::{End, Spell, Spells, in_stage, whole};
pub use supply::{SupplyEstimate, of_months};
pub use trend::{Growth, MONTHS_FOR_PLANNED_TREND, MONTHS_FOR_TREND, SURE_TREND};
pub use year::YearSoFar;
pub(super) use {plan::booked, spells::began};

use crate::history::import::{Meaning, Reading};
use crate::model::{Counted, Date};
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
    /// Its name.
    pub name: String,
    /// What the file says of its opportunities.
    pub estimates: Estimates,
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
    /// By rep, in the order of the file's, as many as moved on, of as many as give that at the rate of all.
    pub by_rep: Vec<Counted>,
    /// How much reps differ; none, where no more than chance makes them.
    pub spread: Option<RepSpread>,
}

impl Estimates {
    /// What becomes a plan's stages: those of the file, else whole opportunities as one.
    fn planned(&self) -> &[OutcomeEstimate] {
        if self.stages.is_empty() { std::slice::from_ref(&self.whole) } else { &self.stages }
    }
}

impl OutcomeEstimate {
    /// Of a stage, or of whole opportunities, of a reading that is estimated in so many stages.
    fn of(stage: Option<String>, spells: &Spells, stages: usize, reading: &Reading) -> Self {
        let ended = |end: End| spells.all.iter().filter(|spell| spell.end == end).count();
        let (moved_on, lost) = (ended(End::MovedOn), ended(End::Lost));
        let incidence = Incidence::of(&spells.all);
        let by_rep = incidence.as_ref().map_or_else(Vec::new, |of| reps::by_rep(spells, of, reading));
        Self {
            stage,
            incidence,
            spread: reps::spread(&by_rep, stages),
            by_rep,
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
    let segment = |(at, name): (usize, &String)| SegmentEstimates {
        name: name.clone(),
        estimates: of_all(&reading.of_segment(at), as_of, seen_from),
    };
    let segments = reading.segments.iter().enumerate().map(segment).collect();
    Some(Estimates { segments, ..of_all(reading, as_of, seen_from) })
}

/// Estimates of all opportunities of a reading together.
fn of_all(reading: &Reading, as_of: Date, seen_from: Option<SeenFrom>) -> Estimates {
    let from = seen_from.map(|seen| seen.day);
    let is_dated = (reading.stages.len() > 1 && reading.kept_stages.is_empty())
        || reading.opportunities.iter().any(|of| of.entered.iter().any(Option::is_some));
    let of_stage = |(at, name): (usize, &String)| {
        let spells = in_stage(reading, at, as_of, from);
        OutcomeEstimate::of(Some(name.clone()), &spells, reading.stages.len(), reading)
    };
    let dated = reading.stages.iter().enumerate().filter(|_| is_dated);
    Estimates {
        as_of,
        seen_from,
        whole: OutcomeEstimate::of(None, &whole(reading, as_of, from), 1, reading),
        stages: dated.map(of_stage).collect(),
        supply: supply::supply(reading, as_of, from),
        sizes: sizes::sizes(reading),
        open: open_pipeline::open_pipeline(reading, as_of),
        reps: reps::reps(reading, as_of, from),
        year: year::year_so_far(reading, as_of, from),
        segments: Vec::new(),
    }
}

/// The opportunities that are open.
fn open(reading: &Reading) -> impl Iterator<Item = &crate::history::import::Opportunity> {
    reading.opportunities.iter().filter(|of| of.meaning == Meaning::Open)
}
