//! Tables for spreadsheets: comma-separated, and with nothing in them that a spreadsheet would run.

use csv::WriterBuilder;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words. Those that a spreadsheet would take for a formula stand behind an apostrophe.
    Text(String),
    /// A number, in major units and with a point, whatever the reader's locale.
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

/// The text of a table. Rows need not be equally long.
pub fn write(rows: &[Vec<Cell>]) -> String {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing to memory fails for no text.
        drop(writer.write_record(row.iter().map(written)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, write};

    #[test]
    fn nothing_is_run_by_a_spreadsheet() {
        for text in ["=1+1", "+49", "-x", "@SUM(A1)", "\tx", "\rx"] {
            let written = write(&[vec![text.into()]]);
            assert!(written.trim_start_matches('"').starts_with('\''), "{written:?}");
        }
        let rows = [vec!["a, \"b\"".into(), Cell::Number(-1.5)], vec![], vec![Cell::Number(3_200_000.0)]];
        assert_eq!(write(&rows), "\"a, \"\"b\"\"\",-1.5\n\"\"\n3200000\n");
    }
}
