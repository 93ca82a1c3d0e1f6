//! What the cells of a column look like: days, numbers, yes and no, text.

use crate::history::import::table::grid::Grid;
use crate::history::import::table::layout::Layout;
use crate::history::import::values::days::read_day;
use crate::history::import::values::money;
use crate::history::import::values::numbers::{DecimalMark, read_count};
use crate::history::import::vocabulary::status::flag;
use std::collections::BTreeMap;

/// Rows that are looked at, spread evenly over the file.
const SAMPLE: usize = 3_000;
/// Different texts that are kept.
const DISTINCT: usize = 60;

/// Small words within names of people.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "der", "den", "di", "da", "dos", "do", "du", "la", "le", "van", "von", "vom", "zu",
    "ten", "ter", "te", "bin", "ibn", "el", "al", "y", "e", "af", "av",
];

fn is_lower(part: &str) -> bool {
    !part.is_empty() && part.chars().all(char::is_lowercase)
}

/// Counts over a sample of a column's cells.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Shape {
    pub(in crate::history::import) filled: usize,
    pub(in crate::history::import) days: usize,
    pub(in crate::history::import) amounts: usize,
    pub(in crate::history::import) wholes: usize,
    /// Whole numbers of a size that counts of won opportunities do not have.
    pub(in crate::history::import) large: usize,
    pub(in crate::history::import) percents: usize,
    pub(in crate::history::import) flags: usize,
    pub(in crate::history::import) serials: usize,
    /// Whether its whole numbers stand for statuses, which no other column says.
    pub(in crate::history::import) is_codes: bool,
    /// Different texts with how often each stands there; at most [`DISTINCT`].
    pub(in crate::history::import) texts: BTreeMap<String, usize>,
    /// Whether there are more different texts.
    pub(in crate::history::import) is_varied: bool,
    /// The first three that hold something.
    pub(in crate::history::import) first: Vec<String>,
}

impl Shape {
    /// Whether at least half of the cells are days.
    pub(in crate::history::import) fn is_days(&self) -> bool {
        self.filled > 0 && (self.days + self.serials) * 2 >= self.filled
    }

    /// Whether most cells are amounts or numbers.
    pub(in crate::history::import) fn is_numbers(&self) -> bool {
        self.filled > 0 && self.amounts * 2 > self.filled && self.days * 2 < self.filled
    }

    /// Whether all cells are whole numbers.
    pub(in crate::history::import) fn is_counts(&self) -> bool {
        self.filled > 0 && self.wholes == self.filled
    }

    /// Whether all cells are whole numbers of the size of counts.
    pub(in crate::history::import) fn is_small(&self) -> bool {
        self.is_counts() && self.large == 0
    }

    /// Whether nearly all cells are yes or no, in words or as 0 and 1.
    pub(in crate::history::import) fn is_flags(&self) -> bool {
        self.filled > 0 && self.flags * 10 >= self.filled * 9
    }

    /// Whether the cells are amounts of money rather than numbers of something: most name a currency, have
    /// two decimals, or are grouped by thousands.
    pub(in crate::history::import) fn is_money(&self) -> bool {
        let says = |text: &&String| {
            let Some(written) = money::written(text) else { return false };
            let last = text.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            let is_marked = last.len() < text.len() && text.starts_with(|c: char| c.is_ascii_digit());
            written.currency.is_some()
                || written.multiplier > 1.0
                || (is_marked && matches!(last.len(), 2 | 3))
        };
        self.is_numbers()
            && self.percents == 0
            && self.texts.keys().filter(says).count() * 5 >= self.texts.len() * 3
    }

    /// Whether most cells are whole numbers above those of counts.
    pub(in crate::history::import) fn is_large(&self) -> bool {
        self.is_numbers() && self.percents == 0 && self.large * 2 > self.filled
    }

    /// Whether most cells are large round numbers, as amounts are and identities are not.
    pub(in crate::history::import) fn is_of_round_numbers(&self) -> bool {
        let is_round = |text: &&String| text.ends_with("00") || text.ends_with("50");
        self.is_large() && self.texts.keys().filter(is_round).count() * 2 > self.texts.len()
    }

    /// Whether the cells are names of people, most of them more than once.
    pub(in crate::history::import) fn is_of_people(&self) -> bool {
        let is_part = |part: &str| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
        };
        // “Dell'Orto”, “Jean-Luc”, “M'Bala”
        let is_word = |word: &str| {
            let mut parts = word.split(['-', '’', '\'']);
            parts.next().is_some_and(is_part) && parts.all(|part| is_part(part) || is_lower(part))
        };
        let is_name = |text: &String| {
            let words: Vec<&str> = text.split(' ').filter(|word| !PARTICLES.contains(word)).collect();
            (2..=3).contains(&words.len()) && words.iter().all(|word| is_word(word))
        };
        self.is_text()
            && !self.is_varied
            && self.texts.len() > 1
            && self.texts.len() * 2 <= self.filled
            && self.texts.keys().all(is_name)
            && self
                .texts
                .keys()
                .all(|text| crate::history::import::vocabulary::status::meaning_of(text).is_none())
    }

    /// Whether most cells are text.
    pub(in crate::history::import) fn is_text(&self) -> bool {
        self.filled > 0 && (self.days.max(self.amounts)) * 2 < self.filled
    }
}

/// The shapes of all columns.
pub(in crate::history::import) fn shapes_of(grid: &Grid, layout: &Layout) -> Vec<Shape> {
    let step = layout.body.len() / SAMPLE + 1;
    // Totals and averages are other numbers than those that they stand for.
    let is_total = |row: usize| grid.cells(row).take(3).any(crate::history::import::values::words::is_total);
    let sample: Vec<usize> = layout.body.iter().step_by(step).map(|body| body.row).collect();
    let rows: Vec<usize> = sample.iter().copied().filter(|row| !is_total(*row)).collect();
    let rows = if rows.is_empty() { sample } else { rows };
    (0..layout.heads.len())
        .map(|column| {
            let mut shape = Shape::default();
            for row in &rows {
                shape.add(grid.cell(*row, column));
            }
            shape
        })
        .collect()
}

impl Shape {
    fn add(&mut self, cell: &str) {
        // A formula's mistake, `#DIV/0!`, says nothing of what its column holds.
        if money::is_blank(cell) || (cell.starts_with('#') && cell.ends_with(['!', '?'])) {
            return;
        }
        self.filled += 1;
        if self.first.len() < 3 {
            self.first.push(cell.chars().take(60).collect());
        }
        let is_day = read_day(cell).is_some();
        self.days += usize::from(is_day);
        if !is_day {
            self.amounts += usize::from(money::written(cell).is_some());
            let whole = read_count(cell, DecimalMark::Point).or_else(|| read_count(cell, DecimalMark::Comma));
            self.wholes += usize::from(whole.is_some());
            self.large += usize::from(whole.is_some_and(|count| count >= 5_000));
            // The time behind a serial day is a fraction, of which two digits alone would be cents.
            let (whole, time) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
            let digits = whole.bytes().chain(time.bytes()).all(|byte| byte.is_ascii_digit());
            let is_day = whole.len() == 5 && ("35000".."60000").contains(&whole) && time.len() != 2;
            // Seconds since 1970, of the years 2008 to 2033.
            let is_second = cell.len() == 10 && ("1200000000".."2000000000").contains(&cell);
            let serial = digits && (cell.len() == 13 || is_second || is_day);
            self.serials += usize::from(serial);
        }
        self.percents += usize::from(cell.ends_with('%'));
        self.flags += usize::from(flag(cell).is_some());
        if let Some(count) = self.texts.get_mut(cell) {
            *count += 1;
        } else if self.texts.len() < DISTINCT {
            self.texts.insert(cell.to_owned(), 1);
        } else {
            self.is_varied = true;
        }
    }
}
