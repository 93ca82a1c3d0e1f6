//! Plans that are kept: reloads, tabs, full and damaged storage, the list.

use crate::browser::{Browser, serve};
use serde_json::json;

const SAVED: &str = "return document.getElementById('kept')?.textContent === 'saved'";

fn page() -> (Browser, String) {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    (browser, page)
}

/// The key goes down and the page goes away in the same tick: what was typed is there.
#[test]
fn a_reload_at_any_moment_loses_nothing() {
    let (browser, page) = page();
    assert_eq!(browser.text("#kept"), "kept once you change it");
    for (turn, target) in ["4.1m", "4.2m", "4.3m", "4.4m"].into_iter().enumerate() {
        let script = "const field = document.getElementById('target'); field.value = arguments[0]; \
            field.dispatchEvent(new InputEvent('input', {bubbles: true})); \
            const wait = arguments[1]; \
            if (wait === 0) { Promise.resolve().then(() => location.reload()); } else \
            { setTimeout(() => location.reload(), wait); }";
        browser.run_with(script, vec![json!(target), json!(turn * 40)]);
        std::thread::sleep(std::time::Duration::from_millis(600));
        browser.wait_for("the page", "return document.getElementById('target') !== null");
        browser.wait_until_settled();
        assert_eq!(browser.run("return document.getElementById('target').value"), json!(target));
        browser.wait_for("it is kept", SAVED);
    }
    // One plan all the time, and nothing left over.
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(1));
    let left = "return Object.keys(localStorage).filter(key => key.startsWith('plumbline.typing'))";
    assert_eq!(browser.run(left), json!([]));
    // In another tab, which knows nothing of this one.
    browser.new_tab();
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$4.40M"), "{}", browser.text("#chance"));
}

/// Two tabs on one plan: what the one writes the other shows; edits of both at once are both kept, and it is
/// said.
#[test]
fn two_tabs_never_lose_an_edit() {
    let (browser, page) = page();
    browser.type_into("target", "5.1m");
    browser.wait_for("it is kept", SAVED);
    let first = browser.tab();
    let second = browser.new_tab();
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "5.2m");
    browser.wait_for("it is kept", SAVED);
    browser.go_to(&first);
    browser.wait_for(
        "the other's edit",
        "return document.getElementById('chance').textContent.includes('$5.20M')",
    );
    assert!(browser.text("#said").contains("changed in another tab"), "{}", browser.text("#said"));
    browser.click("undo");
    browser.wait_for(
        "what stood here",
        "return document.getElementById('chance').textContent.includes('$5.10M')",
    );
    browser.wait_for("it is kept", SAVED);
    // A tab that hears nothing of the others: its edit is of a stale copy.
    browser.go_to(&second);
    browser.wait_for(
        "the undone edit",
        "return document.getElementById('chance').textContent.includes('$5.10M')",
    );
    browser.run("BroadcastChannel.prototype.postMessage = () => {}");
    browser.type_into("target", "5.3m");
    browser.wait_for("it is kept", SAVED);
    browser.go_to(&first);
    browser.type_into("target", "5.4m");
    browser
        .wait_for("the word", "return document.getElementById('said')?.innerText.includes('kept as a copy')");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(2));
    browser.run(
        "[...document.querySelectorAll('.menu__plan')].find(plan => plan.ariaCurrent !== 'true').click()",
    );
    browser
        .wait_for("the other's", "return document.getElementById('chance').textContent.includes('$5.30M')");
}

/// No room: a sentence, and work goes on; what was typed is written once there is room.
#[test]
fn full_and_damaged_storage_are_said_and_lose_nothing() {
    let (browser, page) = page();
    browser.type_into("target", "6.1m");
    browser.wait_for("it is kept", SAVED);
    // As a browser does that gives this page no more room.
    browser.run(
        "const full = () => { throw new DOMException('no room', 'QuotaExceededError'); }; \
         window.kept = [IDBObjectStore.prototype.put, Storage.prototype.setItem]; \
         IDBObjectStore.prototype.put = full; Storage.prototype.setItem = full;",
    );
    browser.type_into("target", "6.2m");
    browser.wait_for(
        "the sentence",
        "return document.getElementById('not-kept')?.innerText.includes('no more room')",
    );
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$6.20M"));
    assert_eq!(browser.text("#kept"), "not saved");
    browser.run("[IDBObjectStore.prototype.put, Storage.prototype.setItem] = window.kept");
    browser.wait_for("it is kept", SAVED);
    assert_eq!(browser.run("return document.getElementById('not-kept')"), json!(null));
    // Damaged: said, to be taken away, and the rest is as it was.
    let damage = "const done = arguments[arguments.length - 1]; const opening = indexedDB.open('plumbline'); \
        opening.onsuccess = () => { const change = opening.result.transaction('plans', 'readwrite'); \
        change.objectStore('plans').put('{broken', 'x'); \
        change.oncomplete = () => { opening.result.close(); done(true); }; }";
    browser.run_async(damage, vec![]);
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#damaged").contains("cannot be read"), "{}", browser.text("#damaged"));
    assert!(browser.text("#chance").contains("$6.20M"));
    browser.click("damaged-forget");
    browser.wait_for("it is gone", "return document.getElementById('damaged') === null");
}

/// The list: new, named, duplicated, deleted, brought back, forgotten.
#[test]
fn plans_are_named_duplicated_and_deleted() {
    let (browser, _) = page();
    browser.type_into("plan-name", "FY27 plan");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    browser.click("duplicate");
    browser.wait_for("the copy", "return document.getElementById('plan-name').value === 'FY27 plan, copy'");
    browser.type_into("target", "8.8m");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    browser.click("delete");
    browser.wait_for("the other", "return document.getElementById('plan-name').value === 'FY27 plan'");
    assert!(browser.text("#said").contains("was deleted"), "{}", browser.text("#said"));
    browser.click("bring-back");
    browser.wait_for("the copy", "return document.getElementById('plan-name').value === 'FY27 plan, copy'");
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$8.80M"));
    browser.click("plans");
    browser.click("new-1");
    browser.wait_for("a new plan", "return document.getElementById('plan-name').value !== 'FY27 plan, copy'");
    browser.wait_for("it is kept", SAVED);
    browser.reload();
    browser.wait_until_settled();
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(3));
    browser.click("forget");
    browser.click("forget-sure");
    browser.wait_for("a first visit", "return document.querySelector('.doors-panel') !== null");
    assert_eq!(browser.run("return Object.keys(localStorage).length"), json!(0));
}
