//! Words of the pictures.

use super::{chance_sentence, month_label, of_100, target_label};
use crate::analysis::MonthBand;
use crate::app::charts::{CumulativeReading, DotColumn, FrameNames};
use crate::app::format::Format;
use crate::app::state::Answer;
use crate::model::{Currency, Scenario};

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

pub const DOTS_TITLE: &str = "50 dots, each 2 in 100 futures; filled dots reach the target";
pub const BEFORE_NOW: [&str; 2] = ["Before", "Now"];
pub const CUMULATIVE_TITLE: &str = "How many of 100 futures reach at least an amount";
pub const CUMULATIVE_AXES: [&str; 2] = ["Bookings", "Futures of 100"];
pub const MONTHS_TITLE: &str = "Cumulative bookings by month; 8 in 10 futures lie in the band";
pub const FUNNEL_TITLE: &str = "Opportunities that enter each stage by then, as expected";
/// The ways to look at the answer.
pub const PICTURES: &str = "Picture";
pub const PICTURE_NAMES: [&str; 3] = ["Dots", "Cumulative", "Table"];
pub const WON: &str = "Won";

/// “$8.1M to $8.6M: 3 of 50 dots, before 5.”
pub fn column_words(column: &DotColumn, currency: Currency, format: &Format) -> String {
    let money = |minor: f64| format.money_short(minor, currency);
    let range = format!("{} to {}", money(column.low), money(column.high));
    match column.before {
        None => format!("{range}: {} of 50 dots.", column.dots),
        Some(before) => format!("{range}: {} of 50 dots, before {before}.", column.dots),
    }
}

/// “46 of 100 futures reach at least $10.4M; before, 22 of 100.”
pub fn cumulative_words(reading: &CumulativeReading, currency: Currency, format: &Format) -> String {
    let amount = format.money_short(reading.amount, currency);
    let now = format!("{} futures reach at least {amount}", of_100(reading.share, format));
    match reading.before {
        None => now + ".",
        Some(before) => format!("{now}; before, {}.", of_100(before, format)),
    }
}

/// “Target $12.0M: 27 of 100”.
pub fn target_chance_label(answer: &Answer, format: &Format) -> String {
    let report = &answer.report;
    let currency = answer.scenario.parts().currency;
    let target = target_label(report.target.minor() as f64, currency, format);
    format!("{target}: {}", of_100(report.chance.value, format))
}

/// The cumulative picture in words.
pub fn cumulative_summary(answer: &Answer, format: &Format) -> String {
    format!("{CUMULATIVE_TITLE}. {}", chance_sentence(answer, format))
}

/// “Dec 2027: middle $10.4M, 8 in 10 between $8.1M and $13.2M; on target means $12.0M.”
pub fn month_words(band: &MonthBand, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let money = |minor: f64| format.money_short(minor, parts.currency);
    let path = band.path.map(|path| format!("; on target means {}", money(path))).unwrap_or_default();
    format!(
        "{}: middle {}, 8 in 10 between {} and {}{path}.",
        month_label(&parts.calendar, band.month, format),
        money(band.p50),
        money(band.p10),
        money(band.p90)
    )
}

/// “45 of 100 move on”.
pub fn moves_on(rate: f64, format: &Format) -> String {
    format!("{} of {} move on", format.number(rate * 100.0, 0), format.number(100.0, 0))
}

/// “Discovery: 45; 50 of 100 move on.”
pub fn stage_words(name: &str, count: &str, moves_on: &str) -> String {
    if moves_on.is_empty() { format!("{name}: {count}.") } else { format!("{name}: {count}; {moves_on}.") }
}
