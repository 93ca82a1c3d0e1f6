//! The plan in the address bar, and links that are opened there.

use super::Plans;
use crate::app::browser::{fragment, fresh_name, write_fragment};
use crate::app::format::Format;
use crate::app::plan::state::{Action, Plan, PlanId, Received, Sheet, State, ToKeep, Watch};
use crate::app::plans::state::{Content, Restored};
use crate::entry::NumberStyle;
use crate::exchange::link::{self, Link, Opened};
use crate::model::Scenario;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Firefox and Safari limit how often the address may change; people do not read it while they type.
const WRITE_AFTER_MS: u32 = 300;

/// What a fragment stands for.
pub(super) enum Arrived {
    /// Nothing.
    Nothing,
    /// One of the reader's own plans.
    Own(PlanId, Box<Restored>),
    /// A plan that was sent.
    Sent(Sheet, Rc<Scenario>),
    /// One rep's quota, which is another view's, readable or not.
    Quota,
    /// Nothing that opens; why.
    Refused(String),
}

/// What a fragment stands for, among the plans that are kept.
pub(super) fn arrived(fragment: &str, plans: &Plans, style: NumberStyle) -> Arrived {
    let library = plans.library();
    if fragment.trim_start_matches('#').is_empty() {
        return Arrived::Nothing;
    }
    if link::is_quota(fragment) {
        return Arrived::Quota;
    }
    // A reload, while the address bar still shows what stood here a moment ago.
    if let Some((id, shown)) = remembered(plans)
        && shown == fragment
        && let Some(restored) = library.get(&id).and_then(|record| record.content.restored(style))
    {
        return Arrived::Own(id, Box::new(restored));
    }
    match link::open(fragment) {
        Err(error) => Arrived::Refused(error.to_string()),
        Ok(Link { opened: Opened::Quota(_), .. }) => Arrived::Quota,
        Ok(Link { opened: Opened::Plan(scenario), headline, before, is_cut }) => {
            let own = library.records().into_iter().find_map(|record| {
                let restored = record.content.restored(style)?;
                // A link carries no notes and no names.
                (restored.0.scenario().for_sharing() == scenario).then(|| (record.id.clone(), restored))
            });
            if let Some((id, restored)) = own {
                return Arrived::Own(id, Box::new(restored));
            }
            let before = before.map(Rc::new);
            let received = Received { fragment: fragment.into(), headline, before, is_cut };
            let id = PlanId::new(&fresh_name());
            Arrived::Sent(Sheet { id, received: Some(received) }, Rc::new(scenario))
        }
    }
}

/// What lay on this tab's table before a reload, and what the address bar showed of it.
pub(super) fn remembered(plans: &Plans) -> Option<(PlanId, String)> {
    let text = plans.open_before()?;
    let (id, shown) = text.split_once(' ')?;
    Some((PlanId::new(id), shown.to_owned()))
}

/// Notes what lies on this tab's table, and what the address bar shows of it.
pub(super) fn remember(plans: &Plans, id: &PlanId, shown: &str) {
    plans.remember_open(&format!("{id} {shown}"));
}

/// The fragment of an address of an event that says that it changed: `oldURL` or `newURL`. The address bar
/// itself may already show another one, which the page wrote between the change and its event.
fn fragment_in(event: &web_sys::Event, address: &str) -> Option<String> {
    let address = js_sys::Reflect::get(event, &address.into()).ok()?.as_string()?;
    Some(address.find('#').map_or_else(String::new, |start| address.split_at(start).1.to_owned()))
}

/// Whether what lies on the table is the reader's own: kept, or edited.
fn is_own(state: &State, plans: &Plans) -> bool {
    plans.library().get(&state.sheet.id).is_some() || state.steps().can_undo()
}

/// Writes the plan into the address bar after each change while its view is open, and opens links that arrive
/// there. Other views have an address of their own, or none.
#[hook]
pub(super) fn use_address(state: &UseReducerHandle<State>, is_open: bool, plans: &Plans, format: &Format) {
    let now = use_mut_ref(|| state.clone());
    *now.borrow_mut() = state.clone();
    {
        let (plans, style, now) = (plans.clone(), format.style(), now.clone());
        use_effect_with((), move |()| {
            // What the address showed of the reader's own plan when a link took its place.
            let left = RefCell::new(None::<String>);
            let listener = EventListener::new(&window(), "hashchange", move |event| {
                let state = now.borrow().clone();
                let shown = fragment_in(event, "newURL").unwrap_or_else(fragment);
                let is_away = state.sheet.received.is_some() || state.refused.is_some();
                if is_away && left.borrow().as_ref() == Some(&shown) {
                    // The address may be older than the plan, which is the reader's all the same.
                    return state.dispatch(Action::Returned);
                }
                if !is_away {
                    *left.borrow_mut() = fragment_in(event, "oldURL");
                }
                if state.sheet.received.as_ref().is_some_and(|received| *received.fragment == *shown)
                    || link::encode(state.plan().scenario()) == shown
                {
                    // Back from another view: the address shows what lies here.
                    return;
                }
                let action = match arrived(&shown, &plans, style) {
                    Arrived::Nothing if is_away => Action::Returned,
                    Arrived::Nothing | Arrived::Quota => return,
                    Arrived::Own(id, restored) => {
                        let (plan, before) = *restored;
                        Action::Shown { sheet: Sheet::own(id), plan: Rc::new(plan), before }
                    }
                    Arrived::Sent(sheet, scenario) => Action::LinkOpened { sheet, scenario },
                    Arrived::Refused(reason) => Action::LinkRefused { reason, own: is_own(&state, &plans) },
                };
                state.dispatch(action);
            });
            move || drop(listener)
        });
    }
    // The plan that the address bar shows, or that needs no address: the one the page began with.
    let written = use_mut_ref(|| state.plan().clone());
    let (sheet, plan) = (state.sheet.clone(), state.plan().clone());
    let is_refused = state.refused.is_some();
    let plans = plans.clone();
    use_effect(move || {
        let is_here = !link::is_quota(&fragment());
        let is_shown = Rc::ptr_eq(plan.scenario(), written.borrow().scenario());
        let changed = is_open && !is_refused && !(is_here && is_shown);
        let pending = changed.then(|| {
            let at = fragment();
            Timeout::new(WRITE_AFTER_MS, move || {
                // Somebody else changed the address: its event, which says what is shown, comes first.
                if fragment() != at {
                    return;
                }
                let shown = match &sheet.received {
                    Some(received) => received.fragment.to_string(),
                    None => link::encode(plan.scenario()),
                };
                write_fragment(&shown);
                if sheet.received.is_none() {
                    remember(&plans, &sheet.id, &shown);
                }
                *written.borrow_mut() = plan;
            })
        });
        move || drop(pending)
    });
}

/// What the page begins with: a link if there is one, else what lay here before, else what was edited last,
/// else an example.
pub(super) fn first_state(plans: &Plans, example: Plan, style: NumberStyle) -> State {
    let library = plans.library();
    let restored = |id: &PlanId| {
        let restored = library.get(id)?.content.restored(style)?;
        Some((id.clone(), restored))
    };
    let last = || library.records().into_iter().find_map(|record| restored(&record.id));
    let own = remembered(plans).and_then(|(id, _)| restored(&id)).or_else(last);
    let is_kept = own.is_some();
    let put = |own: Option<(PlanId, Restored)>| match own {
        Some((id, (plan, before))) => {
            let mut state = State::new(plan, Sheet::own(id), style);
            state.before = before;
            state
        }
        None => State::new(example, Sheet::own(PlanId::new(&fresh_name())), style),
    };
    let mut state = match arrived(&fragment(), plans, style) {
        Arrived::Own(id, restored) => put(Some((id, *restored))),
        Arrived::Nothing | Arrived::Quota => put(own),
        Arrived::Sent(sheet, scenario) => put(own).after(Action::LinkOpened { sheet, scenario }),
        Arrived::Refused(reason) => put(own).after(Action::LinkRefused { reason, own: is_kept }),
    };
    state.watch = Some(follow(plans.clone()));
    state
}

/// Keeps each change in the tick in which it happens, since the page may go away at any time.
fn follow(plans: Plans) -> Watch {
    Watch(Rc::new(move |before: &State, after: &State| match after.to_keep(before) {
        ToKeep::Nothing => {}
        ToKeep::Place => remember(&plans, &after.sheet.id, &fragment()),
        ToKeep::Plan => {
            remember(&plans, &after.sheet.id, &fragment());
            plans.edit(&after.sheet.id, Content::of(after.plan(), after.before.as_deref()));
        }
    }))
}
