//! How a table of reps is laid out: its stages, and which column counts what of which.

use super::columns::{HistoryColumn, StageHead};
use super::written::WrittenTable;
use crate::entry::{EntryError, TableError};
use crate::model::limits::{AGE_DAYS_MAX, STAGES_MAX};
use crate::model::{HistoryError, HistoryStage, WHOLE_OPPORTUNITY};

/// The stages of a table, and which column counts what of which.
pub(super) struct Layout<'a> {
    pub(in crate::entry) stages: Vec<HistoryStage>,
    pub(in crate::entry) columns: Vec<LaidColumn<'a>>,
}

/// A column, as rows are read by it.
pub(super) struct LaidColumn<'a> {
    pub(in crate::entry) head: &'a str,
    pub(in crate::entry) holds: HistoryColumn,
    /// The stage that it is about, by its place.
    pub(in crate::entry) stage: Option<usize>,
    age_days: Option<u32>,
}

impl<'a> Layout<'a> {
    pub(in crate::entry) fn of(
        columns: &'a [(String, HistoryColumn)],
        written: Option<&'a WrittenTable>,
    ) -> Result<Self, TableError> {
        if !columns.iter().any(|(_, column)| *column == HistoryColumn::Rep) {
            return Err(EntryError::NotUnderstood("a column Rep with the reps’ names").into());
        }
        let named = |head: &'a str| match written.and_then(|written| written.column(head)?.stage.as_ref()) {
            Some((stage, age_days)) => StageHead { stage, age_days: *age_days },
            None => StageHead::of(head),
        };
        let mut names: Vec<&str> = Vec::new();
        for (head, column) in columns {
            let name = named(head).stage;
            if column.counts_stage() && !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
            if names.len() > STAGES_MAX {
                return Err(HistoryError::Stages.into());
            }
        }
        if names.is_empty() {
            return Err(
                EntryError::NotUnderstood("a column for each stage, such as Lead, Proposal, Won").into()
            );
        }
        let laid = |(head, holds): &'a (String, HistoryColumn)| {
            let StageHead { stage, age_days } = named(head);
            let stage = names.iter().position(|name| name.eq_ignore_ascii_case(stage));
            LaidColumn { head, holds: *holds, stage, age_days }
        };
        let columns: Vec<LaidColumn<'a>> = columns.iter().map(laid).collect();
        if let Some(lost) = columns.iter().find(|column| column.holds.is_aged() && column.stage.is_none()) {
            return Err(TableError::NoSuchStage { column: lost.head.chars().take(60).collect() });
        }
        let mut layout = Self { stages: Vec::new(), columns };
        for (place, name) in names.into_iter().enumerate() {
            let age_days = layout.age_of(place, name)?;
            let name = if is_count(name) { WHOLE_OPPORTUNITY } else { name };
            layout.stages.push(HistoryStage { name: name.to_owned(), age_days, ..HistoryStage::default() });
        }
        Ok(layout)
    }

    /// The age at which a stage's columns compare reps; both of them say the same one, or neither any.
    fn age_of(&self, place: usize, name: &str) -> Result<Option<u32>, TableError> {
        let age = |of: HistoryColumn| {
            let column = self.columns.iter().find(|column| column.holds == of && column.stage == Some(place));
            column.map(|column| column.age_days)
        };
        match (age(HistoryColumn::Matured), age(HistoryColumn::MaturedPassed)) {
            (None, None) => Ok(None),
            (Some(Some(old)), Some(Some(passed))) if old == passed => {
                let is_age = old > 0 && f64::from(old) <= AGE_DAYS_MAX;
                Ok(Some(is_age.then_some(old).ok_or(HistoryError::Age)?))
            }
            _ => Err(TableError::Ages { stage: name.chars().take(40).collect() }),
        }
    }

    /// The places of the columns of a kind.
    pub(in crate::entry) fn places(&self, of: HistoryColumn) -> impl Iterator<Item = usize> {
        (0..).zip(&self.columns).filter(move |(_, column)| column.holds == of).map(|(place, _)| place)
    }
}

/// Whether a head says how many were counted rather than where they stood: `Won`, `Decided` are of whole
/// opportunities.
fn is_count(head: &str) -> bool {
    ["decided", "closed", "won or lost", "won + lost"]
        .iter()
        .any(|count| head.trim().eq_ignore_ascii_case(count))
}
