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

mod estimates;
mod in_short;
mod incidence;
mod lately;
mod open_pipeline;
mod outcome_estimate;
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

pub use estimates::{Estimates, SegmentEstimates};
pub use in_short::{MeasuredMean, MeasuredPast, MeasuredRate, MeasuredReps, RepsDiffer, past_and_plan};
pub use incidence::{Incidence, Shares};
pub use lately::{LATELY_MONTHS, Lately};
pub use open_pipeline::{OPEN_GROUPS_MAX, OpenGroup};
pub use outcome_estimate::{OutcomeEstimate, WhyDifferent};
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

use crate::history::import::Reading;
use crate::model::Date;

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
