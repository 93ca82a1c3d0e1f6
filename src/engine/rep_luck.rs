//! What luck alone does to the results of reps who are all as skilled as the team.

use super::counts::Counts;
use super::rate_draw::RateDraw;
use super::stream::{Entity, Purpose, TrialKey};
use crate::model::{DealSize, RateLaw, Seed};
use rand::distr::Distribution;

/// More wins of a rep than this are not drawn one by one: their sum is normal.
const WINS_DRAWN_MAX: u64 = 2_000;

/// Opportunities that a rep really had.
#[derive(Clone, Debug, PartialEq)]
pub struct RepFlow {
    /// By stage.
    pub stages: Vec<StageFlow>,
}

/// What comes to a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageFlow {
    /// Opportunities that begin here.
    pub fresh: u32,
    /// The share of those in the stage that is decided, and not still open.
    pub decided: f64,
}

/// What a rep might have done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RepFuture {
    /// By stage: decided and passed.
    pub stages: Vec<(u64, u64)>,
    /// What is won: passed the last stage.
    pub wins: u64,
    /// Bookings, minor units.
    pub bookings: f64,
}

/// Draws what reps might have done at the team's rates.
#[derive(Debug)]
pub struct RepLuck {
    seed: Seed,
    rates: Vec<RateDraw>,
    counts: Counts,
    sizes: DealSize,
}

/// The rates of one trial, shared by all reps of it, and the factor of its mean deal.
#[derive(Clone, Debug)]
pub struct SharedLuck {
    key: TrialKey,
    rates: Vec<f64>,
    size: f64,
}

impl SharedLuck {
    /// The luck of this trial at the rates, and with the mean deal, of another.
    #[must_use]
    pub fn at_rates_of(self, other: &Self) -> Self {
        Self { key: self.key, rates: other.rates.clone(), size: other.size }
    }
}

impl RepLuck {
    /// At rates of these laws, by stage, and deals of this size.
    pub fn new(laws: &[RateLaw], sizes: DealSize, seed: Seed) -> Self {
        let rates = laws.iter().map(|law| RateDraw::new(*law)).collect();
        Self { seed, rates, counts: Counts::new(), sizes }
    }

    /// What all reps of a trial share.
    pub fn shared(&self, trial: u32) -> SharedLuck {
        let key = TrialKey::new(self.seed, trial);
        let rates = (0..)
            .zip(&self.rates)
            .map(|(stage, rate)| key.draw(Purpose::Rate, Entity::of(stage), rate))
            .collect();
        let z = key.draw(Purpose::SizeError, Entity::ONLY, self.counts.normal());
        SharedLuck { key, rates, size: self.sizes.error.factor(z) }
    }

    /// What one rep does in a trial. Passing is binomial at each stage; of the opportunities in a stage a
    /// share is decided, the rest still open. Wins get a size each; beyond 2,000 of them their sum is normal
    /// with the same mean and variance, which for a spread of sizes of 1 moves no quantile by more than a
    /// hundredth of its standard deviation.
    pub fn future(&self, shared: &SharedLuck, rep: u32, flow: &RepFlow) -> RepFuture {
        let entity = Entity::of(rep);
        let (mut came, mut stages) = (0, Vec::with_capacity(flow.stages.len()));
        for ((place, stage), rate) in (0..).zip(&flow.stages).zip(&shared.rates) {
            let draw = |purpose, binomial| shared.key.draw(purpose, entity.and(place), &binomial);
            let here = came + u64::from(stage.fresh);
            let decided = draw(Purpose::NotWon, self.counts.binomial(here, stage.decided));
            came = draw(Purpose::Wins, self.counts.binomial(decided, *rate));
            stages.push((decided, came));
        }
        RepFuture { bookings: self.bookings(shared, entity, came), wins: came, stages }
    }

    /// What a rep brings on average at the rates and sizes of a trial.
    pub fn mean_bookings(&self, shared: &SharedLuck, flow: &RepFlow) -> f64 {
        let passed = flow
            .stages
            .iter()
            .zip(&shared.rates)
            .fold(0.0, |came, (stage, rate)| (came + f64::from(stage.fresh)) * stage.decided * rate);
        passed * shared.size * self.sizes.mean_minor()
    }

    /// Of a future's wins, the share that falls into the period when each does so with a chance.
    pub fn share_in_period(&self, shared: &SharedLuck, future: &RepFuture, chance: f64) -> f64 {
        let inside = self.counts.binomial(future.wins, chance);
        let inside = shared.key.draw(Purpose::WinMonth, Entity::ONLY, &inside);
        if future.wins == 0 { chance } else { inside as f64 / future.wins as f64 }
    }

    fn bookings(&self, shared: &SharedLuck, entity: Entity, wins: u64) -> f64 {
        let mut lane = shared.key.lane(Purpose::Sizes, entity);
        let normal = self.counts.normal();
        if wins > WINS_DRAWN_MAX {
            let (n, mean) = (wins as f64, self.sizes.mean_minor());
            return shared.size * mean * (n + n.sqrt() * self.sizes.cv() * normal.sample(&mut lane)).max(0.0);
        }
        (0..wins).map(|_| shared.size * self.sizes.at_normal_score(normal.sample(&mut lane))).sum()
    }
}
