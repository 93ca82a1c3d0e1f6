//! Any file as rows of cells: separated text, or a sheet of a workbook.

use super::choices::{Ask, Choices};
use super::codes::with_named_codes;
use super::facts::Fact;
use super::full_names::with_full_names;
use super::grid::{self, Grid};
use super::group_stages::with_stages_of_headings;
use super::{BYTES_MAX, COLUMNS_MAX, Refusal, heads, text};

/// The rows of a file, and how they were found.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) grid: Grid,
    /// What separates cells in the file.
    pub(super) separator: u8,
    pub(super) facts: Vec<Fact>,
    pub(super) asks: Vec<Ask>,
}

impl Rows {
    /// Reads them.
    pub(super) fn of_file(bytes: &[u8], choices: &Choices) -> Result<Self, Refusal> {
        if bytes.len() > BYTES_MAX {
            let reason = format!(
                "The file has {} MB; at most {} MB are read. Export a shorter period, or fewer columns.",
                bytes.len() / 1_000_000,
                BYTES_MAX / 1_000_000
            );
            return Err(Refusal::new(reason));
        }
        #[cfg(feature = "sheet")]
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_workbook(bytes, choices);
        }
        let (text, encoding) = text::text_of(bytes, choices.encoding)?;
        let text = text::narrowed(text);
        let unwrapped = grid::unwrapped(&text);
        let text = unwrapped.as_deref().unwrap_or(&text);
        let (rest, named, lines) = grid::named_separator(text);
        let chosen = choices.separator.and_then(|separator| u8::try_from(separator).ok());
        let (separator, why) = match (chosen, named) {
            (Some(separator), _) => (separator, "chosen"),
            (None, Some(separator)) => (separator, "the first line says so"),
            (None, None) => (guess_separator(rest), "the rows have most columns so"),
        };
        let grid = grid::rows_of(rest, separator, lines)?;
        let why_encoding = if choices.encoding.is_some() { "chosen" } else { "its bytes" };
        let mut facts = vec![
            Fact::new("encoding", encoding.name(), why_encoding),
            Fact::new("separator", separator_name(separator), why),
        ];
        let (grid, names) = with_full_names(grid, choices.head);
        let (grid, stages) = with_stages_of_headings(grid, choices.head);
        let (grid, codes) = with_named_codes(grid, choices.head);
        facts.extend(names.into_iter().chain(stages).chain(codes));
        Ok(Self { grid, separator, facts, asks: Vec::new() })
    }

    #[cfg(feature = "sheet")]
    fn of_workbook(bytes: &[u8], choices: &Choices) -> Result<Self, Refusal> {
        let is_table = |grid: &Grid| super::kinds::is_table(grid, choices);
        let rows = super::workbook::rows_of(bytes, choices, &is_table)?;
        let (grid, names) = with_full_names(rows.grid, choices.head);
        let (grid, stages) = with_stages_of_headings(grid, choices.head);
        let mut facts = vec![Fact::new("file", "Excel workbook", "its bytes"), rows.fact];
        let (grid, codes) = with_named_codes(grid, choices.head);
        facts.extend(names.into_iter().chain(stages).chain(codes));
        Ok(Self { grid, separator: b',', facts, asks: rows.ask.into_iter().collect() })
    }
}

fn separator_name(separator: u8) -> String {
    match separator {
        b'\t' => "tab".to_owned(),
        b',' => "comma".to_owned(),
        b';' => "semicolon".to_owned(),
        other => char::from(other).to_string(),
    }
}

/// The separator with which the beginning of a file has the most known heads and the most even rows.
fn guess_separator(text: &str) -> u8 {
    let mut end = text.len().min(60_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = text.get(..end).unwrap_or(text);
    let beginning = beginning.rsplit_once('\n').map_or(beginning, |(whole, _)| whole);
    let score = |separator: u8| {
        // What is refused for its width is refused in words, not read with another separator.
        let Ok(grid) = grid::rows_of(beginning, separator, 0) else { return (0, COLUMNS_MAX + 1) };
        let rows = grid.len().min(80);
        let known = |row: usize| grid.cells(row).filter(|cell| heads::is_known(cell)).count();
        let heads = (0..rows.min(30)).map(known).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..rows).map(|row| grid.width(row)).collect();
        widths.sort_unstable();
        (heads, widths.get(widths.len() / 2).copied().unwrap_or(0))
    };
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}
