//! One rep's quota: five facts, a raise, a link that opens beside the reader's own, undo, a reload.

use crate::browser::{Browser, serve};
use serde_json::json;

fn settled(browser: &Browser) {
    browser.wait_for(
        "the answer",
        "return document.querySelector('.quota-panel[data-settled=true] #quota-chance') !== null",
    );
}

/// Whether the quota that a link brought is the reader's own.
const IS_COPIED: &str = "return document.getElementById('kept')?.textContent === 'saved' && \
    document.getElementById('quota-received') === null";

#[test]
fn a_raise_is_one_edit_and_travels_in_a_link() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    browser.click("view-quota");
    settled(&browser);
    let first = browser.text("#quota-chance");
    assert!(!first.contains("before the raise"), "{first}");
    assert!(browser.text(".quota-panel").contains("5 of 5 facts are still the example’s"));
    browser.type_into("quota-quota", "+30%");
    browser.wait_for(
        "the raise",
        "return document.getElementById('quota-chance').textContent.includes('before the raise')",
    );
    browser.run("document.getElementById('quota-quota').blur()");
    browser.wait_for(
        "the raise written out",
        "return document.getElementById('quota-quota').value === '$250k + 30%'",
    );
    settled(&browser);
    let raised = browser.text("#quota-chance");
    assert!(raised.contains("$325K"), "{raised}");
    assert!(
        browser.text("#quota-needs").starts_with("The old chance needs "),
        "{}",
        browser.text("#quota-needs")
    );
    // Nonsense stays in its field, with an example that works; the answer stays.
    browser.type_into("quota-won", "lots");
    browser.wait_for(
        "the refusal",
        "return document.getElementById('quota-won-note').textContent.includes('180k')",
    );
    assert_eq!(browser.text("#quota-chance"), raised);
    browser.run("document.getElementById('quota-won').blur()");
    browser.click("undo");
    browser.wait_for("the step back", "return document.getElementById('quota-won').value === '90k'");
    // Named deals: the link leaves their names here.
    browser.type_into("quota-open", "Acme, 50k\nBeta, 20k");
    browser.wait_for(
        "two deals",
        "return document.getElementById('quota-open-note').textContent.startsWith('2 open')",
    );
    browser.run("document.getElementById('quota-open').blur()");
    settled(&browser);
    browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
    assert!(browser.text("#link-holds").contains("the names of 2 deals"), "{}", browser.text("#link-holds"));
    let sentence = browser.text("#quota-chance");
    let address = browser.wait_for(
        "the address",
        "return location.hash.startsWith('#q1=') && location.hash !== window.before ? location.href : null",
    );
    std::thread::sleep(std::time::Duration::from_millis(400));
    let address =
        browser.run("return location.href").as_str().map_or_else(|| address.to_string(), str::to_owned);
    // A reload loses nothing, names included.
    browser.reload();
    settled(&browser);
    assert_eq!(browser.text("#quota-chance"), sentence);
    assert!(browser.run("return document.getElementById('quota-open').value").to_string().contains("Acme"));
    // In another browser the link opens beside that reader's own; nothing is saved before a copy is made.
    let other = Browser::start();
    other.open(&address);
    settled(&other);
    let sent = other.text("#quota-chance");
    assert_eq!(sent.split(',').next(), sentence.split(',').next(), "the same link, the same number");
    assert!(sentence.contains("you reach $") && sent.contains("the quota of $"), "{sentence} / {sent}");
    assert!(!other.run("return document.getElementById('quota-open').value").to_string().contains("Acme"));
    assert_eq!(other.text("#kept"), "sent to you");
    other.click("back-to-mine");
    settled(&other);
    other.wait_for("the example", "return document.getElementById('quota-quota').value === '$250k'");
    other.open(&page);
    other.open(&address);
    settled(&other);
    other.click("make-mine");
    other.wait_for("a copy", IS_COPIED);
    // A broken link says so, and leaves everything.
    other.open(&format!("{page}#q1=broken"));
    other.wait_for(
        "the refusal",
        "return document.getElementById('quota-notice')?.textContent.includes('does not open')",
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Comfortable on a phone: nothing wider than 320 px, letters of 16 px in fields.
#[test]
fn a_quota_fits_a_phone() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        json!({"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true}),
    );
    browser.open(&page);
    browser.wait_until_settled();
    for (view, ready) in [("view-quota", "#quota-chance"), ("view-results", "#sample")] {
        browser.click(view);
        browser.wait_for("the view", &format!("return document.querySelector('{ready}') !== null"));
        if view == "view-results" {
            browser.run("document.getElementById('sample').click()");
            browser.wait_for("the report", "return document.getElementById('at-quota') !== null");
        }
        browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
        assert_eq!(browser.run("return document.documentElement.scrollWidth"), json!(320), "{view}");
        let small = "return [...document.querySelectorAll('.view input[type=text], .view textarea')]\
            .filter(field => parseFloat(getComputedStyle(field).fontSize) < 16).map(field => field.id)";
        assert_eq!(browser.run(small), json!([]), "{view}");
    }
}

/// Quotas are kept as plans are: a reload at any moment loses nothing, two tabs never overwrite each other,
/// and what a version before kept as its only one is the first of the list.
#[test]
fn quotas_are_kept_in_a_list_of_their_own() {
    const SAVED: &str = "return document.getElementById('kept')?.textContent === 'saved'";
    const LISTED: &str = "return document.querySelectorAll('.menu__plan').length";
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    let texts = json!({"quota": "$400k", "end": "2028-03-31", "won": "100k", "open": "30 of 20k",
        "record": "10 of 40", "stages": "", "new": "", "wanted": ""});
    let single = json!({"typed": {"examples": [], "team": null, "texts": texts}});
    browser
        .run_with("localStorage.setItem('plumbline.quota.2', arguments[0])", vec![json!(single.to_string())]);
    browser.reload();
    browser.wait_until_settled();
    browser.click("view-quota");
    let holds = |quota: &str| format!("return document.getElementById('quota-quota')?.value === '{quota}'");
    browser.wait_for("the only one of before", &holds("$400k"));
    browser.wait_for("it is kept", SAVED);
    browser.wait_for("its old place", "return localStorage.getItem('plumbline.quota.2') === null");
    browser.run(
        "const field = document.getElementById('quota-quota'); field.value = '$410k'; \
         field.dispatchEvent(new InputEvent('input', {bubbles: true})); \
         Promise.resolve().then(() => location.reload());",
    );
    std::thread::sleep(std::time::Duration::from_millis(600));
    browser.wait_for("what was typed", &holds("$410k"));
    browser.type_into("quota-name", "Mine");
    browser.wait_for("it is kept", SAVED);
    let first = browser.tab();
    browser.new_tab();
    browser.open(&page);
    browser.wait_until_settled();
    browser.click("view-quota");
    browser.wait_for("the same quota", &holds("$410k"));
    browser.type_into("quota-quota", "$420k");
    browser.wait_for("it is kept", SAVED);
    browser.run("BroadcastChannel.prototype.postMessage = () => {}");
    browser.type_into("quota-quota", "$430k");
    browser.wait_for("it is kept", SAVED);
    browser.go_to(&first);
    browser.wait_for("the other's edit", &holds("$420k"));
    assert!(browser.text("#said").contains("This quota was changed in another tab"));
    browser.type_into("quota-quota", "$440k");
    browser
        .wait_for("the word", "return document.getElementById('said')?.innerText.includes('kept as a copy')");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    assert_eq!(browser.run(LISTED), json!(2));
    browser.click("delete");
    browser.wait_for("the other's", &holds("$430k"));
    browser.click("bring-back");
    browser.wait_for("what was deleted", &holds("$440k"));
    // Plans have a list of their own.
    browser.click("view-plan");
    browser.click("plans");
    assert_eq!(browser.run(LISTED), json!(0));
}

/// A browser that keeps nothing for the page: it is said, and work goes on.
#[test]
fn blocked_storage_is_said_and_work_goes_on() {
    const SAID: &str = "return document.getElementById('not-kept')?.innerText.includes('keeps nothing')";
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    let blocked = "const no = () => { throw new DOMException('no', 'SecurityError'); }; \
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) \
        { Object.defineProperty(window, name, {get: no}); }";
    browser.devtools("Page.enable", json!({}));
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": blocked}));
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "4.7m");
    browser.wait_for("the sentence", SAID);
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$4.70M"), "{}", browser.text("#chance"));
    assert_eq!(browser.text("#kept"), "not saved");
    browser.click("view-quota");
    settled(&browser);
    browser.type_into("quota-quota", "$300k");
    browser.wait_for("the sentence", SAID);
    settled(&browser);
    assert!(browser.text("#quota-chance").contains("$300K"), "{}", browser.text("#quota-chance"));
}

/// Ctrl+S saves what lies on the open view's table as a file.
#[test]
fn control_s_saves_a_file_of_the_open_view() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    browser.run(
        "window.saved = []; const make = URL.createObjectURL; \
         URL.createObjectURL = blob => { window.saved.push(blob); return make.call(URL, blob); }; \
         HTMLAnchorElement.prototype.click = () => {};",
    );
    let kind = "const done = arguments[arguments.length - 1]; \
        window.saved.at(-1).text().then(text => done(JSON.parse(text).kind ?? 'plan'))";
    let save = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 's', ctrlKey: true, \
        cancelable: true}))";
    browser.run(save);
    browser.wait_for("a file", "return window.saved.length === 1");
    assert_eq!(browser.run_async(kind, vec![]), json!("plan"));
    browser.click("view-quota");
    settled(&browser);
    browser.run(save);
    browser.wait_for("a file", "return window.saved.length === 2");
    assert_eq!(browser.run_async(kind, vec![]), json!("quota"));
}
