//! What a won deal is worth: a lognormal law, stated in one of three ways.

use super::limits::DEAL_CV_MAX;
use super::money::Money;
use thiserror::Error;

/// The 90% quantile of the standard normal.
const Z90: f64 = 1.281_551_565_544_600_4;

/// The law of the sizes of WON deals: lognormal, `ln(size)` with mean `mu` and standard deviation `sigma`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DealSize {
    kind: DealSizeKind,
    mu: f64,
    sigma: f64,
}

/// How a deal size was stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DealSizeKind {
    /// By its mean and coefficient of variation (standard deviation over mean).
    MeanCv {
        /// Mean of won deals.
        mean: Money,
        /// Coefficient of variation.
        cv: f64,
    },
    /// 8 deals in 10 lie between `p10` and `p90`.
    P10P90 {
        /// 1 deal in 10 is below.
        p10: Money,
        /// 1 deal in 10 is above.
        p90: Money,
    },
    /// Half the deals are above `median`, 1 in 10 above `p90`.
    MedianP90 {
        /// Half the deals are below.
        median: Money,
        /// 1 deal in 10 is above.
        p90: Money,
    },
}

/// Why a deal size is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DealSizeError {
    /// A size of zero.
    #[error("a deal is worth more than zero, such as 25k")]
    Zero,
    /// Negative or beyond [`DEAL_CV_MAX`].
    #[error("the spread of deal sizes (standard deviation over mean) lies between 0 and 20, such as 1")]
    Cv,
    /// Low end not below high end, or so far apart that the spread is beyond [`DEAL_CV_MAX`].
    #[error("a range of deal sizes goes from a smaller to a larger amount, such as 18k to 70k")]
    Range,
}

impl DealSize {
    /// By mean and coefficient of variation: sigma² = ln(1 + CV²), mu = ln(mean) − sigma²/2. CV 0: all alike.
    ///
    /// # Errors
    /// When the mean is zero or the CV outside [0, 20].
    pub fn mean_cv(mean: Money, cv: f64) -> Result<Self, DealSizeError> {
        if mean <= Money::ZERO {
            return Err(DealSizeError::Zero);
        }
        if !(0.0..=DEAL_CV_MAX).contains(&cv) {
            return Err(DealSizeError::Cv);
        }
        let variance = libm::log1p(cv * cv);
        let mu = libm::log(mean.minor() as f64) - 0.5 * variance;
        Ok(Self { kind: DealSizeKind::MeanCv { mean, cv }, mu, sigma: variance.sqrt() })
    }

    /// By the 10% and 90% quantiles.
    ///
    /// # Errors
    /// Unless `0 < p10 < p90`, and not so far apart that the CV exceeds 20.
    pub fn p10_p90(p10: Money, p90: Money) -> Result<Self, DealSizeError> {
        if p10 <= Money::ZERO {
            return Err(DealSizeError::Zero);
        }
        let (low, high) = (libm::log(p10.minor() as f64), libm::log(p90.minor() as f64));
        Self::between(DealSizeKind::P10P90 { p10, p90 }, 0.5 * (low + high), (high - low) / (2.0 * Z90))
    }

    /// By the median and the 90% quantile.
    ///
    /// # Errors
    /// Unless `0 < median < p90`, and not so far apart that the CV exceeds 20.
    pub fn median_p90(median: Money, p90: Money) -> Result<Self, DealSizeError> {
        if median <= Money::ZERO {
            return Err(DealSizeError::Zero);
        }
        let (middle, high) = (libm::log(median.minor() as f64), libm::log(p90.minor() as f64));
        Self::between(DealSizeKind::MedianP90 { median, p90 }, middle, (high - middle) / Z90)
    }

    fn between(kind: DealSizeKind, mu: f64, sigma: f64) -> Result<Self, DealSizeError> {
        let size = Self { kind, mu, sigma };
        if sigma > 0.0 && size.cv() <= DEAL_CV_MAX { Ok(size) } else { Err(DealSizeError::Range) }
    }

    /// How it was stated.
    pub fn kind(&self) -> DealSizeKind {
        self.kind
    }

    /// Mean of ln(size in minor units).
    pub fn mu(&self) -> f64 {
        self.mu
    }

    /// Standard deviation of ln(size).
    pub fn sigma(&self) -> f64 {
        self.sigma
    }

    /// Mean size in minor units: exp(mu + sigma²/2).
    pub fn mean_minor(&self) -> f64 {
        libm::exp(self.mu + 0.5 * self.sigma * self.sigma)
    }

    /// Coefficient of variation: √(exp(sigma²) − 1).
    pub fn cv(&self) -> f64 {
        libm::expm1(self.sigma * self.sigma).sqrt()
    }

    /// The size in minor units that stands `z` standard deviations of ln(size) above the median.
    pub fn at_normal_score(&self, z: f64) -> f64 {
        libm::exp(self.mu + self.sigma * z)
    }

    /// Skewness: (w + 2)·√(w − 1) with w = exp(sigma²).
    pub fn skewness(&self) -> f64 {
        let w = libm::exp(self.sigma * self.sigma);
        (w + 2.0) * (w - 1.0).max(0.0).sqrt()
    }

    /// Excess kurtosis: w⁴ + 2w³ + 3w² − 6 with w = exp(sigma²).
    pub fn excess_kurtosis(&self) -> f64 {
        let w = libm::exp(self.sigma * self.sigma);
        w * w * (w * w + 2.0 * w + 3.0) - 6.0
    }

    /// From how many deals on the sum of the further ones may be approximated; see
    /// [`crate::engine`] for the approximation and its error.
    pub fn drawn_singly_max(&self) -> f64 {
        let skewness = self.skewness();
        let kurtosis_left = self.excess_kurtosis() - 1.5 * skewness * skewness;
        (300.0 * kurtosis_left).max(4_096.0).ceil()
    }
}
