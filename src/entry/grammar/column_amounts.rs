//! Amounts in a column of a table: the currency that its head names, and its one decimal mark.

use super::currency::of_token;
use super::lines::{cells, unquoted};
use super::number::multiplier;
use super::tokens::{Token, tokens};
use crate::model::Currency;
use std::borrow::Cow;

/// Whether an amount names no currency.
pub(in crate::entry) fn is_bare(amount: &str) -> bool {
    tokens(amount, "").is_ok_and(|(_, all)| {
        all.iter().any(Token::is_number) && all.iter().all(|token| token.is_number() || token.is(&["-"]))
    })
}

/// An amount with the currency that another cell names, where it names none itself.
pub(in crate::entry) fn in_currency(amount: String, cell: Option<String>) -> String {
    match cell.filter(|_| is_bare(&amount)).and_then(|cell| named_in(&cell)) {
        Some(code) => format!("{amount} {code}"),
        None => amount,
    }
}

/// The currency that a cell names, `EUR`, `EUR - Euro`, `US Dollar`; one that is not known as it stands, so
/// that it is refused; none, where the cell names no currency.
fn named_in(cell: &str) -> Option<String> {
    const NAMES: [(&str, &str); 8] = [
        ("us dollar", "USD"),
        ("american dollar", "USD"),
        ("canadian dollar", "CAD"),
        ("australian dollar", "AUD"),
        ("british pound", "GBP"),
        ("pound sterling", "GBP"),
        ("japanese yen", "JPY"),
        ("indian rupee", "INR"),
    ];
    let name = cell.trim().to_lowercase().replace('.', "");
    let name = name.strip_suffix('s').unwrap_or(&name);
    if let Some((_, code)) = NAMES.iter().find(|(of, _)| *of == name) {
        return Some((*code).to_owned());
    }
    let (_, all) = tokens(cell, "").ok()?;
    let usual = Currency::new("USD").ok()?;
    let is_named = |token: &Token| multiplier(token).is_none() && of_token(token, usual).is_some();
    let is_code = |token: &Token| super::currency_codes::is_code(&token.raw);
    match all.as_slice() {
        [only] if is_named(only) => Some(only.raw.clone()),
        [code, mark, ..] if is_code(code) && mark.is(&["-", "–", "—", ":", "("]) => {
            Some(code.raw.clone())
        }
        all => all.iter().any(is_named).then(|| cell.to_owned()),
    }
}

/// Rows, the head first, with the currency that the head of a column names, `Amount (EUR)`, behind each
/// amount of it that names none.
pub(in crate::entry) fn with_currency<'a>(
    rows: Vec<(usize, Cow<'a, str>)>,
    place: Option<usize>,
) -> Vec<(usize, Cow<'a, str>)> {
    let head = rows.first().map(|(_, head)| cells(head)).unwrap_or_default();
    let named = place.and_then(|place| head.get(place)?.trim_matches('"').trim().strip_suffix(')'));
    let named = named.and_then(|head| head.rsplit_once('(')).and_then(|(_, code)| named_in(code));
    let Some((place, code)) = place.zip(named) else { return rows };
    let with_code = |row: Cow<'a, str>| {
        let said = |(at, cell): (usize, &str)| {
            let amount = unquoted(cell).unwrap_or_else(|| cell.to_owned());
            if at == place && is_bare(&amount) { format!("{amount} {code}") } else { cell.to_owned() }
        };
        Cow::Owned(cells(&row).into_iter().enumerate().map(said).collect::<Vec<_>>().join("\t"))
    };
    let of = |at: usize, row: Cow<'a, str>| if at == 0 { row } else { with_code(row) };
    rows.into_iter().enumerate().map(|(at, (line, row))| (line, of(at, row))).collect()
}

/// Whether a mark is that of decimals in one amount of a column, `50.25`, and may group thousands in another,
/// `80.500`: a table has one decimal mark.
pub(in crate::entry) fn has_two_marks<'a>(rows: impl Iterator<Item = &'a str>, place: Option<usize>) -> bool {
    let Some(place) = place else { return false };
    let marks = |cell: &str| -> Option<(char, usize, usize)> {
        // “1.125M” and “80.125k” say what they are.
        let (_, all) = tokens(cell, "").ok()?;
        if all.iter().any(|token| multiplier(token).is_some()) {
            return None;
        }
        let digits = cell.trim_matches(|letter: char| !letter.is_ascii_digit());
        let mut marks = digits.char_indices().filter(|(_, letter)| matches!(letter, '.' | ','));
        let (at, mark) = marks.next().filter(|_| marks.next().is_none() && !digits.starts_with('0'))?;
        Some((mark, at, digits.len() - at - 1))
    };
    let said: Vec<(char, usize, usize)> = rows.filter_map(|row| marks(cells(row).get(place)?)).collect();
    let is_decimal = |mark: char| said.iter().any(|(of, _, behind)| *of == mark && matches!(behind, 1 | 2));
    said.iter().any(|(mark, before, behind)| *behind == 3 && (1..=3).contains(before) && is_decimal(*mark))
}

/// Why a column with two decimal marks is not read.
pub(in crate::entry) const TWO_MARKS: &str =
    "one amount has a mark before its decimals that may group thousands in another: write all in one way";
