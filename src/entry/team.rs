//! The team: a line for each group or rep, and what holds for all of them.

use super::lines::{in_line, lines, parts};
use super::period::month_of;
use super::{
    EntryError, NumberStyle, normalised, read_amount, read_number, read_percent, read_stage_time, split_range,
};
use crate::model::limits::TENURE_MONTHS_MAX;
use crate::model::{
    Adherence, Attrition, Capacity, Currency, Excess, GroupId, Joins, Money, Ramp, RepGroup, Scenario,
    Segment, StageRecord, Team,
};

const EXAMPLE: &str = "12 reps, quota 600k; or a name, Ada, quota 700k, from April 2027";

/// Reads a team, a line for each group: `12 reps, quota 600k`, `3 reps, from April 2027`, `Ada, 3 months in, in
/// Mid-market, booked 40k, 45 of 100 at Proposal`. `none` is no team. What the lines do not say stays.
///
/// # Errors
/// When a line is not understood, or the model refuses the team.
pub fn read_team(text: &str, style: NumberStyle, plan: &Scenario) -> Result<Option<Team>, EntryError> {
    let now = plan.parts().team.as_ref();
    if text.trim().is_empty() || text.trim().eq_ignore_ascii_case("none") {
        return Ok(None);
    }
    let known: Vec<GroupId> = now.map_or(&[][..], Team::groups).iter().map(|group| group.id).collect();
    let mut next = known.iter().map(|id| id.0).max().unwrap_or(0);
    let mut groups = Vec::new();
    for (line, text) in lines(text) {
        let id = known.get(groups.len()).copied().unwrap_or_else(|| {
            next += 1;
            GroupId(next)
        });
        groups.push(in_line(line, read_group(text, style, plan, id))?);
    }
    Ok(Some(match now {
        Some(team) => team.with_groups(groups)?,
        None => Team::new(groups)?,
    }))
}

fn read_group(line: &str, style: NumberStyle, plan: &Scenario, id: GroupId) -> Result<RepGroup, EntryError> {
    let mut group = RepGroup::new(id, 1);
    for (place, part) in parts(line).into_iter().enumerate() {
        let text = normalised(part, EXAMPLE)?;
        let is_understood = read_count(&text, style, &mut group)
            || read_time(&text, plan, &mut group)?
            || read_money(&text, style, plan, &mut group)?
            || read_place(&text, style, plan, &mut group);
        if !is_understood {
            if place > 0 || text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
                return Err(EntryError::NotUnderstood(EXAMPLE));
            }
            part.clone_into(&mut group.name);
        }
    }
    Ok(group)
}

/// `12 reps`, `12`.
fn read_count(text: &str, style: NumberStyle, group: &mut RepGroup) -> bool {
    let number =
        ["reps", "rep", "people", "sellers"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let count =
        read_number(number.trim(), style).filter(|count| count.fract() == 0.0 && (1.0..=1e6).contains(count));
    if let Some(count) = count {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, from 1 to a million"
        )]
        let count = count as u32;
        group.count = count;
    }
    count.is_some()
}

/// `from April 2027`, `from month 4`, `3 months in`.
fn read_time(text: &str, plan: &Scenario, group: &mut RepGroup) -> Result<bool, EntryError> {
    if let Some(months) = text.strip_suffix(" months in").or_else(|| text.strip_suffix(" month in")) {
        let months = months.parse().ok().filter(|months| *months < TENURE_MONTHS_MAX);
        group.joins = Joins::Before(months.ok_or(EntryError::NotUnderstood("3 months in"))?);
        return Ok(true);
    }
    let Some(when) = text.strip_prefix("from ").or_else(|| text.strip_prefix("joins ")) else {
        return Ok(false);
    };
    let calendar = &plan.parts().calendar;
    let months = calendar.months().len();
    let place = if let Some(number) = when.strip_prefix("month ") {
        number.parse::<usize>().ok().and_then(|number| number.checked_sub(1))
    } else {
        let (word, year) = when.split_once(' ').unwrap_or((when, ""));
        (0..months).find(|place| {
            let date = calendar.month_date(*place);
            date.is_some_and(|date| {
                month_of(word) == Some(date.month()) && (year.is_empty() || year.parse() == Ok(date.year()))
            })
        })
    };
    let place = place.filter(|place| *place < months).and_then(|place| u32::try_from(place).ok());
    group.joins = Joins::InMonth(
        place.ok_or(EntryError::NotUnderstood("a month of the plan: from month 4, or from April"))?,
    );
    Ok(true)
}

/// `quota 600k`, `booked 40k`.
fn read_money(
    text: &str,
    style: NumberStyle,
    plan: &Scenario,
    group: &mut RepGroup,
) -> Result<bool, EntryError> {
    let money = |amount: &str| in_currency(amount, style, plan.parts().currency);
    if let Some(amount) = text.strip_prefix("quota ") {
        group.quota = Some(money(amount)?);
    } else if let Some(amount) = text.strip_prefix("booked ") {
        group.booked = money(amount)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// `in Mid-market`, `45 of 100 at Proposal`.
fn read_place(text: &str, style: NumberStyle, plan: &Scenario, group: &mut RepGroup) -> bool {
    if let Some(segment) = text.strip_prefix("in ").and_then(|name| segment_of(name, plan.segments())) {
        group.segment = Some(segment.id);
        return true;
    }
    let record = split_range(text, &[" at "]).and_then(|(counts, stage)| {
        let (passed, entered) = split_range(counts, &[" of ", "/"])?;
        let mut stages = plan.segments().iter().flat_map(Segment::stages);
        let stage = stages
            .find(|own| own.name().eq_ignore_ascii_case(stage) || format!("stage {}", own.id.0) == stage)?;
        let whole =
            |text: &str| read_number(text, style).filter(|n| n.fract() == 0.0 && (0.0..=1e6).contains(n));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, from 0 to a million"
        )]
        let count = |number: f64| number as u32;
        Some(StageRecord { stage: stage.id, passed: count(whole(passed)?), entered: count(whole(entered)?) })
    });
    group.record.extend(record);
    record.is_some()
}

/// The segment of a name, or of `segment 2`.
fn segment_of<'a>(name: &str, segments: &'a [Segment]) -> Option<&'a Segment> {
    segments.iter().find(|segment| {
        segment.name().eq_ignore_ascii_case(name) || format!("segment {}", segment.id.0) == name
    })
}

pub(super) fn in_currency(text: &str, style: NumberStyle, plan: Currency) -> Result<Money, EntryError> {
    let amount = read_amount(text, style, "600k")?;
    match amount.currency {
        Some(typed) if typed != plan => {
            Err(EntryError::OtherCurrency { plan: plan.code().to_owned(), typed: typed.code().to_owned() })
        }
        _ => Ok(Money::from_major(amount.major, plan)?),
    }
}

/// Reads a ramp: `none`, `0%, 25%, 50%, 75%` for the first months, or `6 months`, in even steps.
///
/// # Errors
/// When the text is no ramp.
pub fn read_ramp(text: &str, style: NumberStyle) -> Result<Ramp, EntryError> {
    const EXAMPLE: &str = "none, 4 months, or 0%, 25%, 50%, 75%";
    let plain = normalised(text, EXAMPLE)?;
    if plain == "none" {
        return Ok(Ramp::default());
    }
    if let Some(months) = plain.strip_suffix("months").or_else(|| plain.strip_suffix("month")) {
        let months: u32 = months.trim().parse().map_err(|_| EntryError::NotUnderstood(EXAMPLE))?;
        let step = |month: u32| f64::from(month) / f64::from(months.max(1));
        return Ok(Ramp::new((0..months.min(1_000)).map(step).collect())?);
    }
    let shares: Option<Vec<f64>> =
        parts(&plain).into_iter().map(|share| read_percent(share, style)).collect();
    Ok(Ramp::new(shares.ok_or(EntryError::NotUnderstood(EXAMPLE))?)?)
}

/// Reads who leaves: `none`, `20%`, `20%, replaced after 60 days, 70% of deals survive`.
///
/// # Errors
/// When the text is not understood, or the model refuses it.
pub fn read_attrition(text: &str, style: NumberStyle) -> Result<Attrition, EntryError> {
    const EXAMPLE: &str = "none, 20%, or 20%, replaced after 60 days, 70% of deals survive";
    let plain = normalised(text, EXAMPLE)?;
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    if plain == "none" {
        return Ok(Attrition::NONE);
    }
    let (mut yearly, mut backfill, mut kept) = (None, None, 1.0);
    for part in parts(&plain) {
        if let Some(time) = part.strip_prefix("replaced after ") {
            backfill = Some(read_stage_time(time, style)?.mean_days());
        } else if part == "replaced at once" {
            backfill = Some(0.0);
        } else if part != "not replaced" {
            if let Some(share) =
                ["of deals survive", "of deals kept"].iter().find_map(|words| part.strip_suffix(words))
            {
                kept = read_percent(share.trim(), style).ok_or_else(not_understood)?;
            } else {
                let share =
                    ["leave a year", "a year", "leave"].iter().find_map(|words| part.strip_suffix(words));
                yearly = Some(read_percent(share.unwrap_or(part).trim(), style).ok_or_else(not_understood)?);
            }
        }
    }
    Ok(Attrition::new(yearly.ok_or_else(not_understood)?, backfill, kept)?)
}

/// Reads what a rep has time for: `no limit`, `12 a month`, `12, the rest to others`.
///
/// # Errors
/// When the text is not understood, or the model refuses it.
pub fn read_capacity(text: &str, style: NumberStyle) -> Result<Option<Capacity>, EntryError> {
    const EXAMPLE: &str = "no limit, 12, or 12, the rest to others";
    let plain = normalised(text, EXAMPLE)?;
    if ["no limit", "none", "unlimited"].contains(&plain.as_str()) {
        return Ok(None);
    }
    let (number, rest) = split_range(&plain, &[", ", "; "]).unwrap_or((&plain, "the rest is lost"));
    let excess = match rest {
        "the rest to others" | "rest to others" | "others" => Excess::Rerouted,
        "the rest is lost" | "rest lost" | "lost" => Excess::Lost,
        _ => return Err(EntryError::NotUnderstood(EXAMPLE)),
    };
    let number = ["a month", "/month", "per month"]
        .iter()
        .find_map(|unit| number.strip_suffix(unit))
        .unwrap_or(number);
    let number = read_number(number.trim(), style).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
    Ok(Some(Capacity::new(number, excess)?))
}

/// Reads the share of opportunities run by the plan: `all`, `70%`, `70% ± 10%` over reps.
///
/// # Errors
/// When the text is no share, or the model refuses it.
pub fn read_adherence(text: &str, style: NumberStyle) -> Result<Option<Adherence>, EntryError> {
    const EXAMPLE: &str = "all, 70%, or 70% ± 10%";
    let plain = normalised(text, EXAMPLE)?;
    if plain == "all" {
        return Ok(None);
    }
    let (mean, sd) = split_range(&plain, &["±", "+/-"]).unwrap_or((&plain, "0%"));
    let share = |text: &str| read_percent(text, style).ok_or(EntryError::NotUnderstood(EXAMPLE));
    Ok(Some(Adherence::new(share(mean)?, share(sd)?)?))
}
