//! What all segments share beside the team: the market, and deals that slip past a quarter's end.

use super::limits::{MARKET_CV_MAX, SLIP_DAYS_MAX};
use crate::math::incomplete::gamma_lower;
use thiserror::Error;

/// An uncertain market: one factor a trial, gamma distributed with mean 1, on the new opportunities of all
/// segments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Market {
    cv: f64,
    size_exponent: f64,
}

/// Why a market is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MarketError {
    /// Negative or beyond [`MARKET_CV_MAX`].
    #[error("how much the market varies lies between 0% and 200%, such as ± 15%")]
    Cv,
    /// Outside −3 to 3.
    #[error("the exponent on deal sizes lies between -3 and 3, such as 0.5")]
    SizeExponent,
}

impl Market {
    /// A certain market.
    pub const CERTAIN: Self = Self { cv: 0.0, size_exponent: 0.0 };

    /// By its coefficient of variation `cv` (0 to 2), with deal sizes times M^β / E[M^β], β = `size_exponent`
    /// (−3 to 3).
    ///
    /// # Errors
    /// When either is out of bounds, or so far apart that E[M^β] does not exist.
    pub fn new(cv: f64, size_exponent: f64) -> Result<Self, MarketError> {
        if !(0.0..=MARKET_CV_MAX).contains(&cv) {
            return Err(MarketError::Cv);
        }
        let market = Self { cv, size_exponent };
        let moment_exists = market.shape().is_none_or(|shape| shape + size_exponent > 0.05);
        if (-3.0..=3.0).contains(&size_exponent) && moment_exists {
            Ok(market)
        } else {
            Err(MarketError::SizeExponent)
        }
    }

    /// Coefficient of variation of the factor.
    pub fn cv(self) -> f64 {
        self.cv
    }

    /// β, the exponent of the factor on deal sizes.
    pub fn size_exponent(self) -> f64 {
        self.size_exponent
    }

    /// Shape of the gamma law, 1/CV²; none for a certain market.
    pub fn shape(self) -> Option<f64> {
        (self.cv > 1e-6).then(|| 1.0 / (self.cv * self.cv))
    }

    /// The `p` quantile of the factor, `p` in (0, 1); 1 for a certain market.
    pub fn quantile(self, p: f64) -> f64 {
        let Some(shape) = self.shape() else { return 1.0 };
        let (mut low, mut high) = (0.0, 1.0);
        while gamma_lower(shape, shape * high) < p && high < 1e6 {
            high *= 2.0;
        }
        // Bisection to the last bit.
        for _ in 0..80 {
            let middle = 0.5 * (low + high);
            if gamma_lower(shape, shape * middle) < p { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }

    /// E[M^β] = Γ(k + β) / (Γ(k) k^β) with shape k.
    pub fn size_moment(self) -> f64 {
        self.shape().map_or(1.0, |k| {
            let beta = self.size_exponent;
            libm::exp(libm::lgamma(k + beta) - libm::lgamma(k) - beta * libm::log(k))
        })
    }
}

/// Slippage: a win due in the last days of a fiscal quarter is won after its end with some probability, once:
/// as many days after the end as it was due before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slippage {
    days: u32,
    share: f64,
}

/// Why a slippage is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SlippageError {
    /// Not 1 to [`SLIP_DAYS_MAX`] days.
    #[error("deals slip out of the last 1 to 28 days of a quarter, such as 10")]
    Days,
    /// Outside [0, 1].
    #[error("the share of deals that slip lies between 0% and 100%, such as 30%")]
    Share,
}

impl Slippage {
    /// Nothing slips.
    pub const NONE: Self = Self { days: 10, share: 0.0 };

    /// Of the wins due in the last `days` days of a fiscal quarter, the `share` that slips.
    ///
    /// # Errors
    /// When either is out of bounds.
    pub fn new(days: u32, share: f64) -> Result<Self, SlippageError> {
        if !(1..=SLIP_DAYS_MAX).contains(&days) {
            Err(SlippageError::Days)
        } else if !(0.0..=1.0).contains(&share) {
            Err(SlippageError::Share)
        } else {
            Ok(Self { days, share })
        }
    }

    /// How many days before a quarter's end.
    pub fn days(self) -> u32 {
        self.days
    }

    /// The share that slips.
    pub fn share(self) -> f64 {
        self.share
    }
}
