//! Order statistics of many totals without sorting them together.

use super::Collection;
use crate::math::order;

/// A non-empty sample of amounts, held as sorted runs.
///
/// A million totals are never sorted on the page's thread: each block was sorted where it was drawn, and an
/// order statistic is found by bisection over the amounts, counting in each run.
#[derive(Clone, Debug)]
pub struct Sample<'a> {
    runs: Vec<&'a [i64]>,
    count: u64,
    least: i64,
    greatest: i64,
}

impl<'a> Sample<'a> {
    /// The sample of a collection's totals; none, if it is empty.
    pub fn of(collection: &'a Collection) -> Option<Self> {
        let runs: Vec<&[i64]> = collection.sorted_runs().filter(|run| !run.is_empty()).collect();
        let least = runs.iter().filter_map(|run| run.first()).min().copied()?;
        let greatest = runs.iter().filter_map(|run| run.last()).max().copied()?;
        let count = runs.iter().map(|run| run.len() as u64).sum();
        Some(Self { runs, count, least, greatest })
    }

    /// Number of amounts, at least 1.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Smallest amount.
    pub fn least(&self) -> i64 {
        self.least
    }

    /// Largest amount.
    pub fn greatest(&self) -> i64 {
        self.greatest
    }

    /// How many amounts are below `amount`.
    pub fn count_below(&self, amount: i64) -> u64 {
        self.runs.iter().map(|run| run.partition_point(|value| *value < amount) as u64).sum()
    }

    /// How many amounts are at least `amount`.
    pub fn count_at_least(&self, amount: i64) -> u64 {
        self.count - self.count_below(amount)
    }

    /// The amount of the given rank, from 0; the greatest beyond the end.
    pub fn order_statistic(&self, rank: u64) -> i64 {
        let (mut low, mut high) = (self.least, self.greatest);
        while low < high {
            let middle = low + (high - low) / 2;
            // Count of amounts ≤ middle decides on which side the rank lies.
            if self.count_below(middle + 1) > rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// The `p` quantile, type 7; see [`order::quantile`].
    pub fn quantile(&self, p: f64) -> f64 {
        order::quantile(self.count, p, |rank| self.order_statistic(rank) as f64)
    }
}
