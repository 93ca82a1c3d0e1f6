//! Deal sizes: `18k to 70k`, `25k`, `25k cv 0.8`, `median 35k, 1 in 10 above 70k`, `25k each`.

use super::lines::parts;
use super::{EntryError, NumberStyle, normalised, read_amount, read_number, split_range, strip_word};
use crate::model::{Currency, DealSize, Money};

const EXAMPLE: &str = "18k to 70k, 25k, 25k each, or past deals, 12k, 18k, 60k";

/// Spread of deal sizes (standard deviation over mean) when only an average is written. A plain starting value,
/// not a benchmark.
pub const DEFAULT_DEAL_CV: f64 = 1.0;

/// Reads a deal size in the plan's currency. A range holds 8 deals in 10; a single amount is the average, with
/// a spread of [`DEFAULT_DEAL_CV`].
///
/// # Errors
/// When the text is no deal size, names another currency, or the model refuses it.
pub fn read_deal_size(text: &str, style: NumberStyle, plan: Currency) -> Result<DealSize, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    let money = |text: &str| in_plan(text, style, plan);
    if let Some(rest) = strip_word(&text, &["median"]) {
        let (median, p90) = split_range(rest, &[", 1 in 10 above ", " 1 in 10 above ", ", p90 ", " p90 "])
            .ok_or(EntryError::NotUnderstood("median 35k, 1 in 10 above 70k"))?;
        return Ok(DealSize::median_p90(money(median)?, money(p90)?)?);
    }
    if let Some((mean, cv)) = split_range(&text, &[", cv ", " cv "]) {
        let cv = read_number(cv, style).ok_or(EntryError::NotUnderstood("25k cv 0.8"))?;
        return Ok(DealSize::mean_cv(money(mean)?, cv)?);
    }
    if let Some(each) = text.strip_suffix(" each").or_else(|| strip_word(&text, &["exactly", "="])) {
        return Ok(DealSize::mean_cv(money(each)?, 0.0)?);
    }
    let listed = parts(text.strip_prefix("past ").unwrap_or(&text));
    if listed.len() > 1 {
        return Ok(DealSize::past(listed.into_iter().map(money).collect::<Result<_, _>>()?)?);
    }
    let between = text.strip_prefix("between ").unwrap_or(&text);
    if let Some((low, high)) = split_range(between, &[" to ", " and ", "-"]) {
        let low = with_multiplier_of(low, high, style);
        return Ok(DealSize::p10_p90(money(&low)?, money(high)?)?);
    }
    Ok(DealSize::mean_cv(money(&text)?, DEFAULT_DEAL_CV)?)
}

/// Reads a smallest and a largest deal: `none`, `at least 5k`, `at most 250k`, `at least 5k, at most 250k`.
///
/// # Errors
/// When the text is no bound, or the model refuses it.
pub fn read_bounds(
    text: &str,
    style: NumberStyle,
    plan: Currency,
    size: &DealSize,
) -> Result<DealSize, EntryError> {
    const EXAMPLE: &str = "none, or at least 5k, at most 250k";
    let text = normalised(text, EXAMPLE)?;
    let (mut floor, mut cap) = (None, None);
    for part in parts(&text).into_iter().filter(|part| *part != "none") {
        if let Some(amount) = part.strip_prefix("at least ") {
            floor = Some(in_plan(amount, style, plan)?);
        } else if let Some(amount) = part.strip_prefix("at most ") {
            cap = Some(in_plan(amount, style, plan)?);
        } else {
            return Err(EntryError::NotUnderstood(EXAMPLE));
        }
    }
    Ok(size.clone().bounded(floor, cap)?)
}

/// `18–70k`: a multiplier that only the high end names holds for both, where the low end would else be less
/// than a hundredth of the high one.
fn with_multiplier_of(low: &str, high: &str, style: NumberStyle) -> String {
    let plain = read_number(low, style).is_some();
    match high.chars().last() {
        Some(multiplier @ ('k' | 'm' | 'b')) if plain => format!("{low}{multiplier}"),
        _ => low.to_owned(),
    }
}

fn in_plan(text: &str, style: NumberStyle, plan: Currency) -> Result<Money, EntryError> {
    let amount = read_amount(text, style, EXAMPLE)?;
    match amount.currency {
        Some(typed) if typed != plan => {
            Err(EntryError::OtherCurrency { plan: plan.code().to_owned(), typed: typed.code().to_owned() })
        }
        _ => Ok(Money::from_major(amount.major, plan)?),
    }
}
