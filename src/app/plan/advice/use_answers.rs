//! The answers of the workers, as they come.

use crate::app::browser::Workers;
use crate::app::plan::state::PlanId;
use crate::app::plan::words;
use crate::app::shared::Shared;
use crate::exchange::file::plan;
use crate::model::{LeverSet, Scenario};
use crate::worker::message::{Answer, Work};
use crate::worker::question::{Question, QuestionAnswer, questions};
use crate::worker::signals::{Channel, Told};
use std::rc::Rc;
use yew::prelude::*;

/// So many plans that were answered in full are remembered: a look at sliders, Undo and Redo come back to one
/// of them.
const REMEMBERED_MAX: usize = 4;

/// A plan that was answered in full, and what was said of it.
#[derive(Clone, Debug, PartialEq)]
struct Answered {
    scenario: Shared<Scenario>,
    known: Vec<(Question, Shared<QuestionAnswer>)>,
    variations: u32,
    trials: u32,
}

/// What is known of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The plan; none before the first.
    pub(super) scenario: Option<Shared<Scenario>>,
    /// In the order in which they came.
    known: Vec<(Question, Shared<QuestionAnswer>)>,
    /// Those to the plan before, which stand until the new ones come.
    previous: Vec<(Question, Shared<QuestionAnswer>)>,
    /// Plans that were answered in full, the last at the end.
    remembered: Vec<Answered>,
    /// Levers of the plan that are looked at together.
    pub(super) ticked: LeverSet,
    /// How many were asked for.
    pub(super) asked: usize,
    /// Variations that were drawn.
    pub(super) variations: u32,
    /// Trials of each.
    pub(super) trials: u32,
    /// Whether work is under way.
    pub(super) is_working: bool,
    /// Why something is missing.
    pub(super) failure: Option<String>,
}

/// What happens to the answers.
#[derive(Debug)]
pub enum AnswersAction {
    /// So many questions about a plan were asked.
    Asked(Shared<Scenario>, usize),
    /// Levers were ticked, or no longer.
    Ticked(LeverSet),
    /// So many questions more about the same plan were asked, beside those that are answered.
    AskedMore(usize),
    /// A plan that was answered in full lies on the table again, as after Undo.
    Recalled(Shared<Scenario>),
    /// Another plan lies on the table: nothing that was said of the last one stands.
    Left,
    /// The reader stopped the work.
    Stopped,
    /// The workers said something.
    Told(Told),
}

impl Reducible for Answers {
    type Action = AnswersAction;
    fn reduce(self: Rc<Self>, action: AnswersAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            AnswersAction::Asked(scenario, asked) => {
                let ticked = next.ticked_in(&scenario);
                let previous = if next.known.is_empty() { next.previous } else { next.known };
                let (scenario, remembered) = (Some(scenario), self.remembered());
                next = Self {
                    scenario,
                    ticked,
                    asked,
                    is_working: true,
                    previous,
                    remembered,
                    ..Self::default()
                };
            }
            AnswersAction::Recalled(scenario) => {
                let remembered = self.remembered();
                if let Some(of) = remembered.iter().find(|of| of.scenario.says_the_same(&scenario)).cloned() {
                    let ticked = next.ticked_in(&scenario);
                    let Answered { scenario, known, variations, trials } = of;
                    let scenario = Some(scenario);
                    next =
                        Self { scenario, known, remembered, ticked, variations, trials, ..Self::default() };
                    next.asked = next.len();
                }
            }
            AnswersAction::Ticked(ticked) => next.ticked = ticked,
            AnswersAction::AskedMore(more) => {
                next.asked = next.len() + more;
                next.is_working = true;
            }
            AnswersAction::Left => next = Self::default(),
            AnswersAction::Stopped => next.is_working = false,
            AnswersAction::Told(Told::Answered { answer, finished, .. }) => {
                if let Answer::Advised { question, answer, variations, trials } = answer {
                    let answer = Shared::new(*answer);
                    // A closer look takes the place of the first.
                    match next.known.iter_mut().find(|(known, _)| *known == question) {
                        Some((_, known)) => *known = answer,
                        None => next.known.push((question, answer)),
                    }
                    next.variations = next.variations.saturating_add(variations);
                    next.trials = trials;
                }
                next.is_working = !finished;
            }
            AnswersAction::Told(Told::Failed { reason, finished, .. }) => {
                next.failure = Some(words::not_answered(&reason));
                next.is_working = !finished;
            }
            AnswersAction::Told(Told::Lost { .. }) => {}
        }
        Rc::new(next)
    }
}

impl Answers {
    /// All answers so far.
    pub(super) fn all(&self) -> impl Iterator<Item = (Question, &QuestionAnswer)> {
        self.known.iter().map(|(question, answer)| (*question, &**answer))
    }

    /// Whether the answer that [`Answers::to`] shows is of this plan, and not of the one before.
    pub(super) fn is_known(&self, question: Question) -> bool {
        self.known.iter().any(|(known, _)| *known == question)
    }

    /// Whether what is shown of a question is still of the plan before.
    pub(super) fn is_stale(&self, question: Question) -> bool {
        !self.is_known(question) && self.to(question).is_some()
    }

    /// The answer to a question; while the new one is worked out, that to the plan before.
    pub(super) fn to(&self, question: Question) -> Option<&QuestionAnswer> {
        let before =
            self.previous.iter().filter(|_| self.is_working).map(|(question, answer)| (*question, &**answer));
        self.all().chain(before).find(|(of, _)| *of == question).map(|(_, answer)| answer)
    }

    /// All answers so far, and those to the plan before where none has come: what stands until it does.
    pub(super) fn standing(&self) -> impl Iterator<Item = (Question, &QuestionAnswer)> {
        let before = self.previous.iter().filter(move |(question, _)| !self.is_known(*question));
        self.all().chain(before.map(|(question, answer)| (*question, &**answer)))
    }

    /// The plans that were answered in full, this one among them if it was.
    fn remembered(&self) -> Vec<Answered> {
        let mut all = self.remembered.clone();
        let is_whole = !self.is_working && self.failure.is_none() && self.len() >= self.asked;
        if let Some(scenario) = self.scenario.clone().filter(|_| is_whole && self.asked > 0) {
            all.retain(|of| !of.scenario.says_the_same(&scenario));
            let (variations, trials) = (self.variations, self.trials);
            all.push(Answered { scenario, known: self.known.clone(), variations, trials });
        }
        all.drain(..all.len().saturating_sub(REMEMBERED_MAX));
        all
    }

    /// Whether all is known of a plan, what is ticked together as well.
    fn remembers(&self, scenario: &Scenario) -> bool {
        let together = together(self.ticked_in(scenario));
        self.remembered().iter().any(|of| {
            of.scenario.says_the_same(scenario)
                && together.is_none_or(|question| of.known.iter().any(|(known, _)| *known == question))
        })
    }

    /// Those that are ticked, as far as a plan has them.
    fn ticked_in(&self, scenario: &Scenario) -> LeverSet {
        self.scenario.as_ref().map_or_else(LeverSet::default, |asked| self.ticked.carried(asked, scenario))
    }

    /// What stands where there is no answer.
    pub(super) fn not_yet(&self) -> &'static str {
        match &self.scenario {
            None => words::ADVICE_WAITS,
            Some(_) if self.is_working => words::NOT_YET,
            Some(_) => words::STOPPED_BEFORE,
        }
    }

    /// Whether a question has its answer, and none closer is to come.
    fn is_answered(&self, question: Question) -> bool {
        self.known.iter().any(|(known, answer)| *known == question && !answer.is_about())
    }

    /// How many have come, first looks left out.
    pub(super) fn len(&self) -> usize {
        self.known.iter().filter(|(_, answer)| !answer.is_about()).count()
    }
}

/// A handle to the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The answers.
    pub answers: UseReducerHandle<Answers>,
    /// Stops the work.
    pub stop: Callback<()>,
    /// Asks for the rest.
    pub go_on: Callback<()>,
    /// Ticks some levers; two or more are asked for together, beside what is still to be answered.
    pub tick: Callback<LeverSet>,
}

/// Asks everything about a plan once its own answer stands, which says how many `times` as great its bookings
/// would have to be; a plan that changes ends the work on it. What is known of the plan before stands until
/// its answers come, but only while it is the same plan that changes.
#[hook]
pub fn use_answers(workers: &Workers, id: &PlanId, scenario: Shared<Scenario>, times: Option<f64>) -> Asking {
    let answers = use_reducer(Answers::default);
    {
        let (workers, dispatch) = (workers.clone(), answers.dispatcher());
        use_memo((), move |()| {
            workers.listen(Channel::Advice, move |told| dispatch.dispatch(AnswersAction::Told(told)));
        });
    }
    let ask = {
        let (workers, dispatch) = (workers.clone(), answers.dispatcher());
        use_callback((), move |(scenario, times, ticked): (Shared<Scenario>, f64, LeverSet), ()| {
            let asked = questions(&scenario, times).into_iter().chain(together(ticked));
            let works: Vec<Work> = asked.map(work).collect();
            dispatch.dispatch(AnswersAction::Asked(scenario.clone(), works.len()));
            workers.ask(Channel::Advice, plan::canonical_without_sources(&scenario).into(), works);
        })
    };
    let stop = {
        let (workers, dispatch) = (workers.clone(), answers.dispatcher());
        use_callback((), move |(), ()| {
            workers.stop(Channel::Advice);
            dispatch.dispatch(AnswersAction::Stopped);
        })
    };
    let ticked = answers.ticked_in(&scenario);
    let go_on = use_callback((ask.clone(), scenario.clone(), times, ticked), |(), of| {
        let (ask, scenario, times, ticked) = of;
        ask.emit((scenario.clone(), times.unwrap_or(1.0), *ticked));
    });
    let tick = {
        let (workers, dispatch) = (workers.clone(), answers.dispatcher());
        let kept = ((*answers).clone(), scenario.clone(), times);
        use_callback(kept, move |some: LeverSet, (answers, scenario, times)| {
            dispatch.dispatch(AnswersAction::Ticked(some));
            if some.len() < 2 {
                return;
            }
            let works: Vec<Work> = questions(scenario, times.unwrap_or(1.0))
                .into_iter()
                .filter(|question| !answers.is_answered(*question))
                .chain(together(some))
                .map(work)
                .collect();
            dispatch.dispatch(AnswersAction::AskedMore(works.len()));
            workers.ask(Channel::Advice, plan::canonical_without_sources(scenario).into(), works);
        })
    };
    let known = answers.scenario.clone();
    let is_remembered = answers.remembers(&scenario);
    let stop_work = stop.clone();
    let (last, dispatch) = (use_mut_ref(|| id.clone()), answers.dispatcher());
    use_effect_with((id.clone(), scenario, times), move |(id, scenario, times)| {
        let is_other = last.replace(id.clone()) != *id;
        if is_other {
            dispatch.dispatch(AnswersAction::Left);
        }
        // The same plan again, as after undo and redo.
        let same = !is_other && known.is_some_and(|known| known.says_the_same(scenario));
        match times {
            _ if !is_other && !same && is_remembered => {
                stop_work.emit(());
                dispatch.dispatch(AnswersAction::Recalled(scenario.clone()));
            }
            // What is ticked stays so, and is asked of the new plan.
            Some(times) if !same => ask.emit((scenario.clone(), *times, ticked)),
            None if !same => stop_work.emit(()),
            Some(_) | None => {}
        }
    });
    Asking { answers, stop, go_on, tick }
}

/// Two levers or more are asked for together.
fn together(ticked: LeverSet) -> Option<Question> {
    (ticked.len() > 1).then_some(Question::Together(ticked))
}

fn work(question: Question) -> Work {
    Work::Advise { question, variations_at_most: u32::MAX }
}
