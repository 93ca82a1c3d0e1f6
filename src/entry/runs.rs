//! How sure, how many runs, which luck: `8 in 10`, `250k`, `1`.

use super::{EntryError, NumberStyle, normalised, read_amount, read_number, read_percent, split_range};
use crate::model::{Confidence, Seed};

/// Largest seed: beyond, JSON numbers are not exact in every reader.
const SEED_MAX: f64 = 9_007_199_254_740_991.0;

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
pub fn read_seed(text: &str, style: NumberStyle) -> Result<Seed, EntryError> {
    const EXAMPLE: &str = "1, or any other whole number";
    let seed = read_number(&normalised(text, EXAMPLE)?, style)
        .filter(|seed| (0.0..=SEED_MAX).contains(seed) && seed.fract() == 0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and within bounds")]
    seed.map(|seed| Seed(seed as u64)).ok_or(EntryError::NotUnderstood(EXAMPLE))
}
