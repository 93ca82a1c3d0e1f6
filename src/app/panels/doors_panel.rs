//! The doors of a first visit, and the views that are still to come.

use crate::app::presets::presets;
use crate::app::state::{Action, State, View};
use crate::app::text;
use gloo::utils::document;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The four doors.
pub fn doors_panel(on_action: &Callback<Action>) -> Html {
    let door = |(number, (words, behind, view)): (usize, (&'static str, &'static str, View))| {
        let on_action = on_action.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            on_action.emit(Action::ViewChosen(view));
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
        <section class="doors-panel" aria-label={text::DOORS}>
            <h2 class="doors-panel__question">{ text::DOORS }</h2>
            <div class="doors-panel__doors">{ for text::DOOR_WORDS.into_iter().enumerate().map(door) }</div>
        </section>
    }
}

/// A view that is not there yet: what will stand in it, and what can be done today.
pub fn view_to_come(state: &State, on_action: &Callback<Action>) -> Html {
    let action = on_action.clone();
    let start = state.plan().scenario().parts().calendar.start();
    let is_quota = state.view == View::Quota;
    let onclick = Callback::from(move |_: MouseEvent| {
        // The last of the starting points is one rep's quarter.
        if let Some(scenario) = presets(start).pop().filter(|_| is_quota) {
            action.emit(Action::Opened { scenario: Rc::new(scenario), notice: None });
        }
        action.emit(Action::ViewChosen(View::Plan));
    });
    html! {
        <section class="view-to-come" aria-label={text::view(state.view)}>
            <h2>{ text::view_question(state.view) }</h2>
            <p>{ text::view_to_come(state.view) }</p>
            <button type="button" id="to-plan" {onclick}>
                { if is_quota { text::TRY_ONE_REP } else { text::GO_TO_PLAN } }
            </button>
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
