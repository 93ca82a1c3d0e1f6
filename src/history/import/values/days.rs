//! Days as systems write them, and which of two orders of day and month a file uses.

use crate::model::{Date, DayOrder, month_names};
use serde::{Deserialize, Serialize};

/// A day, and the minute of it, which only orders what happened on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// Minutes after midnight; 0 where no time is said.
    pub minute: u16,
}

/// A day as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::history::import) enum Written {
    /// It can be read in one way.
    Plain(Moment),
    /// Two numbers and a year, separated by slashes or dashes.
    Slashes { first: u32, second: u32, year: i32, minute: u16 },
}

impl Written {
    /// The day in an order; none, if there is no such day.
    pub(in crate::history::import) fn read(self, order: DayOrder) -> Option<Moment> {
        match self {
            Self::Plain(moment) => Some(moment),
            Self::Slashes { first, second, year, minute } => {
                let (month, day) = match order {
                    DayOrder::DayFirst => (second, first),
                    DayOrder::MonthFirst => (first, second),
                };
                Date::new(year, month, day).map(|day| Moment { day, minute })
            }
        }
    }

    /// The order that a number above 12 proves.
    pub(in crate::history::import) fn proof(self) -> Option<DayOrder> {
        match self {
            Self::Slashes { first, second, .. } if first > 12 && second <= 12 => Some(DayOrder::DayFirst),
            Self::Slashes { first, second, .. } if first <= 12 && second > 12 => Some(DayOrder::MonthFirst),
            Self::Slashes { .. } | Self::Plain(_) => None,
        }
    }

    /// Whether both orders give a day, and not the same one.
    pub(in crate::history::import) fn is_ambiguous(self) -> bool {
        matches!(self, Self::Slashes { first, second, .. } if first <= 12 && second <= 12 && first != second)
    }
}

/// The month that a word is in a day, beside the number of a year.
fn month_of(word: &str) -> Option<u32> {
    let word = super::words::words(word);
    month_names::month_of(&word).or_else(|| month_names::month_beside_a_year(&word))
}

/// Reads a day: `2027-01-31`, also with a time, `31.1.27`, `1/31/2027`, `31 Jan 2027`, `Jan 31, 2027`,
/// `20270131`, `令和8年3月4日`.
pub(in crate::history::import) fn read_day(text: &str) -> Option<Written> {
    if text.len() < 6 || text.len() > 48 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(day) = iso_day(text) {
        return Some(Written::Plain(Moment { day, minute: 0 }));
    }
    let western = of_era(text);
    let (date, rest) = split_time(western.as_deref().unwrap_or(text));
    // 2027年1月31日, 2027년 1월 31일
    let plain;
    let date = if date.contains(['年', '년']) {
        let letters = date.chars().filter(|letter| !matches!(letter, '日' | '일' | ' '));
        plain = letters
            .map(|letter| if matches!(letter, '年' | '월' | '月' | '년') { '-' } else { letter })
            .collect::<String>();
        plain.as_str()
    } else {
        date
    };
    let minute = minute_of(rest)?;
    let first_digits = date.bytes().take_while(u8::is_ascii_digit).count();
    if first_digits == 8 && date.len() == 8 {
        let number: u32 = date.parse().ok()?;
        let year = i32::try_from(number / 10_000).ok().filter(|year| (1980..2100).contains(year))?;
        let day = Date::new(year, number / 100 % 100, number % 100)?;
        return Some(Written::Plain(Moment { day, minute }));
    }
    if date.bytes().any(|byte| byte.is_ascii_alphabetic()) || !date.is_ascii() {
        return named_month(date).map(|day| Written::Plain(Moment { day, minute }));
    }
    let mark = *date.as_bytes().get(first_digits)?;
    let mark = char::from(mark);
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let mut parts = date.trim_end_matches('.').split(mark);
    let (first, second, third) = (parts.next()?.trim(), parts.next()?.trim(), parts.next()?.trim());
    if parts.next().is_some() || [first, second, third].iter().any(|part| part.len() > 4) {
        return None;
    }
    let numbers: (u32, u32, u32) = (first.parse().ok()?, second.parse().ok()?, third.parse().ok()?);
    if first.len() == 4 {
        let day = Date::new(year_of(first)?, numbers.1, numbers.2)?;
        return Some(Written::Plain(Moment { day, minute }));
    }
    let year = year_of(third)?;
    if mark == '.' {
        let day = Date::new(year, numbers.1, numbers.0)?;
        return Some(Written::Plain(Moment { day, minute }));
    }
    let (first, second) = (numbers.0, numbers.1);
    let is_day = first.min(second) <= 12 && (1..=31).contains(&first) && (1..=31).contains(&second);
    is_day.then_some(Written::Slashes { first, second, year, minute })
}

/// `2027-01-31`, as most files write all of their days: read without a look at other notations.
fn iso_day(text: &str) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text.as_bytes() else { return None };
    let digits = |digits: &[u8]| {
        let digit = |number: u32, byte: &u8| Some(number * 10 + char::from(*byte).to_digit(10)?);
        digits.iter().try_fold(0, digit)
    };
    let year = i32::try_from(digits(&[a, b, c, d])?).ok().filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, digits(&[e, f])?, digits(&[g, h])?)
}

/// A day of a Japanese era with the year that is written elsewhere: `令和8年3月4日`, `R8.3.4`, `令和元年5月1日`.
fn of_era(text: &str) -> Option<String> {
    const ERAS: [(&str, i32); 6] =
        [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("R", 2018), ("H", 1988), ("S", 1925)];
    let (rest, before) = ERAS.iter().find_map(|(era, year)| Some((text.trim().strip_prefix(era)?, year)))?;
    let rest = rest.trim_start();
    let marks = ['年', '.', '/', '-'];
    let (number, rest) = rest.split_at(rest.find(marks)?);
    let number: i32 = if number == "元" { 1 } else { number.trim().parse().ok()? };
    (1..100).contains(&number).then(|| format!("{}{rest}", before + number))
}

/// A day also as numbers of days since 1900 (Excel) or of seconds or milliseconds since 1970, where a
/// column is known to hold days.
pub(in crate::history::import) fn read_day_or_serial(text: &str) -> Option<Written> {
    let serial = || {
        let whole =
            text.split(['.', ',']).next().filter(|whole| whole.bytes().all(|b| b.is_ascii_digit()))?;
        let number: u64 = whole.parse().ok()?;
        let days = match whole.len() {
            5 if (20_000..80_000).contains(&number) => number.checked_sub(25_569)?,
            10 => number / 86_400,
            13 => number / 86_400_000,
            _ => return None,
        };
        let day = Date::new(1970, 1, 1)?.after_days(days)?;
        Some(Written::Plain(Moment { day, minute: 0 }))
    };
    read_day(text).or_else(serial)
}

/// Four digits, or two of this century.
fn year_of(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 if (1900..=2200).contains(&year) => Some(year),
        // Thailand counts from 543 years earlier.
        4 if (2555..=2599).contains(&year) => Some(year - 543),
        2 => Some(if year >= 70 { 1900 + year } else { 2000 + year }),
        _ => None,
    }
}

/// The date, and the time behind it.
fn split_time(text: &str) -> (&str, &str) {
    let colon = text.find(':').unwrap_or(text.len());
    let before = text.get(..colon).unwrap_or(text);
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_time = colon < text.len() && digits.len() < before.len();
    if is_time && digits.ends_with([' ', 'T', 't', ',', '\u{a0}', '\u{202f}']) {
        let date = digits.trim_end_matches(|c: char| matches!(c, 'T' | 't' | ',') || c.is_whitespace());
        let date = date.strip_suffix(" at").unwrap_or(date);
        (date, text.get(digits.len()..).unwrap_or_default())
    } else {
        (text.trim(), "")
    }
}

/// Minutes after midnight of `14:05`, `2:05 PM`, `14:05:30.000Z`; none, if it is no time.
fn minute_of(text: &str) -> Option<u16> {
    if text.is_empty() {
        return Some(0);
    }
    let (hour, rest) = text.split_once(':')?;
    let hour: u16 = hour.trim().parse().ok()?;
    let minute: u16 = rest.get(..2)?.parse().ok()?;
    let lower = rest.to_ascii_lowercase();
    let hour = match (lower.contains("pm"), lower.contains("am"), hour) {
        (true, _, 1..=11) => hour + 12,
        (_, true, 12) => 0,
        _ => hour,
    };
    // Of “4000:00” nothing is multiplied.
    (hour < 24 && minute < 60).then(|| hour * 60 + minute)
}

/// `31 Jan 2027`, `January 31, 2027`, `31-Jan-27`, `Mon, 31 janv. 2027`, `31 de enero de 2027`.
fn named_month(text: &str) -> Option<Date> {
    let (mut month, mut numbers) = (None, Vec::new());
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '.' | '/')) {
        if part.is_empty() || ["de", "of", "del", "г"].contains(&part) {
            continue;
        }
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers.push(part);
        } else if let Some(day) = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| part.strip_suffix(end))
            && day.bytes().all(|byte| byte.is_ascii_digit())
        {
            numbers.push(day);
        } else if month.is_none() && month_of(part).is_some() {
            month = month_of(part);
        } else if !numbers.is_empty() || month.is_some() || part.chars().count() > 10 {
            return None;
        }
    }
    let [first, second] = numbers.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (*first, *second) } else { (*second, *first) };
    Date::new(year_of(year)?, month?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{DayOrder, read_day};

    #[test]
    fn days_are_read_in_many_languages() {
        let read = |text: &str| {
            let day = read_day(text)?.read(DayOrder::DayFirst)?.day;
            Some((day.year(), day.month(), day.day()))
        };
        let days = [
            ("15 marraskuuta 2027", 11),
            ("15 maaliskuuta 2027", 3),
            ("15 ianuarie 2027", 1),
            ("15 červen 2027", 6),
            ("15 cze 2027", 6),
            ("15 szeptember 2027", 9),
            ("15 Φεβρουαρίου 2027", 2),
            ("15 gruodžio 2027", 12),
            ("15. jūnijs 2027", 6),
            ("15 de setembre de 2027", 9),
            ("15-Okt-2027", 10),
        ];
        for (text, month) in days {
            assert_eq!(read(text), Some((2027, month, 15)), "{text}");
        }
        // November in Polish and Czech, October in Croatian.
        assert_eq!(read("15 listopada 2027"), None);
    }
}
