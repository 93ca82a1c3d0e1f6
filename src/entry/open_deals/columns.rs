//! Open deals as columns of a spreadsheet: a row for each deal, or a row for each stage with how many are in
//! it and what they are worth.

use super::deal::{age_below_head, name_of};
use super::entry::{Around, DEAL};
use super::heads::Column;
use super::names::is_marked;
use crate::entry::EntryError;
use crate::entry::grammar::column_amounts::{in_currency, is_bare};
use crate::entry::grammar::lines::{cells, heading, lines, unquoted};
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::quantity::COUNTS;
use crate::entry::grammar::tokens::{tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::{amounts, one_in};
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
        None => around.only_stage().ok_or_else(|| around.which_stage())?,
    };
    let code = cell(Column::Currency).map(plain);
    let amount = cell(Column::Amount)
        .map(|part| one_in(&tokens(&in_currency(plain(part), code.clone()), DEAL)?.1, around.plan, DEAL))
        .transpose()?;
    let age_days = cell(Column::Age).map_or(Ok(0.0), age_below_head)?;
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
    "# of opps",
    "number of opps",
    "no. of opps",
    "open opps",
    "open deals",
    "open opportunities",
    "# opportunities",
    "# of opportunities",
    "number of opportunities",
    "deal count",
    "opp count",
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
    "$",
    "total $",
    "total pipeline",
    "pipeline value",
    "betrag",
    "montant",
];

/// Heads of what each of them is worth on average.
const MEANS: &[&str] = &[
    "avg deal size",
    "avg. deal size",
    "average deal size",
    "avg size",
    "average size",
    "avg amount",
    "avg. amount",
    "average amount",
    "avg value",
    "avg. value",
    "average value",
    "avg deal value",
    "average deal value",
    "deal size",
];

/// The places of the columns that count the deals of a stage.
struct Places {
    stage: usize,
    count: usize,
    sum: Option<usize>,
    mean: Option<usize>,
    age: Option<usize>,
}

/// Where a head says that its rows count the deals of a stage, and what else it says of them.
fn places(head: &str) -> Option<Places> {
    // “#, Deal, Stage, Amount”: a row for each deal.
    if Column::of_head(head).is_some() {
        return None;
    }
    let heads: Vec<String> = cells(head).iter().map(|cell| heading(cell)).collect();
    let at = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    let column = |of: Column| heads.iter().position(|head| Column::of(head) == of);
    Some(Places {
        stage: column(Column::Stage)?,
        count: at(NUMBERS)?,
        sum: at(SUMS),
        mean: at(MEANS),
        age: column(Column::Age),
    })
}

/// Whether a line is the head of such a table.
pub(super) fn is_head_of_counts(head: &str) -> bool {
    places(head).is_some()
}

/// Rows of stages with how many deals each has as lines that say it, `Proposal: 6 ($240k)`, each in its own
/// line; rows of totals, and of no deals, are left out. None, where a text is no such table.
///
/// # Errors
/// When the rows say what the deals are worth and for how long they are there as well.
pub(super) fn counted_by_stage(text: &str) -> Result<Option<String>, EntryError> {
    let all = lines(text);
    let says = |row: &str, place: Option<usize>| {
        let cell = place.and_then(|place| cells(row).get(place).copied());
        cell.is_some_and(|cell| cell.contains(|letter: char| letter.is_ascii_digit()))
    };
    let says_both = |at: &Places, row: &str| says(row, at.age) && (says(row, at.sum) || says(row, at.mean));
    let head = all.first().and_then(|(_, head)| places(head));
    if head.is_some_and(|at| all.iter().skip(1).any(|(_, row)| says_both(&at, row))) {
        let reason = "of many deals at once either what they are worth is read or for how long they are \
                      there: leave one of these columns out";
        return Err(EntryError::questioned(reason, DEAL));
    }
    Ok(as_lines_of_stages(text))
}

fn as_lines_of_stages(text: &str) -> Option<String> {
    const TOTALS: [&str; 7] = ["total", "totals", "sum", "all", "gesamt", "grand total", ""];
    let all = lines(text);
    let ((_, head), rows) = all.split_first()?;
    let places = places(head).filter(|_| !rows.is_empty())?;
    let (mut said, mut at) = (String::new(), 1);
    for (number, line) in rows {
        let cells = cells(line);
        let cell = |at: usize| {
            let cell = cells.get(at).copied().unwrap_or_default();
            unquoted(cell).unwrap_or_else(|| cell.to_owned())
        };
        let (name, count) = (cell(places.stage), cell(places.count));
        let is_total = TOTALS.contains(&name.trim().to_lowercase().as_str());
        if is_total || count.trim().is_empty() || count_of(&count)? == 0 {
            continue;
        }
        said.extend(std::iter::repeat_n('\n', *number - at));
        at = *number;
        let said_in = |place: Option<usize>| {
            place.map(cell).filter(|said| said.contains(|letter: char| letter.is_ascii_digit()))
        };
        // “30” of a column of ages is in days.
        let age = said_in(places.age).map(|age| if is_bare(&age) { format!("{age} days") } else { age });
        match (said_in(places.sum), said_in(places.mean)) {
            (Some(sum), _) => said.extend([name, ": ".to_owned(), count, format!(" ({sum})")]),
            (None, Some(mean)) => {
                said.extend([count, " deals in ".to_owned(), name, format!(", {mean} each")]);
            }
            (None, None) if age.is_some() => said.extend([name, ", ".to_owned(), count]),
            (None, None) => said.extend([name, ": ".to_owned(), count]),
        }
        said.extend(age.map(|age| format!(", {age}")));
    }
    (!said.is_empty()).then_some(said)
}
