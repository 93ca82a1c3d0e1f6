//! What all segments share, read and written: the market, slippage, the fiscal year.

use super::grammar::text::split_range;
use super::{EntryError, Formatter, NumberStyle, normalised, read_number, read_percent};
use crate::model::month_names::month_of;
use crate::model::{Market, Slippage};

/// Reads an uncertain market: `certain`, `± 15%`, `± 15%, sizes 0.5` (the exponent of its factor on deal
/// sizes).
///
/// # Errors
/// When the text is not understood, or the model refuses it.
pub fn read_market(text: &str, style: NumberStyle) -> Result<Market, EntryError> {
    const EXAMPLE: &str = "certain, ± 15%, or ± 15%, sizes 0.5";
    let text = normalised(text, EXAMPLE)?;
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    if ["certain", "none"].contains(&text.as_str()) {
        return Ok(Market::CERTAIN);
    }
    let (share, exponent) = split_range(&text, &["; sizes ", ", sizes ", " sizes "]).unwrap_or((&text, "0"));
    let share = share.trim_start_matches(['±', '+', '-', '/']).trim();
    let cv = read_percent(share, style).ok_or_else(not_understood)?;
    Ok(Market::new(cv, read_number(exponent, style).ok_or_else(not_understood)?)?)
}

/// Reads slippage: `none`, `30%`, `30% of the last 10 days`.
///
/// # Errors
/// When the text is not understood, or the model refuses it.
pub fn read_slippage(text: &str, style: NumberStyle) -> Result<Slippage, EntryError> {
    const EXAMPLE: &str = "none, 30%, or 30% of the last 10 days";
    let text = normalised(text, EXAMPLE)?;
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    if text == "none" {
        return Ok(Slippage::NONE);
    }
    let (share, days) = split_range(&text, &[" of the last ", " in the last "]).unwrap_or((&text, ""));
    let days = match days.trim_end_matches("days").trim_end_matches("day").trim() {
        "" => Slippage::NONE.days(),
        days => days.parse().map_err(|_| not_understood())?,
    };
    Ok(Slippage::new(days, read_percent(share, style).ok_or_else(not_understood)?)?)
}

/// Reads the month that the fiscal year begins with.
///
/// # Errors
/// When the text is no month.
pub fn read_fiscal_start(text: &str) -> Result<u32, EntryError> {
    const EXAMPLE: &str = "January, or February";
    let text = normalised(text, EXAMPLE)?;
    month_of(&text).ok_or(EntryError::NotUnderstood(EXAMPLE))
}

/// What the field of the market prints.
pub fn write_market(market: &Market, format: &dyn Formatter) -> String {
    if *market == Market::CERTAIN {
        return "certain".to_owned();
    }
    let share = format!("± {}", format.exact_percent(market.cv()));
    if market.size_exponent() == 0.0 {
        share
    } else {
        format!("{share}; sizes {}", format.exact(market.size_exponent()))
    }
}

/// What the field of slippage prints.
pub fn write_slippage(slippage: &Slippage, format: &dyn Formatter) -> String {
    if *slippage == Slippage::NONE {
        return "none".to_owned();
    }
    format!("{} of the last {} days", format.exact_percent(slippage.share()), slippage.days())
}
