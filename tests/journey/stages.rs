//! The table of stages: both readings, taps, pasting, moving.

use crate::browser::Browser;
use serde_json::{Value, json};

fn values(browser: &Browser, part: &str) -> Value {
    let script = "return [...document.querySelectorAll('.stages__row')] \
                  .map(row => row.querySelector(`[id$=${arguments[0]}]`).value)";
    browser.run_with(script, vec![json!(part)])
}

fn paste(browser: &Browser, field: &str, text: &str) {
    let script = "const data = new DataTransfer(); data.setData('text', arguments[1]); \
        const field = document.getElementById(arguments[0]); field.focus(); \
        field.dispatchEvent(new ClipboardEvent('paste', \
        {clipboardData: data, bubbles: true, cancelable: true}))";
    browser.run_with(script, vec![json!(field), json!(text)]);
}

/// A spreadsheet's columns fill the table and add stages; a rising column is what is won from each stage, and
/// the page says so; one undo takes it all back.
#[test]
fn columns_of_a_spreadsheet_fill_the_table() {
    let browser = Browser::with_answer();
    paste(
        &browser,
        "stage-1-name",
        "Lead\t40%\t5 days\nDemo\t50 of 100\t2 weeks\nTrial\tmaybe\t20\nOffer\t60%\t10\nPaper\t90%\t3\n",
    );
    assert_eq!(values(&browser, "name"), json!(["Lead", "Demo", "Trial", "Offer", "Paper"]));
    assert_eq!(values(&browser, "rate"), json!(["40%", "50 of 100", "maybe", "60%", "90%"]));
    assert_eq!(browser.run("return document.querySelectorAll('[aria-invalid=true]').length"), json!(1));
    browser.click("undo");
    assert_eq!(values(&browser, "name"), json!(["Qualified", "Discovery", "Proposal", "Negotiation"]));
    paste(&browser, "stage-1-rate", "6%\n13%\n28%\n50%\n");
    assert!(browser.text("#notice").contains("won from each stage"), "{}", browser.text("#notice"));
    assert_eq!(values(&browser, "wins"), json!(["6%", "13%", "28%", "50%"]));
    assert!(browser.text(".stages__line").contains("6 are won"), "{}", browser.text(".stages__line"));
    assert!(
        browser.text("#stage-1-wins-note").contains("46.2% move on"),
        "{}",
        browser.text("#stage-1-wins-note")
    );
    // Typed in this reading: the share won from the other stages stays.
    browser.type_into("stage-2-wins", "20%");
    assert_eq!(values(&browser, "wins"), json!(["6%", "20%", "28%", "50%"]));
    browser.type_into("stage-2-wins", "40%");
    assert!(browser.text("#stage-2-wins-note").contains("such as 6%, 14%, 28%, 50%"));
    browser.run("document.getElementById('reading-0').click()");
    browser.wait_for("the other reading", "return document.getElementById('stage-1-rate') !== null");
    // What was refused has left nothing behind.
    let rates = values(&browser, "rate");
    for (place, begins) in ["46.2%", "46.4%", "56%", "50%"].iter().enumerate() {
        assert!(rates[place].as_str().is_some_and(|rate| rate.starts_with(begins)), "{rates}");
    }
}

/// Stages move by buttons, keeping the focus, and by dragging; how sure a rate is takes a tap.
#[test]
fn stages_move_and_rates_get_surer() {
    let browser = Browser::with_answer();
    browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
    browser.click("stage-2-down");
    assert_eq!(values(&browser, "name"), json!(["Qualified", "Proposal", "Discovery", "Negotiation"]));
    browser.wait_for("the focus", "return document.activeElement.id === 'stage-2-down'");
    browser.run(
        "const rows = document.querySelectorAll('.stages__row'), data = new DataTransfer(); \
         const drag = (kind, on) => on.dispatchEvent(new DragEvent(kind, \
         {dataTransfer: data, bubbles: true, cancelable: true})); \
         drag('dragstart', rows[3].querySelector('.stages__handle')); drag('dragover', rows[0]); \
         drag('drop', rows[0])",
    );
    assert_eq!(values(&browser, "name"), json!(["Negotiation", "Qualified", "Proposal", "Discovery"]));
    browser.type_into("stage-1-rate", "45%");
    assert_eq!(browser.text("#stage-1-rate-note"), "true rate 36–54%, 8 times in 10");
    for (tap, note) in
        [(0, "true rate 31–59%"), (2, "true rate 42–48%"), (3, "exactly 45%"), (1, "true rate 36–54%")]
    {
        browser.run(&format!("document.getElementById('stage-1-sureness-{tap}').click()"));
        assert!(
            browser.text("#stage-1-rate-note").starts_with(note),
            "{}",
            browser.text("#stage-1-rate-note")
        );
    }
}
