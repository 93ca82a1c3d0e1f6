//! One rep's facts in this browser's storage and in the address bar, and their answer from a worker.

use super::state::{QuotaAction, QuotaFacts, QuotaState};
use crate::advice::QuotaAnswer;
use crate::app::browser::Workers;
use crate::app::format::Format;
use crate::app::hooks::{fragment, storage, write_fragment};
use crate::app::shared::Shared;
use crate::app::text;
use crate::exchange::{file, link};
use crate::model::{Date, QuotaCheck};
use crate::worker::dispatch::{Channel, Told};
use crate::worker::message::{Answer, Work};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;
use yew::prelude::*;

/// What earlier versions kept under `plumbline.quota.1` stays where it is.
const KEY: &str = "plumbline.quota.2";
/// The fragment that these facts had in the address bar: on another day the same facts have another, since less time is left.
const LINK_KEY: &str = "plumbline.quota.link";
/// Where a text that could not be read is set aside.
const DAMAGED_KEY: &str = "plumbline.quota.damaged";
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
pub(super) type Answered = (Rc<QuotaCheck>, Rc<QuotaAnswer>);

/// Today, by the reader's clock.
#[expect(clippy::expect_used, reason = "the first of a year is a day")]
fn today() -> Date {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(2027);
    Date::new(year, now.get_month() + 1, now.get_date()).or_else(|| Date::new(2027, 1, 1)).expect("a day")
}

/// What is saved: the quota's document, and beside it the texts as they were typed. Of the two the texts are read: some
/// count from the day on which they are read. The document stands in where another version had other texts.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// The last that was understood, a document of [`file::quota`].
    #[serde(default)]
    quota: Option<Box<RawValue>>,
    /// [`QuotaFacts`].
    typed: Box<RawValue>,
}

impl Saved {
    fn facts(&self, format: &Format) -> Option<QuotaFacts> {
        serde_json::from_str(self.typed.get()).ok().or_else(|| {
            let check = file::quota::read(self.quota.as_ref()?.get()).ok()?;
            Some(*opened(&check, format))
        })
    }
}

fn saved(format: &Format) -> Option<QuotaFacts> {
    let storage = storage()?;
    let text = storage.get_item(KEY).ok()??;
    let facts = serde_json::from_str(&text).ok().and_then(|saved: Saved| saved.facts(format));
    if facts.is_none() {
        // Set aside, never erased; full storage leaves it where it is until the next edit.
        drop(storage.set_item(DAMAGED_KEY, &text));
    }
    facts
}

/// Whether the address bar shows what these facts had there, today or on the day when they were typed.
fn is_own_link() -> bool {
    let last = storage().and_then(|storage| storage.get_item(LINK_KEY).ok().flatten());
    last.is_some_and(|last| last == fragment())
}

fn save(facts: &QuotaFacts, check: Option<&QuotaCheck>) {
    let quota = check.and_then(|check| RawValue::from_string(file::quota::canonical(check)).ok());
    let typed = serde_json::to_string(facts).and_then(RawValue::from_string);
    let saved = typed.and_then(|typed| serde_json::to_string(&Saved { quota, typed }));
    if let (Some(storage), Ok(text)) = (storage(), saved) {
        // Full or forbidden storage: the address bar holds the facts as well.
        drop(storage.set_item(KEY, &text));
    }
}

/// The facts of a check that came with a link.
fn opened(check: &QuotaCheck, format: &Format) -> Box<QuotaFacts> {
    Box::new(QuotaFacts { texts: text::quota_texts(check, format), examples: Vec::new(), team: check.team() })
}

/// The state of the view, and why a link did not open.
#[hook]
fn use_quota_state(
    format: &Format,
) -> (UseReducerHandle<QuotaState>, UseStateHandle<Option<String>>) {
    let refused = use_state_eq(|| None::<String>);
    let state = {
        let format = format.clone();
        use_reducer(move || {
            let state = QuotaState::new(saved(&format), today(), format.style());
            match link::decode_quota(&fragment()) {
                // A reload: the address bar shows the reader's own facts.
                Some(Ok(_)) if is_own_link() => state,
                Some(Ok(check)) => state.after(QuotaAction::Opened(opened(&check, &format))),
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
                    dispatch.dispatch(QuotaAction::Opened(opened(&check, &format)));
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

/// Saves the reader's own facts at once, and shows what is understood in the address bar after a while, while the view
/// is open.
#[hook]
fn use_quota_saved(state: &QuotaState, is_open: bool) {
    let own = (!state.is_received()).then(|| (state.facts().clone(), state.check().cloned()));
    let first = use_mut_ref(|| own.as_ref().map(|(facts, _)| facts.clone()));
    use_effect_with(own, move |own| {
        // What was read is not written again: another tab may have written since.
        if let Some((facts, check)) = own.as_ref().filter(|(facts, _)| Some(facts) != first.borrow().as_ref()) {
            save(facts, check.as_deref());
            *first.borrow_mut() = None;
        }
    });
    let shown = state.check().filter(|_| is_open).map(|check| link::encode_quota(check));
    use_effect_with((shown, state.is_received()), |(shown, is_received)| {
        let is_own = !is_received;
        let pending = shown.clone().map(|shown| {
            Timeout::new(WRITE_AFTER_MS, move || {
                write_fragment(&shown);
                if let Some(storage) = storage().filter(|_| is_own) {
                    // Full storage: a reload then shows the facts as a link's.
                    drop(storage.set_item(LINK_KEY, &shown));
                }
            })
        });
        move || drop(pending)
    });
}

/// The last answer, refined once, and why there is none; asked for while the view is open.
#[hook]
fn use_quota_answer(
    workers: &Workers,
    check: Option<Rc<QuotaCheck>>,
) -> (Option<Answered>, Option<String>) {
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
                Told::Failed { reason, .. } => failure.set(Some(text::not_answered(&reason))),
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
    /// The last answer.
    pub(super) answer: Option<Answered>,
    /// Why there is none.
    pub(super) failure: Option<String>,
    /// What the reader should know, until dismissed.
    pub(super) said: UseStateHandle<Option<String>>,
}

/// One rep's quota: kept while other views are open, asked about while its own is.
#[hook]
pub fn use_quota(workers: &Workers, format: &Format, is_open: bool) -> QuotaPage {
    let (state, said) = use_quota_state(format);
    use_quota_saved(&state, is_open);
    let (answer, failure) = use_quota_answer(workers, state.check().filter(|_| is_open).cloned());
    QuotaPage { state, answer, failure, said }
}
