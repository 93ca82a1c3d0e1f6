//! Stage rates: `45%`, `45 of 100`, `450/1000`, `40–50%`, `45% of 200 cases`, `exactly 45%`.

use super::{EntryError, NumberStyle, normalised, read_number, read_percent, split_range, strip_word};
use crate::model::RateBelief;

/// How many observed cases a bare percentage is worth: an estimate, not a certainty.
pub const ESTIMATE_CASES: u32 = 50;

const EXAMPLE: &str = "45%, 45 of 100 or 40–50%";

/// Reads a belief on a rate. A bare percentage (or number) is an estimate worth [`ESTIMATE_CASES`] cases.
///
/// # Errors
/// When the text is no rate, or the model refuses it.
pub fn read_rate(text: &str, style: NumberStyle) -> Result<RateBelief, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    let not_understood = EntryError::NotUnderstood(EXAMPLE);
    if let Some(rest) =
        strip_word(&text, &["exactly", "exact", "="]).or_else(|| text.strip_suffix(" exactly"))
    {
        return Ok(RateBelief::exact(fraction(rest, style).ok_or(not_understood)?)?);
    }
    if let Some((passed, entered)) = split_range(&text, &[" out of ", " of ", "/"]) {
        if let Some(rate) = read_percent(passed, style) {
            // "45% of 200 cases": an estimate with its weight.
            let cases = whole(entered.trim_end_matches("cases").trim(), style).ok_or(not_understood)?;
            return Ok(RateBelief::estimate(rate, cases)?);
        }
        let (passed, entered) = whole(passed, style).zip(whole(entered, style)).ok_or(not_understood)?;
        return Ok(RateBelief::counts(passed, entered)?);
    }
    let between = text.strip_prefix("between ").unwrap_or(&text);
    if let Some((low, high)) = split_range(between, &[" to ", " and ", "-"]) {
        let high_rate = fraction(high, style).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
        // "40–50%": the sign at the end holds for both.
        let low_rate = if high.ends_with('%') && !low.ends_with('%') {
            read_number(low, style).map(|percent| percent / 100.0)
        } else {
            fraction(low, style)
        };
        return Ok(RateBelief::range(low_rate.ok_or(not_understood)?, high_rate)?);
    }
    let text = strip_word(&text, &["about", "ca.", "~"]).unwrap_or(&text);
    Ok(RateBelief::estimate(fraction(text, style).ok_or(not_understood)?, ESTIMATE_CASES)?)
}

/// A rate with or without its sign: `45%`, `45`, and below one `0.45`.
fn fraction(text: &str, style: NumberStyle) -> Option<f64> {
    read_percent(text, style).or_else(|| {
        let number = read_number(text, style)?;
        Some(if 0.0 < number && number < 1.0 { number } else { number / 100.0 })
    })
}

/// A whole number; one that is too large stays too large, so that the model says so.
fn whole(text: &str, style: NumberStyle) -> Option<u32> {
    let number = read_number(text, style)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and not negative; saturates"
    )]
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u32)
}

/// Reads how much reps differ at a stage, ρ: `none`, or a number such as `0.02`.
///
/// # Errors
/// When the text is no number; its bounds are the model's.
pub fn read_rep_spread(text: &str, style: NumberStyle) -> Result<f64, EntryError> {
    const EXAMPLE: &str = "none, or 0.02";
    let text = normalised(text, EXAMPLE)?;
    if text == "none" { Ok(0.0) } else { read_number(&text, style).ok_or(EntryError::NotUnderstood(EXAMPLE)) }
}

/// Reads what is left of a rate off the process: `the same`, or `80%`.
///
/// # Errors
/// When the text is no share; its bounds are the model's.
pub fn read_off_plan(text: &str, style: NumberStyle) -> Result<f64, EntryError> {
    const EXAMPLE: &str = "the same, or 80%";
    let text = normalised(text, EXAMPLE)?;
    if text == "the same" {
        Ok(1.0)
    } else {
        read_percent(&text, style).ok_or(EntryError::NotUnderstood(EXAMPLE))
    }
}
