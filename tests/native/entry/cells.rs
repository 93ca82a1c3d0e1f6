//! Cells of a spreadsheet, and columns of rates.

use plumbline::entry::{RateReading, rates_of_wins, read_cells, wins_of_rates};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

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

/// Shares won and rates are two readings of the same: random funnels, seeded, return within 1e-12; and
/// whatever is accepted as shares won gives rates whose products are those shares.
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
