//! What seasons do to an ordinary month: the year stays as large, and its other months make a slow December
//! up, or they stay as they are, and what it lacks is lost. Which of them is meant is asked.

use super::seasons::{SEASONS, read_seasons_of_year, write_seasons};
use crate::entry::grammar::number::typed;
use crate::entry::reading::{Reading, Understood};
use crate::entry::{EntryError, Formatter, NumberStyle, normalised, read_number};
use crate::model::Supply;

const EXAMPLE: &str = "Dec 50%, other months 260";
/// Behind seasons of a year that stays as large.
const STAYS: &str = "the year stays as large";
/// Before the number of an ordinary month.
const OTHERS: [&str; 7] = [
    "the other months",
    "all other months",
    "other months",
    "the others",
    "others",
    "the rest",
    "an ordinary month",
];
/// Between those words and the number.
const HAVE: [&str; 6] = ["have", "has", "stay at", "stays at", "at", "="];

/// Reads seasons as [`read_seasons_of_year`] does. Where they are said month by month and do not cancel out,
/// the year stays as large, and the other reading is offered: that an ordinary month does, `Dec 50%, other
/// months 260`, which changes the number of new opportunities.
///
/// # Errors
/// When the text is no seasons, or the model refuses the weights.
pub fn read_seasons_asked(
    text: &str,
    style: NumberStyle,
    now: &Supply,
    fiscal_start: u32,
) -> Result<Understood<Supply>, EntryError> {
    let of_year = |text: &str| read_seasons_of_year(text, style, now, fiscal_start);
    let plain = normalised(text, EXAMPLE)?;
    let (seasons, tail) = plain.rsplit_once([',', ';']).unwrap_or((&plain, ""));
    if tail.trim() == STAYS {
        return of_year(seasons).map(Understood::from);
    }
    if let Some(said) = OTHERS.iter().find_map(|others| tail.trim().strip_prefix(others)) {
        let said = said.trim();
        let number = HAVE.iter().find_map(|have| said.strip_prefix(have)).unwrap_or(said).trim();
        let number = number.strip_suffix("a month").unwrap_or(number).trim();
        let Some(ordinary) = read_number(number, style).filter(|number| *number > 0.0) else {
            let reason = "say how many new opportunities an ordinary month has";
            return Err(EntryError::questioned(reason, EXAMPLE));
        };
        let supply = of_year(seasons)?;
        let mean = mean_weight(&supply);
        return Ok(supply.changed(|_| ordinary * mean)?.into());
    }
    let supply = of_year(text)?;
    let is_by_month =
        plain.starts_with(char::is_alphabetic) && SEASONS.iter().all(|(name, _)| *name != plain);
    let is_even = (mean_weight(&supply) - 1.0).abs() < 0.005;
    let ordinary = now.per_month() / mean_weight(now);
    let ordinary = if ordinary < 20.0 { (10.0 * ordinary).round() / 10.0 } else { ordinary.round() };
    if !is_by_month || is_even || ordinary <= 0.0 {
        return Ok(supply.into());
    }
    let mean = mean_weight(&supply);
    let Ok(less) = supply.changed(|_| ordinary * mean) else { return Ok(supply.into()) };
    let said = text.trim();
    let readings = vec![
        Reading::plain(format!("{said}, {STAYS}"), supply.clone()),
        Reading::plain(format!("{said}, other months {}", typed(ordinary)), less),
    ];
    Ok(Understood { value: Some(supply), readings, note: None })
}

/// The mean of the twelve weights; 1 without seasons.
fn mean_weight(supply: &Supply) -> f64 {
    supply.seasonality().map_or(1.0, |weights| weights.iter().sum::<f64>() / 12.0)
}

/// What the seasons make of an ordinary month.
pub fn echo_seasons(supply: &Supply, format: &dyn Formatter) -> String {
    if supply.seasonality().is_none() {
        return "every month alike".to_owned();
    }
    let said = |number: f64| format.number(number, u32::from(number < 99.5));
    let (mean, months) = (supply.per_month(), write_seasons(supply, format));
    format!(
        "{months}: an ordinary month has {}, all on average {}",
        said(mean / mean_weight(supply)),
        said(mean)
    )
}
