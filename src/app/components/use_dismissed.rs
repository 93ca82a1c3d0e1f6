//! What is open over the page closes at Escape, which takes the focus back to the button that opened it, and
//! at a press beside it.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

/// Emits once the reader turns elsewhere, while something is open.
#[hook]
pub fn use_dismissed(root: NodeRef, is_open: bool, on_dismiss: Callback<()>) {
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
