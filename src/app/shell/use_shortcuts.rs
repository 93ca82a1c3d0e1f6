//! Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) for whatever the open view is about; Escape leaves the presentation,
//! arrow keys turn its slides.

use super::state::Turn;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// What the keys do.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortcuts {
    /// One step back.
    pub on_undo: Callback<()>,
    /// One step forward again.
    pub on_redo: Callback<()>,
    /// Leave whatever fills the screen.
    pub on_escape: Callback<()>,
    /// Turn slides.
    pub on_turn: Callback<Turn>,
}

/// Listens for the keys. A field's own undo would only know its text, so the view's takes its place.
#[hook]
pub fn use_shortcuts(shortcuts: Shortcuts) {
    use_effect_with(shortcuts, |shortcuts| {
        let shortcuts = shortcuts.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.is_composing() {
                // Characters are being put together; the keys are for that.
                return;
            }
            if event.key() == "Escape" {
                return shortcuts.on_escape.emit(());
            }
            if let Some(turn) = turn(event) {
                return shortcuts.on_turn.emit(turn);
            }
            if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                return;
            }
            let does = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => &shortcuts.on_undo,
                ("z", true) | ("y", false) => &shortcuts.on_redo,
                _ => return,
            };
            event.prevent_default();
            does.emit(());
        });
        move || drop(listener)
    });
}

/// Which way an arrow key turns slides; none within a field, which needs its arrow keys itself.
fn turn(event: &KeyboardEvent) -> Option<Turn> {
    let is_in_field = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
    if is_in_field || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowLeft" | "PageUp" => Some(Turn::Back),
        "ArrowRight" | "PageDown" => Some(Turn::On),
        _ => None,
    }
}
