//! Links: written, opened, damaged, hostile.

use crate::browser::{Browser, serve};
use crate::{address, example, native_digest};
use plumbline::exchange::link;
use serde_json::json;
use thirtyfour::Key;

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
    browser.click("share");
    browser.click("copy-link");
    let notice = browser.wait_for("the notice", "return document.getElementById('notice').innerText");
    assert!(notice.as_str().unwrap().starts_with("Copied"), "{notice}");
    let script = "const done = arguments[arguments.length - 1]; \
                  navigator.clipboard.readText().then(done, error => done('no: ' + error))";
    let copied = browser.run_async(script, vec![]);
    let copied = copied.as_str().unwrap();
    assert!(copied.contains(&sentence) && copied.contains(&link), "{copied}");
    // Behind the link stands the answer as it was sent, which whoever opens it is told.
    let sent = copied.lines().last().unwrap();
    assert!(sent.len() > link.len() && sent.starts_with(&link), "{sent}");
    elsewhere.open(sent);
    elsewhere.wait_until_settled();
    elsewhere.wait_for(
        "the answer as sent and as computed now",
        "return document.getElementById('received').textContent.includes('As sent and as computed now')",
    );
}

/// A link opens beside the reader's work, which is still what is kept; an edit makes a copy, and both are in
/// the list.
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
    assert!(browser.text("#received").contains("You were sent"), "{}", browser.text("#received"));
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$7.70M"), "the saved plan is the reader's own");
    // The same within an open page.
    browser.run_with("location.hash = arguments[0]", vec![json!(link::encode(&scenario))]);
    browser.wait_for(
        "the link's plan",
        "return document.getElementById('chance').textContent.includes('$12.0M')",
    );
    // Back brings the own plan again.
    browser.run("history.back()");
    browser
        .wait_for("the own plan", "return document.getElementById('chance').textContent.includes('$7.70M')");
    assert_eq!(browser.text("#received"), "");
    // Opened once more, and edited: a copy, which a reload brings back; the own plan is in the list as it
    // was.
    browser.run_with("location.hash = arguments[0]", vec![json!(link::encode(&scenario))]);
    browser.wait_for("the link's plan", "return document.getElementById('received') !== null");
    browser.wait_until_settled();
    browser.type_into("target", "9.9m");
    browser.wait_for("the copy", "return document.getElementById('received') === null");
    assert!(browser.text("#notice").contains("your own copy"), "{}", browser.text("#notice"));
    browser.wait_for("it is kept", "return document.getElementById('kept').textContent === 'saved'");
    browser.reload();
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$9.90M"), "{}", browser.text("#chance"));
    browser.click("plans");
    let listed = browser.run("return [...document.querySelectorAll('.menu__plan')].length");
    assert_eq!(listed, json!(2));
    browser.run(
        "[...document.querySelectorAll('.menu__plan')].find(plan => plan.ariaCurrent !== 'true').click()",
    );
    browser
        .wait_for("the own plan", "return document.getElementById('chance').textContent.includes('$7.70M')");
}

/// Where nothing of the reader's is there yet, nothing stands in for a link that does not open; a field takes
/// the whole message that it came in.
#[test]
fn nothing_stands_in_for_a_link_that_does_not_open() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    let good = link::encode(&example("reference.json", 1_000));
    browser.open(&format!("{page}{}", &good[..good.len() - 20]));
    browser.wait_for("the reason", "return document.getElementById('refused') !== null");
    assert!(browser.text("#refused").contains("cut off or changed"), "{}", browser.text("#refused"));
    assert_eq!(browser.text("#chance"), "");
    browser.type_into("open-link", &format!("Hi, have a look at <{page}{good}>, best, Ada"));
    browser.press(Key::Enter + "");
    browser.wait_for("the link's plan", "return document.getElementById('received') !== null");
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$3.00M"), "{}", browser.text("#chance"));
    // Somebody else's fragment is no plan either.
    browser.open(&format!("{page}#section-2"));
    browser.wait_for("the reason", "return document.getElementById('refused') !== null");
    browser.click("start-with-example");
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("bookings reach"));
}

/// Some programs write the # of a link as %23, so that the host is asked for a file that it does not have.
#[test]
fn a_link_whose_mark_is_written_as_an_escape_opens() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    let good = link::encode(&example("reference.json", 1_000));
    for mangled in [good.replace('#', "%23"), good.replace('#', "index.html%23").replace('=', "%3D")] {
        browser.record_complaints();
        browser.open(&format!("{page}{mangled}"));
        browser.wait_for("the link's plan", "return document.getElementById('received') !== null");
        browser.wait_until_settled();
        assert!(browser.text("#chance").contains("$3.00M"), "{}", browser.text("#chance"));
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
    browser.open(&format!("{page}nothing-here"));
    assert!(browser.text("main").contains("Nothing stands at this address"));
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
    // A fragment that is not ours is said to be none.
    browser.run("location.hash = '#section-2'");
    browser.wait_for("a notice", "return document.getElementById('notice')?.innerText.includes('no link')");
}
