//! The smaller numbers of a stage, read and written: how reps differ, what is never decided, what is left off
//! the process.

use crate::entry::{EntryError, Formatter, NumberStyle, normalised, read_number, read_percent};

/// Reads how much reps differ at a stage, ρ: `none`, or a number such as `0.02`.
///
/// # Errors
/// When the text is no number; its bounds are the model's.
pub fn read_rep_spread(text: &str, style: NumberStyle) -> Result<f64, EntryError> {
    const EXAMPLE: &str = "none, or 0.02";
    let text = normalised(text, EXAMPLE)?;
    if text == "none" { Ok(0.0) } else { read_number(&text, style).ok_or(EntryError::NotUnderstood(EXAMPLE)) }
}

/// What its field prints.
pub fn write_rep_spread(spread: f64, format: &dyn Formatter) -> String {
    if spread > 0.0 { format.exact(spread) } else { "none".to_owned() }
}

/// Reads which share of those that do not move on is never decided: `none`, or `20%`.
///
/// # Errors
/// When the text is no share; its bounds are the model's.
pub fn read_never_decided(text: &str, style: NumberStyle) -> Result<f64, EntryError> {
    share_or("none", 0.0, text, style, "none, or 20%")
}

/// What its field prints.
pub fn write_never_decided(share: f64, format: &dyn Formatter) -> String {
    if share > 0.0 { format.exact_percent(share) } else { "none".to_owned() }
}

/// Reads what is left of a rate off the process: `the same`, or `80%`.
///
/// # Errors
/// When the text is no share; its bounds are the model's.
pub fn read_off_plan(text: &str, style: NumberStyle) -> Result<f64, EntryError> {
    share_or("the same", 1.0, text, style, "the same, or 80%")
}

/// A share, or a word that stands for one.
fn share_or(
    word: &str,
    share: f64,
    text: &str,
    style: NumberStyle,
    example: &'static str,
) -> Result<f64, EntryError> {
    let text = normalised(text, example)?;
    if text == word {
        Ok(share)
    } else {
        read_percent(&text, style).ok_or(EntryError::NotUnderstood(example))
    }
}

/// What its field prints.
pub fn write_off_plan(share: f64, format: &dyn Formatter) -> String {
    if share < 1.0 { format.exact_percent(share) } else { "the same".to_owned() }
}
