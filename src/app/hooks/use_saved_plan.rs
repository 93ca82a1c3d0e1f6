//! The plan in this browser's storage, as it was typed.

use crate::app::state::{FieldId, Plan};
use crate::entry::NumberStyle;
use crate::exchange::scenario_file;
use gloo::utils::window;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::Storage;
use yew::prelude::*;

const KEY: &str = "plumbline.plan";
/// Where a text that could not be read is set aside.
const DAMAGED_KEY: &str = "plumbline.plan.damaged";

/// What is saved.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// A scenario file.
    scenario: String,
    /// Texts of fields, by the id of their element.
    typed: BTreeMap<String, String>,
}

/// What storage holds.
#[derive(Debug)]
pub enum SavedPlan {
    /// Nothing, or the browser has no storage.
    None,
    /// A plan.
    Plan(Plan),
    /// Something that cannot be read; it was set aside.
    Unreadable,
}

/// Reads what was saved.
pub fn saved_plan(style: NumberStyle) -> SavedPlan {
    let Some(storage) = storage() else { return SavedPlan::None };
    let Ok(Some(text)) = storage.get_item(KEY) else { return SavedPlan::None };
    if let Some(plan) = read(&text, style) {
        return SavedPlan::Plan(plan);
    }
    // Full storage: the damaged text stays where it is until the next edit.
    drop(storage.set_item(DAMAGED_KEY, &text));
    SavedPlan::Unreadable
}

fn read(text: &str, style: NumberStyle) -> Option<Plan> {
    let saved: Saved = serde_json::from_str(text).ok()?;
    let scenario = scenario_file::read(&saved.scenario).ok()?;
    let typed = saved.typed.into_iter().filter_map(|(id, text)| Some((FieldId::of_element_id(&id)?, text)));
    Some(Plan::restored(Rc::new(scenario), typed, style))
}

/// Saves the plan whenever it changes: at once, since the page may go away at any time.
#[hook]
pub fn use_saved_plan(plan: Rc<Plan>) {
    let saved = use_mut_ref(|| plan.clone());
    use_effect(move || {
        if !Rc::ptr_eq(&plan, &saved.borrow()) {
            save(&plan);
            *saved.borrow_mut() = plan;
        }
    });
}

fn save(plan: &Plan) {
    let typed = plan.texts().map(|(field, text)| (field.element_id(), text.to_owned())).collect();
    let saved = Saved { scenario: scenario_file::write_compact(plan.scenario()), typed };
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&saved)) {
        // Full or forbidden storage: the address bar holds the plan as well.
        drop(storage.set_item(KEY, &text));
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
