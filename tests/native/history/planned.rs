//! Plans of exports: which period they cover and what is booked in it.

use super::estimate::{Past, day, export, past};
use crate::support::collect;
use plumbline::app::history::words;
use plumbline::exchange::{file, link};
use plumbline::history::estimate::{Estimates, estimates, past_and_plan, plan};
use plumbline::history::import::{Choices, Import, Reading};
use plumbline::model::{Date, Runs, Scenario, Seed};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A past's day by its number, as [`day`] counts them.
fn number_of(date: Date) -> u32 {
    u32::try_from(day(0).days_until(date)).unwrap()
}

/// An export of everything, as of a day and with the year beginning in a month.
fn read_as_of(text: &str, as_of: &str, year_begins: Option<u32>) -> (Reading, Estimates) {
    let (currency, as_of) = (Some("EUR".to_owned()), Some(as_of.to_owned()));
    let choices = Choices { as_of, currency, year_begins, ..Choices::default() };
    let reading = Import::read(text.as_bytes(), &choices).unwrap().reading().clone();
    let estimates = estimates(&reading).unwrap();
    (reading, estimates)
}

/// What was won from a day on and before another, in major units, and of how many deals.
fn won(past: &[Past], from: &str, before: &str) -> (i64, u32) {
    let days = number_of(date(from))..number_of(date(before));
    let won = past.iter().filter(|of| of.decided.is_some_and(|(at, won)| won && days.contains(&at)));
    won.fold((0, 0), |(sum, deals), of| (sum + i64::from(of.amount), deals + 1))
}

/// A file that does not say when stages were entered makes a plan of one stage, and that is said above the
/// button; one that says it makes a plan of them, without a word.
#[test]
fn a_plan_of_one_stage_says_so() {
    let said = |text: &str| {
        let reading = read_as_of(text, "2028-08-24", None).0;
        let (measured, plan) = past_and_plan(&reading).unwrap();
        (words::one_stage(&measured), plan.unwrap().segments()[0].stages().len())
    };
    let text = export(&past(79, 1_100), 1_100, 0);
    assert_eq!(said(&text), (None, 3));
    // The same without the columns of stages.
    let keeps = |head: &str| !head.contains("entered");
    let head: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let cut = |line: &str| {
        let cells = line.split(',').zip(&head).filter(|(_, head)| keeps(head)).map(|(cell, _)| cell);
        cells.collect::<Vec<_>>().join(",")
    };
    let without: Vec<String> = text.lines().map(cut).collect();
    let (words, stages) = said(&without.join("\n"));
    assert_eq!(stages, 1);
    assert!(words.unwrap().contains("The plan has one stage"));
}

/// A year in progress is the plan's: its past months are booked and nothing else, its target is what the year
/// before brought, and its future begins on the day after the file's last.
#[test]
fn a_plan_of_the_year_in_progress_has_what_is_booked_of_it() {
    let past = past(79, 1_100);
    let text = export(&past, 1_100, 0);
    let (reading, all) = read_as_of(&text, "2028-08-24", None);
    let scenario = plan(&reading, &all).unwrap();
    let parts = scenario.parts();
    assert_eq!(parts.calendar.start(), Some(date("2028-01-01")));
    assert_eq!(parts.calendar.last_date(), Some(date("2028-12-31")));
    assert_eq!(parts.progress.as_of(), Some(date("2028-08-25")));
    let (booked, deals) = won(&past, "2028-01-01", "2028-08-25");
    assert!(deals > 100);
    assert_eq!(parts.progress.booked().minor(), booked * 100);
    assert_eq!(parts.target.amount().minor(), won(&past, "2027-01-01", "2028-01-01").0 * 100);
    // What is shown beside it is the same.
    let year = past_and_plan(&reading).unwrap().0.year.unwrap();
    assert_eq!((year.begins, year.booked, year.deals), (date("2028-01-01"), booked * 1_000, deals));
    assert_eq!(year.without_amount, 0);
    // No future has less than that, and it is a file and a link.
    let mut parts = parts.clone();
    parts.runs = Runs { seed: Seed(1), trials: 200 };
    let least = collect(&Scenario::new(parts).unwrap()).totals().min().unwrap();
    assert!(least > booked * 100, "{least}");
    assert_eq!(file::plan::read(&file::plan::canonical(&scenario)).unwrap(), scenario);
    assert!(link::encode(&scenario).len() < 8_000);

    // A fiscal year that began on 1 April 2028.
    let (reading, all) = read_as_of(&text, "2028-08-24", Some(4));
    let fiscal = plan(&reading, &all).unwrap();
    assert_eq!(fiscal.parts().calendar.start(), Some(date("2028-04-01")));
    assert_eq!(fiscal.parts().fiscal_start, 4);
    assert_eq!(fiscal.parts().progress.booked().minor(), won(&past, "2028-04-01", "2028-08-25").0 * 100);
    assert_eq!(fiscal.parts().target.amount().minor(), won(&past, "2027-04-01", "2028-04-01").0 * 100);
}

/// A year that has not begun, that is nearly over, or of which the file does not hold the year before, is not
/// the plan's: it begins after the file's last day with nothing booked.
#[test]
fn without_a_year_in_progress_a_plan_begins_after_the_last_day() {
    let text = export(&past(79, 1_100), 1_100, 0);
    for (as_of, year_begins) in
        [("2027-12-31", None), ("2028-10-02", None), ("2027-08-24", None), ("2027-08-24", Some(2))]
    {
        let (reading, all) = read_as_of(&text, as_of, year_begins);
        let scenario = plan(&reading, &all).unwrap();
        let is_covered = year_begins == Some(2);
        assert_eq!(all.year.is_some(), is_covered, "{as_of}: the file begins on 5 January 2026");
        let parts = scenario.parts();
        if is_covered {
            assert_eq!(parts.calendar.start(), Some(date("2027-02-01")));
        } else {
            assert_eq!(parts.calendar.start(), date(as_of).after_days(1));
            assert_eq!(parts.progress.as_of(), None);
            assert_eq!(parts.progress.booked().minor(), 0);
        }
        assert_eq!(parts.calendar.months().len(), 12);
    }
    // On the last day of which a quarter of the year is left, it is.
    assert!(read_as_of(&text, "2028-09-30", None).1.year.is_some());
}

/// The whole of a year, half of it booked: over 60 pasts it lies within the plan's 8 in 10 as often as that
/// says. 48 ± 3.1 do; fewer than 38 or more than 58 come once in 900 runs.
#[test]
fn plans_of_a_year_hold_the_whole_of_it() {
    let held = (0..60_u64).filter(|seed| {
        let past = self::past(8_000 + seed, 760);
        let (reading, all) = read_as_of(&export(&past, 760, 0), "2027-07-31", Some(2));
        let mut parts = plan(&reading, &all).unwrap().parts().clone();
        assert_eq!(parts.calendar.start(), Some(date("2027-02-01")));
        parts.runs = Runs { seed: Seed(*seed), trials: 2_000 };
        let mut totals: Vec<i64> = collect(&Scenario::new(parts).unwrap()).totals().collect();
        totals.sort_unstable();
        let year = won(&past, "2027-02-01", "2028-02-01").0 * 100;
        totals[200] <= year && year <= totals[1_799]
    });
    let held = held.count();
    assert!((38..=58).contains(&held), "{held}");
}
