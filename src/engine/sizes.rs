//! What won deals are worth.

use super::counts::Counts;
use super::inversion::Unit;
use super::kept;
use super::stream::{Entity, Lane, Purpose, TrialKey, Word};
use crate::math::normal;
use crate::math::quantile_table::QuantileTable;
use crate::model::{DealSize, DealSizeKind};
use rand::Rng;
use rand::distr::Distribution;
use rand_distr::Exp1;
use std::sync::Arc;

/// The law of deal sizes, ready to be drawn from. Amounts in minor units.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    law: Law,
    floor: f64,
    cap: f64,
    /// From how many deals on the further ones are drawn as one sum.
    singly_max: u64,
}

#[derive(Clone, Debug)]
enum Law {
    Alike(f64),
    Lognormal {
        table: Arc<QuantileTable>,
        further: ShiftedGamma,
    },
    /// In rising order.
    Past(Vec<f64>),
}

/// Sizes in one trial: the law times a factor, within floor and cap.
#[derive(Debug)]
pub(super) struct TrialSizes<'a> {
    sizes: &'a Sizes,
    factor: f64,
    /// Of past deals, cumulative weights in this trial.
    weights: &'a [f64],
}

/// Sum of k further deals: k·shift + scale·Gamma(k·shape), with the mean, variance and skewness of k deals.
///
/// Never falls in k for the same luck: shift and shape are positive, since a lognormal's skewness exceeds
/// twice its coefficient of variation.
#[derive(Clone, Copy, Debug)]
struct ShiftedGamma {
    shift: f64,
    shape: f64,
    scale: f64,
}

impl Sizes {
    pub(super) fn new(size: &DealSize) -> Self {
        let (floor, cap) = size.bounds_minor();
        let law = match size.kind() {
            DealSizeKind::Past(deals) => Law::Past(deals.iter().map(|deal| deal.minor() as f64).collect()),
            _ if size.sigma() <= 0.0 => Law::Alike(libm::exp(size.mu())),
            DealSizeKind::MeanCv { .. } | DealSizeKind::P10P90 { .. } | DealSizeKind::MedianP90 { .. } => {
                let (mu, sigma) = (size.mu(), size.sigma());
                let point = |(lower, upper), _| {
                    let z = if lower <= upper { normal::quantile(lower) } else { -normal::quantile(upper) };
                    let value = libm::exp(mu + sigma * z);
                    (value, value * sigma / normal::density(z))
                };
                let table = kept::lognormal(mu, sigma, || QuantileTable::new(&point));
                Law::Lognormal { table, further: ShiftedGamma::of(size) }
            }
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive; saturates")]
        let singly_max = size.drawn_singly_max() as u64;
        Self { law, floor, cap, singly_max }
    }

    fn is_unbounded(&self) -> bool {
        self.floor <= 0.0 && self.cap.is_infinite()
    }

    /// How many deals are drawn one by one, at most.
    pub(super) fn singly_max(&self) -> u64 {
        self.singly_max
    }

    /// The sizes of a trial, all times `factor`; `weights` keeps what a trial of past deals needs.
    pub(super) fn in_trial<'a>(
        &'a self,
        factor: f64,
        trial: TrialKey,
        segment: Entity,
        weights: &'a mut Vec<f64>,
    ) -> TrialSizes<'a> {
        weights.clear();
        if let Law::Past(past) = &self.law {
            // Exponential numbers over their sum are Dirichlet distributed with all parameters 1. They are
            // compared with nothing, so that no inversion has to couple them.
            let mut lane = trial.lane(Purpose::PastDeals, segment);
            let mut sum = 0.0;
            weights.extend(past.iter().map(|_| {
                let weight: f64 = Exp1.sample(&mut lane);
                sum += weight;
                sum
            }));
        }
        TrialSizes { sizes: self, factor, weights }
    }
}

impl ShiftedGamma {
    fn of(size: &DealSize) -> Self {
        let mean = libm::exp(size.mu() + 0.5 * size.sigma() * size.sigma());
        let (sd, skewness) = (mean * size.cv(), size.skewness());
        Self {
            shift: mean - 2.0 * sd / skewness,
            shape: 4.0 / (skewness * skewness),
            scale: 0.5 * sd * skewness,
        }
    }
}

impl Distribution<f64> for TrialSizes<'_> {
    #[expect(clippy::indexing_slicing, reason = "a list of past deals is not empty, and has as many weights")]
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let size = match &self.sizes.law {
            Law::Alike(size) => *size,
            Law::Lognormal { table, .. } => table.sample(rng),
            Law::Past(past) => {
                let last = past.len() - 1;
                let wanted = Unit.sample(rng) * self.weights[last];
                past[self.weights.partition_point(|weight| *weight < wanted).min(last)]
            }
        };
        (size * self.factor).max(self.sizes.floor).min(self.sizes.cap)
    }
}

impl TrialSizes<'_> {
    /// The next so many deals of a stream, each handed to `take` with a word for who owns it: the low half of
    /// its own, which moves a size by less than a part in 10^7.
    #[inline(always)]
    pub(super) fn each(&self, deals: u64, lane: &mut Lane, mut take: impl FnMut(f64, Word)) {
        match &self.sizes.law {
            // The common case, with nothing to decide in its loop.
            Law::Lognormal { table, .. } if self.sizes.is_unbounded() => {
                for _ in 0..deals {
                    let word = lane.next_u64();
                    take(table.at(word) * self.factor, Word(word.rotate_left(32)));
                }
            }
            Law::Alike(_) | Law::Lognormal { .. } | Law::Past(_) => {
                for _ in 0..deals {
                    let word = lane.next_u64();
                    take(self.sample(&mut Word(word)), Word(word.rotate_left(32)));
                }
            }
        }
    }

    /// The sum of `wins` deals; deal i is always draw i of the entity's stream.
    #[inline(always)]
    pub(super) fn sum(&self, wins: u64, trial: TrialKey, entity: Entity, counts: &Counts) -> f64 {
        if wins == 0 {
            return 0.0;
        }
        if let Law::Alike(_) = self.sizes.law {
            return wins as f64 * trial.draw(Purpose::Sizes, entity, self);
        }
        let mut sum = 0.0;
        let singly = wins.min(self.sizes.singly_max);
        self.each(singly, &mut trial.lane(Purpose::Sizes, entity), |size, _| sum += size);
        sum + self.further_sum(wins.saturating_sub(self.sizes.singly_max), trial, entity, counts)
    }

    /// The sum of `wins` deals beyond those drawn singly.
    pub(super) fn further_sum(&self, wins: u64, trial: TrialKey, entity: Entity, counts: &Counts) -> f64 {
        if wins == 0 {
            return 0.0;
        }
        let wins = wins as f64;
        let further = match &self.sizes.law {
            Law::Lognormal { further, .. } => further,
            // All alike; past deals are always drawn singly.
            Law::Alike(_) | Law::Past(_) => {
                return wins * trial.draw(Purpose::Sizes, entity, self);
            }
        };
        let z = trial.draw(Purpose::FurtherSizes, entity, counts.normal());
        let shape = wins * further.shape;
        // Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal.
        let root = (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).max(0.0);
        self.factor * (wins * further.shift + further.scale * shape * root * root * root)
    }
}
