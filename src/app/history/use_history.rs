//! Results in this browser's storage, apart from everything else, and their report from a worker.

use super::import::{ImportPage, use_forecasts, use_import, use_paste};
use super::state::{HistoryAction, HistoryState};
use super::texts::HistoryTexts;
use crate::app::browser::{Workers, fresh_name, save_text, today};
use crate::app::format::Format;
use crate::app::history::words;
use crate::app::kept::{
    Keepable, Keeping, KeptId, KeptMenuProps, KeptTextsPage, MenuAction, OnTable, Put, TypedTexts,
    first_texts, use_kept_texts, words as kept_words,
};
use crate::app::shared::Shared;
use crate::entry::{NumberStyle, write_history};
use crate::exchange::file::{self, history};
use crate::history::HistoryReport;
use crate::model::{TeamHistory, Thresholds};
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use std::rc::Rc;
use yew::prelude::*;

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
    pub history: Shared<TeamHistory>,
    /// What explains them.
    pub report: Rc<HistoryReport>,
    /// The quota of the rep in it, as a document.
    pub quota: Option<Rc<str>>,
}

/// The kept results.
pub type KeptHistory = Keeping<TypedTexts>;

/// The texts of kept results; of their document, where another version had other texts.
fn texts_of(kept: &TypedTexts) -> Option<HistoryTexts> {
    kept.texts().or_else(|| Some(texts_of_history(&history::read(kept.document()?).ok()?)))
}

fn texts_of_history(history: &TeamHistory) -> HistoryTexts {
    let (table, written) = write_history(history);
    HistoryTexts { table, written: Some(written), ..HistoryTexts::default() }
}

/// What a report is asked for with.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    history: Shared<TeamHistory>,
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
                    let of = |history| Reported { history, report: of.into(), quota: quota.map(Rc::from) };
                    report.set(asked.borrow().clone().map(of));
                }
                Told::Failed { reason, .. } => failure.set(Some(words::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let workers = workers.clone();
    use_effect_with(wanted, move |wanted| {
        if let Some(Asked { history, rep, thresholds }) = wanted {
            *asked.borrow_mut() = Some(history.clone());
            let rep = rep.and_then(|place| u32::try_from(place).ok());
            let work = Work::Explain { rep, today: today(), thresholds: *thresholds };
            workers.ask(Channel::History, history::canonical(history).into(), vec![work]);
        }
    });
    ((*report).clone(), (*failure).clone())
}

/// All that the view shows.
#[derive(Debug)]
pub struct HistoryPage {
    /// What was typed.
    pub state: UseReducerHandle<HistoryState>,
    /// What the reader does with what is kept.
    pub on_menu: Callback<MenuAction>,
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

/// A team's results: kept while other views are open, explained while their own is. `on_other` is asked for
/// what is another view's.
#[hook]
pub fn use_history(
    workers: &Workers,
    kept: &KeptHistory,
    style: NumberStyle,
    is_open: bool,
    on_other: &Callback<MenuAction>,
) -> (HistoryPage, KeptTextsPage) {
    let state = {
        let kept = kept.clone();
        use_reducer(move || {
            let (id, first) = first_texts(&kept);
            let texts = first.as_ref().and_then(texts_of).map(Box::new);
            HistoryState::new(None, style).after(HistoryAction::Shown(id, texts))
        })
    };
    let import = {
        let dispatch = state.dispatcher();
        use_import(Callback::from(move |text| dispatch.dispatch(HistoryAction::Opened(text))))
    };
    use_paste(&import, is_open);
    use_forecasts(workers, &import.state);
    let kept = use_kept_texts(kept, on_table(kept, &state), puts(&state), {
        let (state, kept, on_other) = (state.clone(), kept.clone(), on_other.clone());
        Callback::from(move |action: MenuAction| other(action, &state, &kept, &on_other))
    });
    let wanted = state.history().zip(state.thresholds()).filter(|_| is_open);
    let wanted = wanted.map(|(history, thresholds)| Asked {
        history: Shared::of(history.clone()),
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
    let on_menu = kept.on_menu.clone();
    let page = HistoryPage { state, on_menu, import, reported, failure, said, in_print };
    (page, kept)
}

/// What there is to keep: nothing where there is nothing.
fn on_table(kept: &KeptHistory, state: &HistoryState) -> OnTable {
    let is_kept = kept.library().get(state.id()).is_some();
    let is_own = is_kept || *state.texts() != HistoryTexts::default();
    let document = state.history().map(|history| history::canonical(history));
    let texts = is_own.then(|| TypedTexts::of(state.texts(), &state.texts().name, document)).flatten();
    OnTable { id: state.id().clone(), texts, chance: None }
}

fn puts(state: &UseReducerHandle<HistoryState>) -> Callback<Put> {
    let now = state.clone();
    Callback::from(move |put: Put| {
        let texts = |kept: TypedTexts| texts_of(&kept).map(Box::new);
        now.dispatch(match put {
            Put::Shown(id, kept) => HistoryAction::Shown(id, kept.and_then(texts)),
            Put::Renewed(kept) => match texts(kept) {
                Some(texts) => HistoryAction::Renewed(texts),
                None => return,
            },
            Put::KeptAs(id) => HistoryAction::KeptAs(id),
            Put::Duplicated(id) => {
                let name = kept_words::copy_of(kept_words::shown_name(&now.texts().name, &words::KEPT));
                HistoryAction::Duplicated(id, name)
            }
        });
    })
}

/// Files of this view; the rest is another's.
fn other(
    action: MenuAction,
    state: &UseReducerHandle<HistoryState>,
    kept: &KeptHistory,
    on_other: &Callback<MenuAction>,
) {
    match action {
        MenuAction::Save => {
            let name = kept_words::shown_name(&state.texts().name, &words::KEPT);
            if let Some(history) = state.history() {
                save_text(&history::write(history), &words::file_name(name, "json"));
            }
        }
        MenuAction::OpenFile(text) => match file::open(&text).map(|read| read.value) {
            Ok(file::File::History(history)) => {
                let id = KeptId::new(&fresh_name());
                kept.remember_open(id.as_str());
                let texts = Box::new(texts_of_history(&history));
                state.dispatch(HistoryAction::Shown(id, Some(texts)));
            }
            Ok(file::File::Plan(_) | file::File::Quota(_)) | Err(_) => {
                on_other.emit(MenuAction::OpenFile(text));
            }
        },
        action @ (MenuAction::Open(_)
        | MenuAction::New(_)
        | MenuAction::Duplicate
        | MenuAction::Delete
        | MenuAction::OpenText(_)
        | MenuAction::ForgetEverything) => on_other.emit(action),
    }
}

/// What the header shows of the kept results and of those on the table.
pub fn history_menu(
    page: &HistoryPage,
    kept: &KeptTextsPage,
    forget_question: String,
    format: &Format,
) -> KeptMenuProps {
    let state = &page.state;
    let library = kept.keeping.library();
    let called = |name: &str| kept_words::shown_name(name, &words::KEPT).to_owned();
    let on_name = state.dispatcher();
    KeptMenuProps {
        name: Some(state.texts().name.clone().into()),
        name_id: "results-name".into(),
        title: called(&state.texts().name).into(),
        status: kept_words::status(&library, state.id()).into(),
        is_kept: library.get(state.id()).is_some(),
        listed: kept.listed(state.id(), |kept| called(kept.name()), format),
        new: vec![words::NEW_RESULTS.to_owned()],
        forget_question,
        words: &words::KEPT,
        on_menu: kept.on_menu.clone(),
        on_name: Callback::from(move |name| on_name.dispatch(HistoryAction::Named(name))),
        on_name_left: Callback::noop(),
    }
}
