//! Without a network, and when a newer build comes.

use crate::browser::{Browser, serve};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const READY: &str = "const done = arguments[arguments.length - 1]; \
    navigator.serviceWorker.ready.then(() => done('ready'), error => done('no: ' + error))";

/// From the second visit on the page needs no network: it opens, answers what is typed, and a file is read by
/// the program that a visit does not load.
#[test]
fn a_second_visit_needs_no_network() {
    let is_cut = Arc::new(AtomicBool::new(false));
    let cut = Arc::clone(&is_cut);
    let page = serve(move |_, bytes| (!cut.load(Ordering::SeqCst)).then_some(bytes));
    let browser = Browser::start();
    browser.open(&page);
    browser.wait_until_settled();
    assert_eq!(browser.run_async(READY, vec![]), json!("ready"));
    is_cut.store(true, Ordering::SeqCst);
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "4.2m");
    browser.wait_for("the target", "return document.getElementById('chance').textContent.includes('$4.20M')");
    let controlled = "return navigator.serviceWorker.controller !== null";
    assert_eq!(browser.run(controlled), json!(true));
    // What is loaded on demand is there as well.
    let import = "const done = arguments[arguments.length - 1]; \
        const loader = document.querySelector('meta[name=plumbline-import]').content; \
        fetch(loader).then(answer => done(answer.status), error => done('no: ' + error))";
    assert_eq!(browser.run_async(import, vec![]), json!(200));
    assert_eq!(browser.run("return document.getElementById('updated').hidden"), json!(true));
}

/// A newer build is offered and waits until it is wanted; what was typed is still there.
#[test]
fn a_newer_build_waits_until_it_is_wanted() {
    let is_new = Arc::new(AtomicBool::new(false));
    let new = Arc::clone(&is_new);
    let page = serve(move |name, bytes| {
        let is_changed = new.load(Ordering::SeqCst);
        Some(match name {
            "service_worker.js" if is_changed => [&bytes[..], b"\n// newer"].concat(),
            "index.html" if is_changed => {
                String::from_utf8_lossy(&bytes).replace("<title>", "<title>Newer ").into_bytes()
            }
            _ => bytes,
        })
    });
    let browser = Browser::start();
    browser.open(&page);
    browser.wait_until_settled();
    assert_eq!(browser.run_async(READY, vec![]), json!("ready"));
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "4.2m");
    browser.wait_for("the target", "return document.getElementById('chance').textContent.includes('$4.20M')");
    is_new.store(true, Ordering::SeqCst);
    let update = "const done = arguments[arguments.length - 1]; \
        const asked = navigator.serviceWorker.getRegistration().then(registration => registration.update()); \
        asked.then(() => done('asked'), error => done('no: ' + error))";
    assert_eq!(browser.run_async(update, vec![]), json!("asked"));
    browser.wait_for("the offer", "return !document.getElementById('updated').hidden");
    assert!(!browser.run("return document.title").as_str().expect("a title").starts_with("Newer"));
    browser.click("update");
    browser.wait_for("the newer page", "return document.title.startsWith('Newer')");
    browser.wait_for("the target", "return document.getElementById('chance').textContent.includes('$4.20M')");
}
