//! Forecasts of the past: by hand, against exports that were made on the day itself, and over pasts drawn
//! from the model.

use crate::support::past::{CURRENCY, Past};
use crate::support::{one_stage, scenario};
use plumbline::history::backtest::{
    BacktestError, CASES_MAX, Case, Forecast, Lesson, Summary, case, cases, forecast,
};
use plumbline::history::estimate::{estimates, plan_of_months};
use plumbline::history::import::{Choices, Import};
use plumbline::model::{Currency, Date, Money, Runs, Scenario, ScenarioParts, Seed};
use serde_json::json;

const RUNS: Runs = Runs { seed: Seed(1), trials: 1_000 };

fn choices() -> Choices {
    Choices { currency: Some(CURRENCY.to_owned()), ..Choices::default() }
}

/// A forecast of 100 to 200 of what was then booked; the chance of as much as 150 is stated.
fn booked(booked: i64, chance: f64) -> Forecast {
    let is_within = (100..=200).contains(&booked);
    Forecast { low: 100.0, middle: 150.0, high: 200.0, before: 150, chance, booked, place: 0.5, is_within }
}

#[test]
fn every_third_quarter_is_judged_the_latest_first() {
    // Of seven the first, the fourth and the last do not overlap: 90 and 95 are below, 160 is within.
    let all = [90, 120, 250, 95, 130, 210, 160].map(|of| Some(booked(of, 0.5)));
    let summary = Summary::of(&all);
    assert_eq!((summary.forecasts, summary.within), (7, 3));
    assert_eq!((summary.apart, summary.apart_within, summary.apart_too_low), (3, 1, 0));
    assert_eq!(summary.brier, Some(0.25));
    assert_eq!(summary.places, None, "three places say nothing of how they are spread");
    // One or none of three within comes with chance 0.104: that may be luck.
    assert_eq!(summary.lesson, Lesson::AsWide);
    let sentence = &summary.sentence;
    assert!(sentence.starts_with("In 3 of 7 quarters") && sentence.contains("in 1 of the 3 that do"));
    // A case without a plan keeps its place.
    let mut gap = all;
    gap[3] = None;
    assert_eq!(Summary::of(&gap).apart, 2);
    assert_eq!(Summary::of(&[None, None]).lesson, Lesson::Nothing);
}

#[test]
fn the_brier_score_is_the_mean_squared_miss_of_a_chance() {
    // As much as 150: 0.9 and it happened, 0.4 and it did not, 0.2 and it did.
    let all = [(150, 0.9), (149, 0.4), (180, 0.2)].map(|(of, chance)| Some(booked(of, chance)));
    let spread: Vec<_> = all.iter().flat_map(|of| [None, None, *of]).collect();
    let brier = Summary::of(&spread).brier.unwrap();
    assert!((brier - (0.01 + 0.16 + 0.64) / 3.0).abs() < 1e-12, "{brier}");
}

#[test]
fn what_is_taught_follows_from_the_side_of_surprises() {
    let lesson = |of: &[i64]| {
        let all: Vec<_> = of.iter().flat_map(|of| [None, None, Some(booked(*of, 0.5))]).collect();
        Summary::of(&all).lesson
    };
    assert_eq!(lesson(&[90, 90, 150, 150]), Lesson::AsWide, "two or fewer of four come with chance 0.18");
    assert_eq!(lesson(&[90, 90, 90, 150]), Lesson::TooHigh, "one or none with chance 0.027");
    assert_eq!(lesson(&[210, 210, 210, 150]), Lesson::TooLow);
    assert_eq!(lesson(&[90, 210, 90, 150]), Lesson::TooNarrow);
    assert_eq!(lesson(&[150; 13]), Lesson::AsWide, "all of 13 come with chance 0.055");
    assert_eq!(lesson(&[150; 14]), Lesson::TooWide, "all of 14 with chance 0.044");
    assert_eq!(lesson(&[100, 200]), Lesson::AsWide, "the ends belong to the range");
}

#[test]
fn places_are_counted_by_fifths_from_twenty_on() {
    let of = |place: f64| Some(Forecast { place, ..booked(150, 0.5) });
    let all: Vec<_> = (0..20).flat_map(|at| [None, None, of(f64::from(at) / 19.0)]).collect();
    assert_eq!(Summary::of(&all).places, Some([4, 4, 4, 4, 4]));
    assert_eq!(Summary::of(&all[3..]).places, None);
}

/// One opportunity that is won half the time, worth 100: half of the futures bring nothing, half 100. The
/// share of 20,000 runs is off by 0.0035; 0.02 would be more than five of them.
#[test]
fn a_place_counts_futures_below_and_half_of_those_that_bring_the_same() {
    let plan = scenario(&one_stage(
        json!({"per_month": 1, "arrivals": "fixed"}),
        json!({"exact": 0.5}),
        json!({"mean": 100, "cv": 0}),
        100.0,
        20_000,
    ));
    let of = |major: f64| {
        let booked = Money::from_major(major, Currency::new("USD").unwrap()).unwrap();
        forecast(&plan, booked).unwrap()
    };
    assert!((of(0.0).place - 0.25).abs() < 0.02, "{}", of(0.0).place);
    assert!((of(50.0).place - 0.5).abs() < 0.02);
    assert!((of(100.0).place - 0.75).abs() < 0.02);
    assert!((of(101.0).place - 1.0).abs() < 1e-12);
    assert!((of(0.0).chance - 0.5).abs() < 0.02, "as much as the target is what is asked");
    assert_eq!((of(0.0).low, of(0.0).high), (0.0, 10_000.0));
    assert!(of(100.0).happened() && !of(99.0).happened());
}

#[test]
fn a_case_knows_nothing_of_what_came_later() {
    let past = Past::draw(3);
    let import = Import::read(past.text.as_bytes(), &choices()).unwrap();
    let cases = cases(&import, &choices(), RUNS, CASES_MAX).unwrap();
    let last = cases.last().unwrap();
    assert_eq!(last.day, past.day, "the last month's end whose quarter is over");
    assert_eq!(cases.len(), past.months as usize, "and every month's end before it");
    let reasons: Vec<_> = cases.iter().take(2).map(|case| case.plan.clone().unwrap_err()).collect();
    assert!(reasons[1].contains("less than 3 months"), "{reasons:?}");
    // The plan of a file that ends on the day: rows that were not there yet are cut.
    let heads: Vec<&str> = past.text.lines().next().unwrap().split(',').collect();
    let created = heads.iter().position(|head| *head == "Created Date").unwrap();
    let was_there = |row: &&str| Date::parse(row.split(',').nth(created).unwrap()).unwrap() <= past.day;
    let head = past.text.lines().take(1);
    let cut: Vec<&str> = head.chain(past.text.lines().skip(1).filter(was_there)).collect();
    let then = Choices { as_of: Some(past.day.to_string()), ..choices() };
    let cut = Import::read(cut.join("\n").as_bytes(), &then).unwrap();
    let reading = cut.reading();
    let plan = plan_of_months(reading, &estimates(reading).unwrap(), 3).unwrap();
    let parts = ScenarioParts { runs: RUNS, ..plan.parts().clone() };
    assert_eq!(last.plan.as_ref().unwrap(), &Scenario::new(parts).unwrap());
    assert_eq!(plan.parts().calendar.months().len(), 3);
    // What was booked, from the rows themselves.
    let won = past.text.lines().filter(|row| row.contains("Closed Won"));
    let cells = won.map(|row| row.split(',').collect::<Vec<_>>());
    let later = cells.filter(|cells| Date::parse(cells[5]).unwrap() > past.day);
    let booked: f64 = later.map(|cells| cells[3].parse::<f64>().unwrap()).sum();
    assert!(booked > 0.0);
    assert_eq!(last.booked.minor() as f64, booked * 100.0);
    // The quarter before one case is the quarter of the case three months earlier.
    let before = |case: &Case| case.plan.as_ref().map(|plan| plan.parts().target.amount()).ok();
    let shifted = cases.iter().zip(cases.iter().skip(3));
    assert!(shifted.filter_map(|(one, later)| before(later).map(|amount| (one, amount))).count() > 3);
    for (one, later) in cases.iter().zip(cases.iter().skip(3)) {
        assert!(before(later).is_none_or(|amount| amount == one.booked), "{}", later.day);
    }
}

#[test]
fn what_cannot_be_looked_back_on_says_why() {
    let head = "Opportunity ID,Owner,Stage,Amount,Created Date,Close Date\n";
    let read = |text: &str, choices: &Choices| Import::read(text.as_bytes(), choices).unwrap();
    let of = |rows: &str, choices: &Choices| {
        cases(&read(&format!("{head}{rows}"), choices), choices, RUNS, CASES_MAX)
    };
    let short = "A,Kit,Closed Won,100,2027-01-10,2027-01-20\nB,Kit,Proposal,200,2027-04-29,\n";
    assert_eq!(of(short, &choices()), Err(BacktestError::Short), "April is not over");
    let long = "A,Kit,Closed Won,100,2027-01-10,2027-01-20\nB,Kit,Proposal,200,2027-04-30,\n";
    let cases = of(long, &choices()).unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].booked, Money::ZERO);
    assert!(cases[0].plan.as_ref().unwrap_err().contains("no whole calendar month"), "{:?}", cases[0].plan);
    let silent = of(long, &Choices::default()).unwrap_err();
    assert!(matches!(&silent, BacktestError::Currency(reason) if reason.contains("no currency")), "{silent}");
    let asks = "A,Kit,Closed Won,100,1/2/2027,3/4/2027\nB,Kit,Proposal,200,5/6/2027,\n";
    assert!(matches!(of(asks, &choices()), Err(BacktestError::Asks(_))));
}

/// The quarter that followed, over 250 pasts drawn from the model itself: read, rewound, planned and drawn as
/// a file of somebody is. Where the ranges are as wide as the doubt, 200 ± 6.3 lie within the 8 in 10; the
/// tolerance of 9 refuses a correct estimator for 13 of 100 seeds, an estimator whose ranges hold 7 or 9 in
/// 10 for more than 98 of 100. The seeds are fixed. The example `coverage` draws 1,600.
#[test]
fn eight_in_ten_of_what_follows_lie_within_eight_in_ten() {
    let mut of_teams = 0;
    let within = (2_001..=2_250_u64).filter(|seed| {
        let past = Past::draw(*seed);
        of_teams += u32::from(past.reps > 1);
        let import = Import::read(past.text.as_bytes(), &choices()).unwrap();
        let runs = Runs { seed: Seed(*seed), ..RUNS };
        let case = case(&import, &choices(), runs, past.day).unwrap();
        forecast(&case.plan.unwrap(), case.booked).unwrap().is_within
    });
    let within = within.count();
    assert!((191..=209).contains(&within), "{within} of 250");
    // Half of them are those of reps who differ: 125, give or take 4 standard deviations.
    assert!((93..=157).contains(&of_teams), "{of_teams}");
}
