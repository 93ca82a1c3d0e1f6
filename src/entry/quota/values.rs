//! The values of one rep's facts, read and written.

use crate::entry::deal_size::read::size_in;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::lines::{in_line, lines, parts, unquoted};
use crate::entry::grammar::quantity::{COUNTS, trimmed};
use crate::entry::grammar::raised::{Raised, from_to, raised};
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Token, tokens, without};
use crate::entry::grammar::words::{FILLER, NOTHING, THINGS};
use crate::entry::money::amount::{amounts, no_amount, one_in};
use crate::entry::open_deals::entry::OpenEntry;
use crate::entry::period::read::{Period, PeriodAround};
use crate::entry::rate::record::RecordEntry;
use crate::entry::reading::Understood;
use crate::entry::stage::line::stage_cells;
use crate::entry::target::beside::OF_WHOLE_PLAN;
use crate::entry::{
    Change, DEFAULT_DEAL_CV, EntryError, NumberStyle, QuotaFact, read_change, read_open, read_period,
    read_rate, read_stage_time,
};
use crate::model::{
    Arrivals, Calendar, Counted, Currency, DAYS_IN_PLAIN_MONTH, Date, DealSize, Horizon, Money, OpenDeal,
    OpenPipeline, PipelineStart, QuotaCheck, RateBelief, Segment, SegmentId, Stage, StageId, StageTime,
    Supply, TeamRate,
};

/// Before the size of further deals, where it is not that of those that are open: in a line of its own,
/// behind theirs.
pub(super) const FURTHER: &str = "further deals ";

/// Deals that nobody gave a size: so that something can be said of further ones.
const NO_SIZE: &str = "24 of about 25k";

/// A quota, and what it was before a raise.
pub(super) struct ReadQuota {
    pub quota: Money,
    pub before: Option<Money>,
    pub currency: Currency,
}

pub(super) fn read_quota(
    text: &str,
    style: NumberStyle,
    currency: Currency,
) -> Result<ReadQuota, EntryError> {
    let example = QuotaFact::Quota.example();
    let text = raised_in_signs(&plain(&style.thousands(text, currency)));
    let change = ["+", "-", "×", "x"].iter().find_map(|sign| {
        let (base, said) = text.split_once(sign)?;
        let change = read_change(&format!("{sign}{said}"), style)?;
        // “250-300k” is a range.
        let is_apart = *sign != "-" || base.ends_with(' ') || matches!(change, Change::Times(_));
        (!base.trim().is_empty() && is_apart).then_some((base, said, change))
    });
    let base = change.map_or(text.as_str(), |(base, _, _)| base);
    let (_, all) = tokens(base, example)?;
    if change.is_none()
        && let Some(read) = before_and_now(&all, currency)
    {
        return read;
    }
    if let Some(error) = crate::entry::target::beside::ceiling(&text, &all, currency) {
        return Err(error.with_example("600k"));
    }
    let all = crate::entry::grammar::bounds::at_least(&all).to_vec();
    // “£60k a quarter” in a plan of dollars.
    let named = all.iter().find_map(|word| of_token(word, currency)).unwrap_or(currency);
    if let Some(error) = crate::entry::target::beside::dated(&text, &all, named) {
        return Err(of_its_time(error));
    }
    let span = amounts(&all, currency).ok_or_else(|| no_amount(&all, currency, example))?;
    // A check has no other amount than its rep's: the quota's currency is its own.
    let currency = span.currency().unwrap_or(currency);
    let standing = one_in(&all, currency, example)?;
    let quota = match change {
        None => standing,
        Some((_, _, Change::Times(factor))) => Money::from_minor_f64(standing.minor() as f64 * factor)?,
        Some((_, said, Change::Plus(more))) => {
            let said = crate::entry::money::amount::in_currency(said, style, currency)?.minor();
            let sum = if more < 0.0 { standing.minor() - said } else { standing.minor() + said };
            Money::from_minor_f64(sum as f64)?
        }
    };
    if quota == Money::ZERO {
        return Err(EntryError::questioned("a quota of nothing is reached already", "600k"));
    }
    Ok(ReadQuota { quota, before: change.map(|_| standing), currency })
}

/// `260k, raised by 15%` as `260k + 15%`.
fn raised_in_signs(text: &str) -> String {
    const BY: [&str; 6] =
        [" just raised by ", " raised by ", " increased by ", " up by ", " plus ", " raise of "];
    let Some((base, by)) = BY.iter().find_map(|words| text.split_once(words)) else { return text.to_owned() };
    let base = base.trim_end_matches([',', ' ']);
    let is_number = by.starts_with(|first: char| first.is_ascii_digit());
    if is_number && !base.is_empty() { format!("{base} + {by}") } else { text.to_owned() }
}

/// `60k a quarter`: in words of a quota, where they are of a target.
fn of_its_time(error: EntryError) -> EntryError {
    if let EntryError::Questioned { reason: OF_WHOLE_PLAN, guess, .. } = error {
        let reason = "the quota is of all the time until its end: say what is to be booked in it";
        EntryError::asked(reason, "600k", guess)
    } else {
        error.with_example("600k")
    }
}

/// `from 220k to 260k`, `260k, was 220k`, `raised to 260k`: the quota, and what it was.
fn before_and_now(all: &[Token], currency: Currency) -> Option<Result<ReadQuota, EntryError>> {
    let said = without(all, FILLER);
    let Raised { now, before } = raised(&said).or_else(|| from_to(&said))?;
    let example = QuotaFact::Quota.example();
    let typed = amounts(now, currency).and_then(|span| span.currency());
    let typed = typed.or_else(|| amounts(before?, currency)?.currency());
    let currency = typed.unwrap_or(currency);
    let quota = one_in(now, currency, example).ok()?;
    let before = before.map(|before| one_in(before, currency, example)).transpose().ok()?;
    if quota == Money::ZERO || before == Some(Money::ZERO) {
        return Some(Err(EntryError::questioned("a quota of nothing is reached already", "600k")));
    }
    Some(Ok(ReadQuota { quota, before, currency }))
}

/// What a quota is now, of a text that says what it was as well, `220k raised to 260k`.
pub(super) fn now_in_words(text: &str, style: NumberStyle, currency: Currency) -> Option<String> {
    let text = plain(&style.thousands(text, currency));
    let (_, all) = tokens(&text, "").ok()?;
    before_and_now(&all, currency)?.ok()?.before?;
    let said = without(&all, FILLER);
    let Raised { now, .. } = raised(&said).or_else(|| from_to(&said))?;
    text.get(now.first()?.from..now.last()?.to).map(str::to_owned)
}

/// The days from today to the end that is said; of a period that has not begun, its own days.
pub(super) fn read_end(text: &str, today: Date, style: NumberStyle) -> Result<Calendar, EntryError> {
    let period = read_ends(text, today, style)?.settled()?;
    let calendar = period.calendar(None).map_err(|error| {
        let is_over = matches!(error, EntryError::Questioned { .. });
        if is_over { EntryError::questioned("that day is over", "31 Dec 2027") } else { error }
    })?;
    // Days, so that what is left has no month of its own.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1,096 days")]
    let days = calendar.days() as u32;
    Ok(Calendar::new(period.start, Horizon::Days(days))?)
}

pub(super) fn read_won(text: &str, style: NumberStyle, currency: Currency) -> Result<Money, EntryError> {
    let example = QuotaFact::Won.example();
    let (_, all) = tokens(text, example)?;
    // “nothing yet”, “none so far”
    let said = without(&all, FILLER);
    if matches!(said.as_slice(), [only] if only.is(NOTHING)) {
        Ok(Money::ZERO)
    } else {
        crate::entry::money::amount::in_currency(text, style, currency)
            .map_err(|error| error.with_example(example))
    }
}

/// The rate at which open deals are won, and own counts where they are given. With a team's rate, own counts
/// are added to what the team's tell of a rep.
pub(in crate::entry) fn read_record(
    text: &str,
    style: NumberStyle,
    team: Option<TeamRate>,
) -> Result<(RateBelief, Option<Counted>), EntryError> {
    let example = QuotaFact::Record.example();
    let entry = match text.trim() {
        "" if team.is_none() => return Err(EntryError::Empty(example)),
        "" => RecordEntry::Counted(Counted::default()),
        text => crate::entry::rate::record::read_record(text, style)?,
    };
    match entry {
        RecordEntry::Rate(rate) => Ok((rate, None)),
        RecordEntry::Counted(own) => {
            Ok((QuotaCheck::rate_of_rep(own, team)?, (own.decided > 0).then_some(own)))
        }
    }
}

/// A line for each stage: name, rate, and if it takes any, time; with commas, or as in a plan, `Demo 22% 45
/// days`.
pub(super) fn read_stages(text: &str, style: NumberStyle) -> Result<Vec<Stage>, EntryError> {
    let not_understood = || EntryError::NotUnderstood(QuotaFact::Stages.example());
    let with_several = lines(text).into_iter().flat_map(|(line, text)| {
        // “Discovery 45% 20 days, Demo 22% 45 days”
        let several = parts(text);
        let is_stage = |part: &&str| stage_cells(part, style).is_some();
        let is_several = several.len() > 1 && several.iter().all(is_stage);
        let stages = if is_several { several } else { vec![text] };
        stages.into_iter().map(move |stage| (line, stage))
    });
    (1..)
        .zip(with_several)
        .map(|(id, (line, text))| {
            let of_cells = |cells: &[&str]| {
                let [name, rate, times @ ..] = cells else { return Err(not_understood()) };
                let time = match times {
                    [] => StageTime::fixed(0.0)?,
                    [time] => read_stage_time(time, style)?,
                    _ => return Err(not_understood()),
                };
                let name = unquoted(name).unwrap_or_else(|| (*name).to_owned());
                Ok(Stage::new(StageId(id), &name, "", rate_of_stage(rate, style)?, time)?)
            };
            let without_commas = || {
                let of_name_and_rate = || {
                    stage_cells(&format!("{text} 1 day"), style).map(|[name, rate, _]| [name, rate].to_vec())
                };
                let cells = stage_cells(text, style).map(|cells| cells.to_vec()).or_else(of_name_and_rate)?;
                of_cells(&cells.iter().map(String::as_str).collect::<Vec<_>>()).ok()
            };
            let read = of_cells(&parts(text)).or_else(|error| without_commas().ok_or(error));
            in_line(line, read)
        })
        .collect()
}

/// How many stages a text says; none, if it is not understood.
pub fn quota_stages(text: &str, style: NumberStyle) -> Option<usize> {
    read_stages(text, style).ok().map(|stages| stages.len())
}

/// The one stage of deals that are won at a rate before the end.
pub(super) fn decided_at_once(rate: RateBelief) -> Result<Vec<Stage>, EntryError> {
    Ok(vec![Stage::new(StageId(1), "", "", rate, StageTime::fixed(0.0)?)?])
}

fn rate_of_stage(text: &str, style: NumberStyle) -> Result<RateBelief, EntryError> {
    read_rate(text, style)?.settled()
}

/// New opportunities in a month; a number alone is one of a week.
pub(super) fn read_new(text: &str) -> Result<f64, EntryError> {
    let example = QuotaFact::New.example();
    let (_, all) = match tokens(text, example) {
        Err(EntryError::Empty(_)) => return Ok(0.0),
        read => read?,
    };
    let said = without(&all, FILLER);
    if let [only] = said.as_slice()
        && only.is(NOTHING)
    {
        return Ok(0.0);
    }
    let said = without(&said, THINGS);
    let (number, per_month) = crate::entry::calendar::how_often::per_month(&said);
    let is_weekly =
        number.len() == said.len() || said.iter().any(|token| token.is(&["week", "wk", "w", "weekly"]));
    let per_month = if is_weekly { DAYS_IN_PLAIN_MONTH / 7.0 } else { per_month };
    let span = COUNTS.span(trimmed(number)).ok_or(EntryError::NotUnderstood(example))?;
    let (low, high) = span.ends();
    let number = 0.5 * (low.value() + high.value());
    if (0.0..=10_000.0).contains(&number) {
        Ok(number * per_month)
    } else {
        Err(EntryError::NotUnderstood(example))
    }
}

/// Open deals, and the size of further ones: `24 worth 600k`, `12 of about 25k`, or a line each.
pub(super) fn read_open_deals(
    text: &str,
    style: NumberStyle,
    currency: Currency,
    stages: &[Stage],
) -> Result<(OpenPipeline, DealSize), EntryError> {
    let (text, further) = match text.trim_end().rsplit_once('\n') {
        Some((deals, last)) => match last.trim().strip_prefix(FURTHER) {
            Some(size) => (deals, Some(size_in(&style.thousands(size, currency), currency)?)),
            None => (text, None),
        },
        None => (text, None),
    };
    let no_size =
        || EntryError::questioned("further deals have a size as well, which this does not say", NO_SIZE);
    let entry = read_open_in(text, style, currency, stages)
        .and_then(Understood::settled)
        .map_err(|error| error.with_example("24 of about 25k, or Acme, 50k"))?;
    let size = match further.or(entry.size) {
        Some(size) => size,
        None if entry.open.deals().is_empty() => return Err(no_size()),
        None => size_of(entry.open.deals(), currency)?.ok_or_else(no_size)?,
    };
    Ok((entry.open, size))
}

/// Open deals in a segment of these stages.
pub(super) fn read_open_in(
    text: &str,
    style: NumberStyle,
    currency: Currency,
    stages: &[Stage],
) -> Result<Understood<OpenEntry>, EntryError> {
    let size = DealSize::mean_cv(Money::from_major(1.0, currency)?, 1.0)?;
    let supply = Supply::new(0.0, Arrivals::Poisson)?;
    let segment = Segment::new(SegmentId(1), "", supply, PipelineStart::Flowing, stages.to_vec(), size)?;
    read_open(text, style, currency, &segment)
}

/// The days to the end that is said, from today or, of a period that is still to come, from its first day,
/// for each way to read it.
pub(super) fn read_ends(
    text: &str,
    today: Date,
    style: NumberStyle,
) -> Result<Understood<Period>, EntryError> {
    let around =
        PeriodAround { today: Some(today), begins: Some(today), order: style.day_order, fiscal_start: 1 };
    let read = read_period(text, around).map_err(|error| error.with_example(QuotaFact::End.example()))?;
    let first = |start: Option<Date>| start.filter(|start| *start > today).or(Some(today));
    Ok(read.map(|period| Period { start: first(period.start), end: period.end }))
}

/// The size of further deals: that of those that are open, as they differ.
fn size_of(deals: &[OpenDeal], currency: Currency) -> Result<Option<DealSize>, EntryError> {
    let amounts: Vec<f64> = deals
        .iter()
        .filter_map(|deal| deal.amount)
        .map(|amount| amount.major(currency))
        .filter(|major| *major > 0.0)
        .collect();
    let n = amounts.len() as f64;
    if amounts.is_empty() {
        return Ok(None);
    }
    let mean = amounts.iter().sum::<f64>() / n;
    let squares = amounts.iter().map(|amount| (amount - mean) * (amount - mean)).sum::<f64>();
    // Of few deals the spread is as little known as their mean: a starting value.
    let cv = if amounts.len() >= 5 { (squares / (n - 1.0)).sqrt() / mean } else { DEFAULT_DEAL_CV };
    Ok(Some(DealSize::mean_cv(Money::from_major(mean, currency)?, cv)?))
}
