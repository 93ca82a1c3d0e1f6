//! An amount, and what it was before: `from 220k to 260k`, `260k, was 220k`, `raised to 260k`.

use super::tokens::{Kind, Token, after, before, split};

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
    "go",
    "going",
    "grow",
    "grows",
    "growing",
    "growth",
    "passer",
    "passe",
    "passons",
    "croître",
    "pasar",
    "pasamos",
    "crecer",
    "passare",
    "crescere",
    "passar",
    "crescer",
    "steigern",
    "steigerung",
    "wachsen",
    "wachstum",
    "groeien",
    "groei",
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

/// Words before or behind what a value was, and what it is, `35% last year, 38% now`.
const PAST: &[&str] = &[
    "was",
    "used to be",
    "last year",
    "last quarter",
    "last month",
    "before",
    "previously",
    "formerly",
    "originally",
    "old was",
    "old quota was",
    "old target was",
    "old quota",
    "old target",
];
const PRESENT: &[&str] = &[
    "now",
    "currently",
    "today",
    "this year",
    "this quarter",
    "this month",
    "new quota is",
    "new target is",
    "new quota",
    "new target",
];

/// A value of now, and that of before where it is said.
pub(in crate::entry) struct Raised<'a> {
    pub(in crate::entry) now: &'a [Token],
    pub(in crate::entry) before: Option<&'a [Token]>,
}

/// What was changed in words; none, where the text says no such thing. `from 220k to 260k` may be a range as
/// well, and is none unless a word says that it was changed.
pub(in crate::entry) fn raised(said: &[Token]) -> Option<Raised<'_>> {
    // “quota went from 220k to 260k”
    let at = said.iter().position(|word| word.is(RAISED));
    let at = at.filter(|at| said.iter().take(*at).all(|word| word.kind == Kind::Word));
    let said = said.get(at.unwrap_or(0)..).unwrap_or(said);
    let changed = RAISED.iter().find_map(|word| after(said, word));
    // “up to 260k” may be a ceiling.
    let changed = changed.filter(|_| after(said, "up to").is_none());
    if let Some(rest) = changed {
        if let Some(both) = from_to(rest) {
            return Some(both);
        }
        let now = ONWARD.iter().find_map(|word| after(rest, word)).filter(|now| !now.is_empty())?;
        return Some(Raised { now, before: None });
    }
    if let Some((now, was)) = split(said, INSTEAD_OF) {
        return Some(Raised { now, before: Some(before(was, ")").unwrap_or(was)) });
    }
    raised_to(said).or_else(|| in_turn(said))
}

/// `220k raised to 260k`, `220k (raised to 260k)`; but `20k up to 100k` is a range.
fn raised_to(said: &[Token]) -> Option<Raised<'_>> {
    let is_verb = |word: &Token| word.is(RAISED) && !word.is(&["up", "goes"]);
    let at = (1..said.len()).find(|at| said.get(*at).is_some_and(is_verb))?;
    let now = ONWARD.iter().find_map(|word| after(said.get(at + 1..)?, word))?;
    let (now, was) = (before(now, ")").unwrap_or(now), said.get(..at)?);
    let was = was.split_last().filter(|(last, _)| last.is(&[",", "(", ";"])).map_or(was, |(_, was)| was);
    Some(Raised { now, before: Some(was) }).filter(|_| !now.is_empty())
}

/// `was 35%, now 38%`, `35% last year, 38% this year`.
fn in_turn(said: &[Token]) -> Option<Raised<'_>> {
    fn of<'a>(said: &'a [Token], words: &[&str]) -> Option<&'a [Token]> {
        words.iter().find_map(|words| after(said, words).or_else(|| before(said, words)))
    }
    let (first, second) = split(said, &[", and", ", but", ",", ";", "and", "but"])?;
    let in_order = of(first, PAST).zip(of(second, PRESENT));
    let (was, now) = in_order.or_else(|| of(second, PAST).zip(of(first, PRESENT)))?;
    Some(Raised { now, before: Some(was) })
}

/// What a value is now, of a text that says what it was as well; none, where `reads` does not read both.
pub(in crate::entry) fn now_of<'a>(
    said: &'a [Token],
    reads: &dyn Fn(&[Token]) -> bool,
) -> Option<&'a [Token]> {
    let arrow = || from_to(said).filter(|_| said.iter().any(|token| token.is(&["→", ">"])));
    let ways = [raised(said), raised_to(said), in_turn(said), arrow()];
    let is_read = |way: &Raised<'_>| way.before.is_none_or(reads) && reads(way.now);
    ways.into_iter().flatten().find(is_read).map(|way| way.now)
}

/// `from 220k to 260k`, `220k → 260k`.
pub(in crate::entry) fn from_to(said: &[Token]) -> Option<Raised<'_>> {
    const FROM: [&str; 5] = ["from", "von", "de", "da", "van"];
    let (from, onward) = match FROM.iter().find_map(|word| after(said, word)) {
        Some(rest) => (rest, ONWARD),
        None => (said, &["→", "->", "=>", "- >", "= >"][..]),
    };
    let (was, now) = split(from, onward)?;
    Some(Raised { now, before: Some(was) })
}
