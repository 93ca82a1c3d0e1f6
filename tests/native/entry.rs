//! What people write, in both number styles; and what is refused, with an example.

use plumbline::entry::{
    NumberStyle, PeriodEnd, read_deal_size, read_number, read_period, read_rate, read_stage_time,
    read_supply, read_target,
};
use plumbline::model::{
    Arrivals, BeliefKind, Currency, Date, DealSizeKind, Horizon, RateBelief, StageTime, Supply, TargetKind,
};

const POINT: NumberStyle = NumberStyle::POINT;
const COMMA: NumberStyle = NumberStyle::COMMA;

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

#[test]
fn numbers_in_both_styles() {
    for (text, point, comma) in [
        ("1200", Some(1200.0), Some(1200.0)),
        ("1,200", Some(1200.0), Some(1.2)),
        ("1.200", Some(1.2), Some(1200.0)),
        ("1,200.5", Some(1200.5), Some(1200.5)),
        ("1.200,5", Some(1200.5), Some(1200.5)),
        ("1,234,567", Some(1_234_567.0), Some(1_234_567.0)),
        ("1 234 567", Some(1_234_567.0), Some(1_234_567.0)),
        ("1'234'567.25", Some(1_234_567.25), Some(1_234_567.25)),
        ("1,5", Some(1.5), Some(1.5)),
        ("0.5", Some(0.5), Some(0.5)),
        (".5", Some(0.5), Some(0.5)),
        ("-3", Some(-3.0), Some(-3.0)),
        ("1,23,4", None, None),
        ("12,34,567.8.9", None, None),
        ("", None, None),
        ("-", None, None),
        ("1e5", None, None),
        ("NaN", None, None),
        ("inf", None, None),
    ] {
        assert_eq!(read_number(text, POINT), point, "{text} with a decimal point");
        assert_eq!(read_number(text, COMMA), comma, "{text} with a decimal comma");
    }
}

#[test]
fn targets() {
    for (text, amount, currency) in [
        ("3.2m", 3.2e6, "USD"),
        ("$3,200,000", 3.2e6, "USD"),
        ("€25\u{a0}000", 25_000.0, "EUR"),
        ("EUR 1.2m", 1.2e6, "EUR"),
        ("1.2m eur", 1.2e6, "EUR"),
        ("900k", 9e5, "USD"),
        ("2 million", 2e6, "USD"),
        ("1.5bn", 1.5e9, "USD"),
        ("12,0 Mio. €", 12e6, "EUR"),
        ("£40k", 4e4, "GBP"),
        ("2.5m + 30%", 3.25e6, "USD"),
        ("30% over 2.5m", 3.25e6, "USD"),
        ("€2m plus 10%", 2.2e6, "EUR"),
        ("0", 0.0, "USD"),
    ] {
        let entry = read_target(text, POINT, usd()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(entry.currency.code(), currency, "{text}");
        assert!((entry.target.amount().major(entry.currency) - amount).abs() < 0.01, "{text}");
    }
    assert!(matches!(
        read_target("2m + 25%", POINT, usd()).unwrap().target.kind(),
        TargetKind::Growth { .. }
    ));
}

#[test]
fn rates() {
    for (text, kind) in [
        ("45%", BeliefKind::Estimate { rate: 0.45, cases: 50 }),
        ("45", BeliefKind::Estimate { rate: 0.45, cases: 50 }),
        ("0.45", BeliefKind::Estimate { rate: 0.45, cases: 50 }),
        ("about 45 %", BeliefKind::Estimate { rate: 0.45, cases: 50 }),
        ("45% of 200 cases", BeliefKind::Estimate { rate: 0.45, cases: 200 }),
        ("45 of 100", BeliefKind::Counts { passed: 45, entered: 100 }),
        ("450 / 1,000", BeliefKind::Counts { passed: 450, entered: 1000 }),
        ("9 out of 41", BeliefKind::Counts { passed: 9, entered: 41 }),
        ("40–50%", BeliefKind::Range { low: 0.4, high: 0.5 }),
        ("40% to 50%", BeliefKind::Range { low: 0.4, high: 0.5 }),
        ("40 to 50", BeliefKind::Range { low: 0.4, high: 0.5 }),
        ("between 40 and 50%", BeliefKind::Range { low: 0.4, high: 0.5 }),
        ("exactly 45%", BeliefKind::Exact(0.45)),
        ("100%", BeliefKind::Exact(1.0)),
    ] {
        let belief = read_rate(text, POINT);
        assert_eq!(belief.map(|belief| belief.kind()), Ok(kind), "{text}");
    }
    assert_eq!(read_rate("12,5%", COMMA).unwrap().kind(), BeliefKind::Estimate { rate: 0.125, cases: 50 });
}

#[test]
fn deal_sizes() {
    let kind = |text: &str| read_deal_size(text, POINT, usd()).map(|size| size.kind());
    let money = |major| plumbline::model::Money::from_major(major, usd()).unwrap();
    let range = Ok(DealSizeKind::P10P90 { p10: money(18_000.0), p90: money(70_000.0) });
    for text in ["18k to 70k", "18k–70k", "18-70k", "$18,000 to $70,000", "between 18k and 70k"] {
        assert_eq!(kind(text), range, "{text}");
    }
    assert_eq!(kind("25k"), Ok(DealSizeKind::MeanCv { mean: money(25_000.0), cv: 1.0 }));
    assert_eq!(kind("25k cv 0.8"), Ok(DealSizeKind::MeanCv { mean: money(25_000.0), cv: 0.8 }));
    assert_eq!(kind("25k each"), Ok(DealSizeKind::MeanCv { mean: money(25_000.0), cv: 0.0 }));
    let median = Ok(DealSizeKind::MedianP90 { median: money(35_000.0), p90: money(70_000.0) });
    assert_eq!(kind("median 35k, 1 in 10 above 70k"), median);
    let error = kind("€25k").unwrap_err().to_string();
    assert!(error.contains("this plan is in USD, not EUR"), "{error}");
}

#[test]
fn stage_times() {
    let spread = std::f64::consts::FRAC_1_SQRT_2;
    for (text, mean, sd) in [
        ("20", 20.0, 20.0 * spread),
        ("20 days", 20.0, 20.0 * spread),
        ("90d", 90.0, 90.0 * spread),
        ("2 weeks", 14.0, 14.0 * spread),
        ("3 months", 91.25, 91.25 * spread),
        ("20 ± 14 days", 20.0, 14.0),
        ("2 ± 1 weeks", 14.0, 7.0),
        ("3 weeks +/- 5 days", 21.0, 5.0),
        ("exactly 10 days", 10.0, 0.0),
        ("0", 0.0, 0.0),
    ] {
        let time = read_stage_time(text, POINT).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(
            (time.mean_days() - mean).abs() < 1e-9 && (time.sd_days() - sd).abs() < 1e-9,
            "{text}: {time:?}"
        );
    }
    assert_eq!(read_stage_time("exactly 10 days", POINT), Ok(StageTime::fixed(10.0).unwrap()));
}

#[test]
fn supplies() {
    let now = Supply::new(1.0, Arrivals::Poisson).unwrap();
    for (text, per_month, arrivals, growth) in [
        ("200", 200.0, Arrivals::Poisson, 0.0),
        ("200 a month", 200.0, Arrivals::Poisson, 0.0),
        ("200/mo", 200.0, Arrivals::Poisson, 0.0),
        ("1,200 per year", 100.0, Arrivals::Poisson, 0.0),
        ("12 a week", 52.0, Arrivals::Poisson, 0.0),
        ("exactly 40 a month", 40.0, Arrivals::Fixed, 0.0),
        ("200 a month growing 2%", 200.0, Arrivals::Poisson, 0.02),
        ("200 a month, growing by 2% a month", 200.0, Arrivals::Poisson, 0.02),
    ] {
        let supply = read_supply(text, POINT, &now).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!((supply.per_month() - per_month).abs() < 1e-9, "{text}: {supply:?}");
        assert_eq!(supply.arrivals(), arrivals, "{text}");
        assert!((supply.growth_per_month() - growth).abs() < 1e-12, "{text}");
    }
}

#[test]
fn periods() {
    let on = |year, month, day| PeriodEnd::On(Date::new(year, month, day).unwrap());
    for (text, start, end) in [
        ("12 months", None, PeriodEnd::After(Horizon::Months(12))),
        ("in 6 months", None, PeriodEnd::After(Horizon::Months(6))),
        ("18", None, PeriodEnd::After(Horizon::Months(18))),
        ("1 year", None, PeriodEnd::After(Horizon::Months(12))),
        ("90 days", None, PeriodEnd::After(Horizon::Days(90))),
        ("13 weeks", None, PeriodEnd::After(Horizon::Days(91))),
        ("December 2027", None, on(2027, 12, 31)),
        ("by Dec 2027", None, on(2027, 12, 31)),
        ("2027-12-31", None, on(2027, 12, 31)),
        ("31 Dec 2027", None, on(2027, 12, 31)),
        ("Dec 31, 2027", None, on(2027, 12, 31)),
        ("Feb 2028", None, on(2028, 2, 29)),
        ("2027", None, on(2027, 12, 31)),
        ("Jan 2027 to Dec 2027", Date::new(2027, 1, 1), on(2027, 12, 31)),
        ("2027-01-15 to 2027-03-14", Date::new(2027, 1, 15), on(2027, 3, 14)),
        ("Jan 2027 – 6 months", Date::new(2027, 1, 1), PeriodEnd::After(Horizon::Months(6))),
    ] {
        let period = read_period(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((period.start, period.end), (start, end), "{text}");
    }
    // Whole months stay months, other ends become days.
    let start = Date::new(2027, 1, 15);
    let months = read_period("2027-03-14").unwrap().calendar(start).unwrap();
    assert_eq!(months.horizon(), Horizon::Months(2));
    let days = read_period("2027-03-20").unwrap().calendar(start).unwrap();
    assert_eq!(days.horizon(), Horizon::Days(65));
    assert!(read_period("Dec 2026").unwrap().calendar(start).is_err(), "ends before it begins");
    assert!(read_period("December 2027").unwrap().calendar(None).is_err(), "needs a start");
}

/// Every refusal shows an example that the same field accepts.
#[test]
fn refusals_show_an_example() {
    let now = Supply::new(1.0, Arrivals::Poisson).unwrap();
    let hopeless =
        ["", "   ", "abc", "12 13", "?", "--", "5 apples", "€", "%", "of", "to", "±", "💰", "1/0/3"];
    let mut refusals: Vec<(String, String)> = Vec::new();
    for text in hopeless.iter().map(|text| (*text).to_owned()).chain(["9".repeat(400)]) {
        let errors = [
            ("target", read_target(&text, POINT, usd()).err()),
            ("rate", read_rate(&text, POINT).err()),
            ("size", read_deal_size(&text, POINT, usd()).err()),
            ("time", read_stage_time(&text, POINT).err()),
            ("supply", read_supply(&text, POINT, &now).err()),
            ("period", read_period(&text).err()),
        ];
        for (field, error) in errors {
            let error = error.unwrap_or_else(|| panic!("{field} accepts {text:.20}"));
            refusals.push((format!("{field} {text:.20}"), error.to_string()));
        }
    }
    for (text, typed) in [
        ("target", read_target("-5", POINT, usd()).err()),
        ("rate", read_rate("145%", POINT).err()),
        ("rate", read_rate("50 of 40", POINT).err()),
        ("rate", read_rate("50–40%", POINT).err()),
        ("rate", read_rate("0.1% of 5 cases", POINT).err()),
        ("size", read_deal_size("70k to 18k", POINT, usd()).err()),
        ("size", read_deal_size("0", POINT, usd()).err()),
        ("time", read_stage_time("-3 days", POINT).err()),
        ("time", read_stage_time("40 years", POINT).err()),
        ("supply", read_supply("-1", POINT, &now).err()),
        ("supply", read_supply("99,000,000", POINT, &now).err()),
        ("period", read_period("99 months").unwrap().calendar(None).err()),
    ] {
        refusals
            .push((text.to_owned(), typed.unwrap_or_else(|| panic!("{text} accepts nonsense")).to_string()));
    }
    for (what, message) in refusals {
        assert!(message.contains("such as") || message.contains("write it as"), "{what}: {message}");
    }
    // The examples themselves are understood.
    assert!(read_target("3.2m", POINT, usd()).is_ok() && read_target("2.5m + 30%", POINT, usd()).is_ok());
    assert!(read_rate("40–50%", POINT).is_ok() && RateBelief::exact(0.5).is_ok());
    assert!(read_stage_time("20 ± 14 days", POINT).is_ok() && read_stage_time("3 weeks", POINT).is_ok());
    assert!(read_supply("50 a week", POINT, &now).is_ok());
}

/// Random texts made of what people could type, and of what nobody would: never a panic, and whatever is accepted is
/// within the model's bounds. Seeded.
#[test]
fn noise_never_panics() {
    use rand::{RngExt, SeedableRng};
    const PIECES: [&str; 40] = [
        "1",
        "0",
        "45",
        "1,2",
        "1.000",
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
        "dec",
        "2027",
        "é",
        "💰",
        "ß",
        "１",
        "\u{202f}",
        "+",
        "each",
        "between ",
        "9999999999999999999999",
    ];
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(5);
    let now = Supply::new(1.0, Arrivals::Poisson).unwrap();
    let mut accepted = 0;
    for _ in 0..60_000 {
        let text: String =
            (0..rng.random_range(1..7)).map(|_| PIECES[rng.random_range(0..PIECES.len())]).collect();
        for style in [POINT, COMMA] {
            accepted += u32::from(
                read_target(&text, style, usd()).is_ok_and(|entry| entry.target.amount().minor() >= 0),
            );
            let rate = read_rate(&text, style).map(|rate| rate.mean());
            accepted += u32::from(rate.is_ok_and(|mean| {
                assert!((0.0..=1.0).contains(&mean), "{text}: {mean}");
                true
            }));
            accepted +=
                u32::from(read_deal_size(&text, style, usd()).is_ok_and(|size| size.mean_minor() > 0.0));
            accepted += u32::from(read_stage_time(&text, style).is_ok_and(|time| time.mean_days() >= 0.0));
            accepted +=
                u32::from(read_supply(&text, style, &now).is_ok_and(|supply| supply.per_month() >= 0.0));
        }
        accepted +=
            u32::from(read_period(&text).and_then(|period| period.calendar(Date::new(2027, 1, 1))).is_ok());
    }
    assert!(accepted > 20_000, "only {accepted} of the texts meant something");
}
