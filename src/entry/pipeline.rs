//! What is open when the plan begins: a line for each stage or deal.

use super::lines::{in_line, lines, parts};
use super::team::in_currency;
use super::{EntryError, NumberStyle, normalised, read_number, read_stage_time};
use crate::model::{Currency, OpenCount, OpenDeal, OpenPipeline, Segment, StageId};

const EXAMPLE: &str = "Proposal, 12, 20 days; or a deal, Acme, Proposal, 50k, 20 days";

/// Reads open deals, a line for each: by stage, `Proposal, 12, 20 days` (how many, for how long they have been in it), or
/// one by one, `Acme, Proposal, 50k, 20 days`; amount and time may be left out. Also a spreadsheet's columns.
///
/// # Errors
/// When a line is not understood, names no stage of the segment, or the model refuses it.
pub fn read_open(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    segment: &Segment,
) -> Result<OpenPipeline, EntryError> {
    let (mut counts, mut deals) = (Vec::new(), Vec::new());
    if !text.trim().eq_ignore_ascii_case("nothing") {
        for (line, text) in lines(text) {
            match in_line(line, read_line(text, style, plan, segment))? {
                Open::Count(count) => counts.push(count),
                Open::Deal(deal) => deals.push(deal),
            }
        }
    }
    Ok(OpenPipeline::new(counts, deals)?)
}

enum Open {
    Count(OpenCount),
    Deal(OpenDeal),
}

fn read_line(line: &str, style: NumberStyle, plan: Currency, segment: &Segment) -> Result<Open, EntryError> {
    let parts = parts(line);
    let mut parts = parts.into_iter();
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let first = parts.next().ok_or_else(not_understood)?;
    let age = |text: Option<&str>| match text {
        None => Ok(0.0),
        Some(text) => Ok::<f64, EntryError>(read_stage_time(text, style)?.mean_days()),
    };
    if let Some((stage, count)) = stage_and_count(first, style, segment) {
        let count = match count {
            Some(count) => count,
            None => count_of(parts.next().unwrap_or("1"), style).ok_or_else(not_understood)?,
        };
        let age_days = age(parts.next())?;
        return if parts.next().is_none() {
            Ok(Open::Count(OpenCount { stage, count, age_days }))
        } else {
            Err(not_understood())
        };
    }
    let stages = || segment.stages().iter().map(crate::model::Stage::name).collect::<Vec<_>>().join(", ");
    let unknown =
        |name: &str| EntryError::NoStage { name: name.chars().take(40).collect(), stages: stages() };
    let stage = parts
        .next()
        .map_or_else(|| Err(unknown(first)), |name| stage_of(name, segment).ok_or_else(|| unknown(name)))?;
    let (mut amount, mut age_days) = (None, 0.0);
    for part in parts {
        if amount.is_none() && part != "?" && !is_time(part) {
            amount = Some(in_currency(&normalised(part, EXAMPLE)?, style, plan)?);
        } else if part != "?" {
            age_days = age(Some(part))?;
        }
    }
    let name = if ["–", "-"].contains(&first) { String::new() } else { first.to_owned() };
    Ok(Open::Deal(OpenDeal { name, stage, amount, age_days }))
}

/// `20 days` and the like, as opposed to an amount.
fn is_time(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["d", "day", "days", "w", "week", "weeks", "month", "months", "year", "years"].iter().any(|unit| {
        text.strip_suffix(unit).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit() || c == ' '))
    })
}

/// `Proposal`, `Proposal 12`.
fn stage_and_count(text: &str, style: NumberStyle, segment: &Segment) -> Option<(StageId, Option<u32>)> {
    if let Some(stage) = stage_of(text, segment) {
        return Some((stage, None));
    }
    let (name, count) = text.rsplit_once(' ')?;
    Some((stage_of(name, segment)?, Some(count_of(count, style)?)))
}

/// The stage of a name, or of `stage 2`, counted in the segment.
fn stage_of(name: &str, segment: &Segment) -> Option<StageId> {
    let name = name.trim();
    let named =
        segment.stages().iter().find(|stage| !name.is_empty() && stage.name().eq_ignore_ascii_case(name));
    let place = || name.to_ascii_lowercase().strip_prefix("stage ")?.parse::<usize>().ok()?.checked_sub(1);
    named.or_else(|| segment.stages().get(place()?)).map(|stage| stage.id)
}

fn count_of(text: &str, style: NumberStyle) -> Option<u32> {
    let count = read_number(text.trim(), style)
        .filter(|count| count.fract() == 0.0 && (0.0..=1e9).contains(count))?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, from 0 to a thousand million"
    )]
    Some(count as u32)
}
