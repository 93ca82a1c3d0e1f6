//! One rep's facts in this browser's storage and in the address bar, and their answer from a worker.

use super::state::{QuotaAction, QuotaFacts, QuotaState};
use crate::advice::QuotaAnswer;
use crate::app::browser::Workers;
use crate::app::format::Format;
use crate::app::hooks::{fragment, storage, write_fragment};
use crate::app::shared::Shared;
use crate::app::text;
use crate::exchange::{link, quota_bytes};
use crate::model::{Date, QuotaCheck};
use crate::worker::dispatch::{Channel, Told};
use crate::worker::message::{Answer, Work};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use std::rc::Rc;
use yew::prelude::*;

const KEY: &str = "plumbline.quota.1";
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

fn saved() -> Option<QuotaFacts> {
    let storage = storage()?;
    let text = storage.get_item(KEY).ok()??;
    let facts = URL_SAFE_NO_PAD.decode(&text).ok().and_then(|bytes| postcard::from_bytes(&bytes).ok());
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

fn save(facts: &QuotaFacts) {
    if let (Some(storage), Ok(bytes)) = (storage(), postcard::to_allocvec(facts)) {
        // Full or forbidden storage: the address bar holds the facts as well.
        drop(storage.set_item(KEY, &URL_SAFE_NO_PAD.encode(bytes)));
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
            let state = QuotaState::new(saved(), today(), format.style());
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
    let facts = (!state.is_received()).then(|| state.facts().clone());
    let first = use_mut_ref(|| facts.clone());
    use_effect_with(facts, move |facts| {
        // What was read is not written again: another tab may have written since.
        if let Some(facts) = facts.as_ref().filter(|_| *facts != *first.borrow()) {
            save(facts);
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
            workers.ask(Channel::Quota, URL_SAFE_NO_PAD.encode(quota_bytes::to_bytes(check)).into(), works);
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
