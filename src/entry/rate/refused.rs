//! What is written for a rate and is none, or is two: bounds, odds, ranges with cases.

use super::counted::{YEARS, whole};
use super::won_lost::CLOSED;
use crate::entry::EntryError;
use crate::entry::calendar::when_said::without_when;
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::quantity::{SHARES, Span, trimmed};
use crate::entry::grammar::tokens::{Token, after, before, split, without};
use crate::entry::grammar::words::{FILLER, PERCENT, THINGS};

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

/// `20 of 60 last quarter, 25 of 70 this quarter`: the counts of two times, which add up.
pub(super) fn counted_twice(all: &[Token]) -> Option<EntryError> {
    let (first, second) = split(all, &[",", ";", "and", "+"])?;
    let counts = |said: &[Token]| {
        let at = said.iter().position(|word| word.is(&["of", "/"]))?;
        let (passed, entered) = (said.get(at.checked_sub(1)?..at)?, said.get(at + 1..at + 2)?);
        let says_percent = said.iter().any(|word| word.is(PERCENT));
        let when = said.iter().any(|word| word.is(&["quarter", "year", "month", "q", "h"]));
        Some((whole(passed)?, whole(entered)?)).filter(|_| !says_percent && when)
    };
    let ((passed, entered), (more, of)) = (counts(first)?, counts(second)?);
    let (passed, entered) = (passed.checked_add(more)?, entered.checked_add(of)?);
    let reason = "these are the counts of two times: say one of them, or both together";
    (passed <= entered).then(|| EntryError::guessed(reason, "12 of 60", format!("{passed} of {entered}")))
}

/// `30% (range 25-35)`: a rate, and from where to where it lies.
pub(super) fn rate_and_range(all: &[Token]) -> Option<EntryError> {
    /// A share is written in whole percent.
    const ROUNDING: f64 = 0.006;
    let (rate, range) = split(all, &["(", ","])?;
    let range = before(range, ")").unwrap_or(range);
    let range = ["range", "between"].iter().find_map(|word| after(range, word)).unwrap_or(range);
    let rate = SHARES.quantity(trimmed(&without(rate, FILLER))).filter(|rate| rate.percent)?.share();
    let Some(Span::Between(low, high)) = SHARES.span(trimmed(range)) else { return None };
    let (low, high) = (low.share(), high.share());
    let of = |share: f64| ((share * 1e4).round() / 100.0).to_string();
    let reason = "this is a rate, and from where to where it lies: say the one or the other";
    // “22% (9-41)”, “22% (9-32)” are counts.
    let is_near = |counted: f64| (counted - rate).abs() <= ROUNDING;
    let counts = is_near(low / high) || is_near(low / (low + high));
    let guess = (low <= rate && rate <= high && !counts).then(|| format!("{}–{}%", of(low), of(high)));
    (low < high && high <= 1.0).then(|| EntryError::asked(reason, "40–50%", guess))
}

/// What is counted: alone with a number it says how many there were, and not of how many.
const COUNTED: &[&str] = &[
    "wins",
    "won",
    "deals",
    "opps",
    "opportunities",
    "leads",
    "reps",
    "aes",
    "sellers",
    "customers",
    "clients",
    "closed",
    "gewonnen",
    "gewinne",
    "abschlüsse",
    "siege",
    "gagnés",
    "gagnées",
    "victoires",
    "affaires",
    "ganados",
    "ganadas",
    "victorias",
    "cierres",
    "oportunidades",
    "vinti",
    "vinte",
    "vittorie",
    "trattative",
    "vunna",
    "vinster",
    "affärer",
    "ganhos",
    "ganhas",
    "vitórias",
    "negócios",
    "kansen",
];

/// `12 wins`, `about 12 deals so far`, `won: 12`, `twelve deals won`, `12 wins in 2026`: a count of deals,
/// and not of how many. A bare `80` is a share, and so is what says `%`, `0.4 won` or `45 win rate`.
pub(super) fn without_whole(all: &[Token]) -> Option<EntryError> {
    let said = without(
        all,
        &["about", "around", "approx", "~", "so", "far", "the", "we", "we've", ":", "have", "our", "roughly"],
    );
    let said = without_when(said);
    let number = without(trimmed(&said), COUNTED);
    let is_year = |counted: &u32| YEARS.contains(counted);
    // “12 deals in 2026”: a year, and no number of deals that there were.
    let number = match number.as_slice() {
        [number @ .., in_year, year]
            if in_year.is(&["in"]) && whole(std::slice::from_ref(year)).is_some_and(|of| is_year(&of)) =>
        {
            number
        }
        number => number,
    };
    // “80 of deals”, “45%”
    // “45 opportunities to deals” is how many of 100 become deals.
    let is_share = all.iter().any(|word| word.is(PERCENT) || word.is(&["of", "to"]));
    let is_counted = number.len() < trimmed(&said).len() && all.iter().any(|word| word.is(COUNTED));
    whole(number).filter(|counted| *counted > 0 && is_counted && !is_share)?;
    Some(EntryError::questioned("this is a count, and does not say of how many", "12 of 60"))
}

/// `41 opps, 9 closed`: those that are closed may be won, or lost as well.
pub(super) fn closed_of_all(all: &[Token], example: &'static str) -> Option<EntryError> {
    let (whole_of, closed) =
        split(&without(all, FILLER), &[","]).map(|(of, part)| (of.to_vec(), part.to_vec()))?;
    let things = without(&whole_of, THINGS);
    let is_closed = matches!(closed.as_slice(), [number, word] if number.is_number() && word.is(CLOSED));
    whole(&things).filter(|_| is_closed && things.len() < whole_of.len())?;
    let reason = "what is closed may be what was won, or all that was decided: say how many were won";
    Some(EntryError::questioned(reason, example))
}

/// `20% by value`: a rate counts deals, whatever they are worth.
pub(super) fn by_value(all: &[Token]) -> Option<EntryError> {
    let rate = ["by value", "by amount", "by revenue"].iter().find_map(|words| before(all, words))?;
    SHARES.quantity(trimmed(&without(rate, FILLER))).filter(|rate| rate.percent)?;
    let reason = "a rate counts deals, whatever they are worth: say how many of them move on";
    Some(EntryError::questioned(reason, "45%"))
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
    is_odds.then(|| {
        let reason = "this may be so many of so many, or so many won for so many lost";
        EntryError::questioned(reason, "1 in 4, or 1 won, 4 lost")
    })
}
