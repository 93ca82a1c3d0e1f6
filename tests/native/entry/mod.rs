//! What people write, in both number styles; and what is refused, with an example.

mod cells;
mod drawn;
mod forms;
mod history_table;
mod nudge;
mod number;
mod past_forecasts;
mod quota_facts;
mod round_trip;
mod small_fields;
mod tools;
mod whole_plan;

use forms::PIECES;
use plumbline::entry::{
    self, BookedEntry, EntryError, NumberStyle, Period, PeriodAround, PeriodEnd, TargetEntry, Understood,
    read_count, read_number, read_rate_change, read_seasons, read_seed, read_stage_time, read_trials,
};
use plumbline::model::{
    Arrivals, BeliefKind, Calendar, Confidence, Currency, Date, DealSize, DealSizeKind, Horizon, RateBelief,
    StageTime, Supply, TargetKind,
};

const POINT: NumberStyle = NumberStyle::POINT;
const COMMA: NumberStyle = NumberStyle::COMMA;

fn usd() -> Currency {
    Currency::new("USD").unwrap()
}

fn read_target(text: &str, style: NumberStyle, plan: Currency) -> Result<TargetEntry, EntryError> {
    let read = entry::read_target(text, style, plan)?;
    // A target in another currency makes the plan its, if that is chosen.
    let chosen = read.readings.iter().find(|reading| reading.currency.is_some()).map(|reading| reading.value);
    chosen.map_or_else(|| read.settled(), Ok)
}

fn read_rate(text: &str, style: NumberStyle) -> Result<RateBelief, EntryError> {
    entry::read_rate(text, style)?.settled()
}

fn read_deal_size(text: &str, style: NumberStyle, plan: Currency) -> Result<DealSize, EntryError> {
    entry::read_deal_size(text, style, plan)?.settled()
}

fn read_supply(text: &str, style: NumberStyle, now: &Supply) -> Result<Supply, EntryError> {
    entry::read_supply(text, style, now)?.settled()
}

fn read_booked(text: &str, style: NumberStyle, plan: Currency) -> Result<BookedEntry, EntryError> {
    entry::read_booked(text, style, plan, None)?.settled()
}

fn read_chance(text: &str, style: NumberStyle) -> Result<Confidence, EntryError> {
    entry::read_chance(text, style)?.settled()
}

/// Without a day that it is.
fn read_period(text: &str) -> Result<Period, EntryError> {
    entry::read_period(text, PeriodAround::new(POINT, None, 1)).and_then(Understood::settled)
}

/// A single mark before three last digits: decimals in shares and times, thousands in money and counts, in
/// every locale.
#[test]
fn numbers_of_shares_and_of_counts() {
    for (text, decimals, count) in [
        ("1200", Some(1200.0), Some(1200.0)),
        ("1,200", Some(1.2), Some(1200.0)),
        ("1.200", Some(1.2), Some(1200.0)),
        ("0.250", Some(0.25), Some(0.25)),
        ("1234.567", Some(1_234.567), Some(1_234.567)),
        ("1,200.5", Some(1200.5), Some(1200.5)),
        ("1.200,5", Some(1200.5), Some(1200.5)),
        ("1,234,567", Some(1_234_567.0), Some(1_234_567.0)),
        ("12,34,567", Some(1_234_567.0), Some(1_234_567.0)),
        ("2,50,000", Some(250_000.0), Some(250_000.0)),
        ("9,000,18,000", None, None),
        ("1 234 567", Some(1_234_567.0), Some(1_234_567.0)),
        ("1'234'567.25", Some(1_234_567.25), Some(1_234_567.25)),
        ("1,5", Some(1.5), Some(1.5)),
        ("0.5", Some(0.5), Some(0.5)),
        (".5", Some(0.5), Some(0.5)),
        ("-3", Some(-3.0), Some(-3.0)),
        ("−3", Some(-3.0), Some(-3.0)),
        ("１２", Some(12.0), Some(12.0)),
        ("١٢", Some(12.0), Some(12.0)),
        ("1,23,4", None, None),
        ("12,34,567.8.9", None, None),
        ("", None, None),
        ("-", None, None),
        ("1e5", None, None),
        ("NaN", None, None),
        ("inf", None, None),
    ] {
        assert_eq!(read_number(text, POINT), decimals, "{text} with decimals");
        assert_eq!(read_number(text, COMMA), decimals, "{text} with decimals");
        assert_eq!(read_count(text), count, "{text} as a count");
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
        ("exactly 0", 0.0, "USD"),
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
    let kind = |text: &str| read_deal_size(text, POINT, usd()).map(|size| size.kind().clone());
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
    assert!(error.contains("USD") && error.contains("EUR"), "{error}");
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

/// Random texts made of what people could type, and of what nobody would: never a panic, and whatever is
/// accepted is within the model's bounds. Seeded.
#[test]
fn noise_never_panics() {
    use rand::{RngExt, SeedableRng};
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(5);
    let now = Supply::new(1.0, Arrivals::Poisson).unwrap();
    let mut accepted = 0;
    for _ in 0..15_000 {
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
    assert!(accepted > 5_000, "only {accepted} of the texts meant something");
}

/// Numbers in words, one behind the other: each is read once, however many there are. Were what may follow
/// hundreds looked for behind every number, each word would double the work.
#[test]
fn rows_of_numbers_in_words_are_read_once() {
    let now = Supply::new(1.0, Arrivals::Poisson).unwrap();
    for words in ["trenta un ", "forty五", "twenty five ", "cento due ", "hundert fünf ", "one "] {
        let text: String = words.chars().cycle().take(199).collect();
        let refused = [
            read_target(&text, POINT, usd()).is_err(),
            read_stage_time(&text, POINT).is_err(),
            read_supply(&text, POINT, &now).is_err(),
        ];
        assert_eq!(refused, [true; 3], "{text}");
    }
}

#[test]
fn bookings_so_far() {
    for (text, amount, until) in [
        ("nothing", 0, None),
        ("0", 0, None),
        ("350k", 35_000_000, None),
        ("350k by 31 Mar 2027", 35_000_000, Some((2027, 3, 31))),
        ("$350,000 as of 2027-03-31", 35_000_000, Some((2027, 3, 31))),
        ("1.2m by March 2027", 120_000_000, Some((2027, 3, 31))),
        ("1.2m by 31.3.2027", 120_000_000, Some((2027, 3, 31))),
        ("nothing by 30 June 2027", 0, Some((2027, 6, 30))),
    ] {
        let entry = read_booked(text, POINT, usd()).unwrap();
        let day = until.and_then(|(year, month, day)| Date::new(year, month, day));
        assert_eq!((entry.amount.minor(), entry.until), (amount, day), "{text}");
    }
    let calendar = Calendar::new(Date::new(2027, 1, 1), Horizon::Months(12)).unwrap();
    let progress = read_booked("350k by March 2027", POINT, usd()).unwrap().progress(&calendar).unwrap();
    assert_eq!(
        (progress.as_of(), progress.as_of_day()),
        (Date::new(2027, 4, 1), 90.0),
        "the future begins the day after"
    );
    assert!(read_booked("350k by 2031", POINT, usd()).unwrap().progress(&calendar).is_err());
    for (text, reason) in [
        ("", "350k by 31 Mar 2027"),
        ("lots", "350k by 31 Mar 2027"),
        ("350k by soon", "350k by"),
        ("€5k", "EUR"),
    ] {
        let error = read_booked(text, POINT, usd()).unwrap_err().to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
}

#[test]
fn seasons_of_the_year() {
    let plain = Supply::new(200.0, Arrivals::Poisson).unwrap().growing(0.02).unwrap();
    let seasons =
        |text: &str, style| read_seasons(text, style, &plain).map(|supply| supply.seasonality().copied());
    let december = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0, 1.5];
    assert_eq!(seasons("none", POINT).unwrap(), None);
    for text in ["Dec 150%, Aug 50%", "dec ×1.5; august ×0.5", "Aug 0.5, December 1.5"] {
        assert_eq!(seasons(text, POINT).unwrap(), Some(december), "{text}");
    }
    assert_eq!(seasons("Dez 150%, août 50%", POINT).unwrap(), Some(december), "months of other languages");
    assert_eq!(seasons("1 1 1 1 1 1 1 .5 1 1 1 1.5", POINT).unwrap(), Some(december));
    assert_eq!(seasons("1,1,1,1,1,1,1,0.5,1,1,1,1.5", POINT).unwrap(), Some(december));
    assert_eq!(seasons("1; 1; 1; 1; 1; 1; 1; 0,5; 1; 1; 1; 1,5", COMMA).unwrap(), Some(december));
    assert_eq!(read_seasons("Dec 150%", POINT, &plain).unwrap().growth_per_month(), 0.02, "the rest stays");
    for text in ["", "busy in December", "1 2 3", "Dec -150%", "0 0 0 0 0 0 0 0 0 0 0 0"] {
        let error = seasons(text, POINT).unwrap_err().to_string();
        assert!(error.contains("such as") || error.contains("Dec 150%"), "{text}: {error}");
    }
}

/// Months that do not cancel out are asked about: the year stays as large, or an ordinary month does.
#[test]
fn what_a_slow_month_lacks_is_asked() {
    let plain = Supply::new(260.0, Arrivals::Poisson).unwrap();
    let asked = |text: &str, now: &Supply| plumbline::entry::read_seasons_asked(text, POINT, now, 1);
    let echo = |supply: &Supply| plumbline::entry::echo_seasons(supply, &plumbline::entry::PlainFormatter);
    let slow = asked("December half the usual", &plain).unwrap();
    let labels: Vec<&str> = slow.readings.iter().map(|reading| reading.label.as_str()).collect();
    assert_eq!(
        labels,
        ["December half the usual, the year stays as large", "December half the usual, other months 260"]
    );
    let large = slow.value.unwrap();
    assert_eq!(large, slow.readings[0].value);
    assert_eq!(echo(&large), "Dec 50%: an ordinary month has 271, all on average 260");
    let less = &slow.readings[1].value;
    assert!((less.per_month() - 260.0 * 11.5 / 12.0).abs() < 1e-9);
    assert_eq!(echo(less), "Dec 50%: an ordinary month has 260, all on average 249");
    // Each tap reads in just its way, from wherever it is taken.
    for (label, meant) in [(labels[0], &large), (labels[1], less)] {
        for now in [&plain, less] {
            let again = asked(label, now).unwrap();
            let same = again.value.unwrap();
            assert_eq!(same.seasonality(), meant.seasonality());
            assert!(again.readings.is_empty(), "{label}");
            assert!(label == labels[0] || same == *meant, "{label}");
        }
    }
    assert!(asked("Dec 50%, other months as ever", &plain).is_err());
    for alone in ["none", "quarter ends", "summer lull", "Nov 50%, Dec 150%", "1 1 1 1 1 1 1 1 1 1 1 0.5"] {
        assert!(asked(alone, &plain).unwrap().readings.is_empty(), "{alone}");
    }
}

#[test]
fn confidence_runs_and_luck() {
    for text in ["8 in 10", "80%", "0.8", "80 of 100", "8/10"] {
        assert_eq!(read_chance(text, POINT).unwrap().get(), 0.8, "{text}");
    }
    for text in ["", "sure", "11 in 10", "1 in 0", "0%", "100%", "1"] {
        assert!(read_chance(text, POINT).unwrap_err().to_string().contains("80%"), "{text}");
    }
    for (text, runs) in
        [("250k", 250_000), ("250 000", 250_000), ("1m", 1_000_000), ("250,000 runs", 250_000), ("9", 9)]
    {
        assert_eq!(read_trials(text, POINT).unwrap(), runs, "{text}");
    }
    for text in ["", "many", "1.5", "-3", "$5"] {
        assert!(read_trials(text, POINT).unwrap_err().to_string().contains("250k"), "{text}");
    }
    for seed in [0, 1, 42, (1 << 53) - 1] {
        assert_eq!(read_seed(&seed.to_string(), POINT).unwrap().0, seed, "to the last digit");
    }
    for text in ["", "-1", "0.5", "lucky", "1e9", "9007199254740992"] {
        assert!(read_seed(text, POINT).unwrap_err().to_string().contains("whole number"), "{text}");
    }
}

/// A bare number more or less is in percentage points, a percentage is relative; the belief stays as sure as
/// it was.
#[test]
fn changes_of_rates() {
    let belief = |text: &str| read_rate(text, POINT).unwrap();
    for (rate, change, expected) in [
        ("45%", "+2", BeliefKind::Estimate { rate: 0.47, cases: 50 }),
        ("45%", "-2 points", BeliefKind::Estimate { rate: 0.43, cases: 50 }),
        ("45%", "+2pp", BeliefKind::Estimate { rate: 0.47, cases: 50 }),
        ("40%", "+10%", BeliefKind::Estimate { rate: 0.44, cases: 50 }),
        ("40%", "×1.5", BeliefKind::Estimate { rate: 0.6, cases: 50 }),
        ("45 of 100", "+5", BeliefKind::Estimate { rate: 0.5, cases: 100 }),
        ("exactly 45%", "-5", BeliefKind::Exact(0.4)),
        ("40–50%", "+10", BeliefKind::Range { low: 0.5, high: 0.6 }),
    ] {
        let changed = read_rate_change(change, POINT).unwrap().of_rate(&belief(rate)).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        let same = match (changed.kind(), expected) {
            (BeliefKind::Estimate { rate: a, cases: n }, BeliefKind::Estimate { rate: b, cases: m }) => {
                near(a, b) && n == m
            }
            (BeliefKind::Exact(a), BeliefKind::Exact(b)) => near(a, b),
            (BeliefKind::Range { low: a, high: b }, BeliefKind::Range { low: c, high: d }) => {
                near(a, c) && near(b, d)
            }
            _ => false,
        };
        assert!(same, "{rate} {change} gave {:?}", changed.kind());
    }
    let beyond = read_rate_change("+60", POINT).unwrap().of_rate(&belief("45%")).unwrap_err();
    assert!(beyond.to_string().contains("such as 45%"), "{beyond}");
}

/// Decimals of up to 15 digits are read to the same bits as by the standard library.
#[test]
fn numbers_are_read_to_the_last_bit() {
    use rand::{RngExt, SeedableRng};
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(3);
    for _ in 0..200_000 {
        let digits = rng.random_range(1..16_u32);
        let number = rng.random_range(0..10_u64.pow(digits)).to_string();
        let place = rng.random_range(0..=number.len());
        let (whole, decimals) = number.split_at(place);
        let text = if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") };
        let exact: f64 = format!("0{text}").parse().unwrap();
        assert_eq!(read_number(&text, POINT).map(f64::to_bits), Some(exact.to_bits()), "{text}");
    }
    assert_eq!(read_number("12,34,567", POINT), Some(1_234_567.0), "lakhs and crores");
    assert_eq!(read_count("1,00.5"), None);
    assert_eq!(read_number(&"9".repeat(40), POINT), None, "beyond all amounts");
}
