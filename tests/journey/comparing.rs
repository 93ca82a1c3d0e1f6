//! A plan kept as before: sentence, dots and table show before and now on the same luck.

use crate::browser::{Browser, serve};
use serde_json::json;

/// A raise is one edit: kept, raised by 30%, compared, reloaded, taken back, forgotten.
#[test]
fn before_and_now_meet_the_same_luck() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    let before = browser.text("#chance");
    browser.click("keep-before");
    browser.type_into("target", "+30%");
    browser.wait_for("the comparison", "return document.getElementById('comparison')?.textContent");
    // While the answer refines, two reads may be of two answers.
    browser.wait_until_settled();
    let (chance, compared) = (browser.text("#chance"), browser.text("#before"));
    let of_100 = |sentence: &str| -> u32 {
        sentence.split_whitespace().find_map(|word| word.parse().ok()).expect("a number of futures")
    };
    let (then, now) = (of_100(&before), of_100(&chance));
    assert!(now < then, "{chance}");
    assert!(compared.contains(&format!("Before {then} of 100, now {now} of 100.")), "{compared}");
    // The same luck: a higher target gains no future.
    assert!(browser.text("#comparison").contains("none now reach"), "{}", browser.text("#comparison"));
    let rows = "return [...document.querySelectorAll('#dots text')].filter(text => ['Before', \
         'Now'].includes(text.textContent)).length";
    assert_eq!(browser.run(rows), json!(2));
    browser.run("document.getElementById('picture-2').click()");
    let head = "return [...document.querySelectorAll('.answer-panel thead')].map(head => \
         head.innerText.split('\\t').length)[0]";
    browser.wait_for("the table", &format!("{head} === 4 && true"));
    // A reload keeps it, and computes it again to the last digit.
    let comparison = browser.text("#comparison");
    browser.reload();
    browser.wait_for("the comparison again", "return document.getElementById('comparison')?.textContent");
    browser.wait_until_settled();
    assert_eq!(browser.text("#comparison"), comparison);
    // What was changed after the reload is compared as well.
    browser.type_into("supply", "×1.5");
    browser.wait_for(
        "futures gained",
        "const words = document.getElementById('comparison')?.textContent; return words && \
         !words.includes('none now reach')",
    );
    browser.click("drop-before");
    assert_eq!(browser.run("return document.getElementById('before')"), json!(null));
    assert_eq!(browser.run(rows), json!(0));
}

/// The plan as it was before travels with the link if that is ticked, survives a reload, and belongs to a
/// copy.
#[test]
fn the_plan_as_it_was_before_is_sent_if_wanted() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    browser.click("keep-before");
    browser.type_into("target", "+30%");
    browser.wait_for("the comparison", "return document.getElementById('comparison')?.textContent");
    browser.wait_until_settled();
    let comparison = browser.text("#comparison");
    browser.devtools(
        "Browser.grantPermissions",
        json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}),
    );
    let copied = || {
        browser.click("copy-link");
        browser.wait_for("the notice", "return document.getElementById('notice')?.innerText");
        let read = "const done = arguments[arguments.length - 1]; \
                    navigator.clipboard.readText().then(done, error => done('no: ' + error))";
        let copied = browser.run_async(read, vec![]);
        copied.as_str().and_then(|text| text.lines().last()).unwrap_or_default().to_owned()
    };
    browser.click("share");
    let without = copied();
    browser.click("share");
    browser.click("share-before");
    let with = copied();
    let elsewhere = Browser::start();
    elsewhere.open(&without);
    elsewhere.wait_until_settled();
    assert_eq!(elsewhere.run("return document.getElementById('before')"), json!(null));
    elsewhere.open(&with);
    for _ in 0..2 {
        elsewhere.wait_for("it", "return document.getElementById('comparison')?.textContent");
        elsewhere.wait_until_settled();
        assert_eq!(elsewhere.text("#comparison"), comparison);
        elsewhere.reload();
    }
    elsewhere.wait_until_settled();
    elsewhere.click("make-copy");
    elsewhere.wait_for("it is kept", "return document.getElementById('kept')?.textContent === 'saved'");
    elsewhere.reload();
    elsewhere.wait_for("it", "return document.getElementById('comparison')?.textContent");
    elsewhere.wait_until_settled();
    assert_eq!(elsewhere.text("#comparison"), comparison);
}
