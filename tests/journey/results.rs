//! Results: the sample, one rep, rejected rows, a foreign export, rates taken into the plan, names kept out
//! of everything shared.

use crate::browser::{Browser, serve};
use serde_json::json;
use thirtyfour::Key;

fn open_results(browser: &Browser, page: &str) {
    browser.open(page);
    browser.wait_until_settled();
    browser.click("view-results");
    browser.wait_for("the view", "return document.getElementById('sample') !== null");
}

fn settled(browser: &Browser) {
    let script =
        "return document.querySelector('.results-panel .answer-panel[data-settled=true] #at-quota') !== null";
    browser.wait_for("the report", script);
}

fn choose(browser: &Browser, id: &str, words: &str) {
    browser.run_with(
        "const select = document.getElementById(arguments[0]);\
         select.selectedIndex = [...select.options].findIndex(option => option.textContent === arguments[1]);\
         select.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![json!(id), json!(words)],
    );
}

/// Opens the sample export, whose amounts name no currency.
fn open_export(browser: &Browser) {
    let export = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/history/opportunities.csv"),
    )
    .expect("the sample export");
    open_file(browser, &export);
    answer(browser, "USD");
}

/// Chooses a file.
fn open_file(browser: &Browser, text: &str) {
    browser.run_with(
        "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'crm.csv'));\
         const input = document.getElementById('results-file'); input.files = files.files;\
         input.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![json!(text)],
    );
    read(browser);
}

/// Waits until a file is read.
fn read(browser: &Browser) {
    browser.wait_for("the file", "return document.getElementById('import')?.dataset.busy === 'false'");
}

/// Taps an answer to a question about a file.
fn answer(browser: &Browser, words: &str) {
    browser.run_with(
        "[...document.querySelectorAll('.import-panel__answer')]\
         .find(button => button.lastChild.textContent === arguments[0]).click()",
        vec![json!(words)],
    );
    read(browser);
}

/// Writes into a line about a file.
fn say(browser: &Browser, id: &str, text: &str) {
    browser.run_with(
        "const line = document.getElementById(arguments[0]); line.value = arguments[1];\
         line.dispatchEvent(new Event('change', { bubbles: true }))",
        vec![json!(id), json!(text)],
    );
    read(browser);
}

/// From an export to a plan in four presses and an answer: the view, the file, its currency, the plan. It
/// lies beside what was on the table.
#[test]
fn a_plan_is_made_of_an_export() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    open_export(&browser);
    let past = browser.text("#import-past");
    assert!(past.contains("Moves on from Discovery") && past.contains("points"), "{past}");
    // Its four months are too few to look back on, which is said.
    browser.click("look-back");
    browser.wait_for("a reason", "return document.getElementById('no-look-back') !== null");
    browser.click("make-plan");
    browser.wait_for("the plan", "return document.body.textContent.includes('crm, ')");
    browser.wait_for(
        "the answer",
        "return document.querySelector('.answer-panel__chance')?.textContent.includes('$522K') ?? false",
    );
    // The file stays open: its counts can be explained as well.
    browser.click("view-results");
    browser.wait_for("the file", "return document.getElementById('import-past') !== null");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The parts of a miss as they are shown: their sum, and the whole that stands below them.
const PARTS: &str = "const rows = [...document.querySelectorAll('#parts tbody tr')]\
     .map(row => [...row.cells].map(cell => cell.textContent));\
     const value = text => \
     { if (text === 'none') return 0; const [, minus, number, unit] = \
       text.replace('\u{2212}', '-').match(/(-?)[+]?\\$?([0-9.]+)([KM]?)/);\
       return (minus ? -1 : 1) * number * ({ K: 1e3, M: 1e6 }[unit] ?? 1) };\
     const adds = rows.map(row => value(row[3]));\
     return [adds.slice(0, -1).reduce((a, b) => a + b), adds.at(-1)]";

#[test]
fn what_explains_the_sample() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    browser.click("sample");
    settled(&browser);
    assert!(
        browser.text("#at-quota").contains("if all were equally skilled"),
        "{}",
        browser.text("#at-quota")
    );
    assert!(browser.text("#rates-2 > summary").contains("reps differ here: reading of the stage"));
    assert!(
        browser.text(".adjacent").contains("a looser reading of Discovery"),
        "{}",
        browser.text(".adjacent")
    );
    choose(&browser, "rep", "Kofi");
    browser.wait_for("the outcome", "return document.getElementById('outcome') !== null");
    let outcome = browser.text("#outcome");
    assert!(outcome.contains("fewer passed Proposal than luck explains (2 of 25"), "{outcome}");
    assert!(browser.text("#thresholds-in-force").contains("56 comparisons"));
    // The parts sum to what they explain, to the digits shown.
    let sums = browser.run(PARTS);
    let [parts, together] = [0, 1].map(|place| sums[place].as_f64().expect("a sum"));
    assert!((parts - together).abs() < 1_500.0, "{parts} {together}");
    choose(&browser, "rep", "Lena");
    browser.wait_for(
        "Lena",
        "return document.getElementById('outcome')?.textContent.includes('quota and supply first')",
    );
    assert!(browser.text("#supply-words").contains("a matter of supply"));
    // A quarter of one rep: a link without anybody's name.
    assert_eq!(
        browser.run("return document.getElementById('copy-link')"),
        json!(null),
        "results have no link"
    );
    assert!(!browser.run("return location.href").to_string().contains("Lena"));
    // Presenting hides names; Escape shows them again.
    browser.click("present");
    browser
        .wait_for("no names", "return !document.querySelector('.answer-panel').textContent.includes('Lena')");
    browser.press(Key::Escape);
    browser.wait_for("names", "return document.querySelector('.answer-panel').textContent.includes('Lena')");
    // Printing does, unless they are wanted.
    browser.run("dispatchEvent(new Event('beforeprint'))");
    browser.wait_for(
        "no names in print",
        "return !document.querySelector('.answer-panel').textContent.includes('Lena')",
    );
    browser.run("dispatchEvent(new Event('afterprint'))");
    browser.click("names-in-print");
    browser.run("dispatchEvent(new Event('beforeprint'))");
    assert!(browser.text(".answer-panel").contains("Lena"));
    // A reload loses nothing; forgetting leaves nothing.
    browser.reload();
    settled(&browser);
    assert!(browser.text("#outcome").contains("quota and supply first"));
    // Measured rates become the plan's, which is kept as before.
    browser.click("take-rates");
    browser.click("view-plan");
    // All else is still the example's: no chance is made of both, until that is said.
    browser.wait_for(
        "no answer yet",
        "return document.getElementById('chance')?.textContent.startsWith('There is no answer yet')",
    );
    assert_eq!(browser.run("return document.getElementById('middle')"), json!(null));
    let stages =
        "return [...document.querySelectorAll('.stages input[id$=-name]')].map(field => field.value)";
    assert_eq!(browser.run(stages), json!(["Qualified", "Discovery", "Proposal", "Negotiation"]));
    let source = "return document.getElementById('stage-1-rate')\
        .closest('.stages__row').textContent.includes('Measured')";
    browser.run("for (const fold of document.querySelectorAll('details')) fold.open = true");
    assert_eq!(browser.run(source), json!(true));
    browser.click("view-results");
    browser.wait_for("the view", "return document.getElementById('forget-results') !== null");
    browser.click("forget-results");
    browser.wait_for("nothing", "return document.getElementById('results-table').value === ''");
    assert!(browser.text("#said").contains("was deleted"), "{}", browser.text("#said"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The steps of a view: greyed out where there are none, and not forgotten by a look at another view.
#[test]
fn steps_of_results_outlast_a_look_elsewhere() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    let is_disabled =
        |id: &str| browser.run_with("return document.getElementById(arguments[0]).disabled", vec![json!(id)]);
    browser.wait_for("nothing to undo", "return document.getElementById('undo').disabled");
    browser.click("sample");
    settled(&browser);
    // One step.
    assert_eq!((is_disabled("undo"), is_disabled("redo")), (json!(false), json!(true)));
    browser.click("view-plan");
    browser.wait_for("nothing to undo in the plan", "return document.getElementById('undo').disabled");
    browser.click("view-results");
    settled(&browser);
    browser.click("undo");
    browser.wait_for("nothing", "return document.getElementById('results-table').value === ''");
    assert_eq!(is_disabled("undo"), json!(true));
    browser.click("redo");
    settled(&browser);
}

/// A row that is not understood is listed with its reason and kept; a column can be said to be something
/// else; an export is looked at first and then becomes the table.
#[test]
fn tables_and_exports_are_brought() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    let table = "Rep,Quota,Lead,Proposal,Won,Bookings\nAda,60k,40,20,8,80k\n\
        Bela,60k,50,22,9,90k\nChika,60k,30,x,9,90k\n";
    browser.run_with(
        "const field = document.getElementById('results-table'); field.value = arguments[0];\
         field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        vec![json!(table)],
    );
    settled(&browser);
    assert!(
        browser.text("#rejected").contains("Line 4: Proposal should be a whole number"),
        "{}",
        browser.text("#rejected")
    );
    assert!(
        browser.run("return document.getElementById('results-table').value").to_string().contains("Chika")
    );
    assert!(browser.text("#results-table-note").contains("2 reps, 2 stages"));
    choose(&browser, "column-2", "not needed");
    browser.wait_for(
        "one stage",
        "return document.getElementById('results-table-note').textContent.includes('1 stage')",
    );
    // Dropped or opened: a row for each opportunity.
    open_export(&browser);
    let import = browser.text("#import");
    assert!(import.contains("crm.csv: 240 opportunities of 6 reps"), "{import}");
    assert!(import.contains("240 rows, all counted."), "{import}");
    assert!(import.contains("Stages Discovery → Proposal."), "{import}");
    browser.click("use-import");
    browser.wait_for(
        "the table",
        "return document.getElementById('results-table-note').textContent.includes('6 reps, 2 stages')",
    );
    browser.wait_for(
        "adherence",
        "return document.getElementById('measured')?.textContent.includes('follow the process')",
    );
    browser.click("undo");
    browser
        .wait_for("the step back", "return document.getElementById('results-table').value.includes('Chika')");
}

/// Open opportunities are compared at equal age: by a typed table's own columns, in number where it has none,
/// and by an export's dates.
#[test]
fn open_opportunities_are_compared_at_equal_age() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    let type_table = |table: &str| {
        browser.run_with(
            "const field = document.getElementById('results-table'); field.value = arguments[0];\
             field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
            vec![json!(table)],
        );
        settled(&browser);
    };
    // Of Ada's many are open and few passed, which may be her youth: in number, it cannot be told.
    let counts = "Rep,Proposal,Proposal \
         open,Won\nAda,100,60,6\nBela,100,10,40\nChika,100,12,38\nDario,100,9,41\nElif,100,11,39\n";
    type_table(counts);
    choose(&browser, "rep", "Ada");
    browser.wait_for("the outcome", "return document.getElementById('outcome') !== null");
    let outcome = browser.text("#outcome");
    assert!(outcome.starts_with("Cannot be told yet"), "{outcome}");
    let open = browser.text(".still-open");
    assert!(open.contains("Still open at Proposal: 60 of 100"), "{open}");
    assert!(open.contains("can be told once about so many more are decided"), "{open}");
    // The list shows the same person whatever moves in the table.
    let chosen =
        "const list = document.getElementById('rep'); return list.options[list.selectedIndex].textContent";
    type_table(&counts.replace("\nAda", "\nZoe,50,5,20\nAda"));
    browser.wait_for("six reps", "return document.getElementById('rep').options.length === 7");
    assert_eq!(browser.run(chosen), json!("Ada"));
    assert_eq!(browser.text(".results-panel__who"), "Ada");
    assert!(browser.text(".ages-differ").contains("“Proposal 60 days old”"));
    // With the two columns that it asks for, it can.
    let aged = counts.lines().zip([
        "Proposal 60 days old,Proposal passed within 60 days",
        "35,4",
        "80,30",
        "82,29",
        "79,31",
        "81,30",
    ]);
    let aged: Vec<String> = aged.map(|(line, more)| format!("{line},{more}")).collect();
    type_table(&aged.join("\n"));
    browser.wait_for(
        "the outcome at equal age",
        "return document.getElementById('outcome')?.textContent.includes('fewer passed Proposal') || \
         document.getElementById('outcome')?.textContent.startsWith('Fewer passed Proposal')",
    );
    let outcome = browser.text("#outcome");
    assert!(outcome.contains("(4 of 35 within 60 days; "), "{outcome}");
    assert!(browser.text("#rates-1 > summary").contains("passed within 60 days"));
    assert_eq!(browser.run("return document.querySelector('.still-open, .ages-differ')"), json!(null));
    // Half of the pair says what is missing, and the last answer stands.
    type_table(&aged.join("\n").replace("within 60 days", "within 90 days"));
    browser.wait_for(
        "the refusal",
        "return document.getElementById('results-table-note').textContent.includes('two columns that say \
         the same days')",
    );
    assert!(browser.text("#outcome").contains("(4 of 35 within 60 days; "));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// An export's dates give the columns at equal age.
#[test]
fn an_export_is_compared_at_equal_age() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    open_export(&browser);
    say(&browser, "import-age", "20");
    browser.click("use-import");
    browser.wait_for(
        "the rates at equal age",
        "return document.querySelector('#rates-2 > summary')?.textContent.includes('passed within 20 days')",
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A file of another system is read, asks what it does not say, and is read otherwise where a column or a
/// status was meant otherwise; names are replaced before anything is kept; what was said of its columns is
/// remembered.
#[test]
fn an_export_of_another_system_is_read_or_asks() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    let export = "Verkaufschance;Inhaber;Betreuer;Phase;Erstellt am;Abschlussdatum;Betrag (EUR)\n\
        A-1;Ada Quist;Team;Gewonnen;3.1.2027;4.2.2027;12.500,50\n\
        A-2;Bela Nagy;Team;Verloren;5.1.2027;6.2.2027;8.000,00\n\
        A-3;Ada Quist;Team;Escalated;7.1.2027;8.9.2027;9.000,00\n\
        A-4;Bela Nagy;Team;;9.1.2027;8.9.2027;9.000,00\n";
    open_file(&browser, export);
    let import = browser.text("#import");
    assert!(import.contains("4 rows = 3 counted + 1 not understood."), "{import}");
    assert!(import.contains("€12,500.50 won"), "{import}");
    // Two columns may say whose an opportunity is.
    assert!(browser.text("#import-questions").contains("Which column says whose an opportunity is?"));
    assert_eq!(browser.run("return document.getElementById('use-import').disabled"), json!(true));
    answer(&browser, "Inhaber");
    assert_eq!(browser.run("return document.getElementById('import-questions')"), json!(null));
    browser.click("replace-names");
    browser
        .wait_for("aliases", "return document.getElementById('import-reps').textContent.includes('Rep B')");
    assert!(!browser.text("#import-reps").contains("Ada"), "names are replaced before anything is kept");
    browser.click("use-import");
    browser.wait_for("the table", "return document.getElementById('results-table').value.includes('Rep A')");
    let table = browser.run("return document.getElementById('results-table').value").to_string();
    assert!(!table.contains("Ada") && table.contains("EUR"), "{table}");
    browser.click("undo");
    browser.wait_for("nothing", "return document.getElementById('results-table').value === ''");
    // What was answered is remembered by the heads.
    open_file(&browser, export);
    browser.wait_for("memory", "return document.getElementById('import-afresh') !== null");
    read(&browser);
    assert_eq!(browser.run("return document.getElementById('import-questions')"), json!(null));
    choose(&browser, "import-column-1", "not needed");
    read(&browser);
    browser.wait_for(
        "one team",
        "return document.getElementById('import-title').textContent.includes('of one team')",
    );
    choose(&browser, "import-status-0", "lost");
    read(&browser);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A file that is dropped anywhere goes through the door; a fact of it that is changed counts again; rows
/// that were not understood are taken away with their reasons; and letters of an encoding that only the
/// browser reads are read once it is chosen.
#[test]
fn a_dropped_export_is_mended_by_its_facts() {
    let browser = Browser::start();
    browser.record_complaints();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    browser.run(
        "window.saved = []; const make = URL.createObjectURL; \
         URL.createObjectURL = blob => { window.saved.push(blob); return make.call(URL, blob); }; \
         HTMLAnchorElement.prototype.click = function () { window.taken = this.download; }",
    );
    let export = "Owner,Stage,Created,Closed,Amount (EUR)\nAda,Won,03/04/2027,05/06/2027,5000\n\
        Bela,Lost,03/05/2027,04/06/2027,4000\n,Won,03/05/2027,04/06/2027,3000\nAda,Open,01/02/2027,,2000\n";
    let drop = |bytes: &[u8]| {
        browser.run_with(
            "const data = new DataTransfer(); \
             data.items.add(new File([new Uint8Array(arguments[0])], 'crm.csv')); \
             document.dispatchEvent(new DragEvent('drop', \
             {dataTransfer: data, bubbles: true, cancelable: true}))",
            vec![json!(bytes)],
        );
        read(&browser);
    };
    drop(export.as_bytes());
    assert!(browser.text("#import-questions").contains("day"), "{}", browser.text("#import-questions"));
    let order = browser
        .run("return [...document.getElementById('import-days').options].map(option => option.textContent)");
    let order = order.as_array().and_then(|all| all.get(1)).and_then(|of| of.as_str().map(str::to_owned));
    choose(&browser, "import-days", &order.expect("an order of day and month"));
    read(&browser);
    assert_eq!(browser.run("return document.getElementById('import-questions')"), json!(null));
    let import = browser.text("#import");
    assert!(import.contains("4 rows = 3 counted + 1 not understood."), "{import}");
    browser.run("document.getElementById('import-rejected').open = true");
    browser.click("take-rejected");
    browser.wait_for("the rejected rows", "return window.saved.length > 0 && window.taken.endsWith('.csv')");
    browser.run("window.saved.at(-1).text().then(text => { window.rejected = text; })");
    browser.wait_for("their text", "return window.rejected !== undefined");
    let rejected = browser.run("return window.rejected").to_string();
    assert!(rejected.contains("no owner") && rejected.contains("3000"), "{rejected}");
    browser.click("leave-import");
    // “Ответственный,Стадия” with Анна, won and lost, in KOI8-R, which the program does not know.
    let russian: Vec<u8> = [
        &[
            0xef, 0xd4, 0xd7, 0xc5, 0xd4, 0xd3, 0xd4, 0xd7, 0xc5, 0xce, 0xce, 0xd9, 0xca, 0x2c, 0xf3, 0xd4,
            0xc1, 0xc4, 0xc9, 0xd1, 0x0a,
        ][..],
        &[0xe1, 0xce, 0xce, 0xc1, 0x2c, 0x57, 0x6f, 0x6e, 0x0a],
        &[0xe1, 0xce, 0xce, 0xc1, 0x2c, 0x4c, 0x6f, 0x73, 0x74, 0x0a],
    ]
    .concat();
    drop(&russian);
    let encodings = "return [...document.getElementById('import-encoding').options] \
                     .map(option => option.textContent).find(name => name.toLowerCase().includes('koi8-r'))";
    let encoding = browser.run(encodings);
    choose(&browser, "import-encoding", encoding.as_str().expect("KOI8-R is offered"));
    read(&browser);
    browser.wait_for(
        "its names",
        "return document.getElementById('import').textContent.includes('\u{410}\u{43d}\u{43d}\u{430}')",
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What is no table is refused with a reason; a table that is pasted goes through the same door; a program
/// that is stopped reads the file again.
#[test]
fn files_are_refused_pasted_and_stopped() {
    let browser = Browser::start();
    let page = serve(|_, bytes| Some(bytes));
    open_results(&browser, &page);
    open_file(&browser, "%PDF-1.7");
    assert!(browser.text("#import-problem").contains("PDF"), "{}", browser.text("#import-problem"));
    browser.click("leave-import");
    // Into the table's field, and with the focus on no field at all, as on a tab that was just chosen.
    for target in ["document.getElementById('results-table')", "document.body"] {
        browser.run(&format!(
            "const data = new DataTransfer(); data.setData('text/plain', \
             'Owner\\tStage\\tClose date\\nAda\\tWon\\t2027-02-03\\nBela\\tLost\\t2027-02-04\\n');\
             {target}.dispatchEvent(\
             new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}))",
        ));
        read(&browser);
        assert!(browser.text("#import").contains("Pasted table: 2 opportunities of 2 reps"));
        browser.click("leave-import");
    }
    // Large enough to be stopped before it is read.
    browser.run(
        "const row = 'Ada,Won,2027-01-02,2027-02-03,5000\\n';\
         const text = 'Owner,Stage,Created date,Close date,Amount (EUR)\\n' + row.repeat(200000);\
         const files = new DataTransfer(); files.items.add(new File([text], 'large.csv'));\
         const input = document.getElementById('results-file'); input.files = files.files;\
         input.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    browser.wait_for("stop", "return document.getElementById('stop-import') !== null");
    browser.click("stop-import");
    browser.wait_for(
        "stopped",
        "return document.getElementById('import-problem')?.textContent.includes('Stopped')",
    );
    browser.click("import-again");
    browser.wait_for(
        "read again",
        "return document.getElementById('import-title').textContent.includes('200,000 opportunities')",
    );
}
