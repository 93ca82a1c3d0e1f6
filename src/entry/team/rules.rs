//! What holds for a whole team, read and written: ramp, who leaves, what a rep has time for, who follows the
//! process.

use crate::entry::calendar::lengths::{duration, durations};
use crate::entry::grammar::lines::parts;
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::quantity::{COUNTS, SHARES, trimmed};
use crate::entry::grammar::text::split_range;
use crate::entry::grammar::tokens::{Token, before, tokens, without};
use crate::entry::grammar::words::{FILLER, THINGS};
use crate::entry::stage::time::read_days;
use crate::entry::{EntryError, Formatter, NumberStyle, normalised, read_percent};
use crate::model::{Adherence, Attrition, Capacity, Excess, Horizon, Ramp};

/// Words around the months of a ramp, `4 months to full productivity`.
const RAMP_WORDS: &[&str] = &[
    "full",
    "fully",
    "productivity",
    "productive",
    "ramp",
    "ramped",
    "ramping",
    "up",
    "to",
    "until",
    "till",
    "be",
    "they",
    "it",
    "takes",
    "take",
    "after",
    "over",
    "bis",
    "voll",
    "volle",
    "produktiv",
    "jusqu",
    "pleine",
    "productivité",
    "hasta",
    "plena",
    "productividad",
    "before",
    "reach",
    "rep",
    "reps",
    "new",
    "hire",
    "hires",
    "speed",
    "at",
    "linear",
    "linearly",
    "evenly",
];

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
    if let Some(months) = plain.strip_suffix("months").or_else(|| plain.strip_suffix("month"))
        && let Ok(months) = months.trim().parse::<u32>()
    {
        return in_steps(months);
    }
    let shares: Option<Vec<f64>> =
        parts(&plain).into_iter().map(|share| read_percent(share, style)).collect();
    if let Some(shares) = shares.filter(|_| plain.contains('%') || parts(&plain).len() > 1) {
        return Ok(Ramp::new(shares)?);
    }
    let (_, all) = tokens(text, EXAMPLE)?;
    let all = without(&all, FILLER);
    let said = without(&all, RAMP_WORDS);
    if durations(&all).is_some() {
        let reason = "this is from so long to so long: say one time, in months";
        return Err(EntryError::questioned(reason, EXAMPLE));
    }
    match duration(&said).filter(|_| !said.iter().all(Token::is_number)) {
        Some(Horizon::Months(months)) => in_steps(months),
        // “90 days”
        Some(Horizon::Days(days)) => {
            let months = f64::from(days) * 12.0 / 365.0;
            let whole = whole_number(months.round()).filter(|_| (months - months.round()).abs() <= 0.1);
            in_steps(whole.ok_or(EntryError::questioned("a ramp is said in whole months", EXAMPLE))?)
        }
        None => Err(EntryError::NotUnderstood(EXAMPLE)),
    }
}

/// A ramp of so many months, in even steps.
fn in_steps(months: u32) -> Result<Ramp, EntryError> {
    let step = |month: u32| f64::from(month) / f64::from(months.max(1));
    Ok(Ramp::new((0..months.min(1_000)).map(step).collect())?)
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
            backfill = Some(read_days(time, EXAMPLE)?);
        } else if part == "replaced at once" {
            backfill = Some(0.0);
        } else if part != "not replaced" {
            if let Some(share) =
                ["of deals survive", "of deals kept"].iter().find_map(|words| part.strip_suffix(words))
            {
                kept = read_percent(share.trim(), style).ok_or_else(not_understood)?;
            } else {
                yearly = Some(leaving(part, style)?);
            }
        }
    }
    Ok(Attrition::new(yearly.ok_or_else(not_understood)?, backfill, kept)?)
}

/// The share who leave in a year: `15%`, `about 15% a year`, `10 % pro Jahr`, `1% a month`.
fn leaving(part: &str, style: NumberStyle) -> Result<f64, EntryError> {
    const EXAMPLE: &str = "none, 20%, or 20%, replaced after 60 days, 70% of deals survive";
    const AROUND: &[&str] = &[
        "leave",
        "leaves",
        "leaving",
        "attrition",
        "turnover",
        "churn",
        "lose",
        "we",
        "of",
        "reps",
        "team",
        "people",
        "them",
        "verlassen",
        "gehen",
        "kündigen",
        "fluktuation",
        "partent",
        "rotation",
        "se",
        "van",
    ];
    const YEARLY: [&str; 15] = [
        "a year",
        "per year",
        "/ year",
        "/ yr",
        "each year",
        "every year",
        "yearly",
        "annually",
        "annual",
        "p a",
        "pro jahr",
        "im jahr",
        "par an",
        "al año",
        "per jaar",
    ];
    const MONTHLY: [&str; 6] = ["a month", "per month", "/ month", "monthly", "pro monat", "par mois"];
    let share = ["leave a year", "a year", "leave"].iter().find_map(|words| part.strip_suffix(words));
    if let Some(share) = read_percent(share.unwrap_or(part).trim(), style) {
        return Ok(share);
    }
    let (_, all) = tokens(part, EXAMPLE)?;
    let said = without(&all, AROUND);
    let ends = |ends: &[&str]| ends.iter().find_map(|words| before(&said, words)).map(<[Token]>::to_vec);
    let monthly = ends(&MONTHLY);
    let bare = monthly.clone().or_else(|| ends(&YEARLY)).unwrap_or_else(|| said.clone());
    let bare = without(&bare, FILLER);
    let share = SHARES.quantity(trimmed(&bare)).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
    if !share.percent {
        let reason = "who leaves is said as a share of all reps in a year";
        return Err(EntryError::questioned(reason, "15%, or 15%, replaced after 60 days"));
    }
    match monthly {
        // Each month so many of those who are left.
        Some(_) => Ok(1.0 - libm::pow(1.0 - share.share().min(1.0), 12.0)),
        None => Ok(share.share()),
    }
}

/// Reads what a rep has time for: `no limit`, `12 a month`, `12, the rest to others`.
///
/// # Errors
/// When the text is not understood, or the model refuses it.
pub fn read_capacity(text: &str, _style: NumberStyle) -> Result<Option<Capacity>, EntryError> {
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
    let (_, said) = tokens(number, EXAMPLE)?;
    let (number, monthly) = crate::entry::calendar::how_often::per_month(&said);
    let number = COUNTS
        .quantity(&without(&without(number, FILLER), THINGS))
        .ok_or(EntryError::NotUnderstood(EXAMPLE))?;
    Ok(Some(Capacity::new(number.value() * monthly, excess)?))
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

/// What the field of a ramp prints.
pub fn write_ramp(ramp: &Ramp, format: &dyn Formatter) -> String {
    let shares: Vec<String> = ramp.shares().iter().map(|share| format.exact_percent(*share)).collect();
    if shares.is_empty() { "none".to_owned() } else { shares.join("; ") }
}

/// What the field of those who leave prints.
pub fn write_attrition(attrition: &Attrition, format: &dyn Formatter) -> String {
    let is_none = *attrition == Attrition::NONE;
    if is_none {
        return "none".to_owned();
    }
    let mut parts = vec![format.exact_percent(attrition.yearly())];
    match attrition.backfill_days() {
        None => parts.push("not replaced".to_owned()),
        Some(days) => parts.push(format!("replaced after {} days", format.exact(days))),
    }
    if attrition.deals_kept() < 1.0 {
        parts.push(format!("{} of deals survive", format.exact_percent(attrition.deals_kept())));
    }
    parts.join("; ")
}

/// What the field of a rep's time prints.
pub fn write_capacity(capacity: Option<Capacity>, format: &dyn Formatter) -> String {
    let Some(capacity) = capacity else { return "no limit".to_owned() };
    let number = format.exact_count(capacity.per_month());
    match capacity.excess {
        Excess::Lost => number,
        Excess::Rerouted => format!("{number}; the rest to others"),
    }
}

/// What the field of those who follow the process prints.
pub fn write_adherence(adherence: Option<Adherence>, format: &dyn Formatter) -> String {
    let Some(adherence) = adherence else { return "all".to_owned() };
    let mean = format.exact_percent(adherence.mean());
    if adherence.sd() > 0.0 { format!("{mean} ± {}", format.exact_percent(adherence.sd())) } else { mean }
}
