//! The answers of the workers, as they come.

use crate::app::hooks::{cores, meta};
use crate::app::shared::Shared;
use crate::app::text;
use crate::exchange::file::plan;
use crate::model::Scenario;
use crate::runner::advice_workers::{AdviceEvent, AdviceWorkers};
use crate::runner::advise::{AdviceAnswer, Question, questions};
use crate::runner::message::BuildId;
use std::rc::Rc;
use yew::prelude::*;

/// More workers than this are of little use: they would draw the same variations.
const WORKERS_MAX: usize = 4;

/// What is known of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    /// The plan; none before the first.
    pub(super) scenario: Option<Shared<Scenario>>,
    /// In the order in which they came.
    known: Vec<(Question, Rc<AdviceAnswer>)>,
    /// Those to the plan before, which stand until the new ones come.
    previous: Vec<(Question, Rc<AdviceAnswer>)>,
    /// How many were asked for.
    pub(super) asked: usize,
    /// Variations that were drawn.
    pub(super) variations: u32,
    /// Trials of each.
    pub(super) trials: u32,
    /// Whether work is under way.
    pub(super) is_working: bool,
    /// Why the rest will not come.
    pub(super) failure: Option<String>,
}

pub(super) enum AnswersAction {
    Asked(Shared<Scenario>, usize),
    Stopped,
    Event(AdviceEvent),
}

impl Reducible for Answers {
    type Action = AnswersAction;
    fn reduce(self: Rc<Self>, action: AnswersAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            AnswersAction::Asked(scenario, asked) => {
                let previous = if next.known.is_empty() { next.previous } else { next.known };
                next =
                    Self { scenario: Some(scenario), asked, is_working: true, previous, ..Self::default() };
            }
            AnswersAction::Stopped => next.is_working = false,
            AnswersAction::Event(AdviceEvent::Answered(question, answer, variations, trials)) => {
                next.known.push((question, Rc::from(answer)));
                next.variations += variations;
                next.trials = trials;
                next.is_working = next.known.len() < next.asked;
            }
            AnswersAction::Event(AdviceEvent::Failed(reason)) => {
                next.is_working = false;
                next.failure = Some(reason);
            }
        }
        Rc::new(next)
    }
}

impl Answers {
    /// All answers so far.
    pub(super) fn all(&self) -> impl Iterator<Item = (Question, &AdviceAnswer)> {
        self.known.iter().map(|(question, answer)| (*question, &**answer))
    }

    /// The answer to a question; while the new one is worked out, that to the plan before.
    pub(super) fn to(&self, question: Question) -> Option<&AdviceAnswer> {
        let before =
            self.previous.iter().filter(|_| self.is_working).map(|(question, answer)| (*question, &**answer));
        self.all().chain(before).find(|(of, _)| *of == question).map(|(_, answer)| answer)
    }

    /// What stands where there is no answer.
    pub(super) fn not_yet(&self) -> &'static str {
        if self.is_working { text::NOT_YET } else { text::STOPPED_BEFORE }
    }

    /// How many have come.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }
}

/// A handle to the answers.
pub(super) struct Asking {
    pub(super) answers: UseReducerHandle<Answers>,
    pub(super) stop: Callback<()>,
    pub(super) go_on: Callback<()>,
}

/// Asks everything about a plan once its own answer stands; a plan that changes ends the work on it.
#[hook]
pub(super) fn use_answers(scenario: Shared<Scenario>, is_settled: bool) -> Asking {
    let answers = use_reducer(Answers::default);
    let workers = {
        let dispatch = answers.dispatcher();
        use_memo((), move |()| {
            let build = BuildId::of(&meta("plumbline-build"));
            AdviceWorkers::new(meta("plumbline-advice"), build, cores().min(WORKERS_MAX), move |event| {
                dispatch.dispatch(AnswersAction::Event(event));
            })
        })
    };
    let ask = {
        let (workers, dispatch) = (workers.clone(), answers.dispatcher());
        move |scenario: Shared<Scenario>| {
            let questions = questions(&scenario);
            dispatch.dispatch(AnswersAction::Asked(scenario.clone(), questions.len()));
            workers.ask(plan::canonical_without_sources(&scenario), questions);
        }
    };
    let stop = {
        let (workers, dispatch) = (workers.clone(), answers.dispatcher());
        Callback::from(move |()| {
            workers.stop();
            dispatch.dispatch(AnswersAction::Stopped);
        })
    };
    let go_on = {
        let (ask, scenario) = (ask.clone(), scenario.clone());
        Callback::from(move |()| ask(scenario.clone()))
    };
    let known = answers.scenario.clone();
    let stop_work = stop.clone();
    use_effect_with((scenario, is_settled), move |(scenario, is_settled)| {
        // The same plan again, as after a look at another view.
        let same = known.is_some_and(|known| *known == **scenario);
        if !same && *is_settled {
            ask(scenario.clone());
        } else if !same {
            stop_work.emit(());
        }
    });
    Asking { answers, stop, go_on }
}
