//! What a number was found to be while its words are taken one by one.

use super::currency;
use super::number::{ThreeDigits, in_words, multiplier, value};
use super::tokens::{Token, after};
use crate::model::Currency;

#[derive(Default)]
pub(super) struct Found {
    pub(in crate::entry) is_negative: bool,
    pub(in crate::entry) number: Option<Number>,
    pub(in crate::entry) power: Option<i32>,
    /// What groups thousands although the number is multiplied.
    pub(in crate::entry) groups: Groups,
    pub(in crate::entry) currency: Option<Currency>,
    /// The codes that the sign of this currency may stand for, if a sign names it.
    sign: Option<&'static [&'static str]>,
    pub(in crate::entry) unit: Option<f64>,
    pub(in crate::entry) percent: bool,
}

/// What a mark before three last digits of a number is that is multiplied.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Groups {
    /// A decimal mark, `1,250k`.
    #[default]
    Decimals,
    /// A comma groups, `3,500万`: where these multipliers are said the decimal mark is a point.
    ByComma,
    /// Either, `1.250 k€`: people who write so group thousands by a point or a comma as often as not.
    Asked,
}

/// Whether a mark may group thousands or begin decimals, `1.250`; nobody writes `1.000` with decimals.
pub(in crate::entry) fn may_group(digits: &str) -> bool {
    let is_digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    digits.split_once(['.', ',']).is_some_and(|(thousands, rest)| {
        let is_first = (1..=3).contains(&thousands.len()) && !thousands.starts_with('0');
        is_first && is_digits(thousands) && rest.len() == 3 && is_digits(rest) && rest != "000"
    })
}

/// Whether a single mark stands before four digits or more, `10,0000`: neither cents nor thousands. Not
/// `12,3450`, as a field prints thousandths, nor `234.5000`, as a table is written.
pub(in crate::entry) fn is_undecided(digits: &str) -> bool {
    let is_digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    digits.split_once(['.', ',']).is_some_and(|(whole, rest)| {
        let is_first = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && is_digits(whole);
        let is_point = digits.contains('.');
        let is_printed = matches!(rest.as_bytes(), [_, _, third, b'0'] if is_point || *third != b'0');
        is_first && rest.len() > 3 && is_digits(rest) && !is_printed
    })
}

/// The power of ten of the next smaller multiplier that people say: of millions thousands, of crores lakhs.
pub(super) fn smaller_power(power: i32) -> i32 {
    match power {
        7 => 5,
        8 => 4,
        power => power.min(9) - if power == 5 { 2 } else { 3 },
    }
}

pub(in crate::entry) enum Number {
    Digits(String),
    Words(f64),
}

impl Found {
    /// Takes a multiplier, `a thousand million` and `two lakh crore` also a second; false for `3m mil`.
    pub(in crate::entry) fn multiplied(&mut self, token: &Token, power: i32) -> bool {
        let is_word =
            token.is(&["million", "billion", "crore", "millones", "milhões", "万", "億", "亿", "만", "억"]);
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

    /// Whether a token multiplies by a hundred, `4 hundred`: not `two hundred hundred`.
    pub(super) fn takes_hundred(&self, token: &Token) -> bool {
        let is_large = matches!(self.number, Some(Number::Words(number)) if number >= 100.0);
        token.is(&["hundred"]) && self.power.is_none() && !is_large
    }

    /// False, if another one is named already.
    pub(super) fn set_currency(&mut self, currency: Currency, token: &Token) -> bool {
        let Some(named) = self.currency.replace(currency) else {
            self.sign = currency::codes_of(token);
            return true;
        };
        // “$2.5m CAD”, “CAD $2.5m”: a sign of several currencies stands for the one that is named beside it.
        let is_said_by = |codes: &[&str], other: Currency| codes.contains(&other.code());
        if currency::codes_of(token).is_some_and(|codes| is_said_by(codes, named)) {
            self.currency = Some(named);
            return true;
        }
        // “US$ 5m USD” names it twice.
        named == currency || self.sign.take().is_some_and(|codes| is_said_by(codes, currency))
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
    &["lakh", "lakhs", "lac", "lacs", "crore", "crores", "cr", "万", "億", "亿", "만", "천만", "백만", "억"];

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

/// `low 30s`, `mid-40s`, `high twenties`, `mid to high 30s`: the middle of those that are meant, and what
/// follows. It is an estimate, and no range within which the number is known to lie.
pub(super) fn of_ten(tokens: &[Token]) -> Option<(f64, &[Token])> {
    const PARTS: [(&[&str], f64, f64); 3] = [
        (&["low", "lower", "early"], 1.0, 3.0),
        (&["mid", "middle"], 4.0, 6.0),
        (&["high", "upper", "late"], 7.0, 9.0),
    ];
    const TENS: [&str; 9] = [
        "teens",
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let part = |token: &Token| PARTS.iter().find(|(words, ..)| token.is(words));
    // “mid-to-high 30s”
    let unhyphened = |rest| after(rest, "-").unwrap_or(rest);
    let (first, rest) = tokens.split_first()?;
    let mut rest = unhyphened(rest);
    let &(_, low, mut high) = part(first)?;
    if let Some((second, others)) = unhyphened(after(rest, "to").unwrap_or(rest)).split_first()
        && let Some((_, _, higher)) = part(second).filter(|(_, _, higher)| *higher > high)
    {
        (high, rest) = (*higher, unhyphened(others));
    }
    let (ten, rest) = match rest {
        [number, mark, s, rest @ ..] if number.is_number() && mark.is(&["'"]) && s.is(&["s"]) => {
            (number, rest)
        }
        [number, s, rest @ ..] if number.is_number() && s.is(&["s"]) && !s.spaced => (number, rest),
        [word, rest @ ..] => (word, rest),
        [] => return None,
    };
    let place = TENS.iter().zip(1..).find(|(word, _)| ten.is(&[word])).map(|(_, place)| f64::from(place));
    let written = || {
        let tens = ten.text.strip_suffix('0').filter(|_| ten.is_number())?.parse::<u8>().ok();
        tens.filter(|tens| (1..=9).contains(tens)).map(f64::from)
    };
    // “low 30” alone may be a bound.
    let is_several = place.is_some() || rest.len() < tokens.len() - 2;
    let tens = 10.0 * place.or_else(written).filter(|_| is_several)?;
    Some((tens + 0.5 * (low + high), rest))
}

/// `4 1/2`, with a space between: what is behind a whole number, and what follows.
pub(super) fn fraction_more<'a>(tokens: &'a [Token], found: &mut Found) -> Option<&'a [Token]> {
    let [one, slash, parts, rest @ ..] = tokens else { return None };
    let is_apart = one.spaced && !slash.spaced && !parts.spaced && slash.is(&["/"]);
    let Some(Number::Digits(whole)) = &found.number else { return None };
    let fraction = match (one.text.as_str(), parts.text.as_str()) {
        ("1", "2") => 0.5,
        ("1", "4") => 0.25,
        ("3", "4") => 0.75,
        _ => return None,
    };
    let whole: f64 = whole.parse().ok().filter(|_| is_apart && whole.len() <= 2)?;
    found.number = Some(Number::Words(whole + fraction));
    Some(rest)
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
