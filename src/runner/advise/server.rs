//! What a worker of the advice does with a request.

use super::{AdviceAnswer, AdviceReply, AdviceRequest, Question};
use crate::advice::{
    Evaluations, advice_trials, alignment, changes_that_matter, coverage, holds, joint, needed, profit,
    quota_answer, quotas, unknowns_that_matter, width,
};
use crate::engine::Simulator;
use crate::exchange::{quota_bytes, results_bytes, scenario_file};
use crate::model::Scenario;
use crate::results::{luck_trials, report};
use crate::runner::message::{BuildId, MessageError, decode, encode};

/// Answers requests. Variations of the last scenario are kept: many questions ask for the same.
#[derive(Debug)]
pub struct AdviceServer {
    build: BuildId,
    known: Option<(Vec<u8>, Scenario, Evaluations)>,
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
            let check = quota_bytes::from_bytes(&request.subject).map_err(|error| said(&error))?;
            let trials = trials.min(QUOTA_TRIALS_MAX);
            return Ok((AdviceAnswer::Quota(Box::new(quota_answer(&check, trials))), 1, trials));
        }
        if let Question::Results(rep, thresholds) = request.question {
            let results = results_bytes::from_bytes(&request.subject).map_err(|error| said(&error))?;
            let thresholds = thresholds.checked().map_err(|error| said(&error))?;
            let rep = rep.and_then(|place| usize::try_from(place).ok());
            let answer = AdviceAnswer::Results(Box::new(report(&results, rep, thresholds)));
            return Ok((answer, 1, luck_trials(&results)));
        }
        let kept = self.known.take().filter(|(subject, ..)| *subject == request.subject);
        let known = if let Some(known) = kept {
            known
        } else {
            let scenario = scenario_file::from_bytes(&request.subject).map_err(|error| said(&error))?;
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
