//! Outcomes of blocks put together, whatever order they arrive in.

use super::outcome::{BlockOutcome, MonthOutcome, SegmentOutcome, TeamOutcome};
use super::square_sums::SquareSums;

/// The trials collected so far.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// First trial and totals in trial order; in the order of the first trials.
    blocks: Vec<(u32, Vec<i64>)>,
    /// All totals in a few sorted runs, each more than twice as long as the next.
    sorted: Vec<Vec<i64>>,
    bookings: SquareSums,
    wins: SquareSums,
    months: Vec<MonthOutcome>,
    open: SquareSums,
    segments: Vec<SegmentOutcome>,
    team: Option<TeamOutcome>,
    digest: u64,
}

impl Collection {
    /// Adds a block; one that is there already is left out.
    pub fn insert(&mut self, block: BlockOutcome) {
        let place = self.blocks.partition_point(|(first, _)| *first < block.first);
        let is_there = self.blocks.get(place).is_some_and(|(first, _)| *first == block.first);
        if is_there || block.totals.0.is_empty() {
            return;
        }
        self.bookings.merge(&block.bookings);
        self.wins.merge(&block.wins);
        self.open.merge(&block.open);
        self.digest = self.digest.wrapping_add(block.digest);
        if self.months.is_empty() {
            self.months = block.months;
            self.segments = block.segments;
            self.team = block.team;
        } else {
            for (segment, more) in self.segments.iter_mut().zip(&block.segments) {
                segment.merge(more);
            }
            if let (Some(team), Some(more)) = (&mut self.team, &block.team) {
                team.merge(more);
            }
            for (month, more) in self.months.iter_mut().zip(&block.months) {
                month.cumulative_sum += more.cumulative_sum;
                month.cumulative.merge(&more.cumulative);
            }
        }
        self.blocks.insert(place, (block.first, block.totals.0));
        let mut run = block.sorted.0;
        while let Some(last) = self.sorted.pop_if(|last| last.len() <= 2 * run.len()) {
            run = merged(&last, &run);
        }
        self.sorted.push(run);
    }

    /// Number of trials collected.
    pub fn trials(&self) -> u64 {
        self.bookings.count
    }

    /// Totals in trial order, block by block; minor units.
    pub fn totals(&self) -> impl Iterator<Item = i64> + '_ {
        self.blocks.iter().flat_map(|(_, totals)| totals.iter().copied())
    }

    /// All totals in sorted runs, of which there are few, however small the blocks were.
    pub fn sorted_runs(&self) -> impl Iterator<Item = &[i64]> + '_ {
        self.sorted.iter().map(Vec::as_slice)
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

    /// Of the totals, what comes from deals that were open when the future began.
    pub fn open(&self) -> &SquareSums {
        &self.open
    }

    /// By segment, in the scenario's order.
    pub fn segments(&self) -> &[SegmentOutcome] {
        &self.segments
    }

    /// Who sold it; none without a team.
    pub fn team(&self) -> Option<&TeamOutcome> {
        self.team.as_ref()
    }

    /// Trial numbers and totals, in trial order; minor units.
    pub fn numbered_totals(&self) -> impl Iterator<Item = (u32, i64)> + '_ {
        self.blocks.iter().flat_map(|(first, totals)| (*first..).zip(totals.iter().copied()))
    }

    /// Digest of all totals.
    pub fn digest(&self) -> u64 {
        self.digest
    }
}

/// Two sorted runs as one.
fn merged(first: &[i64], second: &[i64]) -> Vec<i64> {
    let mut all = Vec::with_capacity(first.len() + second.len());
    let mut rest = second;
    for value in first {
        let before = rest.iter().take_while(|other| *other < value).count();
        let (smaller, later) = rest.split_at(before);
        all.extend_from_slice(smaller);
        all.push(*value);
        rest = later;
    }
    all.extend_from_slice(rest);
    all
}
