//! A button and what it opens over the page. That closes at Escape, which takes the focus back to the button,
//! and at a press beside it.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

/// Whether a menu is open, and what opens and closes it.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Whether it is open.
    pub is_open: UseStateHandle<bool>,
    /// The element around the button and what it opens.
    pub root: NodeRef,
    /// What the button does.
    pub toggle: Callback<MouseEvent>,
}

/// A menu that is closed at first.
#[hook]
pub fn use_menu() -> Menu {
    let is_open = use_state_eq(|| false);
    let root = use_node_ref();
    let set = is_open.setter();
    use_dismissed(root.clone(), *is_open, Callback::from(move |()| set.set(false)));
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    Menu { is_open, root, toggle }
}

/// Emits once the reader turns elsewhere, while something is open.
#[hook]
fn use_dismissed(root: NodeRef, is_open: bool, on_dismiss: Callback<()>) {
    use_effect_with(is_open, move |is_open| {
        let listeners = is_open.then(|| {
            let (pressed, focused) = (on_dismiss.clone(), on_dismiss.clone());
            let inside = root.clone();
            let is_outside = move |event: &Event| {
                let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                inside.get().is_some_and(|root| !root.contains(target.as_ref()))
            };
            let is_outside_too = is_outside.clone();
            let root = root.clone();
            [
                EventListener::new(&document(), "pointerdown", move |event| {
                    if is_outside(event) {
                        pressed.emit(());
                    }
                }),
                EventListener::new(&document(), "focusin", move |event| {
                    if is_outside_too(event) {
                        focused.emit(());
                    }
                }),
                EventListener::new(&document(), "keydown", move |event| {
                    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                        return_focus(&root);
                        on_dismiss.emit(());
                    }
                }),
            ]
        });
        move || drop(listeners)
    });
}

/// A focus that is inside of what closes goes to the button that opens it; one elsewhere stays.
fn return_focus(root: &NodeRef) {
    let (Some(root), Some(focused)) = (root.cast::<Element>(), document().active_element()) else { return };
    let button = root.query_selector("[aria-expanded]").ok().flatten();
    if let Some(button) = button.filter(|_| root.contains(Some(&focused))) {
        // Nothing is lost if it cannot take the focus.
        drop(button.dyn_into::<HtmlElement>().map(|button| button.focus()));
    }
}
