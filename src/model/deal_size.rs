//! What a won deal is worth: a lognormal law, stated in one of three ways, or past deals; with a floor and a
//! cap.

use super::limits::{DEAL_CV_MAX, PAST_DEALS_MAX};
use super::money::Money;
use super::relative_error::RelativeError;
use crate::math::normal::{self, Z90};
use thiserror::Error;

/// The law of the sizes of WON deals.
#[derive(Clone, Debug, PartialEq)]
pub struct DealSize {
    kind: DealSizeKind,
    mu: f64,
    sigma: f64,
    floor: Option<Money>,
    cap: Option<Money>,
    /// How well the mean is known: one factor a trial for all deals, before floor and cap.
    pub error: RelativeError,
}

/// How a deal size was stated.
#[derive(Clone, Debug, PartialEq)]
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
    /// Past deals, in rising order, resampled: in each trial with weights of their own, Dirichlet distributed
    /// with all parameters 1 (the Bayesian bootstrap; Rubin, *Annals of Statistics* 9, 1981).
    Past(Vec<Money>),
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
    /// No past deal, or more than [`PAST_DEALS_MAX`].
    #[error("past deals are 2 to 1,000 amounts, such as 12k, 18k, 25k, 60k")]
    Past,
    /// A floor that is not below the cap.
    #[error("the smallest deal is below the largest, such as at least 5k, at most 250k")]
    Bounds,
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
        Ok(Self::of(DealSizeKind::MeanCv { mean, cv }, mu, variance.sqrt()))
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

    /// Past deals, in any order.
    ///
    /// # Errors
    /// When there are fewer than 2 or more than 1,000, or one is worth nothing.
    pub fn past(mut deals: Vec<Money>) -> Result<Self, DealSizeError> {
        if !(2..=PAST_DEALS_MAX).contains(&deals.len()) {
            return Err(DealSizeError::Past);
        }
        if deals.iter().any(|deal| *deal <= Money::ZERO) {
            return Err(DealSizeError::Zero);
        }
        deals.sort_unstable();
        let n = deals.len() as f64;
        let logs = || deals.iter().map(|deal| libm::log(deal.minor() as f64));
        let mu = logs().sum::<f64>() / n;
        let sigma = (logs().map(|log| (log - mu) * (log - mu)).sum::<f64>() / n).sqrt();
        Ok(Self::of(DealSizeKind::Past(deals), mu, sigma))
    }

    fn between(kind: DealSizeKind, mu: f64, sigma: f64) -> Result<Self, DealSizeError> {
        let size = Self::of(kind, mu, sigma);
        if sigma > 0.0 && size.cv() <= DEAL_CV_MAX { Ok(size) } else { Err(DealSizeError::Range) }
    }

    fn of(kind: DealSizeKind, mu: f64, sigma: f64) -> Self {
        Self { kind, mu, sigma, floor: None, cap: None, error: RelativeError::NONE }
    }

    /// The same law with its amounts changed; floor, cap and how well it is known stay.
    ///
    /// # Errors
    /// When an amount, or the law, is then refused.
    pub fn changed<E: From<DealSizeError>>(
        &self,
        change: impl Fn(Money) -> Result<Money, E>,
    ) -> Result<Self, E> {
        let size = match &self.kind {
            DealSizeKind::MeanCv { mean, cv } => Self::mean_cv(change(*mean)?, *cv)?,
            DealSizeKind::P10P90 { p10, p90 } => Self::p10_p90(change(*p10)?, change(*p90)?)?,
            DealSizeKind::MedianP90 { median, p90 } => Self::median_p90(change(*median)?, change(*p90)?)?,
            DealSizeKind::Past(deals) => {
                Self::past(deals.iter().map(|deal| change(*deal)).collect::<Result<_, E>>()?)?
            }
        };
        Ok(Self { floor: self.floor, cap: self.cap, error: self.error, ..size })
    }

    /// The same, no deal smaller than `floor` or larger than `cap`: what would be is brought there.
    ///
    /// # Errors
    /// Unless the floor is below the cap.
    pub fn bounded(self, floor: Option<Money>, cap: Option<Money>) -> Result<Self, DealSizeError> {
        let apart = floor.zip(cap).is_none_or(|(floor, cap)| floor < cap);
        if apart && cap.is_none_or(|cap| cap > Money::ZERO) {
            Ok(Self { floor, cap, ..self })
        } else {
            Err(DealSizeError::Bounds)
        }
    }

    /// How it was stated.
    pub fn kind(&self) -> &DealSizeKind {
        &self.kind
    }

    /// No deal is smaller.
    pub fn floor(&self) -> Option<Money> {
        self.floor
    }

    /// No deal is larger.
    pub fn cap(&self) -> Option<Money> {
        self.cap
    }

    /// Floor and cap in minor units, 0 and infinity where there are none.
    pub fn bounds_minor(&self) -> (f64, f64) {
        let minor = |money: Money| money.minor() as f64;
        (self.floor.map_or(0.0, minor), self.cap.map_or(f64::INFINITY, minor))
    }

    /// Whether there is a floor or a cap.
    pub fn is_bounded(&self) -> bool {
        self.floor.is_some() || self.cap.is_some()
    }

    /// Mean of ln(size in minor units), before floor and cap.
    pub fn mu(&self) -> f64 {
        self.mu
    }

    /// Standard deviation of ln(size), before floor and cap.
    pub fn sigma(&self) -> f64 {
        self.sigma
    }

    /// Mean size in minor units, floor, cap and how well it is known included. Of a lognormal size X between
    /// floor f and cap c: `f·Φ(z_f) + E[X]·(Φ(z_c − σ) − Φ(z_f − σ)) + c·(1 − Φ(z_c))`, z = (ln bound − μ)/σ.
    pub fn mean_minor(&self) -> f64 {
        let error = self.error.sigma();
        match &self.kind {
            DealSizeKind::Past(deals) => {
                let one = |deal: &Money| {
                    self.bounded_mean(libm::log(deal.minor() as f64) - 0.5 * error * error, error)
                };
                deals.iter().map(one).sum::<f64>() / deals.len() as f64
            }
            DealSizeKind::MeanCv { .. } | DealSizeKind::P10P90 { .. } | DealSizeKind::MedianP90 { .. } => {
                let sigma = (self.sigma * self.sigma + error * error).sqrt();
                self.bounded_mean(self.mu - 0.5 * error * error, sigma)
            }
        }
    }

    fn bounded_mean(&self, mu: f64, sigma: f64) -> f64 {
        let (floor, cap) = self.bounds_minor();
        let mean = libm::exp(mu + 0.5 * sigma * sigma);
        if !self.is_bounded() || sigma <= 0.0 {
            return mean.clamp(floor, cap);
        }
        let z_floor = if floor > 0.0 { (libm::log(floor) - mu) / sigma } else { f64::NEG_INFINITY };
        let z_cap = if cap.is_finite() { (libm::log(cap) - mu) / sigma } else { f64::INFINITY };
        let inside = mean * (normal::cumulative(z_cap - sigma) - normal::cumulative(z_floor - sigma));
        let at_cap = if cap.is_finite() { cap * normal::cumulative(-z_cap) } else { 0.0 };
        floor * normal::cumulative(z_floor) + inside + at_cap
    }

    /// Coefficient of variation of the lognormal law, before floor and cap: √(exp(sigma²) − 1).
    pub fn cv(&self) -> f64 {
        libm::expm1(self.sigma * self.sigma).sqrt()
    }

    /// The size in minor units that stands `z` standard deviations of ln(size) above the median; of past
    /// deals, the quantile at Φ(z). Within floor and cap.
    pub fn at_normal_score(&self, z: f64) -> f64 {
        let (floor, cap) = self.bounds_minor();
        let size = match &self.kind {
            DealSizeKind::Past(deals) => {
                let place = normal::cumulative(z) * deals.len() as f64;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 ≤ place ≤ length"
                )]
                let index = (place as usize).min(deals.len() - 1);
                deals.get(index).map_or(0.0, |deal| deal.minor() as f64)
            }
            DealSizeKind::MeanCv { .. } | DealSizeKind::P10P90 { .. } | DealSizeKind::MedianP90 { .. } => {
                libm::exp(self.mu + self.sigma * z)
            }
        };
        size.clamp(floor, cap)
    }

    /// Skewness of the lognormal law: (w + 2)·√(w − 1) with w = exp(sigma²).
    pub fn skewness(&self) -> f64 {
        let w = libm::exp(self.sigma * self.sigma);
        (w + 2.0) * (w - 1.0).max(0.0).sqrt()
    }

    /// Excess kurtosis of the lognormal law: w⁴ + 2w³ + 3w² − 6 with w = exp(sigma²).
    pub fn excess_kurtosis(&self) -> f64 {
        let w = libm::exp(self.sigma * self.sigma);
        w * w * (w * w + 2.0 * w + 3.0) - 6.0
    }

    /// From how many deals on the sum of the further ones may be approximated; see [`crate::engine`] for the
    /// approximation and its error. Past deals and those with a floor or a cap are always drawn one by one.
    pub fn drawn_singly_max(&self) -> f64 {
        if matches!(self.kind, DealSizeKind::Past(_)) || (self.is_bounded() && self.sigma > 0.0) {
            return f64::INFINITY;
        }
        let skewness = self.skewness();
        let kurtosis_left = self.excess_kurtosis() - 1.5 * skewness * skewness;
        (300.0 * kurtosis_left).max(4_096.0).ceil()
    }
}
