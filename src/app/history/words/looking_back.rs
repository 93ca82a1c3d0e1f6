//! Sentences and labels of forecasts of the past.

use crate::app::charts::{ForecastRange, FrameNames};
use crate::app::format::Format;
use crate::app::history::import::Quarters;
use crate::history::backtest::{Forecast, Summary};
use crate::model::{Currency, Date};
use std::collections::BTreeMap;

pub const LOOK_BACK: &str = "How would such plans have done?";
pub const FORECASTS: &str = "Quarters as they would have been forecast, and what was booked";

/// While plans are drawn.
pub fn looking_back(waiting: usize, format: &Format) -> String {
    let plans = if waiting == 1 { "plan" } else { "plans" };
    format!("Drawing {} {plans} of the past…", format.number(waiting as f64, 0))
}

/// Why nothing is looked back on.
pub fn not_looked_back(reason: &str) -> String {
    format!("Its plans cannot be set against its past: {reason}.")
}

/// An amount in minor units.
pub fn forecast_amount(minor: f64, code: Option<&str>, format: &Format) -> String {
    match code.and_then(|code| Currency::new(code).ok()) {
        Some(currency) => format.money_short(minor, currency),
        None => format.number(minor, 0),
    }
}

/// The first month of the quarter after a day.
fn quarter(day: Date, format: &Format) -> String {
    day.after_days(1).map(|first| format.month_short(first)).unwrap_or_default()
}

fn drawn(of: &Quarters) -> impl Iterator<Item = (Date, &Forecast)> {
    of.all.iter().zip(&of.forecasts).filter_map(|(quarter, of)| Some((quarter.day, of.as_ref()?)))
}

/// What the picture shows.
pub fn forecast_ranges(of: &Quarters, code: Option<&str>, format: &Format) -> Vec<ForecastRange> {
    drawn(of)
        .map(|(day, of)| {
            let name = quarter(day, format);
            let money = |minor: f64| forecast_amount(minor, code, format);
            let (low, high, booked) = (money(of.low), money(of.high), money(of.booked as f64));
            ForecastRange {
                forecast: [of.low, of.middle, of.high],
                happened: of.booked as f64,
                words: format!("Three months from {name}: {low} to {high} forecast, {booked} booked").into(),
                name: name.into(),
            }
        })
        .collect()
}

/// Words of the picture's frame.
pub fn forecast_names() -> FrameNames {
    let summary = "For each quarter a bar for what 8 in 10 futures bring, a line at their middle, and a dot \
        for what was booked: full within the bar, hollow outside. The table below has the same."
        .to_owned();
    super::frame_names(FORECASTS, summary, "forecasts")
}

/// Head of the table.
pub fn forecast_head() -> Vec<String> {
    let head = ["Three months from", "8 in 10", "Middle", "Booked", "Within"];
    head.map(str::to_owned).to_vec()
}

/// Its rows.
pub fn forecast_rows(of: &Quarters, code: Option<&str>, format: &Format) -> Vec<Vec<String>> {
    let money = |minor: f64| forecast_amount(minor, code, format);
    drawn(of)
        .map(|(day, of)| {
            let within = if of.is_within { "yes" } else { "no" };
            vec![
                quarter(day, format),
                format!("{} to {}", money(of.low), money(of.high)),
                money(of.middle),
                money(of.booked as f64),
                within.to_owned(),
            ]
        })
        .collect()
}

/// Why other quarters have no plan, a sentence for each reason.
pub fn without_plan(of: &Quarters, format: &Format) -> Vec<String> {
    let reasons = of.all.iter().filter_map(|quarter| quarter.plan.as_ref().err());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    let sentence = |(reason, count): (&str, usize)| {
        let quarters = if count == 1 { "quarter has" } else { "quarters have" };
        format!("{} {quarters} no plan: {reason}.", format.number(count as f64, 0))
    };
    counts.into_iter().map(sentence).collect()
}

/// What stands below the table.
pub fn forecast_note(of: &Summary, format: &Format) -> String {
    let brier = of.brier.map(|brier| {
        format!(
            " Of booking at least as much as in the quarter before each gave a chance; over quarters that \
             do not overlap their mean squared miss (Brier score) is {}: 0 is perfect, {} what a coin would \
             have.",
            format.number(brier, 2),
            format.number(0.25, 2)
        )
    });
    format!(
        "Each plan knows only what was known on the last day of the month before; quarters a month apart \
         share two months.{}",
        brier.unwrap_or_default()
    )
}
