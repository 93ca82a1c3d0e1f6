//! What a number in a sheet is by its format: a day, a share, an amount of a currency.

use super::super::values::money::{Code, code_text, currency_in};
use crate::model::Date;

/// From which day on days are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Calendar {
    /// As Excel does nearly everywhere.
    #[default]
    From1900,
    /// As it once did on a Macintosh.
    From1904,
}

impl Calendar {
    /// Days from its beginning to the first of 1970.
    fn before_1970(self) -> i64 {
        match self {
            Self::From1900 => 25_569,
            Self::From1904 => 24_107,
        }
    }
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// As it is.
    #[default]
    Plain,
    /// Days since the beginning of a calendar.
    Day,
    /// A share that is shown in percent.
    Percent,
    /// An amount of a currency that the format names.
    Money(Code),
}

impl Format {
    /// A format that Excel knows by its number alone.
    pub(super) fn built_in(number: u32) -> Self {
        match number {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 50..=58 => Self::Day,
            _ => Self::Plain,
        }
    }

    /// A format that is written out, `dd/mm/yyyy` or `#,##0.00 "€"`.
    pub(super) fn of_code(code: &str) -> Self {
        let (mut pattern, mut literal) = (String::new(), String::new());
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                // Further sections are of numbers that are negative, zero, or no numbers.
                ';' => break,
                '"' => {
                    literal.extend(letters.by_ref().take_while(|it| *it != '"'));
                    literal.push(' ');
                }
                '\\' => literal.extend(letters.next()),
                '_' | '*' => drop(letters.next()),
                '[' => {
                    let inner: String = letters.by_ref().take_while(|it| *it != ']').collect();
                    // `[$€-407]` is a sign and a country; `[h]` counts hours, and is no day.
                    if let Some(sign) = inner.strip_prefix('$') {
                        literal.push_str(sign.split('-').next().unwrap_or_default());
                        literal.push(' ');
                    } else if !inner.is_empty() && inner.chars().all(|it| "hmsHMS".contains(it)) {
                        return Self::Plain;
                    }
                }
                '$' | '€' | '£' | '¥' | '₹' | '₩' | '₺' => literal.push(letter),
                other => pattern.extend(other.to_lowercase()),
            }
        }
        let is_day = !pattern.contains("general") && pattern.contains(['y', 'd', 'm', 'h']);
        if is_day {
            Self::Day
        } else if pattern.contains('%') {
            Self::Percent
        } else {
            currency_in(&literal).map_or(Self::Plain, Self::Money)
        }
    }

    /// A number as text: ISO days, the shortest decimals, the code behind an amount.
    pub(super) fn text(self, number: f64, calendar: Calendar) -> String {
        match self {
            Self::Plain => decimal(number),
            Self::Percent => format!("{}%", decimal(number * 100.0)),
            Self::Money(code) => format!("{} {}", decimal(number), code_text(code)),
            Self::Day => day(number, calendar).unwrap_or_else(|| decimal(number)),
        }
    }
}

/// The shortest decimals of a number, of which a sheet keeps 15 digits. Three decimals get a zero, lest
/// `1.234` be taken for a thousand and more in a file of decimal commas.
fn decimal(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let mut text = format!("{rounded}");
    if text.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
        text.push('0');
    }
    text
}

/// A day, with its time if it has one; none before 1970, where only mistakes lie.
fn day(number: f64, calendar: Calendar) -> Option<String> {
    let minutes = (number * 1_440.0 + 0.01).floor();
    #[expect(clippy::cast_possible_truncation, reason = "whole, and bounded")]
    let minutes = (0.0..1e11).contains(&minutes).then_some(minutes as i64)?;
    let days = minutes.div_euclid(1_440) - calendar.before_1970();
    let minute = minutes.rem_euclid(1_440);
    let day = Date::new(1970, 1, 1)?.after_days(u64::try_from(days).ok()?)?;
    let (hour, rest) = (minute / 60, minute % 60);
    Some(if minute == 0 { format!("{day}") } else { format!("{day} {hour:02}:{rest:02}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_numbers_are() {
        let money = |code: &str| Format::Money(code.as_bytes().try_into().unwrap());
        for (code, format) in [
            ("General", Format::Plain),
            ("0.00", Format::Plain),
            ("#,##0;[Red]-#,##0", Format::Plain),
            ("[h]:mm:ss", Format::Plain),
            ("dd/mm/yyyy", Format::Day),
            ("[$-409]d\\-mmm\\-yy;@", Format::Day),
            ("yyyy\"年\"m\"月\"d\"日\"", Format::Day),
            ("0.0%", Format::Percent),
            ("#,##0.00\\ \"€\"", money("EUR")),
            ("#,##0.00\\ [$€-407]", money("EUR")),
            ("_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\)", money("USD")),
            ("[$CHF]\\ #,##0.00", money("CHF")),
            ("#,##0\\ \"kr\"", Format::Plain),
        ] {
            assert_eq!(Format::of_code(code), format, "{code}");
        }
    }

    #[test]
    fn numbers_are_written_so_that_they_are_read_again() {
        assert_eq!(Format::Plain.text(1_234.560_000_000_000_1, Calendar::From1900), "1234.56");
        assert_eq!(Format::Plain.text(1.234, Calendar::From1900), "1.2340");
        assert_eq!(Format::Plain.text(12_345_678_901_234.0, Calendar::From1900), "12345678901234");
        assert_eq!(Format::Percent.text(0.07, Calendar::From1900), "7%");
        assert_eq!(Format::Day.text(46_418.0, Calendar::From1900), "2027-01-31");
        assert_eq!(Format::Day.text(46_418.604_166_666_67, Calendar::From1900), "2027-01-31 14:30");
        assert_eq!(Format::Day.text(44_956.0, Calendar::From1904), "2027-01-31");
        assert_eq!(Format::Day.text(0.5, Calendar::From1900), "0.5");
        assert_eq!(Format::Day.text(f64::NAN, Calendar::From1900), "NaN");
    }
}
