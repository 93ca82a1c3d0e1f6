//! How well a quantity other than a rate is known: its standard error, relative to it.

use super::limits::RELATIVE_ERROR_MAX;
use crate::math::normal::Z90;
use thiserror::Error;

/// The standard error of a quantity relative to it: 0.18 if 30 deals of CV 1 are all there is to tell a mean
/// size (1/√30). It is a belief: one factor a trial, shared by all deals, lognormal with mean 1 and this
/// coefficient of variation.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct RelativeError(f64);

/// Why a number is no relative error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("how well it is known lies between ± 0% and ± 200%, such as ± 18%")]
pub struct RelativeErrorError;

impl RelativeError {
    /// Known exactly.
    pub const NONE: Self = Self(0.0);

    /// A fraction from 0 to 2.
    ///
    /// # Errors
    /// When it is outside.
    pub fn new(fraction: f64) -> Result<Self, RelativeErrorError> {
        if (0.0..=RELATIVE_ERROR_MAX).contains(&fraction) {
            Ok(Self(fraction))
        } else {
            Err(RelativeErrorError)
        }
    }

    /// As a fraction.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Standard deviation of the factor's logarithm: √ln(1 + e²).
    pub fn sigma(self) -> f64 {
        libm::log1p(self.0 * self.0).sqrt()
    }

    /// The factors between which 8 in 10 lie.
    pub fn eight_in_ten(self) -> [f64; 2] {
        [self.factor(-Z90), self.factor(Z90)]
    }

    /// The factor that stands `z` standard deviations from its median, exp(σz − σ²/2).
    pub fn factor(self, z: f64) -> f64 {
        let sigma = self.sigma();
        if sigma > 0.0 { libm::exp(sigma * (z - 0.5 * sigma)) } else { 1.0 }
    }
}
