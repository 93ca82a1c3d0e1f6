//! What the header shows of the kept plans and of the one on the table.

use super::state::Record;
use super::use_plans::{PlansAction, PlansPage};
use super::words;
use crate::app::browser::{day_of, today};
use crate::app::format::Format;
use crate::app::kept::{Keepable, KeptMenuProps, Listed, MenuAction, words as kept_words};
use crate::app::plan::presets::{preset, preset_names};
use crate::app::plan::state::{Action, FieldId, PlanField, State};
use std::rc::Rc;
use yew::prelude::*;

/// What the menu shows of the kept plans and of the one on the table.
pub fn menu_props(
    page: &PlansPage,
    state: &State,
    on_action: &Callback<Action>,
    format: &Format,
) -> KeptMenuProps {
    let library = page.plans.library();
    // Of the plan on the table the chance is that of its answer, not of what was kept last.
    let answer =
        state.run.answer.as_ref().filter(|answer| Rc::ptr_eq(&answer.scenario, state.plan().scenario()));
    let chance = answer.filter(|_| state.run.is_settled()).map(|answer| answer.report.chance.value);
    let listed = |record: &Record| {
        let is_open = record.id == state.sheet.id;
        let day = day_of(record.edited_ms).map_or_else(String::new, |day| format.day(day));
        Listed {
            id: record.id.clone(),
            name: words::shown_name(record.content.name()).to_owned(),
            beside: kept_words::beside_name(if is_open { chance } else { record.chance }, &day, format),
            is_open,
        }
    };
    let (plan, received) = (state.plan(), state.sheet.received.as_ref());
    let field = FieldId::Plan(PlanField::Name);
    let listed: Vec<Listed> = library.records().into_iter().map(listed).collect();
    let none = KeptMenuProps {
        name: None,
        name_id: field.element_id().into(),
        title: words::NO_PLAN.into(),
        status: AttrValue::default(),
        is_kept: false,
        forget_question: words::forget_question(listed.len()),
        listed,
        new: preset_names().map(str::to_owned).collect(),
        words: &words::KEPT,
        on_menu: page.on_action.reform(asked),
        on_name: on_action.reform(move |text| Action::Typed { field, text }),
        on_name_left: on_action.reform(|()| Action::FieldLeft),
    };
    if state.refused.is_some() {
        return none;
    }
    let title = &plan.scenario().parts().name;
    let typed = plan.typed_in(field).map_or(title, |typed| &typed.text);
    KeptMenuProps {
        name: received.is_none().then(|| AttrValue::from(typed.clone())),
        title: words::shown_name(title).to_owned().into(),
        status: match received {
            Some(_) => kept_words::SENT.into(),
            None => kept_words::status(&library, &state.sheet.id).into(),
        },
        is_kept: library.get(&state.sheet.id).is_some(),
        ..none
    }
}

/// The change of the kept plans that a choice in the menu asks for.
pub fn asked(action: MenuAction) -> PlansAction {
    match action {
        MenuAction::Open(id) => PlansAction::Open(id),
        MenuAction::New(place) => {
            let example = preset(place, today().first_of_next_month()).unwrap_or_else(super::example);
            PlansAction::New(Box::new(example))
        }
        MenuAction::Duplicate => PlansAction::Duplicate,
        MenuAction::Delete => PlansAction::Delete,
        MenuAction::OpenFile(text) => PlansAction::OpenFile(text),
        MenuAction::OpenText(text) => PlansAction::OpenText(text),
        MenuAction::Save => PlansAction::Save,
        MenuAction::ForgetEverything => PlansAction::ForgetEverything,
    }
}
