//! What is still open, compared: at equal age as many of a rep's opportunities are open as of everybody's.

use super::beta_binomial::fit;
use super::compared::{others, predicted};
use super::team_rate::team_rate;
use crate::model::{Counted, RepHistory, TeamHistory};
use serde::{Deserialize, Serialize};

/// A rep's open opportunities at a stage whose ages the table does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StillOpen {
    /// Still open.
    pub open: u32,
    /// Of so many that entered.
    pub entered: u32,
    /// How many are ordinary, if this rep's are as old as the others' and take as long: the central 95%, from
    /// so many to so many.
    pub ordinary: (u32, u32),
    /// So many more, or fewer, than is ordinary are open.
    pub excess: i64,
}

fn excess(open: u32, (low, high): (u32, u32)) -> i64 {
    if open > high { i64::from(open) - i64::from(high) } else { i64::from(open.min(low)) - i64::from(low) }
}

/// By stage, how many of a rep's opportunities are still open against the others'; none where the stage is
/// compared at equal age already, nothing entered, or nobody has anything open: then the table does not say.
pub fn still_open(history: &TeamHistory, place: usize) -> Vec<Option<StillOpen>> {
    let is_aged = history.stages().iter().map(|stage| stage.age_days.is_some());
    open_counts(history, place)
        .into_iter()
        .zip(is_aged)
        .map(|(of, is_aged)| of.filter(|_| !is_aged))
        .collect()
}

/// The same of all stages, whatever they are compared by.
pub(super) fn open_counts(history: &TeamHistory, place: usize) -> Vec<Option<StillOpen>> {
    let Some(rep) = history.reps().get(place) else { return Vec::new() };
    let of = |stage: usize| {
        let own = open_of(rep, stage);
        let counts: Vec<Counted> = others(history, place).map(|rep| open_of(rep, stage)).collect();
        let is_said = own.passed > 0 || counts.iter().any(|of| of.passed > 0);
        let law = predicted(&team_rate(&counts).filter(|_| is_said && own.decided > 0)?, own.decided);
        let ordinary = (law.quantile(0.025), law.quantile(0.975));
        let excess = excess(own.passed, ordinary);
        Some(StillOpen { open: own.passed, entered: own.decided, ordinary, excess })
    };
    (0..history.stages().len()).map(of).collect()
}

/// Whether reps have more or less still open at a stage than luck explains (Tarone's Z at 5%, divided by the
/// number of stages), so that ages differ; never where the stage is compared at equal age.
pub fn ages_differ(history: &TeamHistory, stage: usize) -> bool {
    let stages = history.stages();
    if stages.get(stage).is_none_or(|of| of.age_days.is_some()) {
        return false;
    }
    let counts: Vec<Counted> = history.reps().iter().map(|rep| open_of(rep, stage)).collect();
    fit(&counts).is_some_and(|fit| fit.tarone_p < 0.05 / stages.len() as f64 && fit.spread > 0.0)
}

/// Of what entered a stage, what is open.
fn open_of(rep: &RepHistory, stage: usize) -> Counted {
    let of = rep.stages.get(stage).copied().unwrap_or_default();
    Counted { passed: of.open, decided: of.entered }
}
