//! What a number of won deals is worth together.

use super::stream::{Purpose, TrialKey};
use super::{Counts, stream::Lane};
use crate::math::normal;
use crate::math::quantile_table::QuantileTable;
use crate::model::DealSize;
use rand::Rng;

/// The law of deal sizes, ready to be drawn from. Amounts in minor units.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    /// None: all deals are alike.
    table: Option<QuantileTable>,
    mean: f64,
    /// From how many deals on the further ones are drawn as one sum.
    singly_max: u64,
    further: ShiftedGamma,
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
        let table = (size.sigma() > 0.0).then(|| {
            QuantileTable::new(&|(lower, upper), _| {
                let z = if lower <= upper { normal::quantile(lower) } else { -normal::quantile(upper) };
                let value = size.at_normal_score(z);
                (value, value * size.sigma() / normal::density(z))
            })
        });
        let (mean, sd, skewness) = (size.mean_minor(), size.mean_minor() * size.cv(), size.skewness());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, positive; saturates"
        )]
        let singly_max = size.drawn_singly_max() as u64;
        let further = ShiftedGamma {
            shift: mean - 2.0 * sd / skewness,
            shape: 4.0 / (skewness * skewness),
            scale: 0.5 * sd * skewness,
        };
        Self { table, mean, singly_max, further }
    }

    pub(super) fn mean(&self) -> f64 {
        self.mean
    }

    /// How many deals are drawn one by one, at most.
    pub(super) fn singly_max(&self) -> u64 {
        self.singly_max
    }

    /// The next deal of a stream.
    #[inline]
    pub(super) fn next(&self, lane: &mut Lane) -> f64 {
        self.table.as_ref().map_or(self.mean, |table| table.at(lane.next_u64()))
    }

    /// The sum of `wins` deals; deal i is always draw i of the entity's stream.
    #[inline]
    pub(super) fn sum(&self, wins: u64, trial: TrialKey, entity: u32, counts: &Counts) -> f64 {
        let Some(table) = &self.table else { return self.mean * wins as f64 };
        if wins == 0 {
            return 0.0;
        }
        let mut lane = trial.lane(Purpose::Sizes, entity);
        let mut sum = 0.0;
        for _ in 0..wins.min(self.singly_max) {
            sum += table.at(lane.next_u64());
        }
        sum + self.further_sum(wins.saturating_sub(self.singly_max), trial, entity, counts)
    }

    /// The sum of `wins` deals beyond those drawn singly.
    pub(super) fn further_sum(&self, wins: u64, trial: TrialKey, entity: u32, counts: &Counts) -> f64 {
        if wins == 0 {
            return 0.0;
        }
        let wins = wins as f64;
        if self.table.is_none() {
            return wins * self.mean;
        }
        let z = counts.normal(trial.lane(Purpose::FurtherSizes, entity).next_u64());
        let shape = wins * self.further.shape;
        // Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal.
        let root = (1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt())).max(0.0);
        wins * self.further.shift + self.further.scale * shape * root * root * root
    }
}
