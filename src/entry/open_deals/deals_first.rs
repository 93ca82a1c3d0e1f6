//! A number of deals in words, or with what each is worth before the deals, as lines are read that say the
//! number in digits and the deals first: `two deals of 50k`, `3 50k deals`, `5 proposals out`.

use super::count_words::count_of;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Token, tokens};
use crate::entry::grammar::words::THINGS;
use crate::entry::money::amount::amounts;
use crate::model::Currency;

const DEALS: &[&str] = &["deals", "opps", "opportunities"];
/// What is sent to a customer, and is out then.
const SENT: [&str; 4] = ["proposals", "quotes", "offers", "bids"];

/// The same line as it is read; none, where it says it so already.
pub(super) fn deals_first(line: &str, plan: Currency) -> Option<String> {
    let inside = SENT.iter().find_map(|sent| {
        let at = line.to_lowercase().find(&format!(" {sent} out"))? + 1 + sent.len();
        Some(format!("{}{}", line.get(..at)?, line.get(at..)?.strip_prefix(" out")?))
    });
    let inside = inside.filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    let line = inside.as_deref().unwrap_or(line);
    in_digits(line, plan).or(inside)
}

/// `two deals worth 50k each` and `two 50k deals`.
fn in_digits(line: &str, plan: Currency) -> Option<String> {
    let (plain, all) = tokens(line, "").ok()?;
    let (number, rest) = all.split_first()?;
    let count = count_of(std::slice::from_ref(number)).filter(|count| *count > 1)?;
    let at = rest.iter().position(|word| word.is(DEALS))?;
    let amount = rest.get(..at)?;
    let behind = plain.get(rest.get(at)?.to..)?;
    let (Some(first), Some(last)) = (amount.first(), amount.last()) else {
        // “Two deals” is a name where nothing is said of it; behind a digit it is read as it stands.
        return (!number.is_number()).then(|| format!("{count} deals{behind}"));
    };
    let is_sign = |word: &Token| multiplier(word).is_some() || of_token(word, plan).is_some();
    let is_amount = amount.iter().all(|word| word.is_number() || is_sign(word))
        && amount.iter().any(is_sign)
        && first.spaced
        && !amount.iter().any(|word| word.is(THINGS))
        && amounts(amount, plan).is_some_and(|span| !span.is_range());
    let worth = plain.get(first.from..last.to).filter(|_| is_amount)?;
    Some(format!("{count} deals of {worth}{behind}"))
}
