//! Reps: who is at work and since when, and how their rates differ beyond chance.
//!
//! Reps have opportunities of different ages, and a file knows the end of old ones only. A rep's
//! opportunities count here as many as moved on, of as many as would give that number at the team's rate: one
//! that was in sight from one age to another, within which a share f of such moves on (by [`Incidence`]),
//! counts f over the share that moves on in the end. Opportunities too young to tell are left out.

use super::Incidence;
use super::spells::{End, Spells, began};
use super::year::covered_from;
use crate::history::beta_binomial::fit;
use crate::history::import::{Reading, RepKind};
use crate::model::{Counted, Date};
use serde::{Deserialize, Serialize};

/// Of those that move on so many must have done so by the age that an opportunity could reach, or it is too
/// young to tell.
const TOLD: f64 = 0.9;
/// How often reps who are alike are said to differ, over all stages.
const ALARM: f64 = 0.05;
/// Whoever began, moved or closed nothing for so many months is not at work.
const MONTHS_AT_WORK: u32 = 3;
/// Whoever is seen first so many months after the file begins was not there before.
const MONTHS_BEFORE: u32 = 3;
/// Whoever is there for longer is no longer new.
const MONTHS_NEW: u32 = 12;

/// Who works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepsEstimate {
    /// Reps who began, moved or closed an opportunity in the last three months, in the order of the file's.
    pub at_work: Vec<AtWork>,
    /// Reps who did not.
    pub others: usize,
}

/// A rep at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtWork {
    /// A place in [`Reading::reps`].
    pub rep: usize,
    /// The first day on which they did something; none, where that is a year ago or the file begins too late
    /// to tell.
    pub since: Option<Date>,
}

/// How much reps differ at a stage, beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepSpread {
    /// ρ, the correlation of two outcomes of one rep, by maximum likelihood.
    pub spread: f64,
    /// Its standard error, as of an intraclass correlation of groups of unequal size: (2(N − 1)(1 − ρ)²(1 +
    /// (k − 1)ρ)²/(k²(N − S)(S − 1)))^½ for S reps with N opportunities, k each (L. Swiger and others, "The
    /// variance of intraclass correlation involving groups with one observation", Biometrics 20 (1964)).
    pub error: f64,
    /// How rarely reps who are alike differ so much (Tarone's test).
    pub chance: f64,
    /// Reps with opportunities that are old enough to tell.
    pub reps: usize,
}

impl RepSpread {
    /// What reps' rates vary by around a rate, and its standard error.
    pub fn points(&self, rate: f64) -> (f64, f64) {
        let of_all = (rate * (1.0 - rate)).max(0.0).sqrt();
        let root = self.spread.sqrt();
        // The delta method: half the error of ρ over √ρ.
        (root * of_all, 0.5 * self.error / root * of_all)
    }

    /// How many times less opportunities of these reps tell of the rate of all reps there may be than as many
    /// of reps who are alike (the design effect; Kish, *Survey Sampling*, 1965).
    pub(super) fn design_effect(&self, by_rep: &[Counted]) -> f64 {
        let n = |of: &Counted| f64::from(of.decided);
        let all: f64 = by_rep.iter().map(n).sum();
        let worth: f64 = by_rep.iter().map(n).map(|n| n / (1.0 + (n - 1.0).max(0.0) * self.spread)).sum();
        if worth > 0.0 { (all / worth).max(1.0) } else { 1.0 }
    }
}

/// Counts by rep, in the order of the file's reps, of spells whose shares by age are known; none of what has
/// no owner, which says nothing of any rep.
pub(super) fn by_rep(spells: &Spells, incidence: &Incidence, reading: &Reading) -> Vec<Counted> {
    let whole = incidence.last().moved_on;
    let nobody = nobody(reading);
    let mut sums = vec![(0_u32, 0.0_f64); reading.reps.len()];
    let all = spells.all.iter().zip(&spells.watched);
    for (spell, watched) in all.filter(|(_, watched)| Some(watched.rep) != nobody) {
        let Some((passed, expected)) = sums.get_mut(watched.rep) else { continue };
        if whole <= 0.0 || incidence.moved_on_between(0, watched.until) < TOLD * whole {
            continue;
        }
        *passed += u32::from(spell.end == End::MovedOn);
        *expected += incidence.moved_on_between(spell.from, watched.until) / whole;
    }
    let counted = |(passed, expected): (u32, f64)| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count, and at least 0"
        )]
        let decided = expected.round() as u32;
        Counted { passed, decided: decided.max(passed) }
    };
    sums.into_iter().map(counted).collect()
}

/// How reps differ, where that is beyond chance at one of so many stages.
pub(super) fn spread(by_rep: &[Counted], stages: usize) -> Option<RepSpread> {
    let fit = fit(by_rep)?;
    let differs = fit.tarone_p < ALARM / stages.max(1) as f64 && fit.spread > 0.0;
    let sizes = || by_rep.iter().filter(|of| of.decided > 0).map(|of| f64::from(of.decided));
    let (all, reps) = (sizes().sum::<f64>(), sizes().count());
    let groups = reps as f64;
    let each = all / groups;
    let (rest, together) = (1.0 - fit.spread, 1.0 + (each - 1.0) * fit.spread);
    let variance = 2.0 * (all - 1.0) * rest * rest * together * together
        / (each * each * (all - groups).max(1.0) * (groups - 1.0).max(1.0));
    let (spread, error, chance) = (fit.spread, variance.max(0.0).sqrt(), fit.tarone_p);
    differs.then_some(RepSpread { spread, error, chance, reps })
}

/// The place among a file's reps of what has no owner.
pub(super) fn nobody(reading: &Reading) -> Option<usize> {
    reading.reps.iter().position(|rep| rep.kind == RepKind::Nobody)
}

/// Who is at work; none, where no column says whose an opportunity is, or nobody is.
pub(super) fn reps(reading: &Reading, as_of: Date, seen_from: Option<Date>) -> Option<RepsEstimate> {
    if matches!(reading.reps.as_slice(), [only] if only.kind == RepKind::Team) {
        return None;
    }
    let mut seen: Vec<Option<(Date, Date)>> = vec![None; reading.reps.len()];
    let nobody = nobody(reading);
    for of in reading.opportunities.iter().filter(|of| Some(of.rep) != nobody) {
        let entered = of.entered.iter().flatten().map(|moment| moment.day);
        for day in began(of).into_iter().chain(entered).chain(of.closed) {
            if let Some(seen) = seen.get_mut(of.rep) {
                *seen = Some(seen.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            }
        }
    }
    let next = as_of.after_days(1)?;
    let told_from = covered_from(reading, seen_from)?.after_months(MONTHS_BEFORE)?;
    let is_within = |day: Date, months: u32| day.after_months(months).is_some_and(|later| later >= next);
    let at_work = seen.iter().enumerate().filter_map(|(rep, seen)| {
        let (first, last) = (*seen)?;
        let since = Some(first).filter(|first| *first >= told_from && is_within(*first, MONTHS_NEW));
        is_within(last, MONTHS_AT_WORK).then_some(AtWork { rep, since })
    });
    let at_work: Vec<AtWork> = at_work.collect();
    let others = seen.len() - usize::from(nobody.is_some()) - at_work.len();
    (!at_work.is_empty()).then_some(RepsEstimate { at_work, others })
}
