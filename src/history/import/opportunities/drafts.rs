//! Opportunities as rows tell them, before they are counted: what came of each, its days, its amount.

use super::owners::Owners;
use super::stages::Stages;
use super::statuses::Statuses;
use crate::history::import::choices::{Ask, Meaning, Role};
use crate::history::import::columns::amounts::{Amount, Amounts};
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::reading::{CellNote, RowNote};
use crate::history::import::values::days::Moment;
use crate::history::import::vocabulary::status::flag;
use crate::model::Date;

/// An opportunity, not yet counted.
#[derive(Clone, Debug)]
pub(in crate::history::import) struct Draft<'a> {
    pub(in crate::history::import) row: usize,
    pub(in crate::history::import) owner: usize,
    pub(in crate::history::import) meaning: Meaning,
    /// The text that says its stage.
    pub(in crate::history::import) stage: &'a str,
    pub(in crate::history::import) created: Option<Moment>,
    pub(in crate::history::import) touched: Option<Moment>,
    /// When it was decided; of what is open, when it is meant to be.
    pub(in crate::history::import) closed: Option<Moment>,
    pub(in crate::history::import) amount: Option<Amount>,
    /// When it entered each stage.
    pub(in crate::history::import) entered: Vec<Option<Moment>>,
    /// Stages that it left, where only that is known.
    pub(in crate::history::import) left: u64,
}

/// Everything that a pass over the rows found.
#[derive(Debug, Default)]
pub(in crate::history::import) struct Collected<'a> {
    pub(in crate::history::import) drafts: Vec<Draft<'a>>,
    pub(in crate::history::import) joined: usize,
    pub(in crate::history::import) outside: Vec<RowNote>,
    pub(in crate::history::import) rejected: Vec<RowNote>,
    pub(in crate::history::import) lost_cells: Vec<CellNote>,
    pub(in crate::history::import) asks: Vec<Ask>,
    pub(in crate::history::import) facts: Vec<Fact>,
    /// Credit notes of owners that belong to none of their opportunities.
    pub(in crate::history::import) credits: Vec<(usize, Amount)>,
    /// Days of credit notes.
    pub(in crate::history::import) credit_days: Vec<Date>,
    /// In a history as of an earlier day: opportunities that began later, which are outside.
    pub(in crate::history::import) began_later: usize,
    /// In a history as of an earlier day: opportunities that were decided later, and count as open.
    pub(in crate::history::import) decided_later: usize,
}

/// What a pass over rows needs.
#[derive(Clone, Copy)]
pub(in crate::history::import) struct Around<'a> {
    pub(in crate::history::import) sheet: Sheet<'a>,
    pub(in crate::history::import) statuses: &'a Statuses,
    pub(in crate::history::import) owners: &'a Owners,
    pub(in crate::history::import) stages: &'a Stages,
    pub(in crate::history::import) amounts: &'a Amounts,
}

impl<'a> Around<'a> {
    /// A note on a row.
    pub(in crate::history::import) fn note(&self, row: usize, reason: impl Into<String>) -> RowNote {
        let grid = self.sheet.grid;
        RowNote { line: grid.line(row), text: grid.text(row), reason: reason.into() }
    }

    /// Whether a row says of itself that it was deleted, or is a test.
    pub(in crate::history::import) fn is_deleted(&self, row: usize) -> bool {
        let sheet = &self.sheet;
        flag(sheet.cell(row, sheet.at(&Role::IsDeleted))) == Some(true)
            || super::test_rows::is_left_out(sheet, row)
    }

    /// What became of the opportunity of a row; none, if nothing says it.
    pub(in crate::history::import) fn meaning(&self, row: usize) -> Option<Meaning> {
        let sheet = &self.sheet;
        if self.is_deleted(row) {
            return Some(Meaning::LeftOut);
        }
        let of = |role: &Role| self.statuses.meaning(sheet.cell(row, sheet.at(role)));
        let (status, stage) = (of(&Role::Status), of(&Role::Stage).or_else(|| of(&Role::To)));
        if status == Some(Meaning::LeftOut) || stage == Some(Meaning::LeftOut) {
            return Some(Meaning::LeftOut);
        }
        let closes = |role: &Role| {
            crate::history::import::vocabulary::status::is_closing(sheet.cell(row, sheet.at(role)))
        };
        if self.statuses.has_closing
            && (closes(&Role::Status) || (sheet.at(&Role::Status).is_none() && closes(&Role::Stage)))
            && !sheet
                .choices
                .statuses
                .keys()
                .any(|text| crate::history::import::vocabulary::status::is_closing(text))
            && let Some(decided) = super::statuses::decided_by_row(sheet, row)
        {
            return Some(decided);
        }
        let is_decided = |meaning: &Meaning| matches!(meaning, Meaning::Won | Meaning::Lost);
        if let Some(decided) = status.filter(is_decided).or_else(|| stage.filter(is_decided)) {
            return Some(decided);
        }
        let flagged = |role: &Role| sheet.at(role).map(|column| flag(sheet.cell(row, Some(column))));
        let (won, closed) = (flagged(&Role::IsWon), flagged(&Role::IsClosed));
        if won.flatten() == Some(true) {
            return Some(Meaning::Won);
        }
        if won.flatten() == Some(false) && self.statuses.not_won.says_lost() {
            return Some(Meaning::Lost);
        }
        if closed.flatten() == Some(true) && won.is_some() {
            return Some(Meaning::Lost);
        }
        if status.or(stage).is_some() {
            let is_put_away = flagged(&Role::IsActive).flatten() == Some(false);
            return Some(if is_put_away { Meaning::Lost } else { Meaning::Open });
        }
        // Neither a stage nor a status, but a flag.
        if won.flatten() != Some(true) && closed.flatten() == Some(false) {
            return Some(Meaning::Open);
        }
        let has_status = [Role::Status, Role::Stage, Role::To].iter().any(|role| sheet.at(role).is_some());
        let day = |role: &Role| sheet.day(row, sheet.at(role)).is_some();
        if day(&Role::WonOn) {
            return Some(Meaning::Won);
        }
        if day(&Role::LostOn) {
            return Some(Meaning::Lost);
        }
        if let Some(unsaid) = self.statuses.not_won.unsaid(sheet, row) {
            return Some(unsaid);
        }
        let is_undated = || won.is_none() && !has_status && super::not_won::has_only_won_days(sheet);
        if (won.flatten() == Some(false) && closed.is_none()) || is_undated() {
            let closed = sheet.day(row, sheet.at(&Role::Closed)).map(|moment| moment.day);
            let has_reason = !sheet.cell(row, sheet.at(&Role::LossReason)).is_empty();
            let is_over = has_reason || self.statuses.not_won.is_over(closed);
            return Some(if is_over { Meaning::Lost } else { Meaning::Open });
        }
        (!has_status || self.statuses.not_won.is_open(sheet, row)).then_some(Meaning::Open)
    }

    /// The text that says the stage of a row.
    pub(in crate::history::import) fn stage(&self, row: usize) -> &'a str {
        let sheet = &self.sheet;
        let stage = sheet.cell(row, sheet.at(&Role::Stage));
        if stage.is_empty() { sheet.cell(row, sheet.at(&Role::Status)) } else { stage }
    }

    /// A day, and a note where the cell holds no day.
    pub(in crate::history::import) fn day(
        &self,
        row: usize,
        column: Option<usize>,
        lost: &mut Vec<CellNote>,
    ) -> Option<Moment> {
        let cell = self.sheet.cell(row, column);
        if cell.is_empty() {
            return None;
        }
        let day = self.sheet.day(row, column);
        if day.is_none() {
            lost.push(self.cell_note(row, column, "no day"));
        }
        day
    }

    /// A note on a cell.
    pub(in crate::history::import) fn cell_note(
        &self,
        row: usize,
        column: Option<usize>,
        reason: &str,
    ) -> CellNote {
        let head = column.and_then(|column| self.sheet.columns.all.get(column)).map(|it| it.head.clone());
        CellNote {
            line: self.sheet.grid.line(row),
            column: head.unwrap_or_default(),
            text: self.sheet.cell(row, column).chars().take(60).collect(),
            reason: reason.to_owned(),
        }
    }

    /// The draft of a row of an opportunity whose meaning and owner are known.
    pub(in crate::history::import) fn draft(
        &self,
        row: usize,
        owner: usize,
        meaning: Meaning,
        lost: &mut Vec<CellNote>,
    ) -> Draft<'a> {
        let sheet = &self.sheet;
        let mut left = 0_u64;
        let mut entered: Vec<Option<Moment>> = Vec::new();
        if self.stages.is_dated {
            for (at, column) in self.stages.entered.iter().enumerate() {
                entered.push(self.day(row, *column, lost));
                let exit = self.stages.exited.get(at).copied().flatten();
                if sheet.day(row, exit).is_some() {
                    left |= 1 << at.min(63);
                }
            }
        }
        let (decided, closed) = (self.decided(meaning), sheet.at(&Role::Closed));
        let own = self.day(row, decided, lost);
        let closed = self.day(row, closed, lost);
        let planned = || sheet.day(row, sheet.at(&Role::ClosePlanned)).filter(|_| meaning == Meaning::Open);
        let amount = self.amounts.read(sheet, row, meaning).unwrap_or_else(|(column, text)| {
            lost.push(CellNote { line: sheet.grid.line(row), column, text, reason: "no amount".to_owned() });
            None
        });
        Draft {
            row,
            owner,
            meaning,
            stage: self.stage(row),
            created: self.day(row, sheet.at(&Role::Created), lost),
            touched: sheet
                .day(row, sheet.at(&Role::Touched))
                .or_else(|| sheet.day(row, sheet.at(&Role::ChangedOn))),
            closed: own.or(closed).or_else(planned),
            amount,
            entered,
            left,
        }
    }

    /// Notes where a row says another owner, or another end, than the row of the same identity; says whether
    /// one was won and the other lost, and neither is the newer.
    pub(in crate::history::import) fn note_contradictions(
        &self,
        collected: &mut Collected<'_>,
        known: usize,
        draft: &Draft<'_>,
    ) -> bool {
        let Some(first) = collected.drafts.get(known) else { return false };
        let is_newer = first.touched.is_some() && first.touched != draft.touched;
        let sheet = &self.sheet;
        let reason = "another row of this identity says otherwise";
        let mut note = |column: Option<usize>| {
            let cell = self.cell_note(draft.row, column, reason);
            collected.lost_cells.push(cell);
        };
        if first.owner != draft.owner && !is_newer {
            note(sheet.at(&Role::Owner));
        }
        let is_open = first.meaning == Meaning::Open || draft.meaning == Meaning::Open;
        let is_other = first.meaning != draft.meaning && !is_open && !is_newer;
        if is_other {
            note(sheet.at(&Role::Status).or_else(|| sheet.at(&Role::Stage)));
        }
        is_other
    }

    /// The column with the day of a decision.
    pub(in crate::history::import) fn decided(&self, meaning: Meaning) -> Option<usize> {
        match meaning {
            Meaning::Won => self.sheet.at(&Role::WonOn),
            Meaning::Lost => self.sheet.at(&Role::LostOn),
            Meaning::Open | Meaning::LeftOut => None,
        }
    }
}
