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
mod reading;
mod refusal;
mod row_kind;
mod rows_of_opportunities;
mod rows_of_reps;
mod titles;
mod understand;
#[cfg(feature = "sheet")]
mod workbook;
mod rows;

pub use choices::{Ask, Candidate, Choices, Credit, JoinedAmount, Meaning, Role, RowKind, SameRows};
pub use columns::column::Column;
pub use facts::Fact;
pub use opportunities::statuses::Status;
pub use reading::{
    Balance, CellNote, Counts, Opportunity, Reading, Rep, RepKind, RowNote, Split, StageCounts, Sums,
};
pub use refusal::{BYTES_MAX, COLUMNS_MAX, ROWS_MAX, Refusal};
pub use reps::team::{lacks_currency, team_history};
pub use table::text::Encoding;
pub use values::days::Moment;
pub use values::numbers::DecimalMark;

use understand::understand;

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
