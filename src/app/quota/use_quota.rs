//! One rep's facts in this browser's storage and in the address bar, and their answer from a worker.

use super::facts::QuotaFacts;
use super::state::{QuotaAction, QuotaState};
use crate::advice::QuotaAnswer;
use crate::app::browser::{Kept, Stored, Workers, fragment, fresh_name, save_text, today, write_fragment};
use crate::app::change::{Change, ChangedBy, Settled, use_last_change};
use crate::app::format::Format;
use crate::app::kept::{
    Keeping, KeptId, KeptMenuProps, KeptTextsPage, MenuAction, OnTable, Put, TypedTexts, first_texts,
    use_kept_texts, words as kept_words,
};
use crate::app::quota::words;
use crate::app::shared::Shared;
use crate::exchange::{file, link};
use crate::model::QuotaCheck;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use std::rc::Rc;
use yew::prelude::*;

/// The fragment that these facts had in the address bar: on another day the same facts have another, since
/// less time is left.
const OWN_LINK: Stored<String> = Stored::at("plumbline.quota.link.2", "plumbline.quota.link.damaged");
/// Browsers limit how often the address may change.
const WRITE_AFTER_MS: u32 = 300;
/// A first answer, and the one that stays.
pub(super) const TRIALS: [u32; 2] = [2_000, 20_000];

impl Reducible for QuotaState {
    type Action = QuotaAction;
    fn reduce(self: Rc<Self>, action: QuotaAction) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// An answer, and the check that it answers.
pub type Answered = (Rc<QuotaCheck>, Rc<QuotaAnswer>);

/// The kept quotas.
pub type Quotas = Keeping<TypedTexts>;

/// The facts of a kept quota; of its document, where another version had other texts.
fn facts_of(kept: &TypedTexts, format: &Format) -> Option<QuotaFacts> {
    kept.texts().or_else(|| {
        let check = file::quota::read(kept.document()?).ok()?;
        Some(*opened(&check, format))
    })
}

/// Whether the address bar shows what the reader's own quota had there, today or on the day when it was
/// typed.
fn is_own_link(quotas: &Quotas) -> bool {
    let shown = fragment();
    let is_shown =
        |document: &str| file::quota::read(document).is_ok_and(|check| link::encode_quota(&check) == shown);
    let kept = quotas.library();
    matches!(OWN_LINK.read(Some), Kept::Value(last) if last == shown)
        || kept.records().into_iter().any(|record| record.content.document().is_some_and(is_shown))
}

/// The facts of a check that came with a link.
fn opened(check: &QuotaCheck, format: &Format) -> Box<QuotaFacts> {
    Box::new(QuotaFacts {
        texts: words::quota_texts(check, format),
        examples: Vec::new(),
        team: check.team(),
        unconfirmed: Vec::new(),
        name: String::new(),
        standing: None,
    })
}

fn arrived(check: QuotaCheck, format: &Format) -> QuotaAction {
    QuotaAction::Opened(opened(&check, format), Rc::new(check), KeptId::new(&fresh_name()))
}

/// The state of the view, and why a link did not open.
#[hook]
fn use_quota_state(
    quotas: &Quotas,
    format: &Format,
) -> (UseReducerHandle<QuotaState>, UseStateHandle<Option<String>>) {
    let refused = use_state_eq(|| None::<String>);
    let state = {
        let (quotas, format) = (quotas.clone(), format.clone());
        use_reducer(move || {
            let (id, kept) = first_texts(&quotas);
            let own = kept.and_then(|kept| facts_of(&kept, &format));
            let state = QuotaState::kept(id, own, today(), format.style());
            match link::decode_quota(&fragment()) {
                // A reload: the address bar shows the reader's own facts.
                Some(Ok(_)) if is_own_link(&quotas) => state,
                Some(Ok(check)) => state.after(arrived(check, &format)),
                Some(Err(_)) | None => state,
            }
        })
    };
    {
        let (refused, dispatch, format) = (refused.setter(), state.dispatcher(), format.clone());
        use_effect_with((), move |()| {
            let read = move |is_first: bool| match link::decode_quota(&fragment()) {
                Some(Err(error)) => refused.set(Some(error.to_string())),
                Some(Ok(check)) if !is_first => {
                    dispatch.dispatch(arrived(check, &format));
                }
                Some(Ok(_)) | None => {}
            };
            read(true);
            let listener = EventListener::new(&window(), "hashchange", move |_| read(false));
            move || drop(listener)
        });
    }
    (state, refused)
}

/// Shows what is understood in the address bar after a while, while the view is open.
#[hook]
fn use_quota_address(state: &QuotaState, is_open: bool) {
    let shown = state.check().filter(|_| is_open).map(|check| link::encode_quota(check));
    use_effect_with((shown, state.is_received()), |(shown, is_received)| {
        let is_own = !is_received;
        let pending = shown.clone().map(|shown| {
            Timeout::new(WRITE_AFTER_MS, move || {
                write_fragment(&shown);
                if is_own {
                    OWN_LINK.write(&shown);
                }
            })
        });
        move || drop(pending)
    });
}

/// The last answer, refined once, and why there is none; asked for while the view is open.
#[hook]
fn use_quota_answer(workers: &Workers, check: Option<Rc<QuotaCheck>>) -> (Option<Answered>, Option<String>) {
    let answer = use_state(|| None::<Answered>);
    let failure = use_state_eq(|| None::<String>);
    let asked = use_mut_ref(|| None::<Rc<QuotaCheck>>);
    {
        let (answer, failure, asked) = (answer.setter(), failure.setter(), asked.clone());
        let workers = workers.clone();
        use_memo((), move |()| {
            workers.listen(Channel::Quota, move |told| match told {
                Told::Answered { answer: Answer::Quota(of), .. } => {
                    failure.set(None);
                    if let Some(check) = asked.borrow().clone() {
                        answer.set(of.map(|of| (check, Rc::new(of))));
                    }
                }
                Told::Failed { reason, .. } => failure.set(Some(words::not_answered(&reason))),
                Told::Answered { .. } | Told::Lost { .. } => {}
            });
        });
    }
    let workers = workers.clone();
    use_effect_with(check.map(Shared::of), move |check| {
        if let Some(check) = check {
            *asked.borrow_mut() = Some(check.rc());
            let works = TRIALS.map(|trials| Work::Quota { trials }).to_vec();
            workers.ask(Channel::Quota, file::quota::canonical(check).into(), works);
        }
    });
    ((*answer).clone(), (*failure).clone())
}

/// All that the view shows.
#[derive(Debug)]
pub struct QuotaPage {
    /// The facts.
    pub state: UseReducerHandle<QuotaState>,
    /// What the reader does with what is kept.
    pub on_menu: Callback<MenuAction>,
    /// The last answer.
    pub answer: Option<Answered>,
    /// What the last edit did to the chance.
    pub change: Option<Change>,
    /// Why there is none.
    pub failure: Option<String>,
    /// What the reader should know, until dismissed.
    pub said: UseStateHandle<Option<String>>,
}

/// One rep's quota: kept while other views are open, asked about while its own is. `on_other` is asked for
/// what is another view's.
#[hook]
pub fn use_quota(
    workers: &Workers,
    quotas: &Quotas,
    format: &Format,
    is_open: bool,
    on_other: &Callback<MenuAction>,
) -> (QuotaPage, KeptTextsPage) {
    let (state, said) = use_quota_state(quotas, format);
    use_quota_address(&state, is_open);
    let (answer, failure) = use_quota_answer(workers, state.check().filter(|_| is_open).cloned());
    let change = use_last_change(settled(&state, answer.as_ref()), state.steps().typing(), ChangedBy::Reader);
    let kept = use_kept_texts(quotas, on_table(quotas, &state, answer.as_ref()), puts(&state, format), {
        let (state, quotas, on_other) = (state.clone(), quotas.clone(), on_other.clone());
        let format = format.clone();
        Callback::from(move |action: MenuAction| other(action, &state, &quotas, &on_other, &format))
    });
    let on_menu = kept.on_menu.clone();
    (QuotaPage { state, on_menu, answer, change, failure, said }, kept)
}

/// The answer to the facts as they stand, once all of its trials are there.
fn settled(state: &QuotaState, answer: Option<&Answered>) -> Option<Settled<KeptId, Rc<QuotaCheck>>> {
    let (of, answer) = answer.filter(|(of, answer)| {
        TRIALS.ends_with(&[answer.trials]) && state.check().is_some_and(|check| Rc::ptr_eq(of, check))
    })?;
    Some(Settled { of: state.id().clone(), what: of.clone(), chance: answer.chance.value })
}

/// What there is to keep: nothing of an example, nor of what was sent.
fn on_table(quotas: &Quotas, state: &QuotaState, answer: Option<&Answered>) -> OnTable {
    let is_kept = quotas.library().get(state.id()).is_some();
    let is_own = !state.is_received() && (is_kept || !state.is_example());
    let document = state.check().map(|check| file::quota::canonical(check));
    let texts = is_own.then(|| TypedTexts::of(state.facts(), &state.facts().name, document)).flatten();
    let settled = settled(state, answer).filter(|_| is_own);
    OnTable { id: state.id().clone(), texts, chance: settled.map(|of| of.chance) }
}

fn puts(state: &UseReducerHandle<QuotaState>, format: &Format) -> Callback<Put> {
    let (dispatch, format) = (state.dispatcher(), format.clone());
    Callback::from(move |put: Put| {
        let facts = |kept: TypedTexts| facts_of(&kept, &format).map(Box::new);
        dispatch.dispatch(match put {
            Put::Shown(id, kept) => QuotaAction::Shown(id, kept.and_then(facts)),
            Put::Renewed(kept) => match facts(kept) {
                Some(facts) => QuotaAction::Renewed(facts),
                None => return,
            },
            Put::KeptAs(id) => QuotaAction::KeptAs(id),
            Put::Duplicated(id) => QuotaAction::Duplicated(id),
        });
    })
}

/// Files of this view; the rest is another's.
fn other(
    action: MenuAction,
    state: &UseReducerHandle<QuotaState>,
    quotas: &Quotas,
    on_other: &Callback<MenuAction>,
    format: &Format,
) {
    match action {
        MenuAction::Save => {
            let name = state.facts().called();
            if let Some(check) = state.check() {
                save_text(&file::quota::write(check), &words::file_name(&name, "json"));
            }
        }
        MenuAction::OpenFile(text) => match file::open(&text).map(|read| read.value) {
            Ok(file::File::Quota(check)) => {
                let copy = KeptId::new(&fresh_name());
                quotas.remember_open(copy.as_str());
                state.dispatch(QuotaAction::Shown(copy, Some(opened(&check, format))));
            }
            Ok(file::File::Plan(_) | file::File::History(_)) | Err(_) => {
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

/// What the header shows of the kept quotas and of the one on the table.
pub fn quota_menu(
    page: &QuotaPage,
    kept: &KeptTextsPage,
    forget_question: String,
    format: &Format,
) -> KeptMenuProps {
    let state = &page.state;
    let library = kept.keeping.library();
    let called = |kept: &TypedTexts| match facts_of(kept, format) {
        Some(facts) => facts.called(),
        None => words::KEPT.unnamed.to_owned(),
    };
    let on_name = state.dispatcher();
    KeptMenuProps {
        name: (!state.is_received()).then(|| state.facts().name.clone().into()),
        name_id: "quota-name".into(),
        title: state.facts().called().into(),
        status: if state.is_received() {
            kept_words::SENT.into()
        } else {
            kept_words::status(&library, state.id()).into()
        },
        is_kept: !state.is_received() && library.get(state.id()).is_some(),
        listed: kept.listed(state.id(), called, format),
        new: vec![words::NEW_QUOTA.to_owned()],
        forget_question,
        words: &words::KEPT,
        on_menu: kept.on_menu.clone(),
        on_name: Callback::from(move |name| on_name.dispatch(QuotaAction::Named(name))),
        on_name_left: Callback::noop(),
    }
}
