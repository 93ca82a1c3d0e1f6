//! A whole journey by keyboard alone.

use crate::browser::{Browser, serve};
use serde_json::json;
use thirtyfour::Key;

/// Tabs until the element has the focus; fails where it cannot be reached.
#[track_caller]
fn tab_to(browser: &Browser, id: &str) {
    for _ in 0..90 {
        if browser.run("return document.activeElement.id") == json!(id) {
            return;
        }
        browser.press(Key::Tab + "");
    }
    panic!("{id} is not reached by Tab");
}

fn replace(browser: &Browser, text: &str) {
    browser.press(Key::Control + "a");
    browser.press(text);
}

/// From the greeting to a copied link: the five facts typed, a rate made surer, a stage moved, the plan kept
/// and changed by an arrow key, the table looked at, the link copied. Every stop shows where the focus is.
#[test]
fn a_plan_is_made_and_shared_without_a_mouse() {
    let browser = Browser::start();
    browser.open(&serve(|_, bytes| Some(bytes)));
    browser.wait_until_settled();
    // The first stop leads to the answer; from there back to the facts.
    browser.press(Key::Tab + "");
    browser.press(Key::Enter + "");
    browser.wait_for("the answer", "return document.activeElement.id === 'chance'");
    browser.run("document.activeElement.blur()");
    browser.reload();
    browser.wait_until_settled();
    tab_to(&browser, "target");
    replace(&browser, "2.4m");
    tab_to(&browser, "period");
    replace(&browser, "Jan 2027 to Dec 2027");
    tab_to(&browser, "supply");
    replace(&browser, "150 a month");
    tab_to(&browser, "stage-1-rate");
    replace(&browser, "40%");
    tab_to(&browser, "stage-1-more");
    browser.press(Key::Enter + "");
    tab_to(&browser, "stage-1-sureness-1");
    browser.press(Key::Right + "");
    assert!(
        browser.text("#stage-1-rate-note").starts_with("true rate 37–43%"),
        "{}",
        browser.text("#stage-1-rate-note")
    );
    tab_to(&browser, "stage-2-more");
    browser.press(Key::Enter + "");
    tab_to(&browser, "stage-2-down");
    browser.press(Key::Space + "");
    browser.wait_for("the focus again", "return document.activeElement.id === 'stage-2-down'");
    tab_to(&browser, "deal-size");
    replace(&browser, "18k to 60k");
    browser.wait_until_settled();
    let sentence = browser.text("#chance");
    assert!(sentence.contains("$2.40M by December 2027"), "{sentence}");
    assert!(browser.text("#examples").starts_with("1 of 5 facts is still"), "{}", browser.text("#examples"));
    // Kept, and nudged.
    browser.run("document.body.focus(); document.activeElement.blur()");
    tab_to(&browser, "keep-before");
    browser.press(Key::Enter + "");
    tab_to(&browser, "target");
    browser.press(Key::Shift + Key::Up);
    assert_eq!(browser.run("return document.getElementById('target').value"), json!("3.4m"));
    browser.wait_for("the comparison", "return document.getElementById('comparison')?.textContent");
    tab_to(&browser, "picture-0");
    let outline = "const style = getComputedStyle(document.activeElement.nextElementSibling); return \
         style.outlineStyle";
    assert_eq!(browser.run(outline), json!("solid"), "the focus is seen");
    browser.press(Key::Right + Key::Right);
    browser.wait_for("the table", "return document.querySelector('.answer-panel table') !== null");
    browser.run("document.activeElement.blur()");
    tab_to(&browser, "share");
    browser.press(Key::Enter + "");
    tab_to(&browser, "copy-link");
    browser.press(Key::Enter + "");
    let notice = browser.wait_for("a word on copying", "return document.getElementById('notice').innerText");
    assert!(notice.as_str().is_some_and(|words| words.contains("link")), "{notice}");
}
