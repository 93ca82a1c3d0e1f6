//! A plan kept as before: sentence, dots and table show before and now on the same luck. Two plans compared:
//! own ones, one that was sent, one of a file.

use crate::browser::{Browser, serve};
use crate::{address, example};
use plumbline::exchange::file;
use serde_json::{Value, json};

const SAVED: &str = "return document.getElementById('kept')?.textContent === 'saved'";

/// Waits until two plans are compared, and gives the sentence; `of` is part of it.
#[track_caller]
fn compared(browser: &Browser, of: &str) -> String {
    let script = format!(
        "const words = document.getElementById('compared')?.textContent; \
         return words?.includes({}) && words",
        json!(of)
    );
    browser.wait_for("the comparison", &script).as_str().unwrap_or_default().to_owned()
}

/// Two plans of the reader's own, Careful and then Bold, of which Bold lies on the table: another target,
/// more opportunities, a better stage, larger deals.
fn two_plans(browser: &Browser) -> [String; 2] {
    browser.type_into("plan-name", "Careful");
    browser.wait_for("it is kept", SAVED);
    browser.wait_until_settled();
    let careful = browser.text("#chance");
    browser.click("plans");
    browser.click("duplicate");
    browser.wait_for("the copy", "return document.getElementById('plan-name').value === 'Careful, copy'");
    for (field, text) in [
        ("plan-name", "Bold"),
        ("target", "3.4m"),
        ("supply", "230 a month"),
        ("stage-2-rate", "58%"),
        ("deal-size", "27k"),
    ] {
        browser.type_into(field, text);
    }
    browser.wait_for("it is kept", SAVED);
    browser.wait_until_settled();
    [careful, browser.text("#chance")]
}

/// The futures of 100 that a sentence names first.
fn of_100(sentence: &str) -> f64 {
    sentence.split_whitespace().find_map(|word| word.parse().ok()).expect("a number of futures")
}

/// The cells of the table of what differs.
fn differences(browser: &Browser) -> Vec<Vec<String>> {
    let script = "return [...document.querySelectorAll('#compared-parts tr')] \
                  .map(row => [...row.children].map(cell => cell.textContent))";
    serde_json::from_value(browser.run(script)).expect("rows of texts")
}

/// A figure of the table and the error that it states: “+12.3 ± 0.2”.
fn figure(cell: &str) -> (f64, f64) {
    let (figure, error) = cell.split_once(" ± ").unwrap_or((cell, "0"));
    let figure = figure.replace('+', "").replace('−', "-");
    (figure.parse().expect("a figure"), error.parse().expect("an error"))
}

/// Once the plan on the table is another than the one that was kept: before, the two are the same.
const FUTURES_LOST: &str = "const words = document.getElementById('comparison')?.textContent; \
     return words && !words.includes('none miss it')";

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
    browser.wait_for("the comparison of what was typed", FUTURES_LOST);
    // While the answer refines, two reads may be of two answers.
    browser.wait_until_settled();
    let (chance, compared) = (browser.text("#chance"), browser.text("#before"));
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
    browser.wait_for("nothing to compare with", "return document.getElementById('before') === null");
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
    browser.wait_for("the comparison of what was typed", FUTURES_LOST);
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

/// The sentence, the dots of both, what they assume differently and what it adds, which sums to the
/// difference.
#[test]
fn two_own_plans_are_told_apart() {
    let browser = Browser::with_answer();
    let [careful, bold] = two_plans(&browser);
    browser.click("compare");
    let sentence = compared(&browser, "“Careful”");
    // Both are drawn on fewer runs than the answers, and said as the answers say them.
    let (then, now) = (of_100(&careful), of_100(&bold));
    let (_, figures) = sentence.split_once("futures than “Careful”: ").expect("the figures of both");
    let figures: Vec<f64> = figures.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [bold_compared, _, careful_compared, _] = figures[..] else { panic!("{sentence}") };
    assert!((bold_compared - now).abs() < 0.5 && (careful_compared - then).abs() < 0.5, "{sentence}");
    let more = bold_compared - careful_compared;
    let word = if more > 0.0 { "more" } else { "fewer" };
    let expected = format!("“Bold” reaches its target in {} {word} of 100", more.abs());
    assert!(sentence.starts_with(&expected), "{sentence}");
    assert!(
        browser.text("#compare-panel").contains("8 in 10 differences lie between"),
        "the distribution's sentence"
    );
    let names = "return [...document.querySelectorAll('#compared-dots text')] \
                 .map(text => text.textContent).filter(text => text.startsWith('“'))";
    assert_eq!(browser.run(names), json!(["“Careful”", "“Bold”"]));
    assert_eq!(browser.run("return document.querySelectorAll('#compared-dots circle').length"), json!(100));
    // What the one brings more in the same future is a picture too, with as many filled dots as are said.
    let script = "const dots = [...document.querySelectorAll('#compared-more circle')]; \
                return [dots.length, dots.filter(dot => dot.matches('.dot-plot__dot--reaches')).length]";
    let dots: [f64; 2] = serde_json::from_value(browser.run(script)).expect("two numbers");
    let panel = browser.text("#compare-panel");
    let (_, brings) = panel.split_once("it brings more in ").expect("how often it brings more");
    // “73 of 100”, “more than 99 of 100”, “fewer than 1 of 100”.
    let brings: f64 = brings.split_whitespace().find_map(|word| word.parse().ok()).expect("a number");
    assert!(dots[0] > 49.5 && (2.0 * dots[1] - brings).abs() <= 3.0, "{dots:?} {brings}");
    // Only what differs, each as it stands in both.
    let rows = differences(&browser);
    let (head, rows) = rows.split_first().expect("a head");
    assert_eq!(head[..3], ["Assumption", "“Careful”", "“Bold”"]);
    let (together, rows) = rows.split_last().expect("a sum");
    let values: Vec<&[String]> = rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(values.len(), 4, "{values:?}");
    for (name, before, after) in [
        ("Target", "$3,200,000", "$3,400,000"),
        ("New opportunities", "200 a month", "230 a month"),
        ("Discovery: moves on", "220 of 450", "58%"),
        ("Deal size", "$25,000", "$27,000"),
    ] {
        let row = values.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}: {values:?}"));
        assert_eq!(row[1..], [before, after], "{name}");
    }
    // Each is rounded to a tenth, the two chances to whole numbers.
    let parts: Vec<(f64, f64)> = rows.iter().map(|row| figure(&row[3])).collect();
    let sum: f64 = parts.iter().map(|(adds, _)| adds).sum();
    let errors: f64 = parts.iter().map(|(_, error)| error).sum();
    assert!((sum - figure(&together[3]).0).abs() <= 0.05 * 5.0, "{sum} {together:?}");
    assert!((sum - more).abs() <= 1.0 + errors, "{sum} {more}");
    assert!(parts.iter().all(|(_, error)| *error < 2.0), "{parts:?}");
    // A higher target takes chances away, all else adds some.
    for (row, (adds, error)) in rows.iter().zip(&parts) {
        let is_target = row[0] == "Target";
        assert!(if is_target { *adds < -error } else { *adds > *error }, "{row:?}");
    }
    // What they bring in the middle says so as well, and the target brings nothing.
    let target = rows.iter().find(|row| row[0] == "Target").expect("its row");
    assert_eq!(target[4], "0", "{target:?}");
    browser.click("compare-end");
    assert_eq!(browser.run("return document.getElementById('compare-panel')"), json!(null));
}

/// A plan that was sent is compared with the reader's own, which stays what it was; nothing is kept of the
/// other.
#[test]
fn a_plan_that_was_sent_is_compared_with_the_readers() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("plan-name", "Mine");
    browser.type_into("target", "3.6m");
    browser.wait_for("it is kept", SAVED);
    browser.wait_until_settled();
    let mine = of_100(&browser.text("#chance"));
    let sent = example("reference.json", 20_000);
    browser.open(&address(&page, &sent));
    browser.wait_until_settled();
    let theirs = of_100(&browser.text("#chance"));
    browser.click("compare-with-mine");
    let sentence = compared(&browser, "“Mine”");
    let name = &sent.parts().name;
    assert!(sentence.starts_with(&format!("“{name}” reaches its target in ")), "{sentence}");
    let figures: Vec<f64> = sentence.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [points, _, theirs_compared, _, mine_compared, _] = figures[..] else { panic!("{sentence}") };
    assert!((theirs_compared - theirs).abs() <= 1.0 && (mine_compared - mine).abs() <= 1.0, "{sentence}");
    assert!((points - (theirs_compared - mine_compared).abs()).abs() < 0.5, "{sentence}");
    assert!(differences(&browser).iter().any(|row| row[0] == "Target" && row[1] == "$3,600,000"));
    // Only looked at: it is still one that was sent, and the own plan is all that is kept.
    assert!(browser.text("#received").contains("You were sent"), "{}", browser.text("#received"));
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(1));
    browser.click("plans");
    browser.click("back-to-mine");
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$3.60M"), "{}", browser.text("#chance"));
}

fn drop_file(browser: &Browser, text: &str) {
    browser.run_with(
        "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'plan.json')); \
         const dropped = {dataTransfer: data, bubbles: true, cancelable: true}; \
         document.dispatchEvent(new DragEvent('drop', dropped))",
        vec![json!(text)],
    );
}

/// While plans are compared, a file that is dropped anywhere, or chosen, becomes one of the reader's plans
/// beside the one on the table, and is compared with it; a file of another kind says so.
#[test]
fn a_file_is_compared_with_the_plan_on_the_table() {
    let browser = Browser::with_answer();
    browser.type_into("plan-name", "Mine");
    browser.wait_for("it is kept", SAVED);
    browser.wait_until_settled();
    browser.click("compare");
    assert!(browser.text("#compare-panel").contains("drop a file here"));
    // What is seen comes before what listens to it.
    browser.rest();
    let text = file::plan::write(&example("reference.json", 20_000));
    let mut document: Value = serde_json::from_str(&text).expect("a document");
    document["name"] = json!("Theirs");
    document["target"]["amount"] = json!(2_500_000);
    document["colour"] = json!("blue");
    drop_file(&browser, &document.to_string());
    let sentence = compared(&browser, "“Theirs”");
    assert!(sentence.starts_with("“Mine” reaches its target in "), "{sentence}");
    let said = browser.text("#compared-file");
    assert!(said.contains("“Theirs” from the file is now one of your plans."), "{said}");
    assert!(said.contains("does not know what the file says of colour"), "{said}");
    // Chosen in the panel.
    document["name"] = json!("Chosen");
    browser.run_with(
        "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'plan.json')); \
         const input = document.getElementById('compare-file'); input.files = files.files; \
         input.dispatchEvent(new Event('change', {bubbles: true}))",
        vec![json!(document.to_string())],
    );
    compared(&browser, "“Chosen”");
    assert_eq!(browser.run("return document.getElementById('plan-name').value"), json!("Mine"));
    // What is no plan says what it is, and what is compared stays.
    let results = include_str!("../golden/history.json");
    for (other, reason) in [(results, "holds no plan"), ("{broken", "Nothing was changed")] {
        drop_file(&browser, other);
        let script = format!(
            "return document.querySelector('#compared-file[role=alert]')?.textContent.includes({})",
            json!(reason)
        );
        browser.wait_for("the reason", &script);
        compared(&browser, "“Chosen”");
    }
    // Both are in the list, also after a reload; without the panel a file opens as ever.
    browser.click("compare-end");
    browser.wait_for("it is kept", SAVED);
    browser.reload();
    browser.wait_until_settled();
    browser.click("plans");
    let names = "return [...document.querySelectorAll('.menu__plan-name')].map(it => it.textContent).sort()";
    assert_eq!(browser.run(names), json!(["Chosen", "Mine", "Theirs"]));
    browser.click("plans");
    document["name"] = json!("Opened");
    drop_file(&browser, &document.to_string());
    browser.wait_for("the file", "return document.getElementById('plan-name').value === 'Opened'");
}
