//! The program that reads files: the bytes of a file in, then requests in and replies out. Its loader calls
//! `begin` once, `open` with each file, and `answer` with each request.

use plumbline::worker::import::serve::ImportServer;
use plumbline::worker::message::BuildId;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static SERVER: RefCell<Option<ImportServer>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Writes to the browser's log.
    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// Starts serving for a build.
#[wasm_bindgen]
pub fn begin(build: &str) {
    // The error that the page sees of a panic is “unreachable”: the log says why.
    std::panic::set_hook(Box::new(|info| error(&info.to_string())));
    SERVER.set(Some(ImportServer::new(BuildId::of(build))));
}

/// Takes the bytes of a file.
#[wasm_bindgen]
pub fn open(bytes: Vec<u8>) {
    SERVER.with_borrow_mut(|server| {
        if let Some(server) = server {
            server.open(bytes);
        }
    });
}

/// The bytes of the reply to the bytes of a request; none before `begin`.
#[wasm_bindgen]
pub fn answer(bytes: &[u8]) -> Vec<u8> {
    SERVER.with_borrow_mut(|server| server.as_mut().map(|server| server.answer(bytes)).unwrap_or_default())
}

fn main() {}
