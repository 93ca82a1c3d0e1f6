//! Seasons of new opportunities, read and written: `none`, `Dec 150%, Aug ×0.5`, or twelve weights from
//! January.

use crate::entry::{
    EntryError, Formatter, NumberStyle, month_name, normalised, read_count, read_number, read_percent,
};
use crate::model::Supply;
use crate::model::month_names::month_of;

const EXAMPLE: &str = "none, Dec 150%, Aug 50%, or twelve numbers from January";

/// Seasons that have names. Starting points to be changed, not benchmarks.
pub const SEASONS: [(&str, [f64; 12]); 3] = [
    ("quarter ends", [0.85, 0.9, 1.25, 0.85, 0.9, 1.25, 0.85, 0.9, 1.25, 0.85, 0.9, 1.25]),
    ("summer lull", [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.7, 0.6, 1.0, 1.0, 1.0, 1.0]),
    ("year-end rush", [0.8, 0.9, 1.0, 0.9, 0.9, 1.0, 0.9, 0.9, 1.1, 1.1, 1.3, 1.2]),
];

/// Reads seasons into a supply, by name or month by month: months that are not named have an ordinary month's
/// 100%. Quarters are those of the calendar; see [`read_seasons_of_year`].
///
/// # Errors
/// When the text is no seasons, or the model refuses the weights.
pub fn read_seasons(text: &str, style: NumberStyle, now: &Supply) -> Result<Supply, EntryError> {
    read_seasons_of_year(text, style, now, 1)
}

/// Reads seasons as [`read_seasons`] does, with quarters of a fiscal year that begins with a month, from 1.
///
/// # Errors
/// When the text is no seasons, or the model refuses the weights.
pub fn read_seasons_of_year(
    text: &str,
    style: NumberStyle,
    now: &Supply,
    fiscal_start: u32,
) -> Result<Supply, EntryError> {
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
        part_by_part(&text, style, fiscal_start)?
    };
    Ok(now.clone().seasonal(Some(weights))?)
}

/// `Dec 150%, Aug ×0.5`, `Q4 130%, Aug 60%`, `December double`; four quarters that make up a year are shares
/// of it, `Q1 20%, Q2 25%, Q3 20%, Q4 35%`.
fn part_by_part(text: &str, style: NumberStyle, fiscal_start: u32) -> Result<[f64; 12], EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let mut weights = [1.0; 12];
    let mut quarters = Vec::new();
    let text = separated(text);
    let parts: Vec<&str> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    for part in &parts {
        let (name, value) = part.split_once([' ', ':', '=']).ok_or_else(not_understood)?;
        let value = value.trim_start_matches([' ', ':', '=']).trim();
        let quarter = quarter_of(name);
        let months: Vec<u32> = match (quarter, month_of(name)) {
            (Some(quarter), _) => {
                (0..3).map(|month| (fiscal_start + 3 * quarter + month + 11) % 12).collect()
            }
            (None, Some(month)) => vec![month - 1],
            (None, None) => return Err(without_figure(part).unwrap_or_else(not_understood)),
        };
        let weight = in_words(value).or_else(|| weight(value, style));
        let weight = weight.ok_or_else(|| without_figure(part).unwrap_or_else(not_understood))?;
        quarters.extend(quarter.map(|quarter| (quarter, weight)));
        for month in months {
            let slot = usize::try_from(month).ok().and_then(|month| weights.get_mut(month));
            *slot.ok_or_else(not_understood)? = weight;
        }
    }
    let all: f64 = quarters.iter().map(|(_, share)| share).sum();
    let is_year = quarters.len() == 4 && parts.len() == 4 && (all - 1.0).abs() < 0.015;
    Ok(if is_year { weights.map(|share| 4.0 * share) } else { weights })
}

/// The place of `q3` in its year, from 0.
fn quarter_of(name: &str) -> Option<u32> {
    let number = ["q", "t", "k"].iter().find_map(|letter| name.strip_prefix(letter))?;
    number.parse::<u32>().ok().filter(|number| (1..=4).contains(number)).map(|number| number - 1)
}

/// `double`, `half`: as much of an ordinary month.
fn in_words(value: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 8] = [
        ("double", 2.0),
        ("doubled", 2.0),
        ("twice", 2.0),
        ("triple", 3.0),
        ("half", 0.5),
        ("halved", 0.5),
        ("nothing", 0.0),
        ("doppelt", 2.0),
    ];
    WORDS.iter().find_map(|(word, weight)| (*word == value).then_some(*weight))
}

/// `Q4 strong`, `quiet August`: a season, and not by how much.
fn without_figure(part: &str) -> Option<EntryError> {
    let says_when = part.split(' ').any(|word| month_of(word).is_some() || quarter_of(word).is_some());
    let has_figure = part.bytes().any(|byte| byte.is_ascii_digit() && part.contains(['%', '×']));
    let reason = "say by how much, in percent of an ordinary month";
    (says_when && !has_figure).then(|| EntryError::questioned(reason, "Dec 150%, Aug 50%"))
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
