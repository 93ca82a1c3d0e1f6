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
    let mut groups = text.split([' ', '\u{a0}', '\u{202f}', '\'', '’', '_']);
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
                // A group mark stands before three digits, or two where lakhs and crores are counted; three end.
                let mut groups = digits.get(at + 1..)?.split(['.', ',']);
                let group = groups.next()?;
                let is_last = groups.next().is_none() || Some(at + 1 + group.len()) == decimal_at;
                let is_group = group.len() == 3 || (group.len() == 2 && !is_last);
                if !is_group || at == 0 {
                    return None;
                }
            }
            _ => return None,
        }
    }
    if !plain.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let value = value_of(&plain)?;
    Some(if negative { -value } else { value })
}

/// The value of digits with at most one point, as near as the nearest number.
///
/// Whole numbers up to 2^53 and a power of ten up to 10^22 are exact in `f64`, so their quotient is rounded once and
/// right (Clinger, 1990, *How to Read Floating Point Numbers Accurately*). Any 15 digits are within, and of 16 those
/// of every seed and every amount. Nobody writes more into a field; beyond them zeros are read. The standard library's
/// parser would bring a table of 10 kB into the page.
fn value_of(plain: &str) -> Option<f64> {
    const WHOLE_MAX: u64 = 1 << 53;
    const POWER_MAX: usize = 22;
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    let digits: String = whole.chars().chain(decimals.chars()).collect();
    let significant = digits.trim_start_matches('0');
    let (mut mantissa, mut kept) = (0_u64, 0);
    for digit in significant.bytes() {
        let longer = mantissa * 10 + u64::from(digit - b'0');
        if longer > WHOLE_MAX {
            break;
        }
        (mantissa, kept) = (longer, kept + 1);
    }
    let dropped = significant.len() - kept;
    let mantissa = mantissa as f64;
    let power = |exponent: usize| (0..exponent).fold(1.0, |power: f64, _| power * 10.0);
    let down = decimals.len();
    if down > POWER_MAX || dropped > POWER_MAX {
        return None;
    }
    if dropped > down {
        Some(mantissa * power(dropped - down))
    } else {
        Some(mantissa / power(down - dropped))
    }
}

/// A percentage as a fraction: `45%`, `45 percent`. None without a percent sign or word.
pub fn read_percent(text: &str, style: NumberStyle) -> Option<f64> {
    let number = text
        .strip_suffix('%')
        .or_else(|| text.strip_suffix("percent"))
        .or_else(|| text.strip_suffix("per cent"))?;
    Some(read_number(number.trim(), style)? / 100.0)
}
