//! Links: written, opened, damaged, hostile.

use crate::browser::{Browser, serve};
use crate::{address, example, native_digest};
use plumbline::exchange::link;
use serde_json::json;

fn fragment(browser: &Browser) -> String {
    browser.run("return location.hash").as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_address_bar_follows_and_the_link_brings_the_plan_back() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    assert_eq!(fragment(&browser), "", "untouched, the address stays clean");
    browser.type_into("target", "4.2m");
    browser.wait_for("the link", "return location.hash.startsWith('#p1=')");
    browser.wait_until_settled();
    let (sentence, digest) = (browser.text("#chance"), browser.text("#digest"));
    let link = browser.run("return location.href").as_str().unwrap().to_owned();

    // Elsewhere: another browser, nothing stored.
    let elsewhere = Browser::start();
    elsewhere.open(&link);
    elsewhere.wait_until_settled();
    assert_eq!((elsewhere.text("#chance"), elsewhere.text("#digest")), (sentence.clone(), digest));

    // Copy link: the sentence and the same link.
    browser.devtools(
        "Browser.grantPermissions",
        json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}),
    );
    browser.click("copy-link");
    let notice = browser.wait_for("the notice", "return document.getElementById('notice').innerText");
    assert!(notice.as_str().unwrap().starts_with("Copied"), "{notice}");
    let script = "const done = arguments[arguments.length - 1]; \
                  navigator.clipboard.readText().then(done, error => done('no: ' + error))";
    let copied = browser.run_async(script, vec![]);
    let copied = copied.as_str().unwrap();
    assert!(copied.contains(&sentence) && copied.contains(&link), "{copied}");
}

/// A link opens beside the reader's work: Undo brings it back, and it is still what is saved.
#[test]
fn a_link_never_covers_the_readers_work() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "7.7m");
    browser.wait_until_settled();
    let scenario = example("enterprise.json", 20_000);
    browser.open(&address(&page, &scenario));
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));
    assert!(browser.text("#notice").contains("Undo brings back your own"), "{}", browser.text("#notice"));
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$7.70M"), "the saved plan is the reader's own");
    // The same within an open page.
    browser.run_with("location.hash = arguments[0]", vec![json!(link::encode(&scenario))]);
    browser.wait_for(
        "the link's plan",
        "return document.getElementById('chance').textContent.includes('$12.0M')",
    );
    browser.click("undo");
    browser
        .wait_for("the own plan", "return document.getElementById('chance').textContent.includes('$7.70M')");
}

#[test]
fn bad_links_say_what_is_wrong_and_leave_the_work() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "6.6m");
    browser.type_into("supply", "many");
    browser.wait_until_settled();
    let good = link::encode(&example("reference.json", 1_000));
    let mut altered = good.clone().into_bytes();
    altered[40] = if altered[40] == b'x' { b'y' } else { b'x' };
    let altered = String::from_utf8(altered).unwrap();
    let cases = [
        (good[..good.len() - 20].to_owned(), "cut off or changed"),
        (altered, "cut off or changed"),
        (format!("#p0={}", "A".repeat(400)), "trial version"),
        ("#p9=abcdef".to_owned(), "newer version"),
    ];
    for (bad, reason) in cases {
        // Pasted into the open page, and opened afresh.
        for afresh in [false, true] {
            if afresh {
                browser.open(&format!("{page}{bad}"));
            } else {
                browser.run_with("location.hash = arguments[0]", vec![json!(bad)]);
            }
            let notice = browser.wait_for("a notice", "return document.getElementById('notice')?.innerText");
            assert!(notice.as_str().unwrap().contains(reason), "{bad:.30}: {notice}");
            browser.wait_until_settled();
            assert!(browser.text("#chance").contains("$6.60M"), "{bad:.30}");
            assert_eq!(browser.run("return document.getElementById('supply').value"), json!("many"));
            browser.click("dismiss");
        }
    }
    // A fragment of somebody else's is no concern of ours.
    browser.run("location.hash = '#section-2'");
    assert_eq!(browser.text("#notice"), "");
}
