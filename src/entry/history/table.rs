//! A table of reps: what entered, passed and is open at each stage, what was booked, and the quota.

use super::columns::HistoryColumn;
use super::layout::Layout;
use super::row::Row;
use super::written::WrittenTable;
use crate::entry::grammar::lines::lines;
use crate::entry::table::amounts::{AmountCells, FileAmounts};
use crate::entry::table::separated::read_table_while;
use crate::entry::{Table, TableError};
use crate::model::limits::REPS_MAX;
use crate::model::{Currency, HistoryError, HistoryStage, RepHistory, TeamHistory};
use std::collections::HashSet;

const EXAMPLE: &str = "a head and a row for each rep, such as Rep, Quota, Lead, Proposal, Won, Bookings";

/// A row that was not understood, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedRow {
    /// Its line.
    pub line: u64,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What a table was understood as.
#[derive(Clone, Debug)]
pub struct HistoryReading {
    /// Names of the columns, and what each holds.
    pub columns: Vec<(String, HistoryColumn)>,
    /// How amounts are read; none, if there are none, or they are refused.
    pub amounts: Option<FileAmounts>,
    /// The results of all rows that are understood.
    pub history: Result<TeamHistory, TableError>,
    /// The other rows.
    pub rejected: Vec<RejectedRow>,
}

/// What surrounds a table.
#[derive(Clone, Copy, Debug)]
pub struct HistoryAround<'a> {
    /// The currency, unless the table names another.
    pub currency: Currency,
    /// What each column holds, where the reader said so.
    pub columns: Option<&'a [HistoryColumn]>,
    /// What is known of a table that was written here, whatever its names look like.
    pub written: Option<&'a WrittenTable>,
    /// Exit criteria, a line a stage, `Proposal: budget confirmed`.
    pub exits: &'a str,
    /// Coefficient of variation of won deals; none: not known.
    pub deal_cv: Option<f64>,
}

/// Reads a table of results. A row named `Plan` is what was planned for one rep, a row of totals is rejected,
/// unless the table was written here with reps of these names. Behind the last rep that results can have
/// nothing is read.
///
/// # Errors
/// When it is no table at all, or has too many reps.
pub fn read_history(text: &str, around: HistoryAround<'_>) -> Result<HistoryReading, TableError> {
    let mut reps = Reps { kinds: None, names: HashSet::new() };
    let table = read_table_while(text, EXAMPLE, |head, line, fields| reps.count(head, around, line, fields))?;
    let kinds = kinds_of(&table.head, around);
    let columns: Vec<(String, HistoryColumn)> = table.head.iter().cloned().zip(kinds).collect();
    let (mut amounts, mut rejected) = (None, Vec::new());
    let history = read_rows(&table, &columns, around, &mut amounts, &mut rejected);
    Ok(HistoryReading { columns, amounts, history, rejected })
}

/// What each column holds: as it was said, else as it was written, else guessed from its name.
fn kinds_of(head: &[String], around: HistoryAround<'_>) -> Vec<HistoryColumn> {
    let said = around.columns.filter(|columns| columns.len() == head.len());
    let written = |name: &str| around.written.and_then(|written| written.column(name));
    said.map_or_else(
        || {
            let kind = |name: &String| {
                written(name).map_or_else(|| HistoryColumn::guess(name), |column| column.holds)
            };
            head.iter().map(kind).collect()
        },
        <[HistoryColumn]>::to_vec,
    )
}

/// The reps that were met so far, while a table is read.
struct Reps {
    /// What each column holds, once the head was looked at.
    kinds: Option<Vec<HistoryColumn>>,
    names: HashSet<String>,
}

impl Reps {
    /// # Errors
    /// At the first rep that is one too many.
    fn count(
        &mut self,
        head: &[String],
        around: HistoryAround<'_>,
        line: u64,
        fields: &[String],
    ) -> Result<(), TableError> {
        let kinds = self.kinds.get_or_insert_with(|| kinds_of(head, around));
        let column = kinds.iter().position(|column| *column == HistoryColumn::Rep);
        let Some(name) = column.and_then(|place| fields.get(place)).filter(|name| !name.is_empty()) else {
            return Ok(());
        };
        if is_rep(name, around.written) && !self.names.contains(name) {
            self.names.insert(name.clone());
        }
        let rep = self.names.len() as u64;
        if rep > REPS_MAX { Err(TableError::TooManyReps { line, rep, most: REPS_MAX }) } else { Ok(()) }
    }
}

/// Whether a row of this name is a rep's, not the plan's and not one of totals.
fn is_rep(name: &str, written: Option<&WrittenTable>) -> bool {
    let is_known = || written.is_some_and(|written| written.reps.iter().any(|rep| rep.trim() == name.trim()));
    !(is_plan(name) || is_total(name)) || is_known()
}

/// A rep with the very name that was written, spaces at its ends included.
fn as_written(rep: RepHistory, written: Option<&WrittenTable>) -> RepHistory {
    let own = written.and_then(|written| written.reps.iter().find(|name| name.trim() == rep.name));
    RepHistory { name: own.cloned().unwrap_or(rep.name), ..rep }
}

fn is_plan(name: &str) -> bool {
    name.eq_ignore_ascii_case("plan")
}

fn is_total(name: &str) -> bool {
    ["total", "totals", "sum", "team", "all"].iter().any(|total| name.eq_ignore_ascii_case(total))
}

fn read_rows(
    table: &Table,
    columns: &[(String, HistoryColumn)],
    around: HistoryAround<'_>,
    read: &mut Option<FileAmounts>,
    rejected: &mut Vec<RejectedRow>,
) -> Result<TeamHistory, TableError> {
    let layout = Layout::of(columns, around.written)?;
    let are = |kinds: &[HistoryColumn]| {
        let places = (0..).zip(columns).filter(|(_, (_, kind))| kinds.contains(kind));
        places.map(|(place, _)| place).collect::<Vec<usize>>()
    };
    let cells = AmountCells::of(
        table,
        &are(&[HistoryColumn::Quota, HistoryColumn::Bookings]),
        &are(&[HistoryColumn::Currency]),
    );
    let amounts = read.insert(FileAmounts::of(&cells, around.currency)?);
    let currency = amounts.currency;
    let (mut reps, mut names, mut plan) = (Vec::new(), HashSet::new(), None);
    for (line, fields) in &table.rows {
        let mut reject =
            |reason: String| rejected.push(RejectedRow { line: *line, text: fields.join(", "), reason });
        let rep = match (Row { fields, layout: &layout, amounts, written: around.written }).read() {
            Ok(rep) => as_written(rep, around.written),
            Err(error) => {
                reject(error.to_string());
                continue;
            }
        };
        if !is_rep(&rep.name, around.written) {
            if is_plan(&rep.name) {
                plan = Some(rep);
            } else {
                reject("a row of totals is no rep".to_owned());
            }
        } else if names.contains(&rep.name) {
            reject(HistoryError::Twice(rep.name).to_string());
        } else if let Err(error) = alone(&layout.stages, &rep, currency) {
            reject(error.to_string());
        } else {
            names.insert(rep.name.clone());
            reps.push(rep);
        }
    }
    let stages = layout.stages.into_iter().map(|stage| HistoryStage {
        exit_criteria: exit_of(around.exits, &stage.name).unwrap_or_default().to_owned(),
        ..stage
    });
    if let (true, Some(first)) = (reps.is_empty(), rejected.first()) {
        return Err(TableError::NoRow(first.reason.clone()));
    }
    Ok(TeamHistory::new(currency, stages.collect(), reps, plan, around.deal_cv)?)
}

/// Whether a row makes sense by itself.
fn alone(stages: &[HistoryStage], rep: &RepHistory, currency: Currency) -> Result<(), HistoryError> {
    TeamHistory::new(currency, stages.to_vec(), vec![rep.clone()], None, None).map(|_| ())
}

/// The criteria after `Proposal:`.
fn exit_of<'a>(exits: &'a str, stage: &str) -> Option<&'a str> {
    lines(exits).into_iter().find_map(|(_, line)| {
        let (name, criteria) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case(stage).then_some(criteria.trim())
    })
}
