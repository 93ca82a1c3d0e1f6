//! A target that says how much more than last year's it is: `4.6m, 40% more than this year`.

use super::beside::{RECURRING, growth_of};
use crate::entry::EntryError;
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Token, after, split, tokens};

/// Between the target and what is said of it.
const BESIDE: &[&str] = &[",", "("];
/// Between that and a share.
const BEFORE_SHARE: &[&str] = &["which is", "that is", "that ' s", "un", "il"];
/// Between a share and the year that it is more than.
const MORE_THAN: &[&str] = &[
    "more than",
    "higher than",
    "bigger than",
    "above",
    "up on",
    "over",
    "mehr als",
    "über",
    "de plus que",
    "plus que",
    "más que",
    "in più rispetto a",
    "in più del",
    "più dell",
    "meer dan",
    "a mais que",
    "a mais do que",
    "mais que",
    "mer än",
];
/// Words of the year that is over or ends, and of what it brought.
const LAST: &[&str] = &[
    "last",
    "this",
    "previous",
    "prior",
    "ly",
    "py",
    "vorjahr",
    "dieses",
    "letztes",
    "cette",
    "dernier",
    "dernière",
    "passée",
    "este",
    "pasado",
    "quest",
    "scorso",
    "dit",
    "vorig",
    "passado",
    "här",
    "förra",
    "fjol",
];
const YEAR: &[&str] =
    &["year", "ly", "py", "jahr", "vorjahr", "année", "an", "año", "anno", "ano", "året", "fjol"];
const BESIDE_YEAR: &[&str] = &[
    "the", "our", "in", "'", "’", "s", ".", "bookings", "sales", "result", "im", "das", "l", "el", "dell",
    "o", "i", "det",
];

/// The text without a clause that says how much more than the year before the target is: it has grown
/// already. `4.6m this year, 40% more` and `4.6m + 40%` are last year's amount, and `4.6m, +40%` may be
/// either. None without such a clause.
///
/// # Errors
/// Of recurring revenue, whose growth is said in another way.
pub(super) fn grown_already(text: &str) -> Result<Option<String>, EntryError> {
    let Ok((_, all)) = tokens(text, "") else { return Ok(None) };
    let Some((amount, tail)) = cut(&all) else { return Ok(None) };
    if amount.iter().any(|word| word.is(&["arr", "recurring"])) {
        let reason = "how much grows to how much is said by the growth";
        return Err(EntryError::questioned(reason, RECURRING));
    }
    let plain = plain(text);
    let head = all.get(amount.len()).and_then(|word| plain.get(..word.from)).unwrap_or_default();
    let tail = tail.first().and_then(|word| plain.get(word.from..)).unwrap_or_default();
    Ok(Some(format!("{}{}", head.trim_end(), tail.strip_prefix(')').unwrap_or(tail))))
}

/// What stands before such a clause, and behind it.
fn cut(all: &[Token]) -> Option<(&[Token], &[Token])> {
    let (amount, said) = split(all, BESIDE)?;
    let (share, year) = split(said, MORE_THAN)?;
    let ends = year.iter().position(|word| word.is(&[",", ";", ")"])).unwrap_or(year.len());
    let (year, rest) = year.split_at_checked(ends)?;
    let has = |words: &[&str]| year.iter().any(|word| word.is(words));
    let is_year = has(LAST)
        && has(YEAR)
        && year.iter().all(|word| word.is(LAST) || word.is(YEAR) || word.is(BESIDE_YEAR));
    let share = BEFORE_SHARE.iter().find_map(|word| after(share, word)).unwrap_or(share);
    let is_share = share.first().is_some_and(Token::is_number)
        && share.iter().any(|word| word.is(&["%"]))
        && growth_of(share).is_ok();
    let is_of_year = amount.iter().any(|word| word.is(YEAR) || word.is(LAST));
    (is_year && is_share && !is_of_year).then_some((amount, rest))
}
