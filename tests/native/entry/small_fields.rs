//! The smaller fields of a plan: bookings so far, confidence, runs, luck, seasons, the money side.

use super::forms::PIECES;
use plumbline::entry::{
    self, BookedEntry, Change, EntryError, NumberStyle, nudge, read_cells, read_change, read_rate_change,
    read_seasons, read_seasons_of_year, read_seed, read_trials,
};
use plumbline::model::{
    Arrivals, Calendar, Confidence, Currency, Date, Horizon, Money, RateBelief, Seed, Supply,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

const POINT: NumberStyle = NumberStyle::POINT;

const COMMA: NumberStyle = NumberStyle::COMMA;

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

fn read_booked(text: &str, style: NumberStyle, plan: Currency) -> Result<BookedEntry, EntryError> {
    entry::read_booked(text, style, plan, None)?.settled()
}

fn read_chance(text: &str, style: NumberStyle) -> Result<Confidence, EntryError> {
    entry::read_chance(text, style)?.settled()
}

fn supply() -> Supply {
    Supply::new(100.0, Arrivals::Fixed).unwrap().growing(0.02).unwrap()
}

#[test]
fn bookings_so_far() {
    let day = |year, month, day| Date::new(year, month, day);
    for (text, major, until) in [
        ("nothing", 0.0, None),
        ("None", 0.0, None),
        (" – ", 0.0, None),
        ("350k", 350_000.0, None),
        ("$1.2m by 31 Mar 2027", 1.2e6, day(2027, 3, 31)),
        ("1.2m by March 2027", 1.2e6, day(2027, 3, 31)),
        ("350k by the end of Feb 2028", 350_000.0, day(2028, 2, 29)),
        ("USD 350k as of 2027-03-15", 350_000.0, day(2027, 3, 15)),
        ("350\u{a0}000 until 15 Mar 2027", 350_000.0, day(2027, 3, 15)),
        ("nothing by 31 Mar 2027", 0.0, day(2027, 3, 31)),
        ("0 by 2027-01-31", 0.0, day(2027, 1, 31)),
    ] {
        let entry = read_booked(text, POINT, usd()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((entry.amount.major(usd()), entry.until), (major, until), "{text}");
    }
    let comma = read_booked("412.500,5 by 2027-03-15", COMMA, usd()).unwrap();
    assert_eq!(comma.amount, Money::from_major(412_500.5, usd()).unwrap());
    let other = read_booked("€350k", POINT, usd()).unwrap_err();
    assert!(
        matches!(&other, EntryError::Ambiguous { .. }) && other.to_string().contains("350k USD"),
        "{other}"
    );
    // The future begins on the day after, within the plan.
    let plan = Calendar::new(day(2027, 1, 1), Horizon::Months(12)).unwrap();
    for (text, as_of) in [
        ("1k by 31 Mar 2027", Ok(day(2027, 4, 1))),
        ("1k by 31 Dec 2026", Ok(day(2027, 1, 1))),
        ("1k by 30 Dec 2027", Ok(day(2027, 12, 31))),
        ("1k", Ok(None)),
        ("1k by 31 Dec 2027", Err(())),
        ("1k by 30 Dec 2026", Err(())),
    ] {
        let progress = read_booked(text, POINT, usd()).unwrap().progress(&plan);
        assert_eq!(progress.map(|progress| progress.as_of()).map_err(|_| ()), as_of, "{text}");
    }
    let timeless = Calendar::new(None, Horizon::Months(12)).unwrap();
    let refused = read_booked("1k by 31 Mar 2027", POINT, usd()).unwrap().progress(&timeless).unwrap_err();
    assert!(refused.to_string().contains("such as 2027-04-01"), "{refused}");
}

#[test]
fn confidences_runs_and_luck() {
    for (text, share) in [
        ("8 in 10", 0.8),
        ("80%", 0.8),
        ("80 percent", 0.8),
        ("0.8", 0.8),
        ("8/10", 0.8),
        ("8 of 10", 0.8),
        ("8.5 in 10", 0.85),
        ("99 in 100", 0.99),
    ] {
        assert_eq!(read_chance(text, POINT).map(Confidence::get), Ok(share), "{text}");
    }
    assert_eq!(read_chance("8,5 in 10", COMMA).map(Confidence::get), Ok(0.85));
    for (text, runs) in [
        ("250k", 250_000),
        ("250 000", 250_000),
        ("250,000 runs", 250_000),
        ("250k Runs ", 250_000),
        ("1m", 1_000_000),
        ("0", 0),
        ("9000m", u32::MAX),
    ] {
        assert_eq!(read_trials(text, POINT), Ok(runs), "{text}");
    }
    assert_eq!(read_trials("250.000", COMMA), Ok(250_000));
    for (text, seed) in [
        ("1", 1),
        ("0", 0),
        ("12 345", 12_345),
        ("9007199254740991", 9_007_199_254_740_991),
        ("9007199254740990", 9_007_199_254_740_990),
    ] {
        assert_eq!(read_seed(text, POINT), Ok(Seed(seed)), "{text}");
    }
}

#[test]
fn seasons() {
    let ordinary = [1.0; 12];
    let with = |changes: &[(usize, f64)]| {
        let mut weights = ordinary;
        for (month, weight) in changes {
            weights[*month] = *weight;
        }
        Some(weights)
    };
    let one_to_twelve: [f64; 12] = std::array::from_fn(|month| month as f64 + 1.0);
    for (text, style, weights) in [
        ("none", POINT, None),
        ("no seasons", POINT, None),
        ("Dec 150%", POINT, with(&[(11, 1.5)])),
        ("Dec 150%, Aug ×0.5", POINT, with(&[(11, 1.5), (7, 0.5)])),
        ("december 1.5; august 50%", POINT, with(&[(11, 1.5), (7, 0.5)])),
        ("Dec 150%,Aug 50%", POINT, with(&[(11, 1.5), (7, 0.5)])),
        ("Dec 1,500%", POINT, with(&[(11, 15.0)])),
        ("Dec 112,5%", COMMA, with(&[(11, 1.125)])),
        ("Jan 87,5%; Dec 112,5%", COMMA, with(&[(0, 0.875), (11, 1.125)])),
        ("Jan 87,5%, Dec ×1,5", COMMA, with(&[(0, 0.875), (11, 1.5)])),
        ("Q4 130%, Aug 60%", POINT, with(&[(7, 0.6), (9, 1.3), (10, 1.3), (11, 1.3)])),
        ("December half the usual", POINT, with(&[(11, 0.5)])),
        ("half in December", POINT, with(&[(11, 0.5)])),
        ("Dec 50% of usual", POINT, with(&[(11, 0.5)])),
        ("December double, August half", POINT, with(&[(7, 0.5), (11, 2.0)])),
        ("q1: 80%", POINT, with(&[(0, 0.8), (1, 0.8), (2, 0.8)])),
        // Quarters that make up a year are shares of it.
        (
            "Q1 20%, Q2 25%, Q3 20%, Q4 35%",
            POINT,
            with(&[
                (0, 0.8),
                (1, 0.8),
                (2, 0.8),
                (6, 0.8),
                (7, 0.8),
                (8, 0.8),
                (9, 1.4),
                (10, 1.4),
                (11, 1.4),
            ]),
        ),
        ("July and August two thirds, Dec +50%", POINT, with(&[(6, 2.0 / 3.0), (7, 2.0 / 3.0), (11, 1.5)])),
        ("Jul, Aug 60%; December half as much again", POINT, with(&[(6, 0.6), (7, 0.6), (11, 1.5)])),
        ("Jun-Aug -30%", POINT, with(&[(5, 0.7), (6, 0.7), (7, 0.7)])),
        (
            "Nov to Jan 2/3, Mar/Apr 20% more",
            POINT,
            with(&[(10, 2.0 / 3.0), (11, 2.0 / 3.0), (0, 2.0 / 3.0), (2, 1.2), (3, 1.2)]),
        ),
        ("Juli und August 60 %", COMMA, with(&[(6, 0.6), (7, 0.6)])),
        ("1 2 3 4 5 6 7 8 9 10 11 12", POINT, Some(one_to_twelve)),
        ("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", POINT, Some(one_to_twelve)),
        (
            "100%; 200%; 300%; 400%; 500%; 600%; 700%; 800%; 900%; 1,000%; 1,100%; 1,200%",
            POINT,
            Some(one_to_twelve),
        ),
        ("1,0; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; 12", COMMA, Some(one_to_twelve)),
    ] {
        let read = read_seasons(text, style, &supply()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.seasonality().copied(), weights, "{text}");
        // All else stays.
        assert_eq!(
            (read.per_month(), read.arrivals(), read.growth_per_month()),
            (100.0, Arrivals::Fixed, 0.02),
            "{text}"
        );
    }
    let seasonal = supply().seasonal(Some(one_to_twelve)).unwrap();
    assert_eq!(read_seasons("none", POINT, &seasonal), Ok(supply()), "seasons can be taken away");
    // The fourth quarter of a year that begins in April.
    let of_year = read_seasons_of_year("Q4 130%", POINT, &supply(), 4).unwrap();
    assert_eq!(of_year.seasonality().copied(), with(&[(0, 1.3), (1, 1.3), (2, 1.3)]));
    for text in ["Q4 strong", "July and August", "Aug 60%, December"] {
        let error = read_seasons(text, POINT, &supply()).unwrap_err().to_string();
        assert!(error.contains("by how much"), "{text}: {error}");
    }
    for text in ["Jul-Aug", "Aug -130%", "Aug 2/0", "Q1-Q2 130%", "Aug 60% Sep 70%"] {
        assert!(read_seasons(text, POINT, &supply()).is_err(), "{text}");
    }
}

/// Every refusal shows an example, and every example is understood.
#[test]
fn refusals_of_the_smaller_readers_show_an_example() {
    let hopeless =
        ["", "   ", "abc", "12 13", "?", "--", "5 apples", "€", "%", " of ", "to", "±", "💰", "1/0/3", "ﬁve"];
    let long = "9".repeat(400);
    for text in hopeless.into_iter().chain([long.as_str()]) {
        for (field, error) in [
            ("booked", read_booked(text, POINT, usd()).err()),
            ("confidence", read_chance(text, POINT).err()),
            ("trials", read_trials(text, POINT).err()),
            ("seed", read_seed(text, POINT).err()),
            ("seasons", read_seasons(text, POINT, &supply()).err()),
        ] {
            let words = error.unwrap_or_else(|| panic!("{field} accepts {text:.20}")).to_string();
            assert!(
                words.contains("such as") || words.contains("write it as"),
                "{field} {text:.20}: {words}"
            );
        }
    }
    for (what, error) in [
        ("booked", read_booked("-5", POINT, usd()).err()),
        ("booked", read_booked("350k by 30 Feb 2027", POINT, usd()).err()),
        ("booked", read_booked("99999999m", POINT, usd()).err()),
        ("confidence", read_chance("0%", POINT).err()),
        ("confidence", read_chance("100%", POINT).err()),
        ("confidence", read_chance("5 in 0", POINT).err()),
        ("confidence", read_chance("0 in 0", POINT).err()),
        ("confidence", read_chance("1", POINT).err()),
        ("trials", read_trials("$250k", POINT).err()),
        ("trials", read_trials("1.5", POINT).err()),
        ("trials", read_trials("-1", POINT).err()),
        ("trials", read_trials("runs", POINT).err()),
        ("seed", read_seed("1.5", POINT).err()),
        ("seed", read_seed("-1", POINT).err()),
        ("seed", read_seed("9007199254740992", POINT).err()),
        ("seasons", read_seasons("1 2 3", POINT, &supply()).err()),
        ("seasons", read_seasons("Dec -105%", POINT, &supply()).err()),
        ("seasons", read_seasons("Dec", POINT, &supply()).err()),
        ("seasons", read_seasons("De 50%", POINT, &supply()).err()),
        ("seasons", read_seasons("Smarch 50%", POINT, &supply()).err()),
        ("seasons", read_seasons("0 0 0 0 0 0 0 0 0 0 0 0", POINT, &supply()).err()),
    ] {
        let words = error.unwrap_or_else(|| panic!("{what} accepts nonsense")).to_string();
        assert!(words.contains("such as") || words.contains("write it as"), "{what}: {words}");
    }
    assert!(read_booked("350k by 31 Mar 2027", POINT, usd()).is_ok());
    assert!(read_chance("8 in 10", POINT).is_ok() && read_chance("80%", POINT).is_ok());
    assert!(read_trials("250k", POINT).is_ok() && read_seed("1", POINT).is_ok());
    assert!(read_seasons("Dec 150%, Aug 50%", POINT, &supply()).is_ok());
}

/// Random texts and carets, seeded: never a panic, the caret stays within the text, only the number changes,
/// and a step up never makes it smaller.
#[test]
fn noise_never_panics_the_smaller_readers() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(23);
    let (mut accepted, mut nudged) = (0, 0);
    for _ in 0..20_000 {
        let text: String =
            (0..rng.random_range(1..8)).map(|_| PIECES[rng.random_range(0..PIECES.len())]).collect();
        for style in [POINT, COMMA] {
            accepted +=
                u32::from(read_booked(&text, style, usd()).is_ok_and(|entry| entry.amount.minor() >= 0));
            let confidence = read_chance(&text, style).map(Confidence::get);
            accepted += u32::from(confidence.is_ok_and(|share| (0.01..=0.99).contains(&share)));
            accepted += u32::from(read_trials(&text, style).is_ok());
            accepted += u32::from(read_seed(&text, style).is_ok_and(|Seed(seed)| seed < 1 << 53));
            accepted += u32::from(read_seasons(&text, style, &supply()).is_ok());
            for change in [read_change(&text, style), read_rate_change(&text, style)].into_iter().flatten() {
                assert!(!matches!(change, Change::Times(factor) if factor < 0.0), "{text}: {change:?}");
                let belief = RateBelief::estimate(0.4, 50).unwrap();
                let mean = change.of_rate(&belief).map(|belief| belief.mean());
                assert!(mean.is_err() || mean.is_ok_and(|mean| (0.0..=1.0).contains(&mean)), "{text}");
                accepted += 1;
            }
            let units = text.encode_utf16().count();
            let caret = rng.random_range(0..units + 3);
            let steps = [1, -1, 10, -10, i32::MAX, i32::MIN][rng.random_range(0..6)];
            if let Some((moved, behind)) = nudge(&text, caret, steps, style) {
                nudged += 1;
                assert!(behind <= moved.encode_utf16().count(), "{text} {caret}: {moved} {behind}");
                let kept = |text: &str| -> String {
                    text.chars()
                        .filter(|c| !c.is_ascii_digit() && !" .,\u{a0}\u{202f}".contains(*c))
                        .collect()
                };
                assert_eq!(kept(&moved), kept(&text), "{text} {caret}");
            }
        }
        if let Some(rows) = read_cells(&text) {
            assert!(!rows.is_empty() && (rows.len() > 1 || rows[0].len() > 1), "{text:?}");
        }
    }
    assert!(accepted > 3_000 && nudged > 16_000, "{accepted} texts meant something, {nudged} had a number");
    // Every caret of a text in which no unit is a letter.
    let text = "💰1💰２, é 3\u{301}—４\u{202f}000";
    for caret in 0..text.encode_utf16().count() + 2 {
        assert!(nudge(text, caret, 1, POINT).is_some(), "caret {caret}");
    }
    // What nobody typed.
    assert_eq!(nudge(&format!("1.{}", "0".repeat(70_000)), 0, 1, POINT), None);
}

#[test]
fn the_money_side_field_by_field() {
    use plumbline::entry::{EconomicsField as Field, read_economics};
    use plumbline::model::{Alignment, Commission, Economics, Money, ProfitGoal};
    let eur = Currency::new("EUR").unwrap();
    let read = |field, text: &str, now: Option<&Economics>| {
        read_economics(field, text, now, NumberStyle::POINT, (eur, Horizon::Months(12)))
    };
    let mut plan: Option<Economics> = None;
    for (field, text) in [
        (Field::FixedCost, "€500k"),
        (Field::GrossMargin, "78%"),
        (Field::CostPerOpportunity, "300"),
        (Field::BasePay, "60k"),
        (Field::Commission, "8%, above quota × 1.5"),
        (Field::ContractMonths, "12 months"),
        (Field::Goal, "payback 18 months"),
        (Field::Price(Alignment::OneRep), "90k"),
    ] {
        plan = read(field, text, plan.as_ref()).unwrap();
    }
    let economics = plan.clone().unwrap();
    let euros = |major: f64| Money::from_major(major, eur).unwrap();
    assert!((economics.gross_margin() - 0.78).abs() < 1e-12);
    assert_eq!(economics.fixed_cost, euros(500_000.0));
    assert_eq!(economics.cost_per_opportunity, euros(300.0));
    assert_eq!(economics.base_pay, euros(60_000.0));
    assert_eq!(economics.commission(), Commission { rate: 0.08, accelerator: 1.5 });
    assert_eq!(economics.contract_months(), Some(12.0));
    assert_eq!(economics.goal, Some(ProfitGoal::Payback(18.0)));
    assert_eq!(economics.price(Alignment::OneRep), Some(euros(90_000.0)));
    for (text, goal) in [
        ("contribution 1.2m", ProfitGoal::Contribution(euros(1_200_000.0))),
        ("cost 40%", ProfitGoal::CostRatio(0.4)),
        ("rule of 40", ProfitGoal::RuleOf40(40.0)),
        ("Rule of 40 at 35", ProfitGoal::RuleOf40(35.0)),
    ] {
        assert_eq!(read(Field::Goal, text, plan.as_ref()).unwrap().unwrap().goal, Some(goal), "{text}");
    }
    // Refused with an example that works, each in its own words.
    for (field, text, says) in [
        (Field::GrossMargin, "a lot", "78%"),
        (Field::GrossMargin, "120%", "100%"),
        (Field::FixedCost, "$500k", "EUR"),
        (Field::Commission, "8%, above quota × many", "× 1.5"),
        (Field::ContractMonths, "", "contract months"),
        (Field::Goal, "lots", "payback 18 months"),
        (Field::Price(Alignment::Leads), "some", "250k"),
    ] {
        let error = read(field, text, plan.as_ref()).unwrap_err().to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
    assert!(read(Field::Goal, "payback 18", None).unwrap_err().to_string().contains("contract months"));
    // What is taken away field by field leaves nothing.
    plan = read(Field::Goal, "none", plan.as_ref()).unwrap();
    for field in Field::all() {
        plan = read(field, " ", plan.as_ref()).unwrap();
    }
    assert_eq!(plan, None);
    // Every field's example works.
    for field in Field::all() {
        for text in field.example().split(", or ").flat_map(|text| {
            if field == Field::Goal { text.split(", ").collect::<Vec<_>>() } else { vec![text] }
        }) {
            let contract = read(Field::ContractMonths, "12", None).unwrap();
            assert!(read(field, text, contract.as_ref()).is_ok(), "{field:?}: {text}");
        }
    }
}

#[test]
fn the_money_side_with_what_it_is_for() {
    use plumbline::entry::{EconomicsField as Field, read_economics};
    use plumbline::model::Economics;
    let eur = Currency::new("EUR").unwrap();
    let read = |field, text: &str, now: Option<&Economics>| {
        read_economics(field, text, now, NumberStyle::POINT, (eur, Horizon::Months(12)))
    };
    // What it is for may stand behind an amount, and what a share is of.
    for (field, text, as_well) in [
        (Field::BasePay, "€70k per rep per year", "70k"),
        (Field::BasePay, "70k p.a.", "70k"),
        (Field::CostPerOpportunity, "€150 per opp", "150"),
        (Field::CostPerOpportunity, "150 per opportunity", "150"),
        (Field::FixedCost, "about 900k", "900k"),
        (Field::FixedCost, "nothing", "0"),
        // The plan is one of twelve months.
        (Field::FixedCost, "900k a year", "900k"),
        (Field::FixedCost, "900k for the year", "900k"),
        (Field::Goal, "500k a year", "500k"),
        (Field::Commission, "10% of bookings", "10%"),
        (Field::GrossMargin, "about 78", "78%"),
        (Field::ContractMonths, "2 years", "24"),
        (Field::Goal, "500k", "contribution 500k"),
        (Field::Goal, "€500k profit", "contribution 500k"),
    ] {
        let of = |text| read(field, text, None).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(of(text), of(as_well), "{text}");
    }
    // Of another time than the field's: not obeyed.
    for (field, text, guess) in [
        (Field::FixedCost, "75k a month", Some("900000")),
        (Field::BasePay, "6k a month", Some("72000")),
        (Field::CostPerOpportunity, "300 a month", None),
        (Field::Goal, "20%", None),
        (Field::Commission, "0.5", None),
    ] {
        assert_eq!(read(field, text, None).unwrap_err().guess(), guess, "{text}");
    }
    // Over two years it is twice as much.
    let of_two_years = (eur, Horizon::Months(24));
    let yearly = read_economics(Field::FixedCost, "900k a year", None, NumberStyle::POINT, of_two_years);
    assert_eq!(yearly.unwrap_err().guess(), Some("1800000"));
}
