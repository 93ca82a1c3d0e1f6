//! The answer's tables, for a spreadsheet.

use super::words;
use crate::analysis::{Activity, ENGINE_VERSION, PROMISE_CONFIDENCES, QUANTILES};
use crate::app::format::Format;
use crate::app::plan::state::Answer;
use crate::app::plan::words::{TABLE_HEAD_MONTH, WON, month_label, segment_name, stage_name};
use crate::exchange::csv::{Cell, write};
use crate::model::{Scenario, Segment};

/// Quantiles, what holds, the months, and what each week asks of whom, with what they are of in the head.
pub fn answer_csv(answer: &Answer, format: &Format) -> String {
    let parts = answer.scenario.parts();
    let report = &answer.report;
    let major = |minor: f64| Cell::Number(minor.round() / parts.currency.minor_per_major());
    let mut rows = head(&answer.scenario);
    rows.push(vec![words::CSV_TARGET.into(), major(report.target.minor() as f64)]);
    rows.push(vec![words::CSV_CHANCE.into(), report.chance.value.into()]);
    rows.push(vec![]);
    rows.push(vec![words::CSV_SHARE_BELOW.into(), words::CSV_BOOKINGS.into()]);
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
    for (place, segment) in answer.scenario.segments().iter().enumerate() {
        rows.extend(weeks(answer, segment, place, format));
    }
    write(&rows)
}

/// How many opportunities enter each stage of a segment in a week, and last are won: of all, and of each rep
/// of each role. Nothing, where there is no whole week.
fn weeks(answer: &Answer, segment: &Segment, place: usize, format: &Format) -> Vec<Vec<Cell>> {
    let scenario = &*answer.scenario;
    let report = answer.report.segments.get(place);
    let Some(activity) = report.and_then(|report| Activity::of(scenario, segment, report)) else {
        return Vec::new();
    };
    let has_many = scenario.segments().len() > 1;
    let named = if has_many { segment_name(segment) } else { words::CSV_STAGE.to_owned() };
    let head = std::iter::once(named).chain(words::week_head(&activity, scenario, format));
    let columns: Vec<&Vec<f64>> =
        std::iter::once(&activity.all).chain(activity.roles.iter().map(|of| &of.each)).collect();
    let count = segment.stages().len();
    let row = |at: usize| {
        let name = segment.stages().get(at).map_or(WON.to_owned(), |stage| stage_name(at, stage.name()));
        let figures = columns.iter().map(|column| column.get(at).map_or_else(|| "".into(), |n| (*n).into()));
        let by = (at < count).then(|| Cell::Text(words::enters_by(&activity, at, scenario, format)));
        std::iter::once(Cell::Text(name)).chain(figures).chain(by).collect()
    };
    [vec![], head.map(Cell::Text).collect()].into_iter().chain((0..=count).map(row)).collect()
}

/// What stands above the lines of all runs: what they are of, and what makes the same runs again.
pub fn runs_head(scenario: &Scenario) -> String {
    let mut rows = head(scenario);
    rows.push(vec![]);
    rows.push(vec![words::CSV_RUN.into(), words::CSV_TOTAL.into()]);
    write(&rows)
}

fn head(scenario: &Scenario) -> Vec<Vec<Cell>> {
    let parts = scenario.parts();
    let pair = |name: &str, cell: Cell| vec![Cell::from(name), cell];
    vec![
        pair(words::CSV_PLAN, parts.name.as_str().into()),
        pair(words::CSV_CURRENCY, parts.currency.code().into()),
        pair(words::CSV_RUNS, Cell::Number(f64::from(parts.runs.trials))),
        pair(words::CSV_SEED, parts.runs.seed.0.to_string().as_str().into()),
        pair(words::CSV_ENGINE, Cell::Number(f64::from(ENGINE_VERSION))),
    ]
}
