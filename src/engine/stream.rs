//! Keyed random streams: a function of (seed, trial, purpose, entity), cheap to derive.

use crate::model::Seed;
use rand::TryRng;
use rand::distr::Distribution;
use std::convert::Infallible;

/// A stream of words that are counted off: word i is a hash of the stream's key and i, as in `SplitMix64`
/// (Steele, Lea and Flood, 2014). A stream costs nothing to begin, and any of its words can be had without
/// those before it. Its key is a hash itself, so that no two streams are the same one at different places but
/// by a chance of 2^-64 for each pair of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    counter: u64,
}

impl Lane {
    /// The stream of a key, which should be a hash.
    #[inline(always)]
    pub const fn of_key(key: u64) -> Self {
        Self { counter: key }
    }

    /// A word by its place from here on, counted from 0; the stream stays where it is.
    #[inline(always)]
    pub fn word(&self, place: u64) -> u64 {
        mix(self.counter.wrapping_add(GOLDEN.wrapping_mul(place.wrapping_add(1))))
    }

    /// Leaves so many words out.
    #[inline(always)]
    pub fn skip(&mut self, words: u64) {
        self.counter = self.counter.wrapping_add(GOLDEN.wrapping_mul(words));
    }
}

impl TryRng for Lane {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    #[inline(always)]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.counter = self.counter.wrapping_add(GOLDEN);
        Ok(mix(self.counter))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.try_next_u64()?.to_le_bytes();
            for (byte, own) in chunk.iter_mut().zip(word) {
                *byte = own;
            }
        }
        Ok(())
    }
}

/// What a stream is for. An extra draw in one purpose never shifts another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A stage's rate; entity: the stage.
    Rate = 1,
    /// Numbers of wins, one word a month of the plan; entity: the segment and the origin of the deals.
    Wins,
    /// Sizes of deals, one word a deal; entity: segment, origin, month.
    Sizes,
    /// The sum of sizes beyond those drawn singly; entity: as for sizes.
    FurtherSizes,
    /// Numbers that are drawn as they are: the opportunities of a month, and their wins; entity: segment,
    /// month of entry, and the rep's seat where each has their own.
    Intake,
    /// The month of each win of an intake; entity: as for the intake.
    WinMonth,
    /// The same beyond those drawn singly.
    FurtherWinMonth,
    /// Who owns each deal; entity: as for sizes.
    Owner,
    /// The market.
    Market,
    /// How far the supply's base is from what is said; entity: the segment.
    SupplyError,
    /// The same of the mean deal size.
    SizeError,
    /// The same of the cycle.
    CycleError,
    /// Busy and slack months, one word a month; entity: the segment, and the seat where each rep has their
    /// own.
    BusyMonth,
    /// How long reps stay, one word for each who holds a seat; entity: the seat.
    Leaving,
    /// A rep's adherence; entity: the seat.
    Adherence,
    /// A rep's place among reps at a stage; entity: the seat and the stage.
    RepRate,
    /// Weights of past deals; entity: the segment.
    PastDeals,
    /// What becomes of an open deal; entity: the segment and the deal's place in the list.
    OpenDeal,
    /// Recurring revenue that is lost.
    Churn,
    /// Recurring revenue that is won on top.
    Expansion,
    /// Opportunities that a rep has no time for; entity: month and seat.
    Capacity,
    /// How many opportunities a rep gets; entity: segment, month and seat.
    Assigned,
    /// Which of several segments the next opportunity belongs to.
    Mix,
    /// Opportunities until the next win.
    Failures,
    /// Opportunities that are not won; entity: the segment.
    NotWon,
    /// Whether a win that is due late in a quarter slips; entity: as for the open deal.
    Slipping,
}

impl Purpose {
    /// Its place in a mask of purposes.
    #[inline(always)]
    pub(super) const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Whose stream it is: one or more numbers that stay with the thing they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity(u64);

impl Entity {
    /// The one of its purpose.
    pub const ONLY: Self = Self(0);

    /// The entity of a number.
    pub fn of(number: u32) -> Self {
        Self::ONLY.and(number)
    }

    /// A part of this entity.
    #[must_use]
    pub fn and(self, number: u32) -> Self {
        Self(mix(self.0 ^ u64::from(number).wrapping_add(1).wrapping_mul(GOLDEN)))
    }

    /// A month of this entity.
    #[must_use]
    pub fn in_month(self, month: usize) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "at most 60 months")]
        self.and(month as u32)
    }

    /// What belongs to this entity and another.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(mix(self.0.wrapping_mul(GOLDEN) ^ other.0))
    }
}

/// The key of one trial.
#[derive(Clone, Copy, Debug)]
pub struct TrialKey {
    key: u64,
    /// The key of what is kept, where all else has other luck.
    kept: u64,
    kept_purposes: u32,
}

impl TrialKey {
    /// The key of trial number `trial` under `seed`.
    pub fn new(seed: Seed, trial: u32) -> Self {
        let key = key_of(seed, trial);
        Self { key, kept: key, kept_purposes: 0 }
    }

    /// The same with other luck for all purposes but those of a mask.
    #[must_use]
    pub(super) fn with_other_luck(self, other: Seed, trial: u32, kept_purposes: u32) -> Self {
        Self { key: key_of(other, trial), kept: self.key, kept_purposes }
    }

    /// The stream for one purpose and entity.
    #[inline(always)]
    pub fn lane(self, purpose: Purpose, entity: Entity) -> Lane {
        let key = if self.kept_purposes & purpose.bit() == 0 { self.key } else { self.kept };
        Lane::of_key(mix(key ^ entity.0.wrapping_add((purpose as u64).wrapping_mul(GOLDEN))))
    }

    /// The first draw from that stream.
    #[inline(always)]
    pub fn draw<T>(self, purpose: Purpose, entity: Entity, distribution: &impl Distribution<T>) -> T {
        distribution.sample(&mut self.lane(purpose, entity))
    }
}

/// A generator that gives one word over and over: to draw later from a word that a lane gave before.
#[derive(Clone, Copy, Debug)]
pub struct Word(pub u64);

impl TryRng for Word {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.0 >> 32) as u32)
    }

    #[inline(always)]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for (byte, own) in bytes.iter_mut().zip(self.0.to_le_bytes().into_iter().cycle()) {
            *byte = own;
        }
        Ok(())
    }
}

fn key_of(seed: Seed, trial: u32) -> u64 {
    mix(mix(seed.0 ^ 0x506c_756d_626c_696e).wrapping_add(u64::from(trial).wrapping_mul(GOLDEN)))
}

/// 2^64 divided by the golden ratio, odd.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Stafford's Mix13, the finaliser of `SplitMix64` (Steele, Lea and Flood, 2014): a bijection of 64 bits.
#[inline(always)]
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
