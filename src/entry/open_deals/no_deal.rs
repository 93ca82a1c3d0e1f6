//! What looks like a deal in a list of open ones, and is none or more than one: `Acme up to 50k`, `Acme 4k
//! MRR`, `Acme and Globex, 50k each`, `Weighted 60k`.

use super::names::named_amount;
use crate::entry::EntryError;
use crate::entry::grammar::lines::{lines, parts, unquoted};
use crate::entry::grammar::number::typed;
use crate::entry::grammar::tokens::{Token, before, tokens};
use crate::entry::grammar::words::{FILLER, THINGS};
use crate::entry::money::amount::{amounts, dollars};

const EXAMPLE: &str = "Acme, 50k";
/// Words behind an amount that comes every month.
const A_MONTH: [&str; 6] = ["a month", "per month", "/ month", "/ mo", "monthly", "mrr"];
/// Words at the end of a name that make a bound of the amount behind it.
const BOUNDS: [&str; 13] = [
    "up to",
    "over",
    "under",
    "above",
    "below",
    "at least",
    "at most",
    "more than",
    "less than",
    "no more than",
    "max",
    "min",
    "upwards of",
];
/// Names of lines that say what deals are worth on average, or times their chances.
const NO_SUMS: [&str; 12] = [
    "weighted",
    "weighted total",
    "weighted pipeline",
    "total weighted",
    "average",
    "avg",
    "mean",
    "median",
    "gewichtet",
    "durchschnitt",
    "moyenne",
    "promedio",
];

/// Why a line is no deal, or several.
pub(super) fn no_deal(text: &str) -> Option<EntryError> {
    let all = lines(text);
    all.iter().find_map(|(_, line)| {
        let pieces = parts(line);
        let of_part = |part: &&str| bound(part).or_else(|| monthly(part, &pieces));
        let names_deal = |other: &str| other != *line && named_amount(other).is_some();
        let several = all.iter().any(|(_, other)| names_deal(other));
        let no_sum = |part: &&str| no_sum(part).filter(|_| several);
        each_of_several(&pieces)
            .or_else(|| pieces.iter().find_map(of_part))
            .or_else(|| pieces.iter().find_map(no_sum))
    })
}

/// `Acme up to 50k`
fn bound(part: &str) -> Option<EntryError> {
    let (name, _) = named_amount(part)?;
    let (_, words) = tokens(&name, "").ok()?;
    let is_lower = |word: &Token| word.raw.starts_with(char::is_lowercase);
    let is_bound = BOUNDS.iter().any(|bound| {
        let rest = before(&words, bound).filter(|rest| !rest.is_empty());
        rest.is_some_and(|rest| words.iter().skip(rest.len()).all(is_lower))
    });
    is_bound.then(|| {
        let reason = "a bound is no amount: say what the deal is worth, or put in quotes what is its name";
        EntryError::questioned(reason, EXAMPLE)
    })
}

/// `Acme 4k MRR`: what comes every month.
fn monthly(part: &str, pieces: &[&str]) -> Option<EntryError> {
    let (name, amount) = named_amount(part).or_else(|| {
        let (first, _) = pieces.split_first().filter(|(first, _)| **first != part)?;
        Some(((*first).to_owned(), part.to_owned()))
    })?;
    let (_, all) = tokens(&amount, "").ok()?;
    let month = A_MONTH.iter().find_map(|words| before(&all, words))?;
    let month = amounts(month, dollars()?).filter(|span| !span.is_range())?.ends().0.value();
    let reason = "a deal’s amount is what is booked when it is won, and not what comes each month";
    Some(EntryError::guessed(reason, EXAMPLE, format!("{}, {}", name.trim(), typed(12.0 * month))))
}

/// `Acme and Globex, 50k each`, `2 Acme deals, 50k each`: more than one deal.
fn each_of_several(pieces: &[&str]) -> Option<EntryError> {
    let [names, amount] = pieces else { return None };
    let (_, amount) = tokens(amount, "").ok()?;
    let (_, said) = tokens(names, "").ok().filter(|_| unquoted(names).is_none())?;
    let is_each = amount.last().is_some_and(|last| last.is(&["each", "apiece", "ea"]));
    let is_name = |word: &Token| {
        word.raw.starts_with(char::is_uppercase) && !word.is(THINGS) && !word.is(FILLER) && word.raw.len() > 1
    };
    let are_names = |said: &[Token]| !said.is_empty() && said.iter().all(is_name);
    let two_names = || {
        said.iter().position(|word| word.is(&["and", "&", "+", "und", "et", "y"])).is_some_and(|at| {
            let (first, second) = said.split_at(at);
            are_names(first) && are_names(second.get(1..).unwrap_or_default())
        })
    };
    let is_counted = || {
        let ends = said.last().is_some_and(|last| last.is(&["deals", "opps", "opportunities", "deal"]));
        said.first().is_some_and(Token::is_number) && ends && said.get(1).is_some_and(is_name)
    };
    (is_each && (two_names() || is_counted())).then(|| {
        let reason = "these are several deals: give each of them its name and its amount";
        EntryError::questioned(reason, "Acme 50k, Globex 75k")
    })
}

/// `Weighted 60k`, below other deals.
fn no_sum(part: &str) -> Option<EntryError> {
    let (name, _) = named_amount(part)?;
    NO_SUMS.contains(&name.to_lowercase().as_str()).then(|| {
        let reason =
            "a weighted amount or an average is no deal: leave it out, or put in quotes what is a name";
        EntryError::questioned(reason, "\"Weighted\", 50k")
    })
}
