//! What a block of trials leaves behind: small, and mergeable in any order to the same bits.

use super::amount_histogram::{BookingsHistogram, RepHistogram};
use super::square_sums::SquareSums;
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
    /// Expected number of opportunities that enter each stage, and last of those that are won, in each month:
    /// exact from the means of the beliefs, which are independent, if nobody leaves and all opportunities are
    /// worked.
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
    /// Bookings of each seat from the as-of date on, whoever holds it; what a leaver's deals bring later is
    /// the team's.
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
