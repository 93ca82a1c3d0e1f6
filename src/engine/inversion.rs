//! Draws by inversion: a word is a place in a distribution, the same place in any.
//!
//! All samplers of the engine are distributions of `rand`: those of `rand_distr` can take their place where
//! nothing has to meet the same luck. Each takes one word, or none where nothing is left to chance.

use crate::math::quantile_table::QuantileTable;
use rand::Rng;
use rand::distr::Distribution;

/// A number in (0, 1), of 53 bits.
#[derive(Clone, Copy, Debug)]
pub struct Unit;

impl Distribution<f64> for Unit {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        ((rng.next_u64() >> 11) as f64 + 0.5) * (1.0 / (1_u64 << 53) as f64)
    }
}

impl Distribution<f64> for QuantileTable {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.at(rng.next_u64())
    }
}

/// An exponential number of mean 1.
///
/// What is left of an open deal's time is coupled by it; weights of past deals, which are not, are drawn with
/// `rand_distr::Exp1`.
#[derive(Clone, Copy, Debug)]
pub struct Exponential;

impl Distribution<f64> for Exponential {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        -libm::log(Unit.sample(rng))
    }
}

/// How many times in a row something goes well before it fails for the first time; a whole number, as `f64`.
#[derive(Clone, Copy, Debug)]
pub struct Geometric {
    /// Logarithm of the chance that it goes well once: below 0.
    log_well: f64,
}

impl Geometric {
    /// At the logarithm of the chance that it goes well once, which is below 0.
    pub fn new(log_well: f64) -> Self {
        Self { log_well }
    }
}

impl Distribution<f64> for Geometric {
    #[inline(always)]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        (libm::log(Unit.sample(rng)) / self.log_well).floor()
    }
}
