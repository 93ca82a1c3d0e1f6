//! Quarters, halves, months and years in heads.

use crate::model::month_names::{ENGLISH_MONTHS, whole_month_of};
use std::borrow::Cow;

/// A text as words, with the quarters, halves and months of Chinese, Japanese and Korean as English ones.
pub(in crate::history::import) fn words(text: &str) -> String {
    super::words::words(&western(text))
}

/// `Q1` of 第一季度, 第1四半期 and 1분기, `H1` of 上半期, `Jan` of 1月.
pub(in crate::history::import) fn western(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 10] = ['季', '期', '半', '年', '月', '분', '반', '년', '월', '上'];
    if text.is_ascii() || !text.contains(MARKS) {
        return Cow::Borrowed(text);
    }
    let mut plain = text.to_owned();
    for (number, sign) in [("1", "一"), ("2", "二"), ("3", "三"), ("4", "四")] {
        for quarter in ["四半期", "季度", "분기"] {
            for name in [number, sign] {
                plain = plain.replace(&format!("第{name}{quarter}"), &format!(" q{number} "));
                plain = plain.replace(&format!("{name}{quarter}"), &format!(" q{number} "));
            }
        }
    }
    for (half, names) in [(" h1 ", ["上半年", "上半期", "상반기"]), (" h2 ", ["下半年", "下半期", "하반기"])]
    {
        plain = names.iter().fold(plain, |plain, name| plain.replace(name, half));
    }
    for (at, month) in ENGLISH_MONTHS.iter().enumerate().rev() {
        for sign in ["月", "월"] {
            plain = plain.replace(&format!("0{}{sign}", at + 1), &format!(" {month} "));
            plain = plain.replace(&format!("{}{sign}", at + 1), &format!(" {month} "));
        }
    }
    // What stands behind a year is a word for year: `2026年`.
    let is_year =
        plain.split(['年', '년']).next().is_some_and(|year| year.ends_with(|c: char| c.is_ascii_digit()));
    Cow::Owned(if is_year { plain.replacen(['年', '년'], " ", 1) } else { plain })
}

/// Whether a head is a period and nothing else: `Q1 2026`, `1. Quartal`, `Jan`, `Jan-26`, `2026-01`.
pub(in crate::history::import) fn is_period_alone(head: &str) -> bool {
    let plain = words(head);
    let is_around = |word: &str| {
        ["quartal", "quarter", "trimestre", "kwartaal", "kvartal", "half", "halbjahr", "fy", "of"]
            .contains(&word)
            || (word.len() == 1 && word.bytes().all(|byte| (b'1'..=b'4').contains(&byte)))
    };
    let Some(found) = period_in(head) else { return false };
    let is_found = |word: &str| found.split(' ').any(|of| of == word);
    plain.split(' ').all(|word| is_around(word) || is_found(word))
}

/// A period without its numbers and names: `2027 05` and `2027 06` are of one kind, `Q1 2027` is of another.
/// Empty, where it names a total.
pub(in crate::history::import) fn kind_of(period: &str) -> String {
    if super::words::is_total(period) {
        return String::new();
    }
    let of_word = |word: &str| match whole_month_of(word) {
        Some(_) => "month".to_owned(),
        None => word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect(),
    };
    words(period).split(' ').map(of_word).collect::<Vec<String>>().join(" ")
}

/// Whether heads differ by the period that they name: `Q1 Bookings` and `Q2 Bookings`.
pub(in crate::history::import) fn are_periods<'a>(heads: impl Iterator<Item = &'a String>) -> bool {
    let periods: Vec<Option<String>> = heads.map(|head| period_in(head)).collect();
    periods.len() > 1 && periods.iter().all(Option::is_some)
}

/// A quarter, a half, a month or a year in a head, with the two digits of its year or of its month.
pub(in crate::history::import) fn period_in(head: &str) -> Option<String> {
    let plain = words(head);
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    let is_month = |word: &str| {
        // `Jan26` is written as `Jan 26` is.
        let name = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = word.len() - name.len();
        matches!(digits, 0 | 2 | 4) && whole_month_of(name).is_some()
    };
    let is_period = |word: &str| {
        let mut letters = word.chars();
        let begins = letters.next().is_some_and(|letter| matches!(letter, 'q' | 'h' | 't'));
        let number = word
            .get(1..)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| (b'1'..=b'4').contains(&b)));
        (begins && number) || is_year(word) || is_month(word) || is_quarter_word(word)
    };
    let has_quarter = plain.split(' ').any(is_quarter_word);
    let is_its_number = |word: &str| word.len() == 1 && word.bytes().all(|b| (b'1'..=b'4').contains(&b));
    let two = |word: &str| word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    let has = |of: &dyn Fn(&str) -> bool| plain.split(' ').any(of);
    // `26` is a year beside a month or a quarter; `01` is a month beside a year, if nothing else is there.
    let (names_part, names_year) = (has(&|word| is_period(word) && !is_year(word)), has(&is_year));
    let is_bare = plain.split(' ').count() == 2;
    let is_two_digits = |word: &str| {
        two(word)
            && ((names_part && word > "12" && !names_year)
                || (names_year && is_bare && !names_part && ("01"..="12").contains(&word)))
    };
    let is_part =
        |word: &&str| is_period(word) || (has_quarter && is_its_number(word)) || is_two_digits(word);
    let found: Vec<&str> = plain.split(' ').filter(is_part).collect();
    let is_any = found.iter().any(|word| is_period(word));
    is_any.then(|| found.join(" "))
}

fn is_quarter_word(word: &str) -> bool {
    ["quartal", "quarter", "trimestre", "kwartaal", "kvartal", "kwartal"].contains(&word)
}

/// The place of a period among others of its kind: its year, and its number within it; with what kind of
/// period it is. None, where it cannot be told.
pub(in crate::history::import) fn place_of(period: &str) -> Option<(PeriodKind, u32, u32)> {
    if let Some(super::days::Written::Plain(moment)) = super::days::read_day(period) {
        let day = moment.day;
        let year = u32::try_from(day.year()).ok()?;
        return Some((PeriodKind::Day, year, day.month() * 31 + day.day()));
    }
    let plain = words(period);
    // `P03`, `KW12` and `M3` are split from their numbers.
    let mut parts: Vec<(String, Option<u32>)> = Vec::new();
    for word in plain.split(' ') {
        let name = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = word.get(name.len()..).filter(|digits| !digits.is_empty());
        parts.push((name.to_owned(), number.and_then(|digits| digits.parse().ok())));
    }
    let year = parts.iter().filter_map(|(_, number)| *number).find(|number| (1990..2100).contains(number));
    let short = || {
        let two = |word: &str| word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit()) && word > "12";
        let last = plain.rsplit(' ').next().map(|word| word.trim_start_matches(char::is_alphabetic));
        last.filter(|word| two(word)).and_then(|word| word.parse::<u32>().ok()).map(|year| 2000 + year)
    };
    if let Some(month) = parts.iter().find_map(|(name, _)| whole_month_of(name)) {
        return Some((PeriodKind::Month, year.or_else(short).unwrap_or(0), month));
    }
    let kinds = [
        (PeriodKind::Quarter, "q quarter quartal trimestre kwartaal kvartal kwartal t ceyrek"),
        (PeriodKind::Half, "h half halbjahr semestre"),
        (PeriodKind::Week, "w week wk kw woche semaine semana settimana vecka uge uke tydzien"),
        (PeriodKind::Month, "m p period month monat mois mes mese maand manad maned miesiac"),
    ];
    let own = |(_, number): &(String, Option<u32>)| number.filter(|number| *number < 100);
    for (kind, names) in kinds {
        let names_it = |name: &str| !name.is_empty() && names.split(' ').any(|known| known == name);
        if !parts.iter().any(|(name, _)| names_it(name)) {
            continue;
        }
        let beside = parts.iter().find(|part| names_it(&part.0)).and_then(own);
        let number = beside.or_else(|| parts.iter().find_map(own))?;
        return Some((kind, year.unwrap_or(0), number));
    }
    // `2026-03`, `03/2026`, `3`.
    let mut rest = parts.iter().filter(|(_, number)| *number != year);
    match (rest.next(), rest.next()) {
        (None, _) => Some((PeriodKind::Year, year?, 0)),
        (Some((name, Some(number))), None) if name.is_empty() && (1..=12).contains(number) => {
            Some((PeriodKind::Month, year.unwrap_or(0), *number))
        }
        (Some(_), _) => None,
    }
}

/// Months of a year, from 0: those that a period covers, and of which year; 0 where it names none.
pub(in crate::history::import) type Months = (u32, std::ops::Range<u32>);

/// The months that a period covers; none of weeks and days.
pub(in crate::history::import) fn months_of(period: &str) -> Option<Months> {
    let (kind, year, number) = place_of(period)?;
    let (count, number) = match kind {
        PeriodKind::Year => (12, 1),
        PeriodKind::Half => (6, number),
        PeriodKind::Quarter => (3, number),
        PeriodKind::Month => (1, number),
        PeriodKind::Week | PeriodKind::Day => return None,
    };
    let last = number.checked_mul(count).filter(|last| (count..=12).contains(last))?;
    Some((year, last - count..last))
}

/// Whether a head names a month, a quarter or a half, and no whole year.
pub(in crate::history::import) fn is_of_part(head: &str) -> bool {
    period_in(head).and_then(|period| months_of(&period)).is_some_and(|(_, months)| months.len() < 12)
}

/// Whether a period is a part of another, longer one: a month of its quarter. A year that one of them leaves
/// out may be the other's.
pub(in crate::history::import) fn is_part_of((own_year, own): &Months, (year, of): &Months) -> bool {
    let is_within = of.start <= own.start && own.end <= of.end && own.len() < of.len();
    is_within && (*own_year == 0 || *year == 0 || own_year == year)
}

/// The words of a head beside its period and “total”: `bookings` of `Q1 2026 Bookings`.
pub(in crate::history::import) fn beside_period(head: &str) -> String {
    let period = period_in(head).unwrap_or_default();
    let plain = words(head);
    let is_other = |word: &&str| !period.split(' ').any(|of| of == *word) && !super::words::is_total(word);
    plain.split(' ').filter(is_other).collect::<Vec<_>>().join(" ")
}

/// Whether a head is a year and nothing else: `FY26`, `FY 2026`, `YTD`, `Full year`.
pub(in crate::history::import) fn is_year_alone(head: &str) -> bool {
    const AROUND: [&str; 15] = [
        "fy",
        "fiscal",
        "full",
        "whole",
        "to",
        "date",
        "so",
        "far",
        "the",
        "this",
        "total",
        "ytd",
        "year",
        "jahr",
        "gesamtjahr",
    ];
    let plain = words(head);
    let is_number = |word: &str| {
        let digits = word.strip_prefix("fy").unwrap_or(word);
        let is_year = digits.len() == 4 && digits.starts_with("20");
        (is_year || digits.len() == 2) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let says =
        |word: &str| !["to", "date", "so", "far", "the", "this", "total", "full", "whole"].contains(&word);
    plain.split(' ').all(|word| AROUND.contains(&word) || is_number(word))
        && plain.split(' ').any(|word| says(word) && word.bytes().any(|byte| !byte.is_ascii_digit()))
}

/// What kind of a period a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history::import) enum PeriodKind {
    Year,
    Half,
    Quarter,
    Month,
    Week,
    Day,
}
