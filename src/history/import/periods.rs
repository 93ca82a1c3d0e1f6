//! Quarters, halves, months and years in heads.

use super::words::words;

/// Whether a head is a period and nothing else: `Q1 2026`, `1. Quartal`, `Jan`.
pub(super) fn is_period_alone(head: &str) -> bool {
    let plain = words(head);
    let is_around = |word: &str| {
        ["quartal", "quarter", "trimestre", "kwartaal", "kvartal", "half", "halbjahr", "fy", "of"]
            .contains(&word)
            || (word.len() == 1 && word.bytes().all(|byte| (b'1'..=b'4').contains(&byte)))
    };
    period_in(head).is_some() && plain.split(' ').all(|word| is_around(word) || period_in(word).is_some())
}

/// A period without its numbers and names: `2027 05` and `2027 06` are of one kind, `Q1 2027` is of another.
/// Empty, where it names a total.
pub(super) fn kind_of(period: &str) -> String {
    if super::words::is_total(period) {
        return String::new();
    }
    let of_word = |word: &str| match super::days::month_named(word) {
        Some(_) => "month".to_owned(),
        None => word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect(),
    };
    words(period).split(' ').map(of_word).collect::<Vec<String>>().join(" ")
}

/// Whether heads differ by the period that they name: `Q1 Bookings` and `Q2 Bookings`.
pub(super) fn are_periods<'a>(heads: impl Iterator<Item = &'a String>) -> bool {
    let periods: Vec<Option<String>> = heads.map(|head| period_in(head)).collect();
    periods.len() > 1 && periods.iter().all(Option::is_some)
}

/// A quarter, a half, a month or a year in a head.
pub(super) fn period_in(head: &str) -> Option<String> {
    let plain = words(head);
    let is_period = |word: &str| {
        let mut letters = word.chars();
        let begins = letters.next().is_some_and(|letter| matches!(letter, 'q' | 'h' | 't'));
        let number = word
            .get(1..)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| (b'1'..=b'4').contains(&b)));
        let year = word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
        let month = super::days::month_named(word).is_some();
        (begins && number) || year || month || is_quarter_word(word)
    };
    let has_quarter = plain.split(' ').any(is_quarter_word);
    let is_its_number = |word: &str| word.len() == 1 && word.bytes().all(|b| (b'1'..=b'4').contains(&b));
    let is_part = |word: &&str| is_period(word) || (has_quarter && is_its_number(word));
    let found: Vec<&str> = plain.split(' ').filter(is_part).collect();
    (!found.is_empty()).then(|| found.join(" "))
}

fn is_quarter_word(word: &str) -> bool {
    ["quartal", "quarter", "trimestre", "kwartaal", "kvartal", "kwartal"].contains(&word)
}
