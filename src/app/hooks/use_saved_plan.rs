//! The plan in this browser's storage, as it was typed.

use crate::app::state::{FieldId, Plan};
use crate::entry::{NumberStyle, RateReading};
use crate::exchange::file;
use crate::model::Scenario;
use gloo::utils::window;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;
use web_sys::Storage;
use yew::prelude::*;

/// What earlier versions kept under `plumbline.plan.1` stays where it is.
const KEY: &str = "plumbline.plan.2";
/// Where a text that could not be read is set aside.
const DAMAGED_KEY: &str = "plumbline.plan.damaged";

/// What is saved: the plan's document, and beside it the texts as they were typed, understood or not.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// The plan, a document of [`file::plan`].
    plan: Box<RawValue>,
    /// Texts of fields as they were typed, by the id of their element.
    #[serde(default)]
    typed: Vec<(String, String)>,
    /// Whether rates are shown as what is won from each stage.
    #[serde(default)]
    wins: bool,
    /// The plan that was kept for comparison, a document too.
    #[serde(default)]
    before: Option<Box<RawValue>>,
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
    let saved: Saved = serde_json::from_str(text).ok()?;
    let scenario = file::plan::read(saved.plan.get()).ok()?;
    let reading = if saved.wins { RateReading::WonFromHere } else { RateReading::MovesOn };
    let typed = saved.typed.into_iter().filter_map(|(id, text)| Some((FieldId::of_element_id(&id)?, text)));
    let before = saved.before.and_then(|document| file::plan::read(document.get()).ok()).map(Rc::new);
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
    let document = |scenario: &Scenario| RawValue::from_string(file::plan::canonical(scenario));
    let wins = plan.reading() == RateReading::WonFromHere;
    let Ok(document_of_plan) = document(plan.scenario()) else { return };
    let before = before.and_then(|before| document(before).ok());
    let saved = serde_json::to_string(&Saved { plan: document_of_plan, typed, wins, before });
    if let (Some(storage), Ok(text)) = (storage(), saved) {
        // Full or forbidden storage: the address bar holds the plan as well.
        drop(storage.set_item(KEY, &text));
    }
}

/// This browser's storage; none, where it is forbidden.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
