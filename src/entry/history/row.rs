//! A row of a table of reps: what one of them did.

use super::columns::HistoryColumn;
use super::layout::Layout;
use super::written::WrittenTable;
use crate::entry::table::amounts::FileAmounts;
use crate::entry::{EntryError, TableError, read_count};
use crate::model::{ByPlan, Counted, Money, RepHistory, StageCount};

/// A row, and what is known of its table.
pub(super) struct Row<'a> {
    pub(in crate::entry) fields: &'a [String],
    pub(in crate::entry) layout: &'a Layout<'a>,
    pub(in crate::entry) amounts: &'a FileAmounts,
    /// What is known of the table, if it was written here.
    pub(in crate::entry) written: Option<&'a WrittenTable>,
}

/// What stands in a cell that says nothing.
const NOTHING_SAID: [&str; 3] = ["", "-", "–"];

impl Row<'_> {
    /// The first filled field of a kind, with its column's name; of a stage, by its place.
    fn first(&self, of: HistoryColumn, stage: Option<usize>) -> Option<(&str, &str)> {
        self.layout.places(of).find_map(|place| {
            let column = self.layout.columns.get(place)?;
            let field = self.fields.get(place)?.as_str();
            let is_here = stage.is_none() || column.stage == stage;
            (is_here && !NOTHING_SAID.contains(&field)).then_some((column.head, field))
        })
    }

    /// A name that says nothing elsewhere, where a rep of this table is called so.
    fn written_name(&self) -> Option<&str> {
        let reps = &self.written?.reps;
        let cells = self.layout.places(HistoryColumn::Rep).filter_map(|place| self.fields.get(place));
        let mut cells = cells.map(String::as_str);
        cells.find(|cell| !cell.is_empty() && reps.iter().any(|rep| rep.trim() == *cell))
    }

    fn count((column, field): (&str, &str)) -> Result<u32, TableError> {
        let count = read_count(field).filter(|count| count.fract() == 0.0 && (0.0..=1e9).contains(count));
        let count = count.ok_or_else(|| TableError::NoCount {
            column: column.chars().take(40).collect(),
            typed: field.chars().take(40).collect(),
        })?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, up to a thousand million"
        )]
        let count = count as u32;
        Ok(count)
    }

    fn one(&self, of: HistoryColumn) -> Result<Option<u32>, TableError> {
        self.first(of, None).map(Self::count).transpose()
    }

    fn money(&self, of: HistoryColumn) -> Result<Option<Money>, TableError> {
        let cell = |place: usize| {
            let field = self.fields.get(place)?.as_str();
            (!NOTHING_SAID.contains(&field)).then_some((place, field))
        };
        let found = self.layout.places(of).find_map(cell);
        found.map(|(place, field)| self.amounts.read(place, field)).transpose()
    }

    fn at_stage(&self, of: HistoryColumn, stage: usize) -> Result<Option<u32>, TableError> {
        self.first(of, Some(stage)).map(Self::count).transpose()
    }

    pub(in crate::entry) fn read(&self) -> Result<RepHistory, TableError> {
        let name = self.first(HistoryColumn::Rep, None).map(|(_, name)| name).or_else(|| self.written_name());
        let name = name.map(str::to_owned).ok_or(EntryError::Empty("a rep’s name, such as Ada"))?;
        let count = self.layout.stages.len();
        let entered: Vec<Option<u32>> =
            (0..count).map(|stage| self.at_stage(HistoryColumn::Entered, stage)).collect::<Result<_, _>>()?;
        let won = self.one(HistoryColumn::Won)?;
        let mut stages: Vec<StageCount> = Vec::new();
        for (place, stage) in self.layout.stages.iter().enumerate() {
            let next = if place + 1 < count { entered.get(place + 1).copied().flatten() } else { won };
            let passed = self.at_stage(HistoryColumn::Passed, place)?.or(next).unwrap_or(0);
            let came = stages.last().map(|before: &StageCount| before.passed);
            let entered = entered.get(place).copied().flatten().or(came);
            let entered = entered
                .ok_or_else(|| TableError::NoCount { column: stage.name.clone(), typed: String::new() })?;
            let open = self.at_stage(HistoryColumn::Open, place)?.unwrap_or(0);
            let matured = self.at_stage(HistoryColumn::Matured, place)?;
            let matured = matured.zip(self.at_stage(HistoryColumn::MaturedPassed, place)?);
            let matured = matured.map(|(decided, passed)| Counted { passed, decided });
            stages.push(StageCount { entered, passed, open, matured });
        }
        Ok(RepHistory {
            name,
            stages,
            bookings: self.money(HistoryColumn::Bookings)?.unwrap_or(Money::ZERO),
            quota: self.money(HistoryColumn::Quota)?,
            self_sourced: self.one(HistoryColumn::SelfSourced)?,
            late_wins: self.one(HistoryColumn::LateWins)?,
            by_plan: self.by_plan()?,
        })
    }

    fn by_plan(&self) -> Result<Option<ByPlan>, TableError> {
        Ok(match (self.one(HistoryColumn::ByPlan)?, self.one(HistoryColumn::OffPlan)?) {
            (None, None) => None,
            (run, other) => Some(ByPlan {
                run: run.unwrap_or(0),
                won: self.one(HistoryColumn::ByPlanWon)?.unwrap_or(0),
                other: other.unwrap_or(0),
                other_won: self.one(HistoryColumn::OffPlanWon)?.unwrap_or(0),
            }),
        })
    }
}
