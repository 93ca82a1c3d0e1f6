//! One rep’s facts, written: what their fields print.

use super::values::{FURTHER, decided_at_once, read_new, read_open_deals};
use crate::entry::formatter::{short_month_name, write_day, write_month};
use crate::entry::grammar::lines::quoted;
use crate::entry::open_deals::read::is_plain_name;
use crate::entry::{
    Formatter, QuotaTexts, write_chance, write_counted, write_deal_size, write_money, write_open, write_rate,
    write_stage_time,
};
use crate::model::{
    BeliefKind, Calendar, Counted, Currency, DAYS_IN_PLAIN_MONTH, Date, OpenDeal, QuotaCheck, Segment, Stage,
};

/// What the fields print.
pub fn write_quota_check(check: &QuotaCheck, format: &dyn Formatter) -> QuotaTexts {
    let scenario = check.scenario();
    let parts = scenario.parts();
    let full = |money| write_money(money, parts.currency, format);
    let Some(segment) = scenario.segments().first() else { return QuotaTexts::default() };
    let quota = match check.before() {
        Some(before) => {
            let more = parts.target.amount().minor() - before.minor();
            let major = (more.abs() as f64) / parts.currency.minor_per_major();
            let sign = if more < 0 { '-' } else { '+' };
            format!("{} {sign} {}", full(before), format.exact_count(major))
        }
        None => full(parts.target.amount()),
    };
    // One stage that only says how often is won is said by the record.
    let said_at_once = segment.stages().first().filter(|_| check.team().is_none());
    let said_at_once = match check.record() {
        Some(own) => QuotaCheck::rate_of_rep(own, check.team()).ok(),
        None if check.team().is_some() => QuotaCheck::rate_of_rep(Counted::default(), check.team()).ok(),
        // Counts would be read as the rep's own.
        None => said_at_once
            .map(|stage| stage.rate)
            .filter(|rate| !matches!(rate.kind(), BeliefKind::Counts { .. })),
    };
    let at_once = said_at_once.and_then(|rate| decided_at_once(rate).ok());
    let staged = at_once.is_none_or(|stages| stages != segment.stages());
    let record = match (check.record(), segment.stages().first()) {
        (Some(own), _) => write_counted(own, format),
        (None, Some(stage)) if !staged && check.team().is_none() => write_rate(&stage.rate, format),
        (None, _) => String::new(),
    };
    let stage_line = |stage: &Stage| {
        let name = quoted(stage.name(), |_| true);
        format!("{name}; {}; {}", write_rate(&stage.rate, format), write_stage_time(stage.time, format))
    };
    let stages: Vec<String> = segment.stages().iter().filter(|_| staged).map(stage_line).collect();
    QuotaTexts {
        quota,
        end: write_quota_end(&parts.calendar, format.style().today).unwrap_or_default(),
        won: full(parts.progress.booked()),
        open: write_open_deals(segment, parts.currency, format),
        record,
        stages: stages.join("\n"),
        new: write_new(segment.supply.per_month(), format),
        wanted: write_chance(parts.confidence, format),
    }
}

/// The last day of a quota’s period; of one that has not begun, with its first.
pub fn write_quota_end(calendar: &Calendar, today: Option<Date>) -> Option<String> {
    let last = calendar.last_date()?;
    let first = calendar.start().filter(|first| today.is_some_and(|today| *first > today));
    let Some(first) = first else { return Some(write_day(last)) };
    let is_whole = first.day() == 1 && last.ends_month() && first.year() == last.year();
    Some(if is_whole && first.month() < last.month() {
        format!("{} to {}", short_month_name(first), write_month(last))
    } else {
        format!("{} to {}", write_day(first), write_day(last))
    })
}

/// The open deals in the fewest words that read to them, and to the size of further ones.
fn write_open_deals(segment: &Segment, currency: Currency, format: &dyn Formatter) -> String {
    let Some(open) = segment.pipeline().listed() else { return String::new() };
    let size = write_deal_size(&segment.deal_size, currency, format);
    let short = if open.deals().is_empty() {
        format!("{} of {size}", format.exact_count(open.len() as f64))
    } else {
        let deals = open.deals().iter().map(|deal| write_deal(deal, segment, currency, format));
        deals.collect::<Vec<_>>().join("\n")
    };
    let read = read_open_deals(&short, format.style(), currency, segment.stages());
    if read.is_ok_and(|(read, of)| read == *open && of == segment.deal_size) {
        return short;
    }
    format!("{}\n{FURTHER}{size}", write_open(segment, currency, format))
}

fn write_deal(deal: &OpenDeal, segment: &Segment, currency: Currency, format: &dyn Formatter) -> String {
    let stage = segment.stages().iter().find(|stage| stage.id == deal.stage && !stage.name().is_empty());
    let amount = deal.amount.map_or_else(|| "?".to_owned(), |amount| write_money(amount, currency, format));
    let Some(stage) = stage else {
        return if deal.name.is_empty() {
            amount
        } else {
            format!("{}; {amount}", quoted(&deal.name, is_plain_name))
        };
    };
    let name = if deal.name.is_empty() { "–".to_owned() } else { quoted(&deal.name, is_plain_name) };
    let line = format!("{name}; {}; {amount}", quoted(stage.name(), |_| true));
    if deal.age_days > 0.0 { format!("{line}; {} days", format.exact(deal.age_days)) } else { line }
}

/// A number a week, or a month where that alone reads back to the same.
fn write_new(per_month: f64, format: &dyn Formatter) -> String {
    if per_month <= 0.0 {
        return String::new();
    }
    let weekly = per_month * 7.0 / DAYS_IN_PLAIN_MONTH;
    // “3 a week” is not 3 to the last bit once it has been a month's.
    let rounded = [1.0, 10.0, 100.0, 1_000.0].into_iter().map(|parts| (weekly * parts).round() / parts);
    let written = |weekly: f64| format!("{} a week", format.exact_count(weekly));
    rounded
        .chain([weekly])
        .map(written)
        .find(|weekly| read_new(weekly) == Ok(per_month))
        .unwrap_or_else(|| format!("{} a month", format.exact_count(per_month)))
}
