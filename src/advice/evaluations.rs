//! Variations of a plan, and what became of them.

use super::answer::Measure;
use crate::analysis::{Collection, Estimate, TeamOutcome, TrialEconomics};
use crate::engine::Simulator;
use crate::math::order;
use crate::model::{Scenario, Seed, Unknown};
use std::ops::Range;
use std::rc::Rc;

/// Trials of a variation, if each costs no more than usual.
const TRIALS_MAX: f64 = 20_000.0;
/// Trials of a variation at least, however much a trial costs.
const TRIALS_LEAST: f64 = 2_000.0;
/// Draws that all trials of a variation may take together; see [`Scenario::draws_a_trial`].
const DRAWS: f64 = 2e7;
/// Trials of a first look: a chance of 80% is then known to ± 1.1 points, and a closer look begins there.
const TRIALS_ABOUT: u32 = 1_250;
/// Trials of the ends of one assumption, with the plan as a control variate.
const TRIALS_ENDS: u32 = 2_500;
/// Of fewer trials than these a first look would save too little.
const TRIALS_CLOSE_LEAST: u32 = 4_000;
/// Trials where many variations stand beside each other, on the same luck.
const TRIALS_BESIDE: u32 = 5_000;
/// Trials where each variation has little weight in a figure.
const TRIALS_AMONG: u32 = 1_250;
/// Trials drawn at a time.
const BLOCK: u32 = 4_096;

/// Not evaluated yet; it stands in the list of what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending;

/// How closely a variation is looked at. The trials of any look are the first of those of a closer one: that
/// only adds to them, and no figure depends on what was looked at before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// To find about where a value lies, which a closer look then confirms.
    About,
    /// To tell what the ends of an assumption do, each beside the plan.
    Ends,
    /// One of many that only count together, each with little weight.
    Among,
    /// To set many variations beside each other.
    Beside,
    /// With all trials: for every figure that is said.
    Close,
}

impl Look {
    /// How many of a variation's trials it takes.
    pub fn trials(self, all: u32) -> u32 {
        match self {
            Self::About if all >= TRIALS_CLOSE_LEAST => TRIALS_ABOUT,
            Self::Ends if all >= TRIALS_CLOSE_LEAST => TRIALS_ENDS,
            Self::Among => all.min(TRIALS_AMONG),
            Self::Beside => all.min(TRIALS_BESIDE),
            Self::About | Self::Ends | Self::Close => all,
        }
    }
}

/// A question to the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    /// The plan.
    pub scenario: Scenario,
    /// For reps below the team's rate, the share of the gap that is closed; see [`Simulator::with_lift`].
    pub lift: f64,
    /// Other luck for all but some; see [`Simulator::with_other_luck`].
    pub other_luck: Option<(Seed, Vec<Unknown>)>,
    /// Whether the money of each trial is wanted as well: more than a megabyte.
    pub with_money: bool,
    /// Whether it is wanted who sold it. Totals alone, which are the same, take less time.
    pub with_team: bool,
}

/// What became of a variation. Amounts in minor units.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Bookings by trial.
    pub totals: Vec<i64>,
    /// The bookings that were wanted.
    pub target: i64,
    /// In how many trials they came in.
    pub reached: u32,
    /// The middle of the totals.
    pub middle: f64,
    /// Who sold it; none, if it was not wanted.
    pub team: Option<TeamOutcome>,
    /// The money of each trial; empty, if it was not wanted or the plan states none.
    pub economics: Vec<TrialEconomics>,
}

/// What became of a variation, by how closely it was looked at.
type Looks = Vec<(Look, Rc<Evaluation>)>;

/// What is known so far, and what is wanted next.
#[derive(Debug, Default)]
pub struct Evaluations {
    known: Vec<(Variation, Looks)>,
    wanted: Vec<(Variation, Look)>,
}

/// Trials of each variation of a plan: 20,000, fewer if a trial takes very many draws, but 2,000. A chance of
/// 80% is then known to ± 0.3 points (one standard error), and a difference of two on the same luck better.
pub fn advice_trials(scenario: &Scenario) -> u32 {
    let trials = (DRAWS / scenario.draws_a_trial().max(1.0)).clamp(TRIALS_LEAST, TRIALS_MAX);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 2,000 and 20,000")]
    let trials = trials as u32;
    trials.min(scenario.parts().runs.trials)
}

impl Variation {
    /// A plan as it is.
    pub fn of(scenario: &Scenario) -> Self {
        Self { scenario: scenario.clone(), lift: 0.0, other_luck: None, with_money: false, with_team: false }
    }

    /// A plan as it is, with its money.
    pub fn with_money(scenario: &Scenario) -> Self {
        Self { with_money: true, ..Self::of(scenario) }
    }

    /// A plan as it is, with who sold it.
    pub fn with_team(scenario: &Scenario) -> Self {
        Self { with_team: true, ..Self::of(scenario) }
    }

    /// Draws it, all at once.
    pub fn evaluate(&self, trials: u32) -> Evaluation {
        self.beyond(Vec::new(), trials)
    }

    /// Draws the trials that come after those whose totals are known.
    fn beyond(&self, mut totals: Vec<i64>, trials: u32) -> Evaluation {
        let first = u32::try_from(totals.len()).unwrap_or(u32::MAX);
        let mut simulator =
            Simulator::new(&self.scenario).with_lift(self.lift).with_kept_intakes(&self.scenario);
        if let Some((other, kept)) = &self.other_luck {
            simulator = simulator.with_other_luck(*other, kept);
        }
        if !self.with_team && !self.with_money {
            simulator = simulator.without_reps();
        }
        let mut economics = Vec::new();
        let collection = collect(&simulator, first..trials, self.with_money.then_some(&mut economics));
        totals.extend(collection.totals());
        let team = collection.team().cloned();
        Evaluation { team, economics, ..Evaluation::of_totals(&self.scenario, totals) }
    }
}

/// Some trials at once, with their money if it is wanted.
pub(super) fn collect(
    simulator: &Simulator,
    trials: Range<u32>,
    mut economics: Option<&mut Vec<TrialEconomics>>,
) -> Collection {
    let mut collection = Collection::default();
    let mut first = trials.start;
    while first < trials.end {
        let count = BLOCK.min(trials.end - first);
        collection.insert(simulator.block_with(first, count, economics.as_deref_mut()));
        first += count;
    }
    collection
}

impl Evaluation {
    /// From the totals of a plan's trials.
    fn of_totals(scenario: &Scenario, totals: Vec<i64>) -> Self {
        let target = scenario.parts().target.amount().minor();
        let reached = totals.iter().filter(|total| **total >= target).count();
        let reached = u32::try_from(reached).unwrap_or(u32::MAX);
        let mut evaluation = Self { totals, target, reached, middle: 0.0, team: None, economics: Vec::new() };
        evaluation.middle = evaluation.quantile(0.5);
        evaluation
    }

    /// A quantile of the totals (type 7); 0 without any.
    pub fn quantile(&self, p: f64) -> f64 {
        let mut sorted: Vec<f64> = self.totals.iter().map(|total| *total as f64).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        if sorted.is_empty() { 0.0 } else { order::quantile_of(&sorted, p) }
    }

    /// Trials.
    pub fn trials(&self) -> f64 {
        self.totals.len().max(1) as f64
    }

    /// The chance of the target.
    pub fn chance(&self) -> Estimate {
        Estimate::of_share(f64::from(self.reached), self.trials())
    }

    /// Chance and middle, as numbers.
    pub fn measure(&self) -> Measure {
        Measure { chance: f64::from(self.reached) / self.trials(), middle: self.middle }
    }
}

impl Evaluations {
    /// What became of a variation in all its trials.
    ///
    /// # Errors
    /// While nobody has evaluated it: it is then wanted.
    pub fn of(&mut self, variation: &Variation) -> Result<Rc<Evaluation>, Pending> {
        self.at(variation, Look::Close)
    }

    /// What becomes of a variation at a look.
    ///
    /// # Errors
    /// While nobody has evaluated it: it is then wanted.
    pub fn at(&mut self, variation: &Variation, look: Look) -> Result<Rc<Evaluation>, Pending> {
        let known = self.known.iter().find(|(known, _)| known == variation);
        let known = known.and_then(|(_, looks)| looks.iter().find(|(of, _)| *of == look));
        if let Some((_, evaluation)) = known {
            return Ok(evaluation.clone());
        }
        if !self.wanted.iter().any(|(wanted, of)| wanted == variation && *of == look) {
            self.wanted.push((variation.clone(), look));
        }
        Err(Pending)
    }

    /// Evaluates what was asked for first, if it is one of `all` trials; whether something was wanted.
    pub fn draw_next(&mut self, all: u32) -> bool {
        if self.wanted.is_empty() {
            return false;
        }
        let (variation, look) = self.wanted.remove(0);
        let trials = look.trials(all);
        let place = self.known.iter().position(|(known, _)| *known == variation);
        let looks = place.and_then(|place| self.known.get(place)).map_or(&[][..], |(_, looks)| looks);
        let mut totals = if variation.with_team || variation.with_money {
            // Who sold it is not kept trial by trial.
            Vec::new()
        } else {
            let longest = looks.iter().max_by_key(|(_, evaluation)| evaluation.totals.len());
            longest.map_or_else(Vec::new, |(_, evaluation)| evaluation.totals.clone())
        };
        let evaluation = if totals.len() >= trials as usize {
            totals.truncate(trials as usize);
            Evaluation::of_totals(&variation.scenario, totals)
        } else {
            variation.beyond(totals, trials)
        };
        let seen = (look, Rc::new(evaluation));
        match place.and_then(|place| self.known.get_mut(place)) {
            Some((_, looks)) => looks.push(seen),
            None => self.known.push((variation, vec![seen])),
        }
        true
    }

    /// How many variations are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Evaluates on this thread until an analysis has its answer.
    pub fn complete<T>(
        &mut self,
        trials: u32,
        mut analysis: impl FnMut(&mut Self) -> Result<T, Pending>,
    ) -> T {
        loop {
            let mut left = u32::MAX;
            if let Some(answer) = self.within(trials, &mut left, &mut analysis) {
                return answer;
            }
        }
    }

    /// Evaluates on this thread until an analysis has its answer; none, once no more variations are `left`
    /// to be drawn.
    ///
    /// An analysis that asks for nothing and has no answer would go on for ever: there is none, since
    /// [`Pending`] comes from asking alone.
    pub fn within<T>(
        &mut self,
        trials: u32,
        left: &mut u32,
        mut analysis: impl FnMut(&mut Self) -> Result<T, Pending>,
    ) -> Option<T> {
        loop {
            if let Ok(answer) = analysis(self) {
                return Some(answer);
            }
            while *left > 0 && self.draw_next(trials) {
                *left -= 1;
            }
            if !self.wanted.is_empty() {
                return None;
            }
        }
    }
}
