//! The readings to choose from of one rep's facts, each as a text that reads in just that way.

use super::money::without_currency;
use super::quota_values::{decided_at_once, read_ends, read_open_in, read_quota, read_stages};
use super::reading::{Reading, Understood};
use super::{
    EntryError, NumberStyle, QuotaFact, QuotaTexts, QuotaToday, StyledFormatter, read_chance, read_money,
    write_chance,
};
use crate::model::{Currency, RateBelief};

/// The readings of a fact that is not understood: of two days or chances, and of an amount in another
/// currency than the quota's, which is that of all amounts.
pub fn quota_readings(fact: QuotaFact, texts: &QuotaTexts, around: QuotaToday) -> Vec<Reading<String>> {
    let style = around.style;
    let text = texts.of(fact);
    let currency = quota_currency(texts, around);
    match fact {
        QuotaFact::End => ends(text, around),
        QuotaFact::Won => in_currencies(text, currency, read_money(text, style, currency)),
        QuotaFact::Open => {
            let stages = read_stages(&texts.stages, style).ok().filter(|stages| !stages.is_empty());
            // How many of them are won changes nothing of what is read.
            let any = || decided_at_once(RateBelief::exact(0.5).ok()?).ok();
            let stages = stages.or_else(any).unwrap_or_default();
            in_currencies(text, currency, read_open_in(text, style, currency, &stages))
        }
        QuotaFact::Wanted => chances(text, style),
        QuotaFact::Quota | QuotaFact::Record | QuotaFact::Stages | QuotaFact::New => Vec::new(),
    }
}

/// The currency of all amounts: the quota's.
pub fn quota_currency(texts: &QuotaTexts, around: QuotaToday) -> Currency {
    let quota = read_quota(&texts.quota, around.style, around.currency);
    quota.map_or(around.currency, |quota| quota.currency)
}

/// The quota in another currency, which is then that of all amounts; its figures stay. `now` is its currency
/// so far.
pub fn quota_in_currency(quota: &str, now: Currency, currency: Currency) -> String {
    format!("{} {}", currency.code(), without_currency(quota, now))
}

fn ends(text: &str, around: QuotaToday) -> Vec<Reading<String>> {
    let Ok(read) = read_ends(text, around.today, around.style) else { return Vec::new() };
    if read.value.is_some() {
        // Where two readings end on the same day, a quota is the same in both.
        return Vec::new();
    }
    let last_day = |reading: Reading<super::Period>| {
        let last = reading.value.calendar(None).ok()?.last_date()?;
        Some(Reading::new(reading.label, last.to_string()))
    };
    read.readings.into_iter().filter_map(last_day).collect()
}

fn chances(text: &str, style: NumberStyle) -> Vec<Reading<String>> {
    // Between tens of thousands nothing is grouped: a chance has no such digits.
    let format = StyledFormatter { style, group: '\u{202f}' };
    let readings = read_chance(text, style).map_or_else(|_| Vec::new(), |read| read.readings);
    let written =
        readings.into_iter().map(|reading| Reading::new(reading.label, write_chance(reading.value, &format)));
    written.collect()
}

/// The quota in the other currency, or the figure in the quota's.
fn in_currencies<T>(
    text: &str,
    quota: Currency,
    read: Result<Understood<T>, EntryError>,
) -> Vec<Reading<String>> {
    let readings = read.map_or_else(|_| Vec::new(), |read| read.readings);
    let Some(typed) = readings.iter().find_map(|reading| reading.currency) else { return Vec::new() };
    let own = without_currency(text, typed);
    let label = format!("Make the quota {} (figures stay)", typed.code());
    vec![
        Reading { label, value: text.to_owned(), currency: Some(typed) },
        Reading::new(format!("{own} {}", quota.code()), own),
    ]
}
