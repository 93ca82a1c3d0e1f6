//! Variations of a plan, and what became of them.

use super::answer::Measure;
use crate::analysis::{Collection, TeamOutcome, TrialEconomics};
use crate::engine::Simulator;
use crate::model::{Scenario, Seed, Unknown};
use std::rc::Rc;

/// Trials of a variation, if each costs no more than usual.
const TRIALS_MAX: f64 = 20_000.0;
/// Trials of a variation at least, however much a trial costs.
const TRIALS_LEAST: f64 = 2_000.0;
/// Draws that all trials of a variation may take together; see [`Scenario::draws_a_trial`].
const DRAWS: f64 = 2e7;
/// Trials drawn at a time.
const BLOCK: u32 = 4_096;

/// Not evaluated yet; it stands in the list of what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending;

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

/// What is known so far, and what is wanted next.
#[derive(Debug, Default)]
pub struct Evaluations {
    known: Vec<(Variation, Rc<Evaluation>)>,
    wanted: Vec<Variation>,
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
        let mut simulator = Simulator::new(&self.scenario).with_lift(self.lift);
        if let Some((other, kept)) = &self.other_luck {
            simulator = simulator.with_other_luck(*other, kept);
        }
        if !self.with_team && !self.with_money {
            simulator = simulator.without_reps();
        }
        let mut economics = Vec::new();
        let collection = collect(&simulator, trials, self.with_money.then_some(&mut economics));
        Evaluation { economics, ..Evaluation::of(&self.scenario, &collection) }
    }
}

/// All trials at once, with their money if it is wanted.
pub(super) fn collect(
    simulator: &Simulator,
    trials: u32,
    mut economics: Option<&mut Vec<TrialEconomics>>,
) -> Collection {
    let mut collection = Collection::default();
    let mut first = 0;
    while first < trials {
        let count = BLOCK.min(trials - first);
        collection.insert(simulator.block_with(first, count, economics.as_deref_mut()));
        first += count;
    }
    collection
}

impl Evaluation {
    /// From the trials of a variation, without their money.
    pub fn of(scenario: &Scenario, collection: &Collection) -> Self {
        let totals: Vec<i64> = collection.totals().collect();
        let target = scenario.parts().target.amount().minor();
        let reached = totals.iter().filter(|total| **total >= target).count();
        let middle = crate::analysis::Sample::of(collection).map_or(0.0, |sample| sample.quantile(0.5));
        let reached = u32::try_from(reached).unwrap_or(u32::MAX);
        Self { totals, target, reached, middle, team: collection.team().cloned(), economics: Vec::new() }
    }

    /// Trials.
    pub fn trials(&self) -> f64 {
        self.totals.len().max(1) as f64
    }

    /// Chance and middle.
    pub fn measure(&self) -> Measure {
        Measure { chance: f64::from(self.reached) / self.trials(), middle: self.middle }
    }
}

impl Evaluations {
    /// What became of a variation.
    ///
    /// # Errors
    /// While nobody has evaluated it: it is then wanted.
    pub fn of(&mut self, variation: &Variation) -> Result<Rc<Evaluation>, Pending> {
        if let Some((_, evaluation)) = self.known.iter().find(|(known, _)| known == variation) {
            return Ok(evaluation.clone());
        }
        if !self.wanted.contains(variation) {
            self.wanted.push(variation.clone());
        }
        Err(Pending)
    }

    /// What is wanted next; the first that was asked for.
    pub fn wanted(&self) -> Option<&Variation> {
        self.wanted.first()
    }

    /// Adds what became of a variation.
    pub fn insert(&mut self, variation: Variation, evaluation: Evaluation) {
        self.wanted.retain(|wanted| *wanted != variation);
        self.known.push((variation, Rc::new(evaluation)));
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
    ///
    /// An analysis that asks for nothing and has no answer would go on for ever: there is none, since
    /// [`Pending`] comes from asking alone.
    pub fn complete<T>(
        &mut self,
        trials: u32,
        mut analysis: impl FnMut(&mut Self) -> Result<T, Pending>,
    ) -> T {
        loop {
            match analysis(self) {
                Ok(answer) => return answer,
                Err(Pending) => {
                    while let Some(variation) = self.wanted.first().cloned() {
                        let evaluation = variation.evaluate(trials);
                        self.insert(variation, evaluation);
                    }
                }
            }
        }
    }
}
