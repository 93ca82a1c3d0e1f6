//! The exchange of phrases of other languages for English ones.

use super::token::{Kind, Token};
use super::tongues::PHRASES;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Whether `under` at a place is the Nordic word for a time in which something is, `3 mkr under 2027`, `14 av
/// 60 under förra året`, and so no bound.
fn is_during(tokens: &[Token], at: usize) -> bool {
    const TIMES: &[&str] = &[
        "förra",
        "nästa",
        "neste",
        "næste",
        "sidste",
        "forrige",
        "siste",
        "innevarande",
        "detta",
        "januari",
        "januar",
        "februari",
        "februar",
        "mars",
        "marts",
        "april",
        "maj",
        "mai",
        "juni",
        "juli",
        "augusti",
        "august",
        "september",
        "oktober",
        "november",
        "december",
        "desember",
    ];
    let (Some(before), Some(next)) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at + 1))
    else {
        return false;
    };
    let is_quarter = next.text.strip_prefix('q').is_some_and(|number| {
        let number =
            if number.is_empty() { tokens.get(at + 2).map_or("", |number| &number.text) } else { number };
        ["1", "2", "3", "4"].contains(&number)
    });
    let is_year = next.is_number() && next.text.len() == 4 && next.text.starts_with("20");
    let is_said = before.is_number() || before.kind == Kind::Word || before.is(&["€", "$", "£"]);
    tokens.get(at).is_some_and(|word| word.is(&["under"]))
        && is_said
        && (is_quarter || is_year || next.is(TIMES))
}

/// The tokens with phrases of other languages exchanged for English ones, the longest first. What stands for
/// one keeps its place in the text.
pub(super) fn in_english(mut tokens: Vec<Token>) -> Vec<Token> {
    for at in (1..tokens.len()).rev() {
        if is_during(&tokens, at) {
            // “14 av 60 under förra året” needs no word before it.
            let is_past =
                tokens.get(at + 1).is_some_and(|next| next.is(&["förra", "sidste", "forrige", "siste"]));
            if is_past {
                tokens.remove(at);
            } else if let Some(word) = tokens.get_mut(at) {
                "in".clone_into(&mut word.text);
            }
        }
    }
    let mut said = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        let Some((english, length)) = longest(rest) else {
            said.push(first.clone());
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let to = rest.get(length - 1).map_or(first.to, |last| last.to);
        said.extend(english.split(' ').enumerate().map(|(place, word)| {
            let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
            let kind = if is_number { Kind::Number } else { Kind::Word };
            let spaced = first.spaced || place > 0;
            Token { kind, text: word.to_owned(), raw: word.to_owned(), from: first.from, to, spaced }
        }));
        rest = rest.get(length..).unwrap_or_default();
    }
    said
}

/// The phrases by their first words.
static BY_FIRST_WORD: LazyLock<BTreeMap<&str, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut by_first: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (english, phrases) in PHRASES {
        for phrase in *phrases {
            let first = phrase.split(' ').next().unwrap_or_default();
            by_first.entry(first).or_default().push((english, phrase));
        }
    }
    by_first
});

/// The English phrase for the longest one that tokens begin with, and how many of them it takes.
fn longest(tokens: &[Token]) -> Option<(&'static str, usize)> {
    let first = tokens.first().filter(|first| first.kind == Kind::Word)?;
    let length = |phrase: &str| {
        let words = phrase.split(' ');
        let length = words.clone().count();
        let is_said = length <= tokens.len() && words.zip(tokens).all(|(word, token)| token.text == word);
        is_said.then_some(length)
    };
    let phrases = BY_FIRST_WORD.get(first.text.as_str())?;
    phrases
        .iter()
        .filter_map(|(english, phrase)| Some((*english, length(phrase)?)))
        .max_by_key(|(_, length)| *length)
}
