//! Keyed random streams: a function of (seed, trial, purpose, entity), cheap to derive.

use crate::model::Seed;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// A stream of words. Xoshiro256++ is one of rand's named portable generators.
pub type Lane = Xoshiro256PlusPlus;

/// What a stream is for. An extra draw in one purpose never shifts another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A stage's rate; entity: the stage's id.
    Rate = 1,
    /// Numbers of wins, one word a month of the plan; entity: 0.
    Wins = 2,
    /// Sizes of deals, one word a deal; entity: the month, for wins of a fixed intake 1000 + the month.
    Sizes = 3,
    /// The sum of sizes beyond those drawn singly; entity: as for sizes.
    FurtherSizes = 4,
    /// For a fixed number of arrivals: the fractional opportunity and the wins of an intake; entity: month.
    Intake = 5,
    /// For a fixed number of arrivals: the month of each win; entity: the month of entry.
    WinMonth = 6,
    /// The same beyond those drawn singly; entity: the month of entry.
    FurtherWinMonth = 7,
}

/// The key of one trial.
#[derive(Clone, Copy, Debug)]
pub struct TrialKey(u64);

impl TrialKey {
    /// The key of trial number `trial` under `seed`.
    pub fn new(seed: Seed, trial: u32) -> Self {
        Self(mix(mix(seed.0 ^ 0x506c_756d_626c_696e).wrapping_add(u64::from(trial).wrapping_mul(GOLDEN))))
    }

    /// The stream for one purpose and entity.
    #[inline]
    pub fn lane(self, purpose: Purpose, entity: u32) -> Lane {
        let lane = ((purpose as u64) << 32 | u64::from(entity)).wrapping_mul(GOLDEN);
        Lane::seed_from_u64(mix(self.0 ^ mix(lane)))
    }
}

/// 2^64 divided by the golden ratio, odd.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Stafford's Mix13, the finaliser of `SplitMix64` (Steele, Lea and Flood, 2014): a bijection of 64 bits.
#[inline]
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
