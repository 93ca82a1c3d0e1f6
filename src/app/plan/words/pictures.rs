//! Words of the pictures.

use super::{chance_sentence, dot_band, dots_caption, month_label, of_100, target_label};
use crate::analysis::MonthBand;
use crate::app::charts::{CumulativeReading, DotBand};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::model::{Currency, Scenario};

pub const CUMULATIVE_TITLE: &str = "How many of 100 futures reach at least an amount";
pub const CUMULATIVE_AXES: [&str; 2] = ["Bookings", "Futures of 100"];
pub const MONTHS_TITLE: &str = "Cumulative bookings by month; 8 in 10 futures lie in the band";
pub const FUNNEL_TITLE: &str = "Opportunities that enter each stage by then, as expected";
/// The ways to look at the answer.
pub const PICTURES: &str = "Picture";
pub const PICTURE_NAMES: [&str; 3] = ["Dots", "Cumulative", "Table"];
pub const WON: &str = "Won";

/// “37 of 50 dots reach the target, each 2 in 100 futures”.
pub fn dots_title(answer: &Answer) -> String {
    dots_caption(&answer.report.dots, answer.report.target.minor() as f64, "the target")
}

/// The middle of an answer, and its band of 8 in 10.
pub fn band_of(answer: &Answer, format: &Format) -> DotBand {
    let places = [0.1, 0.5, 0.9].map(|p| answer.report.quantile(p));
    dot_band(places, answer.scenario.parts().currency, format)
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
