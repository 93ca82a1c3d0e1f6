//! Exports of many systems are read right, asked about, or refused with a reason: never wrong without a word.

use crate::support::root;
use plumbline::history::estimate::estimates;
use plumbline::history::import::{Choices, Counts, Import, Reading, StageCounts, team_history};
use serde_json::{Map, Value};
use std::fs;

fn folder() -> std::path::PathBuf {
    root().join("tests/native/history/import_samples")
}

/// What a sample gives, as far as its expectation names it; empty where all is as expected.
fn differences(expected: &Value, reading: &Reading) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: &Value, got: Value| {
        if *expected != got {
            found.push(format!("{what}: expected {expected}, got {got}"));
        }
    };
    for (key, value) in expected.as_object().unwrap() {
        match key.as_str() {
            "stages" => compare(key, value, reading.stages.clone().into()),
            "currency" => compare(key, value, reading.currency.clone().into()),
            "as_of" => compare(key, value, reading.as_of.map(|day| day.to_string()).into()),
            "periods" => compare(key, value, reading.periods.clone().into()),
            "reps" => {
                let reps = value.as_object().unwrap();
                let names: Vec<&String> = reading.reps.iter().map(|rep| &rep.name).collect();
                let mut wanted: Vec<&String> = reps.keys().collect();
                let mut sorted = names.clone();
                sorted.sort();
                wanted.sort();
                compare("reps", &Value::from(wanted.into_iter().cloned().collect::<Vec<_>>()), {
                    sorted.into_iter().cloned().collect::<Vec<_>>().into()
                });
                for rep in &reading.reps {
                    for (key, value) in reps.get(&rep.name).and_then(Value::as_object).unwrap_or(&Map::new())
                    {
                        compare(&format!("{}: {key}", rep.name), value, count(&rep.counts, key));
                    }
                }
            }
            _ => compare(key, value, count(&reading.team, key)),
        }
    }
    found
}

fn count(counts: &Counts, key: &str) -> Value {
    let stage = |at: &StageCounts| vec![at.entered, at.passed, at.open];
    match key {
        "opportunities" => counts.opportunities.into(),
        "won" => counts.won.into(),
        "lost" => counts.lost.into(),
        "open" => counts.open.into(),
        "bookings" => counts.bookings.into(),
        "quota" => counts.quota.into(),
        "entered_passed_open" => counts.stages.iter().map(stage).collect::<Vec<_>>().into(),
        other => format!("nothing is called {other}").into(),
    }
}

fn lines(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|line| line.as_u64().unwrap()).collect()
}

/// Everything that is wrong with a sample.
fn check(name: &str, expected: &Value) -> Vec<String> {
    let bytes = fs::read(folder().join(name)).unwrap();
    let outcome = expected["outcome"].as_str().unwrap();
    let import = match Import::read(&bytes, &Choices::default()) {
        Ok(import) => import,
        Err(refusal) if outcome == "refused" => {
            let is_said = refusal.reason.contains(expected["reason"].as_str().unwrap());
            return if is_said { Vec::new() } else { vec![refusal.reason] };
        }
        Err(refusal) => return vec![format!("refused: {refusal}")],
    };
    let reading = import.reading();
    let mut wrong = differences(&expected["values"], reading);
    if reading.row.name() != expected["row"] {
        wrong.push(format!("a row is taken for a {}", reading.row.name()));
    }
    let asked: Vec<&str> = reading.asks.iter().map(|ask| ask.about.as_str()).collect();
    let wanted: Vec<&str> =
        expected["about"].as_array().into_iter().flatten().map(|about| about.as_str().unwrap()).collect();
    if asked != wanted {
        wrong.push(format!("asks about {asked:?}, not about {wanted:?}"));
    }
    let balance = &reading.balance;
    let parts = [balance.counted, balance.joined, balance.skipped, balance.rejected, balance.outside];
    if balance.rows != parts.iter().sum::<usize>() {
        wrong.push(format!("the balance does not add up: {balance:?}"));
    }
    if let Some(wanted) = expected.get("balance") {
        let keys = ["counted", "joined", "skipped", "rejected", "outside"];
        for (key, got) in keys.iter().zip(parts).chain([(&"rows", balance.rows)]) {
            if wanted[key] != got {
                wrong.push(format!("{key}: expected {}, got {got}", wanted[key]));
            }
        }
    }
    if let Some(wanted) = expected.get("rejected_lines") {
        let got: Vec<u64> = reading.rejected.iter().map(|note| u64::from(note.line)).collect();
        if got != lines(wanted) {
            wrong.push(format!("rejected lines {got:?}"));
        }
    }
    if let Some(wanted) = expected.get("lost_cells") {
        let got: Vec<Value> =
            reading.lost_cells.iter().map(|note| serde_json::json!([note.line, note.column])).collect();
        if Value::from(got.clone()) != *wanted {
            wrong.push(format!("lost cells {got:?}"));
        }
    }
    if let Some(answer) = expected.get("answer").filter(|_| wrong.is_empty()) {
        wrong.extend(check_answer(import, answer));
    }
    wrong
}

/// A question is answered by one of its candidates: then nothing is asked any more, and the values are right.
fn check_answer(mut import: Import, answer: &Value) -> Vec<String> {
    let about = answer["about"].as_str().unwrap();
    let ask = import.reading().asks.iter().find(|ask| ask.about == about).unwrap().clone();
    let chosen = ask.candidates.iter().find(|candidate| candidate.label == answer["label"].as_str().unwrap());
    let Some(chosen) = chosen else { return vec![format!("no such answer among {:?}", ask.candidates)] };
    import.choose(&chosen.choice).unwrap();
    let mut wrong = differences(&answer["values"], import.reading());
    if !import.reading().asks.is_empty() {
        wrong.push(format!("still asks {:?}", import.reading().asks));
    }
    wrong
}

#[test]
fn exports_of_many_systems_are_right_asked_or_refused_and_none_is_wrong() {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&text).unwrap();
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.retain(|file| file != "expected.json");
    assert_eq!(files.len(), expected.len(), "every sample has its expectation");
    let (mut counts, mut wrong) = (std::collections::BTreeMap::new(), Vec::new());
    for (name, expected) in &expected {
        let found = check(name, expected);
        let outcome = if found.is_empty() { expected["outcome"].as_str().unwrap() } else { "wrong" };
        *counts.entry(outcome).or_insert(0) += 1;
        wrong.extend(found.into_iter().map(|it| format!("{name}: {it}")));
    }
    assert!(wrong.is_empty(), "{counts:?}\n{}", wrong.join("\n"));
    assert!(expected.len() >= 50, "{counts:?}");
}

/// What is taken as it stands, though it may mean something else, and what is not read, is said.
#[test]
fn amounts_of_a_month_and_days_that_are_none_are_said() {
    let text = "Deal,Owner,Stage,MRR,Created,Close month\nAlder,Eli Moss,Won,900,2026-01-10,Mar-26\n\
                Birch,Fay Reed,Lost,800,2026-01-12,Apr-26\nCedar,Eli Moss,Demo,700,2026-02-01,Dec-26\n";
    let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    let said = |about: &str, value: &str| {
        let facts = &import.reading().facts;
        facts.iter().any(|fact| fact.about == about && fact.value.contains(value))
    };
    assert!(said("amount", "a month"));
    assert!(said("column", "“Close month” is not read"));
}

/// As of an earlier day, what was credited later was still booked; and a credit note is something that
/// happened.
#[test]
fn credit_notes_have_their_days() {
    let read = |as_of: Option<&str>| {
        let bytes = fs::read(folder().join("history_with_credit_notes.csv")).unwrap();
        let choices = Choices { as_of: as_of.map(str::to_owned), ..Choices::default() };
        Import::read(&bytes, &choices).unwrap().reading().team.bookings
    };
    assert_eq!(read(None), Some(16_500.0));
    assert_eq!(read(Some("2026-03-16")), Some(17_000.0));
    assert_eq!(read(Some("2026-03-14")), Some(18_000.0));
}

/// An export of others, read where it lies beside the project; elsewhere there is nothing to read.
#[test]
fn an_export_that_nobody_here_wrote_is_counted_as_its_own_words_count() {
    let file = root().join("../shared/data/crm_opportunities.csv");
    let file = if file.exists() { file } else { root().join("../../shared/data/crm_opportunities.csv") };
    let Ok(bytes) = fs::read(file) else { return };
    let text = String::from_utf8(bytes.clone()).unwrap();
    let count = |status: &str| text.lines().filter(|line| line.split(',').nth(4) == Some(status)).count();
    let import = Import::read(&bytes, &Choices::default()).unwrap();
    let reading = import.reading();
    assert!(reading.asks.is_empty() && reading.rejected.is_empty());
    assert_eq!(reading.team.won.unwrap() as usize, count("Won"));
    assert_eq!(reading.team.lost.unwrap() as usize, count("Lost"));
    assert_eq!(reading.team.open.unwrap() as usize, count("Engaging") + count("Prospecting"));
    assert_eq!(reading.reps.len(), 30);
}

/// Where no day says when a stage was entered, but lost rows keep the stage in which they were lost, all is
/// one stage until somebody says their order; the order that is offered goes by numbers, chances, or words.
#[test]
fn stages_that_rows_keep_are_counted_in_an_order_that_is_said() {
    let rows = [
        ("Negotiation", "Won"),
        ("Proposal Made", "Lost"),
        ("Qualified", "Lost"),
        ("Qualified", "Lost"),
        ("Demo Scheduled", "Open"),
        ("Negotiation", "Lost"),
        ("Proposal Made", "Won"),
        ("Qualified", "Open"),
    ];
    let row = |(place, (stage, status)): (usize, &(&str, &str))| {
        format!("{place},Deal {place},Ada,{stage},{status},2026-01-0{},2026-03-01,100\n", place + 1)
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    let text = format!("ID,Deal,Owner,Stage,Status,Created,Closed,Amount\n{rows}");
    let one = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    let order = ["Qualified", "Demo Scheduled", "Proposal Made", "Negotiation"].map(str::to_owned).to_vec();
    assert_eq!(
        (&one.reading().stages[..], &one.reading().kept_stages),
        (&["Opportunity".to_owned()][..], &order)
    );
    let choices = Choices { stages: order.clone(), ..Choices::default() };
    let import = Import::read(text.as_bytes(), &choices).unwrap();
    let reading = import.reading();
    let counts: Vec<[u32; 3]> =
        reading.team.stages.iter().map(|at| [at.entered, at.passed, at.open]).collect();
    // Of eight, two are won; of the four that are lost two were so in the first stage, one each in the last
    // two; one is open in each of the first two.
    assert_eq!(counts, [[8, 5, 1], [5, 4, 1], [4, 3, 0], [3, 2, 0]]);
    assert_eq!((&reading.stages, reading.team.won, reading.asks.len()), (&order, Some(2), 0));
    // Without days in stages a plan of it stays one stage.
    assert!(estimates(reading).unwrap().stages.is_empty());
}

/// In a table of reps whose wins nobody counts, the last stage says what reached it, and no rate of its own.
#[test]
fn a_last_stage_without_wins_has_no_rate() {
    let text = "Rep,Quota,Bookings,Leads,Demos\nAda,100000,50000,40,20\nBo,100000,70000,50,22\n";
    let choices = Choices { currency: Some("USD".to_owned()), ..Choices::default() };
    let import = Import::read(text.as_bytes(), &choices).unwrap();
    assert_eq!(import.reading().stages, ["Leads", "Demos"]);
    let history = team_history(import.reading(), &choices).unwrap();
    let names: Vec<&str> = history.stages().iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Leads"]);
    let passed: u32 = history.reps().iter().map(|rep| rep.stages[0].passed).sum();
    assert_eq!(passed, 42);
}

/// Opportunities on which the quota of their owner stands are no table of reps, whose amounts would all count
/// as booked. An owner whose rows say two quotas has none.
#[test]
fn the_quota_of_an_owner_may_stand_on_each_opportunity() {
    let text = "Owner,Quota,Opportunity,Stage,Amount,Created,Close Date\n\
         Ada,350000,Tidewater,Closed Won,6100,2026-01-02,2026-02-03\n\
         Ada,350000,Pinnacle,Closed Lost,6300,2026-01-05,2026-02-13\n\
         Bo,400000,Lakeside,Closed Won,11000,2026-01-12,2026-03-03\n\
         Bo,450000,Hill,Proposal,12000,2026-02-12,2026-05-03\n";
    let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    let reading = import.reading();
    assert_eq!(
        (reading.row.name(), reading.team.won, reading.team.bookings),
        ("opportunity", Some(2), Some(17_100.0))
    );
    let quotas: Vec<Option<f64>> = reading.reps.iter().map(|rep| rep.counts.quota).collect();
    assert_eq!((quotas, reading.team.quota), (vec![Some(350_000.0), None], None));
}

/// A column of converted amounts that names no currency is in the one whose amounts stay as they are.
#[test]
fn the_currency_of_a_company_is_the_one_that_is_not_converted() {
    let rows =
        "1,Ada,Closed Won,1000,EUR,860\n2,Ada,Closed Won,2000,GBP,2000\n3,Bo,Closed Lost,500,USD,390\n";
    let read = |rows: &str| {
        let text = format!("Record ID,Owner,Deal Stage,Amount,Currency,Amount in company currency\n{rows}");
        let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
        (import.reading().currency.clone(), import.reading().team.bookings)
    };
    assert_eq!(read(rows), (Some("GBP".to_owned()), Some(2_860.0)));
    // Of two that stay as they are, neither is known to be it.
    let (currency, bookings) = read(&rows.replace("EUR,860", "EUR,1000"));
    assert_eq!((currency, bookings), (None, Some(3_000.0)));
}
