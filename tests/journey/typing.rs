//! Typing the five facts, typing nonsense, undoing, reloading, and a page that breaks.

use crate::browser::{Browser, serve};
use serde_json::json;
use thirtyfour::Key;

fn page() -> (Browser, String) {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    (browser, page)
}

fn note(browser: &Browser, field: &str) -> String {
    browser.text(&format!("#{field}-note"))
}

/// From the example to one's own plan: five facts, and the answer is about them.
#[test]
fn five_facts_give_an_answer() {
    let (browser, _) = page();
    browser.type_into("target", "€1.2m");
    browser.type_into("period", "Jan 2027 to Dec 2027");
    browser.type_into("supply", "exactly 40 a month");
    browser.type_into("deal-size", "18k to 70k");
    browser.type_into("stage-1-rate", "40–50%");
    browser.type_into("stage-1-time", "3 weeks");
    // On a busy machine the last key is read a moment after it was sent.
    browser.wait_for(
        "the last key",
        "return document.getElementById('stage-1-time-note').textContent.includes('6–41 days')",
    );
    browser.wait_until_settled();
    let sentence = browser.text("#chance");
    assert!(sentence.contains("€1.20M by December 2027"), "{sentence}");
    assert_eq!(note(&browser, "target"), "€1,200,000 of bookings");
    assert_eq!(note(&browser, "period"), "12 months: January 2027 to December 2027");
    assert_eq!(note(&browser, "supply"), "40 a month, the same number every month");
    assert_eq!(note(&browser, "deal-size"), "half above €35.5K, average €40.8K, 1 in 10 above €70.0K");
    assert_eq!(note(&browser, "stage-1-rate"), "true rate 40–50%, 8 times in 10");
    assert_eq!(note(&browser, "stage-1-time"), "6–41 days, 8 times in 10");
    assert_eq!(browser.run("return document.querySelectorAll('[aria-invalid=true]').length"), json!(0));
}

/// A reading that is offered below a field takes a press of a pointer also while another field is worked on:
/// what closes and what opens moves nothing from under it.
#[test]
fn an_offered_reading_is_taken_from_another_field() {
    let (browser, _) = page();
    browser.type_into("target", "5.5m by feb 28");
    browser.press(Key::Tab + "");
    browser.type_into("period", "march 2027 - feb 2028");
    browser.press(Key::Tab + "");
    let offered = "document.querySelector('#target-taps button')";
    browser.wait_for("readings", &format!("return {offered} !== null"));
    browser.run(&format!("{offered}.id = 'offered'"));
    browser.click("offered");
    browser.wait_for(
        "the target",
        "return document.getElementById('target').getAttribute('aria-invalid') === 'false'",
    );
    browser.wait_until_settled();
    let sentence = browser.text("#chance");
    assert!(sentence.contains("$5.50M by February 2028"), "{sentence}");
}

/// Every field refuses nonsense where it stands, with an example; the answer and the text stay; mending it
/// mends it.
#[test]
fn nonsense_is_refused_in_place() {
    let (browser, _) = page();
    let before = (browser.text("#chance"), browser.text("#middle"));
    let fields = [
        ("target", "lots", "write it as 3.2m", "3.2m"),
        ("period", "soon", "write it as December 2027", "12 months"),
        ("supply", "200000000", "such as 200", "200"),
        ("deal-size", "70k to 18k", "from the smaller to the larger", "25k"),
        ("stage-1-rate", "145%", "such as 45%", "450 of 1000"),
        ("stage-2-time", "forever", "write it as 20 days", "20 days"),
    ];
    for (field, nonsense, reason, _) in fields {
        browser.type_into(field, nonsense);
        let said = note(&browser, field);
        assert!(said.contains(reason), "{field}: {said}");
        let state = "const field = document.getElementById(arguments[0]); \
                     return [field.value, field.getAttribute('aria-invalid')]";
        assert_eq!(browser.run_with(state, vec![json!(field)]), json!([nonsense, "true"]));
    }
    browser.wait_until_settled();
    assert_eq!(
        (browser.text("#chance"), browser.text("#middle")),
        before,
        "the last good plan keeps answering"
    );
    let said = browser.text(".answer-panel__warning");
    assert!(said.contains("and 5 fields more are not understood"), "{said}");
    for (field, _, _, mended) in fields {
        browser.type_into(field, mended);
    }
    // On a busy machine an answer may be settled before the last key is read.
    let same =
        format!("return document.getElementById('middle')?.textContent.trim() === {}", json!(before.1));
    browser.wait_for("the same numbers by other words", &same);
    assert_eq!(browser.run("return document.querySelectorAll('[aria-invalid=true]').length"), json!(0));
}

#[test]
fn undo_and_redo_walk_through_the_plan() {
    let (browser, _) = page();
    let original = browser.text("#chance");
    browser.type_into("target", "9m");
    browser.wait_until_settled();
    let raised = browser.text("#chance");
    assert!(raised.contains("$9.00M"), "{raised}");
    // A field's keystrokes are one step; the shortcut works in the field.
    browser.press(Key::Control + "z");
    browser.wait_for(
        "the old sentence",
        &format!("return document.getElementById('chance').textContent.trim() === {}", json!(original)),
    );
    browser.wait_until_settled();
    browser.click("redo");
    browser.wait_for(
        "the new sentence",
        &format!("return document.getElementById('chance').textContent.trim() === {}", json!(raised)),
    );
    browser.click("undo");
    browser.click("add-stage");
    assert_eq!(browser.run("return document.querySelectorAll('.stages__row').length"), json!(5));
    browser.click("undo");
    assert_eq!(browser.run("return document.querySelectorAll('.stages__row').length"), json!(4));
    assert_eq!(browser.run("return document.getElementById('undo').disabled"), json!(true));
}

/// A reload loses nothing, not even what is not understood.
#[test]
fn a_reload_loses_nothing() {
    let (browser, _) = page();
    browser.type_into("target", "4.5m");
    browser.type_into("stage-2-rate", "a good part");
    browser.reload();
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$4.50M"));
    let texts = "return ['target', 'stage-2-rate'].map(id => document.getElementById(id).value)";
    assert_eq!(browser.run(texts), json!(["4.5m", "a good part"]));
    assert!(note(&browser, "stage-2-rate").contains("write it as"));
}

/// When the page breaks (here: something makes the document refuse new elements), it says so plainly, keeps
/// the plan and offers to reload.
#[test]
fn a_broken_page_says_so_and_keeps_the_plan() {
    let (browser, _) = page();
    browser.type_into("target", "5.5m");
    browser.wait_until_settled();
    assert_eq!(browser.run("return document.getElementById('crashed').hidden"), json!(true));
    browser.run("Node.prototype.insertBefore = () => { throw new Error('refused'); }");
    browser.run("document.getElementById('add-stage').click()");
    browser.wait_for("the plain message", "return !document.getElementById('crashed').hidden");
    assert!(browser.text("#crashed").contains("Your plan is kept"));
    browser.click("reload");
    browser.wait_until_settled();
    assert_eq!(browser.run("return document.getElementById('crashed').hidden"), json!(true));
    assert!(browser.text("#chance").contains("$5.50M"), "the plan was kept: {}", browser.text("#chance"));
}

/// Stop keeps the answer so far.
#[test]
fn a_run_can_be_stopped() {
    let (browser, page) = page();
    let long = crate::example("reference.json", 10_000_000);
    browser.open(&crate::address(&page, &long));
    browser.wait_for("a first answer", "return document.getElementById('middle') !== null");
    browser.run("document.getElementById('stop').click()");
    browser.wait_until_settled();
    let runs = browser.text("#runs");
    assert!(!runs.starts_with("10,000,000"), "stopped before the end: {runs}");
    assert!(browser.text("#chance").starts_with("In "));
}

/// On a narrow page a field that is worked on is taller than one that is not. A press on a button below it
/// takes its focus away; the button must not slide from under the pointer before the press is over.
#[test]
fn a_press_below_an_open_field_is_not_lost() {
    let (browser, _) = page();
    let phone = json!({"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", phone);
    browser.run("document.getElementById('fold-money').open = true");
    browser.type_into("target", "4m");
    browser.wait_until_settled();
    let height = "return document.getElementById('target').closest('.text-field').offsetHeight";
    let open = browser.run(height);
    browser.click("example-costs");
    browser.wait_for(
        "costs of the example",
        "return document.querySelector('#fold-money summary').textContent.includes('example')",
    );
    assert!(browser.run(height).as_f64() < open.as_f64(), "the field has closed: {open}");
}
