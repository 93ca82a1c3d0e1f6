//! Seasons of new opportunities, read and written: `none`, `Dec 150%, Aug ×0.5`, or twelve weights from
//! January.

use crate::entry::calendar::months::month_of;
use crate::entry::{
    EntryError, Formatter, NumberStyle, month_name, normalised, read_count, read_number, read_percent,
};
use crate::model::Supply;

const EXAMPLE: &str = "none, Dec 150%, Aug 50%, or twelve numbers from January";

/// Seasons that have names. Starting points to be changed, not benchmarks.
pub const SEASONS: [(&str, [f64; 12]); 3] = [
    ("quarter ends", [0.85, 0.9, 1.25, 0.85, 0.9, 1.25, 0.85, 0.9, 1.25, 0.85, 0.9, 1.25]),
    ("summer lull", [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.6, 1.0, 1.0, 1.0, 1.0]),
    ("year-end rush", [0.8, 0.9, 1.0, 0.9, 0.9, 1.0, 0.9, 0.9, 1.1, 1.1, 1.3, 1.2]),
];

/// Reads seasons into a supply, by name or month by month: months that are not named have an ordinary month's
/// 100%.
///
/// # Errors
/// When the text is no seasons, or the model refuses the weights.
pub fn read_seasons(text: &str, style: NumberStyle, now: &Supply) -> Result<Supply, EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let text = normalised(text, EXAMPLE)?;
    if ["none", "no", "no seasons", "-"].contains(&text.as_str()) {
        return Ok(now.clone().seasonal(None)?);
    }
    if let Some((_, weights)) = SEASONS.iter().find(|(name, _)| *name == text) {
        return Ok(now.clone().seasonal(Some(*weights))?);
    }
    let weights: [f64; 12] = if text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        // A decimal comma cannot separate as well, nor, beside semicolons, a space, which then groups digits.
        let separators: &[char] = match style.decimal {
            _ if text.contains(';') => &[';'],
            ',' => &[' '],
            _ => &[' ', ','],
        };
        let words = text.split(separators).map(str::trim).filter(|word| !word.is_empty());
        let numbers = words.map(|word| weight(word, style)).collect::<Option<Vec<f64>>>();
        numbers.and_then(|numbers| numbers.try_into().ok()).ok_or_else(not_understood)?
    } else {
        let mut weights = [1.0; 12];
        for part in separated(&text).split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (month, value) = part.split_once(' ').ok_or_else(not_understood)?;
            let month = month_of(month).and_then(|month| usize::try_from(month - 1).ok());
            let slot = month.and_then(|month| weights.get_mut(month)).ok_or_else(not_understood)?;
            *slot = weight(value.trim(), style).ok_or_else(not_understood)?;
        }
        weights
    };
    Ok(now.clone().seasonal(Some(weights))?)
}

/// With semicolons between the months: a comma is one as well, unless a digit follows, as in `Dec 112,5%`.
fn separated(text: &str) -> String {
    let mut letters = text.chars().peekable();
    let mut separated = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        let ends = letter == ',' && !letters.peek().is_some_and(char::is_ascii_digit);
        separated.push(if ends { ';' } else { letter });
    }
    separated
}

/// `150%`, `×1.5`, `1.5`.
fn weight(text: &str, style: NumberStyle) -> Option<f64> {
    let text = ["×", "x", "*"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    // Weights may be beyond 1,000%: there the locale tells what a mark is.
    let number = |text: &str| {
        if text.contains(style.decimal) { read_number(text, style) } else { read_count(text) }
    };
    match text.strip_suffix('%') {
        Some(percent) if !percent.contains(style.decimal) => Some(read_count(percent.trim())? / 100.0),
        Some(_) => read_percent(text, style),
        None => number(text),
    }
}

/// What the field prints: months that differ from an ordinary one, or all twelve weights where most do.
pub fn write_seasons(supply: &Supply, format: &dyn Formatter) -> String {
    let Some(weights) = supply.seasonality() else { return "none".to_owned() };
    let differing: Vec<String> = (1..)
        .zip(weights)
        .filter(|(_, weight)| weight.total_cmp(&1.0).is_ne())
        .map(|(month, weight)| {
            let name = month_name(month).get(..3).unwrap_or_default();
            format!("{name} {}", format.exact_percent(*weight))
        })
        .collect();
    if differing.len() <= 6 && !differing.is_empty() {
        differing.join("; ")
    } else {
        weights.map(|weight| format.exact_percent(weight)).join("; ")
    }
}
