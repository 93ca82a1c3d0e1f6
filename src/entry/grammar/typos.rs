//! Words with one letter wrong, `4 wekes`, `1.2 milion`: read as the word that they are near to, where the
//! text means nothing otherwise.

use super::tokens::{Kind, tokens};
use crate::entry::EntryError;

/// Words that are mended: units, months, multipliers and what is counted. Words that are near to another of
/// these are left out, and so are all of three letters.
const SPELLED: &[&str] = &[
    "weeks",
    "months",
    "month",
    "quarter",
    "quarters",
    "years",
    "business",
    "working",
    "percent",
    "thousand",
    "million",
    "billion",
    "crore",
    "january",
    "february",
    "march",
    "april",
    "august",
    "september",
    "october",
    "november",
    "december",
    "opportunities",
    "deals",
    "leads",
    "meetings",
    "enquiries",
    "prospects",
    "average",
    "median",
    "between",
    "target",
    "about",
    "around",
    "roughly",
    "approximately",
    "exactly",
    "growth",
    "growing",
    "annually",
    "monthly",
    "weekly",
    "quarterly",
    "bookings",
    "revenue",
];

/// Reads a text; where it means nothing, the same with its words as they are spelled.
pub(in crate::entry) fn with_typos<T>(
    text: &str,
    read: &dyn Fn(&str) -> Result<T, EntryError>,
) -> Result<T, EntryError> {
    let error = match read(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if let Some(value) = without_past(text).and_then(|present| read(&present).ok()) {
        return Ok(value);
    }
    if !matches!(error, EntryError::NotUnderstood(_) | EntryError::NoNumber(_)) {
        return Err(error);
    }
    // “"$450,000.00"”, as spreadsheets hold amounts with a comma in them.
    let inner = text.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    if let Some(value) = inner.filter(|inner| !inner.contains('"')).and_then(|inner| read(inner).ok()) {
        return Ok(value);
    }
    respelled(text).and_then(|spelled| read(&spelled).ok()).ok_or(error)
}

/// What is so now, of a text that also says what was: `was 38% in Q2, now more like 42%`, `usually 12 days,
/// was 20 last year`. None, unless one of two clauses is of the past and the other is a number.
fn without_past(text: &str) -> Option<String> {
    const PAST: [&str; 6] = ["was ", "it was ", "used to be ", "previously ", "formerly ", "were "];
    const PRESENT: [&str; 10] = [
        "now more like ",
        "now closer to ",
        "it's now ",
        "is now ",
        "now ",
        "dropped to ",
        "down to ",
        "fell to ",
        "went up to ",
        "rose to ",
    ];
    const CHANGES: [&str; 9] = ["up ", "down ", "+", "-", "−", "×", "another ", "plus ", "minus "];
    const COMPARED: [&str; 5] = ["more", "less", "fewer", "higher", "lower"];
    // Each letter keeps its place, so that capitals of codes stay.
    let lower = |of: &str| of.to_ascii_lowercase();
    let (first, second) = text.split_once(", ").or_else(|| text.split_once("; "))?;
    let (first, second) = (first.trim(), second.trim());
    let second = if lower(second).starts_with("but ") { second.get(4..)?.trim() } else { second };
    let is_past = |of: &str| PAST.iter().any(|word| lower(of).starts_with(word));
    let present = match (is_past(first), is_past(second)) {
        (true, false) => second,
        (false, true) => first,
        (true, true) | (false, false) => return None,
    };
    let begins = PRESENT.iter().find(|word| lower(present).starts_with(**word)).map_or(0, |word| word.len());
    let present = present.get(begins..)?.trim();
    // “was 3m, now +20%” is a change of what was.
    let is_change = CHANGES.iter().any(|word| lower(present).starts_with(word))
        || lower(present).split(' ').any(|word| COMPARED.contains(&word));
    (!is_change && present.contains(|c: char| c.is_ascii_digit())).then(|| present.to_owned())
}

/// The text with all words that are near to one of those; none, if there is none.
fn respelled(text: &str) -> Option<String> {
    let (plain, all) = tokens(text, "").ok()?;
    let mut spelled = String::new();
    let mut from = 0;
    for token in all.iter().filter(|token| token.kind == Kind::Word && token.raw.is_ascii()) {
        let letters = token.text.as_bytes();
        let near = SPELLED.iter().find(|word| letters.len() >= 4 && is_near(letters, word.as_bytes()));
        if let Some(word) = near.filter(|word| **word != token.text) {
            spelled.push_str(plain.get(from..token.from)?);
            spelled.push_str(word);
            from = token.to;
        }
    }
    (from > 0).then(|| spelled + plain.get(from..).unwrap_or_default())
}

/// Whether words differ by one letter that is wrong, missing or too many, or by two next to each other that
/// changed places; the first is right.
pub(in crate::entry) fn is_near(word: &[u8], other: &[u8]) -> bool {
    let same = |one: &[u8], other: &[u8]| one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let begins = same(word, other);
    let (word, other) = (word.get(begins..).unwrap_or_default(), other.get(begins..).unwrap_or_default());
    let ends = word.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let before_end = |word: &[u8]| word.len() - ends;
    let (Some(word), Some(other)) = (word.get(..before_end(word)), other.get(..before_end(other))) else {
        return false;
    };
    let has_swapped = matches!((word, other), ([a, b], [c, d]) if a == d && b == c);
    begins > 0 && ((word.len() <= 1 && other.len() <= 1) || has_swapped)
}

#[cfg(test)]
mod tests {
    use super::{respelled, without_past};

    #[test]
    fn what_was_is_no_value() {
        let now = |text| without_past(text).unwrap();
        assert_eq!(now("was 38% in Q2, now more like 42%"), "42%");
        assert_eq!(now("Usually 12 days, was 20 last year"), "Usually 12 days");
        assert_eq!(now("was 180, dropped to 140/month"), "140/month");
        assert_eq!(without_past("40, 50"), None);
        assert_eq!(without_past("was 40, was 50"), None);
        assert_eq!(without_past("was 3m, now +20%"), None);
        assert_eq!(without_past("was 3m, up 20%"), None);
        assert_eq!(without_past("was 180 a month, 20 more a month"), None);
    }

    #[test]
    fn one_letter_is_mended_and_no_more() {
        assert_eq!(respelled("4 wekes").as_deref(), Some("4 weeks"));
        assert_eq!(respelled("Janurary to June 2027").as_deref(), Some("january to June 2027"));
        assert_eq!(respelled("35 percnt").as_deref(), Some("35 percent"));
        assert_eq!(respelled("4 apples"), None);
        assert_eq!(respelled("4 weeks"), None, "nothing is wrong");
    }
}
