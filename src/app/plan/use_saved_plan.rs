//! The plan in this browser's storage, as it was typed.

use crate::app::browser::{Kept, Stored};
use crate::app::plan::state::{FieldId, Plan};
use crate::entry::{NumberStyle, RateReading};
use crate::exchange::file;
use crate::model::Scenario;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::rc::Rc;
use yew::prelude::*;

/// What earlier versions kept under `plumbline.plan.1` stays where it is.
const STORED: Stored<Saved> = Stored::at("plumbline.plan.2", "plumbline.plan.damaged");

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

/// What was saved: the plan, and the one that was kept for comparison.
pub(super) fn saved_plan(style: NumberStyle) -> Kept<(Plan, Option<Rc<Scenario>>)> {
    STORED.read(|saved| {
        let scenario = file::plan::read(saved.plan.get()).ok()?;
        let reading = if saved.wins { RateReading::WonFromHere } else { RateReading::MovesOn };
        let typed =
            saved.typed.into_iter().filter_map(|(id, text)| Some((FieldId::of_element_id(&id)?, text)));
        let before = saved.before.and_then(|document| file::plan::read(document.get()).ok()).map(Rc::new);
        Some((Plan::restored(Rc::new(scenario), reading, typed, style), before))
    })
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
    STORED.write(&Saved { plan: document_of_plan, typed, wins, before });
}
