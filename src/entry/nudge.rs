//! Arrow keys in a field: the number at the caret goes up or down by a round step.

use super::grammar::text::TEXT_CHARACTERS_MAX;
use super::grammar::words::{MULTIPLIERS, PERCENT, TIMES};
use super::{NumberStyle, read_count, read_number};

/// The text with the number at (or nearest to) the caret moved by `steps` steps, and where the caret then
/// stands; none, if there is no number. The caret counts UTF-16 units, as browsers do.
///
/// A step is the round number (1, 2 or 5 times a power of ten) next to 2% of the number, but no finer than
/// its last written digit; where a letter such as `k` or `m` multiplies a number without decimals, tenths are
/// fine enough. The number never changes its sign.
///
/// ```
/// # use plumbline::entry::{NumberStyle, nudge};
/// let nudged = |text, steps| nudge(text, 0, steps, NumberStyle::POINT).unwrap().0;
/// assert_eq!(nudged("200 a month", 1), "205 a month");
/// assert_eq!(nudged("45%", -1), "44%");
/// assert_eq!(nudged("$12m", 1), "$12.2m");
/// ```
pub fn nudge(text: &str, caret: usize, steps: i32, style: NumberStyle) -> Option<(String, usize)> {
    // Nor is there one that a person wrote; ten thousands of decimals cannot even be printed.
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return None;
    }
    let caret = byte_of(text, caret);
    let (from, to) = number_at(text, caret)?;
    let written = text.get(from..to)?;
    let plain: String = written.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let unit: String =
        text.get(to..)?.trim_start().chars().take_while(|c| c.is_alphabetic() || *c == '%').collect();
    let is_in = |table: &[&str]| table.iter().any(|word| unit.eq_ignore_ascii_case(word));
    let multiplied = MULTIPLIERS.iter().any(|(word, _)| unit.eq_ignore_ascii_case(word));
    let is_timed = TIMES.iter().any(|(word, _)| unit.eq_ignore_ascii_case(word));
    // What a single mark before three digits is, as the fields read it.
    let has_decimals = multiplied || is_timed || is_in(PERCENT);
    let read = |text: &str| if has_decimals { read_number(text, style) } else { read_count(text) };
    let value = read(&plain)?;
    let decimals = decimals_of(written, &read);
    let finest = if decimals == 0 && multiplied { -1 } else { -i32::try_from(decimals).ok()? };
    let (step, exponent) = round_step(value, finest);
    let moved = (value / step).round() + f64::from(steps);
    let moved =
        (if (value / step).fract() == 0.0 { moved } else { value / step + f64::from(steps) } * step).max(0.0);
    let decimals = decimals.max(usize::try_from(-exponent).unwrap_or(0));
    let number = write_like(written, moved, (decimals, decimals_of(written, &read)), style);
    let before = text.get(..from)?;
    let nudged = format!("{before}{number}{}", text.get(to..)?);
    let caret = before.encode_utf16().count() + number.encode_utf16().count();
    Some((nudged, caret))
}

/// The round step next to 2% of a value, and its power of ten.
fn round_step(value: f64, finest: i32) -> (f64, i32) {
    let wanted = value.abs() * 0.02;
    let least = (power_of_ten(finest), finest);
    let steps = (finest..=15)
        .flat_map(|exponent| [1.0, 2.0, 5.0].map(|digit| (digit * power_of_ten(exponent), exponent)));
    let nearness = |step: f64| if step > wanted { step / wanted } else { wanted / step };
    steps.filter(|_| wanted > 0.0).min_by(|a, b| nearness(a.0).total_cmp(&nearness(b.0))).unwrap_or(least)
}

fn power_of_ten(exponent: i32) -> f64 {
    let power = (0..exponent.abs()).fold(1.0, |power: f64, _| power * 10.0);
    if exponent < 0 { 1.0 / power } else { power }
}

/// Whether a letter can stand within a number: digits, marks, and spaces between groups of digits.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
}

/// From and to of the number at the caret, or the nearest.
fn number_at(text: &str, caret: usize) -> Option<(usize, usize)> {
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    let mut marks = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_ascii_digit() {
            match numbers.last_mut() {
                // A single mark between digits belongs to the number; a space does, before a group of three.
                Some((_, to)) if *to == at || (marks == 1 && continues(text, *to)) => *to = end,
                _ => numbers.push((at, end)),
            }
            marks = 0;
        } else if is_mark(c) {
            marks += 1;
        } else {
            marks = 2;
        }
    }
    let distance = |(from, to): &(usize, usize)| from.saturating_sub(caret).max(caret.saturating_sub(*to));
    numbers.into_iter().min_by_key(distance)
}

/// Whether the mark that begins at `at` is within a number.
fn continues(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars();
    match rest.next() {
        Some('.' | ',') => true,
        Some(_) => {
            let digits = rest.take_while(char::is_ascii_digit).count();
            digits == 3
        }
        None => false,
    }
}

/// Decimals that are written.
fn decimals_of(written: &str, read: &dyn Fn(&str) -> Option<f64>) -> usize {
    // Where reading a longer number changes its value by less than a group would, the mark is a decimal one.
    let last = written.rfind(['.', ',']);
    last.map_or(0, |at| {
        let digits = written.len() - at - 1;
        let (whole, with_zero) = (read(written), read(&format!("{written}0")));
        if whole == with_zero { digits } else { 0 }
    })
}

/// Writes a number with so many decimals and the group and decimal marks of another, which has its own
/// decimals.
fn write_like(written: &str, value: f64, (decimals, own): (usize, usize), style: NumberStyle) -> String {
    let own_decimals = own > 0;
    let plain = format!("{value:.decimals$}");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let decimal =
        written.rfind(['.', ',']).filter(|_| own_decimals).and_then(|at| written.get(at..)?.chars().next());
    let decimal = decimal.unwrap_or(style.decimal);
    let whole_written =
        if own_decimals { written.rsplit_once(decimal).map_or(written, |(whole, _)| whole) } else { written };
    let group = whole_written.chars().find(|c| is_mark(*c));
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        if let Some(group) = group
            && index > 0
            && left.is_multiple_of(3)
        {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

/// The byte at which a caret stands that counts UTF-16 units.
fn byte_of(text: &str, caret: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= caret {
            return at;
        }
        units += c.len_utf16();
    }
    text.len()
}
