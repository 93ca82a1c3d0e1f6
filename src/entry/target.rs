//! The target: `3.2m`, or last year and growth, `2.5m + 30%`.

use super::{EntryError, NumberStyle, normalised, read_amount, read_percent, split_range};
use crate::model::{Currency, Money, Target};

const EXAMPLE: &str = "3.2m, or last year with growth, 2.5m + 30%";

/// What a target was understood as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetEntry {
    /// The target.
    pub target: Target,
    /// The currency it names, else the plan's.
    pub currency: Currency,
}

/// Reads a target. A currency it names becomes the plan's.
///
/// # Errors
/// When the text is no target, or the model refuses it.
pub fn read_target(text: &str, style: NumberStyle, plan: Currency) -> Result<TargetEntry, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    let grown = split_range(&text, &[" + ", "+", " grown by ", " plus "]).or_else(|| {
        split_range(&text, &[" on ", " over ", " more than "]).map(|(growth, base)| (base, growth))
    });
    let (base, growth) = match grown {
        Some((base, growth)) => {
            let growth = growth.trim_start_matches('+').trim();
            (base, Some(read_percent(growth, style).ok_or(EntryError::NotUnderstood(EXAMPLE))?))
        }
        None => (text.as_str(), None),
    };
    let amount = read_amount(base, style, EXAMPLE)?;
    let currency = amount.currency.unwrap_or(plan);
    let money = Money::from_major(amount.major, currency)?;
    let target = match growth {
        Some(growth) => Target::growth(money, growth)?,
        None => Target::at(money),
    };
    Ok(TargetEntry { target, currency })
}
