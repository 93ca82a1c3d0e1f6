//! An amount, and what it was before: `from 220k to 260k`, `260k, was 220k`, `raised to 260k`.

use super::tokens::{Token, after, before, split};

/// Words that say that an amount has been changed.
const RAISED: &[&str] = &[
    "raised",
    "increased",
    "bumped",
    "up",
    "lifted",
    "moved",
    "went",
    "goes",
    "lowered",
    "cut",
    "reduced",
    "changed",
    "erhöht",
    "angehoben",
    "augmenté",
    "subido",
    "aumentato",
    "verhoogd",
    "aumentado",
];
/// Words between the amount of before and the one of now.
const ONWARD: &[&str] = &["to", "→", "->", "=>", "- >", "= >", "auf", "à", "a", "naar", "para"];
/// Words between the amount of now and the one of before.
const INSTEAD_OF: &[&str] = &[
    ", instead of",
    "instead of",
    ", rather than",
    "rather than",
    ", not",
    ", was",
    "( was",
    "was",
    ", previously",
    "( previously",
    ", formerly",
    ", before it was",
    ", up from",
    "( up from",
    "up from",
    ", down from",
    "down from",
    ", raised from",
    "raised from",
    ", statt",
    "statt",
    "au lieu de",
    "en lugar de",
    "en vez de",
    "invece di",
    "in plaats van",
    "em vez de",
];

/// An amount of now, and that of before where it is said.
pub(super) struct Raised<'a> {
    pub(super) now: &'a [Token],
    pub(super) before: Option<&'a [Token]>,
}

/// What was changed in words; none, where the text says no such thing. `from 220k to 260k` may be a range as
/// well, and is none unless a word says that it was changed.
pub(super) fn raised(said: &[Token]) -> Option<Raised<'_>> {
    let changed = RAISED.iter().find_map(|word| after(said, word));
    if let Some(rest) = changed {
        if let Some(both) = from_to(rest) {
            return Some(both);
        }
        let now = ONWARD.iter().find_map(|word| after(rest, word)).filter(|now| !now.is_empty())?;
        return Some(Raised { now, before: None });
    }
    let (now, was) = split(said, INSTEAD_OF)?;
    Some(Raised { now, before: Some(before(was, ")").unwrap_or(was)) })
}

/// `from 220k to 260k`, `220k → 260k`.
pub(super) fn from_to(said: &[Token]) -> Option<Raised<'_>> {
    const FROM: [&str; 5] = ["from", "von", "de", "da", "van"];
    let (from, onward) = match FROM.iter().find_map(|word| after(said, word)) {
        Some(rest) => (rest, ONWARD),
        None => (said, &["→", "->", "=>", "- >", "= >"][..]),
    };
    let (was, now) = split(from, onward)?;
    Some(Raised { now, before: Some(was) })
}

/// What is said without words such as `at least` before it, or `or more` behind it: an amount is a floor
/// anyway.
pub(super) fn at_least(said: &[Token]) -> &[Token] {
    const BEFORE: [&str; 12] = [
        "at least",
        "at a minimum",
        "no less than",
        "minimum",
        "min",
        ">",
        "≥",
        "mindestens",
        "au moins",
        "al menos",
        "almeno",
        "pelo menos",
    ];
    const BEHIND: [&str; 6] = ["or more", "or better", "at least", "minimum", "min", "+"];
    let said = BEFORE.iter().find_map(|words| after(said, words)).unwrap_or(said);
    BEHIND.iter().find_map(|words| before(said, words)).unwrap_or(said)
}
