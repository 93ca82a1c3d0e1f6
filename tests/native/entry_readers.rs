//! The smaller readers: changes, bookings, confidence, runs, luck, seasons, pasted cells, readings of rates, and the
//! number at the caret.

use plumbline::entry::{
    self, BookedEntry, Change, EntryError, NumberStyle, RateReading, nudge, rates_of_wins, read_cells,
    read_change, read_number, read_rate_change, read_seasons, read_seed, read_trials, wins_of_rates,
};
use plumbline::model::{
    Arrivals, BeliefKind, Calendar, Confidence, Currency, Date, Horizon, Money, RateBelief, Seed, Supply,
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

/// Every random decimal of up to 15 digits is the number that the standard library's parser reads, bit by bit, in both
/// styles. Exact, no tolerance; seeded.
#[test]
fn numbers_are_the_nearest_ones() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(21);
    for _ in 0..200_000 {
        let digits = rng.random_range(1..=15);
        let mut plain: String = (0..digits).map(|_| char::from(rng.random_range(b'0'..=b'9'))).collect();
        let point = rng.random_range(0..=digits);
        if point < digits {
            plain.insert(point, '.');
        }
        // Three digits after a single mark may be a group; what a group is, other tests say.
        if digits - point == 3 && (1..=3).contains(&point) {
            continue;
        }
        let exact: f64 = plain.parse().unwrap();
        assert_eq!(read_number(&plain, POINT).map(f64::to_bits), Some(exact.to_bits()), "{plain}");
        let comma = plain.replace('.', ",");
        assert_eq!(read_number(&comma, COMMA).map(f64::to_bits), Some(exact.to_bits()), "{comma}");
        let negative = format!("-{plain}");
        assert_eq!(read_number(&negative, POINT).map(f64::to_bits), Some((-exact).to_bits()), "{negative}");
    }
}

/// Whole numbers up to 2^53 are exact, so that every seed and every amount of cents is; beyond, 15 digits are kept.
#[test]
fn long_numbers_keep_what_is_exact() {
    for (text, value) in [
        ("9007199254740991", 9_007_199_254_740_991.0),
        ("9007199254740992", 9_007_199_254_740_992.0),
        ("9,007,199,254,740,991", 9_007_199_254_740_991.0),
        ("12345678901234.56", 12_345_678_901_234.56),
        ("40000000000000.00", 4e13),
        ("100000000000000000000", 1e20),
        ("0.0000000000000000000001", 1e-22),
        ("0.1000000000000000000000000000000000000", 0.1),
        ("0000000000000000000000000000000000012.5", 12.5),
        ("0", 0.0),
        ("0.000", 0.0),
    ] {
        assert_eq!(read_number(text, POINT), Some(value), "{text}");
    }
    for text in ["9".repeat(16), "9".repeat(20), "9".repeat(36)] {
        let (read, exact) = (read_number(&text, POINT).unwrap(), text.parse::<f64>().unwrap());
        assert!((read / exact - 1.0).abs() < 1e-14, "{text}: {read}");
    }
    assert_eq!(read_number(&"9".repeat(400), POINT), None);
}

#[test]
fn changes() {
    for (text, change) in [
        ("+30%", Some(Change::Times(1.3))),
        ("-30 %", Some(Change::Times(0.7))),
        ("−25%", Some(Change::Times(0.75))),
        ("-100%", Some(Change::Times(0.0))),
        ("-101%", None),
        ("+50k", Some(Change::Plus(50_000.0))),
        ("- 1.5m", Some(Change::Plus(-1_500_000.0))),
        ("+2", Some(Change::Plus(2.0))),
        ("×1.5", Some(Change::Times(1.5))),
        ("x 2", Some(Change::Times(2.0))),
        ("X2", Some(Change::Times(2.0))),
        ("*0", Some(Change::Times(0.0))),
        ("×-1", None),
        ("30%", None),
        ("+", None),
        ("-", None),
        ("×", None),
        ("+-2", None),
        ("+$5", None),
        ("€5", None),
        ("💰", None),
        ("", None),
    ] {
        assert_eq!(read_change(text, POINT), change, "{text}");
    }
    assert_eq!(read_change("×1,25", COMMA), Some(Change::Times(1.25)));
    assert_eq!(read_change("+12,5%", COMMA), Some(Change::Times(1.125)));
    for text in
        ["+2", "+2 points", "+2 point", "+2pp", "+2 pts", "+2 percentage points", "+2 Points ", "+2 PP"]
    {
        assert_eq!(read_rate_change(text, POINT), Some(Change::Plus(2.0)), "{text}");
    }
    assert_eq!(read_rate_change("-10%", POINT), Some(Change::Times(0.9)));
    assert_eq!(read_rate_change("45%", POINT), None);
    assert_eq!(read_rate_change("points", POINT), None);
}

/// A change of a rate keeps its kind and how sure it is; counts become an estimate of as many cases.
#[test]
fn changes_of_rates() {
    let counts = RateBelief::counts(9, 20).unwrap();
    let estimate = RateBelief::estimate(0.45, 200).unwrap();
    let range = RateBelief::range(0.4, 0.5).unwrap();
    let exact = RateBelief::exact(0.5).unwrap();
    for (change, belief, after) in [
        (Change::Plus(5.0), counts, BeliefKind::Estimate { rate: 0.5, cases: 20 }),
        (Change::Times(2.0), counts, BeliefKind::Estimate { rate: 0.9, cases: 20 }),
        (Change::Plus(-20.0), estimate, BeliefKind::Estimate { rate: 0.25, cases: 200 }),
        (Change::Times(0.5), estimate, BeliefKind::Estimate { rate: 0.225, cases: 200 }),
        (Change::Plus(10.0), range, BeliefKind::Range { low: 0.5, high: 0.6 }),
        (Change::Times(0.5), range, BeliefKind::Range { low: 0.2, high: 0.25 }),
        (Change::Plus(25.0), exact, BeliefKind::Exact(0.75)),
        (Change::Times(2.0), exact, BeliefKind::Exact(1.0)),
        (Change::Times(0.0), counts, BeliefKind::Exact(0.0)),
    ] {
        assert_eq!(
            change.of_rate(&belief).map(|belief| belief.kind()),
            Ok(after),
            "{change:?} of {belief:?}"
        );
    }
    for (change, belief) in [
        (Change::Plus(60.0), counts),
        (Change::Plus(-46.0), estimate),
        (Change::Times(2.5), exact),
        (Change::Plus(50.0), range),
        (Change::Times(0.0), range),
    ] {
        let error = change.of_rate(&belief).unwrap_err().to_string();
        assert!(error.contains("such as"), "{change:?} of {belief:?}: {error}");
    }
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
        ("seasons", read_seasons("Dec -5%", POINT, &supply()).err()),
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

#[test]
fn cells_of_a_spreadsheet() {
    let rows = |rows: &[&[&str]]| -> Option<Vec<Vec<String>>> {
        Some(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect())
    };
    for (text, cells) in [
        ("a\tb", rows(&[&["a", "b"]])),
        ("a\nb", rows(&[&["a"], &["b"]])),
        ("a\tb\r\nc\td\r\n", rows(&[&["a", "b"], &["c", "d"]])),
        ("a\t\n\tb", rows(&[&["a", ""], &["", "b"]])),
        ("\"a\tb\"\tc", rows(&[&["a\tb", "c"]])),
        ("\"two\nlines\"\tc", rows(&[&["two\nlines", "c"]])),
        ("\"say \"\"hi\"\"\"\tc", rows(&[&["say \"hi\"", "c"]])),
        ("12\" pipe\tb", rows(&[&["12\" pipe", "b"]])),
        ("\"\"\tb", rows(&[&["", "b"]])),
        ("é\t💰\nß\t１", rows(&[&["é", "💰"], &["ß", "１"]])),
        ("a\n\n\tb\n\n\n", rows(&[&["a"], &[""], &["", "b"]])),
        ("", None),
        ("45%", None),
        ("45%\n", None),
        ("\n\n\t\t\n", None),
        ("\"two\nlines\"", None),
        ("\"never closed\tb\nc", None),
    ] {
        assert_eq!(read_cells(text), cells, "{text:?}");
    }
    let many = "a\tb\n".repeat(5_000);
    assert_eq!(read_cells(&many).unwrap().len(), 1_000);
}

#[test]
fn columns_of_rates_that_rise_are_shares_won() {
    for (rates, reading) in [
        (&[0.06, 0.14, 0.28, 0.5][..], RateReading::WonFromHere),
        (&[0.1, 0.2, 0.3], RateReading::WonFromHere),
        (&[0.1, 0.2], RateReading::MovesOn),
        (&[0.1, 0.2, 0.2], RateReading::MovesOn),
        (&[0.5, 0.4, 0.3], RateReading::MovesOn),
        (&[0.45, 0.5, 0.55, 0.5], RateReading::MovesOn),
        (&[0.1, f64::NAN, 0.3], RateReading::MovesOn),
        (&[], RateReading::MovesOn),
    ] {
        assert_eq!(RateReading::of_column(rates), reading, "{rates:?}");
    }
}

/// Shares won and rates are two readings of the same: random funnels, seeded, return within 1e-12; and whatever is
/// accepted as shares won gives rates whose products are those shares.
#[test]
fn readings_of_rates_are_inverse() {
    const SHARES: [f64; 6] = [0.0, 0.1, 0.2, 0.5, 1.0, 0.3];
    assert_eq!(wins_of_rates(&[0.5, 0.5, 0.5]), [0.125, 0.25, 0.5]);
    assert_eq!(rates_of_wins(&[0.125, 0.25, 0.5]), Ok(vec![0.5, 0.5, 0.5]));
    assert_eq!((wins_of_rates(&[]), rates_of_wins(&[])), (vec![], Ok(vec![])));
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(22);
    for _ in 0..20_000 {
        let stages = rng.random_range(1..=12);
        let rates: Vec<f64> = (0..stages).map(|_| rng.random_range(0.01..=1.0)).collect();
        let again = rates_of_wins(&wins_of_rates(&rates)).unwrap();
        assert!(rates.iter().zip(&again).all(|(a, b)| (a - b).abs() < 1e-12), "{rates:?}, {again:?}");
    }
    let mut accepted = 0;
    for _ in 0..20_000 {
        let wins: Vec<f64> =
            (0..rng.random_range(1..5)).map(|_| SHARES[rng.random_range(0..SHARES.len())]).collect();
        let rises = wins.is_sorted();
        let rates = rates_of_wins(&wins);
        assert_eq!(rates.is_ok(), rises, "{wins:?} gives {rates:?}");
        if let Ok(rates) = rates {
            accepted += 1;
            let again = wins_of_rates(&rates);
            assert!(wins.iter().zip(&again).all(|(a, b)| (a - b).abs() < 1e-12), "{wins:?}, {again:?}");
        }
    }
    assert!(accepted > 2_000, "only {accepted} columns rise");
    for refused in [&[-0.1][..], &[1.1], &[0.5, 0.4], &[f64::NAN], &[0.5, f64::NAN], &[f64::INFINITY]] {
        let error = rates_of_wins(refused).unwrap_err().to_string();
        assert!(error.contains("such as"), "{refused:?}: {error}");
    }
}

#[test]
fn arrows_move_the_number_at_the_caret() {
    for (text, caret, steps, style, nudged) in [
        ("200 a month", 0, 1, POINT, "205 a month"),
        ("200 a month", 0, -2, POINT, "190 a month"),
        ("203 a month", 0, 1, POINT, "208 a month"),
        ("45%", 0, -1, POINT, "44%"),
        ("$12m", 0, 1, POINT, "$12.2m"),
        ("€1.2m", 0, 1, POINT, "€1.3m"),
        ("25k", 0, 10, POINT, "30.0k"),
        ("12 months", 0, 1, POINT, "13 months"),
        ("5 to 10%", 0, 1, POINT, "6 to 10%"),
        ("450 of 1,000", 12, 1, POINT, "450 of 1,020"),
        ("450 of 1,000", 0, 1, POINT, "460 of 1,000"),
        ("3,200,000", 0, 1, POINT, "3,250,000"),
        ("3.200.000 €", 0, 1, COMMA, "3.250.000 €"),
        ("3 200 000 kr", 0, 1, COMMA, "3 250 000 kr"),
        ("1,5%", 0, 1, COMMA, "1,6%"),
        ("0.30", 0, 1, POINT, "0.31"),
        ("9,990", 0, 1, POINT, "10,190"),
        ("0", 0, 1, POINT, "1"),
        ("1", 0, -5, POINT, "0"),
        ("0%", 0, -1, POINT, "0%"),
    ] {
        let (moved, _) = nudge(text, caret, steps, style).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(moved, nudged, "{text} at {caret} by {steps}");
    }
    for text in ["", "abc", "%", "💰", "１２", "€"] {
        assert_eq!(nudge(text, 0, 1, POINT), None, "{text}");
    }
}

/// The caret counts UTF-16 units, and stands behind the number that was moved.
#[test]
fn carets_count_utf16_units() {
    let text = "💰 10 – 💰 50";
    for (caret, moved, behind) in [
        (0, "💰 11 – 💰 50", 5),
        (1, "💰 11 – 💰 50", 5),
        (5, "💰 11 – 💰 50", 5),
        (11, "💰 10 – 💰 51", 13),
        (13, "💰 10 – 💰 51", 13),
        (999, "💰 10 – 💰 51", 13),
    ] {
        assert_eq!(nudge(text, caret, 1, POINT), Some((moved.to_owned(), behind)), "caret {caret}");
    }
    assert_eq!(nudge("€9\u{202f}990", 0, 1, POINT), Some(("€10\u{202f}190".to_owned(), 7)));
}

/// What people type, and what nobody would.
const PIECES: [&str; 44] = [
    "1",
    "0",
    "45",
    "1,2",
    "1.000",
    "%",
    " of ",
    "/",
    " to ",
    " in ",
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
    "nothing",
    " by ",
    "dec ",
    "Dec 150%",
    ", ",
    "; ",
    "2027",
    "31 Mar 2027",
    "é",
    "💰",
    "ß",
    "１",
    "\u{202f}",
    "+",
    "×",
    "x",
    "points",
    "runs",
    "\t",
    "\n",
    "\"",
    "\r\n",
    "9999999999999999999999",
    "e\u{301}",
];

/// Random texts and carets, seeded: never a panic, the caret stays within the text, only the number changes, and a step
/// up never makes it smaller.
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
        read_economics(field, text, now, NumberStyle::POINT, eur)
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
