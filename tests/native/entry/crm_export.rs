//! Exports of a CRM as they are pasted: which columns they have, in which currency and marks their amounts
//! are.

use super::history_table::{crm, read, read_back, stage, usd};
use crate::support::root;
use plumbline::entry::{
    AmountMarks, CrmAround, DayOrder, HistoryAround, NumberStyle, read_crm, read_history, write_history,
};
use plumbline::exchange::file;
use plumbline::history::{Thresholds, measured_adherence, report};
use plumbline::model::{Counted, Date, StageCount};

/// The sample export: stages by their dates, dates read as they are, flags and sources counted.
#[test]
fn the_sample_export_is_read() {
    let text = std::fs::read_to_string(root().join("examples/history/opportunities.csv")).unwrap();
    let reading = crm(&text, "", None);
    assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    assert_eq!(
        (reading.counted, reading.stages.as_slice()),
        (240, ["Discovery".to_owned(), "Proposal".to_owned()].as_slice())
    );
    assert!(!reading.joined);
    let results = reading.results.unwrap();
    let sum = |of: fn(&plumbline::model::RepHistory) -> u32| results.reps().iter().map(of).sum::<u32>();
    // Counted by hand with grep.
    let lines = || text.lines().skip(1);
    let count =
        |test: &dyn Fn(&str) -> bool| u32::try_from(lines().filter(|line| test(line)).count()).unwrap();
    assert_eq!(sum(|rep| rep.stages[0].entered), 240);
    assert_eq!(sum(plumbline::model::RepHistory::wins), count(&|line| line.contains("Closed Won")));
    assert_eq!(sum(|rep| rep.stages[0].open), count(&|line| line.contains(",Discovery,")));
    assert_eq!(sum(|rep| rep.self_sourced.unwrap()), count(&|line| line.contains(",self,")));
    assert_eq!(sum(|rep| rep.stages[1].entered), count(&|line| line.split(',').nth(5) != Some("")));
    let adherence = measured_adherence(&results).unwrap();
    assert!((0.6..0.8).contains(&adherence.mean), "{adherence:?}");
    let (run, other) = adherence.rates.unwrap();
    assert!(run > other, "{run} {other}");
    // Of a period: what began outside is left out, what was won after it is late.
    let quarter = crm(&text, "Jan 2027 to Mar 2027", None);
    assert!(quarter.outside == 0 && quarter.counted == 240, "{}", quarter.outside);
    let quarter = quarter.results.unwrap();
    let late: u32 = quarter.reps().iter().map(|rep| rep.late_wins.unwrap()).sum();
    let expected = count(&|line| line.contains("Closed Won") && line.contains(",2027-04-"));
    assert_eq!(late, expected);
    assert_eq!(crm(&text, "2027", None).counted, 240);
    assert_eq!(crm(&text, "Jan 2027", None).outside, crm(&text, "Jan 2027 to Jan 2027", None).outside);
    assert_eq!(
        crm(&text, "Jan 2027 to Jan 2027", None).outside,
        usize::try_from(count(&|line| !line.split(',').nth(4).unwrap().starts_with("2027-01"))).unwrap()
    );
}

/// The sample export at equal age: counted by hand, from the dates; all else stays as it is.
#[test]
fn an_export_is_compared_at_equal_age() {
    let text = std::fs::read_to_string(root().join("examples/history/opportunities.csv")).unwrap();
    let results = crm(&text, "", None).results.unwrap();
    let lines = || text.lines().skip(1);
    let aged = crm(&text, "", Some(20)).results.unwrap();
    let day = |text: &str| Date::parse(text).unwrap();
    let fields: Vec<Vec<&str>> = lines().map(|line| line.split(',').collect()).collect();
    let last = fields.iter().flat_map(|fields| &fields[4..7]).filter(|text| !text.is_empty()).max().unwrap();
    for (place, (entered, passed)) in [(4, 5), (5, 6)].into_iter().enumerate() {
        let old: Vec<&Vec<&str>> = fields
            .iter()
            .filter(|of| !of[entered].is_empty() && day(of[entered]).days_until(day(last)) >= 20)
            .collect();
        let in_time = old.iter().filter(|of| {
            let is_passed = if place == 0 { !of[5].is_empty() } else { of[3] == "Closed Won" };
            is_passed && day(of[entered]).days_until(day(of[passed])) <= 20
        });
        let expected = Counted {
            passed: u32::try_from(in_time.count()).unwrap(),
            decided: u32::try_from(old.len()).unwrap(),
        };
        let sum = aged.reps().iter().map(|rep| rep.stages[place].matured.unwrap()).fold(
            Counted::default(),
            |sum, of| Counted { passed: sum.passed + of.passed, decided: sum.decided + of.decided },
        );
        assert_eq!(sum, expected, "stage {place}");
        assert!(expected.passed > 0 && expected.decided < 240);
        assert_eq!(aged.stages()[place].age_days, Some(20));
    }
    let plain = |results: &plumbline::model::TeamHistory| {
        let of = |of: &StageCount| (of.entered, of.passed, of.open);
        let reps =
            results.reps().iter().map(|rep| (rep.bookings, rep.stages.iter().map(of).collect::<Vec<_>>()));
        reps.collect::<Vec<_>>()
    };
    assert_eq!(plain(&aged), plain(&results));
    // As a table, and as bytes.
    assert_eq!(file::history::read(&file::history::canonical(&aged)).unwrap(), aged);
    let again = read(&write_history(&aged).0).results.unwrap();
    let ages = |results: &plumbline::model::TeamHistory| {
        results.stages().iter().map(|of| of.age_days).collect::<Vec<_>>()
    };
    assert_eq!((again.reps(), ages(&again)), (aged.reps(), ages(&aged)));
    // A stage that nothing names is said to be unknown, and is none.
    let around = CrmAround {
        style: NumberStyle::POINT,
        currency: usd(),
        columns: None,
        stages: "Discovery, Demo, Proposal",
        period: "",
        age_days: None,
    };
    let said = read_crm(&text, around).unwrap();
    assert_eq!(
        (said.unknown, said.stages),
        (vec!["Demo".to_owned()], vec!["Discovery".to_owned(), "Proposal".to_owned()])
    );
}

/// Where not every stage has dates: what is lost can only be told for those that do.
#[test]
fn stages_without_dates_are_no_stages_of_their_own() {
    let text = "Owner,Stage,Demo date,Closing date,Close date,Amount\n\
        Ada,Won,2027-01-02,2027-01-20,2027-02-01,5000\nAda,Lost,2027-01-03,,2027-02-03,\n\
        Ada,Trial,2027-01-05,,,\nAda,Closing,2027-01-05,2027-02-02,,\n\
        Ada,Lead,,,,\nBela,Demo,2027-02-02,,,\n";
    let around = CrmAround {
        style: NumberStyle::POINT,
        currency: usd(),
        columns: None,
        stages: "Lead, Demo, Trial, Closing",
        period: "",
        age_days: Some(20),
    };
    let reading = read_crm(text, around).unwrap();
    assert_eq!(reading.stages, ["Demo/Trial", "Closing"]);
    assert_eq!(reading.undated, (vec!["Lead".to_owned()], 1));
    assert!(reading.unknown.is_empty() && reading.rejected.is_empty() && !reading.joined);
    let results = reading.results.unwrap();
    let aged =
        |of: StageCount, passed, decided| StageCount { matured: Some(Counted { passed, decided }), ..of };
    assert_eq!(results.reps()[0].stages, [aged(stage(4, 2, 1), 1, 4), aged(stage(2, 1, 1), 0, 0)]);
    assert_eq!(results.reps()[1].stages, [aged(stage(1, 0, 1), 0, 0), aged(stage(0, 0, 0), 0, 0)]);
}

/// The export that nobody here wrote, where it lies: counts by hand, its dates read month first.
#[test]
fn a_foreign_export_is_read() {
    let path = root().join("../shared/data/crm_opportunities.csv");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let reading = crm(&text, "", None);
    assert!(reading.rejected.is_empty(), "{:?}", &reading.rejected[..3]);
    // Prospecting has no dates: what was lost in it cannot be told.
    assert_eq!(reading.stages, ["Engaging"]);
    assert_eq!(reading.undated.0, ["Prospecting"]);
    assert_eq!(reading.day_order, Some(DayOrder::MonthFirst));
    let results = reading.results.unwrap();
    assert_eq!(results.reps().len(), 30);
    let sum = |of: fn(&plumbline::model::RepHistory) -> u32| results.reps().iter().map(of).sum::<u32>();
    let count = |word: &str| {
        u32::try_from(text.lines().filter(|line| line.split(',').nth(4) == Some(word)).count()).unwrap()
    };
    assert_eq!(sum(plumbline::model::RepHistory::wins), count("Won"));
    assert_eq!(reading.undated.1, count("Prospecting") as usize);
    assert_eq!(reading.counted + reading.undated.1, 8_800);
    assert_eq!(sum(|rep| rep.stages[0].open), count("Engaging"));
    let report = report(&results, Some(0), Thresholds::default());
    let engaging = &report.stages[0];
    println!(
        "Engaging: {}/{}, {:?}; at 138 days {:?}; deal CV {:?}",
        engaging.pooled.passed,
        engaging.pooled.decided,
        engaging.fit,
        crm(&text, "", Some(138)).results.map(|aged| {
            let of = |f: fn(Counted) -> u32| {
                aged.reps().iter().filter_map(|rep| rep.stages[0].matured).map(f).sum::<u32>()
            };
            (of(|of| of.passed), of(|of| of.decided))
        }),
        results.deal_cv()
    );
    println!("{:?}", report.rep.unwrap().explanation.map(|explanation| explanation.outcome));
}

/// One currency for a file: from a symbol, a code, a head or a column of codes; two are refused and both
/// named.
#[test]
fn a_file_has_one_currency() {
    let table = |head: &str, quotas: [&str; 2]| {
        let rows =
            ["Ada", "Bela"].iter().zip(quotas).map(|(name, quota)| format!("{name};{quota};40;9;90000\n"));
        read(&(format!("Rep;{head};Lead;Won;Bookings\n") + &rows.collect::<String>()))
    };
    for (head, quotas, code) in [
        ("Quota", ["600000", "600000"], "USD"),
        ("Quota (EUR)", ["600000", "600000"], "EUR"),
        ("Quota in £", ["600000", ""], "GBP"),
        ("Quota", ["600k", "CHF 600k"], "CHF"),
        ("Quota", ["600 k€", "600000"], "EUR"),
        ("Quota (CAD)", ["$600k", "$500k"], "CAD"),
        ("Quota", ["$600k", "CA$500k"], "CAD"),
        ("Quota SEK", ["600k kr", "500k kr"], "SEK"),
    ] {
        let results = table(head, quotas).results.unwrap();
        assert_eq!((results.currency().code(), results.reps().len()), (code, 2), "{head} {quotas:?}");
        assert_eq!(results.reps()[1].bookings.major(results.currency()), 90_000.0);
    }
    for (head, quotas, both) in [
        ("Quota", ["€600k", "$600k"], ["EUR", "USD"]),
        ("Quota (EUR)", ["600k", "£600k"], ["EUR", "GBP"]),
        ("Quota (USD)", ["600k", "CA$600k"], ["USD", "CAD"]),
    ] {
        let reading = table(head, quotas);
        let says = reading.results.unwrap_err().to_string();
        assert!(both.iter().all(|code| says.contains(code)), "{says}");
        assert!(reading.rejected.is_empty(), "no row is called wrong");
    }
    let export = |head: &str, amounts: [&str; 2], codes: [&str; 2]| {
        let row =
            |at: usize| format!("Ada,Won,2027-01-0{},2027-02-01,\"{}\",{}\n", at + 1, amounts[at], codes[at]);
        let head = format!("Owner,Stage,Created,Close,{head}\n");
        crm(&(head + &row(0) + &row(1)), "", None)
    };
    for (head, amounts, codes, code) in [
        ("Amount,Notes", ["5000", "6000"], ["x", "y"], "USD"),
        ("Amount (EUR),Notes", ["5000", "6000"], ["x", "y"], "EUR"),
        ("Amount,Amount Currency", ["5000", "6000"], ["JPY", "JPY"], "JPY"),
        ("Amount,Notes", ["£5,000", "6000"], ["x", "y"], "GBP"),
    ] {
        let results = export(head, amounts, codes).results.unwrap();
        assert_eq!(results.currency().code(), code);
        assert_eq!(results.reps()[0].bookings.major(results.currency()), 11_000.0);
        assert_eq!(read_back(&results), results);
    }
    for (head, amounts, codes, both) in [
        ("Amount,Notes", ["€5000", "$6000"], ["x", "y"], ["EUR", "USD"]),
        ("Amount,Currency", ["5000", "6000"], ["EUR", "CHF"], ["EUR", "CHF"]),
    ] {
        let says = export(head, amounts, codes).results.unwrap_err().to_string();
        assert!(both.iter().all(|code| says.contains(code)), "{says}");
    }
}

/// One decimal mark for a file, told by the amounts that can only be read one way; else the mark groups
/// thousands, and that is said.
#[test]
fn a_file_has_one_decimal_mark() {
    let amounts = |cells: &[&str]| {
        let row = |cell: &&str| format!("Ada;Won;2027-01-01;2027-02-01;{cell}\n");
        let rows: String = cells.iter().map(row).collect();
        crm(&(String::from("Owner;Stage;Created;Close;Amount\n") + &rows), "", None)
    };
    for (cells, marks, sum) in [
        (&["1000", "2000"][..], AmountMarks::Plain, 3_000.0),
        (&["1.234", "2.500"], AmountMarks::Thousands("1.234".to_owned()), 3_734.0),
        (&["1,234", "500"], AmountMarks::Thousands("1,234".to_owned()), 1_734.0),
        (&["1.234,50", "2.500"], AmountMarks::Comma, 3_734.5),
        (&["1,234.50", "2,500"], AmountMarks::Point, 3_734.5),
        (&["1.234", "12.50", "7.25"], AmountMarks::Point, 20.98),
        (&["1.234.567", "12,345"], AmountMarks::Comma, 1_234_579.35),
        (&["2,50,000", "1.125"], AmountMarks::Point, 250_001.13),
        (&["1 234,5", "12'000"], AmountMarks::Comma, 13_234.5),
        (&["1.250k", "3000"], AmountMarks::Plain, 4_250.0),
        (&["1,250k", "12.50"], AmountMarks::Point, 1_250_012.5),
    ] {
        let reading = amounts(cells);
        assert!(reading.rejected.is_empty(), "{cells:?} {:?}", reading.rejected);
        assert_eq!(reading.amounts.unwrap().marks, marks, "{cells:?}");
        let bookings = reading.results.unwrap().reps()[0].bookings.major(usd());
        assert!((bookings - sum).abs() < 0.006, "{cells:?}: {bookings}");
    }
    // What goes against the others stands in no figure, and says why; as many against as for are refused.
    let odd = amounts(&["1234.50", "99.90", "12,50"]);
    assert_eq!(odd.rejected.len(), 1);
    assert!(
        odd.rejected[0].reason.contains("“12,50” does not go with the decimal point"),
        "{:?}",
        odd.rejected
    );
    assert!((odd.results.unwrap().reps()[0].bookings.major(usd()) - 1_334.4).abs() < 1e-9);
    let says = amounts(&["12.50", "12,50"]).results.unwrap_err().to_string();
    assert!(says.contains("“12.50”") && says.contains("“12,50”"), "{says}");
    // In a table likewise.
    let table = read("Rep;Quota;Lead;Won;Bookings\nAda;1.500;40;9;1.234,50\nBela;2.500;40;9;2.500\n");
    assert_eq!(table.amounts.unwrap().marks, AmountMarks::Comma);
    assert_eq!(table.results.unwrap().reps()[0].quota.unwrap().minor(), 150_000);
}

/// 500 reps are read, and nothing behind the 501st; a paste of a hundred thousand rows takes its length, not
/// the square of it.
#[test]
fn reading_stops_at_a_rep_too_many() {
    use std::fmt::Write;
    let table = |reps: usize| {
        let mut text = "Rep,Quota,Lead,Won,Bookings\nTotal,1,1,1,1\n".to_owned();
        for rep in 0..reps {
            writeln!(text, "Rep {rep},60k,40,9,90k").unwrap();
        }
        text
    };
    assert_eq!(read(&table(500)).results.unwrap().reps().len(), 500);
    let around = HistoryAround { currency: usd(), columns: None, written: None, exits: "", deal_cv: None };
    // Behind it stands what no table could hold.
    let says = read_history(&(table(501) + "\u{0}\"unclosed"), around).unwrap_err().to_string();
    assert!(says.contains("line 503") && says.contains("at most 500 reps"), "{says}");
    let export = |reps: usize, rows: usize| {
        let mut text = "Owner,Stage,Created,Close,Amount\n".to_owned();
        for row in 0..rows {
            writeln!(text, "Rep {},Won,2027-01-01,2027-02-01,100", row % reps).unwrap();
        }
        text
    };
    assert_eq!(crm(&export(500, 600), "", None).results.unwrap().reps().len(), 500);
    let says = crm(&export(501, 600), "", None).results.unwrap_err().to_string();
    assert!(says.contains("line 502") && says.contains("at most 500 reps"), "{says}");
    // Rows that are refused are read to the end: eight times as many may take twenty times as long, not 64
    // times; the best of three tries against the worst of three.
    let time = |rows: usize| {
        let text = "Rep,Quota,Lead,Won,Bookings\n".to_owned() + &"Ada,60k,40,9,90k\n".repeat(rows);
        let begun = std::time::Instant::now();
        assert_eq!(read(&text).rejected.len(), rows - 1);
        let text = "Owner,Stage,Created,Close,Amount\n".to_owned() + &"Ada,Won,2027-01-01,x,1\n".repeat(rows);
        assert_eq!(crm(&text, "", None).rejected.len(), rows);
        begun.elapsed().as_secs_f64()
    };
    let times = |rows: usize| [(); 3].map(|()| time(rows));
    let longest = times(1_000).into_iter().fold(0.0, f64::max);
    let shortest = times(8_000).into_iter().fold(f64::INFINITY, f64::min);
    assert!(shortest < 20.0 * longest, "{shortest} {longest}");
}

/// A column of amounts in thousands is read so, by its head.
#[test]
fn a_head_in_thousands_multiplies_an_export() {
    let rows = "Ada,Won,2027-01-02,2027-02-01,50\nBo,Lost,2027-01-02,2027-02-01,\n";
    for head in ["Amount (k$)", "Amount in thousands", "Value ($000)"] {
        let read = crm(&format!("Owner,Stage,Lead entered,Close date,{head}\n{rows}"), "", None);
        let results = read.results.unwrap_or_else(|error| panic!("{head}: {error}"));
        assert_eq!(results.reps()[0].bookings.minor(), 5_000_000, "{head}");
        assert_eq!(read.amounts.unwrap().multiplied[0].power, 3, "{head}");
    }
}
