//! Giving an element the focus.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Gives the element of an id the focus, if it is there.
pub fn focus(id: &str) {
    focus_on(document().get_element_by_id(id));
}

/// Gives an element the focus, if there is one.
pub fn focus_on(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Nothing is lost if it cannot take the focus.
        drop(element.focus());
    }
}
