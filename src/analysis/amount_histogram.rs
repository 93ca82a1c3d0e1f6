//! Histograms of amounts on a fixed scale, so that those of any blocks and machines can be added.

use serde::{Deserialize, Serialize};

/// Cumulative bookings by month: buckets at most 0.2% wide.
pub type BookingsHistogram = AmountHistogram<9>;
/// Bookings of single reps: buckets at most 3% wide, so that those of 500 reps stay small.
pub type RepHistogram = AmountHistogram<5>;

/// A histogram of amounts on a fixed scale: exact below 2^BITS minor units, 2^BITS buckets to a doubling
/// above, so that a bucket is at most 2^−BITS of its amount wide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountHistogram<const BITS: u32> {
    /// Index of the first bucket kept.
    first: u32,
    counts: Vec<u32>,
}

impl<const BITS: u32> AmountHistogram<BITS> {
    /// Buckets for every amount up to 2^53.
    pub const BUCKETS: usize = ((53 - BITS as usize) + 1) << BITS;

    /// The bucket of an amount, which is not negative and below 2^53.
    #[inline(always)]
    pub fn bucket_of(amount: i64) -> usize {
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
    pub fn from_full(full: &[u32]) -> Self {
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
