//! Amounts of money: `1.2m`, `€25 000`, `USD 18k`.

use super::{EntryError, NumberStyle, normalised, read_number};
use crate::model::Currency;

/// What an amount was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In major units.
    pub major: f64,
    /// The currency, if the text names one.
    pub currency: Option<Currency>,
}

const SYMBOLS: [(&str, &str); 9] = [
    ("us$", "USD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("zł", "PLN"),
    ("kr", "SEK"),
];

/// Multipliers, longest first; also as some locales abbreviate them.
const MULTIPLIERS: [(&str, f64); 15] = [
    ("thousand", 1e3),
    ("billion", 1e9),
    ("million", 1e6),
    ("tsd.", 1e3),
    ("mio.", 1e6),
    ("mrd.", 1e9),
    ("tsd", 1e3),
    ("mio", 1e6),
    ("mrd", 1e9),
    ("mn", 1e6),
    ("bn", 1e9),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
    ("t", 1e3),
];

/// Whether a text begins with a word or letter that multiplies the number before it; `months` and `to` do not.
pub(super) fn begins_with_multiplier(text: &str) -> bool {
    let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    MULTIPLIERS.iter().any(|(multiplier, _)| word.eq_ignore_ascii_case(multiplier))
}

/// Reads an amount of money, not below zero.
///
/// # Errors
/// When the text is no amount; the error shows `example`.
pub fn read_amount(text: &str, style: NumberStyle, example: &'static str) -> Result<Amount, EntryError> {
    let text = normalised(text, example)?;
    let (rest, currency) = split_currency(&text);
    let (number, multiplier) = MULTIPLIERS
        .iter()
        .find_map(|(word, multiplier)| Some((rest.strip_suffix(word)?.trim_end(), *multiplier)))
        .unwrap_or((rest, 1.0));
    let value = read_number(number, style).ok_or(EntryError::NotUnderstood(example))?;
    Ok(Amount { major: value * multiplier, currency })
}

/// Takes a symbol or a three-letter code off either end.
fn split_currency(text: &str) -> (&str, Option<Currency>) {
    for (symbol, code) in SYMBOLS {
        if let Some(rest) = text.strip_prefix(symbol).or_else(|| text.strip_suffix(symbol)) {
            return (rest.trim(), Currency::new(code).ok());
        }
    }
    let code_of = |word: &str| {
        let plain = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_multiplier = MULTIPLIERS.iter().any(|(multiplier, _)| *multiplier == word);
        if plain && !is_multiplier { Currency::new(&word.to_ascii_uppercase()).ok() } else { None }
    };
    if let Some((first, rest)) = text.split_at_checked(3)
        && let Some(currency) = code_of(first)
        && rest.starts_with(|c: char| c == ' ' || c.is_ascii_digit())
    {
        return (rest.trim(), Some(currency));
    }
    if let Some((rest, last)) = text.rsplit_once(' ')
        && let Some(currency) = code_of(last)
    {
        return (rest.trim(), Some(currency));
    }
    (text, None)
}
