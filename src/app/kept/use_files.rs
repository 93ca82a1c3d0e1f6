//! Files: dropped anywhere on the page, chosen in the menu, saved with Ctrl+S.

use super::menu::read;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, KeyboardEvent};
use yew::prelude::*;

/// Hands on the texts of files that are dropped anywhere, and saves with Ctrl+S.
#[hook]
pub fn use_files(on_dropped: &Callback<String>, on_save: &Callback<()>) {
    use_effect_with((on_dropped.clone(), on_save.clone()), |(on_dropped, on_save)| {
        let options = EventListenerOptions::enable_prevent_default();
        let (dropped, saved) = (on_dropped.clone(), on_save.clone());
        let listeners = [
            EventListener::new_with_options(&document(), "dragover", options, |event| {
                event.prevent_default();
            }),
            EventListener::new_with_options(&document(), "drop", options, move |event| {
                // A view that takes files of its own has taken it.
                if event.default_prevented() {
                    return;
                }
                event.prevent_default();
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                if let Some(file) = data.and_then(|data| data.files()?.get(0)) {
                    read(file, dropped.clone());
                }
            }),
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let is_save =
                    (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
                if is_save && event.key().eq_ignore_ascii_case("s") {
                    event.prevent_default();
                    saved.emit(());
                }
            }),
        ];
        move || drop(listeners)
    });
}
