//! Files for the browser's downloads, and how a file begins that somebody gives.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlElement, Url};

/// How long the address of a file is kept, for the browser to read it.
const KEEP_MS: u32 = 60_000;

/// The address of a text as a file of a kind, for as long as the browser needs to read it.
///
/// # Errors
/// Where the browser makes no such file.
pub fn address_of_text(text: &str, kind: &str) -> Result<String, JsValue> {
    address_of_parts([&part_of_file(text)?], kind)
}

/// A text as a part of a file, out of this page's own memory: a long file is made of many of them, one at a
/// time.
///
/// # Errors
/// Where the browser makes no such file.
pub fn part_of_file(text: &str) -> Result<Blob, JsValue> {
    // As bytes: what is text becomes another text in JavaScript first.
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(text.as_bytes())))
}

/// Parts of a file as one, one behind the other.
///
/// # Errors
/// Where the browser makes no such file.
pub fn joined<'a>(parts: impl IntoIterator<Item = &'a Blob>) -> Result<Blob, JsValue> {
    Blob::new_with_blob_sequence(&parts.into_iter().collect::<Array>())
}

/// The address of parts of a file, one behind the other.
///
/// # Errors
/// Where the browser makes no such file.
pub fn address_of_parts<'a>(
    parts: impl IntoIterator<Item = &'a Blob>,
    kind: &str,
) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts: Array = parts.into_iter().collect();
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &options)?;
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

/// The first bytes of a file as text; none, where the browser cannot read it.
pub async fn beginning_of(file: &File, bytes: i32) -> Option<String> {
    let beginning = file.slice_with_i32_and_i32(0, bytes).ok()?;
    JsFuture::from(beginning.text()).await.ok()?.as_string()
}

/// Offers a text of JSON as a file.
pub fn save_text(text: &str, name: &str) {
    // A browser that makes no files keeps what is here where it is.
    drop(address_of_text(text, "application/json").and_then(|address| download(&address, name)));
}
