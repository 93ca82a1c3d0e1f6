//! What every picture says alike.

use crate::app::charts::{DotBand, DotColumn, FrameNames};
use crate::app::format::Format;
use crate::model::Currency;

/// What every picture says alike; `title` and `summary` are its own, `file` ends the names of its files.
pub fn frame_names(title: &str, summary: String, file: &str) -> FrameNames {
    FrameNames {
        title: title.to_owned().into(),
        summary: summary.into(),
        read: format!("Read values: {title}").into(),
        hint: "Point at the picture, or move the slider, to read values.".into(),
        save: ["Save SVG".into(), "Save PNG".into()],
        failed: [
            "This browser could not save the picture.".into(),
            "This browser could not draw the picture as PNG; SVG may work.".into(),
        ],
        file: format!("plumbline-{file}").into(),
    }
}

/// Below the axis of the dots: the lower end of the band of 8 in 10, the middle, the upper end.
pub fn dot_band(places: [f64; 3], currency: Currency, format: &Format) -> DotBand {
    let [low, middle, high] = places.map(|minor| format.money_short(minor, currency));
    DotBand {
        places,
        labels: [format!("8 in 10: {low}"), format!("Middle {middle}"), format!("to {high}")].map(Into::into),
        whole: format!("Middle {middle}; 8 in 10: {low} to {high}").into(),
        short: [low, high].map(Into::into),
    }
}

/// “37 of 50 dots reach the target; each 2 in 100 futures”.
pub fn dots_caption(dots: &[f64], target: f64, what: &str) -> String {
    let reach = dots.iter().filter(|dot| **dot >= target).count();
    format!("{reach} of {} dots reach {what}, each 2 in 100 futures", dots.len())
}

pub const BEFORE_NOW: [&str; 2] = ["Before", "Now"];

/// “$8.1M to $8.6M: 3 of 50 dots, before 5.”
pub fn column_words(column: &DotColumn, currency: Currency, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, currency);
    let range = format!("{} to {}", money(column.low), money(column.high));
    match column.before {
        None => format!("{range}: {} of 50 dots.", column.dots),
        Some(before) => format!("{range}: {} of 50 dots, before {before}.", column.dots),
    }
}
