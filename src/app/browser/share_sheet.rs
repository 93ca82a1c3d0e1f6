//! The phone's own sheet for sharing, and the printer.

use gloo::utils::window;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether this browser has a sheet for sharing.
pub fn has_share_sheet() -> bool {
    sheet().is_some()
}

/// Opens it with a title, a text and an address.
///
/// # Errors
/// Where there is none, or its user closes it.
pub async fn share(title: &str, text: &str, address: &str) -> Result<(), JsValue> {
    let shared = Object::new();
    for (name, value) in [("title", title), ("text", text), ("url", address)] {
        Reflect::set(&shared, &name.into(), &value.into())?;
    }
    let sheet = sheet().ok_or(JsValue::NULL)?;
    let promise: Promise = sheet.call1(&window().navigator(), &shared)?.dyn_into()?;
    JsFuture::from(promise).await.map(|_| ())
}

fn sheet() -> Option<Function> {
    Reflect::get(&window().navigator(), &"share".into()).ok()?.dyn_into().ok()
}

/// Opens the browser's print dialogue.
pub fn print() {
    // A browser without a printer leaves the page as it is.
    drop(window().print());
}
