//! What a block of trials leaves behind: small, and mergeable in any order to the same bits.

use serde::{Deserialize, Serialize};

/// The outcome of the trials `first .. first + totals.len()`. Amounts in minor units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockOutcome {
    /// Number of the first trial.
    pub first: u32,
    /// Bookings of each trial, in trial order, with what was booked before.
    pub totals: Column,
    /// The same numbers in rising order.
    pub sorted: Column,
    /// Sum and sum of squares of the totals.
    pub bookings: SquareSums,
    /// Sum and sum of squares of the number of wins.
    pub wins: SquareSums,
    /// By month of the plan, from the month of the as-of date on.
    pub months: Vec<MonthOutcome>,
    /// Of the totals, what comes from deals that were open when the future began.
    pub open: SquareSums,
    /// By segment, in the scenario's order.
    pub segments: Vec<SegmentOutcome>,
    /// Who sold it; none without a team.
    pub team: Option<TeamOutcome>,
    /// Sum over the trials of a hash of (trial, total): the same for any partition into blocks.
    pub digest: u64,
}

/// Amounts in minor units; crosses to the page as bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column(pub Vec<i64>);

impl Serialize for Column {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|value| value.to_le_bytes()).collect();
        serde_bytes::serialize(&bytes, serializer)
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &[u8] = serde_bytes::deserialize(deserializer)?;
        let (chunks, rest) = bytes.as_chunks::<8>();
        if rest.is_empty() {
            Ok(Self(chunks.iter().map(|chunk| i64::from_le_bytes(*chunk)).collect()))
        } else {
            Err(serde::de::Error::custom("a column of amounts has eight bytes for each"))
        }
    }
}

/// Exact sums of whole numbers and of their squares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SquareSums {
    /// How many.
    pub count: u64,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares.
    pub squares: u128,
}

impl SquareSums {
    /// Adds one number.
    #[inline(always)]
    pub fn add(&mut self, value: i64) {
        let magnitude = u128::from(value.unsigned_abs());
        self.count += 1;
        self.sum += i128::from(value);
        self.squares += magnitude * magnitude;
    }

    /// Adds the numbers of another.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares = self.squares.saturating_add(other.squares);
    }

    /// Mean; 0 when empty.
    pub fn mean(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum as f64 / self.count as f64 }
    }

    /// Sample variance, normalised by n − 1; 0 for fewer than two numbers.
    ///
    /// From exact integers, n·Σx² − (Σx)² loses nothing where it fits 128 bits; beyond, the mean is taken
    /// off in `f64`, which costs at most a part in 10^9 of the mean square.
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        let n = self.count as f64;
        let exact = u128::from(self.count)
            .checked_mul(self.squares)
            .zip(self.sum.unsigned_abs().checked_mul(self.sum.unsigned_abs()))
            .map(|(squares, square)| squares.saturating_sub(square) as f64 / n);
        let about_mean = exact.unwrap_or_else(|| {
            let mean = self.sum as f64 / n;
            (self.squares as f64 - mean * self.sum as f64).max(0.0)
        });
        about_mean / (n - 1.0)
    }
}

/// One month of the plan over many trials.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MonthOutcome {
    /// Month of the plan, from 0.
    pub month: u32,
    /// Sum of the cumulative bookings at the month's end.
    pub cumulative_sum: i128,
    /// Distribution of the cumulative bookings at the month's end.
    pub cumulative: BookingsHistogram,
}

/// A segment over many trials.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SegmentOutcome {
    /// Its bookings from the as-of date on.
    pub bookings: SquareSums,
    /// Opportunities that nobody had time for.
    pub turned_away: SquareSums,
    /// Expected number of opportunities that enter each stage, and last of those that are won, in each month: exact
    /// from the means of the beliefs, which are independent, if nobody leaves and all opportunities are worked.
    pub expected_entries: Vec<Vec<f64>>,
}

/// The team over many trials.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TeamOutcome {
    /// By simulated month, how many reps are there after its end.
    pub heads: Vec<SquareSums>,
    /// By group.
    pub groups: Vec<GroupOutcome>,
    /// By quota period that ends in the plan.
    pub periods: Vec<PeriodOutcome>,
}

/// The reps of a group, over many trials.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupOutcome {
    /// Bookings of each seat from the as-of date on, whoever holds it; what a leaver's deals bring later is the team's.
    pub bookings: RepHistogram,
    /// Their sum.
    pub bookings_sum: i128,
    /// By quota period.
    pub at_quota: Vec<AtQuota>,
}

/// How often a quota was reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtQuota {
    /// Reps and trials in which there was a quota, and somebody who had not left.
    pub counted: u64,
    /// Of these, where it was reached.
    pub reached: u64,
}

/// A quota period over many trials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodOutcome {
    /// Its last month of the plan, from 0.
    pub last_month: u32,
    /// By number of reps at quota, from 0: in how many trials.
    pub at_quota: Vec<u32>,
    /// Reps with a quota, summed over the trials.
    pub counted: u64,
}

impl SegmentOutcome {
    pub(super) fn merge(&mut self, other: &Self) {
        self.bookings.merge(&other.bookings);
        self.turned_away.merge(&other.turned_away);
    }
}

impl TeamOutcome {
    pub(super) fn merge(&mut self, other: &Self) {
        for (own, more) in self.heads.iter_mut().zip(&other.heads) {
            own.merge(more);
        }
        for (own, more) in self.groups.iter_mut().zip(&other.groups) {
            own.bookings.merge(&more.bookings);
            own.bookings_sum += more.bookings_sum;
            for (own, more) in own.at_quota.iter_mut().zip(&more.at_quota) {
                own.counted += more.counted;
                own.reached += more.reached;
            }
        }
        for (own, more) in self.periods.iter_mut().zip(&other.periods) {
            own.counted += more.counted;
            for (own, more) in own.at_quota.iter_mut().zip(&more.at_quota) {
                *own = own.saturating_add(*more);
            }
        }
    }
}

/// Cumulative bookings by month: buckets at most 0.2% wide.
pub type BookingsHistogram = AmountHistogram<9>;
/// Bookings of single reps: buckets at most 3% wide, so that those of 500 reps stay small.
pub type RepHistogram = AmountHistogram<5>;

/// A histogram of amounts on a fixed scale: exact below 2^BITS minor units, 2^BITS buckets to a doubling above, so
/// that a bucket is at most 2^−BITS of its amount wide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountHistogram<const BITS: u32> {
    /// Index of the first bucket kept.
    first: u32,
    counts: Vec<u32>,
}

impl<const BITS: u32> AmountHistogram<BITS> {
    /// Buckets for every amount up to 2^53.
    pub(super) const BUCKETS: usize = ((53 - BITS as usize) + 1) << BITS;

    /// The bucket of an amount, which is not negative and below 2^53.
    #[inline(always)]
    pub(super) fn bucket_of(amount: i64) -> usize {
        let amount = amount.unsigned_abs();
        let exponent = (63 - BITS).saturating_sub((amount | 1).leading_zeros());
        let index = (u64::from(exponent) << BITS) + (amount >> exponent);
        #[expect(clippy::cast_possible_truncation, reason = "below BUCKETS")]
        {
            index as usize
        }
    }

    /// Lower edge and width of a bucket.
    fn bucket_edges(index: usize) -> (f64, f64) {
        let exponent = (index >> BITS).saturating_sub(1);
        let mantissa = index - (exponent << BITS);
        let width = (1_u64 << exponent) as f64;
        (mantissa as f64 * width, width)
    }

    /// Trims a full row of counts.
    pub(super) fn from_full(full: &[u32]) -> Self {
        let used = |count: &u32| *count > 0;
        let first = full.iter().position(used).unwrap_or(0);
        let end = full.iter().rposition(used).map_or(0, |last| last + 1);
        let counts = full.get(first..end).unwrap_or_default().to_vec();
        #[expect(clippy::cast_possible_truncation, reason = "below BUCKETS")]
        Self { first: first as u32, counts }
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        if other.counts.is_empty() {
            return;
        }
        if self.counts.is_empty() {
            self.clone_from(other);
            return;
        }
        let first = self.first.min(other.first);
        let length = |h: &Self| h.first as usize + h.counts.len() - first as usize;
        let mut counts = vec![0_u32; length(self).max(length(other))];
        for histogram in [&*self, other] {
            let offset = (histogram.first - first) as usize;
            for (slot, count) in counts.iter_mut().skip(offset).zip(&histogram.counts) {
                *slot = slot.saturating_add(*count);
            }
        }
        *self = Self { first, counts };
    }

    /// Number of amounts.
    pub fn count(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// The `p` quantile, linear within a bucket; 0 when empty. Off by less than a bucket.
    pub fn quantile(&self, p: f64) -> f64 {
        let wanted = p.clamp(0.0, 1.0) * self.count() as f64;
        let mut below = 0.0;
        let mut end = 0.0;
        for (offset, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let count = f64::from(*count);
            let (edge, width) = Self::bucket_edges(self.first as usize + offset);
            // A bucket one minor unit wide holds a single whole amount.
            let inside = if width > 1.0 { ((wanted - below) / count).clamp(0.0, 1.0) * width } else { 0.0 };
            end = edge + inside;
            below += count;
            if below >= wanted {
                break;
            }
        }
        end
    }
}
