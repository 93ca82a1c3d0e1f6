//! Several lines of open deals, each a deal, so many in a stage, or so many of a size.

use super::columns::in_columns;
use super::count::{read_others, read_sized};
use super::entry::{Around, Open, OpenEntry};
use super::heads::Column;
use super::names::number_of_two;
use crate::entry::EntryError;
use crate::entry::grammar::lines::{in_line, parts};
use crate::model::{DealSize, OpenCount, OpenDeal, OpenPipeline};
use std::borrow::Cow;

/// What lines say together.
#[derive(Default)]
struct Listed {
    counts: Vec<OpenCount>,
    deals: Vec<OpenDeal>,
    /// Lines that count deals without a name, with the size that they say.
    others: Vec<OpenEntry>,
}

impl Around<'_> {
    /// The deals of one line.
    pub(super) fn deals_of(&self, line: &str) -> Result<Vec<Open>, EntryError> {
        if let Some(alike) = self.alike(line) {
            return alike;
        }
        if let Some(error) = parts(line).into_iter().find_map(|part| number_of_two(part, self.plan)) {
            return Err(error);
        }
        let read = self.by_stages(line).map_or_else(|| self.line(line), Ok);
        read.map_err(|error| self.why_not(line, error))
    }

    /// The deals of several lines, or of the rows below a head of these columns.
    pub(super) fn deals_of_lines(
        &self,
        lines: &[(usize, Cow<'_, str>)],
        columns: Option<&[Column]>,
    ) -> Result<OpenEntry, EntryError> {
        let mut listed = Listed::default();
        for (line, text) in lines {
            let read = match columns {
                Some(columns) => in_columns(text, columns, *self).map(|deal| vec![Open::Deal(deal)]),
                None => self.deals_of(text),
            };
            // “24 of about 25k” above “9 of about 60k”
            let sized = || match read_sized(text, *self) {
                Ok(Some(entry)) if read.is_err() && entry.size.is_some() => Some(Ok(entry)),
                Ok(_) | Err(_) => None,
            };
            // “Acme 90k” and, on a line of its own, “20 others worth 400k”: so many without a name.
            match read_others(text, *self).or_else(sized).filter(|_| self.alike(text).is_none()) {
                Some(Ok(others)) => {
                    listed.others.push(others);
                    continue;
                }
                // A guess would take the place of all lines.
                Some(Err(error @ EntryError::Questioned { .. })) => {
                    return in_line(*line, Err(error.of_a_line()));
                }
                Some(Err(_)) | None => {}
            }
            listed.take(in_line(*line, read.map_err(EntryError::of_a_line))?, *line)?;
        }
        listed.entry()
    }
}

impl Listed {
    fn take(&mut self, read: Vec<Open>, line: usize) -> Result<(), EntryError> {
        // “24 deals” above “700k”: what they are worth, or one more?
        let is_amount = |open: &Open| matches!(open, Open::Deal(deal) if deal.name.is_empty());
        let is_unsized = |of: &OpenEntry| of.size.is_none() && !of.open.counts().is_empty();
        if self.others.iter().any(is_unsized) && read.iter().any(is_amount) {
            let reason = "this may be what all of them are worth, or one more deal";
            return in_line(line, Err(EntryError::questioned(reason, "24 worth 600k")));
        }
        for open in read {
            match open {
                Open::Count(count) => self.counts.push(count),
                Open::Deal(deal) => self.deals.push(deal),
            }
        }
        Ok(())
    }

    /// The one size of lines that say nothing else than so many of it.
    fn size_of_all(&self) -> Option<DealSize> {
        let (first, rest) = self.others.split_first()?;
        let is_all = self.counts.is_empty() && self.deals.is_empty();
        let size = first.size.clone().filter(|_| is_all)?;
        rest.iter().all(|other| other.size.as_ref() == Some(&size)).then_some(size)
    }

    fn entry(mut self) -> Result<OpenEntry, EntryError> {
        let size = self.size_of_all();
        for others in std::mem::take(&mut self.others) {
            let others = if size.is_some() { others.open } else { others.listed()? };
            self.counts.extend_from_slice(others.counts());
            self.deals.extend_from_slice(others.deals());
        }
        if size.is_some() {
            self.counts = together(&self.counts);
        }
        Ok(OpenEntry { open: OpenPipeline::new(self.counts, self.deals)?, size })
    }
}

/// Those of one stage and age in one row.
fn together(counts: &[OpenCount]) -> Vec<OpenCount> {
    let mut rows: Vec<OpenCount> = Vec::new();
    for count in counts {
        let is_same = |row: &&mut OpenCount| {
            row.stage == count.stage && row.age_days.total_cmp(&count.age_days).is_eq()
        };
        match rows.iter_mut().find(is_same) {
            Some(row) => row.count = row.count.saturating_add(count.count),
            None => rows.push(*count),
        }
    }
    rows
}
