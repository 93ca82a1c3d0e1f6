//! Bounds and definitions of the model's values.

use plumbline::model::{
    Adherence, Arrivals, Assumption, Calendar, CalendarError, Currency, Date, DealSize, DealSizeError,
    Horizon, Money, MoneyError, Progress, Provenance, RateBelief, RateError, RateLaw, Runs, Scenario,
    ScenarioError, ScenarioParts, Seed, SegmentId, Source, StageId, StageTime, Supply, SupplyError, Target,
    TeamError, TimeLaw,
};
use serde_json::{Value, json};

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

fn money(major: f64) -> Money {
    Money::from_major(major, usd()).unwrap()
}

#[test]
fn money_is_whole_minor_units() {
    assert_eq!(money(1234.567).minor(), 123_457);
    assert_eq!(Money::from_major(1234.567, Currency::new("JPY").unwrap()).unwrap().minor(), 1_235);
    assert_eq!(Money::from_major(1.2345, Currency::new("KWD").unwrap()).unwrap().minor(), 1_235);
    assert_eq!(Money::from_minor_f64(f64::NAN), Err(MoneyError::NotANumber));
    assert_eq!(Money::from_minor_f64(f64::INFINITY), Err(MoneyError::NotANumber));
    assert_eq!(Money::from_minor_f64(-1.0), Err(MoneyError::Negative));
    assert_eq!(Money::from_minor_f64(4.1e15), Err(MoneyError::TooLarge));
    assert!(Currency::new("usd").is_err() && Currency::new("US").is_err() && Currency::new("€€€").is_err());
}

/// A month is a calendar month of the start date, or 365/12 days.
#[test]
fn months_are_those_of_the_calendar() {
    let start = Date::new(2027, 12, 1);
    let calendar = Calendar::new(start, Horizon::Months(4)).unwrap();
    let lengths: Vec<f64> = calendar.months().iter().map(|month| month.days).collect();
    assert_eq!(lengths, [31.0, 31.0, 29.0, 31.0], "2028 is a leap year");
    assert_eq!(calendar.months()[0].month_of_year, 11);
    assert_eq!(calendar.months()[1].month_of_year, 0);
    assert_eq!(calendar.last_date(), Date::new(2028, 3, 31));
    let plain = Calendar::new(None, Horizon::Months(12)).unwrap();
    assert!((plain.days() - 365.0).abs() < 1e-9);
    let days = Calendar::new(start, Horizon::Days(40)).unwrap();
    assert_eq!((days.months().len(), days.days(), days.months()[1].days), (2, 40.0, 31.0));
    assert_eq!(days.last_date(), Date::new(2028, 1, 9));
    // A plan that begins on the 31st has months of the calendar all the same.
    let late = Calendar::new(Date::new(2027, 1, 31), Horizon::Months(2)).unwrap();
    assert_eq!(late.days(), 59.0);
}

#[test]
fn calendars_have_bounds() {
    assert_eq!(Calendar::new(None, Horizon::Months(37)).unwrap_err(), CalendarError::Months);
    assert_eq!(Calendar::new(None, Horizon::Days(1_097)).unwrap_err(), CalendarError::Days);
    assert_eq!(Calendar::new(Date::new(1969, 1, 1), Horizon::Months(1)).unwrap_err(), CalendarError::Start);
    assert_eq!(Date::parse("2027-2-3"), None);
    assert_eq!(Date::parse("2027-02-29"), None);
    assert_eq!(Date::parse("2028-02-29").unwrap().to_string(), "2028-02-29");
}

/// "About 45%" is worth 50 cases: the true rate lies between 36% and 54%, 8 times in 10, and 45% is its mean.
#[test]
fn an_estimate_says_how_sure_it_is() {
    let belief = RateBelief::estimate(0.45, 50).unwrap();
    assert!((belief.mean() - 0.45).abs() < 1e-12);
    assert_eq!((belief.quantile(0.1) * 100.0).round(), 36.0);
    assert_eq!((belief.quantile(0.9) * 100.0).round(), 54.0);
    // Counts carry a uniform prior: Laplace's rule.
    assert!((RateBelief::counts(9, 41).unwrap().mean() - 10.0 / 43.0).abs() < 1e-12);
    let range = RateBelief::range(0.4, 0.5).unwrap();
    assert!((range.quantile(0.1) - 0.4).abs() < 1e-6 && (range.quantile(0.9) - 0.5).abs() < 1e-6);
    assert_eq!(RateBelief::estimate(0.0, 50).unwrap().mean(), 0.0, "never is exact");
    assert_eq!(RateBelief::estimate(0.5, 0).unwrap_err(), RateError::TooVague);
    assert_eq!(RateBelief::exact(f64::NAN).unwrap_err(), RateError::OutOfRange);
    assert_eq!(RateBelief::range(f64::NAN, 0.5).unwrap_err(), RateError::RangeImpossible);
}

/// No law has shapes that take for ever to tabulate: the laws of what is accepted are worth at most so many
/// cases, and what is refused says what would work.
#[test]
fn shapes_of_every_law_have_bounds() {
    for (mean, sd) in
        [(1e-309, 1e-307), (0.5, 1e-9), (0.5, 1e-5), (1e-9, 1e-9), (0.5, 0.499), (f64::NAN, 0.1)]
    {
        assert_eq!(Adherence::new(mean, sd), Err(TeamError::Adherence), "{mean} {sd}");
    }
    assert!(TeamError::Adherence.to_string().contains("at least ± 0.1 points"), "{}", TeamError::Adherence);
    for (mean, sd) in [(0.5, 0.001), (0.7, 0.1), (0.999, 0.001), (0.5, 0.0), (1.0, 0.0)] {
        let shapes = Adherence::new(mean, sd).unwrap().shapes();
        assert!(shapes.is_none_or(|(a, b)| a >= 0.1 && b >= 0.1 && a + b <= 1e6), "{mean} {sd}: {shapes:?}");
    }
    for (low, high) in [(0.5, 0.500_001), (0.499_99, 0.500_01), (0.2, 0.2 + 1e-9)] {
        assert_eq!(RateBelief::range(low, high), Err(RateError::RangeTooNarrow), "{low} {high}");
    }
    for (low, high) in [(0.4995, 0.5005), (1e-6, 3e-6), (0.001, 0.999), (1e-6, 0.5), (0.9, 0.999_99)] {
        let RateLaw::Beta { a, b } = RateBelief::range(low, high).unwrap().law() else {
            panic!("{low} {high}")
        };
        assert!(a >= 0.1 && b >= 0.1 && a + b <= 2e7, "{low} {high}: {a} {b}");
    }
}

/// A plan of four stages in which reps differ, with so many reps who have records of their own.
fn with_records(reps: usize) -> Value {
    let mut plan = crate::support::reference_team();
    for stage in plan["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rep_spread"] = json!(0.03);
    }
    let records: Vec<Value> =
        (1..=4).map(|stage| json!({"stage": stage, "passed": 40, "entered": 100})).collect();
    plan["team"] = json!({"groups": vec![json!({"record": records}); reps]});
    plan["trials"] = json!(1_000);
    plan
}

/// A plan is refused when preparing it would take seconds: each rep with a record has a table for each stage.
#[test]
fn a_plan_has_only_so_many_tables() {
    assert!(plumbline::exchange::file::plan::read(&with_records(60).to_string()).is_ok());
    let error =
        plumbline::exchange::file::plan::read(&with_records(500).to_string()).unwrap_err().to_string();
    assert!(error.contains("leave out the records of reps"), "{error}");
}

/// What a file refuses, the constructor of a plan refuses.
#[test]
fn every_rule_is_the_constructors() {
    let plan = |change: &dyn Fn(&mut Value)| {
        let mut json = crate::support::reference();
        json["start"] = json!("2027-01-01");
        json["as_of"] = json!("2027-05-11");
        change(&mut json);
        crate::support::scenario(&json)
    };
    let whole = plan(&|_| {});
    let with = |change: &dyn Fn(&mut ScenarioParts)| {
        let mut parts = whole.parts().clone();
        change(&mut parts);
        Scenario::new(parts)
    };
    // A period that ends before the as-of date, and one that begins after it.
    let short = Calendar::new(whole.parts().calendar.start(), Horizon::Months(3)).unwrap();
    assert!(matches!(with(&|of| of.calendar = short.clone()), Err(ScenarioError::Progress(_))));
    let later = Calendar::new(Date::new(2027, 6, 1), Horizon::Months(12)).unwrap();
    assert!(matches!(with(&|of| of.calendar = later.clone()), Err(ScenarioError::Progress(_))));
    // One that begins earlier moves the day of the same date.
    let earlier = Calendar::new(Date::new(2026, 12, 1), Horizon::Months(12)).unwrap();
    let moved = with(&|of| of.calendar = earlier.clone()).unwrap();
    assert_eq!(moved.parts().progress.as_of_day(), whole.parts().progress.as_of_day() + 31.0);
    assert_eq!(with(&|of| of.runs = Runs { seed: Seed(1 << 53), trials: 10 }), Err(ScenarioError::Seed));
    assert!(with(&|of| of.progress = Progress::none()).is_ok());
    // A payback without contract months, two prices of one change.
    let economics = plumbline::model::Economics::new(0.8).unwrap();
    let mut payback = economics.clone();
    payback.goal = Some(plumbline::model::ProfitGoal::Payback(12.0));
    assert!(matches!(with(&|of| of.economics = Some(payback.clone())), Err(ScenarioError::Economics(_))));
    let price = (plumbline::model::Alignment::Leads, money(1.0));
    let mut twice = economics;
    twice.prices = vec![price, price];
    assert!(matches!(with(&|of| of.economics = Some(twice.clone())), Err(ScenarioError::Economics(_))));
    // A rep who joins after a period that became shorter stays, and is there again when it is longer.
    let mut json = crate::support::reference_team();
    json["team"] = json!({"groups": [{"count": 5}, {"count": 1, "joins": 12}]});
    let hiring = crate::support::scenario(&json);
    let mut parts = hiring.parts().clone();
    parts.calendar = Calendar::new(None, Horizon::Months(3)).unwrap();
    let shorter = Scenario::new(parts).unwrap();
    let text = plumbline::exchange::file::plan::canonical(&shorter);
    assert_eq!(plumbline::exchange::file::plan::read(&text), Ok(shorter));
}

/// The three ways to state a lognormal deal size agree: "18k to 70k" has its median at the geometric mean.
#[test]
fn deal_sizes_state_one_law() {
    let range = DealSize::p10_p90(money(18_000.0), money(70_000.0)).unwrap();
    let median = range.at_normal_score(0.0);
    assert!((median - 100.0 * (18_000.0_f64 * 70_000.0).sqrt()).abs() < 1.0);
    let same = DealSize::median_p90(Money::from_minor_f64(median).unwrap(), money(70_000.0)).unwrap();
    assert!((same.mean_minor() / range.mean_minor() - 1.0).abs() < 1e-6);
    let by_mean = DealSize::mean_cv(Money::from_minor_f64(range.mean_minor()).unwrap(), range.cv()).unwrap();
    assert!((by_mean.sigma() - range.sigma()).abs() < 1e-9 && (by_mean.mu() - range.mu()).abs() < 1e-6);
    // Moments of a lognormal of CV 1: skewness 4, excess kurtosis 38.
    let unit = DealSize::mean_cv(money(1.0), 1.0).unwrap();
    assert!((unit.skewness() - 4.0).abs() < 1e-9 && (unit.excess_kurtosis() - 38.0).abs() < 1e-9);
    assert_eq!(DealSize::mean_cv(Money::ZERO, 1.0).unwrap_err(), DealSizeError::Zero);
    assert_eq!(DealSize::mean_cv(money(1.0), f64::NAN).unwrap_err(), DealSizeError::Cv);
    assert_eq!(DealSize::p10_p90(money(1.0), money(1e12)).unwrap_err(), DealSizeError::Range);
}

#[test]
fn measured_times_are_even_between_their_ages() {
    let time = StageTime::measured(&[4.0, 8.0, 8.0, 20.0]).unwrap();
    // Even on 0–4, 4–8, at 8, even on 8–20: mean (2 + 6 + 8 + 14)/4.
    assert!((time.mean_days() - 7.5).abs() < 1e-12);
    let square = (16.0 / 3.0 + (16.0 + 32.0 + 64.0) / 3.0 + 64.0 + (64.0 + 160.0 + 400.0) / 3.0) / 4.0;
    assert!((time.sd_days() - (square - 56.25_f64).sqrt()).abs() < 1e-12);
    let measured = time.as_measured().unwrap();
    for (age, passed) in [(0.0, 0.0), (2.0, 0.125), (8.0, 0.75), (14.0, 0.875), (20.0, 1.0), (99.0, 1.0)] {
        assert!((measured.passed_by(age) - passed).abs() < 1e-12, "{age}");
    }
    for (share, age) in [(0.0, 0.0), (0.125, 2.0), (0.5, 8.0), (0.875, 14.0), (1.0, 20.0)] {
        assert!((time.quantile_days(share) - age).abs() < 1e-12, "{share}");
    }
    let longer = time.times(1.5).unwrap();
    assert_eq!(longer.as_measured().unwrap().days(), [6.0, 12.0, 12.0, 30.0]);
    for refused in
        [vec![], vec![0.0], vec![5.0, 4.0], vec![f64::NAN], vec![-1.0, 3.0], vec![1e9], vec![1.0; 21]]
    {
        assert!(StageTime::measured(&refused).is_err(), "{refused:?}");
    }
}

#[test]
fn times_are_gamma_by_mean_and_spread() {
    let time = StageTime::gamma(10.0, 10.0).unwrap();
    assert_eq!(time.law(), TimeLaw::Gamma { shape: 1.0, scale: 10.0 });
    // Exponential: quantiles −10·ln(1 − p).
    assert!((time.quantile_days(0.9) - 23.025_85).abs() < 2e-3);
    assert_eq!(StageTime::gamma(10.0, 0.1).unwrap().law(), TimeLaw::Fixed(10.0), "nearly fixed is fixed");
    assert!(StageTime::gamma(10.0, f64::NAN).is_err() && StageTime::fixed(-1.0).is_err());
}

#[test]
fn seasons_are_normalised_to_mean_one() {
    let mut weights = [2.0; 12];
    weights[0] = 4.0;
    let supply = Supply::new(130.0, Arrivals::Poisson).unwrap().seasonal(Some(weights)).unwrap();
    let year: f64 = (0..12).map(|month| supply.in_month(month, month)).sum();
    assert!((year - 12.0 * 130.0).abs() < 1e-9);
    assert!((supply.in_month(0, 0) / supply.in_month(0, 1) - 2.0).abs() < 1e-12);
    assert_eq!(Supply::new(f64::NAN, Arrivals::Fixed).unwrap_err(), SupplyError::PerMonth);
    let full = Supply::new(9e6, Arrivals::Poisson).unwrap().growing(1.0).unwrap();
    assert_eq!(full.in_month(35, 0), 1e7, "brought within the limit");
}

#[test]
fn growth_targets_are_last_year_grown() {
    let target = Target::growth(money(2_500_000.0), 0.3).unwrap();
    assert_eq!(target.amount(), money(3_250_000.0));
    assert!(Target::growth(money(1.0), f64::NAN).is_err());
}

#[test]
fn assumptions_and_sources_are_known_by_their_keys() {
    for (of, key) in [
        (Assumption::Target, "target"),
        (Assumption::Period, "period"),
        (Assumption::Supply(SegmentId(1)), "supply"),
        (Assumption::DealSize(SegmentId(1)), "deal size"),
        (Assumption::StageRate(StageId(0)), "stage 0 rate"),
        (Assumption::StageTime(StageId(u32::MAX)), "stage 4294967295 time"),
    ] {
        assert_eq!((of.key().as_str(), Assumption::of_key(key)), (key, Some(of)));
    }
    for key in [
        "",
        "Target",
        "deal-size",
        "stage",
        "stage 1",
        "stage  1 rate",
        "stage 1 rate ",
        "stage -1 rate",
        "stage 4294967296 rate",
        "é",
    ] {
        assert_eq!(Assumption::of_key(key), None, "{key}");
    }
    for source in Source::ALL {
        assert_eq!(Source::of_key(source.key()), Some(source));
    }
    assert_eq!(Source::of_key("Measured"), None);
}

/// In whatever order things are said, each stands once and in order, so that the same says the same.
#[test]
fn provenance_has_one_order() {
    let of = [
        Assumption::Target,
        Assumption::Period,
        Assumption::Supply(SegmentId(1)),
        Assumption::DealSize(SegmentId(1)),
        Assumption::StageRate(StageId(2)),
        Assumption::StageRate(StageId(10)),
        Assumption::StageTime(StageId(1)),
    ];
    let mut forwards = Provenance::default();
    let mut backwards = Provenance::default();
    for index in 0..of.len() {
        forwards.set_source(of[index], Some(Source::Measured));
        forwards.set_note(of[index], "said").unwrap();
        let other = of[of.len() - 1 - index];
        backwards.set_source(other, Some(Source::Guess));
        backwards.set_source(other, Some(Source::Measured));
        backwards.set_note(other, "unsaid").unwrap();
        backwards.set_note(other, "said").unwrap();
    }
    assert_eq!(forwards, backwards);
    assert_eq!(forwards.sources().map(|(of, _)| of).collect::<Vec<_>>(), of);
    assert_eq!(forwards.notes().map(|(of, _)| of).collect::<Vec<_>>(), of);
    // Only an example's value becomes one's own by touching it.
    let mut example = Provenance::example([Assumption::Supply(SegmentId(1)), Assumption::Target]);
    assert_eq!(example.sources().count(), 2);
    assert!(example.sources().is_sorted(), "whatever the order of the assumptions");
    example.touch(Assumption::Supply(SegmentId(1)));
    forwards.touch(Assumption::Supply(SegmentId(1)));
    assert_eq!(example.source(Assumption::Supply(SegmentId(1))), None);
    assert_eq!(forwards.source(Assumption::Supply(SegmentId(1))), Some(Source::Measured));
    // What is taken away is gone; a refused note changes nothing.
    forwards.set_source(Assumption::Supply(SegmentId(1)), None);
    forwards.set_note(Assumption::Supply(SegmentId(1)), "").unwrap();
    assert_eq!((forwards.sources().count(), forwards.notes().count()), (6, 6));
    assert_eq!(forwards.note(Assumption::Supply(SegmentId(1))), "");
    let error = forwards.set_note(Assumption::Target, &"é".repeat(401)).unwrap_err().to_string();
    assert!(error.contains("400 characters, such as"), "{error}");
    assert_eq!(forwards.note(Assumption::Target), "said");
    assert!(forwards.set_note(Assumption::Target, &"é".repeat(400)).is_ok());
    let silent = forwards.without_notes();
    assert_eq!((silent.sources().count(), silent.notes().count()), (6, 0));
}
