//! The greeting, views, Back, and the presentation.

use crate::browser::{Browser, serve};
use serde_json::json;
use std::time::Duration;
use thirtyfour::Key;

#[test]
fn a_first_visit_is_greeted_and_back_goes_back() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    // The greeting and every tab lead somewhere.
    for (way, view, there) in [
        ("bring-export", "view-results", "#results-file"),
        ("view-quota", "view-quota", "#quota-chance"),
        ("view-results", "view-results", "#results-table"),
    ] {
        browser.run("localStorage.clear(); history.replaceState('plan', '', location.pathname)");
        browser.open(&page);
        browser.wait_until_settled();
        browser.click(way);
        let current = "return document.querySelector('[aria-current=page]').id";
        assert_eq!(browser.run(current), json!(view));
        browser.wait_for("the view", &format!("return document.querySelector('{there}') !== null"));
        browser.run("history.back()");
        browser.wait_for("the plan again", "return document.getElementById('target') !== null");
        assert_eq!(browser.run(current), json!("view-plan"));
    }
    // Who has been elsewhere is not greeted again, and the first edit ends the greeting where it stands.
    let is_greeted = "return document.getElementById('greeting') !== null";
    assert_eq!(browser.run(is_greeted), json!(false));
    browser.run("localStorage.clear(); history.replaceState('plan', '', location.pathname)");
    browser.open(&page);
    browser.wait_until_settled();
    assert_eq!(browser.run(is_greeted), json!(true));
    browser.type_into("target", "4m");
    assert_eq!(browser.run(is_greeted), json!(false));
    // A reload stays in its view.
    browser.click("view-results");
    browser.reload();
    browser.wait_for("the view", "return document.getElementById('results-table') !== null");
}

/// An export that is dropped on the plan is read where results are; the plan stays as it is.
#[test]
fn an_export_is_read_wherever_it_is_dropped() {
    let browser = Browser::with_answer();
    browser.run(
        "const data = new DataTransfer(); const text = 'Owner,Stage,Amount,Close Date\\nAda,Closed Won,1200,\
         2026-03-04\\nBen,Closed Lost,900,2026-04-05\\n'; data.items.add(new File([text], 'deals.csv')); \
         const dropped = {dataTransfer: data, bubbles: true, cancelable: true}; \
         document.getElementById('target').dispatchEvent(new DragEvent('drop', dropped))",
    );
    browser.wait_for(
        "the file",
        "return document.getElementById('import-title')?.textContent.includes('deals.csv')",
    );
    assert_eq!(browser.run("return document.querySelector('[aria-current=page]').id"), json!("view-results"));
    browser.click("view-plan");
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$3.20M"), "{}", browser.text("#chance"));
}

/// For a room: nothing but the answer, in letters of 24 px and more; Escape goes back to work.
#[test]
fn the_presentation_shows_the_answer_alone_and_large() {
    let browser = Browser::with_answer();
    browser.click("present");
    let shown = "return document.querySelector('.assumptions-panel').checkVisibility()";
    assert_eq!(browser.run(shown), json!(false));
    let small = "return [...document.querySelectorAll('.answer-panel p, .answer-panel dd, .answer-panel dt, \
         .answer-panel summary')] \
        .filter(words => words.checkVisibility({visibilityProperty: true}) && words.innerText.trim() && \
        words.getBoundingClientRect().height > 2) \
        .filter(words => parseFloat(getComputedStyle(words).fontSize) < 24).map(words => words.innerText)";
    assert_eq!(browser.run(small), json!([]));
    browser.press(Key::Escape + "");
    browser.wait_for("the assumptions", shown);
    // Other views have one slide, which arrow keys do not turn.
    browser.click("view-quota");
    browser.wait_for("the quota", "return document.getElementById('quota-chance') !== null");
    browser.click("present");
    for _ in 0..4 {
        browser.press(Key::Right + "");
    }
    assert_eq!(browser.run("return document.getElementById('quota-chance').checkVisibility()"), json!(true));
    browser.press(Key::Escape + "");
    browser.wait_for("the assumptions", shown);
    browser.click("view-plan");
    browser.wait_until_settled();
}

/// In front of a room the nearest levers are moved by sliders, and the answer with them; one press takes all
/// of it back, and the focus is on the button that began the presentation.
#[test]
fn sliders_move_the_presented_answer() {
    let browser = Browser::with_answer();
    browser.wait_for("the advice", "return document.querySelector('.advice[data-settled=true]') !== null");
    browser.click("present");
    browser.wait_for("three sliders", "return document.querySelectorAll('#sliders input').length === 3");
    let before = browser.text("#chance");
    let supply = "return document.getElementById('supply').value";
    let stood = browser.run(supply);
    browser.run("document.querySelector('#sliders input').focus()");
    browser.press(Key::Right + Key::Right + Key::Right);
    let changed = format!("return document.getElementById('chance').textContent !== {before:?}");
    browser.wait_for("another answer", &changed);
    browser.wait_until_settled();
    // Three steps are 8 opportunities a month more of 200, and the slide is still the first.
    assert_eq!(browser.text("#sliders .sliders__value"), "208");
    assert_eq!(browser.run("return document.querySelector('.page').dataset.slide"), json!("answer"));
    // The other slides say that they are not of the plan as it is.
    let what_if = "return document.getElementById('what-if')?.textContent ?? ''";
    let said = browser.run(what_if);
    assert!(said.as_str().is_some_and(|said| said.contains("208 instead of 200")), "{said}");
    browser.click("sliders-back");
    browser.wait_until_settled();
    assert_eq!(browser.text("#chance"), before);
    assert_eq!(browser.run(what_if), json!(""));
    // What is known of the plan as it is stands again at once.
    browser.wait_for("the advice", "return document.querySelector('.advice[data-settled=true]') !== null");
    // What is shown when the presentation ends changes no plan, and can be taken. Sliders are there while
    // what is known is of the plan as it stands.
    browser.wait_for("three sliders", "return document.querySelectorAll('#sliders input').length === 3");
    browser.run("document.querySelector('#sliders input').focus()");
    browser.press(Key::Right + Key::Right);
    browser.wait_for("another answer", &changed);
    browser.press(Key::Escape + "");
    browser.wait_for("the button", "return document.activeElement.id === 'present'");
    browser.wait_until_settled();
    assert_eq!((browser.run(supply), browser.text("#chance")), (stood, before));
    browser.click("take-sliders");
    let taken = "return document.getElementById('supply').value.startsWith('206')";
    browser.wait_for("what was shown", taken);
}

/// The engine is held against formulas in the reader's browser, again and again with other luck.
#[test]
fn the_engine_is_checked_in_the_browser() {
    let browser = Browser::with_answer();
    browser.run("document.getElementById('checks').open = true");
    browser.click("check");
    let rows = "return document.querySelectorAll('#checks tbody tr').length === 7";
    browser.wait_for("seven laws", rows);
    let off = "return [...document.querySelectorAll('#checks tbody td:last-child')] \
               .map(cell => parseFloat(cell.textContent.replace('\u{2212}', '-')))";
    let off = browser.run(off);
    for of in off.as_array().expect("numbers") {
        assert!(of.as_f64().is_some_and(|of| of.abs() < 4.5), "{off}");
    }
    let first = browser.text("#checks tbody");
    browser.click("check");
    browser.wait_for("seven laws anew", rows);
    assert_ne!(browser.text("#checks tbody"), first, "other luck");
}

/// A reload stays in its view, though the address is still that of the view before.
#[test]
fn a_reload_stays_in_its_view() {
    let browser = Browser::with_answer();
    browser.click("view-quota");
    browser.wait_for("the quota's address", "return location.hash.startsWith('#q1=')");
    for view in ["view-results", "view-plan", "view-quota"] {
        let open = "return document.querySelector('.views-panel [aria-current=page]')?.id";
        browser.click(view);
        browser.wait_for("its view", &format!("{open} === '{view}'"));
        // The browser itself hears of an entry in its history a moment after the page wrote it; nobody
        // reloads within that moment but a machine.
        std::thread::sleep(Duration::from_millis(200));
        browser.reload();
        browser.wait_for("a view", open);
        assert_eq!(browser.run(open), json!(view));
    }
}
