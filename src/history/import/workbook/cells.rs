//! The cells of a sheet as rows of text.

#![expect(clippy::wildcard_enum_match_arm, reason = "comments and declarations of a part are passed over")]

use super::super::table::grid::Grid;
use super::archive::{Archive, INFLATED_MAX};
use super::book::{Book, SheetAt};
use super::formats::Format;
use super::markup::{Markup, add_text, attribute};
use crate::history::import::refusal::{COLUMNS_MAX, ROWS_MAX, Refusal};
use quick_xml::events::{BytesStart, Event};

/// What the text of a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    /// The number of a text that several cells share.
    Shared,
    /// Its own text, what a formula gave, a day, or a mistake.
    Text,
    Flag,
}

/// The most letters of a cell, as Excel has it.
const LETTERS_MAX: usize = 32_767;

/// A row while its cells are read.
#[derive(Debug, Default)]
struct Row {
    /// From 1.
    line: u32,
    texts: Vec<String>,
    are_numbers: Vec<bool>,
    /// How many of them the row has.
    width: usize,
}

impl Row {
    fn begin(&mut self, line: u32) {
        self.line = line;
        self.width = 0;
    }

    /// Puts a text into a column, behind cells that the sheet leaves out.
    fn put(&mut self, column: usize, (text, is_number): (&str, bool)) -> Result<(), Refusal> {
        if column >= COLUMNS_MAX {
            return Err(Refusal::new(format!("A table has at most {COLUMNS_MAX} columns; this has more.")));
        }
        while self.width <= column {
            if self.texts.len() <= self.width {
                self.texts.push(String::new());
                self.are_numbers.push(false);
            }
            if let Some(text) = self.texts.get_mut(self.width) {
                text.clear();
            }
            self.width += 1;
        }
        if let (Some(slot), Some(flag)) = (self.texts.get_mut(column), self.are_numbers.get_mut(column)) {
            text.clone_into(slot);
            *flag = is_number;
        }
        Ok(())
    }

    /// Adds the row to the grid.
    fn end(&mut self, grid: &mut Grid) -> Result<(), Refusal> {
        if self.width > 0 {
            if grid.len() >= ROWS_MAX {
                let reason =
                    format!("A sheet has at most {ROWS_MAX} rows; this has more. Export a shorter period.");
                return Err(Refusal::new(reason));
            }
            // One text may stand in many cells, which the sizes of the archive do not say.
            if grid.bytes() as u64 > INFLATED_MAX {
                let reason = format!(
                    "The cells of this sheet hold more than {} MB; no more is read. Export a shorter period, \
                     or fewer columns.",
                    INFLATED_MAX / 1_000_000
                );
                return Err(Refusal::new(reason));
            }
            let cells = self.texts.iter().zip(&self.are_numbers).take(self.width);
            grid.push_marked(self.line, cells.map(|(text, is_number)| (text.as_str(), *is_number)));
        }
        self.width = 0;
        Ok(())
    }
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    column: usize,
    kind: Kind,
    format: Format,
    text: String,
}

impl Cell {
    fn begin(&mut self, start: &BytesStart<'_>, next: usize, book: &Book) {
        (self.column, self.kind, self.format) =
            (next, Kind::Number, book.formats.first().copied().unwrap_or_default());
        // Millions of cells: their attributes are walked over once, and hold nothing that is escaped.
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "r" => self.column = column_of(value).unwrap_or(next),
                "t" => {
                    self.kind = match value {
                        "n" => Kind::Number,
                        "s" => Kind::Shared,
                        "b" => Kind::Flag,
                        _ => Kind::Text,
                    }
                }
                "s" => {
                    let format = value.parse().ok().and_then(|at: usize| book.formats.get(at));
                    self.format = format.copied().unwrap_or_default();
                }
                _ => {}
            }
        }
        self.text.clear();
    }

    /// Puts what it says into its row.
    fn end(&self, row: &mut Row, book: &Book) -> Result<(), Refusal> {
        let text = self.text.trim();
        if text.is_empty() {
            return Ok(());
        }
        match self.kind {
            Kind::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => row
                    .put(self.column, (&self.format.text(number, book.calendar), self.format != Format::Day)),
                _ => row.put(self.column, (text, false)),
            },
            Kind::Shared => {
                let shared = text.parse().ok().and_then(|at| book.texts.get(at)).unwrap_or_default();
                row.put(self.column, (&unescaped(shortened(shared)), false))
            }
            Kind::Text => row.put(self.column, (&unescaped(shortened(text)), false)),
            Kind::Flag => row.put(self.column, (if text == "1" { "TRUE" } else { "FALSE" }, false)),
        }
    }
}

/// As much of a text as a cell of Excel holds.
fn shortened(text: &str) -> &str {
    text.char_indices().nth(LETTERS_MAX).map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}

/// Excel writes the letter behind a line's end so, since XML does not keep it.
fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains("_x000D_") { text.replace("_x000D_", "").into() } else { text.into() }
}

/// The column of `AB12`, from 0; none, if it has no letters, or more than any sheet has.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let (count, number) = letters.fold((0, 0_usize), |(count, number), letter| {
        let digit = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        (count + 1, number.saturating_mul(26).saturating_add(digit))
    });
    if count > 3 { None } else { number.checked_sub(1) }
}

/// The rows of a sheet, at most so many.
pub(super) fn rows_of(
    archive: &Archive<'_>,
    book: &Book,
    sheet: &SheetAt,
    most: usize,
) -> Result<Grid, Refusal> {
    let damaged = || {
        let name = &sheet.name;
        Refusal::new(format!(
            "The sheet “{name}” is cut off or damaged. Save the workbook again, then drop it."
        ))
    };
    let mut markup = Markup::of(archive.part(&sheet.part).ok_or_else(damaged)?);
    let (mut grid, mut row, mut cell) = (Grid::default(), Row::default(), Cell::default());
    let (mut next, mut is_text, mut is_spoken, mut is_cell) = (0, false, false, false);
    while grid.len() < most {
        let event = markup.next()?;
        match &event {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => {
                    let line = attribute(start, "r").and_then(|it| it.parse().ok());
                    row.begin(line.unwrap_or(row.line.saturating_add(1)));
                    next = 0;
                }
                "c" => {
                    cell.begin(start, next, book);
                    next = cell.column.saturating_add(1);
                    is_cell = true;
                }
                "v" | "t" => is_text = is_cell && !is_spoken,
                "rPh" => is_spoken = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "v" | "t" => is_text = false,
                "rPh" => is_spoken = false,
                "c" => {
                    cell.end(&mut row, book)?;
                    is_cell = false;
                }
                "row" => row.end(&mut grid)?,
                "sheetData" => break,
                _ => {}
            },
            Event::Eof => return Err(damaged()),
            text if is_text => add_text(text, &mut cell.text),
            _ => {}
        }
    }
    Ok(grid)
}
