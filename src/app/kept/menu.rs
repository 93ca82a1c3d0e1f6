//! A name in the header, and behind it the list of what is kept and what can be done with it.

use super::KeptId;
use super::open_link::OpenLink;
use super::words::{self, KeptWords};
use crate::app::components::{Menu, use_menu};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// A thing in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub id: KeptId,
    /// What it is called.
    pub name: String,
    /// Its chance and its day.
    pub beside: String,
    /// Whether it lies on the table.
    pub is_open: bool,
}

/// What the reader does with kept things.
#[derive(Clone, Debug, PartialEq)]
pub enum MenuAction {
    /// One of them is put on the table.
    Open(KeptId),
    /// A new one begins, of those that are offered.
    New(usize),
    /// One more of what lies on the table.
    Duplicate,
    /// What lies on the table is deleted.
    Delete,
    /// The text of a file is opened as a new one.
    OpenFile(String),
    /// A text with a link in it is opened.
    OpenText(String),
    /// What lies on the table becomes a file.
    Save,
    /// Nothing is kept any more, of all views.
    ForgetEverything,
}

/// The menu.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct KeptMenuProps {
    /// What stands in the field of the name; none for what was sent.
    pub name: Option<AttrValue>,
    /// The element of that field.
    pub name_id: AttrValue,
    /// What lies on the table is called so.
    pub title: AttrValue,
    /// How far it is kept.
    pub status: AttrValue,
    /// Whether what lies on the table is one of the kept things.
    pub is_kept: bool,
    /// The kept things.
    pub listed: Vec<Listed>,
    /// What new ones begin with.
    pub new: Vec<String>,
    /// What is asked before everything is forgotten.
    pub forget_question: String,
    /// What is said of things of this kind.
    pub words: &'static KeptWords,
    /// What the reader does with the list.
    pub on_menu: Callback<MenuAction>,
    /// The name is typed.
    pub on_name: Callback<String>,
    /// The name's field is left.
    pub on_name_left: Callback<()>,
}

/// The name and the menu.
#[component]
pub fn KeptMenu(props: &KeptMenuProps) -> Html {
    let Menu { is_open, root, toggle } = use_menu();
    // Whatever is chosen closes the menu; the focus goes back to where it was opened.
    let chosen = {
        let (set, on_menu) = (is_open.setter(), props.on_menu.clone());
        Callback::from(move |action: MenuAction| {
            set.set(false);
            if let Some(button) = document().get_element_by_id("plans") {
                drop(button.unchecked_into::<HtmlElement>().focus());
            }
            on_menu.emit(action);
        })
    };
    html! {
        <div class="menu" ref={root}>
            <div class="menu__bar">
                { name_field(props) }
                <button type="button" id="plans" class="menu__button" aria-expanded={is_open.to_string()}
                    aria-controls="plans-panel" onclick={toggle}>
                    <span class="visually-hidden">{ props.words.open_menu }</span><span
                        aria-hidden="true">{ "▾" }</span>
                </button>
                <span class="menu__status" id="kept">{ props.status.clone() }</span>
            </div>
            if *is_open {
                <div class="menu__panel" id="plans-panel" role="group" aria-label={props.words.open_menu}>
                    { list(props, &chosen) }
                    { actions(&chosen, props) }
                    <OpenLink on_open={chosen.reform(MenuAction::OpenText)} />
                    <Forget question={props.forget_question.clone()}
                        on_forget={chosen.reform(|()| MenuAction::ForgetEverything)} />
                </div>
            }
        </div>
    }
}

fn name_field(props: &KeptMenuProps) -> Html {
    let Some(name) = &props.name else {
        return html! { <span class="menu__title" id="plan-title">{ props.title.clone() }</span> };
    };
    let oninput = props.on_name.reform(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.value()
    });
    let onblur = props.on_name_left.reform(|_: FocusEvent| ());
    html! {
        <input class="menu__name" id={props.name_id.clone()} value={name.clone()}
            placeholder={props.words.unnamed}
            autocomplete="off"
            aria-label={props.words.name} title={props.words.name} {oninput} {onblur} />
    }
}

fn list(props: &KeptMenuProps, chosen: &Callback<MenuAction>) -> Html {
    if props.listed.is_empty() {
        return Html::default();
    }
    let one = |plan: &Listed| {
        let id = plan.id.clone();
        let onclick = chosen.reform(move |_: MouseEvent| MenuAction::Open(id.clone()));
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
            <h2 class="menu__heading">{ props.words.list }</h2>
            <ul class="menu__plans">{ for props.listed.iter().map(one) }</ul>
        </div>
    }
}

fn actions(chosen: &Callback<MenuAction>, props: &KeptMenuProps) -> Html {
    let does = |id: &'static str, label: &'static str, action: MenuAction, disabled: bool| {
        let onclick = chosen.reform(move |_: MouseEvent| action.clone());
        html! { <button type="button" {id} class="menu__action" {disabled} {onclick}>{ label }</button> }
    };
    let new = props.new.iter().enumerate().map(|(place, name)| {
        let onclick = chosen.reform(move |_: MouseEvent| MenuAction::New(place));
        html! { <button type="button" class="menu__action"
        id={format!("new-{place}")} {onclick}>{ name.clone() }</button> }
    });
    html! {
        <>
            <div class="menu__part">
                <h2 class="menu__heading">{ props.words.new }</h2>
                <div class="menu__row">{ for new }</div>
            </div>
            <div class="menu__part menu__row">
                { does("duplicate", words::DUPLICATE, MenuAction::Duplicate, false) }
                { does("delete", words::DELETE, MenuAction::Delete, !props.is_kept) }
                <label class="menu__action menu__file">
                    <span>{ words::OPEN_FILE }</span>
                    <input type="file" id="open-file" class="visually-hidden" accept=".json,application/json"
                        onchange={open_chosen(&chosen.reform(MenuAction::OpenFile))} />
                </label>
                <button type="button" id="save-file" class="menu__action" title={words::SAVE_KEYS}
                    onclick={chosen.reform(|_: MouseEvent| MenuAction::Save)}>
                    { words::SAVE_FILE }
                </button>
            </div>
        </>
    }
}

#[derive(Clone, Debug, Properties, PartialEq)]
struct ForgetProps {
    question: String,
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
                <p class="menu__question" role="alert">{ props.question.clone() }</p>
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

/// Reads the file of an input that was changed.
pub fn open_chosen(on_text: &Callback<String>) -> Callback<Event> {
    let on_text = on_text.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read(file, on_text.clone());
        }
        // The same file can be chosen again.
        input.set_value("");
    })
}

pub(super) fn read(file: File, on_text: Callback<String>) {
    yew::platform::spawn_local(async move {
        let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
        // A file that the browser cannot read leaves everything as it is.
        if let Some(text) = text.ok().and_then(|text| text.as_string()) {
            on_text.emit(text);
        }
    });
}
