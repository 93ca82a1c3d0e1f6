//! A team's rate, drawn once a trial.

use crate::math::incomplete::BetaLaw;
use crate::math::quantile_table::QuantileTable;
use crate::model::RateLaw;
use rand::Rng;
use rand::distr::Distribution;

/// The law of a rate, ready to be drawn from.
#[derive(Clone, Debug)]
pub(super) enum RateDraw {
    Exact(f64),
    Drawn(Box<QuantileTable>),
}

impl RateDraw {
    pub(super) fn new(law: RateLaw) -> Self {
        match law {
            RateLaw::Exact(rate) => Self::Exact(rate),
            RateLaw::Beta { a, b } => Self::Drawn(Box::new(beta_table(a, b))),
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

/// Numbers of the law Beta(a, b).
pub fn beta_table(a: f64, b: f64) -> QuantileTable {
    let (law, mirrored) = (BetaLaw::new(a, b), BetaLaw::new(b, a));
    QuantileTable::new(&|(lower, upper), guess| {
        // The upper half is solved from its own end, so that it keeps its digits.
        let (rate, density) = if lower <= upper {
            law.quantile(lower, guess)
        } else {
            let (miss, density) = mirrored.quantile(upper, 1.0 - guess);
            (1.0 - miss, density)
        };
        (rate, if density > 0.0 && density.is_finite() { 1.0 / density } else { 0.0 })
    })
}
