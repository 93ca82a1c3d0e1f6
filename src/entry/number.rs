//! Numbers as people write them, in their own locale.

/// How the reader's locale writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    /// Before the decimals: `.` or `,`.
    pub decimal: char,
}

impl NumberStyle {
    /// 1,200.5
    pub const POINT: Self = Self { decimal: '.' };
    /// 1.200,5
    pub const COMMA: Self = Self { decimal: ',' };
}

/// A finite number: digits with group marks and decimals in either style.
///
/// Where both marks stand, the last one is the decimal mark. A single mark is the decimal mark if the locale
/// says so, or if what follows is not a group of three digits: `1,5` is 1.5 everywhere, `1.200` is 1.2 with a
/// decimal point and 1200 with a decimal comma.
pub fn read_number(text: &str, style: NumberStyle) -> Option<f64> {
    // A space or an apostrophe groups digits: three follow each.
    let mut groups = text.split([' ', '\'', '’', '_']);
    let mut compact = groups.next()?.to_owned();
    for group in groups {
        let digits = group.split(['.', ',']).next().unwrap_or_default();
        if digits.len() != 3 || !compact.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        compact.push_str(group);
    }
    let (negative, digits) = match compact.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, compact.strip_prefix('+').unwrap_or(&compact)),
    };
    let last_mark = digits.rfind(['.', ',']);
    let marks = digits.matches(['.', ',']).count();
    let decimal_at = last_mark.filter(|at| {
        let mark = digits.get(*at..).and_then(|rest| rest.chars().next()).unwrap_or('.');
        let after = digits.len() - at - 1;
        let same = digits.matches(mark).count();
        if marks > 1 { same == 1 } else { mark == style.decimal || after != 3 || *at == 0 || *at > 3 }
    });
    let mut plain = String::new();
    for (at, c) in digits.char_indices() {
        match c {
            '0'..='9' => plain.push(c),
            '.' | ',' if Some(at) == decimal_at => plain.push('.'),
            '.' | ',' => {
                // A group mark stands before three digits.
                let group = digits.get(at + 1..)?.split(['.', ',']).next()?;
                if group.len() != 3 || at == 0 {
                    return None;
                }
            }
            _ => return None,
        }
    }
    if !plain.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Through serde_json, which the page has anyway: the standard library's own parser brings a table of 10 kB.
    // JSON wants a digit on both sides of the point, and no zero to spare.
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = whole.trim_start_matches('0');
    let or_zero = |digits| if str::is_empty(digits) { "0" } else { digits };
    let json = format!("{}.{}", or_zero(whole), or_zero(decimals));
    let value: f64 = serde_json::from_str(&json).ok().filter(|value: &f64| value.is_finite())?;
    Some(if negative { -value } else { value })
}

/// A percentage as a fraction: `45%`, `45 percent`. None without a percent sign or word.
pub fn read_percent(text: &str, style: NumberStyle) -> Option<f64> {
    let number = text
        .strip_suffix('%')
        .or_else(|| text.strip_suffix("percent"))
        .or_else(|| text.strip_suffix("per cent"))?;
    Some(read_number(number.trim(), style)? / 100.0)
}
