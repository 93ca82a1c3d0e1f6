//! The plan in this browser's storage, as it was typed.

use crate::app::state::{FieldId, Plan};
use crate::entry::{NumberStyle, RateReading};
use crate::exchange::packed;
use crate::model::Scenario;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gloo::utils::window;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use web_sys::Storage;
use yew::prelude::*;

const KEY: &str = "plumbline.plan.1";
/// Where a text that could not be read is set aside.
const DAMAGED_KEY: &str = "plumbline.plan.damaged";

/// What is saved.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// A packed scenario.
    scenario: String,
    /// Texts of fields, by the id of their element.
    typed: Vec<(String, String)>,
    /// Whether rates are shown as what is won from each stage.
    wins: bool,
    /// The plan that was kept for comparison, packed.
    before: Option<String>,
}

/// What storage holds.
#[derive(Debug)]
pub enum SavedPlan {
    /// Nothing, or the browser has no storage.
    None,
    /// A plan, and the one that was kept for comparison.
    Plan(Plan, Option<Rc<Scenario>>),
    /// Something that cannot be read; it was set aside.
    Unreadable,
}

/// Reads what was saved.
pub fn saved_plan(style: NumberStyle) -> SavedPlan {
    let Some(storage) = storage() else { return SavedPlan::None };
    let Ok(Some(text)) = storage.get_item(KEY) else { return SavedPlan::None };
    if let Some((plan, before)) = read(&text, style) {
        return SavedPlan::Plan(plan, before);
    }
    // Full storage: the damaged text stays where it is until the next edit.
    drop(storage.set_item(DAMAGED_KEY, &text));
    SavedPlan::Unreadable
}

fn read(text: &str, style: NumberStyle) -> Option<(Plan, Option<Rc<Scenario>>)> {
    let saved: Saved = postcard::from_bytes(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let scenario = packed::unpack(&saved.scenario).ok()?;
    let reading = if saved.wins { RateReading::WonFromHere } else { RateReading::MovesOn };
    let typed = saved.typed.into_iter().filter_map(|(id, text)| Some((FieldId::of_element_id(&id)?, text)));
    let before = saved.before.and_then(|text| packed::unpack(&text).ok()).map(Rc::new);
    Some((Plan::restored(Rc::new(scenario), reading, typed, style), before))
}

/// Saves the plan whenever it changes: at once, since the page may go away at any time.
#[hook]
pub fn use_saved_plan(plan: Rc<Plan>, before: Option<Rc<Scenario>>) {
    let saved = use_mut_ref(|| (plan.clone(), before.clone()));
    use_effect(move || {
        let (saved_plan, saved_before) = &mut *saved.borrow_mut();
        let same_before = match (&before, &saved_before) {
            (Some(now), Some(then)) => Rc::ptr_eq(now, then),
            (now, then) => now.is_none() && then.is_none(),
        };
        if !Rc::ptr_eq(&plan, saved_plan) || !same_before {
            save(&plan, before.as_deref());
            (*saved_plan, *saved_before) = (plan, before);
        }
    });
}

fn save(plan: &Plan, before: Option<&Scenario>) {
    let typed = plan.texts().map(|(field, text)| (field.element_id(), text.to_owned())).collect();
    let saved = Saved {
        scenario: packed::pack(plan.scenario()),
        typed,
        wins: plan.reading() == RateReading::WonFromHere,
        before: before.map(packed::pack),
    };
    if let (Some(storage), Ok(bytes)) = (storage(), postcard::to_allocvec(&saved)) {
        // Full or forbidden storage: the address bar holds the plan as well.
        drop(storage.set_item(KEY, &URL_SAFE_NO_PAD.encode(bytes)));
    }
}

/// This browser's storage; none, where it is forbidden.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
