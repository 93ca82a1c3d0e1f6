//! Rows of which a file says only that they were not won: lost, or still open.

use super::choices::{Meaning, Role};
use super::facts::{Fact, Sheet};
use super::status::{flag, meaning_of};
use crate::model::Date;

/// How rows that were not won are told from those that are open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NotWon {
    /// Whether open rows have an empty cell where others have a flag, so that a flag for no is a loss.
    flags_are_empty: bool,
    /// Whether open rows have an empty cell where others say won or lost.
    statuses_are_empty: bool,
    /// The last day of which the file knows, where days of closing after it are planned.
    known_until: Option<Date>,
}

impl NotWon {
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        Self {
            flags_are_empty: flags_are_empty(sheet),
            statuses_are_empty: statuses_are_empty(sheet),
            known_until: known_until(sheet),
        }
    }

    /// Whether a row that was not won and has this day of closing is lost.
    pub(super) fn is_over(self, closed: Option<Date>) -> bool {
        let is_plan = |day: Date| self.known_until.is_some_and(|last| day > last);
        self.flags_are_empty || closed.is_some_and(|day| !is_plan(day))
    }

    /// Whether a row without a status is open, as those that say nothing are.
    pub(super) fn is_open(self, sheet: &Sheet<'_>, row: usize) -> bool {
        let has_no_flag = || flag(sheet.cell(row, sheet.at(&Role::IsWon))).is_none();
        self.statuses_are_empty || (self.flags_are_empty && has_no_flag())
    }

    /// What was taken for open, and why.
    pub(super) fn fact(self) -> Option<Fact> {
        let of = |why: String| Some(Fact::new("open", "what is not decided", why));
        if self.statuses_are_empty || self.flags_are_empty {
            return of("its cell is empty where others say won or lost".to_owned());
        }
        let last = self.known_until?;
        of(format!("what was not won and closes after {last} is planned: nothing else happened later"))
    }
}

/// Whether the one column of flags says yes and no of some rows, and nothing of others.
fn flags_are_empty(sheet: &Sheet<'_>) -> bool {
    let Some(won) = only_flag(sheet) else { return false };
    let cells = || sheet.layout.body.iter().map(|body| sheet.cell(body.row, Some(won)));
    cells().any(str::is_empty) && cells().any(|cell| flag(cell) == Some(false))
}

/// The column of flags for won, where none says what is closed.
fn only_flag(sheet: &Sheet<'_>) -> Option<usize> {
    sheet.at(&Role::IsWon).filter(|_| sheet.at(&Role::IsClosed).is_none())
}

/// Whether one column says won and lost and nothing else, and only rows without a day of closing leave it
/// empty.
fn statuses_are_empty(sheet: &Sheet<'_>) -> bool {
    let columns: Vec<usize> =
        [Role::Status, Role::Stage, Role::To].iter().filter_map(|role| sheet.at(role)).collect();
    let [status] = columns.as_slice() else { return false };
    let closed = sheet.at(&Role::Closed);
    let (mut won, mut lost, mut empty) = (false, false, 0_usize);
    for body in &sheet.layout.body {
        let cell = sheet.cell(body.row, Some(*status));
        let has_day = sheet.day(body.row, closed).is_some();
        match meaning_of(cell) {
            Some(Meaning::Won) => won = true,
            Some(Meaning::Lost) => lost = true,
            None if cell.is_empty() && !has_day => empty += 1,
            Some(Meaning::Open | Meaning::LeftOut) | None => return false,
        }
    }
    won && lost && empty > 0 && closed.is_some()
}

/// The last day on which something began, was touched or was won, where at least a fifth of what was not won
/// closes later: then such days are planned.
fn known_until(sheet: &Sheet<'_>) -> Option<Date> {
    let won = only_flag(sheet)?;
    let closed = sheet.at(&Role::Closed)?;
    let day = |row: usize, column: Option<usize>| sheet.day(row, column).map(|moment| moment.day);
    let is_won = |row: usize| flag(sheet.cell(row, Some(won))) == Some(true);
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let happened = |row: usize| {
        let own = day(row, Some(closed)).filter(|_| is_won(row));
        own.max(day(row, sheet.at(&Role::Created))).max(day(row, sheet.at(&Role::Touched)))
    };
    let last = rows().filter_map(happened).max()?;
    let not_won: Vec<Date> =
        rows().filter(|row| !is_won(*row)).filter_map(|row| day(row, Some(closed))).collect();
    let later = not_won.iter().filter(|day| **day > last).count();
    (later > 1 && later * 5 >= not_won.len()).then_some(last)
}
