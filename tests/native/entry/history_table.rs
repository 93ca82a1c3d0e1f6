//! Tables of results as people write them.

use super::quota_facts::facts;
use crate::support::root;
use plumbline::entry::{
    HistoryAround, HistoryColumn, HistoryReading, NumberStyle, QuotaTexts, QuotaToday, read_history,
    read_quota_check, write_history,
};
use plumbline::exchange::file;
use plumbline::history::import::{Choices, Import, team_history};
use plumbline::history::report;
use plumbline::model::{
    Counted, Currency, Date, HistoryStage, Money, RepHistory, StageCount, TeamHistory, Thresholds,
};

pub(super) fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

pub(super) fn read(text: &str) -> HistoryReading {
    let around = HistoryAround {
        currency: usd(),
        columns: None,
        written: None,
        exits: "Proposal: budget confirmed in writing",
        deal_cv: None,
    };
    read_history(text, around).unwrap()
}

/// The counts of an export.
fn brought(text: &str, choices: &Choices) -> TeamHistory {
    let import = Import::read(text.as_bytes(), choices).unwrap();
    team_history(import.reading(), choices).unwrap()
}

pub(super) fn stage(entered: u32, passed: u32, open: u32) -> StageCount {
    StageCount { entered, passed, open, matured: None }
}

/// A table is read up to the rep that is one too many, however many stand behind; rows of one rep again are
/// none too many.
#[test]
fn a_table_is_read_up_to_the_rep_that_is_one_too_many() {
    let around = HistoryAround { currency: usd(), columns: None, written: None, exits: "", deal_cv: None };
    let rows = |count: usize| (1..=count).map(|rep| format!("Rep {rep};40;9\n")).collect::<Vec<_>>().concat();
    let table = |rows: String| read_history(&format!("Rep;Proposal;Won\n{rows}"), around);
    let refused = |rows: String| table(rows).unwrap_err().to_string();
    assert!(table(rows(500) + &rows(500)).is_ok());
    let too_many = refused(rows(501));
    assert!(too_many.starts_with("line 502 has rep 501"), "{too_many}");
    assert_eq!(refused(rows(2_000)), too_many, "the count ends where the reading does");
}

/// A funnel's columns: what enters the next stage has passed this one. Totals, twins and nonsense are
/// rejected with reasons, and keep nobody out.
#[test]
fn a_funnel_of_counts_is_read() {
    let text = "Rep;Quota;Lead;Proposal;Proposal open;Won;Bookings;Self-sourced\n\
        Ada;600k;100;40;4;9;€225,000;10\n\nBela;€600k;80;30;;6;150k;\n\
        Chika;600k;20;30;;6;150k;\nDario;600k;many;30;;6;150k;\nAda;1;1;1;;1;1;\n\
        Total;1200k;200;100;4;21;500k;\nPlan;600k;120;48;0;12;300k;\n";
    let reading = read(text);
    let results = reading.history.unwrap();
    assert_eq!(results.currency(), Currency::new("EUR").unwrap());
    let names: Vec<&str> = results.reps().iter().map(|rep| rep.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bela"]);
    let ada = &results.reps()[0];
    assert_eq!(ada.stages, [stage(100, 40, 0), stage(40, 9, 4)]);
    assert_eq!((ada.wins(), ada.assigned(), ada.bookings.minor()), (9, Some(90), 22_500_000));
    assert_eq!(results.stages()[1].exit_criteria, "budget confirmed in writing");
    assert_eq!(results.plan().unwrap().wins(), 12);
    let reasons: Vec<(u64, &str)> =
        reading.rejected.iter().map(|row| (row.line, row.reason.split(':').next().unwrap())).collect();
    assert_eq!(
        reasons,
        [
            (5, "Chika, Lead"),
            (6, "Lead should be a whole number, not “many”; write it as 40"),
            (7, "Ada has two rows"),
            (8, "a row of totals is no rep")
        ]
    );
    // A column can be said to be something else.
    let columns: Vec<HistoryColumn> = reading
        .columns
        .iter()
        .map(|(name, column)| if name == "Proposal open" { HistoryColumn::Ignored } else { *column })
        .collect();
    let around = HistoryAround {
        currency: usd(),
        columns: Some(&columns),
        written: None,
        exits: "",
        deal_cv: Some(0.8),
    };
    let again = read_history(text, around).unwrap().history.unwrap();
    assert_eq!(again.reps()[0].stages[1], stage(40, 9, 0));
    assert_eq!(again.deal_cv(), Some(0.8));
}

#[test]
fn what_is_no_table_says_what_is_missing() {
    let refuse = |text: &str| {
        let around =
            HistoryAround { currency: usd(), columns: None, written: None, exits: "", deal_cv: None };
        match read_history(text, around) {
            Err(error) => error.to_string(),
            Ok(reading) => reading.history.map_or_else(|error| error.to_string(), |_| "read".to_owned()),
        }
    };
    for (text, says) in [
        ("", "nothing is written"),
        ("Rep, Lead, Won", "a head and a row for each rep"),
        ("Lead, Won\n1, 1", "a column Rep"),
        ("Rep, Quota\nAda, 5", "a column for each stage"),
        ("Rep, Lead, Won\nAda, x, 1", "no row is understood; the first: Lead should be a whole number"),
        ("\"Rep\nAda", "a head and a row"),
    ] {
        assert!(refuse(text).contains(says), "{text}: {}", refuse(text));
    }
    // Noise panics nowhere.
    let mut noise = 1_u64;
    for length in 0..400_u32 {
        let text: String = (0..length % 90)
            .map(|_| {
                noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let letters: Vec<char> = "Rep,;\t\n\"0123456789.-%€Wonst é".chars().collect();
                letters[(noise >> 33) as usize % letters.len()]
            })
            .collect();
        let _ = refuse(&text);
        if let Ok(import) = Import::read(text.as_bytes(), &Choices::default()) {
            drop(team_history(import.reading(), &Choices { age_days: Some(length), ..Choices::default() }));
        }
        let today = Date::new(2027, 1, 4).unwrap();
        let texts = QuotaTexts { quota: text.clone(), open: text.clone(), stages: text, ..facts() };
        let around = QuotaToday { today, style: NumberStyle::COMMA, currency: usd(), team: None };
        drop(read_quota_check(&texts, around));
    }
}

/// The sample table that is shipped: all of it is read, and its story is told.
#[test]
fn the_sample_team_is_read() {
    let text = std::fs::read_to_string(root().join("examples/history/team.csv")).unwrap();
    let reading = read(&text);
    assert!(reading.rejected.is_empty());
    let results = reading.history.unwrap();
    assert_eq!((results.reps().len(), results.stages().len()), (14, 4));
    // As a file, and as a table again.
    assert_eq!(file::history::read(&file::history::canonical(&results)).unwrap(), results);
    let written = read(&write_history(&results).0).history.unwrap();
    assert_eq!(written, results);
    for text in ["nonsense", "", &file::history::canonical(&results)[..40]] {
        assert!(file::history::read(text).is_err());
    }
    let report = report(&results, Some(10), Thresholds::default());
    assert!(report.stages[1].differs && !report.stages[0].differs, "Discovery is read differently");
    let offset = report.adjacent.iter().find(|of| of.first == 1).unwrap();
    assert!(offset.correlation < -0.5, "{offset:?}");
}

/// Columns at equal age go in pairs that say the same days, whatever the words between; a table without them
/// has none.
#[test]
fn a_table_says_its_ages() {
    let heads = [
        "Proposal 60 days old, Proposal passed within 60 days",
        "Proposal at least 60 days old, Proposal moved on in 60 days",
        "Proposal (60d old), Proposal: passed by 60 days",
        "Proposal 60 days old, Proposal passed within 60 day",
    ];
    for head in heads {
        let table = format!("Rep, Lead, Proposal, Proposal open, {head}, Won\nAda, 60, 40, 10, 25, 9, 12\n");
        let results = read(&table).history.unwrap();
        let ages: Vec<Option<u32>> = results.stages().iter().map(|of| of.age_days).collect();
        assert_eq!(ages, [None, Some(60)], "{head}");
        let expected = StageCount { matured: Some(Counted { passed: 9, decided: 25 }), ..stage(40, 12, 10) };
        assert_eq!(results.reps()[0].stages[1], expected, "{head}");
    }
    let weeks = read(
        "Rep, Proposal, Proposal 8 weeks old, Proposal passed within 56 days, Won\nAda, 40, 25, 9, 12\n",
    );
    assert_eq!(weeks.history.unwrap().stages()[0].age_days, Some(56));
    let check_in =
        "Rep, Check-in, Check-in 60 days old, Check-in passed within 60 days, Won\nAda, 40, 25, 9, 12\n";
    let check_in = read(check_in).history.unwrap();
    assert_eq!((check_in.stages()[0].name.as_str(), check_in.stages()[0].age_days), ("Check-in", Some(60)));
    // A stage may be called so; half of a pair, two ages, and counts that cannot be, are refused.
    assert_eq!(
        read("Rep, In 90 days trial, Won\nAda, 40, 12\n").history.unwrap().stages()[0].name,
        "In 90 days trial"
    );
    for head in [
        "Proposal 60 days old",
        "Proposal passed within 60 days",
        "Proposal 60 days old, Proposal passed within 90 days",
    ] {
        let table = format!("Rep, Proposal, {head}, Won\nAda, 40, 10, 9, 12\n");
        let says = read(&table).history.unwrap_err().to_string();
        assert!(says.contains("“Proposal 60 days old”"), "{says}");
    }
    for (counts, says) in [
        ("50, 9", "Ada, Proposal: more are so old than entered"),
        ("12, 13", "Ada, Proposal: more passed by that age than are so old"),
        ("25, 13", "Ada, Proposal: more passed by that age than passed"),
        ("25, ", "Ada, Proposal: how many are so old"),
        ("25, x", "whole number"),
    ] {
        let table = format!(
            "Rep, Proposal, Proposal 60 days old, Proposal passed within 60 days, Won\nAda, 40, {counts}, \
             12\nBela, 40, 20, 9, 12\n"
        );
        let reading = read(&table);
        assert!(reading.rejected[0].reason.contains(says), "{}", reading.rejected[0].reason);
        assert_eq!(reading.history.unwrap().reps().len(), 1);
    }
    for (head, says) in [
        ("Proposal 0 days old, Proposal passed within 0 days", "1 to 3,650 days"),
        ("Demo 60 days old, Demo passed within 60 days", "“Demo 60 days old” is about no stage"),
    ] {
        let table = format!("Rep, Proposal, {head}, Won\nAda, 40, 20, 9, 12\n");
        let says_so = read(&table).history.unwrap_err().to_string();
        assert!(says_so.contains(says), "{says_so}");
    }
}

/// Reads a table as it was written here, in no other currency than it says.
pub(super) fn read_back(results: &TeamHistory) -> TeamHistory {
    let (text, written) = write_history(results);
    let around = HistoryAround {
        currency: Currency::new("XPF").unwrap(),
        columns: None,
        written: Some(&written),
        exits: "",
        deal_cv: results.deal_cv(),
    };
    read_history(&text, around).unwrap().history.unwrap()
}

/// An export's counts become the table as they are, whatever stages and people are called; names are compared
/// without case.
#[test]
fn names_that_mean_something_else_survive() {
    let text = "Owner,Stage,Escalated date,Trial (A) date,Late open date,Close date,Amount\n\
        Team,Won,2027-01-02,2027-01-08,2027-01-20,2027-02-01,€5000.50\n\
        Plan,Escalated,2027-01-03,,,,\nPLAN ,Trial (A),2027-01-03,2027-01-09,,,\n\
        Total,Lost,2027-01-05,2027-02-02,,2027-03-01,\nAll,Late open,2027-01-05,2027-02-02,2027-02-03,,\n\
        Sum,Won,2027-01-05,2027-02-02,2027-02-03,2027-03-01,€7000\n";
    let names = |results: &TeamHistory| {
        let stages = results.stages().iter().map(|stage| stage.name.clone()).collect::<Vec<_>>();
        (stages, results.reps().iter().map(|rep| rep.name.clone()).collect::<Vec<_>>())
    };
    for age_days in [None, Some(20)] {
        let (from, to) = (Some("2027-01-01".to_owned()), Some("2027-06-30".to_owned()));
        let results = brought(text, &Choices { from, to, age_days, ..Choices::default() });
        let (stages, reps) = names(&results);
        assert_eq!(stages, ["Escalated", "Trial (A)", "Late open"]);
        assert_eq!(reps, ["All", "Plan", "Sum", "Team", "Total"]);
        assert_eq!(results.currency().code(), "EUR");
        assert_eq!(read_back(&results), results);
    }
    // Further columns and rows go beside what was written; a row of totals is still none of a rep.
    let results = brought(text, &Choices::default());
    let (table, written) = write_history(&results);
    let lines = table.lines().enumerate().map(|(line, row)| match line {
        0 => format!("{row},Self-sourced\n"),
        _ => format!("{row},0\n"),
    });
    let table: String = lines.collect::<String>() + "Totals,,,1,1,0,1,1,0,1,1,0,0\n";
    let around =
        HistoryAround { currency: usd(), columns: None, written: Some(&written), exits: "", deal_cv: None };
    let reading = read_history(&table, around).unwrap();
    assert_eq!(reading.rejected.len(), 1, "{:?}", reading.rejected);
    let more = reading.history.unwrap();
    assert_eq!(names(&more), names(&results));
    assert!(more.reps().iter().all(|rep| rep.self_sourced == Some(0)) && more.plan().is_none());
    // A plan's row is none of the reps’, whatever these are called; amounts of a thousandth are no thousands.
    let rep = |name: &str, bookings: f64| RepHistory {
        name: name.to_owned(),
        stages: vec![stage(40, 9, 4)],
        bookings: Money::from_minor_f64(bookings).unwrap(),
        quota: Some(Money::from_minor_f64(234_500.0).unwrap()),
        ..RepHistory::default()
    };
    let dinars = Currency::new("KWD").unwrap();
    let stages = vec![HistoryStage { name: "Late wins".to_owned(), ..HistoryStage::default() }];
    let reps = vec![rep("Plan", 1_234_525.0), rep("Team", 500.0)];
    let planned = TeamHistory::new(dinars, stages, reps, Some(rep("Plan", 7_000.0)), Some(0.8)).unwrap();
    let back = read_back(&planned);
    assert_eq!((back.reps(), back.stages(), back.currency()), (planned.reps(), planned.stages(), dinars));
    let bookings = |results: &TeamHistory| results.plan().unwrap().bookings;
    assert_eq!(bookings(&back), bookings(&planned));
}

/// A head that says thousands or millions multiplies its column's amounts, once, and is named among what was
/// read; a cell that says its own does not need it.
#[test]
fn a_head_in_thousands_multiplies_its_column() {
    for (head, cell, quota) in [
        ("Quota (k$)", "700", 700e3),
        ("Quota (000s)", "700", 700e3),
        ("Quota ($000)", "1,250", 1.25e6),
        ("Quota in thousands", "700.5", 700.5e3),
        ("Quota (T€)", "1.250", 1.25e6),
        ("Quota in TEUR", "700", 700e3),
        ("Quota (Mio. €)", "1,5", 1.5e6),
        ("Quota ($m)", "1.5", 1.5e6),
        ("Quota (k€)", "700k", 700e3),
        ("Quota (tkr)", "700", 700e3),
        ("Quota", "700", 700.0),
        ("Quota (km)", "700", 700.0),
        ("Team quota", "700", 700.0),
    ] {
        let reading = read(&format!("Rep;{head};Lead;Won\nAda;{cell};40;9\nBo;{cell};40;9\n"));
        let results = reading.history.unwrap_or_else(|error| panic!("{head}: {error}"));
        let found = results.reps()[0].quota.unwrap().major(results.currency());
        assert_eq!(found, quota, "{head} {cell}");
        let multiplied = reading.amounts.unwrap().multiplied;
        let is_multiplied = multiplied.iter().map(|column| column.head.as_str()).collect::<Vec<_>>();
        let has_unit = head != "Quota" && head != "Quota (km)" && head != "Team quota";
        assert_eq!(is_multiplied, if has_unit { vec![head] } else { vec![] }, "{head}");
    }
    // Each column by its own head, in the words of another language.
    let reading = read("Rep,Quota (k$),Umsatz ($),Lead,Won\nAda,700,650000,40,9\nBo,600,550000,40,9\n");
    let results = reading.history.unwrap();
    let rep = &results.reps()[0];
    assert_eq!((rep.quota.unwrap().minor(), rep.bookings.minor()), (70_000_000, 65_000_000));
    assert_eq!(reading.columns[2].1, HistoryColumn::Bookings);
}
