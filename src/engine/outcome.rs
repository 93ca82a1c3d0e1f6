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
    /// Exact expected number of opportunities that enter each stage, and last of those that are won, in each of
    /// `months`; from the means of the beliefs, which are independent.
    pub expected_entries: Vec<Vec<f64>>,
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
    #[inline]
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
    /// Exact expectation of the cumulative bookings, from the beliefs' means.
    pub expected: f64,
}

/// A histogram of amounts on a fixed scale: exact below 512 minor units, 512 buckets to a doubling above, so
/// a bucket is at most 0.2% wide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingsHistogram {
    /// Index of the first bucket kept.
    first: u32,
    counts: Vec<u32>,
}

const BUCKET_BITS: u32 = 9;
/// Buckets for every amount up to 2^53.
pub(super) const BUCKETS: usize = ((53 - BUCKET_BITS as usize) + 1) << BUCKET_BITS;

/// The bucket of an amount, which is not negative and below 2^53.
#[inline]
pub(super) fn bucket_of(amount: i64) -> usize {
    let amount = amount.unsigned_abs();
    let exponent = (63 - BUCKET_BITS).saturating_sub((amount | 1).leading_zeros());
    let index = (u64::from(exponent) << BUCKET_BITS) + (amount >> exponent);
    #[expect(clippy::cast_possible_truncation, reason = "below BUCKETS")]
    {
        index as usize
    }
}

/// Lower edge and width of a bucket.
fn bucket_edges(index: usize) -> (f64, f64) {
    let half = 1_usize << BUCKET_BITS;
    let exponent = (index >> BUCKET_BITS).saturating_sub(1);
    let mantissa = index - (exponent << BUCKET_BITS);
    debug_assert!(mantissa < 2 * half);
    let width = (1_u64 << exponent) as f64;
    (mantissa as f64 * width, width)
}

impl BookingsHistogram {
    /// Trims a full row of [`BUCKETS`] counts.
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

    /// The `p` quantile, linear within a bucket; 0 when empty. Off by less than a bucket, 0.2%.
    pub fn quantile(&self, p: f64) -> f64 {
        let wanted = p.clamp(0.0, 1.0) * self.count() as f64;
        let mut below = 0.0;
        let mut end = 0.0;
        for (offset, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let count = f64::from(*count);
            let (edge, width) = bucket_edges(self.first as usize + offset);
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
