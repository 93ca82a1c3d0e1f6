//! What can be asked about a plan beside its futures: each question takes variations of the plan.

use crate::advice::{
    AlignmentEffect, BothGoals, Counterfactual, Coverage, CoverageOf, Effect, Hold, Joint, Learning, Needed,
    Profit, Quotas, Width,
};
use crate::model::{Belief, Lever, LeverSet, Scenario};
use serde::{Deserialize, Serialize};

/// One analysis of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What one lever alone would have to be.
    Needed(Lever),
    /// All levers together.
    Joint,
    /// Some levers together; answered as all of them are.
    Together(LeverSet),
    /// What is not known, by its effect.
    Unknowns,
    /// What could be changed, by its effect.
    Changes,
    /// Where the width comes from.
    Width,
    /// How many opportunities it takes.
    Coverage(CoverageOf),
    /// What holds, as money, growth and date.
    Holds,
    /// Quotas.
    Quotas,
    /// Growth and profit.
    Profit,
    /// Alignment.
    Alignment,
    /// The cheapest way to growth and profit.
    BothGoals,
}

/// The answer to a question; see the function of the same name in [`crate::advice`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after its question")]
pub enum QuestionAnswer {
    Needed(Option<Needed>),
    Joint(Joint),
    Unknowns(Vec<Effect<Belief>>),
    Changes(Vec<Effect<Lever>>),
    Width(Width),
    Coverage(Coverage),
    Holds(Vec<Hold>),
    Quotas(Option<Quotas>),
    Profit(Box<Option<Profit>>),
    BothGoals(Option<BothGoals>),
    Alignment { costs: Vec<Counterfactual>, effects: Vec<AlignmentEffect>, learning: Option<Learning> },
}

impl QuestionAnswer {
    /// Whether it comes from a first look, and a closer one takes its place.
    pub fn is_about(&self) -> bool {
        matches!(self, Self::Needed(Some(needed)) if needed.is_about)
    }
}

/// All questions that a plan has answers to, those that are read first in front: levers in the order in which
/// they are probably shown, if results would have to be `times` as great.
pub fn questions(scenario: &Scenario, times: f64) -> Vec<Question> {
    let parts = scenario.parts();
    let mut levers = Lever::all(scenario);
    levers.sort_by(|a, b| way(scenario, *a, times).total_cmp(&way(scenario, *b, times)));
    let mut all: Vec<Question> = levers.into_iter().map(Question::Needed).collect();
    all.extend(parts.economics.is_some().then_some(Question::Profit));
    all.push(Question::Coverage(CoverageOf::Target));
    all.extend((parts.progress.booked().minor() > 0).then_some(Question::Coverage(CoverageOf::Rest)));
    all.push(Question::Holds);
    all.extend(parts.team.is_some().then_some(Question::Quotas));
    all.extend([
        Question::Alignment,
        Question::Changes,
        Question::Unknowns,
        Question::Joint,
        Question::Width,
    ]);
    let has_goal = parts.economics.as_ref().is_some_and(|economics| economics.goal.is_some());
    all.extend(has_goal.then_some(Question::BothGoals));
    all
}

/// The share of the way to what is plausible that a lever probably goes: as far as results would have to
/// rise, where they rise about in proportion to it. Of others nothing is known before they are looked at.
fn way(scenario: &Scenario, lever: Lever, times: f64) -> f64 {
    let range = match lever {
        Lever::StageRate(_) | Lever::Supply(_) | Lever::DealSize(_) => lever.range(scenario),
        Lever::Cycle(_)
        | Lever::Reps
        | Lever::HiringDate
        | Lever::Attrition
        | Lever::Adherence
        | Lever::Deadline => None,
    };
    range
        .filter(|range| times * range.today <= range.best)
        .map_or(f64::INFINITY, |range| ((times - 1.0) * range.today / (range.plausible - range.today)).abs())
}
