//! Results in this browser's storage, apart from everything else, and their report from a worker.

use super::state::{ResultsAction, ResultsState, ResultsTexts};
use crate::app::hooks::{meta, storage, use_steps};
use crate::app::shared::Shared;
use crate::entry::{NumberStyle, write_results};
use crate::exchange::file::history;
use crate::model::TeamResults;
use crate::results::{ResultsReport, Thresholds};
use crate::runner::advice_workers::{AdviceEvent, AdviceWorkers};
use crate::runner::advise::{AdviceAnswer, Question};
use crate::runner::message::BuildId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What earlier versions kept under `plumbline.results.1` stays where it is.
const KEY: &str = "plumbline.results.2";
/// Where a text that could not be read is set aside.
const DAMAGED_KEY: &str = "plumbline.results.damaged";

impl Reducible for ResultsState {
    type Action = ResultsAction;
    fn reduce(self: Rc<Self>, action: ResultsAction) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// A report, and the results that it is about.
pub(super) type Reported = (Shared<TeamResults>, Rc<ResultsReport>);

/// What is saved: the results' document, and beside it the texts as they were typed, which are what is read. The document
/// stands in where another version had other texts.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// The last that were understood, a document of [`history`].
    #[serde(default)]
    history: Option<Box<RawValue>>,
    /// [`ResultsTexts`].
    typed: Box<RawValue>,
}

impl Saved {
    fn texts(&self) -> Option<ResultsTexts> {
        serde_json::from_str(self.typed.get()).ok().or_else(|| {
            let results = history::read(self.history.as_ref()?.get()).ok()?;
            Some(ResultsTexts { table: write_results(&results), ..ResultsTexts::default() })
        })
    }
}

/// Reads what was saved.
fn saved() -> Option<ResultsTexts> {
    let storage = storage()?;
    let text = storage.get_item(KEY).ok()??;
    let texts = serde_json::from_str(&text).ok().and_then(|saved: Saved| saved.texts());
    if texts.is_none() {
        // Set aside, never erased; full storage leaves it where it is until the next edit.
        drop(storage.set_item(DAMAGED_KEY, &text));
    }
    texts
}

thread_local! {
    static LEFT: RefCell<Option<ResultsState>> = const { RefCell::new(None) };
}

/// The state of the view: what was left when another view was opened, unless another tab saved something else since; else what was
/// saved.
#[hook]
pub(super) fn use_results_state(style: NumberStyle) -> UseReducerHandle<ResultsState> {
    let state = use_reducer(move || {
        let saved = saved();
        let left = LEFT.take().filter(|state| *state.texts() == saved.clone().unwrap_or_default());
        left.unwrap_or_else(|| ResultsState::new(saved, style))
    });
    use_steps(&state, state.steps(), &LEFT);
    state
}

/// Saves at once; nothing at all where there is nothing.
#[hook]
pub(super) fn use_results_saved(texts: ResultsTexts, results: Option<Rc<TeamResults>>) {
    use_effect_with((texts, results), |(texts, results)| {
        let Some(storage) = storage() else { return };
        if *texts == ResultsTexts::default() {
            drop(storage.remove_item(KEY));
            return;
        }
        let document = |results: &Rc<TeamResults>| RawValue::from_string(history::canonical(results)).ok();
        let history = results.as_ref().and_then(document);
        let typed = serde_json::to_string(texts).and_then(RawValue::from_string);
        if let Ok(text) = typed.and_then(|typed| serde_json::to_string(&Saved { history, typed })) {
            // Full storage: what is on the page stays there for as long as it is open.
            drop(storage.set_item(KEY, &text));
        }
    });
}

/// The last report.
#[hook]
pub(super) fn use_report(
    results: Option<Rc<TeamResults>>,
    rep: Option<usize>,
    thresholds: Option<Thresholds>,
) -> (Option<Reported>, Option<String>) {
    let report = use_state(|| None::<Reported>);
    let failure = use_state_eq(|| None::<String>);
    let asked = use_mut_ref(|| None::<Shared<TeamResults>>);
    let workers = {
        let (report, failure, asked) = (report.setter(), failure.setter(), asked.clone());
        use_memo((), move |()| {
            let build = BuildId::of(&meta("plumbline-build"));
            AdviceWorkers::new(meta("plumbline-advice"), build, 1, move |event| match event {
                AdviceEvent::Answered(_, of, ..) => {
                    if let (AdviceAnswer::Results(of), Some(results)) = (*of, asked.borrow().clone()) {
                        failure.set(None);
                        report.set(Some((results, Rc::from(of))));
                    }
                }
                AdviceEvent::Failed(reason) => failure.set(Some(reason)),
            })
        })
    };
    let at_the_end = workers.clone();
    use_effect_with((), move |()| move || at_the_end.end());
    use_effect_with((results.map(Shared::of), rep, thresholds), move |(results, rep, thresholds)| {
        if let (Some(results), Some(thresholds)) = (results, thresholds) {
            *asked.borrow_mut() = Some(results.clone());
            let rep = rep.and_then(|place| u32::try_from(place).ok());
            let question = Question::Results(rep, *thresholds);
            workers.ask(history::canonical(results), vec![question]);
        }
    });
    ((*report).clone(), (*failure).clone())
}
