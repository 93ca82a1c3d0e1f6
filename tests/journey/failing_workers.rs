//! Workers that do not start, die, or are of another build: noticed, said, and the answer is the same.

use crate::browser::{Browser, serve};
use crate::{address, example, native_digest};
use serde_json::json;

const TRIALS: u32 = 60_000;

fn check(change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>> + Send + Sync + 'static, said: &str) {
    let browser = Browser::start();
    browser.devtools("Emulation.setHardwareConcurrencyOverride", json!({"hardwareConcurrency": 2}));
    let scenario = example("inside_sales.json", TRIALS);
    browser.open(&address(&serve(change), &scenario));
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));
    assert!(browser.text("#drawing").contains(said), "{}", browser.text("#drawing"));
    // The page still takes edits.
    browser.type_into("target", "1");
    browser.wait_for(
        "the edit",
        "return document.getElementById('chance').textContent.includes('more than 99')",
    );
}

#[test]
fn a_missing_loader() {
    check(|name, bytes| (!name.starts_with("worker-loader")).then_some(bytes), "computes by itself");
}

#[test]
fn a_missing_worker_module() {
    check(
        |name, bytes| {
            if !name.starts_with("worker-loader") {
                return Some(bytes);
            }
            let text = String::from_utf8(bytes).ok()?;
            assert!(text.contains("_bg.wasm"), "{text}");
            Some(text.replace("_bg.wasm", "_missing.wasm").into_bytes())
        },
        "computes by itself",
    );
}

#[test]
fn workers_of_another_build() {
    check(
        |name, bytes| {
            if !name.starts_with("worker-loader") {
                return Some(bytes);
            }
            let text = String::from_utf8(bytes).ok()?;
            let (head, rest) = text.split_once("plumblineBuild = \"")?;
            let (_, tail) = rest.split_once('"')?;
            Some(format!("{head}plumblineBuild = \"0123456789abcdef\"{tail}").into_bytes())
        },
        "different versions",
    );
}

/// Both workers throw at their third message.
#[test]
fn workers_that_die_at_work() {
    check(
        |name, bytes| {
            if !name.starts_with("worker-loader") {
                return Some(bytes);
            }
            let mut text = String::from_utf8(bytes).ok()?;
            text.push_str(
                "let seen = 0; addEventListener('message', event => { \
                   if (++seen === 3) { event.stopImmediatePropagation(); throw new Error('out of memory'); } });\n",
            );
            Some(text.into_bytes())
        },
        "computes by itself",
    );
}

/// One of two dies: the other goes on.
#[test]
fn one_worker_dies() {
    let browser = Browser::start();
    browser.devtools("Emulation.setHardwareConcurrencyOverride", json!({"hardwareConcurrency": 2}));
    let source = "const Real = window.Worker; let made = 0; \
        window.Worker = class extends Real { constructor(...words) { super(...words); \
          if (++made === 1) { const post = this.postMessage.bind(this); let sent = 0; \
            this.postMessage = (...message) => { \
              if (++sent === 2) { this.dispatchEvent(new ErrorEvent('error', {message: 'gone'})); return; } \
              post(...message); }; } } };";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": source}));
    let scenario = example("inside_sales.json", TRIALS);
    browser.open(&address(&serve(|_, bytes| Some(bytes)), &scenario));
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));
    assert!(browser.text("#drawing").contains("1 goes on"), "{}", browser.text("#drawing"));
}
