//! Words behind a value that say how sure it is, and change nothing of it: `240 a month, roughly`, `12 reps,
//! give or take`, `40–50% depending on the segment`.

use super::number::in_words;
use super::token::{Token, after, before};

/// What stands at the end of a text.
const HEDGES: &[&str] = &[
    "roughly",
    "or so",
    "typically",
    "as a rule",
    ", maybe less",
    ", maybe more",
    "maybe less",
    "maybe more",
    ", perhaps less",
    ", perhaps more",
    "or thereabouts",
    "give or take",
    "i think",
    "i guess",
    "i believe",
    "i suppose",
    "i reckon",
    "i'd say",
    "i ' d say",
    "more or less",
    "ish",
    "about",
    "ballpark",
    "approx",
    "approximately",
    "probably",
    "maybe",
    "perhaps",
    "hopefully",
    "would be great",
    "would be nice",
    "would be good",
    "would be ideal",
    "would be fine",
    "would do",
    "is fine",
    "is enough",
    "ideally",
    "if possible",
    "for now",
    "please",
    "pls",
    "plz",
    "not sure",
    "a guess",
    "best guess",
    "rough guess",
    "rough estimate",
    "guesstimate",
    "estimate",
    "estimated",
    "est",
    "tbc",
    "tbd",
    "to be confirmed",
    "if i remember correctly",
    "ungefähr",
    "geschätzt",
    "vielleicht",
    "environ",
    "à peu près",
    "peut - être",
    "más o menos",
    "y pico",
    "y algo",
    "aproximadamente",
    "più o meno",
    "all ' incirca",
    "mais ou menos",
    "ongeveer",
    "misschien",
    "kanske",
    "ungefär",
];

/// What stands at the beginning of a text.
const OPENING: &[&str] = &[
    "tbh",
    "to be honest",
    "honestly",
    "i ' d guess",
    "i ' d say",
    "i would say",
    "i would guess",
    "i guess",
    "i think",
    "i believe",
    "let ' s say",
    "lets say",
    "let ' s call it",
    "call it",
    "my guess is",
    "just over",
    "just under",
    "just above",
    "just below",
    "a bit over",
    "a bit under",
    "a little over",
    "a little under",
    "slightly over",
    "slightly under",
    "a bit more than",
    "a little more than",
];

/// Words before what a value depends on, which nothing can be done with.
const DEPENDS: &[&str] = &[
    "depending",
    "depends",
    "je nach",
    "selon",
    "suivant",
    "según",
    "a seconda",
    "afhankelijk",
    "beroende",
    "dependendo",
    "dependiendo",
];

/// Words with which somebody takes back the number before them.
const TAKEN_BACK: &[&str] = &["no", "sorry", "nein", "non", "nej", "nei", "pardon", "não"];

/// `200 a month, no 220` as `220 a month`: the number that takes another's place. Behind a mark alone, since
/// `9 won no 32` takes nothing back.
fn corrected(tokens: &[Token]) -> Option<Vec<Token>> {
    let at = (2..tokens.len()).find(|at| {
        let is_mark = |token: &Token| token.is(&[",", "-", ";"]);
        let is_word = |token: &Token| token.is(TAKEN_BACK);
        tokens.get(at - 1).is_some_and(is_mark) && tokens.get(*at).is_some_and(is_word)
    })?;
    let (before, after) = (tokens.get(..at - 1)?, tokens.get(at + 1..)?);
    let number = |said: &[Token]| {
        let mut numbers = said.iter().enumerate().filter(|(_, token)| token.is_number());
        let (at, _) = numbers.next()?;
        numbers.next().is_none().then_some(at)
    };
    // “9 won, no 32 lost” are two.
    let others = |said: &[Token]| -> Vec<String> {
        said.iter().filter(|token| !token.is_number()).map(|token| token.text.clone()).collect()
    };
    let (was, is) = (others(before), others(after));
    if number(after).is_some() && !was.is_empty() && !is.iter().all(|word| was.contains(word)) {
        return None;
    }
    // Without a unit of its own it has that of the number it takes the place of.
    match (number(before), number(after)) {
        (Some(old), Some(new)) if after.len() == new + 1 && before.len() > old + 1 => {
            Some([before.get(..old)?, after.get(new..)?, before.get(old + 1..)?].concat())
        }
        (Some(_), Some(_)) => Some(after.to_vec()),
        _ => {
            let is_only = |said: &[Token]| in_words(said).is_some_and(|(_, rest)| rest.len() < said.len());
            (is_only(before) && is_only(after)).then(|| after.to_vec())
        }
    }
}

/// The tokens without hedges at their end, where a number is left.
pub(super) fn unhedged(mut tokens: Vec<Token>) -> Vec<Token> {
    if let Some(corrected) = corrected(&tokens) {
        tokens = corrected;
    }
    // “c. £3.5m”, “c. 45%”; “C. 20k” may be a name.
    let is_sign = |token: &Token| ["£", "€", "$"].contains(&token.raw.as_str());
    let is_small = tokens.first().is_some_and(|token| token.raw == "c");
    if let Some(rest) = after(&tokens, "c .").or_else(|| after(&tokens, "c"))
        && let Some(first) = rest.first()
        && (is_sign(first) || (is_small && first.spaced && first.is_number()))
    {
        tokens = rest.to_vec();
    }
    if let Some(rest) =
        OPENING.iter().find_map(|words| after(&tokens, words)).filter(|rest| says_number(rest))
    {
        tokens = rest.to_vec();
    }
    let depends =
        |at: usize| DEPENDS.iter().any(|words| after(tokens.get(at..).unwrap_or_default(), words).is_some());
    if let Some(at) = (1..tokens.len()).find(|at| depends(*at)) {
        let behind = tokens.get(at..).is_some_and(|rest| rest.iter().any(Token::is_number));
        let kept = without_mark(tokens.get(..at).unwrap_or_default());
        if !behind && says_number(kept) {
            tokens.truncate(kept.len());
        }
    }
    while let Some(rest) = HEDGES.iter().find_map(|words| before(&tokens, words)) {
        let rest = without_mark(rest);
        if !says_number(rest) {
            break;
        }
        let left = rest.len();
        tokens.truncate(left);
    }
    tokens
}

/// Without the mark that a hedge stands behind.
fn without_mark(tokens: &[Token]) -> &[Token] {
    tokens.split_last().filter(|(last, _)| last.is(&[",", "-", "("])).map_or(tokens, |(_, rest)| rest)
}

fn says_number(tokens: &[Token]) -> bool {
    let in_words_from = |at: usize| in_words(tokens.get(at..).unwrap_or_default()).is_some();
    tokens.iter().any(Token::is_number) || (0..tokens.len()).any(in_words_from)
}
