//! The worker's program: requests in, replies out, as bytes. Whoever loads it calls `begin` once, then
//! `answer`: the loader of a worker, or the page's own thread where no worker can be started.

use plumbline::worker::message::BuildId;
use plumbline::worker::serve::Server;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static SERVER: RefCell<Option<Server>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Writes to the browser's log.
    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// Starts serving for a build; the bytes that say so.
#[wasm_bindgen]
pub fn begin(build: &str) -> Vec<u8> {
    // The error that the page sees of a panic is “unreachable”: the log says why.
    std::panic::set_hook(Box::new(|info| error(&info.to_string())));
    let server = Server::new(BuildId::of(build));
    let ready = server.ready();
    SERVER.set(Some(server));
    ready
}

/// The bytes of the reply to the bytes of a request; none before `begin`.
#[wasm_bindgen]
pub fn answer(bytes: &[u8]) -> Vec<u8> {
    SERVER.with_borrow_mut(|server| server.as_mut().map(|server| server.answer(bytes)).unwrap_or_default())
}

fn main() {}
