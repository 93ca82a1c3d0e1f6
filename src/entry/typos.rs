//! Words with one letter wrong, `4 wekes`, `1.2 milion`: read as the word that they are near to, where the
//! text means nothing otherwise.

use super::EntryError;
use super::tokens::{Kind, tokens};

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
pub(super) fn with_typos<T>(
    text: &str,
    read: &dyn Fn(&str) -> Result<T, EntryError>,
) -> Result<T, EntryError> {
    let error = match read(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
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
pub(super) fn is_near(word: &[u8], other: &[u8]) -> bool {
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
    use super::respelled;

    #[test]
    fn one_letter_is_mended_and_no_more() {
        assert_eq!(respelled("4 wekes").as_deref(), Some("4 weeks"));
        assert_eq!(respelled("Janurary to June 2027").as_deref(), Some("january to June 2027"));
        assert_eq!(respelled("35 percnt").as_deref(), Some("35 percent"));
        assert_eq!(respelled("4 apples"), None);
        assert_eq!(respelled("4 weeks"), None, "nothing is wrong");
    }
}
