//! What a file was understood as.

use super::choices::{Ask, Meaning, RowKind};
use super::columns::column::Column;
use super::facts::Fact;
use super::opportunities::statuses::Status;
use super::values::days::Moment;
use crate::model::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a file was understood as: what it counts, and everything that was taken, guessed, left out and asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What a row is.
    pub row: RowKind,
    /// What says so.
    pub row_why: String,
    /// What holds for the whole file.
    pub facts: Vec<Fact>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The statuses.
    pub statuses: Vec<Status>,
    /// What the file does not answer and what changes a count, a sum or a date.
    pub asks: Vec<Ask>,
    /// The stages in their order.
    pub stages: Vec<String>,
    /// Counts of all.
    pub team: Counts,
    /// Counts by rep, in the order of names.
    pub reps: Vec<Rep>,
    /// The currency of all amounts, where it is known and one.
    pub currency: Option<String>,
    /// The last day of which the file knows.
    pub as_of: Option<Date>,
    /// The month that the year begins with, 1 for January.
    pub year_begins: u32,
    /// Whether a plan of it keeps the names of reps.
    pub keeps_names: bool,
    /// Periods of a table of reps.
    pub periods: Vec<String>,
    /// Where every row went.
    pub balance: Balance,
    /// Rows that are not counted, since they are no rows of their own or lie outside of what is counted.
    pub left_out: Vec<RowNote>,
    /// Rows that were not understood.
    pub rejected: Vec<RowNote>,
    /// Cells that were not understood, in rows that are counted.
    pub lost_cells: Vec<CellNote>,
    /// Columns by which a plan could have segments.
    pub splits: Vec<Split>,
    /// The segments that were chosen, in their order; empty: all is one.
    pub segments: Vec<String>,
    /// The segment of each opportunity, a place in them.
    pub segment_of: Vec<usize>,
    /// Stages that rows keep where no day says when one was entered, in the order in which they most likely
    /// follow each other: they are counted once somebody has said their order.
    pub kept_stages: Vec<String>,
    /// Each opportunity, for what is estimated from its days and amounts.
    pub opportunities: Vec<Opportunity>,
}

/// So many statuses are shown.
const STATUSES_SHOWN: usize = 200;

impl Reading {
    /// The same with the opportunities of one segment alone.
    #[must_use]
    pub fn of_segment(&self, segment: usize) -> Self {
        let all = self.opportunities.iter().zip(&self.segment_of);
        let opportunities = all.filter(|(_, of)| **of == segment).map(|(of, _)| of.clone()).collect();
        Self { segments: Vec::new(), opportunities, ..self.in_short(0) }
    }

    /// The same without its opportunities, and with at most so many notes of a kind: what is shown of it.
    #[must_use]
    pub fn in_short(&self, notes: usize) -> Self {
        let rows = |of: &[RowNote]| of.iter().take(notes).cloned().collect();
        Self {
            row: self.row,
            row_why: self.row_why.clone(),
            facts: self.facts.clone(),
            columns: self.columns.clone(),
            statuses: self.statuses.iter().take(STATUSES_SHOWN).cloned().collect(),
            asks: self.asks.clone(),
            stages: self.stages.clone(),
            team: self.team.clone(),
            reps: self.reps.clone(),
            currency: self.currency.clone(),
            as_of: self.as_of,
            year_begins: self.year_begins,
            keeps_names: self.keeps_names,
            periods: self.periods.clone(),
            balance: self.balance.clone(),
            left_out: rows(&self.left_out),
            rejected: rows(&self.rejected),
            lost_cells: self.lost_cells.iter().take(notes).cloned().collect(),
            splits: self.splits.clone(),
            segments: self.segments.clone(),
            segment_of: Vec::new(),
            kept_stages: self.kept_stages.clone(),
            opportunities: Vec::new(),
        }
    }
}

/// Counts of a team or of a rep.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Opportunities; none in a table of reps without stages.
    pub opportunities: Option<u32>,
    /// By stage.
    pub stages: Vec<StageCounts>,
    /// Won.
    pub won: Option<u32>,
    /// Lost.
    pub lost: Option<u32>,
    /// Open.
    pub open: Option<u32>,
    /// What was booked, in major units; none, where it would add two currencies or nothing says it.
    pub bookings: Option<f64>,
    /// The quota.
    pub quota: Option<f64>,
}

/// What happened at a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageCounts {
    /// Opportunities that entered it.
    pub entered: u32,
    /// Of those, moved on from it.
    pub passed: u32,
    /// Of those, open in it.
    pub open: u32,
}

/// A rep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rep {
    /// The name, as the file first writes it.
    pub name: String,
    /// Who that is.
    pub kind: RepKind,
    /// What is counted of it.
    pub counts: Counts,
}

/// Who a rep of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RepKind {
    /// Somebody whom the file names.
    Named,
    /// The whole team: no column says whose an opportunity is.
    Team,
    /// Nobody: rows without an owner, where such rows are counted.
    Nobody,
}

/// An opportunity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Its first row in the file.
    pub row: usize,
    /// Whose it is: a place in [`Reading::reps`].
    pub rep: usize,
    /// Won, lost or open.
    pub meaning: Meaning,
    /// The furthest stage that counts for it; none before the first.
    pub stage: Option<usize>,
    /// When it entered each stage, where that is known.
    pub entered: Vec<Option<Moment>>,
    /// When it began.
    pub created: Option<Date>,
    /// When it was won or lost.
    pub closed: Option<Date>,
    /// When it is meant to close, while it is open.
    pub planned: Option<Date>,
    /// What it is worth, in thousandths of a unit.
    pub amount: Option<i64>,
    /// The currency of its amount: a place in [`Balance::sums`].
    pub currency: Option<String>,
    /// Whether its rep found it, where a column says where it came from.
    pub is_self_sourced: Option<bool>,
    /// Whether it was run by the plan, where a column says so.
    pub is_by_plan: Option<bool>,
}

/// A column by which opportunities can be told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// The column's head, or `#` and its number where another has the same head.
    pub column: String,
    /// Its kinds, in the order in which the file has them.
    pub kinds: Vec<String>,
    /// How rarely kinds that are alike differ so much in how many are won of those that are decided (χ²).
    pub rates: f64,
    /// How rarely sizes of won deals of kinds that are alike differ so much (variance between kinds, of
    /// logarithms).
    pub sizes: f64,
}

/// Where every row went, and what it adds up to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Balance {
    /// Rows below the head.
    pub rows: usize,
    /// Rows that are counted, each as one opportunity or rep.
    pub counted: usize,
    /// Rows that are one with a counted row.
    pub joined: usize,
    /// Heads, totals and remarks.
    pub skipped: usize,
    /// Rows that were not understood.
    pub rejected: usize,
    /// Rows outside of what is counted: another pipeline, a status that is left out, another period or
    /// currency.
    pub outside: usize,
    /// Sums of won, lost and open amounts by currency, in major units; an empty name where none is known.
    pub sums: BTreeMap<String, Sums>,
    /// Won opportunities without an amount.
    pub won_without_amount: usize,
    /// Currencies whose rows are outside, since no rate turns them into the one that counts.
    pub unrated: Vec<String>,
}

/// Sums of amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    /// Of what was won.
    pub won: f64,
    /// Of what was lost.
    pub lost: f64,
    /// Of what is open.
    pub open: f64,
}

/// A row that is not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowNote {
    /// Its line.
    pub line: u32,
    /// Its text, shortened.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// A cell that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellNote {
    /// Its line.
    pub line: u32,
    /// The head of its column.
    pub column: String,
    /// Its text, shortened.
    pub text: String,
    /// Why.
    pub reason: String,
}
