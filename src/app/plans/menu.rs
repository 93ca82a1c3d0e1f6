//! The plan's name in the header, and behind it the list of plans and what can be done with them.

use super::open_link::OpenLink;
use super::state::Record;
use super::use_files::open_chosen;
use super::use_plans::{PlansAction, PlansPage};
use super::words;
use crate::app::browser::{day_of, today};
use crate::app::components::use_dismissed;
use crate::app::format::Format;
use crate::app::plan::presets::presets;
use crate::app::plan::state::{Action, FieldId, PlanField, PlanId, State};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// A plan in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Which.
    pub id: PlanId,
    /// What it is called.
    pub name: String,
    /// Its chance and its day.
    pub beside: String,
    /// Whether it lies on the table.
    pub is_open: bool,
}

/// The menu.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct PlansMenuProps {
    /// What stands in the field of the name; none for a plan that was sent.
    pub name: Option<AttrValue>,
    /// What the plan on the table is called.
    pub title: AttrValue,
    /// How far it is kept.
    pub status: AttrValue,
    /// Whether the plan on the table is one of the kept plans.
    pub is_kept: bool,
    /// The kept plans.
    pub plans: Vec<Listed>,
    /// What the reader does with the plans.
    pub on_plans: Callback<PlansAction>,
    /// What the reader does with the plan on the table.
    pub on_action: Callback<Action>,
}

/// What the menu shows of the kept plans and of the one on the table.
pub fn menu_props(
    page: &PlansPage,
    state: &State,
    on_action: Callback<Action>,
    format: &Format,
) -> PlansMenuProps {
    let library = page.plans.library();
    let listed = |record: &Record| {
        let day = day_of(record.edited_ms).map_or_else(String::new, |day| format.day(day));
        Listed {
            id: record.id.clone(),
            name: words::shown_name(record.content.name()).to_owned(),
            beside: words::beside_name(record.chance, &day, format),
            is_open: record.id == state.sheet.id,
        }
    };
    let (plan, received) = (state.plan(), state.sheet.received.as_ref());
    let title = &plan.scenario().parts().name;
    if state.refused.is_some() {
        return PlansMenuProps {
            name: None,
            title: words::NO_PLAN.into(),
            status: AttrValue::default(),
            is_kept: false,
            plans: library.records().into_iter().map(listed).collect(),
            on_plans: page.on_action.clone(),
            on_action,
        };
    }
    let typed = plan.typed_in(FieldId::Plan(PlanField::Name)).map_or(title, |typed| &typed.text);
    PlansMenuProps {
        name: received.is_none().then(|| AttrValue::from(typed.clone())),
        title: words::shown_name(title).to_owned().into(),
        status: words::status(&library, &state.sheet.id, received).into(),
        is_kept: library.get(&state.sheet.id).is_some(),
        plans: library.records().into_iter().map(listed).collect(),
        on_plans: page.on_action.clone(),
        on_action,
    }
}

/// The name and the menu.
#[component]
pub fn PlansMenu(props: &PlansMenuProps) -> Html {
    let is_open = use_state_eq(|| false);
    let root = use_node_ref();
    {
        let set = is_open.setter();
        use_dismissed(root.clone(), *is_open, Callback::from(move |()| set.set(false)));
    }
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    // Whatever is chosen closes the menu; the focus goes back to where it was opened.
    let chosen = {
        let (set, on_plans) = (is_open.setter(), props.on_plans.clone());
        Callback::from(move |action: PlansAction| {
            set.set(false);
            if let Some(button) = document().get_element_by_id("plans") {
                drop(button.unchecked_into::<HtmlElement>().focus());
            }
            on_plans.emit(action);
        })
    };
    html! {
        <div class="menu" ref={root}>
            <div class="menu__bar">
                { name_field(props) }
                <button type="button" id="plans" class="menu__button" aria-expanded={is_open.to_string()}
                    aria-controls="plans-panel" onclick={toggle}>
                    <span class="visually-hidden">{ words::OPEN_MENU }</span><span
                        aria-hidden="true">{ "▾" }</span>
                </button>
                <span class="menu__status" id="kept">{ props.status.clone() }</span>
            </div>
            if *is_open {
                <div class="menu__panel" id="plans-panel" role="group" aria-label={words::OPEN_MENU}>
                    { list(&props.plans, &chosen) }
                    { actions(&chosen, props) }
                    <OpenLink on_open={chosen.reform(PlansAction::OpenText)} />
                    <Forget plans={props.plans.len()}
                        on_forget={chosen.reform(|()| PlansAction::ForgetEverything)} />
                </div>
            }
        </div>
    }
}

fn name_field(props: &PlansMenuProps) -> Html {
    let Some(name) = &props.name else {
        return html! { <span class="menu__title" id="plan-title">{ props.title.clone() }</span> };
    };
    let field = FieldId::Plan(PlanField::Name);
    let oninput = props.on_action.reform(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Typed { field, text: input.value() }
    });
    let onblur = props.on_action.reform(|_: FocusEvent| Action::FieldLeft);
    html! {
        <input class="menu__name" id={field.element_id()} value={name.clone()} placeholder={words::UNNAMED}
            autocomplete="off"
            aria-label={words::NAME} title={words::NAME} {oninput} {onblur} />
    }
}

fn list(plans: &[Listed], chosen: &Callback<PlansAction>) -> Html {
    if plans.is_empty() {
        return Html::default();
    }
    let one = |plan: &Listed| {
        let id = plan.id.clone();
        let onclick = chosen.reform(move |_: MouseEvent| PlansAction::Open(id.clone()));
        let current = plan.is_open.then_some("true");
        html! {
            <li key={plan.id.as_str()}>
                <button type="button" class="menu__plan" aria-current={current} {onclick}>
                    <span class="menu__plan-name">{ &plan.name }</span><span
                        class="menu__plan-beside">{ &plan.beside }</span>
                </button>
            </li>
        }
    };
    html! {
        <div class="menu__part">
            <h2 class="menu__heading">{ words::PLANS }</h2>
            <ul class="menu__plans">{ for plans.iter().map(one) }</ul>
        </div>
    }
}

fn actions(chosen: &Callback<PlansAction>, props: &PlansMenuProps) -> Html {
    let does = |id: &'static str, label: &'static str, action: PlansAction, disabled: bool| {
        let onclick = chosen.reform(move |_: MouseEvent| action.clone());
        html! { <button type="button" {id} class="menu__action" {disabled} {onclick}>{ label }</button> }
    };
    let examples = presets(today().first_of_next_month()).into_iter().enumerate().map(|(place, preset)| {
        let name = preset.parts().name.clone();
        let onclick = chosen.reform(move |_: MouseEvent| PlansAction::New(Box::new(preset.clone())));
        html! { <button type="button" class="menu__action"
        id={format!("new-{place}")} {onclick}>{ name }</button> }
    });
    html! {
        <>
            <div class="menu__part">
                <h2 class="menu__heading">{ words::NEW }</h2>
                <div class="menu__row">{ for examples }</div>
            </div>
            <div class="menu__part menu__row">
                { does("duplicate", words::DUPLICATE, PlansAction::Duplicate, false) }
                { does("delete", words::DELETE, PlansAction::Delete, !props.is_kept) }
                <label class="menu__action menu__file">
                    <span>{ words::OPEN_FILE }</span>
                    <input type="file" id="open-file" class="visually-hidden" accept=".json,application/json"
                        onchange={open_chosen(chosen)} />
                </label>
                <button type="button" id="save-file" class="menu__action" title={words::SAVE_KEYS}
                    onclick={chosen.reform(|_: MouseEvent| PlansAction::Save)}>
                    { words::SAVE_FILE }
                </button>
            </div>
        </>
    }
}

#[derive(Clone, Debug, Properties, PartialEq)]
struct ForgetProps {
    plans: usize,
    on_forget: Callback<()>,
}

/// Forgetting all of it asks once.
#[component]
fn Forget(props: &ForgetProps) -> Html {
    let is_asking = use_state_eq(|| false);
    let ask = |asking: bool| {
        let set = is_asking.setter();
        Callback::from(move |_: MouseEvent| set.set(asking))
    };
    html! {
        <div class="menu__part">
            if *is_asking {
                <p class="menu__question" role="alert">{ words::forget_question(props.plans) }</p>
                <div class="menu__row">
                    <button type="button" id="forget-sure" class="menu__action"
                        onclick={props.on_forget.reform(|_: MouseEvent| ())}>{ words::FORGET_SURE }</button>
                    <button type="button" class="menu__action"
                        onclick={ask(false)}>{ words::FORGET_NOT }</button>
                </div>
            } else {
                <button type="button" id="forget" class="menu__action menu__action--quiet"
                    onclick={ask(true)}>{ words::FORGET }</button>
            }
        </div>
    }
}
