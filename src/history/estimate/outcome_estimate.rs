//! What becomes of opportunities in a stage, or of whole ones.

use super::incidence::Incidence;
use super::reps::{self, RepSpread};
use super::spells::{End, Spells};
use crate::history::import::Reading;
use crate::model::Counted;
use serde::{Deserialize, Serialize};

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

impl OutcomeEstimate {
    /// Of a stage, or of whole opportunities, of a reading that is estimated in so many stages.
    pub(super) fn of(stage: Option<String>, spells: &Spells, stages: usize, reading: &Reading) -> Self {
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
