//! When something was counted, `18 of 60 last year`, `12 of 42 in Q3`: what was counted stays what it is.

use super::days::{Days, Named};
use crate::entry::grammar::tokens::{Token, split};
use crate::model::Date;

/// Words before a time that is over.
const LAST: &[&str] = &["last", "past", "previous", "prior", "this", "trailing", "rolling"];
/// What is said to be over, or to be going on.
const TIMES: &[&str] = &[
    "year", "yr", "quarter", "qtr", "month", "half", "week", "fy", "months", "years", "quarters", "weeks",
    "mo", "mos", "mths", "m", "qtrs",
];

/// The tokens without the time at their end, or at their beginning before a colon or a comma.
pub(in crate::entry) fn without_when(all: Vec<Token>) -> Vec<Token> {
    if let Some((_, rest)) = split(&all, &[":", ","]).filter(|(when, _)| is_when(when)) {
        return rest.to_vec();
    }
    // “2026: 14 of 60”, “Q4: 14 of 60”
    if let Some((_, rest)) = split(&all, &[":"]).filter(|(when, _)| is_piece(when)) {
        return rest.to_vec();
    }
    let at = (1..all.len()).find(|at| all.get(*at..).is_some_and(is_when));
    match at {
        Some(at) => {
            let said = all.get(..at).unwrap_or_default();
            let said =
                said.split_last().filter(|(last, _)| last.is(&[",", "("])).map_or(said, |(_, rest)| rest);
            said.to_vec()
        }
        None => all,
    }
}

/// `last year`, `over the last 12 months`, `in Q3`, `since January`, `ytd`.
fn is_when(said: &[Token]) -> bool {
    const BEFORE: &[&str] =
        &["in", "over", "during", "since", "from", "for", "so", "far", "the", "within", "en", "im"];
    let said = said.split_last().filter(|(last, _)| last.is(&[")"])).map_or(said, |(_, rest)| rest);
    let words = said.iter().take_while(|word| word.is(BEFORE)).count();
    let Some(rest) = said.get(words..) else { return false };
    match rest {
        [only] if only.is(&["ytd"]) => true,
        [last, time] if last.is(LAST) && time.is(TIMES) => true,
        [last, number, time] if last.is(LAST) && number.is_number() && time.is(TIMES) => true,
        [] | [_] if words == 0 => false,
        rest => words > 0 && is_piece(rest),
    }
}

/// A month, a quarter, a half or a year, of any time.
fn is_piece(said: &[Token]) -> bool {
    let days = Days { today: Date::new(2027, 1, 1), order: None, fiscal_start: 1 };
    days.stretches(said).iter().any(|stretch| stretch.named != Named::Day)
}
