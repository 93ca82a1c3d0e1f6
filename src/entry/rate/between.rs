//! Rates and chances from one to another: `7 to 9 in 10`, `8-10 of 41`, `1 in 4 to 1 in 5`.

use crate::entry::grammar::quantity::{COUNTS, Span, trimmed};
use crate::entry::grammar::tokens::{Token, split, without};
use crate::entry::grammar::words::{OF, PERCENT};

/// A share of which the ends are said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::entry) struct Between {
    pub low: f64,
    pub high: f64,
    /// The middle of what was counted, in whole numbers; none, where the text says a share, `7 to 9 in 10`.
    pub counted: Option<(u32, u32)>,
}

/// Words between a part and what it is a share of.
const IN: &[&str] = &[
    "out of every",
    "of every",
    "in every",
    "de cada",
    "em cada",
    "a cada",
    "ogni",
    "in",
    "per",
    "em",
    "på",
    "na",
    "op de",
    "из",
];
/// Words between two shares.
const TO: &[&str] =
    &["-", "to", "or", "bis", "oder", "à", "ou", "a", "al", "até", "hasta", "o", "tot", "of", "til", "eller"];
/// Words before the first of them.
const FROM: &[&str] = &["between", "from", "zwischen", "von", "entre", "de", "tussen", "mellan", "da", "tra"];

/// What lies between two shares; none, if the text is no range of parts of something.
pub(in crate::entry) fn between(said: &[Token]) -> Option<Between> {
    if said.iter().any(|token| token.is(PERCENT)) {
        return None;
    }
    let said = trimmed(said);
    two_shares(said).or_else(|| parts_of(said))
}

/// `1 in 4 to 1 in 5`
fn two_shares(said: &[Token]) -> Option<Between> {
    let share = |said: &[Token]| {
        let said = trimmed(said);
        let (part, whole) = split(said, IN).or_else(|| split(said, OF))?;
        let [part, whole] = [part, whole].map(|number| Some(COUNTS.quantity(trimmed(number))?.value()));
        Some(part? / whole.filter(|whole| *whole > 0.0)?)
    };
    let behind = said.split_first().filter(|(first, _)| first.is(FROM)).map(|(_, rest)| rest);
    // “5 of 20 and 8 of 30” are two; between them lies what says so.
    let is_to = |word: &Token| word.is(TO) || (behind.is_some() && word.is(&["and", "und"]));
    let said = behind.unwrap_or(said);
    (1..said.len()).find_map(|at| {
        let (first, rest) = said.split_at(at);
        let (_, second) = rest.split_first().filter(|(word, _)| is_to(word))?;
        let (first, second) = (share(first)?, share(second)?);
        Some(Between { low: first.min(second), high: first.max(second), counted: None })
    })
}

/// `7 to 9 in 10`, `9 of 40-42`
fn parts_of(said: &[Token]) -> Option<Between> {
    let (part, whole, is_share) = split(said, IN)
        .map(|(part, whole)| (part, whole, true))
        .or_else(|| split(said, OF).map(|(part, whole)| (part, whole, false)))?;
    let span = |number: &[Token]| COUNTS.span(&without(trimmed(number), &["cases"]));
    let (part, whole) = (span(part)?, span(whole)?);
    let is_ascending = |span: &Span| !span.is_range() || span.ends().0.value() < span.ends().1.value();
    if !(part.is_range() || whole.is_range()) || !is_ascending(&part) || !is_ascending(&whole) {
        return None;
    }
    let ((least, most), (fewest, all)) = (part.ends(), whole.ends());
    let (low, high) = (least.value() / all.value(), most.value() / fewest.value());
    let middle = |span: &Span| {
        let (low, high) = span.ends();
        crate::entry::grammar::number::whole_number((0.5 * (low.value() + high.value())).round())
    };
    let counted = if is_share { None } else { Some((middle(&part)?, middle(&whole)?)) };
    (0.0 <= low && high <= 1.0).then_some(Between { low, high, counted })
}
