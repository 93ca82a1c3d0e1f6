//! Files: dropped anywhere on the page, chosen in the menu, saved with Ctrl+S.

use super::use_plans::PlansAction;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// Opens documents that are dropped anywhere, and saves with Ctrl+S.
#[hook]
pub fn use_files(on_plans: &Callback<PlansAction>) {
    use_effect_with(on_plans.clone(), |on_plans| {
        let options = EventListenerOptions::enable_prevent_default();
        let (dropped, saved) = (on_plans.clone(), on_plans.clone());
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
                    saved.emit(PlansAction::Save);
                }
            }),
        ];
        move || drop(listeners)
    });
}

/// Opens the file of an input that was changed.
pub(super) fn open_chosen(on_plans: &Callback<PlansAction>) -> Callback<Event> {
    let on_plans = on_plans.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read(file, on_plans.clone());
        }
        // The same file can be chosen again.
        input.set_value("");
    })
}

fn read(file: File, on_plans: Callback<PlansAction>) {
    yew::platform::spawn_local(async move {
        let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
        // A file that the browser cannot read leaves everything as it is.
        if let Some(text) = text.ok().and_then(|text| text.as_string()) {
            on_plans.emit(PlansAction::OpenFile(text));
        }
    });
}
