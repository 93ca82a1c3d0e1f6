//! A first visit: the page answers, asks for nothing but its own files, and gives the native bits.

use crate::browser::{Browser, dist, serve};
use crate::{address, example, native_digest};
use serde_json::json;
use thirtyfour::Key;

#[test]
fn the_page_answers_and_requests_only_its_own_files() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#chance").starts_with("In "), "{}", browser.text("#chance"));
    assert!(browser.text("#chance").ends_with("if these assumptions hold."));
    assert_eq!(
        browser.run("return document.querySelectorAll('.answer-panel .dot-plot__dot').length"),
        json!(50)
    );
    assert_eq!(browser.run("return document.querySelectorAll('.holds__cell').length"), json!(4));

    let listed = std::fs::read_to_string(dist().join("files.txt")).unwrap();
    let requested = browser.requested();
    assert!(requested.len() > 5, "{requested:?}");
    for name in &requested {
        let name = name.strip_prefix(&page).unwrap_or_else(|| panic!("a foreign request: {name}"));
        assert!(listed.lines().any(|line| line == name), "{name} is not in the list of own files");
    }
    let policy = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
    assert!(browser.run(policy).as_str().unwrap().starts_with("default-src 'none'; script-src 'self'"));
    assert_eq!(
        browser.run("return document.querySelectorAll('[style]').length"),
        json!(0),
        "no style attribute"
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The same scenario gives the same digest natively and in the page, with 1, 2 and 5 workers.
#[test]
fn any_number_of_workers_gives_the_native_bits() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    for name in ["reference.json", "fixed_intake.json"] {
        let scenario = example(name, 60_000);
        let native = native_digest(&scenario);
        for workers in [1, 2, 5] {
            browser.devtools(
                "Emulation.setHardwareConcurrencyOverride",
                json!({"hardwareConcurrency": workers}),
            );
            browser.open(&address(&page, &scenario));
            browser.wait_until_settled();
            assert_eq!(browser.text("#digest"), native, "{name}, {workers} workers");
            assert_eq!(browser.text("#workers"), "", "all workers work");
        }
    }
}

/// On a phone the header is one row; what it has no room for is behind one button, which the keyboard works.
/// While the page loads nothing moves by more than a hundredth.
#[test]
fn a_phone_has_a_header_of_one_row() {
    let browser = Browser::start();
    let phone = json!({"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true});
    browser.devtools("Emulation.setDeviceMetricsOverride", phone);
    browser.open(&serve(|_, bytes| Some(bytes)));
    browser.wait_until_settled();
    browser.run(
        "window.__moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) \
         window.__moved += entry.value; window.__seen = true; }) \
         .observe({type: 'layout-shift', buffered: true}); \
         requestAnimationFrame(() => requestAnimationFrame(() => { window.__seen = true; }))",
    );
    browser.wait_for("what has moved", "return window.__seen === true");
    let moved = browser.run("return window.__moved").as_f64();
    assert!(moved.is_some_and(|moved| moved < 0.01), "{moved:?}");
    let height = browser.run("return document.querySelector('.header-panel').offsetHeight").as_f64();
    assert!(height.is_some_and(|height| height < 80.0), "{height:?}");
    let is_shown = "return document.getElementById('compare').checkVisibility()";
    assert_eq!(browser.run(is_shown), json!(false));
    browser.run("document.getElementById('more').focus()");
    browser.press(Key::Enter + "");
    browser.wait_for("the menu", is_shown);
    let focused = "return document.activeElement.id";
    for id in ["compare", "present", "share"] {
        browser.press(Key::Tab + "");
        assert_eq!(browser.run(focused), json!(id));
    }
    browser.press(Key::Enter + "");
    browser.wait_for("the ways to share", "return document.getElementById('share-panel') !== null");
    assert_eq!(browser.run("return document.documentElement.scrollWidth <= 390"), json!(true));
    browser.press(Key::Escape + "");
    browser.wait_for("a closed menu", "return !document.getElementById('compare').checkVisibility()");
    assert_eq!(browser.run(focused), json!("more"));
    // A press beside it closes it too.
    browser.click("more");
    browser.wait_for("the menu", is_shown);
    browser.click("middle");
    browser.wait_for("a closed menu", "return !document.getElementById('compare').checkVisibility()");
    // So does what is done in a menu within it, once that has closed.
    browser.click("more");
    browser.wait_for("the menu", is_shown);
    browser.click("share");
    browser.click("copy-link");
    browser.wait_for("a closed menu", "return !document.getElementById('compare').checkVisibility()");
    assert_eq!(browser.run(focused), json!("more"));
}

/// On a phone nothing is cut off at the side and the answer is in sight, also after scrolling to the last
/// field.
#[test]
fn a_phone_keeps_the_answer_in_sight() {
    let browser = Browser::start();
    let phone = json!({"width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true});
    browser.devtools("Emulation.setDeviceMetricsOverride", phone);
    browser.open(&serve(|_, bytes| Some(bytes)));
    browser.wait_until_settled();
    assert_eq!(browser.run("return document.documentElement.scrollWidth <= 320"), json!(true));
    // Sentence and dots first, then the facts; everything open, nothing is cut off either.
    let top = "return document.querySelector(arguments[0]).getBoundingClientRect().top";
    let [sentence, dots, facts, levers] =
        ["#chance", "#dots", "#target", "#nearest"].map(|of| browser.run_with(top, vec![json!(of)]).as_f64());
    assert!(sentence < dots && dots < facts && facts < levers, "{sentence:?} {dots:?} {facts:?} {levers:?}");
    browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
    assert_eq!(browser.run("return document.documentElement.scrollWidth <= 320"), json!(true));
    // The bar is in sight, at most two lines, says the chance, and covers no field that has the focus.
    for field in ["stage-3-rate", "deal-size", "seed", "target"] {
        browser.run_with("document.getElementById(arguments[0]).focus()", vec![json!(field)]);
        let in_sight = "const bar = document.querySelector('.answer-bar').getBoundingClientRect(); \
                        const field = document.activeElement.getBoundingClientRect(); \
                        return bar.top >= 0 && bar.height < 80 && field.top >= bar.bottom && field.bottom \
                        <= innerHeight";
        assert_eq!(browser.run(in_sight), json!(true), "{field}");
    }
    let bar = browser.text(".answer-bar__chance");
    assert!(browser.text("#chance").contains(bar.split(" reach").next().unwrap()), "{bar}");
}
