//! The page in Firefox: the same answer to the bit, and what a reader does first. It needs Firefox and
//! geckodriver; `cargo xtask test` leaves it out where they cannot be had, and says so.

use crate::browser::{Browser, serve};
use crate::{address, example, native_digest};

/// A plan of a link has the bits of a native run, a target is typed, what would change the answer comes, the
/// engine is checked, and a reload loses nothing.
#[test]
fn firefox_gives_the_same_answer() {
    let browser = Browser::start_firefox();
    let page = serve(|_, bytes| Some(bytes));
    let scenario = example("reference.json", 20_000);
    browser.open(&address(&page, &scenario));
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));

    browser.open(&page);
    browser.wait_until_settled();
    let before = browser.text("#chance");
    browser.type_into("target", "3.9m");
    let answered = "return document.getElementById('chance').textContent.includes('$3.90M')";
    browser.wait_for("the new target's answer", answered);
    browser.wait_until_settled();
    assert_ne!(browser.text("#chance"), before);
    let advised = "return document.querySelector('.advice[data-settled=true][data-current=true]') !== null";
    browser.wait_for("the advice", advised);
    assert!(browser.text("#advice-runs").contains("variations of the plan"));
    let now = browser.text("#chance");
    browser.reload();
    browser.wait_until_settled();
    assert_eq!(browser.text("#chance"), now);

    browser.run("document.getElementById('checks').open = true");
    browser.click("check");
    browser.wait_for("seven laws", "return document.querySelectorAll('#checks tbody tr').length === 7");
    for view in ["view-quota", "view-results"] {
        browser.click(view);
        let shown =
            format!("return document.getElementById('{view}').getAttribute('aria-current') === 'page'");
        browser.wait_for("the view", &shown);
    }
}
