//! Lists as grids: typing into cells, walking by keys, pasting a block, taking rows away.

use crate::browser::Browser;
use serde_json::{Value, json};
use thirtyfour::Key;

fn value(browser: &Browser, id: &str) -> Value {
    browser.run_with("return document.getElementById(arguments[0]).value", vec![json!(id)])
}

fn wait_for_value(browser: &Browser, id: &str, value: &str) {
    let script = format!("return document.getElementById({}).value === {}", json!(id), json!(value));
    browser.wait_for(value, &script);
}

fn focused(browser: &Browser) -> Value {
    browser.run("return document.activeElement.id")
}

fn paste_into_focus(browser: &Browser, text: &str) {
    let script = "const data = new DataTransfer(); data.setData('text', arguments[0]); \
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', \
        {clipboardData: data, bubbles: true, cancelable: true}))";
    browser.run_with(script, vec![json!(text)]);
}

/// A team is made in its grid by keys and one paste; the text below says the same, a wrong cell is marked
/// where it stands, and one undo takes a row back.
#[test]
fn a_team_is_made_in_a_grid() {
    let browser = Browser::with_answer();
    browser.run("document.getElementById('fold-team').open = true");
    browser.click("team-grid-add");
    browser.wait_for("a new row", "return document.activeElement.id === 'team-grid-0-0'");
    browser.press("Ada");
    browser.press(Key::Tab + "");
    browser.press(Key::Tab + "");
    browser.press("April 2027");
    browser.press(Key::Tab + "");
    browser.press("700k");
    wait_for_value(&browser, "team", "Ada; from April 2027; quota 700k");
    browser.click("team-grid-add");
    browser.wait_for("one more row", "return document.activeElement.id === 'team-grid-1-0'");
    paste_into_focus(&browser, "Bo\t1\t3 months in\t650k\n\t4\t\t500k\n");
    let text = "Ada; from April 2027; quota 700k\nBo; 3 months in; quota 650k\n4 reps; quota 500k";
    wait_for_value(&browser, "team", text);
    browser
        .wait_for("six reps", "return document.getElementById('team-note').textContent.startsWith('6 reps')");
    // By arrow keys: from a cell that is chosen whole to its neighbours.
    browser.click("team-grid-1-3");
    browser.press(Key::Down + "");
    assert_eq!(focused(&browser), json!("team-grid-2-3"));
    browser.press(Key::Left + "");
    assert_eq!(focused(&browser), json!("team-grid-2-2"));
    browser.press(Key::Up + "");
    assert_eq!(focused(&browser), json!("team-grid-1-2"));
    browser.type_into("team-grid-1-3", "a lot");
    let wrong = "return document.querySelectorAll('#team-grid tr[data-invalid=true]').length";
    browser.wait_for("a row that is marked", &format!("{wrong} === 1"));
    assert!(browser.text("#team-note").starts_with("Line 2:"), "{}", browser.text("#team-note"));
    assert_eq!(value(&browser, "team-grid-1-3"), json!("a lot"));
    browser.type_into("team-grid-1-3", "650k");
    browser.wait_for("no row that is marked", &format!("{wrong} === 0"));
    browser.run("document.querySelectorAll('#team-grid .cell-grid__remove')[1].click()");
    wait_for_value(&browser, "team", "Ada; from April 2027; quota 700k\n4 reps; quota 500k");
    browser.click("undo");
    wait_for_value(&browser, "team", text);
    // Ada brings nothing while new opportunities are the whole team's: one press makes them each rep's.
    browser.click("hires-bring");
    browser.wait_for("40 per rep", "return document.getElementById('supply').value === '40 a month per rep'");
    assert_eq!(browser.run("return document.getElementById('hires-bring')"), json!(null));
    // Where no row is left the focus is on the button that adds one.
    for _ in 0..3 {
        browser.run("document.querySelector('#team-grid .cell-grid__remove').click()");
    }
    wait_for_value(&browser, "team", "none");
    browser.wait_for("the button", "return document.activeElement.id === 'team-grid-add'");
}

/// Open deals and months in their grids: what a cell says is the plan's.
#[test]
fn deals_and_months_have_grids() {
    let browser = Browser::with_answer();
    browser.run("for (const id of ['fold-start', 'fold-variation']) document.getElementById(id).open = true");
    browser.run("document.getElementById('pipeline-2').click()");
    browser.wait_for("the grid", "return document.getElementById('open-grid') !== null");
    browser.click("open-grid-add");
    browser.wait_for("a new row", "return document.activeElement.id === 'open-grid-0-0'");
    paste_into_focus(&browser, "Acme\t\tProposal\t50k\t20\n\t12\tQualified\n");
    browser.wait_for(
        "13 deals",
        "return document.getElementById('fold-start').textContent.includes('Open deals: 13')",
    );
    browser.click("seasons-grid-10-1");
    paste_into_focus(&browser, "120%\t150%");
    browser.wait_for(
        "two months that differ",
        "return document.getElementById('fold-variation').querySelector('input').value === \
         'Nov 120%; Dec 150%'",
    );
    browser.wait_until_settled();
}

/// The table of results as a grid: a changed cell changes the answer's table and leaves the others.
#[test]
fn results_have_a_grid() {
    let browser = Browser::with_answer();
    browser.run("document.getElementById('view-results').click()");
    browser.wait_for("the sample", "return document.getElementById('sample') !== null");
    browser.click("sample");
    browser.wait_for("the grid", "return document.getElementById('results-grid-0-1') !== null");
    let before = value(&browser, "results-grid-1-2");
    browser.type_into("results-grid-0-1", "900k");
    browser.wait_for(
        "the table",
        "return document.getElementById('results-table').value.includes('Ada\\t900k\\t')",
    );
    assert_eq!(value(&browser, "results-grid-1-2"), before);
    assert_eq!(browser.run("return document.querySelectorAll('[aria-invalid=true]').length"), json!(0));
}
