//! A file whose rows are reps, or reps in periods, as a reading.

use super::choices::RowKind;
use super::facts::Sheet;
use super::reading::Reading;
use super::{reps, titles, values};
use crate::model::Date;

/// Quotas, counts and sums by rep.
pub(super) fn of_reps(sheet: &Sheet<'_>, row: RowKind, title: Option<values::money::Code>) -> Reading {
    let table = reps::read::read(sheet, row, title);
    let as_of = sheet.choices.as_of.as_deref().and_then(Date::parse);
    let title_day = titles::as_of(sheet.grid, sheet.layout).and_then(|day| day.read(sheet.order));
    Reading {
        row,
        row_why: String::new(),
        facts: table.facts,
        columns: sheet.columns.all.clone(),
        statuses: Vec::new(),
        asks: table.asks,
        stages: table.stages,
        team: table.team,
        reps: table.reps,
        currency: table.currency,
        as_of: as_of.or(title_day.map(|moment| moment.day)),
        year_begins: sheet.choices.first_month_of_year(),
        keeps_names: sheet.choices.keep_names == Some(true),
        periods: table.periods,
        balance: table.balance,
        left_out: table.left_out,
        rejected: table.rejected,
        lost_cells: table.lost_cells,
        splits: Vec::new(),
        segments: Vec::new(),
        segment_of: Vec::new(),
        kept_stages: Vec::new(),
        opportunities: Vec::new(),
    }
}
