//! Files for the browser's downloads.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// How long the address of a file is kept, for the browser to read it.
const KEEP_MS: u32 = 60_000;

/// The address of a text as a file of a kind, for as long as the browser needs to read it.
///
/// # Errors
/// Where the browser makes no such file.
pub fn address_of_text(text: &str, kind: &str) -> Result<String, JsValue> {
    address_of_parts(&[text], kind)
}

/// The same of a text in parts: a long one is never put together on the page's own thread.
///
/// # Errors
/// Where the browser makes no such file.
pub fn address_of_parts(parts: &[&str], kind: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    // As bytes: what is text becomes another text in JavaScript first.
    let parts: Array = parts.iter().map(|part| Uint8Array::from(part.as_bytes())).collect();
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let kept = address.clone();
    Timeout::new(KEEP_MS, move || drop(Url::revoke_object_url(&kept))).forget();
    Ok(address)
}

/// Hands what stands at an address to the browser's downloads, under a name.
///
/// # Errors
/// Where the browser refuses.
pub fn download(address: &str, name: &str) -> Result<(), JsValue> {
    let link: HtmlElement = document().create_element("a")?.unchecked_into();
    link.set_attribute("href", address)?;
    link.set_attribute("download", name)?;
    link.click();
    Ok(())
}

/// Offers a text of JSON as a file.
pub fn save_text(text: &str, name: &str) {
    // A browser that makes no files keeps what is here where it is.
    drop(address_of_text(text, "application/json").and_then(|address| download(&address, name)));
}
