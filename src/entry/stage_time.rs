//! Time in a stage: `20`, `20 days`, `3 months`, `2 weeks`, `20 ± 14 days`, `20 ± 14 days lognormal`, `exactly 20 days`.

use super::{EntryError, NumberStyle, normalised, read_number, split_range, strip_word};
use crate::model::limits::AGE_DAYS_MAX;
use crate::model::{DAYS_IN_PLAIN_MONTH, StageTime};

/// Spread of time in a stage when none is written, relative to the mean: 1/√2, a gamma law of shape 2. A plain
/// starting value, not a benchmark.
pub const DEFAULT_TIME_SPREAD: f64 = std::f64::consts::FRAC_1_SQRT_2;

const EXAMPLE: &str = "20 days, 3 weeks, 20 ± 14 days or exactly 20 days";

/// Reads a time; without a unit it is in days.
///
/// # Errors
/// When the text is no time, or the model refuses it.
pub fn read_stage_time(text: &str, style: NumberStyle) -> Result<StageTime, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    if let Some(text) = text.strip_suffix("lognormal") {
        let gamma = read_stage_time(text.trim_end().trim_end_matches(','), style)?;
        return Ok(StageTime::lognormal(gamma.mean_days(), gamma.sd_days())?);
    }
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    if let Some(rest) = strip_word(&text, &["exactly", "always", "="]) {
        return Ok(StageTime::fixed(days(rest, style).ok_or_else(not_understood)?)?);
    }
    if let Some((mean, spread)) = split_range(&text, &["±", "+/-"]) {
        let (spread_number, spread_unit) = split_unit(spread);
        let (mean_number, mean_unit) = split_unit(mean);
        // "20 ± 14 days": one unit holds for both.
        let unit = spread_unit.or(mean_unit).unwrap_or(1.0);
        let mean = read_number(mean_number, style).ok_or_else(not_understood)? * mean_unit.unwrap_or(unit);
        let spread = read_number(spread_number, style).ok_or_else(not_understood)? * unit;
        return Ok(StageTime::gamma(mean, spread)?);
    }
    let mean = days(&text, style).ok_or_else(not_understood)?;
    Ok(StageTime::gamma(mean, mean.abs() * DEFAULT_TIME_SPREAD)?)
}

/// An age in whole days, 1 to 3,650: `60`, `60 days`, `8 weeks`, `2 months`.
///
/// # Errors
/// When the text is none.
pub fn read_age_days(text: &str, style: NumberStyle) -> Result<u32, EntryError> {
    const EXAMPLE: &str = "60 days, 8 weeks or 2 months";
    let days = days(&normalised(text, EXAMPLE)?, style).map(f64::round);
    let days =
        days.filter(|days| (1.0..=AGE_DAYS_MAX).contains(days)).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and within bounds")]
    let days = days as u32;
    Ok(days)
}

fn days(text: &str, style: NumberStyle) -> Option<f64> {
    let (number, unit) = split_unit(text);
    Some(read_number(number, style)? * unit.unwrap_or(1.0))
}

/// The number and the days of its unit.
fn split_unit(text: &str) -> (&str, Option<f64>) {
    const UNITS: [(&str, f64); 14] = [
        ("days", 1.0),
        ("day", 1.0),
        ("weeks", 7.0),
        ("week", 7.0),
        ("wks", 7.0),
        ("wk", 7.0),
        ("months", DAYS_IN_PLAIN_MONTH),
        ("month", DAYS_IN_PLAIN_MONTH),
        ("mo", DAYS_IN_PLAIN_MONTH),
        ("years", 365.0),
        ("year", 365.0),
        ("d", 1.0),
        ("w", 7.0),
        ("y", 365.0),
    ];
    UNITS
        .iter()
        .find_map(|(unit, days)| Some((text.strip_suffix(unit)?.trim_end(), Some(*days))))
        .unwrap_or((text, None))
}
