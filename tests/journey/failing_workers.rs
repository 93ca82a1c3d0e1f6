//! Workers that do not start, die, hang, or are of another build: noticed, said, and the answer is the same.

use crate::browser::{Browser, serve};
use crate::{address, example, native_digest};
use serde_json::json;

const TRIALS: u32 = 60_000;

fn browser_with_two_cores() -> Browser {
    let browser = Browser::start();
    browser.devtools("Emulation.setHardwareConcurrencyOverride", json!({"hardwareConcurrency": 2}));
    browser
}

fn is_loader(name: &str) -> bool {
    name.starts_with("worker-loader")
}

/// Runs a script before the page's own.
fn before_the_page(browser: &Browser, source: &str) {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": source}));
}

/// The page answers with the native bits, says what happened, and takes edits; so do the other two views.
fn answers_all_the_same(browser: &Browser, page: &str, said: &str) {
    let scenario = example("inside_sales.json", TRIALS);
    browser.open(&address(page, &scenario));
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));
    assert!(browser.text("#workers").contains(said), "{}", browser.text("#workers"));
    browser.type_into("target", "300k");
    browser.wait_for(
        "the edit",
        "return document.getElementById('chance').textContent.includes('more than 99')",
    );
    browser.click("view-quota");
    browser.wait_for("a quota's answer", "return document.getElementById('quota-chance') !== null");
    browser.click("view-results");
    browser.click("sample");
    browser.wait_for("what explains it", "return document.getElementById('rep') !== null");
    assert!(browser.text("#workers").contains(said), "it is said in every view");
}

#[test]
fn a_missing_loader() {
    let browser = browser_with_two_cores();
    let page = serve(|name, bytes| (!is_loader(name)).then_some(bytes));
    answers_all_the_same(&browser, &page, "computes by itself");
}

#[test]
fn a_browser_without_workers() {
    let browser = browser_with_two_cores();
    before_the_page(&browser, "window.Worker = class { constructor() { throw new Error('forbidden'); } };");
    answers_all_the_same(&browser, &serve(|_, bytes| Some(bytes)), "computes by itself");
    // An export needs a program beside the page: that is said, and the table stays.
    browser.run(
        "const files = new DataTransfer(); files.items.add(new File(['Owner,Stage\\nAda,Won\\n'], \
        'crm.csv')); \
         const input = document.getElementById('results-file'); input.files = files.files; \
         input.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    browser.wait_for(
        "why it is not read",
        "return document.getElementById('import-problem')?.textContent.includes('forbids workers')",
    );
}

/// Without the module nothing can be worked out: that is said, with a way out, and what is typed is kept.
#[test]
fn a_missing_module() {
    let browser = browser_with_two_cores();
    let is_module = |name: &str| name.starts_with("worker-") && name.contains(".wasm");
    browser.open(&serve(move |name, bytes| (!is_module(name)).then_some(bytes)));
    browser.wait_for("the notice", "return document.getElementById('reload-page') !== null");
    assert!(browser.text("#workers").contains("did not load"), "{}", browser.text("#workers"));
    browser.type_into("target", "5.5m");
    browser.reload();
    browser.wait_for("what was typed", "return document.getElementById('target')?.value === '5.5m'");
}

/// A module that is long on its way: that is said, and no more once it is there.
#[test]
fn a_module_that_comes_late() {
    let browser = browser_with_two_cores();
    before_the_page(
        &browser,
        "const fetched = window.fetch.bind(window); \
         window.fetch = (...words) => /worker-[^/]*\\.wasm/.test(String(words[0])) \
           ? new Promise(done => { window.release = () => done(fetched(...words)); }) : fetched(...words); \
         const later = window.setTimeout.bind(window); \
         window.setTimeout = (what, after, ...words) => \
           later(what, after === 20000 ? 500 : after, ...words);",
    );
    let scenario = example("inside_sales.json", TRIALS);
    browser.open(&address(&serve(|_, bytes| Some(bytes)), &scenario));
    browser.wait_for(
        "what is late",
        "return document.getElementById('workers')?.textContent.includes('still on its way')",
    );
    browser.run("window.release()");
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));
    assert_eq!(browser.text("#workers"), "");
}

#[test]
fn workers_of_another_build() {
    let browser = browser_with_two_cores();
    let page = serve(|name, bytes| {
        if !is_loader(name) {
            return Some(bytes);
        }
        let text = String::from_utf8(bytes).ok()?;
        // The build is the one text of sixteen hexadecimal digits.
        let build =
            text.split('"').find(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()))?;
        Some(text.replace(build, "0123456789abcdef").into_bytes())
    });
    let scenario = example("inside_sales.json", TRIALS);
    browser.open(&address(&page, &scenario));
    browser.wait_until_settled();
    assert_eq!(browser.text("#digest"), native_digest(&scenario));
    assert!(browser.text("#workers").contains("different versions"), "{}", browser.text("#workers"));
    assert_eq!(browser.text("#reload-page"), "Reload");
}

/// What happens to the first worker at its third message: the module and one request came before.
fn first_worker(what: &str) -> String {
    format!(
        "const Real = window.Worker; let made = 0; \
         window.Worker = class extends Real {{ constructor(...words) {{ super(...words); \
           if (++made === 1) {{ const post = this.postMessage.bind(this); let sent = 0; \
             this.postMessage = (...message) => {{ if (++sent === 3) {{ {what}; return; }} \
             post(...message); }}; }} }} }};"
    )
}

#[test]
fn a_worker_that_dies_is_replaced() {
    let browser = browser_with_two_cores();
    before_the_page(
        &browser,
        &first_worker("this.dispatchEvent(new ErrorEvent('error', {message: 'gone'}))"),
    );
    answers_all_the_same(&browser, &serve(|_, bytes| Some(bytes)), "another took its place");
}

/// It vanishes without an event: after its deadline it is ended, and its trials are drawn by another.
#[test]
fn a_worker_that_vanishes_is_replaced() {
    let browser = browser_with_two_cores();
    before_the_page(&browser, &first_worker("this.terminate()"));
    answers_all_the_same(&browser, &serve(|_, bytes| Some(bytes)), "took too long and was ended");
}

/// Every worker dies at its second request: the run is given up with a reason, and the next one is tried.
#[test]
fn workers_that_always_die_end_the_run() {
    let browser = browser_with_two_cores();
    let page = serve(|name, bytes| {
        if !is_loader(name) {
            return Some(bytes);
        }
        let mut text = String::from_utf8(bytes).ok()?;
        text.push_str(
            "\n{ const answer = self.onmessage; let seen = 0; self.onmessage = (event) => { \
               if (++seen === 3) throw new Error('out of memory'); return answer(event); }; }\n",
        );
        Some(text.into_bytes())
    });
    browser.open(&address(&page, &example("inside_sales.json", TRIALS)));
    browser.wait_for(
        "the reason",
        "return document.body.textContent.includes('the background workers stopped at it')",
    );
    browser.type_into("target", "300k");
    browser.wait_for(
        "the first trials of the next run",
        "return document.getElementById('chance').textContent.includes('more than 99')",
    );
}

/// Has some of the programs that read files die at their first message.
fn importers_die(which: &str) -> String {
    format!(
        "const Real = window.Worker; let made = 0; \
         window.Worker = class extends Real {{ constructor(...words) {{ super(...words); \
           if (String(words[0]).includes('import-loader') && ++made {which}) {{ \
             this.postMessage = () => setTimeout(() => \
               this.dispatchEvent(new ErrorEvent('error', {{message: 'gone'}}))); }} }} }};"
    )
}

fn open_an_export(browser: &Browser, page: &str) {
    browser.open(page);
    browser.wait_for("the page", "return document.getElementById('view-results') !== null");
    browser.click("view-results");
    browser.wait_for("the door", "return document.getElementById('results-file') !== null");
    browser.run(
        "const files = new DataTransfer(); files.items.add(new File( \
         ['Owner,Stage,Close date\\nAda,Won,2027-02-03\\nBela,Lost,2027-02-04\\n'], 'crm.csv')); \
         const input = document.getElementById('results-file'); input.files = files.files; \
         input.dispatchEvent(new Event('change', { bubbles: true }))",
    );
}

/// The program that reads files dies: another takes its place and reads the same, and that is said. Where it
/// dies too, that is the end, with a way to try again.
#[test]
fn an_importer_that_dies_is_replaced() {
    let browser = Browser::start();
    before_the_page(&browser, &importers_die("=== 1"));
    open_an_export(&browser, &serve(|_, bytes| Some(bytes)));
    browser.wait_for(
        "the file",
        "return document.getElementById('import-title')?.textContent.includes('2 opportunities')",
    );
    assert!(
        browser.text("#import-replaced").contains("started again"),
        "{}",
        browser.text("#import-replaced")
    );
    let browser = Browser::start();
    before_the_page(&browser, &importers_die("> 0"));
    open_an_export(&browser, &serve(|_, bytes| Some(bytes)));
    browser.wait_for(
        "the end",
        "return document.getElementById('import-problem')?.textContent.includes('could not be loaded')",
    );
    assert_eq!(browser.text("#import-again"), "Read it again");
}
