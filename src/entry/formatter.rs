//! Amounts, shares and dates as text in the reader's locale: what fields print with.

use super::NumberStyle;
use super::grammar::number::{read_count, read_number, read_percent};
use crate::model::{Currency, Date, Money};
use std::fmt::Debug;

/// Writes numbers for people. On the page the browser's `Intl` does it, elsewhere [`PlainFormatter`] or
/// [`StyledFormatter`].
pub trait Formatter: Debug {
    /// A number with at most `decimals` decimals.
    fn number(&self, value: f64, decimals: u32) -> String;
    /// An amount in minor units to three significant digits: `$2.88M`.
    fn money_short(&self, minor: f64, currency: Currency) -> String;
    /// A round amount, without digits that say nothing: `$3M`, `$2.5M`. For axes.
    fn money_round(&self, minor: f64, currency: Currency) -> String;
    /// An amount with all its digits, minor units only where there are some: `$3,200,000`.
    fn money_full(&self, money: Money, currency: Currency) -> String;
    /// A month and its year: `December 2027`.
    fn month(&self, date: Date) -> String;
    /// A month in short, for tables and axes: `Dec 2027`.
    fn month_short(&self, date: Date) -> String;
    /// A day: `31 December 2027`.
    fn day(&self, date: Date) -> String;
    /// How the locale writes numbers.
    fn style(&self) -> NumberStyle;
    /// A share in percent with at most `decimals` decimals.
    fn percent(&self, fraction: f64, decimals: u32) -> String {
        self.number(fraction * 100.0, decimals) + "%"
    }
    /// A number of shares and times that reads to the very same.
    fn exact(&self, value: f64) -> String {
        let plain = value.to_string();
        let text = self.number(value, decimals_of(&plain));
        if read_number(&text, self.style()) == Some(value) { text } else { self.marked(&plain) }
    }
    /// A number of things that reads to the very same, in spite of points that group thousands.
    fn exact_count(&self, value: f64) -> String {
        let plain = value.to_string();
        let text = self.number(value, decimals_of(&plain));
        if read_count(&text) == Some(value) {
            return text;
        }
        // A fourth decimal tells 1.2340 from thousands.
        self.marked(&if plain.contains('.') { plain + "0" } else { plain })
    }
    /// A share in percent that reads to the very same.
    fn exact_percent(&self, fraction: f64) -> String {
        let shifted = times_hundred(&fraction.to_string());
        let text = self.number(fraction * 100.0, decimals_of(&shifted)) + "%";
        if read_percent(&text, self.style()) == Some(fraction) { text } else { self.marked(&shifted) + "%" }
    }
    /// Plain digits with the locale's decimal mark.
    fn marked(&self, plain: &str) -> String {
        plain.replace('.', self.style().decimal.encode_utf8(&mut [0; 4]))
    }
}

/// Numbers in three digits, for those who only read them: on a slide, on paper, beside another plan.
#[derive(Clone, Copy, Debug)]
pub struct Rounded<'a>(pub &'a dyn Formatter);

impl Rounded<'_> {
    /// As many decimals as three digits leave.
    fn decimals(value: f64) -> u32 {
        let size = value.abs();
        if size < 1e-9 {
            return 0;
        }
        (0..9).find(|decimals| size * f64::from(10_u32.pow(*decimals)) >= 99.95).unwrap_or(9)
    }
}

impl Formatter for Rounded<'_> {
    fn number(&self, value: f64, decimals: u32) -> String {
        self.0.number(value, decimals)
    }

    fn money_short(&self, minor: f64, currency: Currency) -> String {
        self.0.money_short(minor, currency)
    }

    fn money_round(&self, minor: f64, currency: Currency) -> String {
        self.0.money_round(minor, currency)
    }

    fn money_full(&self, money: Money, currency: Currency) -> String {
        self.0.money_full(money, currency)
    }

    fn month(&self, date: Date) -> String {
        self.0.month(date)
    }

    fn month_short(&self, date: Date) -> String {
        self.0.month_short(date)
    }

    fn day(&self, date: Date) -> String {
        self.0.day(date)
    }

    fn style(&self) -> NumberStyle {
        self.0.style()
    }

    fn exact(&self, value: f64) -> String {
        self.number(value, Self::decimals(value))
    }

    fn exact_count(&self, value: f64) -> String {
        self.number(value, Self::decimals(value))
    }

    fn exact_percent(&self, fraction: f64) -> String {
        self.percent(fraction, Self::decimals(fraction * 100.0))
    }
}

fn decimals_of(plain: &str) -> u32 {
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    // More than `Intl` writes.
    u32::try_from(decimals).unwrap_or(20).min(20)
}

/// Moves the point of plain digits two places to the right.
fn times_hundred(plain: &str) -> String {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let padded = format!("{decimals:0<2}");
    let (more, rest) = padded.split_at_checked(2).unwrap_or((&padded, ""));
    let whole = format!("{whole}{more}");
    let trimmed = whole.trim_start_matches('0');
    let whole = if trimmed.is_empty() { "0" } else { trimmed };
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

/// English, without a browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainFormatter;

impl Formatter for PlainFormatter {
    fn number(&self, value: f64, decimals: u32) -> String {
        let text = format!("{value:.*}", decimals as usize);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
    }

    fn money_short(&self, minor: f64, currency: Currency) -> String {
        let major = minor / currency.minor_per_major();
        let scales = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, "")];
        // 999,500 is shown as 1.00M, not as 1000K.
        let (scale, letter) =
            scales.into_iter().find(|(scale, _)| major.abs() >= scale * 0.9995).unwrap_or((1.0, ""));
        let scaled = major / scale;
        let decimals = if scaled.abs() >= 99.95 {
            0
        } else if scaled.abs() >= 9.995 {
            1
        } else {
            2
        };
        format!("{} {:.*}{letter}", currency.code(), decimals, scaled)
    }

    fn money_round(&self, minor: f64, currency: Currency) -> String {
        let short = self.money_short(minor, currency);
        let letter = short.chars().last().filter(char::is_ascii_alphabetic);
        let number = short.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number =
            if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
        letter.map_or_else(|| number.to_owned(), |letter| format!("{number}{letter}"))
    }

    fn money_full(&self, money: Money, currency: Currency) -> String {
        format!("{} {}", currency.code(), self.number(money.major(currency), currency.decimals()))
    }

    fn month(&self, date: Date) -> String {
        format!("{}-{:02}", date.year(), date.month())
    }

    fn month_short(&self, date: Date) -> String {
        self.month(date)
    }

    fn day(&self, date: Date) -> String {
        date.to_string()
    }

    fn style(&self) -> NumberStyle {
        NumberStyle::POINT
    }
}

/// Numbers as a locale writes them, with English words: for the command line, and for tests.
#[derive(Clone, Copy, Debug)]
pub struct StyledFormatter {
    /// Marks and order.
    pub style: NumberStyle,
    /// Between groups of three digits.
    pub group: char,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a month of the year, from 1.
pub fn month_name(month: u32) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

/// `Dec 2026`: a month in a field, read alike in every locale.
pub(super) fn write_month(date: Date) -> String {
    format!("{} {}", short_month_name(date), date.year())
}

/// `31 Dec 2026`: a day in a field, read alike in every locale.
pub fn write_day(date: Date) -> String {
    format!("{} {}", date.day(), write_month(date))
}

/// `Dec`.
pub(super) fn short_month_name(date: Date) -> &'static str {
    month_name(date.month()).get(..3).unwrap_or_default()
}

impl StyledFormatter {
    /// As a locale writes; see [`NumberStyle::of_locale`].
    pub fn of_locale(tag: &str) -> Self {
        let style = NumberStyle::of_locale(tag);
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        let group = match (style.decimal, language) {
            ('.', "de") => '\u{2019}',
            (_, "fr" | "sv" | "nb" | "no" | "fi" | "pl" | "cs" | "ru") => '\u{202f}',
            ('.', _) => ',',
            _ => '.',
        };
        Self { style, group }
    }

    fn with_symbol(self, number: &str, currency: Currency) -> String {
        let symbol = match currency.code() {
            "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" | "MXN" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "INR" => "₹",
            "SEK" | "NOK" | "DKK" => "kr",
            code => return format!("{code} {number}"),
        };
        if self.style.decimal == ',' {
            format!("{number}\u{a0}{symbol}")
        } else {
            format!("{symbol}{number}")
        }
    }
}

impl Formatter for StyledFormatter {
    fn number(&self, value: f64, decimals: u32) -> String {
        let marks = |letter| match letter {
            ',' => self.group,
            '.' => self.style.decimal,
            other => other,
        };
        PlainFormatter.number(value, decimals).chars().map(marks).collect()
    }

    fn money_short(&self, minor: f64, currency: Currency) -> String {
        let short = PlainFormatter.money_short(minor, currency);
        let number = short.split(' ').next_back().unwrap_or_default();
        self.with_symbol(&number.replace('.', self.style.decimal.encode_utf8(&mut [0; 4])), currency)
    }

    fn money_round(&self, minor: f64, currency: Currency) -> String {
        self.money_short(minor, currency)
    }

    fn money_full(&self, money: Money, currency: Currency) -> String {
        self.with_symbol(&self.number(money.major(currency), currency.decimals()), currency)
    }

    fn month(&self, date: Date) -> String {
        format!("{} {}", month_name(date.month()), date.year())
    }

    fn month_short(&self, date: Date) -> String {
        write_month(date)
    }

    fn day(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), month_name(date.month()), date.year())
    }

    fn style(&self) -> NumberStyle {
        self.style
    }
}
