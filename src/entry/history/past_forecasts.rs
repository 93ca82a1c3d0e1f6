//! A table of past forecasts and what then happened, as people keep it in a spreadsheet.

use super::table::RejectedRow;
use crate::entry::grammar::number::{read_number, read_percent};
use crate::entry::table::amounts::{AmountCells, FileAmounts};
use crate::entry::table::separated::read_table_while;
use crate::entry::{NumberStyle, Table, TableError};
use crate::model::{Currency, PastForecast, PastForecastError, PastRange};

const EXAMPLE: &str = "a head and a row for each forecast, such as Quarter, Low, High, Booked";
/// Forecasts that are read: more than anybody made.
pub const PAST_FORECASTS_MAX: usize = 5_000;

/// What a column of such a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Low,
    Middle,
    High,
    Chance,
    Target,
    Booked,
    Reached,
}

/// Heads of each column: English, then German, French, Spanish, Portuguese.
const HEADS: [(Column, &[&str]); 7] = [
    (
        Column::Low,
        &[
            "low",
            "low end",
            "from",
            "p10",
            "worst",
            "worst case",
            "pessimistic",
            "min",
            "minimum",
            "lower",
            "niedrig",
            "von",
            "bas",
            "de",
            "bajo",
            "desde",
            "baixo",
        ],
    ),
    (
        Column::Middle,
        &[
            "middle",
            "median",
            "p50",
            "forecast",
            "expected",
            "most likely",
            "likely",
            "call",
            "mid",
            "mittel",
            "prognose",
            "prévision",
            "pronóstico",
            "previsión",
            "previsão",
        ],
    ),
    (
        Column::High,
        &[
            "high",
            "high end",
            "to",
            "p90",
            "best",
            "best case",
            "optimistic",
            "max",
            "maximum",
            "upper",
            "upside",
            "hoch",
            "bis",
            "haut",
            "à",
            "alto",
            "hasta",
            "até",
        ],
    ),
    (
        Column::Chance,
        &[
            "chance",
            "probability",
            "likelihood",
            "odds",
            "confidence",
            "wahrscheinlichkeit",
            "probabilité",
            "probabilidad",
            "probabilidade",
        ],
    ),
    (Column::Target, &["target", "goal", "quota", "ziel", "objectif", "objetivo", "meta", "cuota"]),
    (
        Column::Booked,
        &[
            "booked",
            "bookings",
            "actual",
            "actuals",
            "actual bookings",
            "result",
            "revenue",
            "closed",
            "sales",
            "ist",
            "gebucht",
            "umsatz",
            "réel",
            "réalisé",
            "real",
            "realizado",
            "ventas",
        ],
    ),
    (
        Column::Reached,
        &[
            "reached",
            "hit",
            "met",
            "made it",
            "achieved",
            "hit target",
            "target hit",
            "target reached",
            "erreicht",
            "atteint",
            "alcanzado",
            "atingido",
        ],
    ),
];
const YES: [&str; 14] =
    ["yes", "y", "true", "1", "hit", "met", "reached", "ja", "oui", "sí", "si", "sim", "✓", "x"];
const NO: [&str; 12] =
    ["no", "n", "false", "0", "miss", "missed", "not reached", "nein", "non", "não", "nao", "✗"];

/// What a table of forecasts was understood as.
#[derive(Clone, Debug, PartialEq)]
pub struct PastForecasts {
    /// What each row is called, and its forecast.
    pub rows: Vec<(String, PastForecast)>,
    /// Rows that are not understood, or of which nothing has happened yet.
    pub rejected: Vec<RejectedRow>,
    /// The currency of the amounts.
    pub currency: Currency,
}

/// Reads a table of forecasts with what then happened. A range is judged by what was booked, a chance by
/// whether the target was reached, which a column says or the booked amount beside the target.
///
/// # Errors
/// When it is no table, has no column to judge, amounts in several currencies, or no row that is understood.
pub fn read_past_forecasts(text: &str, currency: Currency) -> Result<PastForecasts, TableError> {
    let mut count = 0;
    let table = read_table_while(text, EXAMPLE, |_, _, _| {
        count += 1;
        if count > PAST_FORECASTS_MAX {
            Err(TableError::TooManyForecasts(PAST_FORECASTS_MAX))
        } else {
            Ok(())
        }
    })?;
    let columns = Columns::of(&table)?;
    let amounts: Vec<usize> = [Column::Low, Column::Middle, Column::High, Column::Target, Column::Booked]
        .iter()
        .filter_map(|column| columns.place(*column))
        .collect();
    let amounts = FileAmounts::of(&AmountCells::of(&table, &amounts, &[]), currency)?;
    let shares = are_shares(&table, columns.place(Column::Chance));
    let (mut rows, mut rejected) = (Vec::new(), Vec::new());
    for (line, fields) in &table.rows {
        let row = Row { columns: &columns, amounts: &amounts, shares, fields };
        match row.forecast() {
            Ok(forecast) => rows.push((row.name(*line), forecast)),
            Err(reason) => rejected.push(RejectedRow { line: *line, text: fields.join(", "), reason }),
        }
    }
    match (rows.is_empty(), rejected.first()) {
        (true, Some(first)) => Err(TableError::NoRow(first.reason.clone())),
        _ => Ok(PastForecasts { rows, rejected, currency: amounts.currency }),
    }
}

/// Which column stands where.
struct Columns(Vec<Option<Column>>);

impl Columns {
    fn of(table: &Table) -> Result<Self, TableError> {
        let mut found: Vec<Option<Column>> = Vec::new();
        for head in &table.head {
            let column = column_of(head).filter(|column| !found.contains(&Some(*column)));
            found.push(column);
        }
        let columns = Self(found);
        let has = |column| columns.place(column).is_some();
        let ranges = has(Column::Low) && has(Column::High) && has(Column::Booked);
        let told = has(Column::Reached) || (has(Column::Target) && has(Column::Booked));
        if ranges || (has(Column::Chance) && told) { Ok(columns) } else { Err(TableError::NoForecasts) }
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|of| *of == Some(column))
    }
}

/// What a head names, without what its amounts are in: `Low (k$)`, `Booked in €`.
fn column_of(head: &str) -> Option<Column> {
    let head = head.trim().to_lowercase();
    let base = head.split(['(', '[']).next().unwrap_or_default();
    let base = base.split(" in ").next().unwrap_or_default().trim();
    let is = |words: &[&str]| words.contains(&head.as_str()) || words.contains(&base);
    HEADS.iter().find(|(_, words)| is(words)).map(|(column, _)| *column)
}

/// Whether bare chances are shares of one, as `0.7`: where none is above 1.
fn are_shares(table: &Table, place: Option<usize>) -> bool {
    let cells = table.rows.iter().filter_map(|(_, fields)| fields.get(place?));
    let numbers: Vec<f64> = cells.filter_map(|cell| read_number(cell, NumberStyle::POINT)).collect();
    !numbers.is_empty() && numbers.iter().all(|number| *number <= 1.0)
}

struct Row<'a> {
    columns: &'a Columns,
    amounts: &'a FileAmounts,
    shares: bool,
    fields: &'a [String],
}

impl Row<'_> {
    fn cell(&self, column: Column) -> Option<(usize, &str)> {
        let place = self.columns.place(column)?;
        let cell = self.fields.get(place)?.trim();
        (!cell.is_empty() && cell != "-").then_some((place, cell))
    }

    /// The first cell that nothing is read from, else the line.
    fn name(&self, line: u64) -> String {
        let free = |place: &usize| self.columns.0.get(*place).is_some_and(Option::is_none);
        let named = (0..self.fields.len()).find(free).and_then(|place| self.fields.get(place));
        named.filter(|name| !name.trim().is_empty()).cloned().unwrap_or_else(|| format!("line {line}"))
    }

    fn amount(&self, column: Column) -> Result<Option<f64>, String> {
        let Some((place, cell)) = self.cell(column) else { return Ok(None) };
        let read = self.amounts.read(place, cell).map_err(|error| format!("“{cell}”: {error}"))?;
        Ok(Some(read.minor() as f64))
    }

    fn chance(&self) -> Result<Option<f64>, String> {
        let Some((_, cell)) = self.cell(Column::Chance) else { return Ok(None) };
        let style = NumberStyle::POINT;
        let bare = || read_number(cell, style).map(|of| if self.shares { of } else { of / 100.0 });
        let quotient = || {
            let (count, of) = cell.split_once(" in ").or_else(|| cell.split_once(" of "))?;
            Some(read_number(count, style)? / read_number(of, style)?)
        };
        match read_percent(cell, style).or_else(bare).or_else(quotient) {
            Some(chance) => Ok(Some(chance)),
            None => Err(format!("“{cell}” is no chance; write it as 70% or 7 in 10")),
        }
    }

    fn reached(&self) -> Result<Option<bool>, String> {
        let Some((_, cell)) = self.cell(Column::Reached) else { return Ok(None) };
        let word = cell.to_lowercase();
        match (YES.contains(&word.as_str()), NO.contains(&word.as_str())) {
            (true, _) => Ok(Some(true)),
            (_, true) => Ok(Some(false)),
            _ => Err(format!("“{cell}” does not say whether it was reached; write it as yes or no")),
        }
    }

    fn forecast(&self) -> Result<PastForecast, String> {
        let (low, middle) = (self.amount(Column::Low)?, self.amount(Column::Middle)?);
        let (high, booked) = (self.amount(Column::High)?, self.amount(Column::Booked)?);
        let target = self.amount(Column::Target)?;
        let range = match (low, high, booked) {
            (Some(low), Some(high), Some(booked)) => Some((PastRange { low, middle, high }, booked)),
            _ => None,
        };
        let beside = booked.zip(target).map(|(booked, target)| booked >= target);
        let chance = self.chance()?.zip(self.reached()?.or(beside));
        PastForecast::new(range, chance).map_err(|error: PastForecastError| error.to_string())
    }
}
