//! A team's rate, drawn once a trial.

use super::kept;
use crate::math::quantile_table::QuantileTable;
use crate::model::RateLaw;
use rand::Rng;
use rand::distr::Distribution;
use std::sync::Arc;

/// The law of a rate, ready to be drawn from.
#[derive(Clone, Debug)]
pub(super) enum RateDraw {
    Exact(f64),
    Drawn(Arc<QuantileTable>),
}

impl RateDraw {
    pub(super) fn new(law: RateLaw) -> Self {
        match law {
            RateLaw::Exact(rate) => Self::Exact(rate),
            RateLaw::Beta { a, b } => Self::Drawn(kept::beta(a, b)),
        }
    }
}

impl Distribution<f64> for RateDraw {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match self {
            Self::Exact(rate) => *rate,
            Self::Drawn(table) => table.sample(rng),
        }
    }
}
