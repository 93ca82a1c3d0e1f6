//! Tables and files that are pasted while the view is open.

use super::own_table::is_own_table;
use super::use_import::ImportPage;
use crate::app::history::words;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Takes what is pasted while the view is open, wherever the focus is: a chosen tab has it, which is no part
/// of the view.
#[hook]
pub fn use_paste(page: &ImportPage, is_open: bool) {
    let latest = use_mut_ref(|| page.clone());
    *latest.borrow_mut() = page.clone();
    use_effect_with(is_open, move |is_open| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = is_open.then(|| {
            EventListener::new_with_options(&document(), "paste", options, move |event| {
                let page = latest.borrow().clone();
                take_pasted(&page, event);
            })
        });
        move || drop(listener)
    });
}

/// Takes a file or a table that is pasted anywhere on the page while the view is open, but not into a field
/// that means it for itself.
fn take_pasted(page: &ImportPage, event: &Event) {
    let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else {
        return;
    };
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        event.prevent_default();
        return page.open(file);
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if is_table(&text) && takes_table(&text, event) {
        event.prevent_default();
        page.open_text(&text, words::PASTED_NAME);
    }
}

/// Whether a text has a head and rows.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_row = |line: &str| line.contains(['\t', ',', ';', '|']);
    lines.next().is_some_and(is_row) && lines.next().is_some_and(is_row)
}

/// Whether what is pasted is not meant for a field: that of the table takes tables of our own, and rows once
/// it has some.
fn takes_table(text: &str, event: &Event) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return true;
    };
    match target.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.id() == "results-table" && area.value().trim().is_empty() && !is_own_table(text),
        None => target.dyn_ref::<HtmlInputElement>().is_none_or(|input| input.type_() == "file"),
    }
}
