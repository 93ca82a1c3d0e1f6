//! Deals of several sizes on one line: `45k, 30k and 4 x 10k`, `6 deals: one for 45k, one for 30k, four small
//! ones of about 10k`.

use super::entry::OpenEntry;
use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::number::{ThreeDigits, multiplier, value};
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Token, tokens, without};
use crate::entry::grammar::words::THINGS;
use crate::entry::money::amount::amounts;
use crate::model::{Currency, DealSizeKind};

const EXAMPLE: &str = "24 worth 600k";
/// Between deals.
const BETWEEN: &[&str] = &[",", ";", "+", "&", "and", "plus", "und", "et", "y", "och", "e"];
/// What says no more than that it is a deal.
const FILLER: &[&str] = &[
    "about",
    "around",
    "approx",
    "approximately",
    "roughly",
    "circa",
    "ca",
    ".",
    "~",
    "small",
    "smaller",
    "big",
    "bigger",
    "large",
    "larger",
    "medium",
    "one",
    "ones",
    "each",
    "apiece",
];
/// Between a number of deals and the size of each.
const EACH: &[&str] = &["of", "at", "@", "x", "×", "*", "à"];
/// Behind several deals and the size of each.
const EACH_OF: &[&str] = &["each", "apiece", "ones", "at", "@", "x", "×", "*"];
/// Between one deal and its size; behind several it may be what they are worth together.
const ONE_FOR: &[&str] = &["for", "worth"];
/// One deal.
const ONE: &[&str] = &["one", "a", "an"];
/// Below it, a number without a unit may count deals, as may one that is not grouped by thousands.
const LEAST_AMOUNT: f64 = 10_000.0;

/// The same deals, each clause as `4 at 10k`; none where a clause says anything else, or not all of them are
/// of the number in front.
pub(super) fn mixed_sizes(text: &str, plan: Currency) -> Option<String> {
    if text.contains(['\n', '\t']) {
        return None;
    }
    let (_, all) = tokens(text, "").ok()?;
    let (counted, listed) = match all.iter().position(|word| word.is(&[":"])) {
        Some(at) => (Some(count_of(&without(all.get(..at)?, THINGS))?), all.get(at + 1..)?),
        None => (None, all.as_slice()),
    };
    let clauses: Vec<&[Token]> = listed.split(|word| word.is(BETWEEN)).collect();
    let plain = plain(text);
    let sized: Option<Vec<(u32, String)>> =
        clauses.iter().map(|clause| sized(clause, &plain, plan)).collect();
    let sized = sized.filter(|sized| sized.len() > 1)?;
    // “3 at 25,000, 40,000”: the last may be what they are worth together.
    let mut several = sized.iter().zip(&clauses).skip_while(|((count, _), _)| *count == 1).skip(1);
    if several.any(|((count, _), clause)| *count == 1 && clause.iter().all(|word| !word.is(ONE))) {
        return None;
    }
    let total = sized.iter().map(|(count, _)| count).sum::<u32>();
    let is_all = counted.is_none_or(|counted| counted == total);
    is_all.then(|| {
        let written = sized.iter().map(|(count, amount)| format!("{count} at {amount}"));
        written.collect::<Vec<_>>().join(", ")
    })
}

/// `2 x 10k, 50k`: so many of the first size and one more, or so many of several sizes?
pub(super) fn times_several(text: &str, read: &OpenEntry) -> Option<EntryError> {
    let (_, all) = tokens(text, "").ok()?;
    let is_times = all.iter().any(|word| word.is(&["x", "×", "*"]));
    let is_list = read.size.as_ref().is_some_and(|size| matches!(size.kind(), DealSizeKind::Past(_)));
    let reason = "these are deals of several sizes: say of each size how many, on a line of its own";
    (is_times && is_list).then(|| EntryError::questioned(reason, EXAMPLE))
}

/// How many of which size a clause says.
fn sized(clause: &[Token], plain: &str, plan: Currency) -> Option<(u32, String)> {
    // “Opp12 300k” is a name.
    let is_glued = |number: &Token| number.is_number() && !number.spaced;
    if clause.windows(2).any(|pair| matches!(pair, [word, number] if word.is(THINGS) && is_glued(number))) {
        return None;
    }
    let is_one = |word: &Token| word.is(ONE) || word.text == "1";
    let (one, rest) = clause.split_first().filter(|(first, _)| is_one(first)).unzip();
    let said = without(&without(rest.unwrap_or(clause), FILLER), THINGS);
    let said: Vec<Token> = match one {
        // “one for 45k”, “1 at 45k”; but “1 45k” is none.
        Some(one) => {
            let rest = without(&without(&said, EACH), ONE_FOR);
            (rest.len() < said.len() || !one.is_number()).then_some(rest)?
        }
        None => said,
    };
    if let Some(amount) = amount(&said, plain, plan) {
        // “50k each”: of how many?
        return (!clause.iter().any(|word| word.is(&["each", "apiece"]))).then_some((1, amount));
    }
    if one.is_some() {
        return None;
    }
    // “4 x 10k”, “four 10k”, “4 deals 10k each”
    let (first, rest) = said.split_first()?;
    let count = count_of(std::slice::from_ref(first)).filter(|count| (2..=100).contains(count))?;
    let each = without(rest, EACH);
    let is_told = each.len() < rest.len() || !first.raw.chars().all(|digit| digit.is_ascii_digit());
    let is_each_told = clause.iter().any(|word| word.is(EACH_OF));
    // “24 deals 600k” may be so much together.
    let is_told = is_told && !clause.iter().any(|word| word.is(THINGS) || word.is(ONE_FOR));
    (is_each_told || is_told).then(|| amount(&each, plain, plan)).flatten().map(|amount| (count, amount))
}

/// One amount, as it was written, that cannot count deals.
fn amount(said: &[Token], plain: &str, plan: Currency) -> Option<String> {
    let [first, .., last] = said else { return single(said, plain, plan) };
    // “24 in” is no amount.
    let is_part =
        |word: &Token| word.is_number() || multiplier(word).is_some() || of_token(word, plan).is_some();
    let is_amount = said.iter().all(is_part) && amounts(said, plan).is_some_and(|span| !span.is_range());
    let is_plain = said.iter().filter(|word| word.is_number()).count() == 1;
    (is_amount && is_plain).then(|| plain.get(first.from..last.to).map(str::to_owned)).flatten()
}

/// `45,000`.
fn single(said: &[Token], plain: &str, plan: Currency) -> Option<String> {
    let [number] = said else { return None };
    let value = value(&number.text, 0, ThreeDigits::Grouped)?;
    let is_grouped = !number.text.bytes().all(|byte| byte.is_ascii_digit());
    let is_amount =
        number.is_number() && is_grouped && value >= LEAST_AMOUNT && amounts(said, plan).is_some();
    is_amount.then(|| plain.get(number.from..number.to).map(str::to_owned)).flatten()
}

/// A whole number of deals.
fn count_of(said: &[Token]) -> Option<u32> {
    let value = COUNTS.quantity(said)?.value();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and within bounds")]
    let count = value as u32;
    (value.fract().abs() < f64::EPSILON && (1.0..=1_000.0).contains(&value)).then_some(count)
}
