//! The smallest and the largest deal, read and written: `at least 5k, at most 250k`, `5k to 250k`, `none`.

use crate::entry::grammar::lines::parts;
use crate::entry::grammar::tokens::{after, before, tokens};
use crate::entry::money::amount::{amounts, ends_in, one_in};
use crate::entry::{EntryError, Formatter, NumberStyle, normalised, write_money};
use crate::model::{Currency, DealSize, Money};

const BOUNDS: &str = "at least 5k, at most 250k";

/// Words for the smallest deal, before or behind it.
const LEAST: &[&str] = &[
    "at least",
    "min",
    "minimum",
    "smallest",
    "from",
    "no less than",
    "not below",
    "above",
    "mindestens",
    "ab",
    "au moins",
    "al menos",
    "almeno",
    "pelo menos",
    "minimaal",
    "minst",
];
/// Words for the largest.
const MOST: &[&str] = &[
    "at most",
    "max",
    "maximum",
    "largest",
    "biggest",
    "up to",
    "no more than",
    "not above",
    "below",
    "höchstens",
    "bis",
    "au plus",
    "como máximo",
    "al massimo",
    "no máximo",
    "maximaal",
    "högst",
];

/// Reads a smallest and a largest deal: `none`, `at least 5k`, `at most 250k`, `at least 5k, at most 250k`,
/// `5k to 250k`, `min 5k, max 250k`.
///
/// # Errors
/// When the text is no bound, or the model refuses it.
pub fn read_bounds(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    size: &DealSize,
) -> Result<DealSize, EntryError> {
    let text = &*style.thousands(text, plan);
    normalised(text, BOUNDS)?;
    let (mut floor, mut cap) = (None, None);
    for part in parts(text) {
        let (_, said) = tokens(part, BOUNDS)?;
        let of = |words: &[&str]| {
            words.iter().find_map(|words| after(&said, words).or_else(|| before(&said, words)))
        };
        if amounts(&said, plan).is_some_and(|span| span.is_range()) {
            // “18k to 120k”
            let (low, high) = ends_in(&said, plan, BOUNDS)?;
            (floor, cap) = (Some(low), Some(high));
        } else if let Some(amount) = of(LEAST) {
            floor = Some(one_in(amount, plan, BOUNDS)?);
        } else if let Some(amount) = of(MOST) {
            cap = Some(one_in(amount, plan, BOUNDS)?);
        } else if !part.eq_ignore_ascii_case("none") {
            return Err(EntryError::NotUnderstood(BOUNDS));
        }
    }
    Ok(size.clone().bounded(floor, cap)?)
}

/// What its field prints.
pub fn write_bounds(size: &DealSize, currency: Currency, format: &dyn Formatter) -> String {
    let bound = |words: &str, money: Option<Money>| {
        money.map(|money| format!("{words} {}", write_money(money, currency, format)))
    };
    let bounds: Vec<String> =
        bound("at least", size.floor()).into_iter().chain(bound("at most", size.cap())).collect();
    if bounds.is_empty() { "none".to_owned() } else { bounds.join("; ") }
}
