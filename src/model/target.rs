//! What is to be reached, and how surely.

use super::belief::RateBelief;
use super::limits::TARGET_GROWTH_MAX;
use super::money::{Money, MoneyError};
use thiserror::Error;

/// The bookings wanted by the end of the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    kind: TargetKind,
    amount: Money,
}

/// How a target was stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TargetKind {
    /// An amount.
    Amount,
    /// Last year's bookings in the same months, times one plus the growth.
    Growth {
        /// Last year's bookings in the same months.
        last_year: Money,
        /// Growth as a fraction: 0.3 is 30% more.
        growth: f64,
    },
    /// Recurring revenue at the end of the plan: what is left of the opening amount, plus bookings.
    Recurring(Recurring),
}

/// A target of recurring revenue. At the end of a plan of y years it is
/// opening · ((1 − churn)·(1 + expansion))^y + bookings, and is to reach opening · (1 + growth).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recurring {
    /// Recurring revenue when the plan begins.
    pub opening: Money,
    /// Growth wanted over the plan, as a fraction.
    pub growth: f64,
    /// The share that is lost in a year.
    pub churn: RateBelief,
    /// By which share what is left grows in a year.
    pub expansion: RateBelief,
}

/// Why a target is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TargetError {
    /// Below −100% or above [`TARGET_GROWTH_MAX`].
    #[error("growth over last year lies between -100% and +10000%, such as 30%")]
    Growth,
    /// The grown amount is no amount.
    #[error("last year grown by that much: {0}")]
    Amount(MoneyError),
}

impl Target {
    /// An amount.
    pub fn at(amount: Money) -> Self {
        Self { kind: TargetKind::Amount, amount }
    }

    /// Last year's bookings × (1 + growth), rounded to whole minor units.
    ///
    /// # Errors
    /// When the growth is out of bounds or the amount too large.
    pub fn growth(last_year: Money, growth: f64) -> Result<Self, TargetError> {
        if !(-1.0..=TARGET_GROWTH_MAX).contains(&growth) {
            return Err(TargetError::Growth);
        }
        let amount =
            Money::from_minor_f64(last_year.minor() as f64 * (1.0 + growth)).map_err(TargetError::Amount)?;
        Ok(Self { kind: TargetKind::Growth { last_year, growth }, amount })
    }

    /// Recurring revenue at the end: opening × (1 + growth), rounded to whole minor units.
    ///
    /// # Errors
    /// When the growth is out of bounds or the amount too large.
    pub fn recurring(recurring: Recurring) -> Result<Self, TargetError> {
        let amount = Self::growth(recurring.opening, recurring.growth)?.amount;
        Ok(Self { kind: TargetKind::Recurring(recurring), amount })
    }

    /// The recurring revenue that it is about, if it is.
    pub fn recurring_revenue(&self) -> Option<&Recurring> {
        match &self.kind {
            TargetKind::Recurring(recurring) => Some(recurring),
            TargetKind::Amount | TargetKind::Growth { .. } => None,
        }
    }

    /// How it was stated.
    pub fn kind(&self) -> TargetKind {
        self.kind
    }

    /// The amount to reach.
    pub fn amount(&self) -> Money {
        self.amount
    }
}

impl Recurring {
    /// The share of the opening amount that is left after `years`, from the means of the beliefs.
    pub fn left_after(&self, years: f64) -> f64 {
        Self::left(self.churn.mean(), self.expansion.mean(), years)
    }

    /// The share that is left after `years`: ((1 − churn)·(1 + expansion))^years.
    pub fn left(churn: f64, expansion: f64, years: f64) -> f64 {
        libm::pow((1.0 - churn) * (1.0 + expansion), years)
    }
}

/// The wanted confidence: in how many of 10 futures the target is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence(f64);

/// Why a confidence is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the wanted chance lies between 1% and 99%, such as 80%")]
pub struct ConfidenceError;

impl Confidence {
    /// 8 in 10, where nobody wants another.
    pub const USUAL: Self = Self(0.8);

    /// A probability between 0.01 and 0.99.
    ///
    /// # Errors
    /// When it is outside.
    pub fn new(probability: f64) -> Result<Self, ConfidenceError> {
        if (0.01..=0.99).contains(&probability) { Ok(Self(probability)) } else { Err(ConfidenceError) }
    }

    /// As a probability.
    pub fn get(self) -> f64 {
        self.0
    }
}
