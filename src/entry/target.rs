//! The target: `3.2m`, last year and growth, `2.5m + 30%`, or recurring revenue, `ARR 8m + 30%, churn 10%, expansion 5%`.

use super::lines::parts;
use super::read_rate;
use super::{EntryError, NumberStyle, normalised, read_amount, read_percent, split_range};
use crate::model::{Currency, Money, RateBelief, Recurring, Target};

const EXAMPLE: &str = "3.2m, last year with growth, 2.5m + 30%, or ARR 8m + 30%, churn 10%";

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
    if let Some(recurring) = ["arr ", "mrr ", "recurring "].iter().find_map(|word| text.strip_prefix(word)) {
        return read_recurring(recurring, style, plan);
    }
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

/// `8m + 30%, churn 10%, expansion 5%`, the shares in a year.
fn read_recurring(text: &str, style: NumberStyle, plan: Currency) -> Result<TargetEntry, EntryError> {
    let not_understood = || EntryError::NotUnderstood("ARR 8m + 30%, churn 10%, expansion 5%");
    let (mut churn, mut expansion) = (RateBelief::exact(0.0)?, RateBelief::exact(0.0)?);
    let parts = parts(text);
    let (base, others) = parts.split_first().ok_or_else(not_understood)?;
    for part in others {
        if let Some(rate) = part.strip_prefix("churn ") {
            churn = read_rate(rate, style)?;
        } else if let Some(rate) = part.strip_prefix("expansion ") {
            expansion = read_rate(rate, style)?;
        } else {
            return Err(not_understood());
        }
    }
    let (opening, growth) = split_range(base, &[" + ", "+"]).unwrap_or((base, "0%"));
    let growth = read_percent(growth, style).ok_or_else(not_understood)?;
    let amount = read_amount(opening, style, EXAMPLE)?;
    let currency = amount.currency.unwrap_or(plan);
    let opening = Money::from_major(amount.major, currency)?;
    Ok(TargetEntry { target: Target::recurring(Recurring { opening, growth, churn, expansion })?, currency })
}
