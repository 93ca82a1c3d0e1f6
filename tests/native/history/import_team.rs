//! What a file was read as becomes a team's history: counts as data, which nobody guesses again.

use crate::support::root;
use plumbline::exchange::file;
use plumbline::history::import::{Choices, Import, Meaning, Role, lacks_currency, team_history};
use plumbline::history::{measured_adherence, report};
use plumbline::model::{Counted, Date, RepHistory, StageCount, TeamHistory};

fn sample() -> String {
    std::fs::read_to_string(root().join("examples/history/opportunities.csv")).unwrap()
}

fn dollars() -> Choices {
    Choices { currency: Some("USD".to_owned()), ..Choices::default() }
}

fn team(text: &str, choices: &Choices) -> TeamHistory {
    let import = Import::read(text.as_bytes(), choices).unwrap();
    team_history(import.reading(), choices).unwrap()
}

/// The sample export: stages by their dates, sources and flags counted, all by hand.
#[test]
fn the_sample_export_is_counted() {
    let text = sample();
    let results = team(&text, &dollars());
    let sum = |of: fn(&RepHistory) -> u32| results.reps().iter().map(of).sum::<u32>();
    let lines = || text.lines().skip(1);
    let count =
        |test: &dyn Fn(&str) -> bool| u32::try_from(lines().filter(|line| test(line)).count()).unwrap();
    assert_eq!(sum(|rep| rep.stages[0].entered), 240);
    assert_eq!(sum(RepHistory::wins), count(&|line| line.contains("Closed Won")));
    assert_eq!(sum(|rep| rep.stages[0].open), count(&|line| line.contains(",Discovery,")));
    assert_eq!(sum(|rep| rep.self_sourced.unwrap()), count(&|line| line.contains(",self,")));
    assert_eq!(sum(|rep| rep.stages[1].entered), count(&|line| line.split(',').nth(5) != Some("")));
    let adherence = measured_adherence(&results).unwrap();
    assert!((0.6..0.8).contains(&adherence.mean), "{adherence:?}");
    let (run, other) = adherence.rates.unwrap();
    assert!(run > other, "{run} {other}");
    assert_eq!(report(&results, Some(0), plumbline::model::Thresholds::default()).stages.len(), 2);
    // Of a period: what began outside is left out, what was won after it is late and no booking.
    let (from, to) = (Some("2027-01-01".to_owned()), Some("2027-03-31".to_owned()));
    let quarter = team(&text, &Choices { from, to, ..dollars() });
    let is_late = |line: &str| line.contains("Closed Won") && line.contains(",2027-04-");
    assert_eq!(quarter.reps().iter().map(|rep| rep.late_wins.unwrap()).sum::<u32>(), count(&is_late));
    let amount = |line: &str| line.split(',').nth(7).unwrap().parse::<i64>().unwrap_or(0) * 100;
    let all: i64 = lines().filter(|line| line.contains("Closed Won")).map(amount).sum();
    assert_eq!(results.reps().iter().map(|rep| rep.bookings.minor()).sum::<i64>(), all);
    let two = "Owner,Stage,Created date,Close date,Amount\nAda,Won,2027-01-02,2027-02-03,5000\n\
        Ada,Won,2027-01-02,2027-04-03,7000\n";
    let late = team(two, &Choices { to: Some("2027-03-31".to_owned()), ..dollars() });
    let ada = &late.reps()[0];
    assert_eq!((ada.wins(), ada.late_wins, ada.bookings.minor()), (2, Some(1), 500_000));
    let january = Choices { to: Some("2027-01-31".to_owned()), ..dollars() };
    let import = Import::read(text.as_bytes(), &january).unwrap();
    let outside = count(&|line| !line.split(',').nth(4).unwrap().starts_with("2027-01"));
    assert_eq!(import.reading().balance.outside, usize::try_from(outside).unwrap());
}

/// A table of reps that names no currency waits for one; once it is chosen, its amounts are in it.
#[test]
fn reps_without_a_currency_take_the_chosen_one() {
    let text = "Rep,Quota,Actual,Opps,Won\nAda,250000,270000,40,12\nBen,250000,180000,38,9\n";
    let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    assert!(lacks_currency(import.reading()));
    let choices = Choices { currency: Some("GBP".to_owned()), ..Choices::default() };
    let import = Import::read(text.as_bytes(), &choices).unwrap();
    assert!(!lacks_currency(import.reading()));
    let results = team_history(import.reading(), &choices).unwrap();
    assert_eq!(results.currency().code(), "GBP");
    assert_eq!(results.reps().iter().map(|rep| rep.bookings.minor()).sum::<i64>(), 45_000_000);
}

/// At equal age: counted by hand, from the dates; all else stays as it is.
#[test]
fn reps_are_compared_at_equal_age() {
    let text = sample();
    let results = team(&text, &dollars());
    let aged = team(&text, &Choices { age_days: Some(20), ..dollars() });
    let day = |text: &str| Date::parse(text).unwrap();
    let fields: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
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
        let all = aged.reps().iter().map(|rep| rep.stages[place].matured.unwrap());
        let sum = all.fold(Counted::default(), |sum, of| Counted {
            passed: sum.passed + of.passed,
            decided: sum.decided + of.decided,
        });
        assert_eq!(sum, expected, "stage {place}");
        assert!(expected.passed > 0 && expected.decided < 240);
        assert_eq!(aged.stages()[place].age_days, Some(20));
    }
    let plain = |results: &TeamHistory| {
        let of = |of: &StageCount| (of.entered, of.passed, of.open);
        let reps =
            results.reps().iter().map(|rep| (rep.bookings, rep.stages.iter().map(of).collect::<Vec<_>>()));
        reps.collect::<Vec<_>>()
    };
    assert_eq!(plain(&aged), plain(&results));
    assert_eq!(file::history::read(&file::history::canonical(&aged)).unwrap(), aged);
}

/// People and stages stay what they are called, in the file's currency.
#[test]
fn names_are_data() {
    let text = "Owner,Stage,Escalated date,Close date,Amount\nTeam,Won,2027-01-02,2027-02-03,€5.000\n\
        Plan,Escalated,2027-01-05,,\n";
    let results = team(text, &Choices::default());
    let names: Vec<&str> = results.reps().iter().map(|rep| rep.name.as_str()).collect();
    assert_eq!((names, results.currency().code()), (vec!["Plan", "Team"], "EUR"));
    assert_eq!(results.stages()[0].name, "Escalated");
    assert_eq!(results.reps()[1].bookings.minor(), 500_000);
    let other = results.renamed(|place| format!("Rep {place}")).unwrap();
    let (one, same) = (&other.reps()[1], &results.reps()[1]);
    assert_eq!((one.name.as_str(), &one.stages), ("Rep 1", &same.stages));
    assert!(results.renamed(|_| "same".to_owned()).is_err());
}

/// What is missing is said: a currency beside amounts, losses beside wins.
#[test]
fn what_is_missing_is_said() {
    let text = "Owner,Stage,Close date,Amount\nAda,Won,2027-02-03,5000\nAda,Lost,2027-02-04,\n";
    let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    assert!(lacks_currency(import.reading()));
    let refusal = team_history(import.reading(), &Choices::default()).unwrap_err();
    assert!(refusal.reason.contains("currency"), "{refusal}");
    // Without amounts nobody needs one.
    let text = text.replace("5000", "").replace(",Amount", ",Note");
    let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    assert!(!lacks_currency(import.reading()));
    assert_eq!(team_history(import.reading(), &Choices::default()).unwrap().reps()[0].wins(), 1);
    let quotas = "Rep,Quota (EUR),Bookings (EUR)\nAda,100000,90000\nBela,100000,120000\n";
    let import = Import::read(quotas.as_bytes(), &Choices::default()).unwrap();
    let refusal = team_history(import.reading(), &Choices::default()).unwrap_err();
    assert!(refusal.reason.contains("how many opportunities"), "{refusal}");
    let counts = "Rep,Quota (EUR),Bookings (EUR),Won,Lost,Open\nAda,100000,90000,9,21,4\n\
        Bela,100000,120000,11,30,2\n";
    let history = team(counts, &Choices::default());
    let stage = history.reps()[0].stages[0];
    assert_eq!((stage.entered, stage.passed, stage.open), (34, 9, 4));
    assert_eq!(history.reps()[1].quota.unwrap().minor(), 10_000_000);
}

/// Rows that were not understood can be taken away and mended: with their lines, reasons and all cells.
#[test]
fn rejected_rows_are_a_table() {
    let text = "Owner,Stage,Close date,Note\nAda,Won,2027-02-03,\"a, b\"\n\
        Bela,,2027-02-04,\"c, \"\"d\"\"\"\n";
    let import = Import::read(text.as_bytes(), &Choices::default()).unwrap();
    assert_eq!(import.reading().balance.rejected, 1);
    let rows = import.rejected();
    assert_eq!(rows[0], ["Line", "Reason", "Owner", "Stage", "Close date", "Note"]);
    assert_eq!(rows[1][0], "3");
    assert_eq!(rows[1][2..], ["Bela", "", "2027-02-04", "c, \"d\""]);
    assert_eq!(rows.len(), 2);
}

/// A later choice stands, and those made before stay.
#[test]
fn choices_add_up() {
    let role = |head: &str, role| Choices { columns: [(head.to_owned(), role)].into(), ..Choices::default() };
    let all = dollars().and(role("A", Role::Owner)).and(role("B", Role::Amount));
    let all = all.and(role("A", Role::Ignored));
    assert_eq!(all.currency.as_deref(), Some("USD"));
    assert_eq!(all.columns, [("A".to_owned(), Role::Ignored), ("B".to_owned(), Role::Amount)].into());
    let status = Choices { statuses: [("Signed".to_owned(), Meaning::Won)].into(), ..Choices::default() };
    let euros = Choices { currency: Some("EUR".to_owned()), ..status };
    assert_eq!(all.clone().and(euros).currency.as_deref(), Some("EUR"));
    assert!(all.has_rows_of(&Choices::default()));
    assert!(!all.has_rows_of(&Choices { head: Some(3), ..Choices::default() }));
}
