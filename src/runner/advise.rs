//! What the workers of the advice are asked, and what they answer. Pure: no browser.

#[cfg(feature = "engine")]
mod server;

use super::message::RunId;
use crate::advice::{
    AlignmentEffect, Coverage, CoverageOf, Effect, Hold, Joint, Needed, Profit, QuotaAnswer, Quotas, Width,
};
use crate::model::{Belief, Lever, Scenario};
use crate::results::{ResultsReport, Thresholds};
use serde::{Deserialize, Serialize};

#[cfg(feature = "engine")]
pub use server::AdviceServer;

/// One analysis: of a plan, of one rep's quota, or of results.
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
    /// One rep's quota, with so many trials; the subject is a check.
    Quota(u32),
    /// A team's results, and in particular those of the rep in a place; the subject is a table.
    Results(Option<u32>, Thresholds),
}

/// The answer to a question; see the function of the same name in [`crate::advice`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after its question")]
pub enum AdviceAnswer {
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
    Quota(Box<Option<QuotaAnswer>>),
    Results(Box<ResultsReport>),
}

/// From the page to a worker. Complete: a worker that forgot everything would give the same answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdviceRequest {
    /// Whose question it is; answers to a superseded plan are dropped.
    pub run: RunId,
    /// What is asked about: a scenario, from [`crate::exchange::scenario_file::to_bytes`], for most questions; a check of a quota, from
    /// [`crate::exchange::quota_bytes::to_bytes`]; or results, from [`crate::exchange::results_bytes::to_bytes`]. Refused by the same constructors as a file.
    #[serde(with = "serde_bytes")]
    pub subject: Vec<u8>,
    /// What is asked.
    pub question: Question,
}

/// From a worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AdviceReply {
    /// The worker has started.
    Ready,
    /// The answer to a question.
    Answered {
        /// Whose.
        run: RunId,
        /// Which.
        question: Question,
        /// The answer.
        answer: Box<AdviceAnswer>,
        /// Variations of the plan that were drawn for it.
        variations: u32,
        /// Trials of each.
        trials: u32,
    },
    /// The request was refused.
    Refused(RunId, String),
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
