//! The answer's tables, for a spreadsheet.

use super::words;
use crate::analysis::{ENGINE_VERSION, PROMISE_CONFIDENCES, QUANTILES};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::app::plan::words::{TABLE_HEAD_MONTH, month_label};
use crate::exchange::csv::{Cell, write};

/// Quantiles, what holds, and the months, with what they are of in the head.
pub fn answer_csv(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    let report = &answer.report;
    let major = |minor: f64| Cell::Number(minor / parts.currency.minor_per_major());
    let pair = |name: &str, cell: Cell| vec![Cell::from(name), cell];
    let mut rows = vec![
        pair(words::CSV_PLAN, parts.name.as_str().into()),
        pair(words::CSV_CURRENCY, parts.currency.code().into()),
        pair(words::CSV_TARGET, major(report.target.minor() as f64)),
        pair(words::CSV_CHANCE, report.chance.value.into()),
        pair(words::CSV_RUNS, Cell::Number(f64::from(parts.runs.trials))),
        pair(words::CSV_SEED, parts.runs.seed.0.to_string().as_str().into()),
        pair(words::CSV_ENGINE, Cell::Number(f64::from(ENGINE_VERSION))),
        vec![],
        vec![words::CSV_SHARE_BELOW.into(), words::CSV_BOOKINGS.into()],
    ];
    rows.extend(QUANTILES.iter().zip(&report.quantiles).map(|(p, minor)| vec![(*p).into(), major(*minor)]));
    rows.push(vec![]);
    rows.push(vec![words::CSV_HOLDS_IN.into(), words::CSV_BOOKINGS.into()]);
    rows.extend(
        PROMISE_CONFIDENCES.iter().zip(&report.promises).map(|(p, minor)| vec![(*p).into(), major(*minor)]),
    );
    rows.push(vec![]);
    rows.push(TABLE_HEAD_MONTH.iter().map(|head| Cell::from(*head)).collect());
    rows.extend(report.months.iter().map(|band| {
        let month = month_label(&parts.calendar, band.month, format);
        let path = band.path.map_or(Cell::Text(String::new()), major);
        vec![month.as_str().into(), major(band.p10), major(band.p50), major(band.p90), path]
    }));
    write(&rows)
}
