//! Tables as people paste or export them: fields between commas, semicolons or tabs, quoted where needed.

use crate::entry::EntryError;
use crate::model::{HistoryError, MoneyError};
use csv::ReaderBuilder;
use thiserror::Error;

/// Why a table, or a row of it, gives nothing. Apart from [`EntryError`], whose words the page loads before
/// it has an answer.
#[derive(Clone, Debug, PartialEq, Error)]
#[expect(missing_docs, reason = "the transparent variants carry documented errors")]
pub enum TableError {
    /// More than is read.
    #[error("this is too long: a table has at most 20 million letters")]
    TooLong,
    /// A cell that should hold a count.
    #[error("{column} should be a whole number, not “{typed}”; write it as 40")]
    NoCount { column: String, typed: String },
    /// Half of a stage's columns at equal age, or two ages.
    #[error(
        "{stage}: at equal age go two columns that say the same days, “{stage} 60 days old” (how many \
         entered so long ago) and “{stage} passed \
         within 60 days” (how many of those)"
    )]
    Ages { stage: String },
    /// A column at equal age of a stage that no other column counts.
    #[error(
        "“{column}” is about no stage that is counted: it goes with a column such as “Proposal entered”, \
         and is called as “Proposal 60 days old” \
         or “Proposal passed within 60 days”"
    )]
    NoSuchStage { column: String },
    /// Amounts of a file that could not be one sum.
    #[error(
        "the amounts are in {one} and in {other}: one file has one currency, such as {one} 25,000 in every \
         row; leave out the others, or \
         convert them first"
    )]
    Currencies { one: String, other: String },
    /// As many amounts with a decimal comma as with a decimal point.
    #[error(
        "“{point}” has a decimal point and “{comma}” a decimal comma: one file has one of them, such as \
         1234.50 in every row"
    )]
    Marks { point: String, comma: String },
    /// An amount that goes against the others of its file.
    #[error("“{typed}” does not go with the {mark} of the other amounts; write it as 1234")]
    OtherMark { typed: String, mark: &'static str },
    /// More reps than results have; nothing behind is read.
    #[error(
        "line {line} has rep {rep}, and results are those of at most {most} reps: the rest was not read; \
         such as one team’s rows"
    )]
    TooManyReps { line: u64, rep: u64, most: u64 },
    /// No column says what was forecast, or what then happened.
    #[error(
        "no columns are found of what was forecast and what happened: Low, High and Booked, or Chance and \
         Reached, such as\nQuarter, Low, High, Booked\nQ1 2026, 800k, 1.3m, 1.1m"
    )]
    NoForecasts,
    /// More forecasts than are read.
    #[error("this has more than {0} forecasts; such as the last 40 quarters")]
    TooManyForecasts(usize),
    /// Every row was rejected; why the first was.
    #[error("no row is understood; the first: {0}")]
    NoRow(String),
    #[error(transparent)]
    Entry(#[from] EntryError),
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Results(#[from] HistoryError),
}

/// Longest table that is read.
pub const TABLE_BYTES_MAX: usize = 20_000_000;
/// Most columns of a table.
const COLUMNS_MAX: usize = 200;

/// A table: its head, and its rows with their numbers as a text editor counts lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// Line, and fields.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Reads a table of which the first row that holds something is the head.
///
/// The separator is the one of comma, semicolon and tab that stands most often in the head, outside of
/// quotes. Rows may be shorter or longer than it.
///
/// # Errors
/// When it is longer than [`TABLE_BYTES_MAX`], has no head and row, or more than 200 columns.
pub fn read_table(text: &str, example: &'static str) -> Result<Table, TableError> {
    read_table_while(text, example, |_, _, _| Ok(()))
}

/// The bytes of a line that do not stand between quotes.
fn outside_quotes(line: &str) -> impl Iterator<Item = u8> {
    let mut is_quoted = false;
    line.bytes().filter(move |byte| {
        is_quoted ^= *byte == b'"';
        !is_quoted
    })
}

/// The same, until a row is refused: given are the head, the row's line, and its fields. What stands behind
/// is not read.
pub(in crate::entry) fn read_table_while(
    text: &str,
    example: &'static str,
    mut takes: impl FnMut(&[String], u64, &[String]) -> Result<(), TableError>,
) -> Result<Table, TableError> {
    if text.len() > TABLE_BYTES_MAX {
        return Err(TableError::TooLong);
    }
    let text = text.trim_start_matches('\u{feff}');
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else {
        return Err(EntryError::Empty(example).into());
    };
    let separator = [b'\t', b';', b',']
        .into_iter()
        .rev()
        .max_by_key(|of| outside_quotes(first).filter(|byte| byte == of).count());
    let mut reader = ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    for record in reader.records() {
        let record = record.map_err(|_| EntryError::NotUnderstood(example))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        let fields: Vec<String> = record.iter().map(str::to_owned).collect();
        if table.head.is_empty() {
            table.head = fields;
            if table.head.len() > COLUMNS_MAX {
                break;
            }
        } else {
            takes(&table.head, line, &fields)?;
            table.rows.push((line, fields));
        }
    }
    if table.head.len() > COLUMNS_MAX || table.rows.is_empty() {
        return Err(EntryError::NotUnderstood(example).into());
    }
    Ok(table)
}
