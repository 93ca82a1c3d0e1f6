//! Days of the week beside dates, `Fri 30 July 2027`.

use crate::entry::grammar::tokens::{Token, without};

/// From Monday on, in several languages; short ones only where they are no word of something else.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "lundi", "lunes", "lunedì", "maandag", "måndag", "poniedziałek"],
    &["tuesday", "tue", "tues", "dienstag", "mardi", "martes", "martedì", "dinsdag", "tisdag", "wtorek"],
    &["wednesday", "wed", "weds", "mittwoch", "mercredi", "miércoles", "mercoledì", "woensdag", "onsdag"],
    &["thursday", "thu", "thur", "thurs", "donnerstag", "jeudi", "jueves", "giovedì", "donderdag", "torsdag"],
    &["friday", "fri", "freitag", "vendredi", "viernes", "venerdì", "vrijdag", "fredag", "piątek"],
    &["saturday", "sat", "samstag", "samedi", "sábado", "sabato", "zaterdag", "lördag", "sobota"],
    &["sunday", "sun", "sonntag", "dimanche", "domingo", "domenica", "zondag", "söndag", "niedziela"],
];

/// A date without the day of the week before or behind it, and that day, from 0 for Monday.
pub(in crate::entry) fn without_weekday(tokens: &[Token]) -> (Vec<Token>, Option<u32>) {
    let of = |token: &Token| WEEKDAYS.iter().zip(0..).find(|(names, _)| token.is(names)).map(|(_, day)| day);
    let all = without(tokens, &["(", ")"]);
    let only = |rest: &[Token], token: &Token| {
        of(token).filter(|_| !rest.is_empty()).map(|day| (rest.to_vec(), day))
    };
    let found = match all.as_slice() {
        [first, rest @ ..] if of(first).is_some() => only(rest, first),
        [rest @ .., last] => only(rest, last),
        [] => None,
    };
    match found {
        Some((rest, day)) => (rest, Some(day)),
        None => (tokens.to_vec(), None),
    }
}
