//! All runs of a plan, a line each: its number, from 1, and its total in major units.

use crate::model::Currency;
use std::fmt::Write as _;

/// Characters of a line beside the digits: a comma, the end of the line, and the decimals' point.
const MARKS: usize = 3;

/// The lines of some runs that follow each other; totals in minor units.
pub fn lines(first: u32, totals: &[i64], currency: Currency) -> String {
    let per_major = currency.minor_per_major();
    let mut text = String::with_capacity(totals.len() * 20);
    for (run, total) in (u64::from(first) + 1..).zip(totals) {
        // Writing to memory fails for no text. Amounts are far below 2^53, so that none loses a digit.
        writeln!(text, "{run},{}", *total as f64 / per_major).unwrap_or_default();
    }
    text
}

/// About how many bytes so many lines take, if a total is usually about so large; minor units.
pub fn bytes_about(runs: u32, total: f64) -> f64 {
    let digits = runs.to_string().len() + format!("{total:.0}").len() + MARKS;
    f64::from(runs) * digits as f64
}

#[cfg(test)]
mod tests {
    use super::{bytes_about, lines};
    use crate::model::Currency;

    #[test]
    fn runs_are_counted_from_one_and_amounts_keep_their_cents() {
        let euro = Currency::new("EUR").unwrap();
        assert_eq!(lines(0, &[290_425_137, 0, 5], euro), "1,2904251.37\n2,0\n3,0.05\n");
        assert_eq!(lines(4_095, &[100], euro), "4096,1\n");
        let yen = Currency::new("JPY").unwrap();
        assert_eq!(lines(0, &[290_425_137], yen), "1,290425137\n");
    }

    /// Within a fifth of what it comes to.
    #[test]
    fn the_size_is_about_what_it_comes_to() {
        let euro = Currency::new("EUR").unwrap();
        let totals: Vec<i64> = (0..20_000).map(|place| 200_000_000 + place * 9_973).collect();
        let real = lines(0, &totals, euro).len() as f64;
        let about = bytes_about(20_000, 300_000_000.0);
        assert!((about / real - 1.0).abs() < 0.2, "{about} {real}");
    }
}
