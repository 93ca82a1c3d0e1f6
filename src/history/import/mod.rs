//! Exports of other systems, read right or asked about: bytes of a file in, counts by stage and rep out,
//! and with them everything that was taken, guessed, left out and rejected.
//!
//! ```text
//! bytes ─text─▶ letters ─grid─▶ rows, or bytes of Excel ─workbook─▶ rows
//! rows ─layout─▶ head and body ─shapes, heads, kinds, columns─▶ roles of columns
//!   ─facts─▶ how numbers and days are written
//!   ─statuses, owners, pipelines, stages, amounts─▶ what each row says
//!   ─drafts or changes─▶ opportunities ─timeline─▶ days that can be true ─funnel─▶ counts
//!   ─reps─▶ counts, where a row is a rep
//!   ─splits─▶ columns by whose kinds a plan could have segments
//! counts ─team─▶ a team's history
//! ```
//! Each folder uses those before it and none behind it: `values`, `vocabulary`, `table`, `columns`,
//! `opportunities`, `reps`.
//!
//! Facts hold for the whole file and are decided once, over all of it. A guess that the file supports is
//! taken and said; where two readings would change a count, a sum or a day and nothing in the file decides,
//! there is an [`Ask`], each answer of which is a [`Choices`] to read it again with. Nothing here knows
//! today's date.

mod columns;
mod opportunities;
mod reps;
mod table;
mod values;
mod vocabulary;
mod choices;
mod facts;
mod titles;
mod reading;
mod refusal;
#[cfg(feature = "sheet")]
mod workbook;
mod rows;

pub use choices::{Ask, Candidate, Choices, Credit, JoinedAmount, Meaning, Role, RowKind, SameRows};
pub use columns::column::Column;
pub use facts::Fact;
pub use opportunities::stages::WHOLE;
pub use opportunities::statuses::Status;
pub use reading::{
    Balance, CellNote, Counts, Opportunity, Reading, Rep, RepKind, RowNote, Split, StageCounts, Sums,
};
pub use refusal::{BYTES_MAX, COLUMNS_MAX, ROWS_MAX, Refusal};
pub use reps::team::{lacks_currency, team_history};
pub use table::text::Encoding;
pub use values::days::{DayOrder, Moment};
pub use values::numbers::DecimalMark;

use crate::model::Date;
use facts::{Evidence, Sheet};

/// A file, its cells, and what they were understood as.
#[derive(Clone, Debug)]
pub struct Import {
    rows: rows::Rows,
    reading: Reading,
}

impl Import {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no table of reps or opportunities, or too large.
    pub fn read(bytes: &[u8], choices: &Choices) -> Result<Self, Refusal> {
        let rows = rows::Rows::of_file(bytes, choices)?;
        let reading = understand(&rows, choices)?;
        Ok(Self { rows, reading })
    }

    /// Counts again with other choices, from the cells. A choice of encoding, separator or sheet needs the
    /// bytes again.
    ///
    /// # Errors
    /// When no row is one of reps or opportunities under these choices; what was read before stays.
    pub fn choose(&mut self, choices: &Choices) -> Result<(), Refusal> {
        self.reading = understand(&self.rows, choices)?;
        Ok(())
    }

    /// What it would be understood as with other choices; see [`Import::choose`].
    ///
    /// # Errors
    /// When no row is one of reps or opportunities under these choices.
    pub fn read_again(&self, choices: &Choices) -> Result<Reading, Refusal> {
        understand(&self.rows, choices)
    }

    /// What it was understood as.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// A cell of a row, by their places in the file's rows and columns; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.grid.cell(row, column)
    }

    /// The rows that were not understood, as a table to mend them in, its head first: their lines, the
    /// reasons, their cells.
    pub fn rejected(&self) -> Vec<Vec<String>> {
        let grid = &self.rows.grid;
        let heads = self.reading.columns.iter().map(|column| column.head.clone());
        let head = ["Line", "Reason"].map(str::to_owned).into_iter().chain(heads).collect();
        let width = self.reading.columns.len();
        let mut of_line = std::collections::BTreeMap::new();
        for row in 0..grid.len() {
            of_line.entry(grid.line(row)).or_insert(row);
        }
        let rows = self.reading.rejected.iter().filter_map(|note| {
            let row = *of_line.get(&note.line)?;
            let cells = (0..width).map(|column| grid.cell(row, column).to_owned());
            Some([note.line.to_string(), note.reason.clone()].into_iter().chain(cells).collect())
        });
        std::iter::once(head).chain(rows).collect()
    }

    /// The line of a row in the file.
    pub fn line(&self, row: usize) -> u32 {
        self.rows.grid.line(row)
    }
}

fn understand(rows: &rows::Rows, choices: &Choices) -> Result<Reading, Refusal> {
    let grid = &rows.grid;
    let layout = rows
        .layout(choices.head)
        .ok_or_else(|| Refusal::new("This is no table: no line looks like the names of columns."))?;
    if layout.body.is_empty() {
        return Err(Refusal::new("There is a head, but no row below it."));
    }
    if let Some(reason) = layout.refusal(grid) {
        return Err(Refusal::new(reason));
    }
    let mut shapes = columns::shapes::shapes_of(grid, &layout);
    let mut guesses = columns::seen::guesses_of(&layout.heads, &shapes);
    columns::chains::mark(grid, &layout, &shapes, &mut guesses);
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

/// Opportunities of the pipeline that is counted, without rows of totals, with stages that are written once
/// above their rows; what is decided on the way is said and asked.
fn of_opportunity_rows(
    sheet: &Sheet<'_>,
    row: RowKind,
    title: Option<values::money::Code>,
    (facts, asks): (&mut Vec<Fact>, &mut Vec<Ask>),
) -> Reading {
    let mut layout = without_totals(sheet);
    let pipelines =
        opportunities::pipelines::Pipelines::of(&Sheet { layout: &layout, ..*sheet }, facts, asks);
    pipelines.leave_out(sheet, &mut layout);
    let sheet = Sheet { layout: &layout, ..*sheet };
    let carried = opportunities::owners::carried_stages(&sheet);
    let sheet = Sheet { carried: carried.as_ref().map(|(column, rows)| (*column, rows.as_slice())), ..sheet };
    if carried.is_some() {
        facts.push(Fact::new("stage", "carried down", "each stage is written once, above its rows"));
    }
    of_opportunities(&sheet, row, (title, pipelines.main.as_deref()))
}

/// The layout with the rows of totals skipped.
fn without_totals(sheet: &Sheet<'_>) -> table::layout::Layout {
    let totals = columns::totals::of_opportunities(sheet);
    let rows: std::collections::BTreeSet<usize> = totals.iter().map(|total| total.row).collect();
    let mut layout = sheet.layout.clone();
    layout.body.retain(|body| !rows.contains(&body.row));
    layout.skipped.extend(totals);
    layout
}

/// What a row is, or why nothing says it.
fn row_kind(seen: &columns::seen::Seen<'_>) -> Result<(RowKind, String), Refusal> {
    let kind = columns::kinds::kind_of(seen);
    if kind.as_ref().is_none_or(|(row, _)| row.is_of_reps())
        && seen.choices.row.is_none()
        && let Some(reason) = table::transposed::refusal(seen.grid)
    {
        return Err(Refusal::new(reason));
    }
    if columns::kinds::is_of_adverts(seen) {
        return Err(Refusal::new(
            "Nothing in this file is about sales: by its heads its rows are campaigns of advertising. Export \
            opportunities with owner, stage, amount, created and close date.",
        ));
    }
    if let Some(head) = columns::kinds::measures_in_rows(seen) {
        return Err(Refusal::new(format!(
            "The rows of a rep are different measures, by “{head}”: they cannot be added. Give each measure, \
             such as quota and bookings, a column of its own."
        )));
    }
    let (row, row_why) = kind.ok_or_else(|| {
        let heads: Vec<&str> =
            seen.layout.heads.iter().map(String::as_str).filter(|head| !head.is_empty()).take(8).collect();
        if seen.layout.heads.iter().filter(|head| is_garbled(head)).count() * 2 > seen.layout.heads.len() {
            return Refusal::new(format!(
                "The letters of its heads cannot be read: {}. The file is in another encoding than UTF-8 and \
                 Windows-1252: choose it, or save the file as “CSV UTF-8”.",
                heads.join(", ")
            ));
        }
        Refusal::new(format!(
            "No column says what a row is: neither a stage or status of opportunities, nor reps with \
                their numbers. Its columns: {}. \
             Export opportunities with owner, stage, amount, created and close date.",
            heads.join(", ")
        ))
    })?;
    if row == RowKind::Opportunity && seen.choices.row.is_none() && !columns::kinds::is_of_sales(seen) {
        return Err(Refusal::new(
            "Nothing in this file says that it is about sales: it has statuses, but no stage, amount, \
            customer \
             or closing date beside them, and nothing in it was won. Export opportunities with owner, stage, \
             amount, created and close date.",
        ));
    }
    let is_guess = row == RowKind::Opportunity && seen.choices.row.is_none();
    if let Some(reason) = columns::other_tables::refusal(seen).filter(|_| is_guess) {
        return Err(Refusal::new(reason));
    }
    if let Some(head) = columns::split_money::split_head(seen).filter(|_| !row.is_of_reps()) {
        return Err(Refusal::new(format!(
            "By “{head}” the money of an opportunity is split among several people, so that its rows are \
             parts of it. Export opportunities with their owner instead of opportunity splits."
        )));
    }
    Ok((row, row_why))
}

/// Whether a head is what letters of another alphabet become where their bytes are read as Western ones.
fn is_garbled(head: &str) -> bool {
    let strange = head.chars().filter(|letter| ('\u{80}'..='\u{ff}').contains(letter)).count();
    strange * 2 > head.chars().count()
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

fn of_reps(sheet: &Sheet<'_>, row: RowKind, title: Option<values::money::Code>) -> Reading {
    let table = reps::read::read(sheet, row, title);
    let as_of = sheet.choices.as_of.as_deref().and_then(Date::parse);
    let title_day = titles::as_of(sheet.grid, sheet.layout).and_then(|day| day.read(sheet.order));
    Reading {
        row,
        row_why: String::new(),
        facts: table.facts,
        columns: sheet.columns.all.clone(),
        statuses: Vec::new(),
        asks: table.asks,
        stages: table.stages,
        team: table.team,
        reps: table.reps,
        currency: table.currency,
        as_of: as_of.or(title_day.map(|moment| moment.day)),
        year_begins: sheet.choices.first_month_of_year(),
        keeps_names: sheet.choices.keep_names == Some(true),
        periods: table.periods,
        balance: table.balance,
        left_out: table.left_out,
        rejected: table.rejected,
        lost_cells: table.lost_cells,
        splits: Vec::new(),
        segments: Vec::new(),
        segment_of: Vec::new(),
        kept_stages: Vec::new(),
        opportunities: Vec::new(),
    }
}

fn of_opportunities(
    sheet: &Sheet<'_>,
    row: RowKind,
    (title, pipeline): (Option<values::money::Code>, Option<&str>),
) -> Reading {
    let (mut facts, mut asks) = (Vec::new(), Vec::new());
    let history = opportunities::changes::History::of(sheet);
    let is_history = row == RowKind::Change && history.has_identity();
    let values = if is_history { history.values() } else { Vec::new() };
    let mut statuses =
        opportunities::statuses::statuses_of(sheet, &|row| history.is_stage_row(sheet, row), &values);
    asks.append(&mut statuses.asks);
    facts.extend(statuses.not_won.fact());
    let stages = if is_history {
        opportunities::changes::stages_of(sheet, &statuses, &history)
    } else {
        let dated = opportunities::stages::stages_of_columns(sheet, &statuses, pipeline);
        let kept =
            (!dated.is_dated).then(|| opportunities::stages_kept::in_order(sheet, &statuses)).flatten();
        kept.unwrap_or(dated)
    };
    let owners = opportunities::owners::owners_of(sheet);
    facts.extend([&owners.fact, &owners.without].into_iter().flatten().cloned());
    asks.extend(owners.ask.clone());
    let scale = sheet.layout.remarks_of(sheet.grid).filter_map(values::money::scale_in).fold(1.0, f64::max);
    let amounts = columns::amounts::Amounts::of(sheet, title, scale, &mut facts);
    asks.extend(amounts.spans.ask.iter().chain(&amounts.cents).cloned());
    let around = opportunities::drafts::Around {
        sheet: *sheet,
        statuses: &statuses,
        owners: &owners,
        stages: &stages,
        amounts: &amounts,
    };
    let mut collected = if is_history {
        opportunities::changed::drafts_of(around, &history, None)
    } else {
        opportunities::read::drafts_of(around)
    };
    let as_of = as_known(&around, &mut collected, is_history.then_some(&history), &mut facts);
    asks.append(&mut collected.asks);
    facts.append(&mut collected.facts);
    let other = |(row, name): &(usize, String)| around.note(*row, format!("of another pipeline: {name}"));
    collected.outside.extend(sheet.layout.outside.iter().map(other));
    opportunities::timeline::check(&around, &mut collected, as_of);
    let unrated = opportunities::funnel::within(&around, &mut collected, &mut facts);
    let mut counted = opportunities::funnel::count(&around, &collected);
    facts.append(&mut counted.facts);
    asks.append(&mut counted.asks);
    let kept = opportunities::stages_kept::names(&around, &collected.drafts);
    facts.extend(facts_of_stages(&stages, &kept));
    let skipped = sheet.layout.skipped.iter();
    let mut left_out: Vec<RowNote> =
        skipped.map(|skipped| around.note(skipped.row, skipped.why.words())).collect();
    let balance =
        Balance { unrated, ..opportunities::funnel::balance_of(&collected, &counted, left_out.len()) };
    left_out.extend(collected.outside);
    Reading {
        row,
        row_why: String::new(),
        facts,
        columns: sheet.columns.all.clone(),
        statuses: statuses.all.clone(),
        asks,
        stages: stages.names.clone(),
        team: counted.team,
        reps: counted.reps,
        currency: counted.currency,
        as_of,
        year_begins: sheet.choices.first_month_of_year(),
        keeps_names: sheet.choices.keep_names == Some(true),
        periods: Vec::new(),
        balance,
        left_out,
        rejected: collected.rejected,
        lost_cells: collected.lost_cells,
        splits: Vec::new(),
        segments: Vec::new(),
        segment_of: Vec::new(),
        kept_stages: kept,
        opportunities: counted.opportunities,
    }
}

/// How stages are counted, and which of them are not.
fn facts_of_stages(stages: &opportunities::stages::Stages, kept: &[String]) -> Vec<Fact> {
    let mut facts = Vec::new();
    if stages.is_kept {
        let why = "chosen: what was lost in a stage, or is open in it, has passed those before it";
        facts.push(Fact::new("stages", stages.names.join(", "), why));
    } else if !stages.is_dated {
        let why = if kept.is_empty() {
            "no column says when stages were entered, so that they are counted as one"
        } else {
            "no column says when stages were entered, so that they are counted as one; rows keep the stage \
             in which they were lost: say the order of stages to count by them"
        };
        facts.push(Fact::new("stages", WHOLE, why));
    }
    if !stages.before.is_empty() {
        let why = "no column says when it was entered: its opportunities are open, and in no stage’s counts";
        facts.push(Fact::new("stages", format!("without {}", stages.before.join(", ")), why));
    }
    facts
}

/// Decides until which day a file knows. As of an earlier day than its own, what happened later is taken
/// back.
fn as_known<'a>(
    around: &opportunities::drafts::Around<'a>,
    collected: &mut opportunities::drafts::Collected<'a>,
    history: Option<&opportunities::changes::History>,
    facts: &mut Vec<Fact>,
) -> Option<Date> {
    let sheet = &around.sheet;
    let title_day = titles::as_of(sheet.grid, sheet.layout).and_then(|day| day.read(sheet.order));
    let (own, own_fact) = opportunities::timeline::as_of(collected, title_day.map(|moment| moment.day));
    let chosen = sheet.choices.as_of.as_deref().and_then(Date::parse);
    facts.extend(match (chosen.filter(|day| own.is_some_and(|own| *day < own)), history) {
        (Some(day), Some(history)) => {
            *collected = opportunities::changed::drafts_of(*around, history, Some(day));
            Some(opportunities::rewind::said(day, collected.began_later, collected.decided_later))
        }
        (Some(day), None) => Some(opportunities::rewind::to(around, collected, day)),
        (None, _) => chosen.map(|day| Fact::new("as of", day.to_string(), "chosen")).or(own_fact),
    });
    chosen.or(own)
}
