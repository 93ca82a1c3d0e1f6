//! Outcomes of blocks put together, whatever order they arrive in.

use super::outcome::{BlockOutcome, MonthOutcome, SquareSums};
use std::collections::BTreeMap;

/// The trials collected so far.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// By first trial: totals in trial order, and sorted.
    blocks: BTreeMap<u32, (Vec<i64>, Vec<i64>)>,
    bookings: SquareSums,
    wins: SquareSums,
    months: Vec<MonthOutcome>,
    expected_entries: Vec<Vec<f64>>,
    digest: u64,
}

impl Collection {
    /// Adds a block; one that is there already is left out.
    pub fn insert(&mut self, block: BlockOutcome) {
        if self.blocks.contains_key(&block.first) || block.totals.0.is_empty() {
            return;
        }
        self.bookings.merge(&block.bookings);
        self.wins.merge(&block.wins);
        self.digest = self.digest.wrapping_add(block.digest);
        if self.months.is_empty() {
            self.months = block.months;
            self.expected_entries = block.expected_entries;
        } else {
            for (month, more) in self.months.iter_mut().zip(&block.months) {
                month.cumulative_sum += more.cumulative_sum;
                month.cumulative.merge(&more.cumulative);
            }
        }
        self.blocks.insert(block.first, (block.totals.0, block.sorted.0));
    }

    /// Number of trials collected.
    pub fn trials(&self) -> u64 {
        self.bookings.count
    }

    /// Totals in trial order, block by block; minor units.
    pub fn totals(&self) -> impl Iterator<Item = i64> + '_ {
        self.blocks.values().flat_map(|(totals, _)| totals.iter().copied())
    }

    /// The sorted runs, one a block.
    pub fn sorted_runs(&self) -> impl Iterator<Item = &[i64]> + '_ {
        self.blocks.values().map(|(_, sorted)| sorted.as_slice())
    }

    /// Sums of the totals.
    pub fn bookings(&self) -> &SquareSums {
        &self.bookings
    }

    /// Sums of the numbers of wins.
    pub fn wins(&self) -> &SquareSums {
        &self.wins
    }

    /// The months, in order.
    pub fn months(&self) -> &[MonthOutcome] {
        &self.months
    }

    /// Exact expected entries by stage (the last: wins) and month; see [`BlockOutcome::expected_entries`].
    pub fn expected_entries(&self) -> &[Vec<f64>] {
        &self.expected_entries
    }

    /// Trial numbers and totals, in trial order; minor units.
    pub fn numbered_totals(&self) -> impl Iterator<Item = (u32, i64)> + '_ {
        self.blocks.iter().flat_map(|(first, (totals, _))| (*first..).zip(totals.iter().copied()))
    }

    /// Digest of all totals.
    pub fn digest(&self) -> u64 {
        self.digest
    }
}
