//! Tables for spreadsheets, as files and for the clipboard, and with nothing in them that a spreadsheet would
//! run.

use csv::WriterBuilder;
use std::fmt::Write as _;

/// What a cell begins with that some spreadsheet takes for a formula; those of full width in Japanese ones.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words. Those that a spreadsheet would take for a formula stand behind an apostrophe.
    Text(String),
    /// A number, in major units.
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// The text of a table as a file: comma-separated, numbers with a point, whatever the reader's locale. Rows
/// need not be equally long.
pub fn write(rows: &[Vec<Cell>]) -> String {
    let text = separated(rows, b',', '.');
    // Spreadsheets take a file without this mark for one of their own old alphabet.
    if text.is_ascii() { text } else { format!("\u{feff}{text}") }
}

/// The same for the clipboard, which spreadsheets read in the reader's locale: tab-separated, and with the
/// locale's decimal mark.
pub fn write_tabbed(rows: &[Vec<Cell>], decimal: char) -> String {
    separated(rows, b'\t', decimal)
}

/// The same as a table of HTML, which mails and documents take.
pub fn write_html(rows: &[Vec<Cell>], decimal: char) -> String {
    let mut html = "<table>".to_owned();
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let text = written(cell, decimal);
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            // Writing to memory fails for no text.
            write!(html, "<td>{text}</td>").unwrap_or_default();
        }
        html.push_str("</tr>");
    }
    html + "</table>"
}

fn separated(rows: &[Vec<Cell>], delimiter: u8, decimal: char) -> String {
    let mut writer = WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        // Writing to memory fails for no text.
        drop(writer.write_record(row.iter().map(|cell| written(cell, decimal))));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn written(cell: &Cell, decimal: char) -> String {
    match cell {
        Cell::Number(number) if decimal == '.' => number.to_string(),
        Cell::Number(number) => number.to_string().replace('.', &decimal.to_string()),
        Cell::Text(text) if text.starts_with(RUN) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, write, write_html, write_tabbed};

    #[test]
    fn nothing_is_run_by_a_spreadsheet() {
        for text in ["=1+1", "+49", "-x", "@SUM(A1)", "\tx", "\rx", "\n=x", "＝1+1", "＠x"] {
            let rows = [vec![text.into()]];
            for written in [write(&rows), write_tabbed(&rows, ',')] {
                let cell = written.trim_start_matches(['\u{feff}', '"']);
                assert!(cell.starts_with('\''), "{written:?}");
            }
            assert!(write_html(&rows, ',').starts_with("<table><tr><td>'"), "{text:?}");
        }
        let rows = [vec!["a, \"b\"".into(), Cell::Number(-1.5)], vec![], vec![Cell::Number(3_200_000.0)]];
        assert_eq!(write(&rows), "\"a, \"\"b\"\"\",-1.5\n\"\"\n3200000\n");
    }

    #[test]
    fn the_clipboard_gets_the_readers_own_numbers() {
        let rows = [vec!["a\tb".into(), Cell::Number(-1.5)], vec!["<b> & c".into(), Cell::Number(12.0)]];
        assert_eq!(write_tabbed(&rows, ','), "\"a\tb\"\t-1,5\n<b> & c\t12\n");
        let html = "<table><tr><td>a\tb</td><td>-1.5</td></tr>\
                    <tr><td>&lt;b&gt; &amp; c</td><td>12</td></tr></table>";
        assert_eq!(write_html(&rows, '.'), html);
    }

    #[test]
    fn a_file_with_foreign_letters_says_its_alphabet() {
        assert_eq!(write(&[vec!["é".into()]]), "\u{feff}é\n");
        assert_eq!(write(&[vec!["e".into()]]), "e\n");
    }
}
