//! Seasons of new opportunities, read and written: `none`, `Dec 150%, Aug ×0.5`, or twelve weights from
//! January.

use crate::entry::{
    EntryError, Formatter, NumberStyle, month_name, normalised, read_count, read_number, read_percent,
};
use crate::model::Supply;
use crate::model::month_names::month_of;

const EXAMPLE: &str = "none, Dec 150%, Aug 50%, or twelve numbers from January";

/// Why a season without a figure is refused.
const BY_HOW_MUCH: &str = "say by how much, in percent of an ordinary month";

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

/// `Dec 150%, Aug ×0.5`, `Q4 130%, Aug 60%`, `December double`, `July and August two thirds`, `Jun–Aug -30%`;
/// four quarters that make up a year are shares of it, `Q1 20%, Q2 25%, Q3 20%, Q4 35%`.
fn part_by_part(text: &str, style: NumberStyle, fiscal_start: u32) -> Result<[f64; 12], EntryError> {
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let mut weights = [1.0; 12];
    let mut quarters = Vec::new();
    let text = separated(text);
    let parts: Vec<&str> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut named: Vec<Named> = Vec::new();
    for part in &parts {
        let turned = names_last(part);
        let (names, value) = names_of(turned.as_deref().unwrap_or(part));
        // “july, august 60%”: the value of both.
        named.extend(names.ok_or_else(|| without_figure(part).unwrap_or_else(not_understood))?);
        if value.is_empty() && !named.is_empty() {
            continue;
        }
        let value = of_usual(value);
        let weight = in_words(value).or_else(|| weight(value, style));
        let weight = weight.ok_or_else(|| without_figure(part).unwrap_or_else(not_understood))?;
        for name in named.drain(..) {
            let months: Vec<u32> = match name {
                Named::Quarter(quarter) => {
                    quarters.push((quarter, weight));
                    (0..3).map(|month| (fiscal_start + 3 * quarter + month + 11) % 12).collect()
                }
                Named::Month(month) => vec![month - 1],
            };
            for month in months {
                let slot = usize::try_from(month).ok().and_then(|month| weights.get_mut(month));
                *slot.ok_or_else(not_understood)? = weight;
            }
        }
    }
    if !named.is_empty() {
        return Err(EntryError::questioned(BY_HOW_MUCH, "Dec 150%, Aug 50%"));
    }
    let all: f64 = quarters.iter().map(|(_, share)| share).sum();
    let is_year = quarters.len() == 4 && parts.len() == 4 && (all - 1.0).abs() < 0.015;
    Ok(if is_year { weights.map(|share| 4.0 * share) } else { weights })
}

/// `half in december` with the month in front, `december half`.
fn names_last(part: &str) -> Option<String> {
    let (value, names) = part.split_once(" in ")?;
    let is_named = matches!(names_of(names), (Some(named), "") if !named.is_empty());
    is_named.then(|| format!("{names} {value}"))
}

/// `half the usual`, `50% of normal` without what it is of.
fn of_usual(value: &str) -> &str {
    const USUAL: [&str; 8] = [
        " of the usual",
        " the usual",
        " of usual",
        " of normal",
        " the normal",
        " of an ordinary month",
        " of the average",
        " than usual",
    ];
    USUAL.iter().find_map(|words| value.strip_suffix(words)).unwrap_or(value)
}

/// A time of the year that a weight is of.
#[derive(Clone, Copy)]
enum Named {
    /// From 1.
    Month(u32),
    /// Of the fiscal year, from 0.
    Quarter(u32),
}

/// The months and quarters that a part begins with, and what stands behind them; none, where it begins with
/// anything else: `july and august 60%`, `jun-aug 60%`, `q4: 130%`.
fn names_of(part: &str) -> (Option<Vec<Named>>, &str) {
    const AND: [&str; 6] = ["and", "&", "+", "und", "et", "y"];
    const TO: [&str; 6] = ["to", "through", "-", "–", "bis", "à"];
    let named = |word: &str| {
        let quarter = quarter_of(word).map(Named::Quarter);
        quarter.or_else(|| month_of(word).map(Named::Month))
    };
    let mut names: Vec<Named> = Vec::new();
    let mut rest = part.trim_start();
    let mut is_to = false;
    loop {
        let end = rest.find([' ', ':', '=', '/', '-', '–']).unwrap_or(rest.len());
        let Some((word, behind)) = rest.split_at_checked(end) else { break };
        if let Some(name) = named(word) {
            match (is_to, names.last().copied(), name) {
                (true, Some(Named::Month(first)), Named::Month(last)) => {
                    // Over the end of the year as well: “nov-feb”.
                    let months = (last + 12 - first) % 12;
                    names.extend((1..=months).map(|later| Named::Month((first - 1 + later) % 12 + 1)));
                }
                (true, _, _) => return (None, rest),
                (false, _, _) => names.push(name),
            }
            is_to = false;
            // “jul/aug”, “jun-aug”; but “aug -30%” is less than ordinary.
            let mark = behind.chars().next().filter(|mark| matches!(mark, '/' | '-' | '–'));
            let next = mark.and_then(|mark| behind.strip_prefix(mark));
            rest = match next.filter(|next| begins_named(next, &named)) {
                Some(next) => {
                    is_to = mark != Some('/');
                    next
                }
                None => behind.trim_start_matches([' ', ':', '=']),
            };
        } else if names.is_empty() {
            return (None, rest);
        } else if let Some(next) = joined(rest, &AND).filter(|next| begins_named(next, &named)) {
            rest = next;
        } else if let Some(next) = joined(rest, &TO).filter(|next| begins_named(next, &named)) {
            is_to = true;
            rest = next;
        } else {
            break;
        }
    }
    (Some(names), rest.trim())
}

/// What stands behind one of some words.
fn joined<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word)?.strip_prefix(' '))
}

fn begins_named(text: &str, named: &dyn Fn(&str) -> Option<Named>) -> bool {
    text.split([' ', ':', '=', '/', '-', '–']).next().and_then(named).is_some()
}

/// The place of `q3` in its year, from 0.
fn quarter_of(name: &str) -> Option<u32> {
    let number = ["q", "t", "k"].iter().find_map(|letter| name.strip_prefix(letter))?;
    number.parse::<u32>().ok().filter(|number| (1..=4).contains(number)).map(|number| number - 1)
}

/// `double`, `two thirds`, `2/3`, `-30%`, `50% more`: as much of an ordinary month.
fn in_words(value: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 24] = [
        ("double", 2.0),
        ("doubled", 2.0),
        ("twice", 2.0),
        ("twice as many", 2.0),
        ("triple", 3.0),
        ("half", 0.5),
        ("halved", 0.5),
        ("half as many", 0.5),
        ("half as much", 0.5),
        ("half as many again", 1.5),
        ("half as much again", 1.5),
        ("half more", 1.5),
        ("a third", 1.0 / 3.0),
        ("one third", 1.0 / 3.0),
        ("a third less", 2.0 / 3.0),
        ("a third fewer", 2.0 / 3.0),
        ("a third more", 4.0 / 3.0),
        ("two thirds", 2.0 / 3.0),
        ("a quarter", 0.25),
        ("a quarter less", 0.75),
        ("a quarter more", 1.25),
        ("three quarters", 0.75),
        ("nothing", 0.0),
        ("doppelt", 2.0),
    ];
    let value = ["at ", "only ", "about ", "is ", "are "]
        .iter()
        .fold(value, |value, filler| value.strip_prefix(filler).unwrap_or(value));
    let said = WORDS.iter().find_map(|(word, weight)| (*word == value).then_some(*weight));
    said.or_else(|| change(value)).or_else(|| {
        let (part, whole) = value.split_once('/')?;
        let digits = |text: &str| text.trim().parse::<u32>().ok().filter(|number| (1..100).contains(number));
        let (part, whole) = (digits(part)?, digits(whole)?);
        Some(f64::from(part) / f64::from(whole))
    })
}

/// `+50%`, `-30%`, `30% less`, `50% more`: by so much off an ordinary month.
fn change(value: &str) -> Option<f64> {
    let behind = [("more", 1.0), ("higher", 1.0), ("up", 1.0), ("less", -1.0), ("fewer", -1.0)];
    let behind = behind.into_iter().chain([("lower", -1.0), ("down", -1.0), ("off", -1.0)]);
    let (text, sign) = behind
        .filter_map(|(word, sign)| Some((value.strip_suffix(word)?.trim(), sign)))
        .chain(
            [("+", 1.0), ("-", -1.0), ("−", -1.0), ("up ", 1.0), ("down ", -1.0)]
                .into_iter()
                .filter_map(|(mark, sign)| Some((value.strip_prefix(mark)?.trim(), sign))),
        )
        .next()?;
    let percent = text.strip_suffix('%')?.trim().replace(',', ".").parse::<f64>().ok()?;
    let weight = 1.0 + sign * percent / 100.0;
    (percent.is_finite() && (0.0..=1_000.0).contains(&percent) && weight >= 0.0).then_some(weight)
}

/// `Q4 strong`, `quiet August`: a season, and not by how much.
fn without_figure(part: &str) -> Option<EntryError> {
    let says_when = part.split(' ').any(|word| month_of(word).is_some() || quarter_of(word).is_some());
    let has_figure = part.bytes().any(|byte| byte.is_ascii_digit() && part.contains(['%', '×']));
    (says_when && !has_figure).then(|| EntryError::questioned(BY_HOW_MUCH, "Dec 150%, Aug 50%"))
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
