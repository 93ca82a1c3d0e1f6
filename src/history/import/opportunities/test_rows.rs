//! Rows that somebody made to try the system, by their names: `TEST - please ignore`.

use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::words::{rows_are, words};

/// Words that say it.
const TEST: [&str; 8] = ["test", "tests", "testing", "testdeal", "dummy", "essai", "prueba", "teste"];

/// Words that may stand beside them, of which none is a customer's.
const BESIDE: [&str; 32] = [
    "deal",
    "opp",
    "opportunity",
    "lead",
    "record",
    "account",
    "company",
    "contact",
    "please",
    "pls",
    "ignore",
    "delete",
    "remove",
    "me",
    "this",
    "do",
    "not",
    "only",
    "use",
    "zapier",
    "zap",
    "api",
    "sandbox",
    "import",
    "integration",
    "zzz",
    "xxx",
    "bitte",
    "loschen",
    "ignorieren",
    "a",
    "my",
];

/// Whether a name is of nothing but a test: not `Test Lab GmbH`, nor `Testa Rossa`.
fn is_test(name: &str) -> bool {
    // Hardly any name has the letters, which spares folding the others.
    let has =
        |part: &str| name.as_bytes().windows(part.len()).any(|of| of.eq_ignore_ascii_case(part.as_bytes()));
    if !["test", "dummy", "essai", "prueba"].iter().any(|part| has(part)) {
        return false;
    }
    let plain = words(name);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut all = plain.split(' ').filter(|word| !word.is_empty());
    all.clone().any(|word| TEST.contains(&word))
        && all.all(|word| TEST.contains(&word) || BESIDE.contains(&word) || is_number(word))
}

/// The column of what opportunities are called: beside owners, also one whose head says no more than “name”.
fn names(sheet: &Sheet<'_>) -> Option<usize> {
    let is_name = |head: &String| {
        ["name", "nom", "nombre", "nome", "naam", "namn"].iter().any(|name| head.eq_ignore_ascii_case(name))
    };
    // Among the first columns: this is looked for in every row.
    let plain = || sheet.layout.heads.iter().take(8).position(is_name);
    let owner = sheet.at(&Role::Owner);
    sheet.at(&Role::Name).or_else(|| plain().filter(|column| owner.is_some_and(|owner| owner != *column)))
}

/// Whether a row is a test that does not count: unless somebody has said that it does.
pub(in crate::history::import) fn is_left_out(sheet: &Sheet<'_>, row: usize) -> bool {
    sheet.choices.count_tests != Some(true) && is_test(sheet.cell(row, names(sheet)))
}

/// Asks whether such rows count.
pub(in crate::history::import) fn ask(sheet: &Sheet<'_>) -> Option<Ask> {
    let name = names(sheet).filter(|_| sheet.choices.count_tests.is_none())?;
    let mut tests = sheet.layout.body.iter().map(|body| sheet.cell(body.row, Some(name)));
    let first = tests.clone().find(|name| is_test(name))?;
    let rows = tests.by_ref().filter(|name| is_test(name)).count();
    let choice = |count| Choices { count_tests: Some(count), ..Choices::default() };
    let question = format!("By their names {} tests, such as “{first}”. Do they count?", rows_are(rows));
    Some(
        Ask::new("rows that look like tests", question)
            .or("left out", choice(false))
            .or("counted", choice(true)),
    )
}
