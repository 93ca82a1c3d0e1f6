//! Where a rep's count at a stage stands beside the others' rate, however what is still open ends.

use super::answer::{StageVerdict, Verdict};
use super::compared::{compared, others, predicted, rates_of};
use super::still_open::{StillOpen, still_open};
use crate::math::binomial;
use crate::model::{Counted, TeamHistory, TeamRate, Thresholds};

/// Of a rep who is compared, a rate half the team's should be seen.
const HALF: f64 = 0.5;

/// The stages of the rep in a place, each against the others' rate; none, if there is nobody to compare with.
pub fn stage_verdicts(
    history: &TeamHistory,
    place: usize,
    thresholds: Thresholds,
) -> Option<Vec<StageVerdict>> {
    let rep = history.reps().get(place)?;
    let alarm = thresholds.of_each(thresholds.looks(history));
    let looks = looks_of(history, place)?;
    Some(looks.iter().enumerate().map(|(stage, look)| look.verdict(compared(rep, stage), alarm)).collect())
}

/// How a rep is looked at, stage by stage.
pub(super) fn looks_of(history: &TeamHistory, place: usize) -> Option<Vec<Look>> {
    let rates = rates_of(history.stages().len(), others(history, place), compared)?;
    let open = still_open(history, place);
    let look =
        |(team, open): (TeamRate, Option<StillOpen>)| Look { team, excess: open.map_or(0, |of| of.excess) };
    Some(rates.into_iter().zip(open).map(look).collect())
}

/// A look at one stage.
pub(super) struct Look {
    /// The others' rate.
    pub(super) team: TeamRate,
    /// So many more, or fewer, opportunities than is ordinary are still open.
    pub(super) excess: i64,
}

impl Look {
    /// Where a count stands, if it does so however those end that are open beyond what is ordinary, and
    /// however those would have ended that others still have open.
    fn verdict(&self, counted: Counted, alarm: f64) -> StageVerdict {
        let (low, high) = (0.5 * alarm, 1.0 - 0.5 * alarm);
        let law = predicted(&self.team, counted.decided);
        let ordinary = (law.quantile(low), law.quantile(high));
        let stands = |of: Counted| {
            if of.decided > 0 && of.passed < self.bound(of.decided, low) {
                Verdict::Fewer
            } else if of.decided > 0 && of.passed > self.bound(of.decided, high) {
                Verdict::More
            } else {
                Verdict::Ordinary
            }
        };
        let (at_best, at_worst) = (stands(self.at_best(counted)), stands(self.at_worst(counted)));
        let verdict = if at_best == at_worst { at_best } else { Verdict::Undecided };
        let power = self.power(counted.decided, alarm);
        StageVerdict { counted, team: self.team.mean, ordinary, verdict, power }
    }

    fn bound(&self, decided: u32, u: f64) -> u32 {
        predicted(&self.team, decided).quantile(u)
    }

    /// If those open beyond what is ordinary all pass; if those that others still have open were lost.
    fn at_best(&self, of: Counted) -> Counted {
        let (more, fewer) = self.more_and_fewer();
        Counted {
            passed: of.passed + more,
            decided: (of.decided + more).saturating_sub(fewer).max(of.passed),
        }
    }

    /// The other way round.
    fn at_worst(&self, of: Counted) -> Counted {
        let (more, fewer) = self.more_and_fewer();
        Counted {
            passed: of.passed.saturating_sub(fewer),
            decided: (of.decided + more).saturating_sub(fewer),
        }
    }

    fn more_and_fewer(&self) -> (u32, u32) {
        let count = |excess: i64| u32::try_from(excess).unwrap_or(0);
        (count(self.excess), count(-self.excess))
    }

    /// The chance that a rep who passes half as many as the team is below what is ordinary.
    pub(super) fn power(&self, decided: u32, alarm: f64) -> f64 {
        // Whether nobody passed or a few: what is compared grows by as many.
        let at_best = self.at_best(Counted { passed: 0, decided });
        let least = self.bound(at_best.decided, 0.5 * alarm);
        match least.checked_sub(at_best.passed + 1) {
            Some(most) => binomial::cumulative(f64::from(most), f64::from(decided), HALF * self.team.mean),
            None => 0.0,
        }
    }
}
