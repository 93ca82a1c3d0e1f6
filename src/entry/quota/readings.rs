//! The readings to choose from of one rep's facts, each as a text that reads in just that way.

use super::values::{
    decided_at_once, now_in_words, read_end, read_ends, read_open_in, read_quota, read_stages, read_won,
};
use crate::entry::formatter::write_day;
use crate::entry::grammar::number::typed;
use crate::entry::money::amount::without_currency;
use crate::entry::reading::{Reading, Understood};
use crate::entry::target::when::halves;
use crate::entry::{
    EntryError, NumberStyle, QuotaFact, QuotaTexts, QuotaToday, Sized, StyledFormatter, out_of_proportion,
    read_chance, read_money, read_quota_check, write_chance, write_quota_check,
};
use crate::model::{Currency, Money, QuotaCheck, RateBelief};

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

/// The two sizes of an amount that is out of proportion to a rep's other facts, each as a text: as it was
/// read, which is that of `check`, and as it may be meant. Of any other fact none.
pub fn quota_sizes(
    fact: QuotaFact,
    texts: &QuotaTexts,
    check: &QuotaCheck,
    around: QuotaToday,
) -> Vec<Reading<String>> {
    let scenario = check.scenario();
    let Some(segment) = scenario.segments().first() else { return Vec::new() };
    let part = match fact {
        QuotaFact::Quota => Sized::Target,
        QuotaFact::Won => Sized::Booked,
        // Where nothing is listed with its stage, the deals say the size of further ones as well.
        QuotaFact::Open => Sized::OpenAndSize(segment.id),
        QuotaFact::End | QuotaFact::Record | QuotaFact::Stages | QuotaFact::New | QuotaFact::Wanted => {
            return Vec::new();
        }
    };
    let Some(other) = out_of_proportion(scenario, part).and_then(|question| question.other) else {
        return Vec::new();
    };
    let style = around.style;
    let format = StyledFormatter { style, group: if style.decimal == ',' { '.' } else { ',' } };
    let written = |check: &QuotaCheck| write_quota_check(check, &format).of(fact).to_owned();
    let meant = || {
        let before = check.before().filter(|_| fact == QuotaFact::Quota);
        let before = before.map(|before| Money::from_minor_f64(before.minor() as f64 * other.factor));
        let before = before.transpose().ok()?.or(check.before());
        let meant = QuotaCheck::new(other.plan, before, check.record(), check.team()).ok()?;
        let text = written(&meant);
        let read = read_quota_check(&texts.with(fact, text.clone()), around);
        read.is_ok_and(|read| read == meant).then(|| Reading::plain(text.clone(), text))
    };
    let own = Reading::plain(written(check), texts.of(fact).to_owned());
    meant().map_or_else(Vec::new, |meant| vec![own, meant])
}

/// A quota that was typed over another, as a text that says both; none, where it says both itself, or nothing
/// has changed.
pub fn quota_before_and_now(before: &str, texts: &QuotaTexts, around: QuotaToday) -> Option<Reading<String>> {
    let was = read_quota(before, around.style, around.currency).ok()?;
    let now = read_quota(&texts.quota, around.style, was.currency).ok()?;
    if now.before.is_some() || now.currency != was.currency || now.quota == was.quota {
        return None;
    }
    // Of a raise that is typed over, what it had come to.
    let was_text = match was.before {
        None => before.trim().to_owned(),
        Some(_) => typed(was.quota.major(was.currency)),
    };
    let text = format!("{}, was {was_text}", texts.quota.trim());
    let read = read_quota(&text, around.style, around.currency).ok()?;
    let is_both = read.quota == now.quota && read.before == Some(was.quota);
    is_both.then(|| Reading::new(format!("Before {was_text}, now {}", texts.quota.trim()), text))
}

/// A quota that is typed as a change of the one that stands, `+30%`, written out: `600k + 30%`. One that said
/// what it was before, `220k raised to 260k`, is changed from what it is now.
pub fn quota_raised(standing: &QuotaTexts, typed: &str, around: QuotaToday) -> Option<QuotaTexts> {
    let now = now_in_words(&standing.quota, around.style, around.currency);
    let standing = now.map_or_else(|| standing.clone(), |now| standing.with(QuotaFact::Quota, now));
    standing.raised(typed, around.style)
}

/// A quota that says when it ends as well, `220k this quarter`, with the end in its own field.
pub fn quota_with_end(texts: &QuotaTexts, around: QuotaToday) -> Option<QuotaTexts> {
    let is_quota = |text: &str| read_quota(text, around.style, around.currency).is_ok();
    let is_end = |text: &str| read_ends(text, around.today, around.style).is_ok();
    let halves = || halves(&texts.quota).into_iter().find(|[quota, end]| is_quota(quota) && is_end(end));
    let [quota, end] = halves().filter(|_| !is_quota(&texts.quota))?;
    Some(texts.with(QuotaFact::Quota, quota).with(QuotaFact::End, end))
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

/// A period that is still to come, counted from today on instead: where its end is all that was meant.
pub fn quota_from_today(texts: &QuotaTexts, around: QuotaToday) -> Option<Reading<String>> {
    let period = read_ends(&texts.end, around.today, around.style).ok()?.value?;
    period.start.filter(|start| *start > around.today)?;
    let last = period.calendar(None).ok()?.last_date()?;
    Some(Reading::new("Count from today".to_owned(), write_day(last)))
}

/// What is said to be won before a period that has not begun, and so does not count in it.
pub fn quota_won_before(texts: &QuotaTexts, around: QuotaToday) -> Option<Money> {
    let calendar = read_end(&texts.end, around.today, around.style).ok()?;
    calendar.start().filter(|start| *start > around.today)?;
    let won = read_won(&texts.won, around.style, quota_currency(texts, around)).ok()?;
    (won > Money::ZERO).then_some(won)
}

fn ends(text: &str, around: QuotaToday) -> Vec<Reading<String>> {
    let Ok(read) = read_ends(text, around.today, around.style) else { return Vec::new() };
    if read.value.is_some() {
        // Where two readings end on the same day, a quota is the same in both.
        return Vec::new();
    }
    let last_day = |reading: Reading<crate::entry::Period>| {
        let last = reading.value.calendar(None).ok()?.last_date()?;
        Some(Reading::new(reading.label, write_day(last)))
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
    let Some(typed) = readings.iter().find_map(|reading| reading.currency) else {
        // Of one currency, each is called as it is written.
        return readings
            .into_iter()
            .map(|reading| Reading::new(reading.label.clone(), reading.label))
            .collect();
    };
    let own = without_currency(text, typed);
    let label = format!("Make the quota {} (figures stay)", typed.code());
    vec![
        Reading { label, value: text.to_owned(), currency: Some(typed) },
        Reading::new(format!("{own} {}", quota.code()), own),
    ]
}
