//! Hundreds of typed forms with the value that is right, read as the example `understand` reads them.

#[path = "../../../examples/understand/answer.rs"]
mod answer;

use crate::support::root;
use answer::{Around, answer};
use plumbline::exchange::file;
use plumbline::model::{Currency, Date};
use rand::{RngExt, SeedableRng};
use serde_json::Value;

/// A line of `forms.in`.
struct Form {
    kind: String,
    text: String,
    expected: String,
    around: Around,
    what: String,
}

fn around(options: &str) -> Around {
    let option = |name: &str| {
        let mut words = options.split_whitespace();
        words.find(|word| *word == name).and_then(|_| words.next())
    };
    let currency = Currency::new(option("--currency").unwrap_or("USD")).unwrap();
    let today = Date::parse(option("--today").unwrap_or("2026-11-26")).unwrap();
    let plan = match option("--plan") {
        Some(path) => file::plan::read(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap(),
        None => Around::plain_plan(currency, today).unwrap(),
    };
    Around::new(option("--locale").unwrap_or("en-US"), plan, today)
}

fn forms() -> Vec<Form> {
    let text = std::fs::read_to_string(root().join("tests/native/entry/forms.in")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let parts: Vec<&str> = line.splitn(4, '|').map(str::trim).collect();
            Form {
                kind: parts[0].to_owned(),
                text: parts[1].replace("\\t", "\t").replace("\\n", "\n"),
                expected: parts[2].to_owned(),
                around: around(parts.get(3).unwrap_or(&"")),
                what: line.to_owned(),
            }
        })
        .collect()
}

/// Whether an answer holds all that is expected of it; numbers within a billionth.
fn holds(answer: &Value, expected: &Value) -> bool {
    match (answer, expected) {
        (Value::Object(answer), Value::Object(expected)) => expected
            .iter()
            .all(|(name, expected)| answer.get(name).is_some_and(|answer| holds(answer, expected))),
        (Value::Array(answer), Value::Array(expected)) => {
            answer.len() == expected.len() && answer.iter().zip(expected).all(|(a, b)| holds(a, b))
        }
        (Value::Number(answer), Value::Number(expected)) => {
            let (answer, expected) = (answer.as_f64().unwrap(), expected.as_f64().unwrap());
            (answer - expected).abs() <= 1e-9 * expected.abs().max(1e-9)
        }
        (answer, expected) => answer == expected,
    }
}

/// Every form is read right, asked for, or refused with a reason and an example that the same kind reads.
/// None is read wrongly, at most one in twenty is asked for, none that has a value is refused. Exact; no
/// chance in it.
#[test]
fn forms_are_read_right_or_refused_well() {
    let (mut right, mut asked, mut refused, mut wrong) = (0, 0, 0, Vec::new());
    let forms = forms();
    for Form { kind, text, expected, around, what } in &forms {
        let said = answer(kind, text, around).unwrap();
        let understood = said.get("understood");
        if expected == "refused" {
            let reason = said["reason"].as_str().unwrap_or_default();
            let example = said["example"].as_str().unwrap_or_default();
            let works = answer(kind, example, around).unwrap().get("understood").is_some();
            let has_jargon = ["json", "confidence", "null", "serde"]
                .iter()
                .any(|word| reason.to_lowercase().contains(word));
            if said["refused"] == true && !reason.is_empty() && !has_jargon && works {
                refused += 1;
            } else {
                wrong.push(format!("{what}: {said}"));
            }
            continue;
        }
        let (is_asked, value) = match expected.strip_prefix("asks ") {
            Some(value) => (true, value),
            None => (false, expected.as_str()),
        };
        let value: Value = serde_json::from_str(value).unwrap_or_else(|error| panic!("{what}: {error}"));
        let readings = said["asks"].as_array().cloned().unwrap_or_default();
        if is_asked && readings.iter().any(|reading| holds(&reading["understood"], &value)) {
            asked += usize::from(understood.is_none());
            right += usize::from(understood.is_some());
        } else if !is_asked && understood.is_some_and(|understood| holds(understood, &value)) {
            right += 1;
        } else {
            wrong.push(format!("{what}: {said}"));
        }
    }
    println!(
        "{} forms: {right} right, {asked} asked, {refused} refused well, {} wrong",
        forms.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(forms.len() >= 200 && asked * 20 <= forms.len(), "{asked} of {} are asked for", forms.len());
}

/// What people type, and what nobody would.
pub(super) const PIECES: [&str; 64] = [
    "1",
    "0",
    "45",
    "1,2",
    "1.000",
    "25k",
    "%",
    " of ",
    "/",
    " to ",
    "–",
    "-",
    "±",
    "k",
    "m",
    "€",
    "$",
    "usd ",
    " ",
    "\u{a0}",
    "exactly ",
    "growing ",
    "cv ",
    "median ",
    " p90 ",
    "cases",
    "days",
    "weeks",
    "month",
    " a ",
    "dec ",
    "2027",
    "Q3 ",
    "h1",
    "won ",
    "lost ",
    ", ",
    "; ",
    "\n",
    "\t",
    "Acme",
    "quota ",
    "in ",
    "at ",
    "x",
    "\"",
    "half ",
    "dozen ",
    "１",
    "½",
    "…",
    "..",
    "é",
    "💰",
    "İ",
    "ß",
    "\u{301}",
    "９９９",
    "end of ",
    "9999999999999999999999",
    "\u{202f}",
    "+",
    "each",
    "between ",
];
const KINDS: [&str; 11] = [
    "rate",
    "chance",
    "money",
    "target",
    "period",
    "supply",
    "stage_time",
    "deal_size",
    "team",
    "open_deals",
    "record",
];

/// Whatever is typed: one object with a value, readings, or a reason and an example; never a panic, never a
/// hang. Seeded.
#[test]
fn noise_is_answered() {
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(31);
    let around = [
        around(""),
        around("--locale de-DE --currency EUR"),
        around("--locale en --currency KWD --today 2028-02-29"),
    ];
    let mut understood = 0;
    for _ in 0..20_000 {
        let text: String =
            (0..rng.random_range(0..9)).map(|_| PIECES[rng.random_range(0..PIECES.len())]).collect();
        let kind = KINDS[rng.random_range(0..KINDS.len())];
        let said = answer(kind, &text, &around[rng.random_range(0..around.len())]).unwrap();
        understood += u32::from(said.get("understood").is_some());
        let is_refused = said.get("reason").is_some() && said.get("example").is_some();
        assert!(
            said.get("understood").is_some() || said.get("asks").is_some() || is_refused,
            "{kind} {text:?}: {said}"
        );
    }
    assert!(understood > 1_000, "only {understood} of the texts meant something");
}
