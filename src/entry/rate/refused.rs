//! What is written for a rate and is none, or is two: bounds, odds, ranges with cases.

use super::counted::whole;
use crate::entry::EntryError;
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::quantity::{SHARES, Span, trimmed};
use crate::entry::grammar::tokens::{Token, after, before, split, without};
use crate::entry::grammar::words::FILLER;

/// `45% last year, 38% this year`: two rates, of which neither is said to be the one of now.
pub(super) fn in_two_years(all: &[Token]) -> Option<EntryError> {
    let (first, second) = split(all, &[",", ";", "and"])?;
    let share_of = |said: &[Token], which: &str| {
        let (time, rest) = said.split_last()?;
        let share = before(rest, which).filter(|_| time.is(&["year", "quarter", "month"]))?;
        SHARES.quantity(trimmed(&without(share, FILLER))).filter(|share| share.percent)
    };
    share_of(first, "last")?;
    share_of(second, "this")?;
    let reason = "this says more than one rate: say one, or from where to where it lies";
    Some(EntryError::questioned(reason, "40–50%"))
}

/// `15–20% (n=60)`: how well it is known is said twice.
pub(super) fn range_and_cases(said: &[Token]) -> Option<EntryError> {
    let counted = split(said, &["( n =", ", n =", "n =", "( n", "(", ", based on", "based on"]);
    if let Some(Span::Between(low, high)) = counted.and_then(|(range, _)| SHARES.span(range)) {
        let reason = "a range says how well the rate is known: leave out of how many deals it is";
        let of = |share: f64| ((share * 1e4).round() / 100.0).to_string();
        let guess = format!("{}–{}%", of(low.share()), of(high.share()));
        return Some(EntryError::guessed(reason, "40–50%", guess));
    }
    None
}

/// A bound, or odds: neither is a rate.
pub(in crate::entry) fn half_said(all: &[Token]) -> Option<EntryError> {
    const BOUNDS: [&str; 5] =
        ["better than", "no better than", "no worse than", "worse than", "anything over"];
    let bound = BOUNDS.iter().find_map(|words| after(all, words)).or_else(|| bounded(all));
    let is_rate = |rest: &[Token]| {
        let part = split(rest, &["in", "of"]);
        SHARES.quantity(rest).is_some() || part.is_some_and(|(part, of)| whole(part).and(whole(of)).is_some())
    };
    if bound.is_some_and(is_rate) {
        return Some(EntryError::questioned("a bound is no rate: say from where to where it lies", "40–50%"));
    }
    let [one, colon, other] = all else { return None };
    let is_odds = one.is_number() && other.is_number() && colon.is(&[":"]);
    is_odds
        .then(|| EntryError::questioned("this may be 1 of 4 or 1 won for 4 lost", "1 in 4, or 1 won, 4 lost"))
}
