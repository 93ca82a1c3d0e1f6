//! Results in this browser's storage, apart from everything else, and their report from a worker.

use super::state::{ResultsAction, ResultsState, ResultsTexts};
use crate::app::browser::Workers;
use crate::app::hooks::storage;
use crate::app::shared::Shared;
use crate::app::text;
use crate::entry::{NumberStyle, write_results};
use crate::exchange::file::history;
use crate::model::TeamResults;
use crate::results::{ResultsReport, Thresholds};
use crate::worker::dispatch::{Channel, Told};
use crate::worker::message::{Answer, Work};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
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

/// Saves at once; nothing at all where there is nothing.
#[hook]
fn use_results_saved(texts: ResultsTexts, results: Option<Rc<TeamResults>>) {
    let first = use_mut_ref(|| Some(texts.clone()));
    use_effect_with((texts, results), move |(texts, results)| {
        // What was read is not written again: another tab may have written since.
        if first.borrow().as_ref() == Some(texts) {
            return;
        }
        *first.borrow_mut() = None;
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

/// What a report is asked for with.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    results: Shared<TeamResults>,
    rep: Option<usize>,
    thresholds: Thresholds,
}

/// The last report, and why there is none.
#[hook]
fn use_report(workers: &Workers, wanted: Option<Asked>) -> (Option<Reported>, Option<String>) {
    let report = use_state(|| None::<Reported>);
    let failure = use_state_eq(|| None::<String>);
    let asked = use_mut_ref(|| None::<Shared<TeamResults>>);
    {
        let (report, failure, asked) = (report.setter(), failure.setter(), asked.clone());
        let workers = workers.clone();
        use_memo((), move |()| {
            workers.listen(Channel::History, move |told| match told {
                Told::Answered { answer: Answer::Explained(of), .. } => {
                    failure.set(None);
                    report.set(asked.borrow().clone().map(|results| (results, Rc::from(of))));
                }
                Told::Failed { reason, .. } => failure.set(Some(text::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let workers = workers.clone();
    use_effect_with(wanted, move |wanted| {
        if let Some(Asked { results, rep, thresholds }) = wanted {
            *asked.borrow_mut() = Some(results.clone());
            let rep = rep.and_then(|place| u32::try_from(place).ok());
            let work = Work::Explain { rep, thresholds: *thresholds };
            workers.ask(Channel::History, history::canonical(results).into(), vec![work]);
        }
    });
    ((*report).clone(), (*failure).clone())
}

/// All that the view shows.
#[derive(Debug)]
pub struct ResultsPage {
    /// What was typed.
    pub state: UseReducerHandle<ResultsState>,
    /// The last report.
    pub(super) reported: Option<Reported>,
    /// Why there is none.
    pub(super) failure: Option<String>,
    /// What was said of the last thing done.
    pub(super) said: UseStateHandle<Option<String>>,
    /// Whether names are wanted in print.
    pub(super) in_print: UseStateHandle<bool>,
}

/// A team's results: kept while other views are open, explained while their own is.
#[hook]
pub fn use_results(workers: &Workers, style: NumberStyle, is_open: bool) -> ResultsPage {
    let state = use_reducer(move || ResultsState::new(saved(), style));
    use_results_saved(state.texts().clone(), state.results().cloned());
    let wanted = state.results().zip(state.thresholds()).filter(|_| is_open);
    let wanted = wanted.map(|(results, thresholds)| Asked {
        results: Shared::of(results.clone()),
        rep: state.rep(),
        thresholds,
    });
    let (reported, failure) = use_report(workers, wanted);
    let said = use_state_eq(|| None::<String>);
    {
        // What was said of the last thing done ends with the next.
        let said = said.setter();
        use_effect_with((state.texts().clone(), state.crm().is_some()), move |_| said.set(None));
    }
    let in_print = use_state_eq(|| false);
    ResultsPage { state, reported, failure, said, in_print }
}
