//! How well something is known: `exactly`, `± 18%`, or `30 deals`, from which a mean is that uncertain.

use super::{EntryError, Formatter, NumberStyle, normalised, read_number, read_percent};
use crate::model::{RelativeError, Supply, Z90};

const EXAMPLE: &str = "exactly, ± 18%, or 30 deals";

/// What stands before how well the number is known.
pub(super) const KNOWN: &str = "known to";

/// Reads a relative standard error. So many deals tell a mean to within `cv` / √deals, `cv` their spread.
///
/// # Errors
/// When the text is none, or the model refuses it.
pub fn read_known_to(text: &str, style: NumberStyle, cv: f64) -> Result<RelativeError, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    let not_understood = EntryError::NotUnderstood(EXAMPLE);
    if ["exactly", "exact", "none"].contains(&text.as_str()) {
        return Ok(RelativeError::NONE);
    }
    if let Some(deals) = text.strip_suffix("deals").or_else(|| text.strip_suffix("cases")) {
        let deals = read_number(deals.trim(), style).filter(|deals| *deals >= 1.0).ok_or(not_understood)?;
        return Ok(RelativeError::new(cv / deals.sqrt())?);
    }
    let share = text.trim_start_matches(['±', '+', '-', '/']).trim();
    Ok(RelativeError::new(read_percent(share, style).ok_or(not_understood)?)?)
}

/// Reads how much months differ beyond chance, `none` or `± 30%`, as the shape of a gamma factor: 1/CV².
///
/// # Errors
/// When the text is no share.
pub fn read_busy_months(text: &str, style: NumberStyle) -> Result<Option<f64>, EntryError> {
    const EXAMPLE: &str = "none, or ± 30%";
    let text = normalised(text, EXAMPLE)?;
    if ["none", "no", "exactly"].contains(&text.as_str()) {
        return Ok(None);
    }
    let share = text.trim_start_matches(['±', '+', '-', '/']).trim();
    let cv = read_percent(share, style).filter(|cv| *cv >= 0.0).ok_or(EntryError::NotUnderstood(EXAMPLE))?;
    Ok((cv > 1e-3).then(|| 1.0 / (cv * cv)))
}

/// What the field of how well something is known prints: “± 18%”, “exactly”.
pub fn write_known_to(error: RelativeError, format: &dyn Formatter) -> String {
    if error > RelativeError::NONE {
        format!("± {}", format.exact_percent(error.get()))
    } else {
        "exactly".to_owned()
    }
}

/// What the field of how much months differ prints: “± 30%”, “none”; to a millionth, since the plan holds the
/// shape.
pub fn write_busy_months(supply: &Supply, format: &dyn Formatter) -> String {
    supply
        .dispersion()
        .map_or_else(|| "none".to_owned(), |shape| format!("± {}", format.percent(1.0 / shape.sqrt(), 6)))
}

/// How well a number is known of which 8 in 10 lie within `half` of it; to four digits, as it is printed.
pub(super) fn known_within(half: f64, number: f64) -> Result<RelativeError, EntryError> {
    Ok(RelativeError::new((half / number / Z90 * 1e4).round() / 1e4)?)
}
