//! Rows and cells of a text, in one buffer.

use crate::history::import::refusal::{COLUMNS_MAX, ROWS_MAX, Refusal};
use csv::{ByteRecord, ReaderBuilder};
use std::borrow::Cow;

/// Rows of cells: all letters in one text, where each cell ends, and where each row begins.
///
/// Rows that are empty are not kept. Any source of rows can fill it: [`rows_of`] does it from separated text.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Grid {
    text: String,
    ends: Vec<u32>,
    rows: Vec<RowAt>,
    /// Whether each cell is a number of a sheet, which no decimal mark can change; empty for a text.
    are_numbers: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct RowAt {
    /// Its first cell.
    first: u32,
    cells: u32,
    /// Its line in the file, from 1.
    line: u32,
}

impl Grid {
    /// Adds a row, unless all of its cells are empty.
    pub(in crate::history::import) fn push<'a>(&mut self, line: u32, cells: impl Iterator<Item = &'a str>) {
        let (text, ends) = (self.text.len(), self.ends.len());
        let mut count = 0;
        for cell in cells {
            self.text.push_str(&composed(trimmed(cell)));
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            count += 1;
        }
        if self.text.len() == text {
            self.ends.truncate(ends);
        } else {
            let first = u32::try_from(ends).unwrap_or(u32::MAX);
            self.rows.push(RowAt { first, cells: count, line });
        }
    }

    /// Adds a row of a sheet, whose cells say whether they are numbers.
    #[cfg(feature = "sheet")]
    pub(in crate::history::import) fn push_marked<'a>(
        &mut self,
        line: u32,
        cells: impl Iterator<Item = (&'a str, bool)> + Clone,
    ) {
        self.push(line, cells.clone().map(|(text, _)| text));
        self.are_numbers.extend(cells.map(|(_, is_number)| is_number));
        self.are_numbers.truncate(self.ends.len());
    }

    /// The same rows with one more column, whose cells are made from each row.
    pub(in crate::history::import) fn with_column(
        &self,
        column: usize,
        cell: impl Fn(usize) -> String,
    ) -> Self {
        let mut wider = Self { text: String::with_capacity(self.text.len()), ..Self::default() };
        for row in 0..self.len() {
            let width = column.max(self.width(row));
            let added = cell(row);
            let cells = (0..width).map(|at| self.cell(row, at));
            let (before, behind) = (cells.clone().take(column), cells.skip(column));
            wider.push(self.line(row), before.chain(std::iter::once(added.as_str())).chain(behind));
            if !self.are_numbers.is_empty() {
                let flags =
                    (0..=width).map(|at| at != column && self.is_number(row, at - usize::from(at > column)));
                wider.are_numbers.extend(flags);
            }
        }
        wider
    }

    /// The same rows with so many cells in another order: `from` says where each stands now.
    pub(in crate::history::import) fn in_order(
        &self,
        columns: usize,
        from: impl Fn(usize, usize) -> usize,
    ) -> Self {
        let mut ordered = Self { text: String::with_capacity(self.text.len()), ..Self::default() };
        for row in 0..self.len() {
            let width = columns.max(self.width(row));
            ordered.push(self.line(row), (0..width).map(|at| self.cell(row, from(row, at))));
            if !self.are_numbers.is_empty() {
                ordered.are_numbers.extend((0..width).map(|at| self.is_number(row, from(row, at))));
                ordered.are_numbers.truncate(ordered.ends.len());
            }
        }
        ordered
    }

    /// The same rows with some cells changed.
    pub(in crate::history::import) fn mapped(
        &self,
        change: impl Fn(usize, usize, &str) -> Option<String>,
    ) -> Self {
        let mut mapped = Self { text: String::with_capacity(self.text.len()), ..Self::default() };
        for row in 0..self.len() {
            let changed = |at: usize| {
                let cell = self.cell(row, at);
                change(row, at, cell).map_or(Cow::Borrowed(cell), Cow::Owned)
            };
            let cells: Vec<Cow<'_, str>> = (0..self.width(row)).map(changed).collect();
            mapped.push(self.line(row), cells.iter().map(AsRef::as_ref));
            if !self.are_numbers.is_empty() {
                mapped.are_numbers.extend((0..self.width(row)).map(|at| self.is_number(row, at)));
                mapped.are_numbers.truncate(mapped.ends.len());
            }
        }
        mapped
    }

    /// Whether some cells are known to be numbers, as those of a sheet are.
    pub(in crate::history::import) fn has_numbers(&self) -> bool {
        !self.are_numbers.is_empty()
    }

    /// Whether a cell is a number of a sheet, and so says nothing of how texts write numbers.
    pub(in crate::history::import) fn is_number(&self, row: usize, column: usize) -> bool {
        let at = self.rows.get(row).map(|row| row.first as usize + column);
        at.and_then(|at| self.are_numbers.get(at)).copied().unwrap_or(false)
    }

    /// How long all of its letters are, in bytes.
    #[cfg(feature = "sheet")]
    pub(in crate::history::import) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// How many rows there are.
    pub(in crate::history::import) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The line of a row.
    pub(in crate::history::import) fn line(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.line)
    }

    /// How many cells a row has.
    pub(in crate::history::import) fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| row.cells as usize)
    }

    /// A cell, trimmed; empty where there is none.
    pub(in crate::history::import) fn cell(&self, row: usize, column: usize) -> &str {
        let Some(at) = self.rows.get(row).filter(|row| column < row.cells as usize) else { return "" };
        let at = at.first as usize + column;
        let end = self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// All cells of a row.
    pub(in crate::history::import) fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }

    /// How many cells of a row hold something.
    pub(in crate::history::import) fn filled(&self, row: usize) -> usize {
        self.cells(row).filter(|cell| !cell.is_empty()).count()
    }

    /// A row as a person reads it, shortened.
    pub(in crate::history::import) fn text(&self, row: usize) -> String {
        let all: Vec<&str> = self.cells(row).collect();
        all.join(", ").trim_end_matches([',', ' ']).chars().take(160).collect()
    }
}

/// A text whose accents stand apart from their letters, as macOS writes file names, in the letters that
/// everybody else writes (Unicode's form C).
#[cfg(feature = "sheet")]
fn composed(cell: &str) -> Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    let is_apart = |letter: char| ('\u{300}'..='\u{36f}').contains(&letter);
    if cell.is_ascii() || !cell.contains(is_apart) {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(cell.nfc().collect())
    }
}

/// Where no file is read, cells are what they were when they were read.
#[cfg(not(feature = "sheet"))]
fn composed(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(cell)
}

/// A cell without spaces around it, without what Excel adds to keep zeros (`="007"`).
fn trimmed(cell: &str) -> &str {
    let cell = cell.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
    });
    // An apostrophe before a number keeps a spreadsheet from reading it.
    let number = cell.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let cell = number.unwrap_or(cell);
    let quoted = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"'));
    quoted.or_else(|| text_of_link(cell)).unwrap_or(cell)
}

/// What a spreadsheet shows for `=HYPERLINK("https://…","Acme")`.
fn text_of_link(cell: &str) -> Option<&str> {
    let inner = cell.strip_prefix("=HYPERLINK(")?.strip_suffix("\")")?;
    let (address, text) = inner.rsplit_once('"')?;
    address.trim_end().ends_with([',', ';']).then_some(text).filter(|text| !text.is_empty())
}

/// Text after its `sep=` line, the separator that it names, and the lines before the rest.
pub(in crate::history::import) fn named_separator(text: &str) -> (&str, Option<u8>, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let named = first.trim_end_matches('\r').trim_matches('"');
    let named = named.strip_prefix("sep=").or_else(|| named.strip_prefix("SEP="));
    match named.map(str::as_bytes) {
        Some([separator]) if separator.is_ascii() => (rest, Some(*separator), 1),
        _ => (text, None, 0),
    }
}

/// The rows of a text whose every line is one quoted cell, as a spreadsheet writes it that was given
/// separated text in one column.
pub(in crate::history::import) fn unwrapped(text: &str) -> Option<String> {
    let is_wrapped = |line: &str| {
        let inner = line.trim_end().strip_prefix('"').and_then(|line| line.strip_suffix('"'));
        inner.is_some_and(|inner| {
            let is_one = !inner.replace("\"\"", "").contains('"');
            is_one && [',', ';', '\t', '|'].iter().any(|separator| inner.contains(*separator))
        })
    };
    let begins = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut first = begins.lines().filter(|line| !line.trim().is_empty()).take(20);
    if !first.by_ref().take(2).all(is_wrapped) || !first.all(is_wrapped) || begins.lines().count() < 2 {
        return None;
    }
    let grid = split(begins, &mut ReaderBuilder::new(), 0).ok()?;
    let rows: Vec<&str> = (0..grid.len()).map(|row| grid.cell(row, 0)).collect();
    (0..grid.len()).all(|row| grid.width(row) == 1).then(|| rows.join("\n"))
}

/// Rows of separated text.
pub(in crate::history::import) fn rows_of(
    text: &str,
    separator: u8,
    lines_before: u32,
) -> Result<Grid, Refusal> {
    let grid = split(text, ReaderBuilder::new().delimiter(separator), lines_before)?;
    // A quote that is never closed swallows what follows it.
    let swallows = (0..grid.len()).any(|row| {
        grid.cells(row)
            .any(|cell| cell.len() > 400 && cell.bytes().filter(|byte| *byte == b'\n').count() > 60)
    });
    if swallows {
        split(text, ReaderBuilder::new().delimiter(separator).quoting(false), lines_before)
    } else {
        Ok(grid)
    }
}

fn split(text: &str, format: &mut ReaderBuilder, lines_before: u32) -> Result<Grid, Refusal> {
    let mut reader = format.has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut grid = Grid { text: String::with_capacity(text.len()), ..Grid::default() };
    let mut lines = Lines { bytes: text.as_bytes(), at: 0, line: lines_before + 1 };
    let mut record = ByteRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(grid),
            Err(error) => {
                return Err(Refusal::new(format!("The rows of this file cannot be told apart: {error}.")));
            }
        }
        if record.len() > COLUMNS_MAX {
            return Err(Refusal::new(format!("A table has at most {COLUMNS_MAX} columns; this has more.")));
        }
        if grid.len() >= ROWS_MAX {
            let reason = format!(
                "A file has at most {ROWS_MAX} rows; this has more. Export a shorter period, or fewer \
                    columns."
            );
            return Err(Refusal::new(reason));
        }
        let line = lines.at_content(start);
        grid.push(line, record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default()));
    }
}

/// Counts lines as a text editor does, whatever ends them.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the first byte from `start` that ends no line.
    fn at_content(&mut self, start: usize) -> u32 {
        let content = self.bytes.iter().skip(start).take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let until = start.saturating_add(content).min(self.bytes.len());
        let passed = self.bytes.get(self.at..until).unwrap_or_default();
        let mut before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at)).copied();
        for byte in passed {
            let ends = *byte == b'\r' || (*byte == b'\n' && before != Some(b'\r'));
            self.line = self.line.saturating_add(u32::from(ends));
            before = Some(*byte);
        }
        self.at = until.max(self.at);
        self.line
    }
}
