//! New opportunities: how many a month, growing and seasonal.

use super::limits::{SUPPLY_GROWTH_MAX, SUPPLY_MAX};
use thiserror::Error;

/// New opportunities, month by month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supply {
    per_month: f64,
    arrivals: Arrivals,
    growth_per_month: f64,
    seasonality: Option<[f64; 12]>,
}

/// How the number of a month varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrivals {
    /// The number is the mean of a Poisson distribution.
    Poisson,
    /// The number is always met: that many opportunities, no more and no fewer. A fractional part is one
    /// opportunity more with that probability.
    Fixed,
}

/// The pipeline when the trials begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PipelineStart {
    /// Base supply has been arriving for long.
    Flowing,
    /// A new team or market: nothing is open.
    Empty,
}

/// Why a supply is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SupplyError {
    /// Negative, infinite or beyond [`SUPPLY_MAX`].
    #[error("new opportunities lie between 0 and 10 million a month, such as 200")]
    PerMonth,
    /// Below −100% or above [`SUPPLY_GROWTH_MAX`].
    #[error("growth of supply lies between -100% and +100% a month, such as 2%")]
    Growth,
    /// Negative weights, or all zero.
    #[error(
        "seasonality is twelve weights from January on, none below zero, not all zero, such as 1 for each"
    )]
    Seasonality,
}

impl Supply {
    /// `per_month` new opportunities in an average month, at the start of the plan.
    ///
    /// # Errors
    /// When the number is negative or beyond ten million.
    pub fn new(per_month: f64, arrivals: Arrivals) -> Result<Self, SupplyError> {
        if (0.0..=SUPPLY_MAX).contains(&per_month) {
            Ok(Self { per_month, arrivals, growth_per_month: 0.0, seasonality: None })
        } else {
            Err(SupplyError::PerMonth)
        }
    }

    /// The same supply, multiplied by `1 + growth` from each month to the next.
    ///
    /// # Errors
    /// When the growth is below −1 or above [`SUPPLY_GROWTH_MAX`].
    pub fn growing(self, growth_per_month: f64) -> Result<Self, SupplyError> {
        if (-1.0..=SUPPLY_GROWTH_MAX).contains(&growth_per_month) {
            Ok(Self { growth_per_month, ..self })
        } else {
            Err(SupplyError::Growth)
        }
    }

    /// The same supply with twelve weights from January to December, normalised to mean 1.
    ///
    /// # Errors
    /// When a weight is negative or not finite, or all are zero.
    pub fn seasonal(self, weights: [f64; 12]) -> Result<Self, SupplyError> {
        let sum: f64 = weights.iter().sum();
        if weights.iter().all(|weight| *weight >= 0.0) && sum > 0.0 && sum.is_finite() {
            Ok(Self { seasonality: Some(weights), ..self })
        } else {
            Err(SupplyError::Seasonality)
        }
    }

    /// New opportunities in an average month, at the start.
    pub fn per_month(&self) -> f64 {
        self.per_month
    }

    /// How the number varies.
    pub fn arrivals(&self) -> Arrivals {
        self.arrivals
    }

    /// Growth from each month to the next, as a fraction.
    pub fn growth_per_month(&self) -> f64 {
        self.growth_per_month
    }

    /// The twelve weights as they were stated, from January.
    pub fn seasonality(&self) -> Option<&[f64; 12]> {
        self.seasonality.as_ref()
    }

    /// Expected new opportunities in month `index` (from 0) of the plan, which is `month_of_year` (0 January):
    /// base · (1 + growth)^index · seasonal weight, brought within [`SUPPLY_MAX`].
    pub fn in_month(&self, index: usize, month_of_year: usize) -> f64 {
        let growth = libm::pow(1.0 + self.growth_per_month, index as f64);
        let season = self.seasonality.map_or(1.0, |weights| {
            let mean = weights.iter().sum::<f64>() / 12.0;
            weights.get(month_of_year % 12).copied().unwrap_or(mean) / mean
        });
        (self.per_month * growth * season).min(SUPPLY_MAX)
    }
}
