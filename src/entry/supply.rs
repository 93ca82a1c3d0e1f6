//! New opportunities: `200`, `200 a month`, `50/week`, `exactly 40 a month`, `200 a month growing 2%`.

use super::lines::parts;
use super::{EntryError, NumberStyle, normalised, read_number, read_percent, split_range, strip_word};
use crate::model::{Arrivals, Supply};

const EXAMPLE: &str = "200 a month, 50 a week, exactly 40 a month, or by month, 180, 200, 220";

/// Reads a supply of new opportunities; what the text does not say (seasonality) is kept from `now`.
///
/// # Errors
/// When the text is no supply, or the model refuses it.
pub fn read_supply(text: &str, style: NumberStyle, now: &Supply) -> Result<Supply, EntryError> {
    let text = normalised(text, EXAMPLE)?;
    let not_understood = || EntryError::NotUnderstood(EXAMPLE);
    let listed = parts(text.strip_prefix("exactly ").unwrap_or(&text));
    if listed.len() > 1 && listed.iter().all(|part| read_number(part, style).is_some()) {
        let numbers = listed.into_iter().filter_map(|part| read_number(part, style)).collect();
        let arrivals = if text.starts_with("exactly ") { Arrivals::Fixed } else { Arrivals::Poisson };
        return like(now, Supply::by_month(numbers, arrivals)?);
    }
    let (base, growth) = match split_range(&text, &[" growing by ", " growing ", ", growing ", " +"]) {
        Some((base, growth)) => {
            let growth = growth.trim_end_matches("a month").trim_end_matches("/month").trim();
            (base.trim_end_matches(','), read_percent(growth, style).ok_or_else(not_understood)?)
        }
        None => (text.as_str(), 0.0),
    };
    let exact = strip_word(base, &["exactly", "fixed", "="]);
    let arrivals = if exact.is_some() { Arrivals::Fixed } else { Arrivals::Poisson };
    let (number, per_month) = per_month(exact.unwrap_or(base));
    let number = read_number(number, style).ok_or_else(not_understood)?;
    let supply = Supply::new(number * per_month, arrivals)?.growing(growth)?;
    like(now, supply.seasonal(now.seasonality().copied())?)
}

/// What a text does not say is as it was.
fn like(now: &Supply, supply: Supply) -> Result<Supply, EntryError> {
    let dispersion = now.dispersion().filter(|_| supply.arrivals() == Arrivals::Poisson);
    let mut supply = supply.dispersed(dispersion)?;
    (supply.of, supply.sourcing, supply.error) = (now.of, now.sourcing, now.error);
    Ok(supply)
}

/// The number and what turns it into a monthly one: a year has 12 months, 52 weeks and 365 days.
fn per_month(text: &str) -> (&str, f64) {
    const UNITS: [(&str, f64); 9] = [
        ("month", 1.0),
        ("mo", 1.0),
        ("m", 1.0),
        ("week", 52.0 / 12.0),
        ("wk", 52.0 / 12.0),
        ("w", 52.0 / 12.0),
        ("day", 365.0 / 12.0),
        ("quarter", 1.0 / 3.0),
        ("year", 1.0 / 12.0),
    ];
    for (unit, per_month) in UNITS {
        let rest = text.strip_suffix(unit).map(str::trim_end);
        let number = rest.and_then(|rest| {
            rest.strip_suffix('/').or_else(|| rest.strip_suffix(" a")).or_else(|| rest.strip_suffix(" per"))
        });
        if let Some(number) = number {
            return (number.trim(), per_month);
        }
    }
    (text, 1.0)
}
