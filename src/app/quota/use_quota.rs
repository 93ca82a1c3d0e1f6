//! One rep's facts in this browser's storage and in the address bar, and their answer from a worker.

use super::state::{QuotaAction, QuotaFacts, QuotaState};
use crate::advice::QuotaAnswer;
use crate::app::browser::{Kept, Stored, Workers, fragment, today, write_fragment};
use crate::app::format::Format;
use crate::app::quota::words;
use crate::app::shared::Shared;
use crate::exchange::{file, link};
use crate::model::QuotaCheck;
use crate::worker::message::{Answer, Work};
use crate::worker::signals::{Channel, Told};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;
use yew::prelude::*;

/// What earlier versions kept under `plumbline.quota.1` stays where it is.
const STORED: Stored<Saved> = Stored::at("plumbline.quota.2", "plumbline.quota.damaged");
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

/// What is saved: the quota's document, and beside it the texts as they were typed. Of the two the texts are
/// read: some count from the day on which they are read. The document stands in where another version had
/// other texts.
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
    match STORED.read(|saved| saved.facts(format)) {
        Kept::Value(facts) => Some(facts),
        Kept::Nothing | Kept::Damaged => None,
    }
}

/// Whether the address bar shows what these facts had there, today or on the day when they were typed.
fn is_own_link() -> bool {
    matches!(OWN_LINK.read(Some), Kept::Value(last) if last == fragment())
}

fn save(facts: &QuotaFacts, check: Option<&QuotaCheck>) {
    let quota = check.and_then(|check| RawValue::from_string(file::quota::canonical(check)).ok());
    if let Ok(typed) = serde_json::to_string(facts).and_then(RawValue::from_string) {
        STORED.write(&Saved { quota, typed });
    }
}

/// The facts of a check that came with a link.
fn opened(check: &QuotaCheck, format: &Format) -> Box<QuotaFacts> {
    Box::new(QuotaFacts {
        texts: words::quota_texts(check, format),
        examples: Vec::new(),
        team: check.team(),
        unconfirmed: Vec::new(),
    })
}

/// The state of the view, and why a link did not open.
#[hook]
fn use_quota_state(format: &Format) -> (UseReducerHandle<QuotaState>, UseStateHandle<Option<String>>) {
    let refused = use_state_eq(|| None::<String>);
    let state = {
        let format = format.clone();
        use_reducer(move || {
            let state = QuotaState::new(saved(&format), today(), format.style());
            match link::decode_quota(&fragment()) {
                // A reload: the address bar shows the reader's own facts.
                Some(Ok(_)) if is_own_link() => state,
                Some(Ok(check)) => state.after(QuotaAction::Opened(opened(&check, &format), Rc::new(check))),
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
                    let facts = opened(&check, &format);
                    dispatch.dispatch(QuotaAction::Opened(facts, Rc::new(check)));
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

/// Saves the reader's own facts at once, and shows what is understood in the address bar after a while, while
/// the view is open.
#[hook]
fn use_quota_saved(state: &QuotaState, is_open: bool) {
    let own = (!state.is_received()).then(|| (state.facts().clone(), state.check().cloned()));
    let first = use_mut_ref(|| own.as_ref().map(|(facts, _)| facts.clone()));
    use_effect_with(own, move |own| {
        // What was read is not written again: another tab may have written since.
        if let Some((facts, check)) = own.as_ref().filter(|(facts, _)| Some(facts) != first.borrow().as_ref())
        {
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
    /// The last answer.
    pub answer: Option<Answered>,
    /// Why there is none.
    pub failure: Option<String>,
    /// What the reader should know, until dismissed.
    pub said: UseStateHandle<Option<String>>,
}

/// One rep's quota: kept while other views are open, asked about while its own is.
#[hook]
pub fn use_quota(workers: &Workers, format: &Format, is_open: bool) -> QuotaPage {
    let (state, said) = use_quota_state(format);
    use_quota_saved(&state, is_open);
    let (answer, failure) = use_quota_answer(workers, state.check().filter(|_| is_open).cloned());
    QuotaPage { state, answer, failure, said }
}
