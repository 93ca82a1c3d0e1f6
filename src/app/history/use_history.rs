//! Results in this browser's storage, apart from everything else, and their report from a worker.

use super::import::{ImportPage, use_import};
use super::state::{HistoryAction, HistoryState};
use super::texts::HistoryTexts;
use crate::app::browser::{Kept, Stored, Workers, today};
use crate::app::history::words;
use crate::app::shared::Shared;
use crate::entry::{NumberStyle, write_history};
use crate::exchange::file::history;
use crate::history::{HistoryReport, Thresholds};
use crate::model::TeamHistory;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;
use yew::prelude::*;

/// What earlier versions kept under `plumbline.results.1` stays where it is.
const STORED: Stored<Saved> = Stored::at("plumbline.history.2", "plumbline.history.damaged");

impl Reducible for HistoryState {
    type Action = HistoryAction;
    fn reduce(self: Rc<Self>, action: HistoryAction) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// A report.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The results that it is about.
    pub results: Shared<TeamHistory>,
    /// What explains them.
    pub report: Rc<HistoryReport>,
    /// The quota of the rep in it, as a document.
    pub quota: Option<Rc<str>>,
}

/// What is saved: the results' document, and beside it the texts as they were typed, which are what is read.
/// The document stands in where another version had other texts.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// The last that were understood, a document of [`history`].
    #[serde(default)]
    history: Option<Box<RawValue>>,
    /// [`HistoryTexts`].
    typed: Box<RawValue>,
}

impl Saved {
    fn texts(&self) -> Option<HistoryTexts> {
        serde_json::from_str(self.typed.get()).ok().or_else(|| {
            let results = history::read(self.history.as_ref()?.get()).ok()?;
            let (table, written) = write_history(&results);
            Some(HistoryTexts { table, written: Some(written), ..HistoryTexts::default() })
        })
    }
}

/// Reads what was saved.
fn saved() -> Option<HistoryTexts> {
    match STORED.read(|saved| saved.texts()) {
        Kept::Value(texts) => Some(texts),
        Kept::Nothing | Kept::Damaged => None,
    }
}

/// Saves at once; nothing at all where there is nothing.
#[hook]
fn use_history_saved(texts: HistoryTexts, results: Option<Rc<TeamHistory>>) {
    let first = use_mut_ref(|| Some(texts.clone()));
    use_effect_with((texts, results), move |(texts, results)| {
        // What was read is not written again: another tab may have written since.
        if first.borrow().as_ref() == Some(texts) {
            return;
        }
        *first.borrow_mut() = None;
        if *texts == HistoryTexts::default() {
            return STORED.forget();
        }
        let document = |results: &Rc<TeamHistory>| RawValue::from_string(history::canonical(results)).ok();
        let history = results.as_ref().and_then(document);
        if let Ok(typed) = serde_json::to_string(texts).and_then(RawValue::from_string) {
            STORED.write(&Saved { history, typed });
        }
    });
}

/// What a report is asked for with.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    results: Shared<TeamHistory>,
    rep: Option<usize>,
    thresholds: Thresholds,
}

/// The last report, and why there is none.
#[hook]
fn use_report(workers: &Workers, wanted: Option<Asked>) -> (Option<Reported>, Option<String>) {
    let report = use_state(|| None::<Reported>);
    let failure = use_state_eq(|| None::<String>);
    let asked = use_mut_ref(|| None::<Shared<TeamHistory>>);
    {
        let (report, failure, asked) = (report.setter(), failure.setter(), asked.clone());
        let workers = workers.clone();
        use_memo((), move |()| {
            workers.listen(Channel::History, move |told| match told {
                Told::Answered { answer: Answer::Explained { report: of, quota }, .. } => {
                    failure.set(None);
                    let of = |results| Reported { results, report: of.into(), quota: quota.map(Rc::from) };
                    report.set(asked.borrow().clone().map(of));
                }
                Told::Failed { reason, .. } => failure.set(Some(words::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let workers = workers.clone();
    use_effect_with(wanted, move |wanted| {
        if let Some(Asked { results, rep, thresholds }) = wanted {
            *asked.borrow_mut() = Some(results.clone());
            let rep = rep.and_then(|place| u32::try_from(place).ok());
            let work = Work::Explain { rep, today: today(), thresholds: *thresholds };
            workers.ask(Channel::History, history::canonical(results).into(), vec![work]);
        }
    });
    ((*report).clone(), (*failure).clone())
}

/// All that the view shows.
#[derive(Debug)]
pub struct HistoryPage {
    /// What was typed.
    pub state: UseReducerHandle<HistoryState>,
    /// The door for files.
    pub import: ImportPage,
    /// The last report.
    pub reported: Option<Reported>,
    /// Why there is none.
    pub failure: Option<String>,
    /// What was said of the last thing done.
    pub said: UseStateHandle<Option<String>>,
    /// Whether names are wanted in print.
    pub in_print: UseStateHandle<bool>,
}

/// A team's results: kept while other views are open, explained while their own is.
#[hook]
pub fn use_history(workers: &Workers, style: NumberStyle, is_open: bool) -> HistoryPage {
    let state = use_reducer(move || HistoryState::new(saved(), style));
    let import = {
        let dispatch = state.dispatcher();
        use_import(Callback::from(move |text| dispatch.dispatch(HistoryAction::Opened(text))))
    };
    use_history_saved(state.texts().clone(), state.results().cloned());
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
        use_effect_with((state.texts().clone(), import.state.file().is_some()), move |_| said.set(None));
    }
    let in_print = use_state_eq(|| false);
    HistoryPage { state, import, reported, failure, said, in_print }
}
