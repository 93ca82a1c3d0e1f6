//! What the workers of the advice are asked, and what they answer. Pure: no browser.

use super::message::{BuildId, MessageError, RunId, decode, encode};
use crate::advice::{
    AlignmentEffect, Belief, Coverage, CoverageOf, Effect, Evaluations, Hold, Joint, Lever, Needed, Profit,
    QuotaAnswer, Quotas, Width, advice_trials, alignment, changes_that_matter, coverage, holds, joint,
    needed, profit, quota_answer, quotas, unknowns_that_matter, width,
};
use crate::engine::Simulator;
use crate::exchange::file::{history, plan, quota};
use crate::model::Scenario;
use crate::results::{ResultsReport, Thresholds, luck_trials, report};
use serde::{Deserialize, Serialize};

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
    /// What is asked about, as the text of its document: a plan for most questions, a quota, or a team's history.
    /// Refused by the same constructors as a file.
    pub subject: String,
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

/// Answers requests. Variations of the last scenario are kept: many questions ask for the same.
#[derive(Debug)]
pub struct AdviceServer {
    build: BuildId,
    known: Option<(String, Scenario, Evaluations)>,
}

impl AdviceServer {
    /// A server of a build.
    pub fn new(build: BuildId) -> Self {
        Self { build, known: None }
    }

    /// The bytes that say that the server has started.
    pub fn ready(&self) -> Vec<u8> {
        encode(self.build, &AdviceReply::Ready)
    }

    /// The bytes of the reply to the bytes of a request.
    ///
    /// # Errors
    /// When the bytes are no request of the same build; there is then no plan to answer for.
    pub fn answer(&mut self, bytes: &[u8]) -> Result<Vec<u8>, MessageError> {
        let request: AdviceRequest = decode(self.build, bytes)?;
        let (run, question) = (request.run, request.question);
        let reply = match self.answered(request) {
            Ok((answer, variations, trials)) => {
                AdviceReply::Answered { run, question, answer: Box::new(answer), variations, trials }
            }
            Err(reason) => AdviceReply::Refused(run, reason),
        };
        Ok(encode(self.build, &reply))
    }
}

impl AdviceServer {
    /// The answer, the variations that were drawn for it, and the trials of each; or why the subject is refused.
    fn answered(&mut self, request: AdviceRequest) -> Result<(AdviceAnswer, u32, u32), String> {
        let said = |error: &dyn std::fmt::Display| error.to_string();
        if let Question::Quota(trials) = request.question {
            let check = quota::read(&request.subject).map_err(|error| said(&error))?;
            let trials = trials.min(QUOTA_TRIALS_MAX);
            return Ok((AdviceAnswer::Quota(Box::new(quota_answer(&check, trials))), 1, trials));
        }
        if let Question::Results(rep, thresholds) = request.question {
            let results = history::read(&request.subject).map_err(|error| said(&error))?;
            let thresholds = thresholds.checked().map_err(|error| said(&error))?;
            let rep = rep.and_then(|place| usize::try_from(place).ok());
            let answer = AdviceAnswer::Results(Box::new(report(&results, rep, thresholds)));
            return Ok((answer, 1, luck_trials(&results)));
        }
        let kept = self.known.take().filter(|(subject, ..)| *subject == request.subject);
        let known = if let Some(known) = kept {
            known
        } else {
            let scenario = plan::read(&request.subject).map_err(|error| said(&error))?;
            (request.subject, scenario, Evaluations::default())
        };
        let (_, scenario, evaluations) = self.known.insert(known);
        let before = evaluations.len();
        let answer = request.question.answer(scenario, evaluations);
        let variations = u32::try_from(evaluations.len() - before).unwrap_or(u32::MAX);
        Ok((answer, variations, advice_trials(scenario)))
    }
}

/// More are not drawn for a quota.
const QUOTA_TRIALS_MAX: u32 = 100_000;

impl Question {
    fn answer(self, scenario: &Scenario, evaluations: &mut Evaluations) -> AdviceAnswer {
        let trials = advice_trials(scenario);
        let wanted = scenario.parts().confidence.get();
        match self {
            Self::Needed(lever) => AdviceAnswer::Needed(
                evaluations.complete(trials, |known| needed(lever, scenario, wanted, known)),
            ),
            Self::Joint => {
                AdviceAnswer::Joint(evaluations.complete(trials, |known| joint(scenario, wanted, known)))
            }
            Self::Unknowns => AdviceAnswer::Unknowns(
                evaluations.complete(trials, |known| unknowns_that_matter(scenario, known)),
            ),
            Self::Changes => AdviceAnswer::Changes(
                evaluations.complete(trials, |known| changes_that_matter(scenario, known)),
            ),
            Self::Width => AdviceAnswer::Width(evaluations.complete(trials, |known| width(scenario, known))),
            Self::Coverage(of) => {
                AdviceAnswer::Coverage(coverage(scenario, &Simulator::new(scenario), of, trials))
            }
            Self::Holds => {
                AdviceAnswer::Holds(evaluations.complete(trials, |known| holds(scenario, known)).to_vec())
            }
            // Of another subject: no plan has an answer.
            Self::Quota(_) | Self::Results(..) => AdviceAnswer::Quotas(None),
            Self::Quotas => {
                AdviceAnswer::Quotas(evaluations.complete(trials, |known| quotas(scenario, known)))
            }
            Self::Profit => {
                AdviceAnswer::Profit(Box::new(evaluations.complete(trials, |known| profit(scenario, known))))
            }
            Self::Alignment => {
                AdviceAnswer::Alignment(evaluations.complete(trials, |known| alignment(scenario, known)))
            }
        }
    }
}
