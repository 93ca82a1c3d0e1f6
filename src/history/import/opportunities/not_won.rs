//! Rows of which a file says only that they were not won: lost, or still open.

use crate::history::import::choices::{Ask, Choices, Meaning, Role};
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::money;
use crate::history::import::values::words::rows_of;
use crate::history::import::vocabulary::status::{flag, is_closing, meaning_of};
use crate::model::Date;
use std::collections::BTreeMap;

/// What the flags of a column for won say where they say no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Flags {
    /// Not more than that.
    #[default]
    NotWon,
    /// A loss: open rows have an empty cell where others have a flag.
    Lost,
    /// A loss whatever stage stands beside it: besides, what was lost has a day of closing, and what has no
    /// flag has none.
    LostAtAnyStage,
}

/// How rows that were not won are told from those that are open.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::history::import) struct NotWon {
    /// What a flag for no says.
    flags: Flags,
    /// Whether open rows have an empty cell where others say won or lost.
    statuses_are_empty: bool,
    /// The last day of which the file knows, where days of closing after it are planned.
    known_until: Option<Date>,
    /// Whether the chances of opportunities say what became of them.
    by_chance: bool,
    /// What every row is that was not won, or not lost, where nothing says more: chosen, or open and asked.
    pub(in crate::history::import) rest: Option<Meaning>,
}

impl NotWon {
    pub(in crate::history::import) fn of(sheet: &Sheet<'_>) -> Self {
        Self {
            flags: match (flags_are_empty(sheet), no_is_lost(sheet) || no_says_lost(sheet)) {
                (true, true) => Flags::LostAtAnyStage,
                (true, false) => Flags::Lost,
                (false, _) => Flags::NotWon,
            },
            statuses_are_empty: statuses_are_empty(sheet),
            known_until: known_until(sheet),
            by_chance: chances_decide(sheet),
            rest: rest_of(sheet).map(|_| sheet.choices.not_won.unwrap_or(Meaning::Open)),
        }
    }

    /// Asks what the rows are of which only that they were not won, or not lost, is known.
    pub(in crate::history::import) fn ask(sheet: &Sheet<'_>) -> Option<Ask> {
        if let Some(ask) = ask_no(sheet) {
            return Some(ask);
        }
        let (rows, other) =
            rest_of(sheet).filter(|(rows, _)| *rows > 0 && sheet.choices.not_won.is_none())?;
        let choice = |meaning| Choices { not_won: Some(meaning), ..Choices::default() };
        let (not, or) = match other {
            Meaning::Won => ("lost", "won"),
            Meaning::Lost => ("won", "lost"),
            Meaning::Open | Meaning::LeftOut => {
                let question =
                    format!("Nothing says of {} what became of them. What are they?", rows_of(rows));
                let ask = Ask::new("what became of them", question)
                    .or("open", choice(Meaning::Open))
                    .or("won", choice(Meaning::Won))
                    .or("lost", choice(Meaning::Lost));
                return Some(ask);
            }
        };
        let question = format!(
            "Nothing says of {} that were not {not} whether they were {or} or are still open. \
             What are they?",
            rows_of(rows)
        );
        let ask = Ask::new(format!("what was not {not}"), question);
        Some(ask.or("open", choice(Meaning::Open)).or(or, choice(other)))
    }

    /// What a row says where no column says what became of it: by a reason of loss, by its chance, or what
    /// all such rows are.
    pub(in crate::history::import) fn unsaid(self, sheet: &Sheet<'_>, row: usize) -> Option<Meaning> {
        let rest = self.rest?;
        if [Role::IsWon, Role::WonOn, Role::LostOn].iter().any(|role| sheet.at(role).is_some()) {
            return Some(rest);
        }
        if is_closed(sheet, row) == Some(false) {
            return Some(Meaning::Open);
        }
        let has_reason = !sheet.cell(row, sheet.at(&Role::LossReason)).is_empty();
        let by_chance = || if self.by_chance { by_chance(sheet, row) } else { None };
        Some(has_reason.then_some(Meaning::Lost).or_else(by_chance).unwrap_or(rest))
    }

    /// Whether a row that was not won and has this day of closing is lost.
    pub(in crate::history::import) fn is_over(self, closed: Option<Date>) -> bool {
        let is_plan = |day: Date| self.known_until.is_some_and(|last| day > last);
        self.flags != Flags::NotWon || closed.is_some_and(|day| !is_plan(day))
    }

    /// Whether what is flagged as not won was lost, whatever its stage.
    pub(in crate::history::import) fn says_lost(self) -> bool {
        self.flags == Flags::LostAtAnyStage
    }

    /// Whether a row without a status is open, as those that say nothing are.
    pub(in crate::history::import) fn is_open(self, sheet: &Sheet<'_>, row: usize) -> bool {
        let has_no_flag = || flag(sheet.cell(row, sheet.at(&Role::IsWon))).is_none();
        self.statuses_are_empty || (self.flags != Flags::NotWon && has_no_flag())
    }

    /// What was taken for open, and why.
    pub(in crate::history::import) fn fact(self) -> Option<Fact> {
        let of = |why: String| Some(Fact::new("open", "what is not decided", why));
        if self.by_chance {
            let why = "no column says what became of opportunities: those of 100% were won, those of 0% lost";
            return Some(Fact::new("status", "by the probability", why));
        }
        if self.statuses_are_empty || self.flags != Flags::NotWon {
            return of("its cell is empty where others say won or lost".to_owned());
        }
        let last = self.known_until?;
        of(format!("what was not won and closes after {last} is planned: nothing else happened later"))
    }
}

/// Whether days on which opportunities were won are all that says what became of them.
pub(in crate::history::import) fn has_only_won_days(sheet: &Sheet<'_>) -> bool {
    let others = [Role::Status, Role::Stage, Role::To, Role::IsWon, Role::IsClosed, Role::LostOn];
    sheet.at(&Role::WonOn).is_some() && others.iter().all(|role| sheet.at(role).is_none())
}

/// How many rows say no more than that they were not won, or not lost, and what they may be beside open;
/// none, where a column says more.
fn rest_of(sheet: &Sheet<'_>) -> Option<(usize, Meaning)> {
    let has = |role: &Role| sheet.at(role).is_some();
    let says_more = [Role::Status, Role::Stage, Role::To, Role::NewValue];
    if says_more.iter().any(has) || flags_are_empty(sheet) {
        return None;
    }
    let says_end = has(&Role::LostOn) || has(&Role::WonOn) || has(&Role::IsWon);
    if has(&Role::IsClosed) && says_end {
        return None;
    }
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let is_day = |row: usize, role: &Role| sheet.day(row, sheet.at(role)).is_some();
    if has(&Role::LostOn) && !has(&Role::WonOn) && !has(&Role::IsWon) {
        return Some((rows().filter(|row| !is_day(*row, &Role::LostOn)).count(), Meaning::Won));
    }
    let has_reason = |row: usize| !sheet.cell(row, sheet.at(&Role::LossReason)).is_empty();
    if !says_end {
        let chances = chances_decide(sheet);
        let is_said = |row: usize| {
            has_reason(row)
                || is_closed(sheet, row) == Some(false)
                || (chances && by_chance(sheet, row).is_some())
        };
        return Some((rows().filter(|row| !is_said(*row)).count(), Meaning::Open));
    }
    let has_reasons = || rows().any(has_reason);
    if has(&Role::LostOn) || has(&Role::Closed) || has_reasons() {
        return None;
    }
    let is_won =
        |row: usize| flag(sheet.cell(row, sheet.at(&Role::IsWon))) == Some(true) || is_day(row, &Role::WonOn);
    Some((rows().filter(|row| !is_won(*row)).count(), Meaning::Lost))
}

/// Whether the chances that somebody gave opportunities say what became of them, where nothing else does:
/// some are certain.
fn chances_decide(sheet: &Sheet<'_>) -> bool {
    let others = [Role::Status, Role::Stage, Role::To, Role::IsWon, Role::WonOn, Role::LostOn];
    let mut rows = sheet.layout.body.iter().map(|body| body.row);
    others.iter().all(|role| sheet.at(role).is_none())
        && rows.any(|row| by_chance(sheet, row) == Some(Meaning::Won))
}

/// What a chance says: what is certain was won, what is impossible was lost.
fn by_chance(sheet: &Sheet<'_>, row: usize) -> Option<Meaning> {
    let share = crate::history::import::values::numbers::read_share(
        sheet.cell(row, sheet.at(&Role::Probability)),
        sheet.mark,
    )?;
    match share {
        _ if share >= 1.0 => Some(Meaning::Won),
        _ if share <= 0.0 => Some(Meaning::Lost),
        // It was closed all the same.
        _ if is_closed(sheet, row) == Some(true) => None,
        _ => Some(Meaning::Open),
    }
}

/// Whether a flag says that a row is closed, or that it is not.
fn is_closed(sheet: &Sheet<'_>, row: usize) -> Option<bool> {
    flag(sheet.cell(row, Some(sheet.at(&Role::IsClosed)?)))
}

/// Whether the one column of flags says yes and no of some rows, and nothing of others.
fn flags_are_empty(sheet: &Sheet<'_>) -> bool {
    let Some(won) = only_flag(sheet) else { return false };
    let cells = || sheet.layout.body.iter().map(|body| sheet.cell(body.row, Some(won)));
    cells().any(money::is_blank) && cells().any(|cell| flag(cell) == Some(false))
}

/// What flags for no say beside those for yes and empty cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum No {
    /// Not more than that it was not won.
    Open,
    /// A loss.
    Lost,
    /// A loss, or what is still to close: no day tells it.
    Unclear,
}

/// Whether a flag for no says a loss, by the file or by what was chosen.
fn no_says_lost(sheet: &Sheet<'_>) -> bool {
    match says_three_ends(sheet) {
        No::Open => false,
        No::Lost => true,
        No::Unclear => sheet.choices.not_won == Some(Meaning::Lost),
    }
}

/// Asks what flags for no say beside stages of which none is a loss, where no day tells it.
fn ask_no(sheet: &Sheet<'_>) -> Option<Ask> {
    let has_stage = [Role::Status, Role::Stage, Role::To].iter().any(|role| sheet.at(role).is_some());
    let is_asked = has_stage && sheet.choices.not_won.is_none() && flags_are_empty(sheet);
    if !is_asked || no_is_lost(sheet) || says_three_ends(sheet) != No::Unclear {
        return None;
    }
    let won = only_flag(sheet);
    let no = sheet.layout.body.iter().filter(|body| flag(sheet.cell(body.row, won)) == Some(false)).count();
    let question = format!("Of {} a flag says that they were not won. What are they?", rows_of(no));
    let choice = |meaning| Choices { not_won: Some(meaning), ..Choices::default() };
    let ask = Ask::new("what was not won", question);
    Some(ask.or("open", choice(Meaning::Open)).or("lost", choice(Meaning::Lost)))
}

/// Whether flags say yes, no and nothing, and no stage says that anything was lost: then no says it, unless
/// such rows are still to close.
fn says_three_ends(sheet: &Sheet<'_>) -> No {
    let Some(won) = only_flag(sheet) else { return No::Open };
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let said = |row: usize| flag(sheet.cell(row, Some(won)));
    let stages: Vec<usize> =
        [Role::Status, Role::Stage, Role::To].iter().filter_map(|role| sheet.at(role)).collect();
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let mut is_lost = |text| {
        *known.entry(text).or_insert_with(|| meaning_of(text) == Some(Meaning::Lost) || is_closing(text))
    };
    let names_loss = stages.iter().any(|at| rows().any(|row| is_lost(sheet.cell(row, Some(*at)))));
    // What says no and closes as late as what says nothing is still to close.
    let of = |wanted: Option<bool>| {
        let rows = rows().filter(move |row| said(*row) == wanted);
        rows.map(|row| sheet.day(row, sheet.at(&Role::Closed)).map(|moment| moment.day)).collect::<Vec<_>>()
    };
    let mut open: Vec<Date> = of(None).into_iter().flatten().collect();
    open.sort_unstable();
    let middle = open.get(open.len() / 2).copied();
    let not_won = of(Some(false));
    let later = not_won.iter().flatten().filter(|day| middle.is_some_and(|middle| **day > middle)).count();
    if names_loss || !rows().any(|row| said(row) == Some(true)) || later * 5 > not_won.len() {
        return No::Open;
    }
    let began = rows().filter_map(|row| Some(sheet.day(row, sheet.at(&Role::Created))?.day)).max();
    let last = of(Some(true)).into_iter().flatten().max().max(began);
    let dated: Vec<Date> = not_won.into_iter().flatten().collect();
    let planned = dated.iter().filter(|day| last.is_none_or(|last| **day > last)).count();
    if dated.is_empty() || planned * 2 > dated.len() { No::Unclear } else { No::Lost }
}

/// Whether the flags for no are of rows with a day of closing, and rows without a flag have none.
fn no_is_lost(sheet: &Sheet<'_>) -> bool {
    let Some(won) = only_flag(sheet).filter(|_| flags_are_empty(sheet)) else { return false };
    let Some(closed) = sheet.at(&Role::Closed) else { return false };
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let said = |row: usize| flag(sheet.cell(row, Some(won)));
    let has_day = |row: usize| sheet.day(row, Some(closed)).is_some();
    rows().filter(|row| said(*row) == Some(false)).all(has_day)
        && !rows().filter(|row| said(*row).is_none()).any(has_day)
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
    let Some(closed) = sheet.at(&Role::Closed) else { return false };
    let (mut won, mut lost, mut empty) = (false, false, 0_usize);
    // Large files repeat few texts.
    let mut known: BTreeMap<&str, Option<Meaning>> = BTreeMap::new();
    for body in &sheet.layout.body {
        let cell = sheet.cell(body.row, Some(*status));
        match *known.entry(cell).or_insert_with(|| meaning_of(cell)) {
            Some(Meaning::Won) => won = true,
            Some(Meaning::Lost) => lost = true,
            None if cell.is_empty() && sheet.day(body.row, Some(closed)).is_none() => empty += 1,
            Some(Meaning::Open | Meaning::LeftOut) | None => return false,
        }
    }
    won && lost && empty > 0
}

/// The last day on which something began, was touched or was won, where at least a fifth of what was not won
/// closes later: then such days are planned.
fn known_until(sheet: &Sheet<'_>) -> Option<Date> {
    let won = only_flag(sheet).or_else(|| sheet.at(&Role::WonOn).filter(|_| has_only_won_days(sheet)))?;
    let closed = sheet.at(&Role::Closed)?;
    let day = |row: usize, column: Option<usize>| sheet.day(row, column).map(|moment| moment.day);
    let is_won = |row: usize| {
        flag(sheet.cell(row, Some(won))) == Some(true) || day(row, sheet.at(&Role::WonOn)).is_some()
    };
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let happened = |row: usize| {
        let own = day(row, Some(closed)).filter(|_| is_won(row));
        let own = own.max(day(row, sheet.at(&Role::WonOn)));
        own.max(day(row, sheet.at(&Role::Created))).max(day(row, sheet.at(&Role::Touched)))
    };
    let last = rows().filter_map(happened).max()?;
    let not_won: Vec<Date> =
        rows().filter(|row| !is_won(*row)).filter_map(|row| day(row, Some(closed))).collect();
    // Where what is open has no day at all, those that are there are of what was decided.
    let all = rows().filter(|row| !is_won(*row)).count();
    if (all - not_won.len()) * 5 >= all {
        return None;
    }
    let later = not_won.iter().filter(|day| **day > last).count();
    (later > 1 && later * 5 >= not_won.len()).then_some(last)
}
