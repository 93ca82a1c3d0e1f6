//! What can be asked about a plan beside its futures: each question takes variations of the plan.

use crate::advice::{
    AlignmentEffect, Coverage, CoverageOf, Effect, Hold, Joint, Needed, Profit, Quotas, Width,
};
use crate::model::{Belief, Lever, Scenario};
use serde::{Deserialize, Serialize};

/// One analysis of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What one lever alone would have to be.
    Needed(Lever),
    /// All levers together.
    Joint,
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
    Alignment(Vec<AlignmentEffect>),
}

/// All questions that a plan has answers to, those that are read first in front.
pub fn questions(scenario: &Scenario) -> Vec<Question> {
    let parts = scenario.parts();
    let mut all: Vec<Question> = Lever::all(scenario).into_iter().map(Question::Needed).collect();
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
    all
}
