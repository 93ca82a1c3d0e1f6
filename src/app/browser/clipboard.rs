//! The clipboard.

use gloo::utils::window;
use wasm_bindgen::JsValue;

/// Puts words on the clipboard.
///
/// # Errors
/// Where the browser has no clipboard (plain http) or the reader does not allow it.
pub async fn write_clipboard(words: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::NULL);
    }
    wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(words)).await.map(|_| ())
}
