//! New opportunities: how many a month, how they vary, who they belong to.

use super::calendar::DAYS_IN_PLAIN_MONTH;
use super::limits::{DISPERSION_LEAST, DISPERSION_MAX, HORIZON_MONTHS_MAX, SUPPLY_GROWTH_MAX, SUPPLY_MAX};
use super::relative_error::RelativeError;
use thiserror::Error;

/// New opportunities, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct Supply {
    per_month: f64,
    /// Month by month, instead of growth and seasons; empty: not stated so.
    by_month: Vec<f64>,
    arrivals: Arrivals,
    growth_per_month: f64,
    seasonality: Option<[f64; 12]>,
    dispersion: Option<f64>,
    /// Whether the number is the team's or each ramped rep's.
    pub of: SupplyOf,
    /// Where the opportunities come from.
    pub sourcing: Sourcing,
    /// How well the number is known.
    pub error: RelativeError,
}

/// How the number of a month varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrivals {
    /// The number is the mean of a Poisson distribution.
    Poisson,
    /// The number is always met, whatever the market: that many opportunities, no more and no fewer. A
    /// fractional part is one opportunity more with that probability.
    Fixed,
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupplyOf {
    /// The team's, however many reps there are: they share it in proportion to their ramp.
    Team,
    /// Each ramped rep's.
    EachRep,
}

/// Where opportunities come from. Only a shortfall of assigned ones is a supply problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sourcing {
    /// Marketing, partners or a manager give them to reps.
    Assigned,
    /// Reps find them.
    SelfSourced,
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
    /// No month, or more than the longest plan has.
    #[error("month by month, new opportunities are 1 to 36 numbers, such as 180, 200, 220")]
    ByMonth,
    /// Growth or seasons on numbers that are stated month by month.
    #[error(
        "numbers stated month by month hold their growth and seasons already: state one number, such as 200 \
         a month"
    )]
    ByMonthAlready,
    /// Not positive, or on a number that is always met.
    #[error(
        "how busy months differ is a shape between 0.1 and 1,000,000, such as 10, and only for numbers that \
         vary"
    )]
    Dispersion,
}

impl Supply {
    /// `per_month` new opportunities of the team in an average month, at the start of the plan.
    ///
    /// # Errors
    /// When the number is negative or beyond ten million.
    pub fn new(per_month: f64, arrivals: Arrivals) -> Result<Self, SupplyError> {
        if (0.0..=SUPPLY_MAX).contains(&per_month) {
            Ok(Self {
                per_month,
                by_month: Vec::new(),
                arrivals,
                growth_per_month: 0.0,
                seasonality: None,
                dispersion: None,
                of: SupplyOf::Team,
                sourcing: Sourcing::Assigned,
                error: RelativeError::NONE,
            })
        } else {
            Err(SupplyError::PerMonth)
        }
    }

    /// Month by month from the plan's first; the last number holds for all later months, the first for what
    /// came in before the plan.
    ///
    /// # Errors
    /// When there is no number or more than 36, or one is out of bounds.
    pub fn by_month(numbers: Vec<f64>, arrivals: Arrivals) -> Result<Self, SupplyError> {
        let first = numbers.first().copied().ok_or(SupplyError::ByMonth)?;
        if numbers.len() > HORIZON_MONTHS_MAX as usize {
            return Err(SupplyError::ByMonth);
        }
        if !numbers.iter().all(|number| (0.0..=SUPPLY_MAX).contains(number)) {
            return Err(SupplyError::PerMonth);
        }
        Ok(Self { by_month: numbers, ..Self::new(first, arrivals)? })
    }

    /// The same supply, multiplied by `1 + growth` from each month to the next.
    ///
    /// # Errors
    /// When the growth is below −1 or above [`SUPPLY_GROWTH_MAX`], or the numbers are stated month by month.
    pub fn growing(self, growth_per_month: f64) -> Result<Self, SupplyError> {
        if growth_per_month != 0.0 && !self.by_month.is_empty() {
            Err(SupplyError::ByMonthAlready)
        } else if (-1.0..=SUPPLY_GROWTH_MAX).contains(&growth_per_month) {
            Ok(Self { growth_per_month, ..self })
        } else {
            Err(SupplyError::Growth)
        }
    }

    /// The same supply with twelve weights from January to December, normalised to mean 1; none: no seasons.
    ///
    /// # Errors
    /// When a weight is negative or not finite, or all are zero, or the numbers are stated month by month.
    pub fn seasonal(self, weights: Option<[f64; 12]>) -> Result<Self, SupplyError> {
        let Some(weights) = weights else { return Ok(Self { seasonality: None, ..self }) };
        let sum: f64 = weights.iter().sum();
        if !self.by_month.is_empty() {
            Err(SupplyError::ByMonthAlready)
        } else if weights.iter().all(|weight| *weight >= 0.0) && sum > 0.0 && sum.is_finite() {
            Ok(Self { seasonality: Some(weights), ..self })
        } else {
            Err(SupplyError::Seasonality)
        }
    }

    /// The same supply with busy and slack months: the number of each month is Poisson with mean λ·G, G gamma
    /// distributed with mean 1 and shape `dispersion`, so its variance is λ + λ²/dispersion. None: plain
    /// Poisson.
    ///
    /// # Errors
    /// When the shape is out of bounds, or the number is always met.
    pub fn dispersed(self, dispersion: Option<f64>) -> Result<Self, SupplyError> {
        let Some(shape) = dispersion else { return Ok(Self { dispersion: None, ..self }) };
        if self.arrivals == Arrivals::Poisson && (DISPERSION_LEAST..=DISPERSION_MAX).contains(&shape) {
            Ok(Self { dispersion, ..self })
        } else {
            Err(SupplyError::Dispersion)
        }
    }

    /// The same supply, known so well.
    #[must_use]
    pub fn known_to(self, error: RelativeError) -> Self {
        Self { error, ..self }
    }

    /// The same supply with its numbers changed, month by month if they are stated so.
    ///
    /// # Errors
    /// When a number is then out of bounds.
    pub fn changed(&self, change: impl Fn(f64) -> f64) -> Result<Self, SupplyError> {
        let per_month = change(self.per_month);
        let by_month: Vec<f64> = self.by_month.iter().map(|number| change(*number)).collect();
        if by_month.iter().chain([&per_month]).all(|number| (0.0..=SUPPLY_MAX).contains(number)) {
            Ok(Self { per_month, by_month, ..self.clone() })
        } else {
            Err(SupplyError::PerMonth)
        }
    }

    /// The same numbers, however they vary: overdispersion is only for those that do.
    #[must_use]
    pub fn arriving(&self, arrivals: Arrivals) -> Self {
        let dispersion = self.dispersion.filter(|_| arrivals == Arrivals::Poisson);
        Self { arrivals, dispersion, ..self.clone() }
    }

    /// New opportunities in an average month, at the start.
    pub fn per_month(&self) -> f64 {
        self.per_month
    }

    /// The same for a week.
    pub fn per_week(&self) -> f64 {
        self.per_month * 7.0 / DAYS_IN_PLAIN_MONTH
    }

    /// The numbers month by month, if they were stated so; else empty.
    pub fn months(&self) -> &[f64] {
        &self.by_month
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

    /// Shape of the monthly factor; see [`Supply::dispersed`].
    pub fn dispersion(&self) -> Option<f64> {
        self.dispersion
    }

    /// The standard deviation of the monthly factor; none, where months differ by chance alone.
    pub fn month_deviation(&self) -> Option<f64> {
        self.dispersion.map(|shape| libm::sqrt(1.0 / shape))
    }

    /// The standard deviation of what comes in a month, chance and the monthly factor together.
    pub fn deviation(&self) -> f64 {
        let mean = self.per_month();
        libm::sqrt(mean + self.dispersion.map_or(0.0, |shape| mean * mean / shape))
    }

    /// Expected new opportunities in month `index` (from 0) of the plan, which is `month_of_year` (0
    /// January): as stated for that month, else base · (1 + growth)^index · seasonal weight, brought within
    /// [`SUPPLY_MAX`].
    pub fn in_month(&self, index: usize, month_of_year: usize) -> f64 {
        if let Some(last) = self.by_month.last() {
            return self.by_month.get(index).copied().unwrap_or(*last);
        }
        let growth = libm::pow(1.0 + self.growth_per_month, index as f64);
        let season = self.seasonality.map_or(1.0, |weights| {
            let mean = weights.iter().sum::<f64>() / 12.0;
            weights.get(month_of_year % 12).copied().unwrap_or(mean) / mean
        });
        (self.per_month * growth * season).min(SUPPLY_MAX)
    }
}
