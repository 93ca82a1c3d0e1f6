//! Texts as they are looked at: digits of every script as 0 to 9, one kind of space, one kind of minus sign.

use crate::entry::EntryError;
use std::borrow::Cow;

/// Longest text that is looked at: more is not something a person wrote into a field.
pub(in crate::entry) const TEXT_CHARACTERS_MAX: usize = 200;

/// Longest list, such as a ramp's shares with all their digits.
const LIST_CHARACTERS_MAX: usize = 1_000;

/// The zeros of the scripts that have decimal digits (Unicode, category Nd); nine digits follow each.
const ZEROS: [u32; 64] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
    0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950,
    0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1e140, 0x1e2f0, 0x1e4f0,
    0x1e950, 0x1fbf0,
];

/// The decimal mark of Arabic texts: never between groups.
pub(super) const ARABIC_DECIMAL: char = '\u{66b}';

/// The text in plain letters, without space at its ends; case and everything a name may hold stay.
pub(in crate::entry) fn plain(text: &str) -> String {
    let plain: String = text
        .chars()
        // Marks of writing direction, which some locales print beside amounts, and marks of no width.
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}'))
        .filter(|c| !matches!(c, '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .map(plain_letter)
        .collect();
    without_no_cents(&between_dots(plain.trim()))
}

/// `10..14` as `10-14`.
fn between_dots(text: &str) -> Cow<'_, str> {
    let is_between = |at: usize| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        before && text.get(at + 2..).is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    };
    match text.match_indices("..").find(|(at, _)| is_between(*at)) {
        Some((at, dots)) => {
            let (before, behind) = (text.get(..at), text.get(at + dots.len()..));
            Cow::Owned(format!("{}-{}", before.unwrap_or_default(), behind.unwrap_or_default()))
        }
        None => Cow::Borrowed(text),
    }
}

/// `12'500.- Qualified`: without the mark that says that there are no cents, where more follows it. A list is
/// numbered so as well, `1.- Acme`.
fn without_no_cents(text: &str) -> String {
    let mut rest = text.to_owned();
    for mark in [".- ", ",- "] {
        let mut from = 0;
        while let Some(at) = rest.get(from..).and_then(|behind| behind.find(mark)).map(|at| at + from) {
            let before = rest.get(..at).unwrap_or_default();
            let number =
                before.chars().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '\'' | '.' | ','));
            if number.filter(char::is_ascii_digit).count() > 2
                && before.ends_with(|c: char| c.is_ascii_digit())
            {
                rest.replace_range(at..at + mark.len() - 1, "");
            }
            from = at + 1;
        }
    }
    rest
}

/// `%40`, `yaklaşık %40` and `yüzde 40`, as Turks write it, with its sign behind the number.
pub(in crate::entry) fn sign_behind(text: &str) -> Cow<'_, str> {
    let sign = ["%", "yüzde ", "Yüzde "].iter().find_map(|sign| Some((text.find(sign)?, sign.len())));
    let Some((at, length)) = sign else { return Cow::Borrowed(text) };
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + length..).unwrap_or_default());
    // “40 %” has its number before it.
    let is_first = before.is_empty() || before.ends_with(char::is_whitespace);
    let has_number = before.contains(|c: char| c.is_ascii_digit());
    let number = behind.trim_start();
    if !is_first || has_number || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let end = number.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(number.len());
    let (number, rest) = number.split_at(end);
    Cow::Owned(format!("{before}{number}%{rest}"))
}

fn plain_letter(letter: char) -> char {
    if letter.is_ascii() {
        return match letter {
            '`' => '\'',
            '\n' | '\t' => letter,
            c if c.is_whitespace() => ' ',
            c => c,
        };
    }
    let code = u32::from(letter);
    let digit = |zero: &&u32| (**zero..**zero + 10).contains(&code);
    // Mathematical digits: five alphabets in a row.
    if (0x1d7ce..=0x1d7ff).contains(&code) {
        return char::from_digit((code - 0x1d7ce) % 10, 10).unwrap_or(letter);
    }
    if let Some(zero) = ZEROS.iter().find(digit) {
        return char::from_digit(code - zero, 10).unwrap_or(letter);
    }
    match letter {
        '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{fe58}' | '\u{fe63}' | '\u{207b}' | '\u{2e3a}'
        // The wave of a range.
        | '\u{301c}' | '\u{ff5e}' => '-',
        '\u{66c}' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2032}' | '´' => '\'',
        '\u{66a}' => '%',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{201a}' | '、' => ',',
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(code - 0xfee0).unwrap_or(letter),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The text as readers of single words look at it: plain, lower case, one space between words.
pub(in crate::entry) fn normalised(text: &str, example: &'static str) -> Result<String, EntryError> {
    if text.chars().count() > LIST_CHARACTERS_MAX {
        return Err(EntryError::NotUnderstood(example));
    }
    let plain = plain(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() { Err(EntryError::Empty(example)) } else { Ok(words.join(" ").to_lowercase()) }
}

/// Splits at the first of `separators` that leaves something on both sides.
pub(in crate::entry) fn split_range<'a>(text: &'a str, separators: &[&str]) -> Option<(&'a str, &'a str)> {
    separators.iter().find_map(|separator| {
        let (low, high) = text.split_once(separator)?;
        let (low, high) = (low.trim(), high.trim());
        (!low.is_empty() && !high.is_empty()).then_some((low, high))
    })
}
