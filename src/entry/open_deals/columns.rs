//! Open deals as columns of a spreadsheet: a row for each deal, or a row for each stage with how many are in
//! it and what they are worth.

use super::deal::name_of;
use super::entry::{Around, DEAL};
use super::heads::Column;
use super::names::is_marked;
use crate::entry::EntryError;
use crate::entry::grammar::lines::{cells, heading, lines, unquoted};
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::{amounts, one_in};
use crate::entry::stage::time::read_days;
use crate::model::{Currency, OpenDeal};

/// The deal of a row below such a head.
pub(super) fn in_columns(line: &str, columns: &[Column], around: Around<'_>) -> Result<OpenDeal, EntryError> {
    let cells = cells(line);
    let cell = |column: Column| {
        let place = columns.iter().position(|other| *other == column)?;
        cells.get(place).copied().filter(|cell| !cell.is_empty() && *cell != "?")
    };
    let plain = |cell: &str| unquoted(cell).unwrap_or_else(|| cell.to_owned());
    let stage = match cell(Column::Stage) {
        Some(name) => around.stage_of(name).ok_or_else(|| around.unknown(name))?,
        None => around.only_stage().ok_or(EntryError::NotUnderstood(DEAL))?,
    };
    let amount = cell(Column::Amount)
        .map(|part| one_in(&tokens(&plain(part), DEAL)?.1, around.plan, DEAL))
        .transpose()?;
    let age_days = cell(Column::Age).map_or(Ok(0.0), |part| read_days(part, DEAL))?;
    let name = cell(Column::Name).map_or(Ok(String::new()), name_of)?;
    Ok(OpenDeal { name, stage, amount, age_days })
}

/// Whether a column whose name no list knows may hold the amounts, where no other column does: it would be
/// dropped in silence.
pub(super) fn hides_amounts(rows: &[&str], columns: &[Column], plan: Currency) -> bool {
    let is_year = |cell: &str| cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    let is_large = |cell: &str| {
        let read = tokens(cell, "").ok().and_then(|(_, all)| amounts(&all, plan));
        read.is_some_and(|span| !span.is_range() && span.ends().0.value() >= 1_000.0)
    };
    let is_amount = |cell: &&str| !is_year(cell) && (is_large(cell) || is_marked(cell, plan));
    let holds_amounts = |place: usize| {
        let column: Vec<&str> = rows.iter().filter_map(|row| cells(row).get(place).copied()).collect();
        let mut said = column.into_iter().filter(|cell| !cell.is_empty()).peekable();
        said.peek().is_some() && said.all(|cell| is_amount(&cell))
    };
    let is_other = |(place, column): (usize, &Column)| *column == Column::Other && holds_amounts(place);
    !columns.contains(&Column::Amount) && columns.iter().enumerate().any(is_other)
}

/// A number of deals, and nothing else.
pub(super) fn count_of(text: &str) -> Option<u32> {
    let (_, all) = tokens(text, "").ok()?;
    whole_number(COUNTS.quantity(&without(&all, FILLER))?.value()).filter(|count| *count < u32::MAX)
}

/// Heads of a column of how many deals are in each stage, and of what they are worth together.
const NUMBERS: &[&str] = &[
    "count",
    "deals",
    "# deals",
    "# of deals",
    "no. of deals",
    "number",
    "number of deals",
    "opps",
    "# opps",
    "opportunities",
    "#",
    "qty",
    "anzahl",
    "nombre",
    "cantidad",
    "aantal",
    "antal",
];
const SUMS: &[&str] = &[
    "amount",
    "value",
    "total",
    "total value",
    "total amount",
    "sum",
    "pipeline",
    "worth",
    "betrag",
    "montant",
];

/// Where a head says that its rows count the deals of a stage: the places of the stage, the count and, if
/// there is one, the sum.
fn places(head: &str) -> Option<(usize, usize, Option<usize>)> {
    // “#, Deal, Stage, Amount”: a row for each deal.
    if Column::of_head(head).is_some() {
        return None;
    }
    let heads: Vec<String> = cells(head).iter().map(|cell| heading(cell)).collect();
    let at = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    let stage = heads.iter().position(|head| Column::of(head) == Column::Stage)?;
    Some((stage, at(NUMBERS)?, at(SUMS)))
}

/// Whether a line is the head of such a table.
pub(super) fn is_head_of_counts(head: &str) -> bool {
    places(head).is_some()
}

/// Rows of stages with how many deals each has as lines that say it, `Proposal: 6 ($240k)`, each in its own
/// line; rows of totals, and of no deals, are left out. None, where a text is no such table.
pub(super) fn counted_by_stage(text: &str) -> Option<String> {
    const TOTALS: [&str; 7] = ["total", "totals", "sum", "all", "gesamt", "grand total", ""];
    let all = lines(text);
    let ((_, head), rows) = all.split_first()?;
    let (stage, count, sum) = places(head).filter(|_| !rows.is_empty())?;
    let (mut said, mut at) = (String::new(), 1);
    for (number, line) in rows {
        let cells = cells(line);
        let cell = |at: usize| {
            let cell = cells.get(at).copied().unwrap_or_default();
            unquoted(cell).unwrap_or_else(|| cell.to_owned())
        };
        let (name, count) = (cell(stage), cell(count));
        let is_total = TOTALS.contains(&name.trim().to_lowercase().as_str());
        if is_total || count.trim().is_empty() || count_of(&count)? == 0 {
            continue;
        }
        said.extend(std::iter::repeat_n('\n', *number - at));
        at = *number;
        let sum = sum.map(cell).filter(|sum| sum.contains(|c: char| c.is_ascii_digit()));
        said.extend([name, ": ".to_owned(), count]);
        said.extend(sum.map(|sum| format!(" ({sum})")));
    }
    (!said.is_empty()).then_some(said)
}
