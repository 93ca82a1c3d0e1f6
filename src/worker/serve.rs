//! What a worker does with a request.

use super::message::{Answer, BuildId, DocumentId, Reply, Request, Subject, Work, decode, encode};
use super::question::{Question, QuestionAnswer};
use super::schedule::Block;
use crate::advice::{
    Evaluations, Look, Pending, about, advice_trials, alignment, both_goals, changes_that_matter, check,
    compared, counterfactuals, coverage, holds, joint, learning, needed, profit, quota_answer, quotas,
    together, unknowns_that_matter, width,
};
use crate::engine::Simulator;
use crate::exchange::{file, runs_csv};
use crate::history::backtest::{Forecast, Judged, Summary, forecast};
use crate::history::{rep_quota, report};
use crate::model::{Date, Lever, Money, PastForecast, QuotaCheck, Scenario, Seed, TeamHistory, Thresholds};

/// More trials are not drawn for a quota.
const QUOTA_TRIALS_MAX: u32 = 100_000;

/// More trials are not drawn for a forecast of the past.
const FORECAST_TRIALS_MAX: u32 = 100_000;

/// Answers requests. What was prepared for the last document is kept, because the next request is nearly
/// always about the same one; the answers do not depend on it.
#[derive(Debug)]
pub struct Server {
    build: BuildId,
    text: Option<(DocumentId, String)>,
    plan: Option<(DocumentId, Prepared)>,
    pair: Option<(DocumentId, Pair)>,
}

/// Two plans, and the plans between them that were drawn.
#[derive(Debug)]
struct Pair {
    one: Scenario,
    other: Scenario,
    evaluations: Evaluations,
}

/// A plan, and what was made ready or drawn for it.
#[derive(Debug)]
struct Prepared {
    scenario: Scenario,
    /// Made when trials are first asked for.
    simulator: Option<Simulator>,
    /// Variations that were drawn: many questions ask for the same.
    evaluations: Evaluations,
    /// How many of them the answers so far have said.
    said: usize,
    /// The lever that was looked at first, and is being looked at more closely.
    looked_at: Option<Lever>,
}

impl Server {
    /// A server of a build.
    pub fn new(build: BuildId) -> Self {
        Self { build, text: None, plan: None, pair: None }
    }

    /// The bytes that say that the server has started.
    pub fn ready(&self) -> Vec<u8> {
        encode(self.build, &Reply::Ready)
    }

    /// The bytes of the reply to the bytes of a request.
    pub fn answer(&mut self, bytes: &[u8]) -> Vec<u8> {
        let reply = match decode(self.build, bytes) {
            Ok(request) => self.reply(request),
            Err(error) => Reply::Unreadable(error),
        };
        encode(self.build, &reply)
    }

    fn reply(&mut self, request: Request) -> Reply {
        let Request { run, subject, work } = request;
        let id = match subject {
            Subject::Text(text) => {
                let id = DocumentId::of(&text);
                self.text = Some((id, text));
                id
            }
            Subject::Known(id) => id,
        };
        let Some((_, text)) = self.text.as_ref().filter(|(kept, _)| *kept == id) else {
            return Reply::Forgotten(run);
        };
        let answered = match work {
            Work::Check { law, seed } => Ok(Answer::Checked(check(law, Seed(seed)))),
            Work::Judge => judge(text),
            Work::Summarise => summarise(text),
            Work::Quota { trials } => read_quota(text).map(|check| quota(&check, trials)),
            Work::Forecast { line, booked } => forecast_of(text, line, booked),
            Work::Explain { rep, today, thresholds } => {
                read_history(text).and_then(|history| explain(&history, rep, today, thresholds))
            }
            Work::Compare { variations_at_most } => match pair(&mut self.pair, id, text) {
                Ok(pair) => match pair.compare(variations_at_most) {
                    Some(answer) => Ok(answer),
                    None => return Reply::Unfinished(run),
                },
                Err(reason) => Err(reason),
            },
            Work::WriteRuns(block) => prepared(&mut self.plan, id, text).map(|plan| plan.write_runs(block)),
            Work::Draw(block) => prepared(&mut self.plan, id, text).map(|plan| plan.draw(block)),
            Work::Advise { question, variations_at_most } => match prepared(&mut self.plan, id, text) {
                Ok(plan) => match plan.advise(question, variations_at_most) {
                    Turn::Done(answer) => Ok(answer),
                    Turn::SoFar(answer) => return Reply::SoFar(run, answer),
                    Turn::Unfinished => return Reply::Unfinished(run),
                },
                Err(reason) => Err(reason),
            },
        };
        match answered {
            Ok(answer) => Reply::Answered(run, answer),
            Err(reason) => Reply::Refused(run, reason),
        }
    }
}

/// The plan that was prepared last, if it is this one; else this one.
fn prepared<'a>(
    kept: &'a mut Option<(DocumentId, Prepared)>,
    id: DocumentId,
    text: &str,
) -> Result<&'a mut Prepared, String> {
    let plan = match kept.take().filter(|(kept, _)| *kept == id) {
        Some((_, plan)) => plan,
        None => Prepared {
            scenario: read_plan(text)?,
            simulator: None,
            evaluations: Evaluations::default(),
            said: 0,
            looked_at: None,
        },
    };
    Ok(&mut kept.insert((id, plan)).1)
}

/// The two plans that were compared last, if these are they; else these.
fn pair<'a>(
    kept: &'a mut Option<(DocumentId, Pair)>,
    id: DocumentId,
    text: &str,
) -> Result<&'a mut Pair, String> {
    let pair = if let Some((_, pair)) = kept.take().filter(|(kept, _)| *kept == id) {
        pair
    } else {
        let (one, other) = text.split_once('\n').ok_or("there is one plan, where two are compared")?;
        Pair { one: read_plan(one)?, other: read_plan(other)?, evaluations: Evaluations::default() }
    };
    Ok(&mut kept.insert((id, pair)).1)
}

impl Pair {
    /// How the plans differ; none, while more variations are to be drawn.
    fn compare(&mut self, variations_at_most: u32) -> Option<Answer> {
        let Self { one, other, evaluations } = self;
        let trials = advice_trials(one).min(advice_trials(other));
        let mut left = variations_at_most.max(1);
        let answer = evaluations.within(trials, &mut left, |known| compared(one, other, known))?;
        Some(Answer::Compared(Box::new(answer)))
    }
}

/// What came of a turn at a question.
enum Turn {
    /// More variations are to be drawn.
    Unfinished,
    /// An answer from a first look; a closer one follows.
    SoFar(Answer),
    /// The answer.
    Done(Answer),
}

impl Prepared {
    fn draw(&mut self, block: Block) -> Answer {
        let simulator = self.simulator.get_or_insert_with(|| Simulator::new(&self.scenario));
        Answer::Drawn(Box::new(simulator.block(block.first, block.trials)))
    }

    /// Draws runs again, which gives the same bits again, and writes them down.
    fn write_runs(&mut self, block: Block) -> Answer {
        let simulator = self.simulator.get_or_insert_with(|| Simulator::new(&self.scenario));
        let totals = simulator.block(block.first, block.trials).totals;
        let lines = runs_csv::lines(block.first, &totals.0, self.scenario.parts().currency);
        Answer::RunsWritten { first: block.first, lines }
    }

    /// A turn at a question, of so many variations at most.
    fn advise(&mut self, question: Question, variations_at_most: u32) -> Turn {
        let trials = advice_trials(&self.scenario);
        let mut left = variations_at_most.max(1);
        let Self { scenario, simulator, evaluations, .. } = self;
        let first_look = if let Question::Needed(lever) = question { Some(lever) } else { None };
        let first_look = first_look.filter(|_| Look::About.trials(trials) < trials);
        if let Some(lever) = first_look.filter(|lever| self.looked_at != Some(*lever)) {
            let wanted = scenario.parts().confidence.get();
            let about = evaluations.within(trials, &mut left, |known| about(lever, scenario, wanted, known));
            let Some(about) = about else { return Turn::Unfinished };
            self.looked_at = Some(lever);
            return Turn::SoFar(self.advised(question, QuestionAnswer::Needed(about)));
        }
        let answer =
            evaluations.within(trials, &mut left, |known| analyse(question, scenario, simulator, known));
        match answer {
            Some(answer) => Turn::Done(self.advised(question, answer)),
            None => Turn::Unfinished,
        }
    }

    fn advised(&mut self, question: Question, answer: QuestionAnswer) -> Answer {
        let known = self.evaluations.len();
        let variations = u32::try_from(known - self.said).unwrap_or(u32::MAX);
        self.said = known;
        let trials = advice_trials(&self.scenario);
        Answer::Advised { question, answer: Box::new(answer), variations, trials }
    }
}

fn analyse(
    question: Question,
    scenario: &Scenario,
    simulator: &mut Option<Simulator>,
    known: &mut Evaluations,
) -> Result<QuestionAnswer, Pending> {
    let wanted = scenario.parts().confidence.get();
    Ok(match question {
        Question::Needed(lever) => QuestionAnswer::Needed(needed(lever, scenario, wanted, known)?),
        Question::Joint => QuestionAnswer::Joint(joint(scenario, wanted, known)?),
        Question::Together(some) => {
            QuestionAnswer::Joint(together(scenario, &some.levers(scenario), wanted, known)?)
        }
        Question::Unknowns => QuestionAnswer::Unknowns(unknowns_that_matter(scenario, known)?),
        Question::Changes => QuestionAnswer::Changes(changes_that_matter(scenario, known)?),
        Question::Width => QuestionAnswer::Width(width(scenario, known)?),
        Question::Coverage(of) => {
            let simulator = simulator.get_or_insert_with(|| Simulator::new(scenario));
            QuestionAnswer::Coverage(coverage(scenario, simulator, of, advice_trials(scenario)))
        }
        Question::Holds => QuestionAnswer::Holds(holds(scenario, known)?.to_vec()),
        Question::Quotas => QuestionAnswer::Quotas(quotas(scenario, known)?),
        Question::Profit => QuestionAnswer::Profit(Box::new(profit(scenario, known)?)),
        Question::BothGoals => QuestionAnswer::BothGoals(both_goals(scenario, wanted, known)?),
        Question::Alignment => {
            // All ask before one is waited for.
            let (costs, effects) = (counterfactuals(scenario, known), alignment(scenario, known));
            let learning = learning(scenario, known);
            QuestionAnswer::Alignment { costs: costs?, effects: effects?, learning: learning? }
        }
    })
}

fn quota(check: &QuotaCheck, trials: u32) -> Answer {
    Answer::Quota(Box::new(quota_answer(check, trials.min(QUOTA_TRIALS_MAX))))
}

/// The forecast of a plan in a line.
fn forecast_of(text: &str, line: u32, booked: i64) -> Result<Answer, String> {
    let plan = usize::try_from(line).ok().and_then(|line| text.lines().nth(line));
    let scenario = read_plan(plan.ok_or("there is no plan in that line")?)?;
    let trials = scenario.parts().runs.trials;
    if trials > FORECAST_TRIALS_MAX {
        return Err(format!("a forecast of the past has at most {FORECAST_TRIALS_MAX} runs, not {trials}"));
    }
    let booked = Money::from_minor_f64(booked as f64).map_err(|error| error.to_string())?;
    Ok(Answer::Forecast { line, forecast: forecast(&scenario, booked) })
}

fn explain(
    history: &TeamHistory,
    rep: Option<u32>,
    today: Date,
    thresholds: Thresholds,
) -> Result<Answer, String> {
    let thresholds = thresholds.checked().map_err(|error| error.to_string())?;
    let rep = rep.and_then(|place| usize::try_from(place).ok());
    let quota = rep.and_then(|place| rep_quota(history, place, today));
    Ok(Answer::Explained {
        report: Box::new(report(history, rep, thresholds)),
        quota: quota.map(|check| file::quota::canonical(&check.for_sharing())),
    })
}

fn read_plan(text: &str) -> Result<Scenario, String> {
    file::plan::read(text).map_err(|error| error.to_string())
}

fn judge(text: &str) -> Result<Answer, String> {
    let forecasts: Vec<PastForecast> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(Answer::Judged(Judged::of(&forecasts)))
}

fn summarise(text: &str) -> Result<Answer, String> {
    let forecasts: Vec<Option<Forecast>> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(Answer::Summarised(Box::new(Summary::of(&forecasts))))
}

fn read_quota(text: &str) -> Result<QuotaCheck, String> {
    file::quota::read(text).map_err(|error| error.to_string())
}

fn read_history(text: &str) -> Result<TeamHistory, String> {
    file::history::read(text).map_err(|error| error.to_string())
}
