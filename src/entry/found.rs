//! What a number was found to be while its words are taken one by one.

use super::number::{ThreeDigits, in_words, multiplier, value};
use super::tokens::{Token, after};
use crate::model::Currency;

#[derive(Default)]
pub(super) struct Found {
    pub(super) is_negative: bool,
    pub(super) number: Option<Number>,
    pub(super) power: Option<i32>,
    /// What groups thousands although the number is multiplied.
    pub(super) groups: Groups,
    pub(super) currency: Option<Currency>,
    pub(super) unit: Option<f64>,
    pub(super) percent: bool,
}

/// What a mark before three last digits of a number is that is multiplied.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Groups {
    /// A decimal mark, `1,250k`.
    #[default]
    Decimals,
    /// A comma groups, `3,500万`: where these multipliers are said the decimal mark is a point.
    ByComma,
    /// Every mark groups, `1.250 T€`.
    ByMark,
}

pub(super) enum Number {
    Digits(String),
    Words(f64),
}

impl Found {
    /// Takes a multiplier, `a thousand million` and `two lakh crore` also a second; false for `3m mil`.
    pub(super) fn multiplied(&mut self, token: &Token, power: i32) -> bool {
        let is_word = token.is(&["million", "billion", "crore", "millones", "milhões", "万", "億", "亿"]);
        let is_second =
            |first: i32| (is_word && [2, 3, 5].contains(&first)) || (first == 2 && token.is(&["thousand"]));
        if self.power.is_some_and(|first| !is_second(first)) {
            return false;
        }
        self.power = Some(self.power.unwrap_or(0) + power);
        if token.is(GROUPED) {
            self.groups = Groups::ByComma;
        }
        true
    }

    /// False, if another one is named already.
    pub(super) fn set_currency(&mut self, currency: Currency) -> bool {
        // “US$ 5m USD” names it twice.
        let fits = self.currency.is_none_or(|named| named == currency);
        self.currency = Some(currency);
        fits
    }
}

pub(super) fn is_multiplier(token: &Token) -> bool {
    multiplier(token).is_some()
}

/// Whether tokens begin with a number in words of two or more, `duas a três`; but `a dozen` is one.
pub(super) fn is_word_of_many(tokens: &[Token]) -> bool {
    in_words(tokens).is_some_and(|(number, _)| (2.0..12.0).contains(&number))
}

/// Multipliers of India and East Asia.
pub(super) const GROUPED: &[&str] =
    &["lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr", "万", "億", "亿"];

/// `3 dozen`.
pub(super) fn dozens<'a>(token: &Token, rest: &'a [Token], found: &mut Found) -> Option<&'a [Token]> {
    let Some(Number::Digits(digits)) = &found.number else { return None };
    let dozens = value(digits, 0, ThreeDigits::Decimals).filter(|_| token.is(&["dozen", "dozens"]))?;
    found.number = Some(Number::Words(12.0 * dozens));
    Some(rest)
}

/// The hyphen of `90-day`, and what follows it.
pub(super) fn before_unit<'a>(
    token: &Token,
    rest: &'a [Token],
    units: &[(&str, f64)],
) -> Option<&'a [Token]> {
    let is_unit =
        rest.first().is_some_and(|next| !next.spaced && units.iter().any(|(word, _)| next.is(&[word])));
    (token.is(&["-"]) && !token.spaced && is_unit).then_some(rest)
}

/// `two and a half`.
pub(super) fn half_more<'a>(tokens: &'a [Token], found: &mut Found) -> Option<&'a [Token]> {
    let rest = after(tokens, "and a half")?;
    let whole = match found.number.take()? {
        Number::Words(whole) => whole,
        Number::Digits(digits) => value(&digits, 0, ThreeDigits::Grouped)?,
    };
    found.number = Some(Number::Words(whole + 0.5));
    Some(rest)
}
