//! The shares that have moved on and been lost by each age, where others are still open: the estimator of
//! Aalen and Johansen for competing risks, with delayed entry.
//!
//! At an age t of which n opportunities are under observation (came into sight at t or before, and have not
//! ended before t), d₁ move on and d₂ are lost. With S(t−) the share undecided until then,
//!
//! ```text
//! F₁(t) = F₁(t−) + S(t−) d₁/n      F₂(t) = F₂(t−) + S(t−) d₂/n      S(t) = S(t−) (1 − (d₁ + d₂)/n)
//! ```
//! Source: O. Aalen and S. Johansen, "An empirical transition matrix for non-homogeneous Markov chains based
//! on censored observations", Scandinavian Journal of Statistics 5 (1978). One minus Kaplan and Meier's
//! estimate of each end alone counts the lost as if they could still be won, and is too large.
//!
//! With delayed entry few may be under observation at small ages. Where all of them end although others come
//! into sight later, S would be nothing for ever: such a step is left out (T. L. Lai and Z. Ying, "Estimating
//! a distribution function with truncated and censored data", Annals of Statistics 19 (1991), weigh it down).
//!
//! Standard errors are those of the delta method (J. Gaynor and others, "On the use of cause-specific failure
//! and conditional failure probabilities", Journal of the American Statistical Association 88 (1993)).

use super::spells::{End, Spell};
use std::collections::BTreeMap;

/// What is known at an age at which something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    age: u32,
    at_risk: f64,
    moved_on: f64,
    lost: f64,
    shares: Shares,
}

/// Shares of opportunities at an age. They add up to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// Moved on by then; of whole opportunities: won.
    pub moved_on: f64,
    /// Lost by then.
    pub lost: f64,
    /// Neither.
    pub undecided: f64,
}

impl Shares {
    /// At the age 0, before anything happened.
    const BEGIN: Self = Self { moved_on: 0.0, lost: 0.0, undecided: 1.0 };
}

/// Shares by age.
#[derive(Clone, Debug, PartialEq)]
pub struct Incidence {
    steps: Vec<Step>,
    known_until: u32,
    is_decided: bool,
}

/// What changes at one age.
#[derive(Clone, Copy, Debug, Default)]
struct Changes {
    into_sight: u32,
    moved_on: u32,
    lost: u32,
    out_of_sight: u32,
}

impl Incidence {
    /// Estimates from spells; none without one.
    pub fn of(spells: &[Spell]) -> Option<Self> {
        let mut ages: BTreeMap<u32, Changes> = BTreeMap::new();
        for spell in spells {
            ages.entry(spell.from).or_default().into_sight += 1;
            let end = ages.entry(spell.to).or_default();
            match spell.end {
                End::MovedOn => end.moved_on += 1,
                End::Lost => end.lost += 1,
                End::Open => end.out_of_sight += 1,
            }
        }
        let known_until = *ages.keys().next_back()?;
        let last_into_sight = spells.iter().map(|spell| spell.from).max().unwrap_or(0);
        let (mut steps, mut shares, mut at_risk) = (Vec::new(), Shares::BEGIN, 0_u32);
        for (age, changes) in ages {
            // Who comes into sight at an age is under observation at it, and so is who goes out of it.
            at_risk += changes.into_sight;
            let (n, moved_on, lost) =
                (f64::from(at_risk), f64::from(changes.moved_on), f64::from(changes.lost));
            let ended = changes.moved_on + changes.lost;
            let is_void = ended == at_risk && age < last_into_sight;
            if ended > 0 && !is_void {
                let before = shares.undecided;
                shares = Shares {
                    moved_on: shares.moved_on + before * moved_on / n,
                    lost: shares.lost + before * lost / n,
                    // Exactly nothing where all who were left ended.
                    undecided: before * f64::from(at_risk - ended) / n,
                };
                steps.push(Step { age, at_risk: n, moved_on, lost, shares });
            }
            at_risk -= ended + changes.out_of_sight;
        }
        Some(Self { steps, known_until, is_decided: shares.undecided <= 0.0 })
    }

    /// The largest age of which the file tells. Where all of an age ended, nothing is left to be known.
    pub fn known_until(&self) -> u32 {
        self.known_until
    }

    /// The shares by an age, days; none beyond what is known, unless nothing was left undecided.
    pub fn at(&self, age: u32) -> Option<Shares> {
        if age > self.known_until && !self.is_decided {
            return None;
        }
        Some(self.by(age))
    }

    /// The shares by an age as far as they are known: beyond that, those at the largest known age.
    fn by(&self, age: u32) -> Shares {
        let count = self.steps.partition_point(|step| step.age <= age);
        let last = count.checked_sub(1).and_then(|last| self.steps.get(last));
        last.map_or(Shares::BEGIN, |step| step.shares)
    }

    /// Of opportunities that come into sight at an age, the share that moves on until another.
    pub(super) fn moved_on_between(&self, from: u32, until: u32) -> f64 {
        let before = from.checked_sub(1).map_or(Shares::BEGIN, |age| self.by(age));
        let rest = before.undecided;
        if rest > 0.0 { ((self.by(until).moved_on - before.moved_on) / rest).max(0.0) } else { 0.0 }
    }

    /// The shares at the largest known age.
    pub fn last(&self) -> Shares {
        self.steps.last().map_or(Shares::BEGIN, |step| step.shares)
    }

    /// Standard errors of the shares moved on and lost by an age.
    pub fn errors_at(&self, age: u32) -> (f64, f64) {
        (
            self.error(age, |step| (step.moved_on, step.shares.moved_on)),
            self.error(age, |step| (step.lost, step.shares.lost)),
        )
    }

    /// The ages at which so many of those that move on have done so: quantiles of the time of those that do,
    /// as far as it is known. Empty where none moved on.
    pub fn times(&self, parts: u32) -> Vec<u32> {
        self.quantiles(parts, |shares| shares.moved_on)
    }

    /// The same for those that are lost.
    pub fn times_to_loss(&self, parts: u32) -> Vec<u32> {
        self.quantiles(parts, |shares| shares.lost)
    }

    /// The ages at which something ended, with the shares by then.
    pub fn curve(&self) -> impl Iterator<Item = (u32, Shares)> + '_ {
        self.steps.iter().map(|step| (step.age, step.shares))
    }

    /// How many decisions one opportunity would have been expected to see until an age: the sum of shares of
    /// those at risk that ended (Nelson and Aalen).
    pub(super) fn decisions_before(&self, age: u32) -> f64 {
        let steps = self.steps.iter().take_while(|step| step.age < age);
        steps.map(|step| (step.moved_on + step.lost) / step.at_risk).sum()
    }

    fn steps_until(&self, age: u32) -> impl DoubleEndedIterator<Item = &Step> + '_ {
        let count = self.steps.partition_point(|step| step.age <= age);
        self.steps.iter().take(count)
    }

    fn quantiles(&self, parts: u32, share: impl Fn(&Shares) -> f64) -> Vec<u32> {
        let whole = share(&self.last());
        if whole <= 0.0 {
            return Vec::new();
        }
        (1..=parts)
            .filter_map(|part| {
                // A hair below, so that a sum that is rounded down still counts as reached.
                let wanted = whole * (f64::from(part) / f64::from(parts)) * (1.0 - 1e-12);
                self.steps.iter().find(|step| share(&step.shares) >= wanted).map(|step| step.age)
            })
            .collect()
    }

    /// The standard error of a share by an age, from how many ended so at each step and the share after it.
    fn error(&self, age: u32, of: impl Fn(&Step) -> (f64, f64)) -> f64 {
        let Some(now) = self.steps_until(age).last().map(|step| of(step).1) else { return 0.0 };
        let (mut variance, mut before) = (0.0, 1.0);
        for step in self.steps_until(age) {
            let (n, ended) = (step.at_risk, step.moved_on + step.lost);
            let (so, share) = of(step);
            let rest = now - share;
            if n > ended {
                variance += rest * rest * ended / (n * (n - ended));
            }
            variance += before * before * (n - so) * so / (n * n * n);
            variance -= 2.0 * rest * before * so / (n * n);
            before = step.shares.undecided;
        }
        variance.max(0.0).sqrt()
    }
}
