//! How long a period is: `12 months`, `6 quarters`, `90 days`, `a year and a half`.

use crate::entry::grammar::quantity::{COUNTS, Grammar, Span};
use crate::entry::grammar::tokens::{Token, split};
use crate::model::Horizon;
use crate::model::limits::{HORIZON_DAYS_MAX, HORIZON_MONTHS_MAX};

/// Units of whole months.
const MONTHS: &[(&str, f64)] = &[
    ("months", 1.0),
    ("month", 1.0),
    ("mo", 1.0),
    ("mos", 1.0),
    ("m", 1.0),
    ("mths", 1.0),
    ("mth", 1.0),
    ("quarters", 3.0),
    ("quarter", 3.0),
    ("qtrs", 3.0),
    ("halves", 6.0),
    ("years", 12.0),
    ("year", 12.0),
    ("yrs", 12.0),
    ("yr", 12.0),
    ("y", 12.0),
    ("monate", 1.0),
    ("monaten", 1.0),
    ("monat", 1.0),
    ("mois", 1.0),
    ("meses", 1.0),
    ("mesi", 1.0),
    ("maanden", 1.0),
    ("mes", 1.0),
    ("mês", 1.0),
    ("mese", 1.0),
    ("maand", 1.0),
    ("månader", 1.0),
    ("månad", 1.0),
    ("måneder", 1.0),
    ("か月", 1.0),
    ("年", 12.0),
    ("quartale", 3.0),
    ("quartalen", 3.0),
    ("quartal", 3.0),
    ("trimestres", 3.0),
    ("trimestre", 3.0),
    ("kvartal", 3.0),
    ("semestres", 6.0),
    ("semestre", 6.0),
    ("jahr", 12.0),
    ("jahre", 12.0),
    ("jahren", 12.0),
    ("an", 12.0),
    ("ans", 12.0),
    ("años", 12.0),
    ("anni", 12.0),
    ("anos", 12.0),
    ("jaar", 12.0),
    ("año", 12.0),
    ("anno", 12.0),
    ("ano", 12.0),
    ("år", 12.0),
];

/// Units of days.
const DAYS: &[(&str, f64)] = &[
    ("days", 1.0),
    ("day", 1.0),
    ("d", 1.0),
    ("weeks", 7.0),
    ("week", 7.0),
    ("wks", 7.0),
    ("wk", 7.0),
    ("w", 7.0),
    ("fortnight", 14.0),
    ("tage", 1.0),
    ("tagen", 1.0),
    ("wochen", 7.0),
    ("jours", 1.0),
    ("semaines", 7.0),
    ("semaine", 7.0),
    ("semanas", 7.0),
    ("semana", 7.0),
    ("settimane", 7.0),
    ("weken", 7.0),
    ("veckor", 7.0),
    ("vecka", 7.0),
    ("uger", 7.0),
    ("週", 7.0),
    ("woche", 7.0),
    ("tag", 1.0),
    ("jour", 1.0),
    ("días", 1.0),
    ("dias", 1.0),
    ("giorni", 1.0),
    ("dagen", 1.0),
    ("dagar", 1.0),
    ("dage", 1.0),
    ("日", 1.0),
];

/// `12 months`, `6 quarters`, `a year and a half`, `90 days`; a number alone is one of months.
pub(in crate::entry) fn duration(said: &[Token]) -> Option<Horizon> {
    // “2027年” is that year.
    if matches!(said, [number, year] if year.is(&["年"]) && number.is_number() && number.text.len() > 2) {
        return None;
    }
    // “half a year”
    if let Some(length) = of(MONTHS).quantity(said).filter(|length| length.unit.is_some()) {
        return months(length.in_units());
    }
    if let Some(length) = of(DAYS).quantity(said).filter(|length| length.unit.is_some()) {
        return days(length.in_units());
    }
    let [number] = said else { return None };
    let length = of(&[]).quantity(said).filter(|_| number.text.len() <= 2)?.value();
    Some(Horizon::Months(whole(length, HORIZON_MONTHS_MAX).filter(|months| *months <= HORIZON_MONTHS_MAX)?))
}

/// `6-9 months`, `3 to 4 weeks`, `3 weeks to 2 months`: the one and the other, as they are said. None of what
/// no plan can have, such as the year of `12 months to 2028`.
pub(in crate::entry) fn durations(said: &[Token]) -> Option<[Horizon; 2]> {
    let is_possible = |length: &Horizon| match length {
        Horizon::Months(months) => *months <= HORIZON_MONTHS_MAX,
        Horizon::Days(days) => *days <= HORIZON_DAYS_MAX,
    };
    both_lengths(said).filter(|both| both.iter().all(is_possible))
}

fn both_lengths(said: &[Token]) -> Option<[Horizon; 2]> {
    let between = |units| {
        let span = of(units).span(said).filter(Span::is_range)?;
        let (low, high) = span.ends();
        low.unit.and(high.unit).map(|_| (low.in_units(), high.in_units()))
    };
    if let Some((low, high)) = between(MONTHS) {
        return Some([months(low)?, months(high)?]);
    }
    if let Some((low, high)) = between(DAYS) {
        return Some([days(low)?, days(high)?]);
    }
    let (low, high) = split(said, &["-", "to", "or", "bis", "oder", "à", "ou", "a", "tot", "of"])?;
    let is_named = |said: &[Token]| said.len() > 1;
    Some([duration(low).filter(|_| is_named(low))?, duration(high).filter(|_| is_named(high))?])
}

fn of(units: &'static [(&'static str, f64)]) -> Grammar<'static> {
    Grammar { units, multipliers: false, ..COUNTS }
}

fn months(number: f64) -> Option<Horizon> {
    whole(number, HORIZON_MONTHS_MAX).map(Horizon::Months)
}

fn days(number: f64) -> Option<Horizon> {
    whole(number, HORIZON_DAYS_MAX).map(Horizon::Days)
}

/// A whole number; beyond what a plan may be it stays so, and the model says it.
fn whole(number: f64, most: u32) -> Option<u32> {
    let number = number.min(f64::from(most) + 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u32)
}

/// What is printed.
pub(in crate::entry) fn length(horizon: Horizon) -> String {
    match horizon {
        Horizon::Months(months) => format!("{months} months"),
        Horizon::Days(days) => format!("{days} days"),
    }
}

/// What is said of one that may be a single month or day.
pub(in crate::entry) fn said_length(horizon: Horizon) -> String {
    match horizon {
        Horizon::Months(1) => "1 month".to_owned(),
        Horizon::Days(1) => "1 day".to_owned(),
        Horizon::Months(_) | Horizon::Days(_) => length(horizon),
    }
}
