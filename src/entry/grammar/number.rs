//! Numbers as people write them, in every locale: with marks, and in words.

use super::locale::NumberStyle;
use super::meant::{in_digits, low_in_full};
use super::number_words::{TIMES, WORDS};
use super::text::{ARABIC_DECIMAL, plain};
use super::token::{Kind, Token, after};
use super::words::MULTIPLIERS;
use crate::entry::EntryError;

/// What a single mark before three last digits is, such as that of `25.000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entry) enum ThreeDigits {
    /// Thousands: in money and counts, in every locale.
    Grouped,
    /// Decimals: in shares and times, and before a unit.
    Decimals,
}

/// A number of shares and times: where a single mark stands before three last digits, decimals follow it.
pub fn read_number(text: &str, _style: NumberStyle) -> Option<f64> {
    of_text(text, 0, ThreeDigits::Decimals)
}

/// A number of money and counts: a single mark before exactly three last digits groups thousands in every
/// locale, unless it stands behind a 0.
pub fn read_count(text: &str) -> Option<f64> {
    of_text(text, 0, ThreeDigits::Grouped)
}

fn of_text(text: &str, power: i32, three: ThreeDigits) -> Option<f64> {
    let plain = plain(text);
    let (is_negative, digits) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let value = value(digits.trim(), power, three)?;
    Some(if is_negative { -value } else { value })
}

/// A percentage as a fraction: `45%`, `45 percent`. None without a percent sign or word.
pub fn read_percent(text: &str, _style: NumberStyle) -> Option<f64> {
    let text = plain(text).to_lowercase();
    let number = ["%", "percent", "per cent", "pct"].iter().find_map(|word| text.strip_suffix(word))?;
    of_text(number.trim(), -2, ThreeDigits::Decimals)
}

/// The value of digits with their marks, times a power of ten; not negative.
pub(in crate::entry) fn value(digits: &str, power: i32, three: ThreeDigits) -> Option<f64> {
    let marks: Vec<(usize, char)> = digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    if marks.iter().any(|(_, mark)| !matches!(mark, '.' | ',' | ' ' | '\'' | '_' | '\u{66b}')) {
        return None;
    }
    let decimal = decimal_mark(digits, &marks, three);
    let (whole, decimals) = match decimal {
        Some(at) => {
            let (whole, rest) = digits.split_at_checked(at)?;
            (whole, rest.get(rest.chars().next()?.len_utf8()..)?)
        }
        None => (digits, ""),
    };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) || (decimal.is_some() && decimals.is_empty()) {
        return None;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let mut kinds = whole.chars().filter(|c| !is_digit(*c));
    let first = kinds.next();
    if kinds.any(|other| Some(other) != first)
        || !is_grouped(&whole.split(|c| !is_digit(c)).collect::<Vec<_>>(), first)
    {
        return None;
    }
    let whole: String = whole.chars().filter(|c| is_digit(*c)).collect();
    if whole.is_empty() && decimals.is_empty() {
        return None;
    }
    if whole.len() > WHOLE_DIGITS_MAX {
        return None;
    }
    // Rounded once, with the power of ten that multiplies it: 45.1% is the number nearest to 0.451.
    format!("{whole}.{decimals}0e{power}").parse().ok()
}

/// Where the decimal mark stands, if one of the marks is it.
fn decimal_mark(digits: &str, marks: &[(usize, char)], three: ThreeDigits) -> Option<usize> {
    let (at, mark) = *marks.last()?;
    if mark == ARABIC_DECIMAL {
        return Some(at);
    }
    if !matches!(mark, '.' | ',') {
        return None;
    }
    let same = marks.iter().filter(|(_, other)| *other == mark).count();
    if marks.len() > 1 {
        return (same == 1).then_some(at);
    }
    let (before, after) = (digits.get(..at)?, digits.len() - at - 1);
    let could_group = after == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    (!could_group || three == ThreeDigits::Decimals).then_some(at)
}

/// Whether groups are those of thousands, or, with commas, of lakhs and crores: `2,50,000`.
pub(in crate::entry) fn is_grouped(groups: &[&str], mark: Option<char>) -> bool {
    let [first, others @ ..] = groups else { return false };
    let Some((last, middle)) = others.split_last() else { return true };
    let thousands = (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3);
    let lakhs = mark == Some(',')
        && (1..=2).contains(&first.len())
        && last.len() == 3
        && !middle.is_empty()
        && middle.iter().all(|group| group.len() == 2);
    thousands || lakhs
}

/// Digits of a whole number that are read: nobody writes more.
const WHOLE_DIGITS_MAX: usize = 38;

/// Why a number with a letter in it is questioned, and one whose low end is short.
pub(in crate::entry) const LETTER: &str = "a letter in this may be meant as a digit";
pub(super) const LOW_END: &str =
    "the low end of this may leave out its thousands or millions: write both ends in full";

/// Why tokens are not understood: often because there is no number in them, `nearly all`, `tbd`.
pub(in crate::entry) fn not_understood(tokens: &[Token], example: &'static str) -> EntryError {
    if let Some(guess) = low_in_full(tokens) {
        return EntryError::guessed(LOW_END, example, guess);
    }
    if let Some(guess) = in_digits(tokens) {
        return EntryError::guessed(LETTER, example, guess);
    }
    let in_words_from = |at: usize| in_words(tokens.get(at..).unwrap_or_default()).is_some();
    if (0..tokens.len()).any(|at| tokens.get(at).is_some_and(Token::is_number) || in_words_from(at)) {
        EntryError::NotUnderstood(example)
    } else {
        EntryError::NoNumber(example)
    }
}

/// The number in words that tokens begin with, and what follows: `half a`, `two dozen`, `twenty-five`, `a
/// hundred`, `two and a half`.
pub(in crate::entry) fn in_words(tokens: &[Token]) -> Option<(f64, &[Token])> {
    read_words(tokens).map(|(value, rest)| (value, if value < 1.0 { after_fraction(rest) } else { rest }))
}

/// Behind a fraction, what it is of: `a third of a million`.
fn after_fraction(tokens: &[Token]) -> &[Token] {
    let multiplied = ["of a", "of an"].iter().find_map(|words| after(tokens, words));
    let multiplied = multiplied.filter(|rest| rest.first().is_some_and(|next| multiplier(next).is_some()));
    multiplied.unwrap_or(tokens)
}

fn read_words(tokens: &[Token]) -> Option<(f64, &[Token])> {
    let word = |token: &Token, table: &[(&str, f64)]| {
        let found = table.iter().find(|(word, _)| token.kind == Kind::Word && token.text == *word);
        found.map(|(_, value)| *value)
    };
    // “zweihundertfünfzigtausend”
    if let Some((number, rest)) =
        tokens.split_first().and_then(|(first, rest)| Some((in_one_word(first)?, rest)))
    {
        return Some((number, rest));
    }
    let (first, mut rest) = tokens.split_first()?;
    if first.is(&["a", "an", "een"]) {
        // “a dozen”, “a million”, “a third”, “a couple of”; else it is no number.
        let (second, others) = rest.split_first()?;
        if let Some(times) = word(second, TIMES) {
            return Some((times, others));
        }
        if let Some(value) = word(second, WORDS).filter(|value| *value < 1.0 || second.is(&["couple"])) {
            return Some((value, after_of(others)));
        }
        return multiplier(second).map(|_| (1.0, rest));
    }
    // “un par de semanas”
    if first.is(&["un", "um", "ett"])
        && let Some(others) = after(rest, "par")
    {
        return Some((2.0, after(others, "de").unwrap_or(others)));
    }
    // “couple of weeks”
    if first.is(&["couple"]) {
        return Some((2.0, after_of(rest)));
    }
    // “third quarter”, “third half”: a place in the calendar, and no part of it.
    let is_period = |next: &Token| next.is(&["quarter", "qtr", "half"]);
    if first.is(&["third"]) && rest.first().is_some_and(is_period) {
        return None;
    }
    let times_alone = word(first, TIMES).map(|times| (times, rest));
    let Some(mut value) = word(first, WORDS) else { return times_alone };
    if first.is(&["half"]) {
        let rest =
            rest.split_first().filter(|(next, _)| next.is(&["a", "an"])).map_or(rest, |(_, rest)| rest);
        let times = rest.split_first().and_then(|(next, rest)| Some((word(next, TIMES)?, rest)));
        return Some(times.map_or((value, rest), |(times, rest)| (value * times, rest)));
    }
    while let Some((next, others)) = rest.split_first() {
        // “twenty-five”, “treinta y cinco”
        let hyphen = others.split_first().filter(|_| next.is(&["-", "y", "e", "et", "och"]) && value >= 20.0);
        if let Some(times) = word(next, TIMES).filter(|_| value < 100.0) {
            (value, rest) = (value * times, others);
        } else if let Some(share) =
            word(next, WORDS).filter(|share| *share < 1.0 && value >= 1.0 && !next.is(&["half", "zero"]))
        {
            // “two thirds”
            return Some((value * share, others));
        } else if is_hundreds(value)
            && let Some((tens, others)) = below_hundred(rest)
        {
            (value, rest) = (value + tens, others);
        } else if let Some(ones) = word(next, WORDS).filter(|ones| {
            value >= 20.0 && value % 10.0 == 0.0 && (1.0..=9.0).contains(ones) && !next.is(&["couple"])
        }) {
            (value, rest) = (value + ones, others);
        } else if let Some((digits, others)) = digits_in_words(rest).filter(|_| value.fract() == 0.0) {
            (value, rest) = (value + digits, others);
        } else if let Some((next, others)) = hyphen
            && let Some(ones) = word(next, WORDS)
                .filter(|ones| value % 10.0 == 0.0 && value < 100.0 && (1.0..=9.0).contains(ones))
        {
            (value, rest) = (value + ones, others);
        } else {
            break;
        }
    }
    Some((value, rest))
}

/// Whether a number is of whole hundreds below a thousand, which tens may follow.
fn is_hundreds(value: f64) -> bool {
    (100.0..1_000.0).contains(&value) && value % 100.0 == 0.0
}

/// What follows hundreds in “two hundred and fifty”, “doscientos cincuenta”.
fn below_hundred(tokens: &[Token]) -> Option<(f64, &[Token])> {
    let rest = tokens.split_first().filter(|(and, _)| and.is(&["and", "e", "y", "et", "och", "en", "und"]));
    read_words(rest.map_or(tokens, |(_, rest)| rest)).filter(|(value, rest)| {
        let is_whole = value.fract() == 0.0 && (1.0..100.0).contains(value);
        // “five hundred two hundred” are two.
        is_whole && !rest.first().is_some_and(|next| TIMES.iter().any(|(word, _)| next.is(&[word])))
    })
}

/// A number that languages write in one word: `duecentomila`, `fünfunddreißig`, `tweehonderdvijftig`.
fn in_one_word(token: &Token) -> Option<f64> {
    const HUNDREDS: [&str; 5] = ["hundert", "honderd", "hundra", "cento", "hundred"];
    const THOUSANDS: [&str; 4] = ["tausend", "duizend", "tusen", "mila"];
    const AND: [&str; 3] = ["und", "en", "ën"];
    fn known(word: &str) -> Option<f64> {
        let found = WORDS.iter().find(|(known, value)| word == *known && *value >= 1.0);
        found.map(|(_, value)| *value).filter(|value| value.fract() == 0.0)
    }
    fn behind_and(word: &str) -> &str {
        AND.iter().find_map(|and| word.strip_prefix(and)).unwrap_or(word)
    }
    let is_tens = |value: &f64| *value >= 20.0 && value % 10.0 == 0.0;
    let is_ones = |value: &f64| *value < 10.0;
    // “fünfunddreißig”, “ventidue”
    let tens = |word: &str| {
        known(word).or_else(|| {
            word.char_indices().skip(1).find_map(|(at, _)| {
                let (first, second) = word.split_at_checked(at)?;
                let ones_first =
                    || Some(known(first).filter(is_ones)? + known(behind_and(second)).filter(is_tens)?);
                let tens_first = || Some(known(first).filter(is_tens)? + known(second).filter(is_ones)?);
                let has_and = behind_and(second).len() < second.len();
                if has_and { ones_first() } else { tens_first() }
            })
        })
    };
    let part = |word: &str| if word.is_empty() { Some(0.0) } else { tens(behind_and(word)) };
    let times = |word: &str| if word.is_empty() { Some(1.0) } else { tens(word) };
    let below_thousand = |word: &str| {
        let hundreds = HUNDREDS.iter().find_map(|hundred| word.split_once(hundred));
        match hundreds {
            Some((times_said, rest)) => Some(times(times_said)? * 100.0 + part(rest)?),
            None => tens(word),
        }
    };
    let word = token.text.as_str();
    if token.kind != Kind::Word || word.len() < 5 || known(word).is_some() {
        return None;
    }
    let thousands = THOUSANDS.iter().find_map(|thousand| word.split_once(thousand));
    match thousands {
        // The word alone multiplies what stands before it.
        Some(("", "")) => None,
        Some((head, rest)) => {
            let head = if head.is_empty() { 1.0 } else { below_thousand(head)? };
            Some(head * 1_000.0 + if rest.is_empty() { 0.0 } else { below_thousand(behind_and(rest))? })
        }
        None => below_thousand(word).filter(|value| value.fract() == 0.0),
    }
}

/// What follows the whole part in “one point seven five”.
fn digits_in_words(tokens: &[Token]) -> Option<(f64, &[Token])> {
    let mut rest = after(tokens, "point").or_else(|| after(tokens, "komma"))?;
    let mut digits = String::from("0.");
    while let Some((next, others)) = rest.split_first() {
        let digit = WORDS.iter().find(|(word, value)| {
            next.kind == Kind::Word && next.text == *word && value.fract() == 0.0 && *value < 10.0
        });
        let Some((_, digit)) = digit else { break };
        digits.push_str(&digit.to_string());
        rest = others;
    }
    digits.parse().ok().filter(|_| digits.len() > 2).map(|value| (value, rest))
}

/// “a couple of”
fn after_of(tokens: &[Token]) -> &[Token] {
    after(tokens, "of").unwrap_or(tokens)
}

/// What a word multiplies by.
pub(in crate::entry) fn multiplier(token: &Token) -> Option<i32> {
    let found = MULTIPLIERS.iter().find(|(word, _)| token.kind == Kind::Word && token.text == *word);
    found.map(|(_, power)| *power)
}

/// A number that is whole and not negative; one that is too large stays too large, so that the model says so.
pub(in crate::entry) fn whole_number(number: f64) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and not negative; saturates"
    )]
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u32)
}

/// A number that is offered as a text: with no or with two decimals, since three would be read as a group of
/// thousands.
pub(in crate::entry) fn typed(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number}") } else { format!("{number:.2}") }
}
