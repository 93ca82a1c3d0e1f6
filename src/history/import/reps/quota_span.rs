//! Quotas of a month or a quarter beside what was booked in a longer time.

use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::periods::{PeriodKind, period_in, place_of};
use crate::history::import::values::words::{holds, key, words};
use crate::history::import::vocabulary::to_date::{TO_DATE_OF_MONTH, TO_DATE_OF_QUARTER, is_named};
use std::collections::BTreeSet;

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
    let named = SPANS.iter().find(|(_, all)| all.split('|').any(|word| holds(&plain, word)));
    let months = |at: &usize| {
        if names_year(head(at)) && !is_named(head(at)) {
            return Some(12);
        }
        let (kind, _, _) = place_of(&period_in(head(at))?)?;
        match kind {
            PeriodKind::Year => Some(12),
            PeriodKind::Half => Some(6),
            PeriodKind::Quarter => Some(3),
            PeriodKind::Month => Some(1),
            PeriodKind::Week | PeriodKind::Day => None,
        }
    };
    // “Q1 Quota” beside one column of bookings of the year.
    let of_period = || months(quota).filter(|_| bookings.len() == 1);
    let span = &named.map(|(span, _)| *span).or_else(of_period)?;
    let booked: u32 = bookings.iter().map(months).sum::<Option<u32>>()?;
    Some(booked / span).filter(|times| *times > 1 && booked.is_multiple_of(*span))
}

/// Whether a head names a fiscal year as a whole: `FY27 Bookings`, and not `Q1 FY27 Bookings`.
fn names_year(head: &str) -> bool {
    let plain = words(head);
    let is_year = |word: &str| {
        let digits = word.strip_prefix("fy").unwrap_or_default();
        matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    plain.split(' ').any(is_year) && period_in(head).is_none()
}

/// The heads of a quota of a month or a quarter and of bookings of longer, since the beginning of a year or a
/// quarter, of which nothing says how long it is.
fn beside_to_date<'a>(
    sheet: &Sheet<'a>,
    quota: &[usize],
    bookings: &[usize],
) -> Option<(usize, &'a str, &'a str)> {
    let head = |at: usize| sheet.layout.heads.get(at).map_or("", String::as_str);
    let [quota] = quota else { return None };
    let plain = words(head(*quota));
    let of = |all: &str, plain: &str| all.split('|').any(|word| holds(plain, word));
    let (span, _) = SPANS.iter().find(|(_, all)| of(all, &plain))?;
    let is_longer = |at: &&usize| {
        let booked = words(head(**at));
        let is_short = of(TO_DATE_OF_MONTH, &booked) || (*span > 1 && of(TO_DATE_OF_QUARTER, &booked));
        is_named(head(**at)) && !is_short && !of(TO_DATE_OF_MONTH, &plain)
    };
    let booked = bookings.iter().find(is_longer)?;
    (!is_named(head(*quota))).then(|| (*quota, head(*quota), head(*booked)))
}

/// What is asked of such a quota: nobody knows how many months or quarters there were.
fn ask_to_date((at, quota, booked): (usize, &str, &str)) -> Ask {
    let question = format!(
        "“{quota}” is of a shorter time than “{booked}”, and nothing says how long that is. \
         What is the quota?"
    );
    let mut left_out = Choices::default();
    left_out.columns.insert(format!("#{}", at + 1), Role::Ignored);
    let whole = Choices { whole_quota: Some(true), ..Choices::default() };
    Ask::new("quota", question)
        .or(format!("nobody knows: leave “{quota}” out"), left_out)
        .or("what is written: it is of the same time", whole)
}

/// What quotas are multiplied by, and what is asked of that.
pub(in crate::history::import) fn of(
    sheet: &Sheet<'_>,
    (quota, period): (&[usize], Option<usize>),
    bookings: &[usize],
) -> (u32, Option<Ask>) {
    let found = if period.is_none() { times(sheet, quota, bookings) } else { None };
    let Some(times) = found else {
        let open = period.is_none() && sheet.choices.whole_quota.is_none();
        let found = if open { beside_to_date(sheet, quota, bookings) } else { None };
        return (1, found.map(ask_to_date));
    };
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

/// Words of heads of days on which a period begins or ends.
const ENDS: &str = "start|end|from|period|starts|ends|beginn|ende|von|bis|zeitraum|debut|fin|du|au|inicio|\
    desde|hasta|inizio|fine|dal|al|begin|einde|van|tot|od|do";

/// Whether a column has another day in each row of a rep, and its head says that periods begin or end then.
pub(super) fn has_own_days(sheet: &Sheet<'_>) -> bool {
    let owner = sheet.at(&Role::Owner);
    let is_own = |at: usize| {
        let mut days = BTreeSet::new();
        let mut rows = sheet.layout.body.iter().map(|body| body.row);
        rows.all(|row| {
            let day = sheet.cell(row, Some(at));
            !day.is_empty() && days.insert((key(sheet.cell(row, owner)), day))
        })
    };
    let is_end = |at: usize| {
        let head = sheet.layout.heads.get(at).map(|head| words(head)).unwrap_or_default();
        ENDS.split('|').any(|word| holds(&head, word))
    };
    let days = sheet.shapes.iter().enumerate().filter(|(_, shape)| shape.is_days());
    owner.is_some() && days.map(|(at, _)| at).any(|at| is_end(at) && is_own(at))
}
