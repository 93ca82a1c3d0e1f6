//! Tables of results, CRM exports, and one rep's facts, as people write them.

use crate::support::root;
use plumbline::entry::{
    AmountMarks, CrmAround, CrmReading, DayOrder, HistoryAround, HistoryColumn, HistoryReading, NumberStyle,
    QuotaFact, QuotaTexts, QuotaToday, read_crm, read_history, read_quota_check, write_history,
};
use plumbline::exchange::{file, link};
use plumbline::history::{Thresholds, measured_adherence, rep_quota, report, team_rate};
use plumbline::model::{
    Counted, Currency, Date, HistoryStage, Money, QuotaCheck, RepHistory, StageCount, TeamHistory, TeamRate,
};
use plumbline::worker::message::{Answer, BuildId, Reply, Request, RunId, Subject, Work, decode, encode};
use plumbline::worker::serve::Server;

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

fn read(text: &str) -> HistoryReading {
    let around = HistoryAround {
        currency: usd(),
        columns: None,
        written: None,
        exits: "Proposal: budget confirmed in writing",
        deal_cv: None,
    };
    read_history(text, around).unwrap()
}

fn crm(text: &str, period: &str, age_days: Option<u32>) -> CrmReading {
    let around =
        CrmAround { style: NumberStyle::POINT, currency: usd(), columns: None, stages: "", period, age_days };
    read_crm(text, around).unwrap()
}

fn stage(entered: u32, passed: u32, open: u32) -> StageCount {
    StageCount { entered, passed, open, matured: None }
}

/// A funnel's columns: what enters the next stage has passed this one. Totals, twins and nonsense are rejected with reasons, and
/// keep nobody out.
#[test]
fn a_funnel_of_counts_is_read() {
    let text = "Rep;Quota;Lead;Proposal;Proposal open;Won;Bookings;Self-sourced\n\
        Ada;600k;100;40;4;9;€225,000;10\n\nBela;€600k;80;30;;6;150k;\n\
        Chika;600k;20;30;;6;150k;\nDario;600k;many;30;;6;150k;\nAda;1;1;1;;1;1;\nTotal;1200k;200;100;4;21;500k;\nPlan;600k;120;48;0;12;300k;\n";
    let reading = read(text);
    let results = reading.results.unwrap();
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
    let again = read_history(text, around).unwrap().results.unwrap();
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
            Ok(reading) => reading.results.map_or_else(|error| error.to_string(), |_| "read".to_owned()),
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
        let around = CrmAround {
            style: NumberStyle::COMMA,
            currency: usd(),
            columns: None,
            stages: &text,
            period: "",
            age_days: Some(length),
        };
        drop(read_crm(&text, around));
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
    let results = reading.results.unwrap();
    assert_eq!((results.reps().len(), results.stages().len()), (14, 4));
    // As a file, and as a table again.
    assert_eq!(file::history::read(&file::history::canonical(&results)).unwrap(), results);
    let written = read(&write_history(&results).0).results.unwrap();
    assert_eq!(written, results);
    for text in ["nonsense", "", &file::history::canonical(&results)[..40]] {
        assert!(file::history::read(text).is_err());
    }
    let report = report(&results, Some(10), Thresholds::default());
    assert!(report.stages[1].differs && !report.stages[0].differs, "Discovery is read differently");
    let offset = report.adjacent.iter().find(|of| of.first == 1).unwrap();
    assert!(offset.correlation < -0.5, "{offset:?}");
}

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
        Ada,Trial,2027-01-05,,,\nAda,Closing,2027-01-05,2027-02-02,,\nAda,Lead,,,,\nBela,Demo,2027-02-02,,,\n";
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

/// Columns at equal age go in pairs that say the same days, whatever the words between; a table without them has none.
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
        let results = read(&table).results.unwrap();
        let ages: Vec<Option<u32>> = results.stages().iter().map(|of| of.age_days).collect();
        assert_eq!(ages, [None, Some(60)], "{head}");
        let expected = StageCount { matured: Some(Counted { passed: 9, decided: 25 }), ..stage(40, 12, 10) };
        assert_eq!(results.reps()[0].stages[1], expected, "{head}");
    }
    let weeks = read(
        "Rep, Proposal, Proposal 8 weeks old, Proposal passed within 56 days, Won\nAda, 40, 25, 9, 12\n",
    );
    assert_eq!(weeks.results.unwrap().stages()[0].age_days, Some(56));
    let check_in =
        "Rep, Check-in, Check-in 60 days old, Check-in passed within 60 days, Won\nAda, 40, 25, 9, 12\n";
    let check_in = read(check_in).results.unwrap();
    assert_eq!((check_in.stages()[0].name.as_str(), check_in.stages()[0].age_days), ("Check-in", Some(60)));
    // A stage may be called so; half of a pair, two ages, and counts that cannot be, are refused.
    assert_eq!(
        read("Rep, In 90 days trial, Won\nAda, 40, 12\n").results.unwrap().stages()[0].name,
        "In 90 days trial"
    );
    for head in [
        "Proposal 60 days old",
        "Proposal passed within 60 days",
        "Proposal 60 days old, Proposal passed within 90 days",
    ] {
        let table = format!("Rep, Proposal, {head}, Won\nAda, 40, 10, 9, 12\n");
        let says = read(&table).results.unwrap_err().to_string();
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
            "Rep, Proposal, Proposal 60 days old, Proposal passed within 60 days, Won\nAda, 40, {counts}, 12\nBela, 40, 20, 9, 12\n"
        );
        let reading = read(&table);
        assert!(reading.rejected[0].reason.contains(says), "{}", reading.rejected[0].reason);
        assert_eq!(reading.results.unwrap().reps().len(), 1);
    }
    for (head, says) in [
        ("Proposal 0 days old, Proposal passed within 0 days", "1 to 3,650 days"),
        ("Demo 60 days old, Demo passed within 60 days", "“Demo 60 days old” is about no stage"),
    ] {
        let table = format!("Rep, Proposal, {head}, Won\nAda, 40, 20, 9, 12\n");
        let says_so = read(&table).results.unwrap_err().to_string();
        assert!(says_so.contains(says), "{says_so}");
    }
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

/// Reads a table as it was written here, in no other currency than it says.
fn read_back(results: &TeamHistory) -> TeamHistory {
    let (text, written) = write_history(results);
    let around = HistoryAround {
        currency: Currency::new("XPF").unwrap(),
        columns: None,
        written: Some(&written),
        exits: "",
        deal_cv: results.deal_cv(),
    };
    read_history(&text, around).unwrap().results.unwrap()
}

/// An export's counts become the table as they are, whatever stages and people are called.
#[test]
fn names_that_mean_something_else_survive() {
    let text = "Owner,Stage,Escalated date,Trial (A) date,Late open date,Close date,Amount\n\
        Team,Won,2027-01-02,2027-01-08,2027-01-20,2027-02-01,€5000.50\n\
        Plan,Escalated,2027-01-03,,,,\nplan,Trial (A),2027-01-03,2027-01-09,,,\n\
        Total,Lost,2027-01-05,2027-02-02,,2027-03-01,\nAll,Late open,2027-01-05,2027-02-02,2027-02-03,,\n\
        Sum,Won,2027-01-05,2027-02-02,2027-02-03,2027-03-01,€7000\n";
    let names = |results: &TeamHistory| {
        let stages = results.stages().iter().map(|stage| stage.name.clone()).collect::<Vec<_>>();
        (stages, results.reps().iter().map(|rep| rep.name.clone()).collect::<Vec<_>>())
    };
    for age_days in [None, Some(20)] {
        let results = crm(text, "Jan 2027 to Jun 2027", age_days).results.unwrap();
        let (stages, reps) = names(&results);
        assert_eq!(stages, ["Escalated", "Trial (A)", "Late open"]);
        assert_eq!(reps, ["All", "Plan", "Sum", "Team", "Total", "plan"]);
        assert_eq!(results.currency().code(), "EUR");
        assert_eq!(read_back(&results), results);
    }
    // Further columns and rows go beside what was written; a row of totals is still none of a rep.
    let results = crm(text, "", None).results.unwrap();
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
    let more = reading.results.unwrap();
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

/// One currency for a file: from a symbol, a code, a head or a column of codes; two are refused and both named.
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

/// One decimal mark for a file, told by the amounts that can only be read one way; else the mark groups thousands, and that is
/// said.
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

/// 500 reps are read, and nothing behind the 501st; a paste of a hundred thousand rows takes its length, not the square of it.
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
    // Rows that are refused are read to the end: eight times as many may take twenty times as long, not 64 times;
    // the best of three tries against the worst of three.
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

fn facts() -> QuotaTexts {
    QuotaTexts {
        quota: "$250k".to_owned(),
        end: "2027-03-31".to_owned(),
        won: "$90k".to_owned(),
        open: "24 of about 25k".to_owned(),
        record: "9 of 41".to_owned(),
        ..QuotaTexts::default()
    }
}

fn check(texts: &QuotaTexts, team: Option<TeamRate>) -> Result<QuotaCheck, String> {
    let today = Date::new(2027, 1, 4).unwrap();
    let around = QuotaToday { today, style: NumberStyle::POINT, currency: usd(), team };
    read_quota_check(texts, around).map_err(|errors| {
        errors.into_iter().map(|(fact, error)| format!("{fact:?}: {error}")).collect::<Vec<_>>().join("; ")
    })
}

#[test]
fn five_facts_make_a_check() {
    let of = check(&facts(), None).unwrap();
    let parts = of.scenario().parts();
    assert_eq!((parts.target.amount().minor(), parts.progress.booked().minor()), (25_000_000, 9_000_000));
    assert!((of.days_left() - 87.0).abs() < 1e-9);
    assert_eq!(of.record(), Some(Counted { passed: 9, decided: 41 }));
    assert!((of.scenario().segments()[0].mean_win_rate() - 10.0 / 43.0).abs() < 1e-12);
    // A raise is one edit.
    let raised = facts().raised("+30%", NumberStyle::POINT).unwrap();
    assert_eq!(raised.quota, "$250k + 30%");
    let raised_again = raised.raised("+10%", NumberStyle::POINT).unwrap();
    assert_eq!(raised_again.quota, "$250k + 10%");
    let raised = check(&raised, None).unwrap();
    assert_eq!(raised.scenario().parts().target.amount().minor(), 32_500_000);
    assert_eq!(raised.before().unwrap().minor(), 25_000_000);
    assert_eq!(facts().raised("300k", NumberStyle::POINT), None);
    // A team's rate draws the own one towards it; without own wins it is all there is.
    let team = TeamRate { mean: 0.4, cases: 500.0, spread: 0.02 };
    let shrunk = check(&facts(), Some(team)).unwrap().scenario().segments()[0].mean_win_rate();
    assert!(10.0 / 43.0 < shrunk && shrunk < 0.4, "{shrunk}");
    let none = QuotaTexts { record: String::new(), ..facts() };
    assert!((check(&none, Some(team)).unwrap().scenario().segments()[0].mean_win_rate() - 0.4).abs() < 1e-9);
    assert!(check(&none, None).unwrap_err().contains("9 of 41"));
    // Deals line by line, stages on demand, what still comes.
    let listed = QuotaTexts { open: "Acme, 50k\nBeta, $20k\n30k".to_owned(), ..facts() };
    let listed = check(&listed, None).unwrap();
    let segment = &listed.scenario().segments()[0];
    let open = segment.pipeline().listed().unwrap();
    assert_eq!(open.deals().iter().map(|deal| deal.name.as_str()).collect::<Vec<_>>(), ["Acme", "Beta", ""]);
    assert!((segment.deal_size.mean_minor() - 10_000_000.0 / 3.0).abs() < 1.0);
    let staged = QuotaTexts {
        stages: "Discovery, 45%, 20 days\nProposal, 12 of 40, 30 days".to_owned(),
        open: "Acme, Proposal, 50k, 12 days\nBeta, Discovery, 20k".to_owned(),
        new: "2 a week".to_owned(),
        ..facts()
    };
    let staged = check(&staged, None).unwrap();
    assert_eq!(staged.scenario().segments()[0].stages().len(), 2);
    assert!((staged.scenario().segments()[0].supply.per_month() - 2.0 * 365.0 / 84.0).abs() < 1e-9);
    // The period's end as people say it, from 4 January 2027.
    for (text, end) in [
        ("tomorrow", "2027-01-05"),
        ("end of month", "2027-01-31"),
        ("end of the quarter", "2027-03-31"),
        ("by year end", "2027-12-31"),
        ("Q1", "2027-03-31"),
        ("end of Q4", "2027-12-31"),
        ("Q2 2028", "2028-06-30"),
        ("31 Dec", "2027-12-31"),
        ("Dec 15", "2027-12-15"),
        ("2 January", "2028-01-02"),
        ("February", "2027-02-28"),
        ("6/30/2027", "2027-06-30"),
        ("30/6/2027", "2027-06-30"),
        ("6/7/2027", "2027-06-07"),
        ("March 2027", "2027-03-31"),
        ("10 weeks", "2027-03-14"),
        ("3 months", "2027-04-03"),
    ] {
        let of = check(&facts().with(QuotaFact::End, text.to_owned()), None).unwrap();
        let last = of.scenario().parts().calendar.last_date().unwrap();
        assert_eq!(last.to_string(), end, "{text}");
    }
    // Each refusal stands at its field, with an example that works.
    for (fact, text, says) in [
        (QuotaFact::Quota, "a lot", "600k"),
        (QuotaFact::End, "2026-12-31", "that day is over"),
        (QuotaFact::End, "soon", "31 Dec 2027"),
        (QuotaFact::End, "Q5", "31 Dec 2027"),
        (QuotaFact::End, "Q", "31 Dec 2027"),
        (QuotaFact::End, "q€", "31 Dec 2027"),
        (QuotaFact::Won, "€5", "USD"),
        (QuotaFact::Open, "some", "24 of about 25k"),
        (QuotaFact::Record, "41 of 9", "more cannot be won than was decided"),
        (QuotaFact::Record, "0", "9 of 41"),
        (QuotaFact::Open, "12", "24 of about 25k"),
        (QuotaFact::Quota, "0", "600k"),
        (QuotaFact::Stages, "Discovery", "Discovery, 45%, 20 days"),
        (QuotaFact::New, "many", "2 a week"),
        (QuotaFact::Wanted, "sure", "8 in 10"),
    ] {
        let error = check(&facts().with(fact, text.to_owned()), None).unwrap_err();
        assert!(error.contains(&format!("{fact:?}")) && error.contains(says), "{text}: {error}");
    }
}

/// A rep's quota out of a table is what the five facts say when they are typed, for each rep of the sample, whenever it is
/// asked for; the worker hands it over as the document that a link is made of, and a rep without a quota has none.
#[test]
fn a_reps_quota_is_what_its_facts_say() {
    let text = std::fs::read_to_string(root().join("examples/history/team.csv")).unwrap();
    let results = read(&text).results.unwrap();
    let record = |rep: &RepHistory| {
        let lost: u32 = rep.stages.iter().map(|of| of.entered - of.open - of.passed).sum();
        Counted { passed: rep.wins(), decided: rep.wins() + lost }
    };
    let wins: u32 = results.reps().iter().map(RepHistory::wins_in_period).sum();
    let bookings: i64 = results.reps().iter().map(|rep| rep.bookings.minor()).sum();
    let mean = bookings as f64 / 100.0 / f64::from(wins);
    let days = [(2027, 1, 4), (2027, 11, 30), (2028, 2, 29)].map(|(y, m, d)| Date::new(y, m, d).unwrap());
    for (today, (place, rep)) in
        days.into_iter().flat_map(|today| results.reps().iter().enumerate().map(move |rep| (today, rep)))
    {
        let others = results.reps().iter().filter(|other| other.name != rep.name);
        let team = team_rate(&others.map(record).collect::<Vec<_>>());
        let own = record(rep);
        let texts = QuotaTexts {
            quota: format!("USD {}", rep.quota.unwrap().minor() / 100),
            end: "3 months".to_owned(),
            won: "nothing".to_owned(),
            open: format!("{} of about {mean:.0}", rep.stages[0].entered),
            record: format!("{} of {}", own.passed, own.decided),
            ..QuotaTexts::default()
        };
        let around = QuotaToday { today, style: NumberStyle::POINT, currency: usd(), team };
        let typed = read_quota_check(&texts, around).unwrap();
        assert_eq!(rep_quota(&results, place, today).unwrap(), typed, "{}", rep.name);

        let asked = |rep| {
            let work = Work::Explain {
                rep: Some(u32::try_from(rep).unwrap()),
                today,
                thresholds: Thresholds::default(),
            };
            let subject = Subject::Text(file::history::canonical(&results));
            let request = Request { run: RunId(1), subject, work };
            let build = BuildId::of("a build");
            match decode(build, &Server::new(build).answer(&encode(build, &request))) {
                Ok(Reply::Answered(_, Answer::Explained { quota, .. })) => quota,
                other => panic!("{other:?}"),
            }
        };
        if place == 3 && today == days[0] {
            let link = link::encode_quota(&file::quota::read(&asked(place).unwrap()).unwrap());
            assert_eq!(link, link::encode_quota(&typed));
            assert_eq!(link::decode_quota(&link).unwrap().unwrap(), typed.for_sharing());
            assert_eq!(asked(results.reps().len()), None, "nobody");
        }
    }
    let without = read("Rep,Quota,Lead,Won,Bookings\nAda,,40,9,90k\nBela,0,40,9,90k\nChika,50k,40,9,90k\n");
    let without = without.results.unwrap();
    let quotas = [0, 1, 2, 3].map(|place| rep_quota(&without, place, days[0]).is_some());
    assert_eq!(quotas, [false, false, true, false]);
    let nothing = read("Rep,Quota,Lead,Won\nAda,50k,40,9\nBela,50k,40,9\n").results.unwrap();
    assert_eq!(rep_quota(&nothing, 0, days[0]), None, "nothing says what a deal is worth");
}

/// A link of a quota: the rep, pooled rates of the team, and no name; damaged ones are refused; a plan's reader leaves it alone.
#[test]
fn a_quota_link_names_nobody() {
    let team = TeamRate { mean: 0.4, cases: 500.0, spread: 0.02 };
    let texts =
        QuotaTexts { open: "Acme, 50k\nBeta, 20k".to_owned(), quota: "250k + 30%".to_owned(), ..facts() };
    let of = check(&texts, Some(team)).unwrap();
    let fragment = link::encode_quota(&of);
    assert!(fragment.starts_with("#q1=") && fragment.len() < 400, "{}", fragment.len());
    let read = link::decode_quota(&fragment).unwrap().unwrap();
    assert_eq!(read, of.for_sharing());
    assert_ne!(read, of);
    assert!(
        read.scenario().segments()[0]
            .pipeline()
            .listed()
            .unwrap()
            .deals()
            .iter()
            .all(|deal| deal.name.is_empty())
    );
    assert_eq!(link::encode_quota(&read), fragment, "the same check, the same text");
    assert!(link::decode(&fragment).is_none() && link::is_quota(&fragment));
    assert!(link::decode_quota("#p1=abc").is_none() && link::decode_quota("").is_none());
    for damaged in [&fragment[..60], "#q1=", "#q1=AAAA", "#q0=AAAA", "#q7=abc"] {
        assert!(link::decode_quota(damaged).unwrap().is_err(), "{damaged}");
    }
    let repaired = format!("%23{}\n.", &fragment[1..]);
    assert_eq!(link::decode_quota(&repaired).unwrap().unwrap(), read);
    assert!(file::quota::read("nonsense").is_err());
}

/// One rep's answer against the published binomial row: 40 opportunities at exactly 25%, deals of 25,000 and CV 1 (cases.json,
/// `one_rep`); further opportunities and coverage are those of the exact table. 100,000 trials, 4 standard errors.
#[test]
fn the_answer_of_one_rep_is_exact() {
    let texts = QuotaTexts {
        quota: "250k".to_owned(),
        won: "nothing".to_owned(),
        open: "40 of about 25k".to_owned(),
        record: "exactly 25%".to_owned(),
        ..facts()
    };
    let at = |quota: &str| {
        let of = check(&texts.with(QuotaFact::Quota, quota.to_owned()), None).unwrap();
        plumbline::advice::quota_answer(&of, 100_000).unwrap()
    };
    for (quota, chance) in [("200k", 0.65117), ("250k", 0.44638), ("300k", 0.27595), ("400k", 0.08474)] {
        let answer = at(quota);
        assert!(
            (answer.chance.value - chance).abs() < 4.0 * answer.chance.standard_error,
            "{quota} {}",
            answer.chance.value
        );
    }
    // 10 mean deals in 8 of 10: 57 opportunities in all, of which 40 are open; ± 1 for the simulation.
    let answer = at("250k");
    assert!((answer.more.unwrap() - 17.0).abs() <= 1.0, "{:?}", answer.more);
    assert!((answer.rest.needs[2].opportunities.unwrap() - 57.0).abs() <= 1.0);
    assert!((answer.holds[0] - 23_645_000.0).abs() < 150_000.0, "{:?}", answer.holds);
    // Before the raise on the same luck; the old chance is wanted back.
    let raised = at("200k + 50%");
    assert!(
        (raised.before.unwrap().value - 0.65117).abs() < 0.007
            && (raised.chance.value - 0.27595).abs() < 0.007
    );
    assert_eq!(raised.wanted, raised.before.unwrap().value);
    assert!(raised.more.unwrap() > 10.0);
    // Nothing is ever won: said, not computed.
    let never = check(&texts.with(QuotaFact::Record, "exactly 0%".to_owned()), None).unwrap();
    assert_eq!(plumbline::advice::quota_answer(&never, 2_000).unwrap().more, None);
}
