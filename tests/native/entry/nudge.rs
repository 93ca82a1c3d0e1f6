//! Changes of what stands, and the number at the caret.

use plumbline::entry::{Change, NumberStyle, nudge, read_change, read_rate_change};
use plumbline::model::{Arrivals, BeliefKind, RateBelief, Supply};

const POINT: NumberStyle = NumberStyle::POINT;

const COMMA: NumberStyle = NumberStyle::COMMA;

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

/// One percent more, again and again, stays a number as people write it.
#[test]
fn changed_supplies_have_few_digits() {
    let supply = Supply::new(202.0, Arrivals::Poisson).unwrap();
    for (factor, per_month) in [(1.01, 204.0), (0.99, 200.0), (1.25, 252.5), (2.0, 404.0)] {
        let changed = Change::Times(factor).of_supply(&supply).unwrap();
        assert!((changed.per_month() - per_month).abs() < 1e-9, "{factor}: {}", changed.per_month());
    }
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
