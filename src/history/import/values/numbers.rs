//! Numbers as systems and people write them, and which decimal mark a file uses.

use serde::{Deserialize, Serialize};

/// What stands before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl DecimalMark {
    fn letter(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    fn of(letter: char) -> Self {
        if letter == ',' { Self::Comma } else { Self::Point }
    }

    /// The other one.
    pub(in crate::history::import) fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// What a number says of a file's decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history::import) enum MarkProof {
    /// Nothing: no mark at all, or no number.
    Silent,
    /// It can only be read with this one.
    Proves(DecimalMark),
    /// `1.200`: 1200, or 1.2; the mark that is there.
    Either(DecimalMark),
}

/// What a number's digits and marks prove. Only digits, marks, and what groups digits.
pub(in crate::history::import) fn proof_of(number: &str) -> MarkProof {
    let compact = without_groups(number);
    let marks: Vec<(usize, char)> =
        compact.char_indices().filter(|(_, letter)| matches!(letter, '.' | ',')).collect();
    let Some((last_at, last)) = marks.last().copied() else { return MarkProof::Silent };
    let same = marks.iter().filter(|(_, letter)| *letter == last).count();
    let mark = DecimalMark::of(last);
    if marks.len() > 1 {
        let grouped = same == marks.len();
        return MarkProof::Proves(if grouped { mark.other() } else { mark });
    }
    let after = compact.len() - last_at - 1;
    let before = compact.get(..last_at).unwrap_or_default();
    let is_group = after == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    // A space or an apostrophe that groups leaves the mark to the decimals.
    let grouped_otherwise = compact.len() < number.len();
    if is_group && !grouped_otherwise { MarkProof::Either(mark) } else { MarkProof::Proves(mark) }
}

/// Digits without what groups them, other than marks.
fn without_groups(number: &str) -> String {
    number
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_'))
        .collect()
}

/// Reads digits with marks, not negative; none, if they are no number with this decimal mark.
pub(in crate::history::import) fn read_digits(number: &str, mark: DecimalMark) -> Option<f64> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.parse().ok();
    }
    let compact = without_groups(number);
    let decimal = mark.letter();
    let decimal_at = match compact.matches(decimal).count() {
        0 => None,
        1 => compact.find(decimal),
        _ => return None,
    };
    let (whole, decimals) = match decimal_at {
        Some(at) => (compact.get(..at)?, compact.get(at + 1..)?),
        None => (compact.as_str(), ""),
    };
    if decimals.contains(['.', ',']) {
        return None;
    }
    let mut plain = String::with_capacity(compact.len());
    for (at, group) in whole.split(mark.other().letter()).enumerate() {
        // A group has three digits, or two where lakhs and crores are counted.
        if at > 0 && !matches!(group.len(), 2 | 3) {
            return None;
        }
        plain.push_str(group);
    }
    let last = whole.rsplit(mark.other().letter()).next().unwrap_or_default();
    if whole.contains(mark.other().letter()) && last.len() != 3 {
        return None;
    }
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    let is_number = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && plain.bytes().any(|byte| byte.is_ascii_digit());
    if is_number { plain.parse().ok() } else { None }
}

/// A whole number of things.
pub(in crate::history::import) fn read_count(text: &str, mark: DecimalMark) -> Option<u32> {
    let value = read_digits(text, mark)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, and between 0 and a thousand million"
    )]
    let count = (value.fract() == 0.0 && (0.0..=1e9).contains(&value)).then_some(value as u32);
    count
}

/// A share as a number from 0 to 1: `45%`, `45 %`, `0.45`, `45`.
pub(in crate::history::import) fn read_share(text: &str, mark: DecimalMark) -> Option<f64> {
    let number = text.trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']);
    let value = read_digits(number, mark)?;
    let is_percent = number.len() < text.len() || value > 1.0;
    Some(if is_percent { value / 100.0 } else { value })
}
