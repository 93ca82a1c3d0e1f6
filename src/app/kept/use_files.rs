//! Files: dropped anywhere on the page, chosen in the menu, saved with Ctrl+S.

use super::menu::read;
use crate::app::browser::beginning_of;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, KeyboardEvent};
use yew::prelude::*;

/// What a file is looked at for before anybody reads it: blanks and a bracket.
const LOOKED_AT_BYTES: i32 = 64;

/// What becomes of files that are dropped anywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// Takes the text of one of our own.
    pub on_document: Callback<String>,
    /// Takes any other: an export of some system.
    pub on_export: Callback<File>,
}

/// Hands on files that are dropped anywhere, and saves with Ctrl+S.
#[hook]
pub fn use_files(dropped: &Dropped, on_save: &Callback<()>) {
    use_effect_with((dropped.clone(), on_save.clone()), |(dropped, on_save)| {
        let options = EventListenerOptions::enable_prevent_default();
        let (dropped, saved) = (dropped.clone(), on_save.clone());
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
                    sort(file, dropped.clone());
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

/// A file of ours is called so, or begins as JSON does; everything else may be an export.
fn sort(file: File, dropped: Dropped) {
    yew::platform::spawn_local(async move {
        let beginning = beginning_of(&file, LOOKED_AT_BYTES).await;
        let is_json =
            beginning.is_some_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('{'));
        if is_json || file.name().to_lowercase().ends_with(".json") {
            read(file, dropped.on_document);
        } else {
            dropped.on_export.emit(file);
        }
    });
}
