//! The clipboard.

use gloo::utils::window;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

/// Puts words on the clipboard.
///
/// # Errors
/// Where the browser has no clipboard (plain http) or the reader does not allow it.
pub async fn write_clipboard(words: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    if Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(navigator.clipboard().write_text(words)).await.map(|_| ())
}

/// Puts a table on the clipboard: as text, and beside it as HTML where the browser takes that.
///
/// # Errors
/// As [`write_clipboard`].
pub async fn write_table(tabbed: &str, html: &str) -> Result<(), JsValue> {
    let both = match item(&[("text/plain", tabbed), ("text/html", html)]) {
        Ok(promise) => JsFuture::from(promise).await.map(|_| ()),
        Err(error) => Err(error),
    };
    match both {
        Ok(()) => Ok(()),
        Err(_) => write_clipboard(tabbed).await,
    }
}

/// `navigator.clipboard.write([new ClipboardItem({kind: text, …})])`.
fn item(texts: &[(&str, &str)]) -> Result<Promise, JsValue> {
    let kinds = Object::new();
    for (kind, text) in texts {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&(*text).into()), &options)?;
        Reflect::set(&kinds, &(*kind).into(), &blob)?;
    }
    let class: Function = Reflect::get(&window(), &"ClipboardItem".into())?.dyn_into()?;
    let item = Reflect::construct(&class, &Array::of1(&kinds))?;
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
    write.call1(&clipboard, &Array::of1(&item))?.dyn_into()
}
