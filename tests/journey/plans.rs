//! Plans that are kept: reloads, tabs, full and damaged storage, the list.

use crate::advice::wait_until_advised;
use crate::browser::{Browser, serve};
use serde_json::{Value, json};

const SAVED: &str = "return document.getElementById('kept')?.textContent === 'saved'";

fn page() -> (Browser, String) {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    browser.open(&page);
    browser.wait_until_settled();
    (browser, page)
}

/// The key goes down and the page goes away in the same tick: what was typed is there.
#[test]
fn a_reload_at_any_moment_loses_nothing() {
    let (browser, page) = page();
    assert_eq!(browser.text("#kept"), "kept once you change it");
    for (turn, target) in ["4.1m", "4.2m", "4.3m", "4.4m"].into_iter().enumerate() {
        let script = "const field = document.getElementById('target'); field.value = arguments[0]; \
            field.dispatchEvent(new InputEvent('input', {bubbles: true})); \
            const wait = arguments[1]; \
            if (wait === 0) { Promise.resolve().then(() => location.reload()); } else \
            { setTimeout(() => location.reload(), wait); }";
        browser.run_with(script, vec![json!(target), json!(turn * 40)]);
        std::thread::sleep(std::time::Duration::from_millis(600));
        browser.wait_for("the page", "return document.getElementById('target') !== null");
        browser.wait_until_settled();
        assert_eq!(browser.run("return document.getElementById('target').value"), json!(target));
        browser.wait_for("it is kept", SAVED);
    }
    // One plan all the time, and nothing left over.
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(1));
    let left = "return Object.keys(localStorage).filter(key => key.startsWith('plumbline.typing'))";
    assert_eq!(browser.run(left), json!([]));
    // In another tab, which knows nothing of this one.
    browser.new_tab();
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$4.40M"), "{}", browser.text("#chance"));
}

/// Two tabs on one plan: what the one writes the other shows; edits of both at once are both kept, and it is
/// said.
#[test]
fn two_tabs_never_lose_an_edit() {
    let (browser, page) = page();
    browser.type_into("target", "5.1m");
    browser.wait_for("it is kept", SAVED);
    let first = browser.tab();
    let second = browser.new_tab();
    browser.open(&page);
    browser.wait_until_settled();
    browser.type_into("target", "5.2m");
    browser.wait_for("it is kept", SAVED);
    browser.go_to(&first);
    browser.wait_for(
        "the other's edit",
        "return document.getElementById('chance').textContent.includes('$5.20M')",
    );
    assert!(browser.text("#said").contains("changed in another tab"), "{}", browser.text("#said"));
    browser.click("undo");
    browser.wait_for(
        "what stood here",
        "return document.getElementById('chance').textContent.includes('$5.10M')",
    );
    browser.wait_for("it is kept", SAVED);
    // A tab that hears nothing of the others: its edit is of a stale copy.
    browser.go_to(&second);
    browser.wait_for(
        "the undone edit",
        "return document.getElementById('chance').textContent.includes('$5.10M')",
    );
    browser.run("BroadcastChannel.prototype.postMessage = () => {}");
    browser.type_into("target", "5.3m");
    browser.wait_for("it is kept", SAVED);
    browser.go_to(&first);
    browser.type_into("target", "5.4m");
    browser
        .wait_for("the word", "return document.getElementById('said')?.innerText.includes('kept as a copy')");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(2));
    browser.run(
        "[...document.querySelectorAll('.menu__plan')].find(plan => plan.ariaCurrent !== 'true').click()",
    );
    browser
        .wait_for("the other's", "return document.getElementById('chance').textContent.includes('$5.30M')");
}

/// No room: a sentence, and work goes on; what was typed is written once there is room.
#[test]
fn full_and_damaged_storage_are_said_and_lose_nothing() {
    let (browser, page) = page();
    browser.type_into("target", "6.1m");
    browser.wait_for("it is kept", SAVED);
    // As a browser does that gives this page no more room.
    browser.run(
        "const full = () => { throw new DOMException('no room', 'QuotaExceededError'); }; \
         window.kept = [IDBObjectStore.prototype.put, Storage.prototype.setItem]; \
         IDBObjectStore.prototype.put = full; Storage.prototype.setItem = full;",
    );
    browser.type_into("target", "6.2m");
    browser.wait_for(
        "the sentence",
        "return document.getElementById('not-kept')?.innerText.includes('no more room')",
    );
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$6.20M"));
    assert_eq!(browser.text("#kept"), "not saved");
    browser.run("[IDBObjectStore.prototype.put, Storage.prototype.setItem] = window.kept");
    browser.wait_for("it is kept", SAVED);
    assert_eq!(browser.run("return document.getElementById('not-kept')"), json!(null));
    // Damaged: said, to be taken away, and the rest is as it was.
    let damage = "const done = arguments[arguments.length - 1]; const opening = indexedDB.open('plumbline'); \
        opening.onsuccess = () => { const change = opening.result.transaction('plans', 'readwrite'); \
        change.objectStore('plans').put('{broken', 'x'); \
        change.oncomplete = () => { opening.result.close(); done(true); }; }";
    browser.run_async(damage, vec![]);
    browser.open(&page);
    browser.wait_until_settled();
    assert!(browser.text("#damaged").contains("cannot be read"), "{}", browser.text("#damaged"));
    assert!(browser.text("#chance").contains("$6.20M"));
    browser.click("damaged-forget");
    browser.wait_for("it is gone", "return document.getElementById('damaged') === null");
}

/// What is taken away: all runs from the workers, tables as files and on the clipboard, the picture with its
/// sentence.
#[test]
fn runs_tables_and_pictures_are_taken_away() {
    let (browser, _) = page();
    browser.devtools(
        "Browser.grantPermissions",
        json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}),
    );
    browser.run(
        "window.saved = []; const make = URL.createObjectURL; \
         URL.createObjectURL = blob => { window.saved.push(blob); return make.call(URL, blob); }; \
         window.names = []; HTMLAnchorElement.prototype.click = function () \
         { window.names.push(this.download); };",
    );
    let last = "const done = arguments[arguments.length - 1]; window.saved.at(-1).text().then(done)";
    browser.click("share");
    let label = browser.text("#share-runs");
    assert!(label.starts_with("All 250,000 runs as CSV, about "), "{label}");
    browser.click("share-runs");
    browser.wait_for("the runs", "return window.names.at(-1)?.endsWith('runs.csv')");
    let runs = browser.run_async(last, vec![]);
    let runs = runs.as_str().unwrap_or_default().to_owned();
    let (head, lines) = runs.split_once("Run,Total\n").expect("the head of the lines");
    assert!(head.contains("Luck,") && head.contains("Engine,"), "{head}");
    let lines: Vec<(&str, &str)> = lines.lines().filter_map(|line| line.split_once(',')).collect();
    assert_eq!(lines.len(), 250_000);
    assert!(lines.iter().zip(1..).all(|((run, _), place)| run.parse() == Ok(place)));
    // The file says what the page says.
    let reached = lines.iter().filter(|(_, total)| total.parse().is_ok_and(|total: f64| total >= 3.2e6));
    let share = (100.0 * reached.count() as f64 / 250_000.0).round();
    assert!(browser.text("#chance").contains(&format!("{share} of 100")), "{}", browser.text("#chance"));
    // The picture says what it shows.
    browser.click("share-svg");
    browser.wait_for("the picture", "return window.names.at(-1)?.endsWith('picture.svg')");
    let svg = browser.run_async(last, vec![]);
    let svg = svg.as_str().unwrap_or_default().to_owned();
    assert!(svg.contains(&format!("In {share} of 100")) && svg.contains("<circle"), "{svg:.300}");
    browser.click("share-png");
    browser.wait_for("the picture", "return window.names.at(-1)?.endsWith('picture.png')");
    // A table: on the clipboard in numbers, as a file as well.
    browser.click("share");
    browser.run("document.getElementById('picture-2').click()");
    browser.wait_for("the table", "return document.querySelector('.answer-panel .table-controls') !== null");
    browser.run("document.querySelector('.answer-panel .table-controls__copy').focus()");
    browser.run("document.querySelector('.answer-panel .table-controls__copy').click()");
    let said = "return document.querySelector('.answer-panel .table-controls__said').textContent";
    browser.wait_for("the word", said);
    let read = "const done = arguments[arguments.length - 1]; (async () => { \
        const [item] = await navigator.clipboard.read(); const texts = []; \
        for (const kind of ['text/plain', 'text/html']) \
        { texts.push(await (await item.getType(kind)).text()); } \
        done(texts); })().catch(error => done(['no: ' + error]))";
    let copied = browser.run_async(read, vec![]);
    let of = |place: usize| copied[place].as_str().unwrap_or_default().to_owned();
    assert!(of(0).contains("Target\t3200000"), "{copied}");
    assert!(of(1).contains("<td>Target</td><td>3200000</td>"), "{copied}");
    browser.run("document.querySelector('.answer-panel .table-controls__save').click()");
    browser.wait_for("the file", "return window.names.at(-1)?.endsWith('.csv')");
    let file = browser.run_async(last, vec![]);
    assert!(file.as_str().is_some_and(|text| text.contains("Target,3200000")), "{file}");
}

/// On A4 and on Letter: a plan with six stages, 23 reps and the money side is one page, a quota is one,
/// results are two.
#[test]
fn plans_and_quotas_are_one_page_of_paper_and_results_two() {
    const PAPERS: [[f64; 2]; 2] = [[8.27, 11.69], [8.5, 11.0]];
    let (browser, _) = page();
    let rep = |rep: u32| {
        let mut of = json!({"name": format!("Rep {rep}"), "count": 1, "quota": 225_000});
        if rep >= 20 {
            of["joins"] = json!(4);
        }
        of
    };
    let reps: Vec<Value> = (0..23).map(rep).collect();
    let stages: Vec<Value> =
        ["Qualified", "Discovery", "Technical validation", "Proposal", "Legal", "Signature"]
            .iter()
            .map(|name| {
                json!({"name": name, "exit": "The buyer has agreed to it in writing",
            "rate": {"passed": 120, "entered": 200}, "time": {"mean": 18, "sd": 12}})
            })
            .collect();
    let plan = json!({"plumbline": 1, "name": "A whole year", "currency": "EUR", "start": "2027-01-01",
        "horizon": {"months": 12}, "target": {"amount": 9_000_000}, "trials": 20_000,
        "segments": [{"supply": {"per_month": 150}, "stages": stages,
            "deal_size": {"mean": 92_000, "cv": 0.9}}],
        "team": {"groups": reps, "ramp": [0, 0.25, 0.5, 0.75], "quota_period": "quarter"},
        "economics": {"gross_margin": 0.78, "fixed_cost": 2_100_000, "cost_per_opportunity": 900,
            "base_pay": 95_000, "commission": 0.08, "contract_months": 12, "goal": {"payback_months": 18}},
        "sources": {"measured": ["target", "stage 1 rate", "stage 2 rate"], "guess": ["stage 3 rate"]}});
    browser.run_with(
        "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'plan.json')); \
         const dropped = {dataTransfer: data, bubbles: true, cancelable: true}; \
         document.dispatchEvent(new DragEvent('drop', dropped))",
        vec![json!(plan.to_string())],
    );
    browser.wait_for("the file", "return document.getElementById('plan-name').value === 'A whole year'");
    // The answer before it is settled until the new plan's run has begun.
    browser.wait_for(
        "the brief of this plan",
        "return document.getElementById('brief')?.textContent.includes('Enter by')",
    );
    browser.wait_until_settled();
    let brief = browser.text("#brief");
    for part in ["Each of 20 reps", "Each of 3 reps who join", "Enter by", "Gross margin: 78%", "Guess"] {
        assert!(brief.contains(part), "{part}: {brief}");
    }
    assert!(!brief.contains("Rep 1"), "nobody is named: {brief}");
    // What would change the answer stands on the page as well, once it is known.
    wait_until_advised(&browser);
    let advised = browser.text("#brief");
    assert!(advised.contains("contribution") && advised.len() > brief.len(), "{advised}");
    for paper in PAPERS {
        assert_eq!(browser.printed_pages(paper), 1, "the plan on {paper:?}: {advised}");
    }
    browser.click("view-quota");
    browser.wait_for("the quota", "return document.getElementById('quota-chance')?.textContent");
    for paper in PAPERS {
        assert_eq!(browser.printed_pages(paper), 1, "the quota on {paper:?}");
    }
    browser.click("view-results");
    browser.click("sample");
    browser.wait_for("the results", "return document.getElementById('at-quota')?.textContent");
    browser.wait_for("the stages", "return document.querySelector('#rates-1 tbody th') !== null");
    for paper in PAPERS {
        assert_eq!(browser.printed_pages(paper), 2, "results on {paper:?}");
    }
}

/// The list: new, named, duplicated, deleted, brought back, forgotten.
#[test]
fn plans_are_named_duplicated_and_deleted() {
    let (browser, _) = page();
    browser.type_into("plan-name", "FY27 plan");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    browser.click("duplicate");
    browser.wait_for("the copy", "return document.getElementById('plan-name').value === 'FY27 plan, copy'");
    browser.type_into("target", "8.8m");
    browser.wait_for("it is kept", SAVED);
    browser.click("plans");
    browser.click("delete");
    browser.wait_for("the other", "return document.getElementById('plan-name').value === 'FY27 plan'");
    assert!(browser.text("#said").contains("was deleted"), "{}", browser.text("#said"));
    browser.click("bring-back");
    browser.wait_for("the copy", "return document.getElementById('plan-name').value === 'FY27 plan, copy'");
    browser.wait_until_settled();
    assert!(browser.text("#chance").contains("$8.80M"));
    browser.click("plans");
    browser.click("new-1");
    browser.wait_for("a new plan", "return document.getElementById('plan-name').value !== 'FY27 plan, copy'");
    browser.wait_for("it is kept", SAVED);
    browser.reload();
    browser.wait_until_settled();
    browser.click("plans");
    assert_eq!(browser.run("return document.querySelectorAll('.menu__plan').length"), json!(3));
    browser.click("forget");
    browser.click("forget-sure");
    browser.wait_for("a first visit", "return document.getElementById('greeting') !== null");
    assert_eq!(browser.run("return Object.keys(localStorage).length"), json!(0));
}

/// What each view kept when it kept only one thing is in its list afterwards, once, and no longer where it
/// was.
#[test]
fn what_earlier_versions_kept_is_taken_over() {
    let (browser, page) = page();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let team = std::fs::read_to_string(folder.join("history/team.csv")).expect("a table of results");
    let plan = std::fs::read_to_string(folder.join("scenarios/reference.json")).expect("a plan");
    let plan: Value = serde_json::from_str(&plan).expect("a document");
    let history = json!({"table": team, "columns": null, "exits": "", "deal_spread": "", "reachable": "",
        "hard": "", "alarm": "", "picked": "", "rep": "Bela"});
    let quota = json!({"quota": "$410k", "end": "6 months", "won": "40k", "open": "6 worth 120k",
        "record": "9 won, 32 lost", "stages": "", "new": "", "wanted": ""});
    let quota = json!({"texts": quota, "examples": [], "team": null});
    for (key, kept) in [
        ("plumbline.plan.2", json!({"plan": plan, "typed": [], "wins": false})),
        ("plumbline.quota.2", json!({"typed": quota})),
        ("plumbline.history.2", json!({"typed": history})),
    ] {
        let put = "localStorage.setItem(arguments[0], arguments[1])";
        browser.run_with(put, vec![json!(key), json!(kept.to_string())]);
    }
    let left = "return ['plan', 'quota', 'history'] \
                .every(kind => localStorage.getItem(`plumbline.${kind}.2`) === null)";
    for _ in 0..2 {
        browser.open(&page);
        browser.wait_until_settled();
        browser.wait_for("the old places are empty", left);
        assert_eq!(browser.run("return document.getElementById('plan-name').value"), json!("Reference"));
        assert!(browser.text("#chance").contains("$3.00M"), "{}", browser.text("#chance"));
        let listed = || {
            browser.click("plans");
            let count = browser.run("return document.querySelectorAll('.menu__plan').length");
            browser.click("plans");
            count
        };
        assert_eq!(listed(), json!(1));
        browser.click("view-quota");
        browser.wait_for("the quota", "return document.getElementById('quota-chance')?.textContent");
        assert_eq!(browser.run("return document.getElementById('quota-quota').value"), json!("$410k"));
        assert_eq!(listed(), json!(1));
        browser.click("view-results");
        browser.wait_for("the results", "return document.getElementById('at-quota')?.textContent");
        let table = "return document.getElementById('results-table').value";
        assert_eq!(browser.run(table), json!(team));
        assert_eq!(listed(), json!(1));
        browser.click("view-plan");
    }
}
