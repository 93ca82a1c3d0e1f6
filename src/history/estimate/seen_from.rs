//! Whether a file begins with decisions of a day, although opportunities began before it.

use super::incidence::Incidence;
use super::spells::{began, whole};
use crate::history::import::Reading;
use crate::model::Date;

/// So many decisions must be missing: a full file shows none of them once in e^7, about 1,100 files.
const MISSING_DECISIONS: f64 = 7.0;

/// A file that holds what was decided from a day on, and what is open: of what began before, only what was
/// still open then is in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeenFrom {
    /// The first day of which decisions are in the file.
    pub day: Date,
    /// Opportunities that began before it.
    pub began_before: usize,
    /// Decisions that would have been expected of them before that day.
    pub missing: f64,
}

/// The day on which a file's decisions begin, where that is no accident: by the rate at which opportunities
/// of each age are decided later, [`MISSING_DECISIONS`] or more of those that began before it would have been
/// decided earlier, and none was.
pub(super) fn seen_from(reading: &Reading, as_of: Date) -> Option<SeenFrom> {
    let day = reading.opportunities.iter().filter_map(|opportunity| opportunity.closed).min()?;
    let incidence = Incidence::of(&whole(reading, as_of, Some(day)).all)?;
    let ages = reading.opportunities.iter().filter_map(began).map(|began| began.days_until(day));
    let ages: Vec<u32> = ages.filter(|age| *age > 0).filter_map(|age| u32::try_from(age).ok()).collect();
    let missing: f64 = ages.iter().map(|age| incidence.decisions_before(*age)).sum();
    (missing >= MISSING_DECISIONS).then_some(SeenFrom { day, began_before: ages.len(), missing })
}
