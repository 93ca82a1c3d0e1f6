//! How many runs, which luck: `250k`, `1`.

use super::{EntryError, NumberStyle, normalised, read_amount, read_count};
use crate::model::Seed;

/// Largest seed: beyond, JSON numbers are not exact in every reader.
const SEED_MAX: f64 = 9_007_199_254_740_991.0;

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
pub fn read_seed(text: &str, _style: NumberStyle) -> Result<Seed, EntryError> {
    const EXAMPLE: &str = "1, or any other whole number";
    let seed = read_count(&normalised(text, EXAMPLE)?)
        .filter(|seed| (0.0..=SEED_MAX).contains(seed) && seed.fract() == 0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and within bounds")]
    seed.map(|seed| Seed(seed as u64)).ok_or(EntryError::NotUnderstood(EXAMPLE))
}
