//! Numbers are the nearest ones.

use plumbline::entry::{NumberStyle, read_number};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

const POINT: NumberStyle = NumberStyle::POINT;

const COMMA: NumberStyle = NumberStyle::COMMA;

/// Every random decimal of up to 15 digits is the number that the standard library's parser reads, bit by
/// bit, in both styles. Exact, no tolerance; seeded.
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

/// Whole numbers up to 2^53 are exact, so that every seed and every amount of cents is; beyond, 15 digits are
/// kept.
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
