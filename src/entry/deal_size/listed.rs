//! Lists of past deals: their parts, in a line or in a spreadsheet's column, and what is no list of amounts.

use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::lines::parts;
use crate::entry::grammar::number::{ThreeDigits, multiplier, value};
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{Token, tokens};
use crate::model::Currency;

/// What is counted beside sizes.
const DEALS: &[&str] = &["deals", "opps", "opportunities", "wins", "orders", "contracts", "customers"];

/// Words of the head of a column of amounts; of others, `MRR`, `Days`, `Probability`, numbers are no sizes.
const HEADS: &[&str] = &[
    "amount", "amounts", "value", "values", "deal", "size", "sizes", "price", "acv", "tcv", "arr",
    "contract", "betrag", "wert", "montant", "valeur", "importe", "valor", "importo", "valore", "bedrag",
    "waarde", "belopp", "värde", "beløb", "beløp", "kwota", "tutar", "past", "won",
];
const MARKS: &[&str] = &["(", ")", "[", "]", ":", "in", "/", "\""];

/// Whether a line is the head of a column of amounts, in the plan's currency where it names one.
fn is_head(line: &str, plan: Currency) -> bool {
    let Ok((_, all)) = tokens(line, "") else { return false };
    let is_named = all.iter().any(|word| word.is(HEADS));
    let is_known = |word: &Token| {
        word.is(HEADS) || word.is(MARKS) || word.is(DEALS) || of_token(word, plan) == Some(plan)
    };
    is_named && all.iter().all(is_known)
}

/// What may be the items of a list.
pub(super) fn listed_in(text: &str, plan: Currency) -> Vec<&str> {
    let list = text.trim();
    // “Amount” above a column
    let head = list.split_once('\n').filter(|(head, _)| is_head(head, plan));
    let list = head.map_or(list, |(_, column)| column);
    let list = ["past deals", "past"].iter().find_map(|word| list.strip_prefix(word)).unwrap_or(list);
    // Also a spreadsheet's column.
    let listed: Vec<&str> = list
        .trim_start_matches([' ', ',', ':'])
        .lines()
        .flat_map(parts)
        .filter(|part| !part.is_empty())
        .collect();
    // “18k 22k 95k”
    let apart: Vec<&str> = list.split_whitespace().collect();
    // “12.5k, 30k and 9.9k”
    let listed = match listed.split_last() {
        Some((last, others)) if !others.is_empty() && last.contains(" and ") => {
            others.iter().copied().chain(last.split(" and ")).collect()
        }
        Some(_) | None => listed,
    };
    let is_short = |part: &&str| part.ends_with(['k', 'K', 'm', 'M']);
    if apart.len() > 2 && apart.iter().all(is_short) { apart } else { listed }
}

/// The range of `most deals 12-60k`, which says no more than it does.
pub(super) fn of_most_deals(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let words = ["most deals are", "most deals", "most are", "most"];
    let rest = words.iter().find_map(|words| lower.strip_prefix(*words))?;
    text.get(text.len().checked_sub(rest.len())?..)
}

/// `30, 40, 50k`: thousands that only the last one says.
pub(super) fn multiplied_last(listed: &[&str]) -> Option<EntryError> {
    let said = |part: &str| tokens(part, "").ok();
    let (last, others) = listed.split_last().filter(|(_, others)| !others.is_empty())?;
    let is_bare = |part: &&str| {
        let bare = said(part).and_then(|(_, all)| match all.as_slice() {
            [number] if number.is_number() => value(&number.text, 0, ThreeDigits::Grouped),
            _ => None,
        });
        bare.is_some_and(|number| number < 1_000.0)
    };
    let (plain, all) = said(last)?;
    let at = all.iter().position(Token::is_number)?;
    // “41 T€”
    all.get(at + 1).filter(|unit| multiplier(unit).is_some() || unit.is(&["t"]))?;
    let unit = plain.get(all.get(at)?.to..).filter(|_| others.iter().all(is_bare))?;
    // “900, 950, 1.2k” are all what they say.
    let of = |tokens: &[Token]| COUNTS.quantity(tokens).map(|count| count.value());
    let thousands = || Some(of(all.get(at..=at)?)? * 1_000.0);
    let last = of(all.get(at..at + 2)?).or_else(thousands)?;
    let largest = others.iter().filter_map(|part| of(&said(part)?.1)).fold(0.0, f64::max);
    if last < 50.0 * largest {
        return None;
    }
    let in_full: Vec<String> = others.iter().map(|part| format!("{}{unit}", part.trim())).collect();
    let reason = "only the last of these says its thousands or millions: say them of each";
    Some(EntryError::guessed(reason, "12k, 18k, 60k", format!("{}; {plain}", in_full.join("; "))))
}

/// `2026, 25k`, `25k, 40`: a year among amounts, and an amount without the thousands that others say.
pub(super) fn unlike_others(listed: &[&str]) -> Option<EntryError> {
    let said: Vec<Vec<Token>> =
        listed.iter().map(|part| tokens(part, "").map(|(_, all)| all)).collect::<Result<_, _>>().ok()?;
    let is_multiplied = |part: &Vec<Token>| part.iter().any(|word| multiplier(word).is_some());
    let bare = |part: &Vec<Token>| match part.as_slice() {
        [number] if number.is_number() => value(&number.text, 0, ThreeDigits::Grouped),
        _ => None,
    };
    let largest = said.iter().filter(|part| is_multiplied(part)).filter_map(|part| COUNTS.quantity(part));
    let largest = largest.map(|count| count.value()).fold(0.0, f64::max);
    let digits = |part: &Vec<Token>| part.first().map_or(0, |number| number.text.len());
    let is_year = |part: &Vec<Token>| {
        digits(part) == 4 && bare(part).is_some_and(|year| (2_010.0..=2_040.0).contains(&year))
    };
    // Of amounts that say their thousands.
    if largest >= 10_000.0 && said.iter().any(is_year) {
        let reason = "this may be a year: if it is an amount, write it with its currency";
        return Some(EntryError::questioned(reason, "12k, 18k, 60k"));
    }
    said.iter()
        .filter_map(bare)
        .any(|number| 0.0 < number && number < 1_000.0 && 50.0 * number <= largest)
        .then(|| {
            let reason = "only some of these say their thousands or millions: say them of each";
            EntryError::questioned(reason, "12k, 18k, 60k")
        })
}

/// `12 300k`: two amounts, where nobody groups by spaces.
pub(super) fn has_space_in_thousands(text: &str) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return false };
    matches!(all.as_slice(), [number, next] if number.is_number()
        && number.text.contains(' ')
        && !next.spaced
        && multiplier(next).is_some())
}

/// `2 deals` in a list of amounts: how many, and no amount.
pub(super) fn counts_deals(part: &str) -> bool {
    let Ok((_, all)) = tokens(part, "") else { return false };
    matches!(all.as_slice(), [number, things] if number.is_number() && things.is(DEALS))
}
