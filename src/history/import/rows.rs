//! Any file as rows of cells: separated text, or a sheet of a workbook.

use super::choices::{Ask, Choices};
use super::columns::measure_rows::with_measures_beside;
use super::columns::stacked_measures::with_tables_beside;
use super::facts::Fact;
use super::refusal::{BYTES_MAX, COLUMNS_MAX, Refusal};
use super::table::codes::with_named_codes;
use super::table::full_names::with_full_names;
use super::table::grid::{self, Grid};
use super::table::group_stages::with_stages_of_headings;
use super::table::layout::Layout;
use super::table::shared_months::with_one_month;
use super::table::sorting::layout_of;
use super::table::tables_below::with_tables_below;
use super::table::text;
use super::table::yearless::with_years;
use super::vocabulary::heads;

/// The rows of a file, and how they were found.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) grid: Grid,
    /// What separates cells in the file.
    pub(super) separator: u8,
    pub(super) facts: Vec<Fact>,
    pub(super) asks: Vec<Ask>,
    /// Where the head and the body are, with the head that was chosen when the file was read.
    layout: Option<Layout>,
    head: Option<u32>,
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
        let rows = Self { grid, separator, facts: Vec::new(), asks: Vec::new(), layout: None, head: None };
        Ok(rows.widened(choices, &mut facts))
    }

    #[cfg(feature = "sheet")]
    fn of_workbook(bytes: &[u8], choices: &Choices) -> Result<Self, Refusal> {
        let is_table = |grid: &Grid| super::columns::sheets::is_table(grid, choices);
        let rows = super::workbook::rows_of(bytes, choices, &is_table)?;
        let mut facts = vec![Fact::new("file", "Excel workbook", "its bytes"), rows.fact];
        let asks = rows.ask.into_iter().collect();
        let rows =
            Self { grid: rows.grid, separator: b',', facts: Vec::new(), asks, layout: None, head: None };
        Ok(rows.widened(choices, &mut facts))
    }

    /// With columns for what the file says otherwise: whole names, stages in headings, the names of codes;
    /// and with its head and body, which are found once.
    fn widened(mut self, choices: &Choices, facts: &mut Vec<Fact>) -> Self {
        self.head = choices.head;
        self.layout = layout_of(&self.grid, self.head);
        let all = [
            with_tables_beside,
            with_tables_below,
            with_full_names,
            with_stages_of_headings,
            with_named_codes,
            with_measures_beside,
            with_years,
            with_one_month,
        ];
        for widen in all {
            let found = self.layout.as_ref().and_then(|layout| widen(&self.grid, layout));
            if let Some((grid, fact)) = found {
                self.grid = grid;
                self.layout = layout_of(&self.grid, self.head);
                facts.push(fact);
            }
        }
        self.facts = std::mem::take(facts);
        self
    }

    /// The head and the body, if a line is the head, or by what rows look like.
    pub(super) fn layout(&self, head: Option<u32>) -> Option<Layout> {
        if head == self.head { self.layout.clone() } else { layout_of(&self.grid, head) }
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
