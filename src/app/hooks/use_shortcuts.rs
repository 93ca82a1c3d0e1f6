//! Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) for the whole plan, or whatever the open view is about; Escape leaves the presentation.

use crate::app::events::{Command, command};
use crate::app::state::{Action, Presenting, State, View};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Listens for the keys. A field's own undo would only know its text, so the plan's takes its place.
#[hook]
pub fn use_shortcuts(view: View, dispatch: UseReducerDispatcher<State>) {
    use_effect_with(view, move |view| {
        let view = *view;
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.key() == "Escape" {
                dispatch.dispatch(Action::PresentingChosen(Presenting::No));
                return;
            }
            if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                return;
            }
            let (action, elsewhere) = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => (Action::Undone, Command::Undo),
                ("z", true) | ("y", false) => (Action::Redone, Command::Redo),
                _ => return,
            };
            event.prevent_default();
            if view == View::Plan {
                dispatch.dispatch(action);
            } else {
                command(elsewhere);
            }
        });
        move || drop(listener)
    });
}
