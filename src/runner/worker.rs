//! The worker's side of the port.

use super::message::{BuildId, MessageError};
use js_sys::{Array, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What answers the bytes of a request.
pub type Answering = Box<dyn FnMut(&[u8]) -> Result<Vec<u8>, MessageError>>;

/// Sends a first message, which says that the worker is ready, and answers every message from then on; `false` where this
/// is no worker. Both come from `serving`.
///
/// A message that cannot be read is thrown as an error, which the page sees as one.
pub fn start(serving: impl FnOnce(BuildId) -> (Vec<u8>, Answering)) -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    let build = Reflect::get(&scope, &"plumblineBuild".into()).ok().and_then(|build| build.as_string());
    let (ready, answering) = serving(BuildId::of(&build.unwrap_or_default()));
    send(&scope, &ready);
    let answering = RefCell::new(answering);
    let port = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match (answering.borrow_mut())(&bytes) {
            Ok(reply) => send(&port, &reply),
            Err(error) => wasm_bindgen::throw_str(&error.to_string()),
        }
    });
    scope.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    true
}

/// Hands the bytes over: the buffer is moved, not copied.
fn send(scope: &DedicatedWorkerGlobalScope, bytes: &[u8]) {
    let array = Uint8Array::from(bytes);
    let sent = scope.post_message_with_transfer(&array, &Array::of1(&array.buffer()));
    if let Err(error) = sent {
        wasm_bindgen::throw_val(error);
    }
}
