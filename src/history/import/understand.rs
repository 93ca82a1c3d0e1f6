//! The steps from a file's cells to what they say: head and body, roles of columns, facts of the whole file,
//! and then what its rows are.

use super::choices::Choices;
use super::facts::{Evidence, Fact, Sheet};
use super::reading::Reading;
use super::refusal::Refusal;
use super::row_kind::row_kind;
use super::rows_of_opportunities::of_opportunity_rows;
use super::rows_of_reps::of_reps;
use super::{columns, opportunities, rows, table, titles};

/// What the cells say under these choices.
///
/// # Errors
/// When they are no table, or no row is one of reps or opportunities.
pub(super) fn understand(rows: &rows::Rows, choices: &Choices) -> Result<Reading, Refusal> {
    let grid = &rows.grid;
    let layout = rows
        .layout(choices.head)
        .ok_or_else(|| Refusal::new("This is no table: no line looks like the names of columns."))?;
    if layout.body.is_empty() {
        return Err(Refusal::new("There is a head, but no row below it."));
    }
    if let Some(reason) = table::split_amounts::refusal(&layout, grid) {
        return Err(Refusal::new(reason));
    }
    let mut shapes = columns::shapes::shapes_of(grid, &layout);
    let mut guesses = columns::seen::guesses_of(&layout.heads, &shapes);
    columns::chains::mark(grid, &layout, &shapes, &mut guesses);
    columns::weak_heads::mark(&layout.heads, &shapes, &mut guesses);
    columns::seen::mark_codes(&layout.heads, &guesses, &mut shapes);
    let seen = columns::seen::Seen { grid, layout: &layout, shapes: &shapes, guesses: &guesses, choices };
    let (row, row_why) = row_kind(&seen)?;
    let mut columns = columns::roles::columns_of(&seen, row);
    if let Some(reason) = opportunities::changes::refusal(&columns, row) {
        return Err(Refusal::new(reason));
    }
    let mut evidence = Evidence {
        grid,
        layout: &layout,
        columns: &columns,
        shapes: &shapes,
        choices,
        separator: rows.separator,
        facts: rows.facts.clone(),
        asks: rows.asks.clone(),
        orders: std::collections::BTreeMap::new(),
    };
    evidence.facts.push(Fact::new(
        "head",
        format!("line {}", grid.line(layout.head)),
        "it names the columns",
    ));
    let mark = evidence.decide_mark();
    let order = evidence.decide_order(mark);
    let (mut facts, mut asks, orders) = (evidence.facts, evidence.asks, evidence.orders);
    facts.extend(columns::unread::facts(&seen, &columns, row));
    columns.orders = orders;
    asks.extend(columns.asks.iter().cloned());
    let title = titles::currency(grid, &layout);
    let sheet = Sheet {
        grid,
        layout: &layout,
        columns: &columns,
        choices,
        mark,
        order,
        shapes: &shapes,
        carried: None,
    };
    let closed = opportunities::planned::taken_for_closed(&sheet, row);
    facts.extend(closed.iter().map(|(_, fact)| fact.clone()));
    let sheet = Sheet { columns: closed.as_ref().map_or(&columns, |(columns, _)| columns), ..sheet };
    let mut reading = if row.is_of_reps() {
        of_reps(&sheet, row, title)
    } else {
        of_opportunity_rows(&sheet, row, title, (&mut facts, &mut asks))
    };
    facts.append(&mut reading.facts);
    asks.append(&mut reading.asks);
    reading.row_why = row_why;
    reading.left_out.sort_by_key(|note| note.line);
    reading.rejected.sort_by_key(|note| note.line);
    reading.lost_cells.sort_by_key(|note| note.line);
    facts.extend(opportunities::unlike::warning(&reading));
    facts.extend(split(grid, choices, &mut reading));
    Ok(Reading { facts, asks, ..reading })
}

/// Offers columns that could be the segments of a plan, and takes the one that was chosen; what is said of
/// that.
fn split(grid: &table::grid::Grid, choices: &Choices, reading: &mut Reading) -> Option<Fact> {
    reading.splits = opportunities::splits::offered(grid, reading);
    let split = opportunities::splits::chosen(grid, reading, choices.split.as_ref()?);
    let (value, why) = match &split {
        Some((_, kinds)) => (kinds.join(", "), "chosen"),
        None => ("not taken".to_owned(), "the column has not 2 to 6 kinds of cells"),
    };
    (reading.segment_of, reading.segments) = split.unwrap_or_default();
    Some(Fact::new("segments", value, why))
}
