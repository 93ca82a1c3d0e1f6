//! What a rep is compared by, and with whom.

use super::team_rate::team_rate;
use crate::math::binomial::BetaBinomial;
use crate::model::{Counted, RepHistory, TeamHistory, TeamRate};

/// All reps but one; if there are none, the plan.
pub(super) fn others(history: &TeamHistory, place: usize) -> impl Iterator<Item = &RepHistory> + Clone {
    let alone = history.reps().len() == 1;
    let reps = history.reps().iter().enumerate().filter(move |(index, _)| *index != place);
    reps.map(|(_, rep)| rep).chain(history.plan().filter(move |_| alone))
}

/// Counts of a rep at a stage.
pub(super) fn counted(rep: &RepHistory, place: usize) -> Counted {
    let of = rep.stages.get(place).copied().unwrap_or_default();
    Counted { passed: of.passed, decided: of.decided() }
}

/// Counts by which a rep is compared with others at a stage: at equal age, where the table has them.
pub(super) fn compared(rep: &RepHistory, place: usize) -> Counted {
    let matured = rep.stages.get(place).and_then(|of| of.matured);
    matured.unwrap_or_else(|| counted(rep, place))
}

/// Pooled rates of reps by stage, from all that is [`counted`] or what is [`compared`]; none, where a stage
/// has none.
pub(super) fn rates_of<'a>(
    stages: usize,
    reps: impl Iterator<Item = &'a RepHistory> + Clone,
    counts: fn(&RepHistory, usize) -> Counted,
) -> Option<Vec<TeamRate>> {
    (0..stages)
        .map(|place| {
            let counts: Vec<Counted> = reps.clone().map(|rep| counts(rep, place)).collect();
            team_rate(&counts)
        })
        .collect()
}

/// How many of n pass at the team's rate, its own uncertainty included.
pub(super) fn predicted(rate: &TeamRate, decided: u32) -> BetaBinomial {
    let (a, b) = rate.shapes();
    BetaBinomial::new(decided, a, b)
}
