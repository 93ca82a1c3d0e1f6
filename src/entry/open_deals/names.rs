//! Names of deals that have numbers in them, and amounts that are marked as such: `7-Eleven 40k`, `Acme 2027
//! renewal 50k`, `Tata 25 lakh`.

use crate::entry::EntryError;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::number::{multiplier, typed};
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{Kind, Token, tokens};
use crate::entry::grammar::words::{FILLER, THINGS, TIMES};
use crate::entry::money::amount::{amounts, dollars};
use crate::model::Currency;

/// Words and marks that bind the numbers around them, and so are no part of a name between them.
const BINDERS: &[&str] = &["x", "×", "*", "of", "at", "@", "to", "and", "or", "in", "from", "à", "je", "mal"];

/// Whether a text is an amount that says so by its multiplier or its currency, and not a number of deals.
pub(in crate::entry) fn is_marked(text: &str, plan: Currency) -> bool {
    let Ok((_, all)) = tokens(text, "") else { return false };
    let says_so = |token: &Token| multiplier(token).is_some() || of_token(token, plan).is_some();
    all.iter().any(Token::is_number) && all.iter().any(says_so) && amounts(&all, plan).is_some()
}

/// Whether a text is what a deal is worth where a name stands before it: an amount that says so, or a large
/// number.
pub(super) fn is_worth(text: &str, plan: Currency) -> bool {
    let read = tokens(text, "").ok().and_then(|(_, all)| amounts(&all, plan));
    // “Renewal 2027” and “Opp-10234” are names.
    let is_grouped = text.trim().contains([',', '.', '\u{a0}', '\u{202f}', '’', '\'']);
    let is_large = read.is_some_and(|span| !span.is_range() && span.ends().0.value() >= 1_000.0);
    (is_large && is_grouped) || is_amount(text)
}

/// `90k`, `$64,000`: an amount, and not how many.
pub(in crate::entry) fn is_amount(text: &str) -> bool {
    const SIGNS: [char; 5] = ['$', '€', '£', '¥', '₹'];
    let text = text.trim();
    let number = text.strip_suffix(['k', 'K', 'm', 'M']).unwrap_or_default();
    text.contains(SIGNS)
        || number.trim_end().ends_with(|last: char| last.is_ascii_digit())
        || dollars().is_some_and(|plan| is_marked(text, plan))
}

/// `Acme 50k`: a name, and the amount behind it.
pub(super) fn named_amount(part: &str) -> Option<(String, String)> {
    let (plain, all) = tokens(part, "").ok()?;
    let is_amount = |at: &usize| {
        let is_number = all.get(*at).is_some_and(Token::is_number);
        is_number && !is_in_name(&all, *at) && !is_behind_letters(&all, *at)
    };
    let from = (0..all.len()).find(is_amount)?;
    let symbol = from.checked_sub(1).filter(|at| {
        all.get(*at)
            .filter(|token| !token.is(&["tl", "lira"]))
            .is_some_and(|token| dollars().is_some_and(|plan| of_token(token, plan).is_some()))
    });
    let at = symbol.unwrap_or(from);
    let first = all.first()?;
    // “7-Eleven 40k”
    let is_name = (first.kind == Kind::Word && !first.is(FILLER)) || (first.is_number() && from > 0);
    let cut = all.get(at)?.from;
    let name = without_glue(plain.get(..cut)?);
    // “won 12”, “there are 18”: a number of deals, and no amount.
    let is_bare = all.iter().skip(from + 1).all(|word| word.is(THINGS)) && symbol.is_none();
    if is_bare && all.iter().take(from).all(|word| word.is(COUNTED_BY) || word.is(THINGS) || word.is(FILLER))
    {
        return None;
    }
    let amount = plain.get(cut..).unwrap_or_default();
    // “Acme (50k)”
    let (name, amount) = match name.strip_suffix('(').zip(amount.trim_end().strip_suffix(')')) {
        Some((name, amount)) => (name.trim(), amount),
        None => (name, amount),
    };
    (at > 0 && is_name && !name.is_empty()).then(|| (name.to_owned(), amount.to_owned()))
}

/// Words that a bare number beside them counts, and none of which is a name.
const COUNTED_BY: &[&str] =
    &["won", "lost", "open", "closed", "there", "are", "have", "got", "offen", "gewonnen"];

/// A name without what binds it to the amount behind it: `Acme =`, `Acme ~`, `Acme maybe`, `Acme worth`.
fn without_glue(name: &str) -> &str {
    const MARKS: [char; 10] = ['-', ':', '–', '=', '~', '≈', '@', '→', ',', ' '];
    // “Disney+” has its mark from somebody else.
    const APART: [&str; 6] = ["->", "=>", " >", " /", " +", " |"];
    const BINDING: &[&str] =
        &["at", "for", "worth", "is", "of", "was", "ca.", "à", "für", "pour", "por", "per"];
    let trimmed = |name: &'_ str| -> usize {
        let mut name = name.trim_end_matches(MARKS);
        while let Some(rest) = APART.iter().find_map(|mark| name.strip_suffix(mark)) {
            name = rest.trim_end_matches(MARKS);
        }
        name.len()
    };
    let name = name.trim();
    let mut name = name.get(..trimmed(name)).unwrap_or(name);
    // A name of its own begins with a capital, as any word of one may.
    while let Some((rest, last)) = name.rsplit_once(' ')
        && last.starts_with(char::is_lowercase)
        && (BINDING.contains(&last) || FILLER.contains(&last))
    {
        name = rest.get(..trimmed(rest)).unwrap_or(rest);
    }
    name
}

/// Whether a name holds a number that is no year, and no part of a word in it.
pub(super) fn holds_amount(name: &str) -> bool {
    let Ok((_, all)) = tokens(name, "") else { return false };
    let is_amount = |at: usize| {
        let Some(number) = all.get(at).filter(|number| number.is_number()) else { return false };
        let is_year = number.text.len() == 4 && number.text.starts_with("20");
        at > 0 && number.spaced && !is_year
    };
    named_amount(name).is_some() && (0..all.len()).any(is_amount)
}

/// `7-Eleven`: no range of numbers, although it may be one in words.
pub(in crate::entry) fn is_hyphened(name: &str) -> bool {
    let rest = name.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let behind = rest.strip_prefix('-').filter(|_| rest.len() < name.len());
    behind.is_some_and(|behind| behind.starts_with(char::is_alphabetic))
}

/// `3M 40k`: two amounts, of which the first may be a name.
pub(super) fn two_amounts(text: &str, plan: Currency) -> Option<EntryError> {
    let (_, all) = tokens(text, "").ok()?;
    let is_amount = |tokens: &[Token]| amounts(tokens, plan).is_some();
    let are_two = (1..all.len()).any(|at| {
        let (first, second) = all.split_at(at);
        is_amount(first) && is_amount(second) && second.iter().any(Token::is_number)
    });
    // “7-Eleven 40k”
    let is_named = || named_amount(text).is_some();
    (all.first().is_some_and(Token::is_number) && are_two && !is_named()).then(|| {
        let reason = "a name with a number in it is unusual: if it is one, put it in quotes";
        EntryError::questioned(reason, "\"3M\", 50k")
    })
}

/// Whether the number at a place is a part of a name rather than an amount: `7-Eleven`, `99designs`, `Q3`,
/// `Acme 2027 renewal`.
pub(super) fn is_in_name(all: &[Token], at: usize) -> bool {
    let (Some(number), next) = (all.get(at), all.get(at + 1)) else { return false };
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    let is_word = |word: &Token| word.kind == Kind::Word && word.raw.chars().all(char::is_alphabetic);
    let is_unit = |word: &Token| {
        multiplier(word).is_some() || TIMES.iter().any(|(unit, _)| word.is(&[unit])) || word.text.len() < 3
    };
    // Another number has to follow, which is the amount.
    if !number.is_number() || !all.iter().skip(at + 1).any(Token::is_number) {
        return false;
    }
    // “24-deals worth 600k”, “5mal 20k” and “Acme 2000 seats at 50” are counts.
    let behind: Vec<&Token> = all.iter().skip(at + 1).take_while(|word| !word.is_number()).collect();
    let counts = |word: &&Token| {
        let says = word.is(BINDERS) || word.is(THINGS) || word.is(&["plus", "each", "worth", "odd", "total"]);
        says || dollars().is_some_and(|plan| of_token(word, plan).is_some() && !word.is(&["$"]))
    };
    let is_counted = behind.iter().any(counts);
    // “7-Eleven”, “99designs”
    let hyphened = || {
        let word = next.filter(|hyphen| hyphen.is(&["-"]) && !hyphen.spaced).and(all.get(at + 2))?;
        (!word.spaced && is_word(word)).then_some(())
    };
    let glued = || next.filter(|word| !word.spaced && is_word(word) && !is_unit(word)).map(|_| ());
    if at == 0 {
        return !is_counted && hyphened().or_else(glued).is_some();
    }
    // “Acme Q3 renewal”
    let is_behind = before.is_some_and(|word| is_word(word) && !number.spaced);
    // “Acme 2027 renewal”
    let is_year = number.text.len() == 4 && number.text.starts_with("20") && number.spaced;
    let is_named = next.is_some_and(|word| {
        let says_else = word.is(THINGS) || word.is(FILLER) || word.is(BINDERS) || is_unit(word);
        word.spaced && is_word(word) && !says_else
    });
    let is_after_word = before.is_some_and(|word| is_word(word) && !word.is(BINDERS));
    // “Acme 2025 Globex 3000” names two; what is an amount for sure has its unit or its currency.
    let last = all.iter().rposition(Token::is_number).unwrap_or(at);
    let has_unit = all.get(last + 1).is_some_and(|unit| multiplier(unit).is_some())
        || last.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|sign| sign.is(&["$", "€", "£", "¥"]));
    is_named && is_after_word && (is_behind || (is_year && has_unit && !is_counted))
}

/// `Century 21 60k`, `Level 3 Communications 90k`, `Acme 2 x 25k`: whether a number before the amount belongs
/// to the name, or counts, is asked.
pub(super) fn number_before_amount(part: &str, plan: Currency) -> Option<EntryError> {
    let (plain, all) = tokens(part, "").ok()?;
    let last = all.iter().rposition(Token::is_number)?;
    let symbol = last.checked_sub(1).filter(|at| all.get(*at).is_some_and(|of| of_token(of, plan).is_some()));
    let (name, amount) = all.split_at_checked(symbol.unwrap_or(last))?;
    let written = plain.get(amount.first()?.from..amount.last()?.to)?;
    let is_word = |word: &Token| word.kind == Kind::Word && !word.is(FILLER) && !word.is(THINGS);
    // “Acme 2027 renewal 50k” is read.
    let is_read = || {
        let (_, amount) = named_amount(part)?;
        amounts(&tokens(&amount, "").ok()?.1, plan)
    };
    if !name.first().is_some_and(is_word) || !is_marked(written, plan) || is_read().is_some() {
        return None;
    }
    if let [before @ .., number, times] = name
        && times.is(&["x", "×", "*"])
        && number.is_number()
    {
        let each = amounts(amount, plan).filter(|span| !span.is_range())?.ends().0.value();
        let all = COUNTS.quantity(std::slice::from_ref(number))?.value() * each;
        let name = plain.get(..before.last()?.to)?;
        let reason = "this may be one deal or several: say what one is worth";
        return Some(EntryError::guessed(reason, "Acme, 50k", format!("{name}, {}", typed(all))));
    }
    let is_unit = |word: &Token| {
        let is_time = TIMES.iter().any(|(unit, _)| word.is(&[unit]));
        is_time || multiplier(word).is_some() || of_token(word, plan).is_some() || word.is(THINGS)
    };
    let says_else = |pair: &[Token]| matches!(pair, [number, unit] if number.is_number() && is_unit(unit));
    let is_named = name.iter().any(Token::is_number)
        && name.iter().all(|word| word.is_number() || (word.kind == Kind::Word && !word.is(BINDERS)))
        && !name.windows(2).any(says_else);
    let name =
        plain.get(..name.last()?.to).filter(|_| is_named && amount.first().is_some_and(|of| of.spaced))?;
    Some(unusual(name, written))
}

/// `Acme Q3 500k`, `Office365 200 000`: whether a number is a part of the word before it, and another number
/// follows.
fn is_behind_letters(all: &[Token], at: usize) -> bool {
    let is_word = |word: &Token| {
        word.kind == Kind::Word && word.raw.chars().all(char::is_alphabetic) && !word.is(BINDERS)
    };
    let before = at.checked_sub(1).and_then(|at| all.get(at)).filter(|word| is_word(word));
    // “EUR1 200 000” is an amount.
    let is_currency = |word: &Token| dollars().is_some_and(|plan| of_token(word, plan).is_some());
    let is_glued = all.get(at).is_some_and(|number| number.is_number() && !number.spaced);
    let follows = all.get(at + 1).is_some_and(|next| next.is_number() && next.spaced);
    is_glued && follows && before.is_some_and(|word| !is_currency(word))
}

/// `Area 51 120k`: whether a number with a space in it is one, or two of which the first belongs to the name,
/// is asked.
pub(super) fn number_of_two(part: &str, plan: Currency) -> Option<EntryError> {
    let (plain, all) = tokens(part, "").ok()?;
    // “Acme x2 300k”
    let is_times = |at: usize| {
        let [times, number] = all.get(at..at + 2).unwrap_or_default() else { return false };
        at > 0 && times.is(&["x", "×"]) && times.spaced && number.is_number() && !number.spaced
    };
    if !part.contains('"') && (0..all.len()).any(|at| is_times(at) && has_amount_behind(&all, at + 1)) {
        let reason = "this may be one deal or several: say what one is worth";
        return Some(EntryError::questioned(reason, "Acme, 50k"));
    }
    // In quotes it is a name, whatever stands in it.
    let behind = || (1..all.len()).find(|at| is_behind_letters(&all, *at));
    if let Some(at) = (!part.contains('"')).then(behind).flatten() {
        // “Proposal: Level3 120k”
        let colon = all.iter().take(at).rposition(|word| word.is(&[":"]));
        let from = colon.and_then(|colon| all.get(colon + 1)).map_or(0, |first| first.from);
        let name = plain.get(from..all.get(at)?.to)?;
        let amount = plain.get(all.get(at + 1)?.from..all.last()?.to)?;
        // “Acme Q3 2027 50k” may be cut in two places.
        let is_last = !all.iter().skip(at + 2).any(Token::is_number);
        let error = unusual(name, amount);
        return Some(if is_last { error } else { error.without_guess(CENTURY) });
    }
    let at = all.iter().position(Token::is_number).filter(|at| *at > 0)?;
    let number = all.get(at)?;
    // “1 250 k€” has its unit apart, and “1 250tkr” its currency.
    let unit = all.get(at + 1).filter(|unit| !unit.spaced && multiplier(unit).is_some())?;
    if all.get(at + 2).is_some_and(|next| of_token(next, plan).is_some()) {
        return None;
    }
    let is_word = |word: &Token| word.kind == Kind::Word && !word.is(FILLER) && !word.is(BINDERS);
    let (first, second) = number.raw.rsplit_once(' ').filter(|_| all.iter().take(at).all(is_word))?;
    let name = plain.get(..number.from + first.len())?;
    let amount = format!("{second}{}", plain.get(unit.from..all.last()?.to)?);
    Some(unusual(name, &amount))
}

/// Whether an amount stands behind a number, or in it behind a space, `2 300k`.
fn has_amount_behind(all: &[Token], at: usize) -> bool {
    let is_grouped = all.get(at).is_some_and(|number| number.raw.contains(' '));
    is_grouped || all.iter().skip(at + 1).any(Token::is_number)
}

const CENTURY: &str = "\"Century 21\", 60k";

fn unusual(name: &str, amount: &str) -> EntryError {
    let reason = "a name with a number in it is unusual: if it is one, put it in quotes";
    EntryError::guessed(reason, CENTURY, format!("\"{name}\", {amount}"))
}
