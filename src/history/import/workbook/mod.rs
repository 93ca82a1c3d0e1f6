//! A workbook of Excel as rows of text, as if one of its sheets had been saved as CSV.
//!
//! ```text
//! bytes ─archive─▶ parts ─markup─▶ beginnings, ends, texts ─book─▶ names of sheets, shared texts, formats
//!   ─cells, formats─▶ rows of text
//! ```
//! The list of parts states their sizes, which are capped before anything is inflated; a part that holds more
//! than it states is cut off there.

mod archive;
mod book;
mod cells;
mod formats;
mod markup;

use super::choices::{Ask, Choices};
use super::facts::Fact;
use super::refusal::{ROWS_MAX, Refusal};
use super::table::grid::Grid;
use archive::Archive;
use book::{Book, SheetAt};

/// Rows of a sheet that are read to see whether a table is in it.
const LOOKED_AT: usize = 120;

/// The rows of the sheet that is read, which it is, and which it may be.
pub(super) struct Rows {
    pub(super) grid: Grid,
    pub(super) fact: Fact,
    pub(super) ask: Option<Ask>,
}

/// Files that are packed as workbooks are, by a part that tells them.
const OTHERS: [(&str, &str); 6] = [
    ("content.xml", "This is a spreadsheet of LibreOffice or OpenOffice (ODS). Save it as “xlsx” or as CSV."),
    ("index/document.iwa", "This is a spreadsheet of Apple Numbers. Export it as Excel or as CSV."),
    ("index.zip", "This is a spreadsheet of Apple Numbers. Export it as Excel or as CSV."),
    ("xl/workbook.bin", "This is a binary Excel workbook (xlsb). Save it as “xlsx” or as CSV."),
    ("word/document.xml", "This is a Word document, not a table. Export the report as Excel or as CSV."),
    ("ppt/presentation.xml", "This is a PowerPoint file, not a table. Export the report as Excel or as CSV."),
];

/// Reads one sheet of a workbook: the chosen one, or the first with a table.
pub(super) fn rows_of(
    bytes: &[u8],
    choices: &Choices,
    is_table: &dyn Fn(&Grid) -> bool,
) -> Result<Rows, Refusal> {
    let archive = Archive::open(bytes)?;
    if let Some((_, reason)) = OTHERS.iter().find(|(part, _)| archive.has(part)) {
        return Err(Refusal::new(*reason));
    }
    if archive.ending("workbook.xml").is_none() {
        return Err(Refusal::new(
            "This is a packed file (zip), not a workbook. Unpack it, then drop the table in it.",
        ));
    }
    let book = Book::of(&archive)?;
    let visible: Vec<&SheetAt> = book.sheets.iter().filter(|sheet| !sheet.is_hidden).collect();
    let named = |name: &String| {
        book.sheets.iter().find(|sheet| super::values::words::is_same(&sheet.name, name)).ok_or_else(|| {
            let reason = format!("The workbook has no sheet “{name}”; it has {}.", names_of(&book.sheets));
            Refusal::new(reason)
        })
    };
    let mut tables: Vec<&SheetAt> = Vec::new();
    let chosen = choices.sheet.as_ref().map(named).transpose()?;
    if let (None, [_, _, ..]) = (chosen, visible.as_slice()) {
        for sheet in &visible {
            let grid = cells::rows_of(&archive, &book, sheet, LOOKED_AT);
            if grid.is_ok_and(|grid| is_table(&grid)) {
                tables.push(sheet);
            }
        }
    }
    let first = chosen.or_else(|| tables.first().copied()).or_else(|| visible.first().copied());
    let sheet = first.ok_or_else(|| Refusal::new("No sheet of this workbook holds cells."))?;
    let grid = cells::rows_of(&archive, &book, sheet, ROWS_MAX + 1)?;
    if grid.len() == 0 {
        return Err(Refusal::new(format!("The sheet “{}” is empty.", sheet.name)));
    }
    let others = book.sheets.iter().filter(|other| other.name != sheet.name).map(|other| other.name.as_str());
    let others: Vec<&str> = others.collect();
    let why = match (chosen.is_some(), book.sheets.len()) {
        (true, _) => "chosen".to_owned(),
        (false, 1) => "the only one".to_owned(),
        (false, _) => format!("the first with a table; the others: {}", others.join(", ")),
    };
    let count = book.sheets.len();
    let value = if count > 1 { format!("{} (of {count})", sheet.name) } else { sheet.name.clone() };
    let ask = (chosen.is_none() && tables.len() > 1).then(|| ask_which(&tables));
    Ok(Rows { grid, fact: Fact::new("sheet", value, why), ask })
}

fn ask_which(tables: &[&SheetAt]) -> Ask {
    let question = format!("{} sheets hold a table. Which one counts?", tables.len());
    tables.iter().fold(Ask::new("sheet", question), |ask, sheet| {
        let choice = Choices { sheet: Some(sheet.name.clone()), ..Choices::default() };
        ask.or(sheet.name.clone(), choice)
    })
}

fn names_of(sheets: &[SheetAt]) -> String {
    sheets.iter().map(|sheet| format!("“{}”", sheet.name)).collect::<Vec<_>>().join(", ")
}
