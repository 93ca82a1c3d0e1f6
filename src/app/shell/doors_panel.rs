//! The doors of a first visit.

use super::state::{ShellAction, View};
use crate::app::words;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The four doors.
pub fn doors_panel(on_action: &Callback<ShellAction>) -> Html {
    let door = |(number, (words, behind, view)): (usize, (&'static str, &'static str, View))| {
        let on_action = on_action.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            on_action.emit(ShellAction::ViewChosen(view));
            if view == View::Plan {
                focus_on("target");
            }
        });
        html! {
            <button type="button" class="doors-panel__door" id={format!("door-{number}")} {onclick}>
                <span class="doors-panel__name">{ words }</span>
                <span class="doors-panel__behind">{ behind }</span>
            </button>
        }
    };
    html! {
        <section class="doors-panel" aria-label={words::DOORS}>
            <h2 class="doors-panel__question">{ words::DOORS }</h2>
            <div class="doors-panel__doors">{ for words::DOOR_WORDS.into_iter().enumerate().map(door) }</div>
        </section>
    }
}

fn focus_on(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Nothing is lost if it cannot take the focus.
        drop(element.focus());
    }
}
