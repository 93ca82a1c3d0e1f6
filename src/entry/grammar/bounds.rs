//! Words that make a bound of what stands behind or before them: `at least 5k`, `under 50k`, `18 or more`. In
//! other languages they are phrases of `tongues`. Data, and how they are taken off.

use super::token::{Token, after, before};

/// Words before the least that it may be.
const LEAST_BEFORE: &[&str] =
    &["at least", "at a minimum", "no less than", "not less than", "minimum", "min", ">=", "> =", ">", "≥"];
/// Words before less than it is.
const OVER: &[&str] = &["over", "above", "more than", "upwards of", "north of", "in excess of"];
/// Words before the most that it may be.
const MOST_BEFORE: &[&str] = &[
    "up to",
    "at most",
    "no more than",
    "not more than",
    "never more than",
    "max",
    "maximum",
    "a maximum of",
    "under",
    "below",
    "less than",
    "fewer than",
    "<=",
    "< =",
    "<",
    "≤",
    "a ceiling of",
    "capped at",
    "bis zu",
    "maximal",
    "jusqu ' à",
    "fino a",
];
/// Words behind the least, and behind the most.
const LEAST_BEHIND: &[&str] = &["or more", "or better", "at least", "minimum", "min", "+"];
const MOST_BEHIND: &[&str] = &["max", "maximum", "tops", "at best", "at most", "or less", "or fewer"];

/// What is said without words such as `at least` before it, or `or more` behind it: an amount is a floor
/// anyway.
pub(in crate::entry) fn at_least(said: &[Token]) -> &[Token] {
    let said = LEAST_BEFORE.iter().find_map(|words| after(said, words)).unwrap_or(said);
    LEAST_BEHIND.iter().find_map(|words| before(said, words)).unwrap_or(said)
}

/// What is said behind words such as `up to`, or before `tops`: a ceiling, which is nothing to be reached;
/// none, where the text says no such thing. `just under 3m` is about as much.
pub(in crate::entry) fn at_most(said: &[Token]) -> Option<&[Token]> {
    let behind = MOST_BEFORE.iter().find_map(|words| after(said, words));
    behind
        .or_else(|| MOST_BEHIND.iter().find_map(|words| before(said, words)))
        .filter(|rest| !rest.is_empty())
}

/// What a bound is of, `30k` of `over 30k` and of `30k or more`: no value, since it may lie anywhere beyond.
pub(in crate::entry) fn bounded(said: &[Token]) -> Option<&[Token]> {
    let beyond = || LEAST_BEFORE.iter().chain(OVER).find_map(|words| after(said, words));
    let behind = || LEAST_BEHIND.iter().find_map(|words| before(said, words));
    at_most(said).or_else(beyond).or_else(behind).filter(|rest| !rest.is_empty())
}
