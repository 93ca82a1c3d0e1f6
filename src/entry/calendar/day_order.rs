//! What comes first in the dates of a whole text: one that has a single reading, `31/3/28`, decides for all.

use crate::model::DayOrder;

/// Months of a year: a larger number is a day.
const MONTHS: u32 = 12;
/// Days of a month at most.
const DAYS: u32 = 31;

/// The order that the dates of a text show, `1/4/27 - 31/3/28`; the usual one, where none of them shows it,
/// or where they do not agree.
pub(in crate::entry) fn order_in<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    usual: Option<DayOrder>,
) -> Option<DayOrder> {
    let mut shown = texts.into_iter().flat_map(dates).filter_map(order_of);
    let Some(first) = shown.next() else { return usual };
    if shown.all(|other| other == first) { Some(first) } else { usual }
}

/// Numbers with slashes between them, two or three.
fn dates(text: &str) -> Vec<Vec<&str>> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit() && letter != '/');
    numbers
        .map(|piece| piece.split('/').collect::<Vec<_>>())
        .filter(|numbers| (2..=3).contains(&numbers.len()) && numbers.iter().all(|number| !number.is_empty()))
        .collect()
}

/// The order of a date that has only one.
fn order_of(date: Vec<&str>) -> Option<DayOrder> {
    let (first, second, has_year) = match date.as_slice() {
        [first, second] => (*first, *second, false),
        [first, second, _] => (*first, *second, true),
        _ => return None,
    };
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.len() <= 2);
    let is_day = |number: u32| (MONTHS + 1..=DAYS).contains(&number);
    match (number(first)?, number(second)?) {
        (day, month) if is_day(day) && (1..=MONTHS).contains(&month) => Some(DayOrder::DayFirst),
        // “6/27” may be a month of 2027.
        (month, day) if has_year && is_day(day) && (1..=MONTHS).contains(&month) => {
            Some(DayOrder::MonthFirst)
        }
        _ => None,
    }
}
