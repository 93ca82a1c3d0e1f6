//! How sure, how many runs, which luck: `8 in 10`, `250k`, `1`.

use super::{EntryError, NumberStyle, normalised, read_amount, read_number, read_percent, split_range};
use crate::model::{Confidence, Seed};

/// Largest seed: beyond, JSON numbers are not exact in every reader.
const SEED_MAX: u64 = (1 << 53) - 1;

/// Reads a wanted confidence: `8 in 10`, `80%`, `0.8`.
///
/// # Errors
/// When the text is none, or the model refuses it.
pub fn read_confidence(text: &str, style: NumberStyle) -> Result<Confidence, EntryError> {
    const EXAMPLE: &str = "8 in 10 or 80%";
    let text = normalised(text, EXAMPLE)?;
    let share = match split_range(&text, &[" in ", " of ", "/"]) {
        Some((times, of)) => {
            read_number(times, style).zip(read_number(of, style)).map(|(times, of)| times / of)
        }
        None => read_percent(&text, style).or_else(|| read_number(&text, style)),
    };
    Ok(Confidence::new(share.ok_or(EntryError::NotUnderstood(EXAMPLE))?)?)
}

/// Reads a number of runs: `250k`, `1m`, `250 000`. The scenario checks its bounds.
///
/// # Errors
/// When the text is no whole number.
pub fn read_trials(text: &str, style: NumberStyle) -> Result<u32, EntryError> {
    const EXAMPLE: &str = "250k";
    let text = normalised(text, EXAMPLE)?;
    let runs = read_amount(text.trim_end_matches("runs"), style, EXAMPLE)?;
    let whole = runs.currency.is_none() && runs.major >= 0.0 && runs.major.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole; saturates")]
    whole.then_some(runs.major as u32).ok_or(EntryError::NotUnderstood(EXAMPLE))
}

/// Reads a seed: a whole number below 2^53.
///
/// # Errors
/// When the text is none.
pub fn read_seed(text: &str) -> Result<Seed, EntryError> {
    const EXAMPLE: &str = "1, or any other whole number";
    // Digit by digit: a seed may have more of them than other numbers keep.
    let seed = normalised(text, EXAMPLE)?.parse().ok().filter(|seed| *seed <= SEED_MAX);
    seed.map(Seed).ok_or(EntryError::NotUnderstood(EXAMPLE))
}
