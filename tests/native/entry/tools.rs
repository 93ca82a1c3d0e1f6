//! What helps while typing: arrow keys, pasted cells, the two readings of rates.

use plumbline::entry::{
    Formatter as _, NumberStyle, RateReading, nudge, rates_of_wins, read_cells, wins_of_rates,
};
use rand::{RngExt, SeedableRng};

const POINT: NumberStyle = NumberStyle::POINT;
const COMMA: NumberStyle = NumberStyle::COMMA;

/// A `|` marks the caret, before and after.
fn nudged(marked: &str, steps: i32, style: NumberStyle) -> Option<String> {
    let before = marked.split('|').next().unwrap();
    let text = marked.replace('|', "");
    let (text, caret) = nudge(&text, before.encode_utf16().count(), steps, style)?;
    let units: Vec<u16> = text.encode_utf16().collect();
    let (head, tail) = units.split_at(caret);
    Some(String::from_utf16(head).unwrap() + "|" + String::from_utf16(tail).unwrap().as_str())
}

/// The step is the round number next to 2% of the value, not finer than what is written; all else stays as it
/// was.
#[test]
fn arrow_keys_move_the_number_at_the_caret() {
    for (text, steps, style, expected) in [
        ("200| a month", 1, POINT, "205| a month"),
        ("200| a month", -1, POINT, "195| a month"),
        ("20|0 a month growing 2%", 1, POINT, "205| a month growing 2%"),
        ("200 a month growing 2|%", 1, POINT, "200 a month growing 3|%"),
        ("45%|", 1, POINT, "46|%"),
        ("45%|", 10, POINT, "55|%"),
        ("12.0|m", 1, POINT, "12.2|m"),
        ("12|m", 1, POINT, "12.2|m"),
        ("12|m", 1, COMMA, "12,2|m"),
        ("$12,000,000|", 1, POINT, "$12,200,000|"),
        ("12.000.000 €|", 1, COMMA, "12.200.000| €"),
        ("3\u{202f}200\u{202f}000| $", 1, COMMA, "3\u{202f}250\u{202f}000| $"),
        ("|18k to 70k", 1, POINT, "18.5|k to 70k"),
        ("18k to 70|k", -1, POINT, "18k to 69|k"),
        ("40–50|%", 1, POINT, "40–51|%"),
        ("45| of 100", 1, POINT, "46| of 100"),
        ("45 of 100|", 1, POINT, "45 of 102|"),
        ("20 ± 14| days", 1, POINT, "20 ± 15| days"),
        ("1|", -1, POINT, "0|"),
        ("1|", -5, POINT, "0|"),
        ("0|", 1, POINT, "1|"),
        ("7.5|%", 1, POINT, "7.7|%"),
        ("950|", 1, POINT, "970|"),
        ("990,000|", 1, POINT, "1,010,000|"),
    ] {
        assert_eq!(nudged(text, steps, style).as_deref(), Some(expected), "{text}");
    }
    for nothing in ["|", "none|", "Dec|", "é→|"] {
        assert_eq!(nudged(nothing, 1, POINT), None, "{nothing}");
    }
}

/// Steps up and as many down lead back, from every round value; the caret is always within the text.
#[test]
fn steps_up_and_down_lead_back() {
    for value in [1, 2, 5, 10, 14, 20, 45, 60, 99, 120, 200, 333, 1_000, 12_345, 1_000_000] {
        let text = value.to_string();
        let (up, caret) = nudge(&text, 0, 1, POINT).unwrap();
        assert!(caret <= up.len());
        let moved: f64 = up.parse().unwrap();
        assert!(moved > f64::from(value), "{text} rises to {up}");
        assert!(moved <= f64::from(value) * 1.04 || moved == f64::from(value) + 1.0, "{text} to {up}");
    }
}

/// Whatever is typed, wherever the caret stands: no panic, and what comes out is a text with its caret
/// inside.
#[test]
fn nudging_noise_never_panics() {
    let letters: Vec<char> = "0123456789.,' \u{a0}\u{202f}%kmb€£–±-+×/ofté→😀".chars().collect();
    let mut rng = rand::rngs::Xoshiro256PlusPlus::seed_from_u64(5);
    for _ in 0..50_000 {
        let length = rng.random_range(0..14);
        let text: String = (0..length).map(|_| letters[rng.random_range(0..letters.len())]).collect();
        let caret = rng.random_range(0..20);
        if let Some((moved, caret)) = nudge(&text, caret, rng.random_range(-12..12), COMMA) {
            assert!(caret <= moved.encode_utf16().count(), "{text} gave {moved}");
        }
        read_cells(&text);
    }
}

#[test]
fn cells_are_those_of_spreadsheets() {
    let cells = |text: &str| read_cells(text);
    let rows = |rows: &[&[&str]]| {
        Some(
            rows.iter()
                .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
                .collect::<Vec<Vec<String>>>(),
        )
    };
    assert_eq!(cells("45%"), None, "a single cell is pasted like any text");
    assert_eq!(cells("45%\r\n"), None);
    assert_eq!(cells(""), None);
    assert_eq!(cells("a\nb\n"), rows(&[&["a"], &["b"]]));
    assert_eq!(cells("a\t1\r\nb\t2\r\n\r\n"), rows(&[&["a", "1"], &["b", "2"]]));
    assert_eq!(cells("a\n\nb"), rows(&[&["a"], &[""], &["b"]]), "an empty row between others stays");
    assert_eq!(
        cells("\"two\nlines\"\t\"a \"\"quoted\"\" tab\there\"\nx\ty"),
        rows(&[&["two\nlines", "a \"quoted\" tab\there"], &["x", "y"]])
    );
    assert!(cells(&"x\n".repeat(100_000)).unwrap().len() <= 1_000);
}

#[test]
fn rising_columns_are_won_from_here() {
    assert_eq!(RateReading::of_column(&[0.06, 0.14, 0.28, 0.5]), RateReading::WonFromHere);
    assert_eq!(RateReading::of_column(&[0.45, 0.49, 0.55, 0.5]), RateReading::MovesOn);
    assert_eq!(RateReading::of_column(&[0.2, 0.2, 0.5]), RateReading::MovesOn, "two alike do not rise");
    assert_eq!(RateReading::of_column(&[0.2, 0.5]), RateReading::MovesOn, "two rates can rise by chance");
}

/// One reading and back; shares that no funnel has are refused with an example.
#[test]
fn both_readings_say_the_same() {
    let rates = [0.45, 0.49, 0.55, 0.5];
    let wins = wins_of_rates(&rates);
    assert!((wins[0] - 0.45 * 0.49 * 0.55 * 0.5).abs() < 1e-15 && (wins[3] - 0.5).abs() < 1e-15);
    for (rate, again) in rates.iter().zip(rates_of_wins(&wins).unwrap()) {
        assert!((rate - again).abs() < 1e-12);
    }
    // Nothing is won at all: the rates stay rates.
    assert_eq!(rates_of_wins(&wins_of_rates(&[0.5, 0.0])).unwrap(), [0.0, 0.0]);
    for impossible in [&[0.5, 0.4][..], &[0.2, 1.1], &[-0.1, 0.5]] {
        assert!(rates_of_wins(impossible).unwrap_err().to_string().contains("such as 6%, 14%, 28%, 50%"));
    }
}

/// What is only read has three digits; whole numbers keep all of theirs.
#[test]
fn figures_to_read_have_three_digits() {
    let rounded = plumbline::entry::Rounded(&plumbline::entry::PlainFormatter);
    for (value, count) in
        [(196.362_870_541_818_92, "196"), (13.035_714, "13"), (1_234.567, "1,235"), (0.001_234_5, "0.00123")]
    {
        assert_eq!(rounded.exact_count(value).replace('\u{202f}', ","), count);
    }
    assert_eq!(rounded.exact_percent(0.527_271_450_903_151_5), "52.7%");
    assert_eq!((rounded.exact(12.5), rounded.exact(450.0)), ("12.5".to_owned(), "450".to_owned()));
}
