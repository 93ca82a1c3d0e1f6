//! Amounts in a column of a table: the currency that its head names, and its one decimal mark.

use super::lines::{cells, unquoted};
use super::tokens::tokens;
use std::borrow::Cow;

/// Whether an amount names no currency.
pub(in crate::entry) fn is_bare(amount: &str) -> bool {
    tokens(amount, "").is_ok_and(|(_, all)| all.iter().all(|token| token.is_number() || token.is(&["-"])))
}

/// An amount with the currency that another cell names, where it names none itself.
pub(in crate::entry) fn in_currency(amount: String, code: Option<String>) -> String {
    match code.filter(|_| is_bare(&amount)) {
        Some(code) => format!("{amount} {code}"),
        None => amount,
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
    let named = named.and_then(|head| head.rsplit_once('(')).map(|(_, code)| code.trim().to_owned());
    let Some((place, code)) = place.zip(named.filter(|code| !code.is_empty())) else { return rows };
    let with_code = |row: Cow<'a, str>| {
        let said = |(at, cell): (usize, &str)| {
            let amount = unquoted(cell).unwrap_or_else(|| cell.to_owned());
            let is_named = at == place && !amount.is_empty() && is_bare(&amount);
            if is_named { format!("{amount} {code}") } else { cell.to_owned() }
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
        let digits = cell.trim_matches(|letter: char| !letter.is_ascii_digit());
        let mut marks = digits.char_indices().filter(|(_, letter)| matches!(letter, '.' | ','));
        let (at, mark) = marks.next().filter(|_| marks.next().is_none())?;
        Some((mark, at, digits.len() - at - 1))
    };
    let said: Vec<(char, usize, usize)> = rows.filter_map(|row| marks(cells(row).get(place)?)).collect();
    let is_decimal = |mark: char| said.iter().any(|(of, _, behind)| *of == mark && matches!(behind, 1 | 2));
    said.iter().any(|(mark, before, behind)| *behind == 3 && (1..=3).contains(before) && is_decimal(*mark))
}

/// Why a column with two decimal marks is not read.
pub(in crate::entry) const TWO_MARKS: &str =
    "one amount has a mark before its decimals that may group thousands in another: write all in one way";
