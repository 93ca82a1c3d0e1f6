//! Quotas of a month or a quarter beside what was booked in a longer time.

use crate::history::import::choices::{Ask, Choices};
use crate::history::import::facts::Sheet;
use crate::history::import::values::periods::{PeriodKind, period_in, place_of};
use crate::history::import::values::words::{holds, words};

/// Words of heads of quotas of a month, and of a quarter.
const SPANS: [(u32, &str); 2] = [
    (
        1,
        "monthly|per month|a month|month|monatlich|monatliches|monatsziel|pro monat|mensuel|par mois|mensual|\
         mensile|mensal|maandelijks|per maand|miesieczny",
    ),
    (
        3,
        "quarterly|per quarter|a quarter|vierteljahrlich|quartalsziel|pro quartal|trimestriel|trimestral|\
         trimestrale|per kwartaal|kwartalny",
    ),
];

/// How often such a quota fits into the time of what was booked beside it; none, where both are of the same.
fn times(sheet: &Sheet<'_>, quota: &[usize], bookings: &[usize]) -> Option<u32> {
    let head = |at: &usize| sheet.layout.heads.get(*at).map_or("", String::as_str);
    let [quota] = quota else { return None };
    let plain = words(head(quota));
    let (span, _) = SPANS.iter().find(|(_, all)| all.split('|').any(|word| holds(&plain, word)))?;
    let months = |at: &usize| {
        let (kind, _, _) = place_of(&period_in(head(at))?)?;
        match kind {
            PeriodKind::Year => Some(12),
            PeriodKind::Half => Some(6),
            PeriodKind::Quarter => Some(3),
            PeriodKind::Month => Some(1),
            PeriodKind::Week | PeriodKind::Day => None,
        }
    };
    let booked: u32 = bookings.iter().map(months).sum::<Option<u32>>()?;
    Some(booked / span).filter(|times| *times > 1 && booked.is_multiple_of(*span))
}

/// What quotas are multiplied by, and what is asked of that.
pub(in crate::history::import) fn of(
    sheet: &Sheet<'_>,
    (quota, period): (&[usize], Option<usize>),
    bookings: &[usize],
) -> (u32, Option<Ask>) {
    let found = if period.is_none() { times(sheet, quota, bookings) } else { None };
    let Some(times) = found else { return (1, None) };
    match sheet.choices.whole_quota {
        Some(true) => (1, None),
        Some(false) => (times, None),
        None => {
            let head = quota.first().and_then(|at| sheet.layout.heads.get(*at)).map_or("", String::as_str);
            let question = format!("“{head}” is of a shorter time than what was booked. What is the quota?");
            let choice = |whole| Choices { whole_quota: Some(whole), ..Choices::default() };
            let ask = Ask::new("quota", question)
                .or(format!("{times} times “{head}”: that of the same time"), choice(false))
                .or("what is written: it is of the same time", choice(true));
            (times, Some(ask))
        }
    }
}
