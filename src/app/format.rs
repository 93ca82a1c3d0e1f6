//! Amounts, shares and dates as text in the reader's locale.

use crate::entry::NumberStyle;
use crate::model::{Currency, Date, Money};
use std::fmt::Debug;
use std::rc::Rc;

/// Writes numbers for people. On the page the browser's `Intl` does it, in native tests [`PlainFormatter`].
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
}

/// A formatter handed down to all components.
#[derive(Clone, Debug)]
pub struct Format(pub Rc<dyn Formatter>);

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Format {
    type Target = dyn Formatter;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
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
