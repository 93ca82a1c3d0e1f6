//! Pictures: values to read, files to save.

use crate::browser::{Browser, serve};
use serde_json::json;
use thirtyfour::Key;

/// Pointer and keyboard read the same values, and leaving clears them.
#[test]
fn values_are_read_by_pointer_and_keyboard() {
    let browser = Browser::start();
    browser.open(&serve(|_, bytes| Some(bytes)));
    browser.wait_until_settled();
    let reading = "return document.querySelector('#dots .chart-frame__reading').innerText";
    let hint = browser.run(reading);
    browser.run("document.querySelector('#dots input[type=range]').focus()");
    browser.press(Key::End + "");
    let by_keyboard = browser.run(reading);
    assert_ne!(by_keyboard, hint);
    assert!(by_keyboard.as_str().is_some_and(|words| words.contains("of 50 dots")), "{by_keyboard}");
    let spoken = "return document.querySelector('#dots input[type=range]').getAttribute('aria-valuetext')";
    assert_eq!(browser.run(spoken), by_keyboard);
    let point = "const svg = document.querySelector('#dots svg'), box = svg.getBoundingClientRect(); \
        svg.dispatchEvent(new PointerEvent(arguments[0], {bubbles: true, pointerType: 'mouse', \
          clientX: box.left + 0.5 * box.width, clientY: box.top + 0.5 * box.height}))";
    browser.run_with(point, vec![json!("pointermove")]);
    let by_pointer = browser.run(reading);
    assert_ne!(by_pointer, by_keyboard);
    assert!(by_pointer.as_str().is_some_and(|words| words.contains("of 50 dots")), "{by_pointer}");
    browser.run(
        "document.querySelector('#dots svg').dispatchEvent(new PointerEvent('pointerout', \
         {bubbles: true, pointerType: 'mouse'}))",
    );
    browser.run(
        "document.querySelector('#dots svg').dispatchEvent(new PointerEvent('pointerleave', \
         {bubbles: true, pointerType: 'mouse'}))",
    );
    browser.wait_for("the hint", &format!("{reading} === {hint}"));
}

/// Each picture becomes a whole SVG file, with its styles inside, and a PNG of some size.
#[test]
fn pictures_are_saved_as_files() {
    let browser = Browser::start();
    browser.open(&serve(|_, bytes| Some(bytes)));
    browser.wait_until_settled();
    browser.run(
        "window.saved = []; const make = URL.createObjectURL; \
         URL.createObjectURL = blob => { window.saved.push(blob); return make.call(URL, blob); }; \
         window.names = []; HTMLAnchorElement.prototype.click = function () \
         { window.names.push(this.download); }; \
         for (const fold of document.querySelectorAll('.answer-panel details')) fold.open = true",
    );
    for (picture, shown) in [
        ("dots", "picture-0"),
        ("cumulative", "picture-1"),
        ("by-month", "picture-0"),
        ("funnel", "picture-0"),
    ] {
        browser.run_with("document.getElementById(arguments[0]).click()", vec![json!(shown)]);
        browser.wait_for(picture, &format!("return document.querySelector('#{picture} svg') !== null"));
        browser.run("window.saved.length = 0; window.names.length = 0");
        browser.run(&format!("document.querySelectorAll('#{picture} .chart-frame__save')[0].click()"));
        browser.wait_for("an SVG file", "return window.names.length > 0");
        let text = browser.run_async(
            "const done = arguments[arguments.length - 1]; window.saved[0].text().then(done)",
            vec![],
        );
        let text = text.as_str().unwrap_or_default().to_owned();
        assert!(
            text.contains("<svg") && text.contains("http://www.w3.org/2000/svg"),
            "{picture}: {text:.200}"
        );
        assert!(
            text.contains("fill=") && !text.contains("class=\"chart-frame__picture\" style"),
            "{picture}"
        );
        browser.run("window.names.length = 0");
        browser.run(&format!("document.querySelectorAll('#{picture} .chart-frame__save')[1].click()"));
        browser.wait_for("a PNG file", "return window.names.length > 0");
        let name = browser.run("return window.names[0]");
        assert_eq!(name, json!(format!("plumbline-{picture}.png")));
    }
}
