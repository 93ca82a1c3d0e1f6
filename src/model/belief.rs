//! What is known of a stage rate: counts, a range, an estimate, or an exact number.

use super::limits::{BETA_SHAPE_LEAST, CASES_MAX};
use crate::math::incomplete;
use thiserror::Error;

/// What is known of a rate. It is drawn once per trial and shared by all deals of that trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateBelief {
    kind: BeliefKind,
    law: RateLaw,
}

/// How a belief was stated. All rates are fractions in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BeliefKind {
    /// `passed` of `entered` moved on: Beta(passed + 1, entered − passed + 1), that is, a uniform prior.
    Counts {
        /// Opportunities that moved on.
        passed: u32,
        /// Opportunities that entered and were decided.
        entered: u32,
    },
    /// 8 times in 10 the true rate lies between `low` (10% quantile) and `high` (90% quantile).
    Range {
        /// 10% quantile.
        low: f64,
        /// 90% quantile.
        high: f64,
    },
    /// About `rate`, worth `cases` observed cases: Beta(rate·cases, (1 − rate)·cases), whose mean is `rate`.
    /// An estimate is the whole of what is believed, so no prior is added to it.
    Estimate {
        /// Mean of the belief.
        rate: f64,
        /// How many observed cases the estimate is worth.
        cases: u32,
    },
    /// Known exactly.
    Exact(f64),
}

/// The distribution of a belief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RateLaw {
    /// Always this rate.
    Exact(f64),
    /// Beta distributed.
    Beta {
        /// First shape.
        a: f64,
        /// Second shape.
        b: f64,
    },
}

/// Why a statement is no belief on a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RateError {
    /// Outside [0, 1].
    #[error("a rate lies between 0% and 100%, such as 45%")]
    OutOfRange,
    /// More moved on than entered, or nothing entered.
    #[error("more cannot move on than entered: write it as 45 of 100")]
    CountsImpossible,
    /// More than [`CASES_MAX`] cases.
    #[error("that many cases are more than a rate needs: at most 10 million, such as 45 of 100")]
    TooManyCases,
    /// Low end not below high end, or an end at 0% or 100%.
    #[error("a range goes from a lower to a higher rate, both above 0% and below 100%, such as 40–50%")]
    RangeImpossible,
    /// A range that more than [`CASES_MAX`] cases would hardly tell.
    #[error("so narrow a range is one rate: write it as 45%, or wider, such as 44–46%")]
    RangeTooNarrow,
    /// So little is known that the belief says only “nearly 0% or nearly 100%”.
    #[error(
        "that says only “nearly never or nearly always”: give more cases or a narrower range, \
         such as 2 of 100"
    )]
    TooVague,
}

impl RateBelief {
    /// `passed` of `entered` moved on.
    ///
    /// # Errors
    /// When `entered` is 0, `passed` exceeds it, or it exceeds [`CASES_MAX`].
    pub fn counts(passed: u32, entered: u32) -> Result<Self, RateError> {
        if entered > CASES_MAX {
            Err(RateError::TooManyCases)
        } else if entered == 0 || passed > entered {
            Err(RateError::CountsImpossible)
        } else {
            let (a, b) = (f64::from(passed) + 1.0, f64::from(entered - passed) + 1.0);
            Ok(Self { kind: BeliefKind::Counts { passed, entered }, law: RateLaw::Beta { a, b } })
        }
    }

    /// 8 times in 10 between `low` and `high`.
    ///
    /// # Errors
    /// Unless `0 < low < high < 1`, when it takes more than [`CASES_MAX`] cases to know a rate that well, and
    /// when the Beta law between the two has a shape below [`BETA_SHAPE_LEAST`].
    pub fn range(low: f64, high: f64) -> Result<Self, RateError> {
        if !(0.0 < low && low < high && high < 1.0) {
            return Err(RateError::RangeImpossible);
        }
        if low < 1e-6 || high > 1.0 - 1e-6 {
            return Err(RateError::RangeImpossible);
        }
        // So many cases leave a standard deviation of √(p(1 − p)/n), and a range of 2 × 1.28 of them.
        let middle = f64::midpoint(low, high);
        if high - low < 2.0 * 1.281_551_6 * (middle * (1.0 - middle) / f64::from(CASES_MAX)).sqrt() {
            return Err(RateError::RangeTooNarrow);
        }
        let (a, b) = incomplete::beta_from_p10_p90(low, high);
        Ok(Self { kind: BeliefKind::Range { low, high }, law: shaped(a, b)? })
    }

    /// About `rate`, worth `cases` cases. An estimate of 0 or 1 is an exact rate.
    ///
    /// # Errors
    /// When `rate` is outside [0, 1], `cases` is 0 or above [`CASES_MAX`], or so few that a shape of the Beta
    /// law is below [`BETA_SHAPE_LEAST`].
    pub fn estimate(rate: f64, cases: u32) -> Result<Self, RateError> {
        if !(0.0..=1.0).contains(&rate) {
            return Err(RateError::OutOfRange);
        }
        if cases > CASES_MAX {
            return Err(RateError::TooManyCases);
        }
        if rate <= 0.0 || rate >= 1.0 {
            return Self::exact(rate);
        }
        let cases_f64 = f64::from(cases);
        let law = shaped(rate * cases_f64, (1.0 - rate) * cases_f64)?;
        Ok(Self { kind: BeliefKind::Estimate { rate, cases }, law })
    }

    /// Known exactly.
    ///
    /// # Errors
    /// When `rate` is outside [0, 1].
    pub fn exact(rate: f64) -> Result<Self, RateError> {
        if (0.0..=1.0).contains(&rate) {
            Ok(Self { kind: BeliefKind::Exact(rate), law: RateLaw::Exact(rate) })
        } else {
            Err(RateError::OutOfRange)
        }
    }

    /// What is believed, on average, once so many more cases were seen: the same mean, and as much variance
    /// as they leave.
    ///
    /// Of Beta(a, b) with c = a + b, the next n cases are beta-binomial, and in expectation they take away
    /// the share n / (c + n) of the variance: Raiffa and Schlaifer (1961), *Applied Statistical Decision
    /// Theory*, preposterior analysis. What is left, m(1 − m)/(c + 1) · c/(c + n), is the variance of a Beta
    /// law of the same mean m whose shapes sum to (c + 1)(c + n)/c − 1, here to the next whole number.
    #[must_use]
    pub fn after_cases(&self, more: f64) -> Self {
        let RateLaw::Beta { a, b } = self.law else { return *self };
        let sum = a + b;
        let cases = (sum + 1.0) * (sum + more.max(0.0)) / sum - 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and ten million"
        )]
        let cases = cases.round().clamp(1.0, f64::from(CASES_MAX)) as u32;
        Self::estimate(self.mean(), cases).unwrap_or(*self)
    }

    /// How it was stated.
    pub fn kind(&self) -> BeliefKind {
        self.kind
    }

    /// Its distribution.
    pub fn law(&self) -> RateLaw {
        self.law
    }

    /// The mean of the belief.
    pub fn mean(&self) -> f64 {
        match self.law {
            RateLaw::Exact(rate) => rate,
            RateLaw::Beta { a, b } => a / (a + b),
        }
    }

    /// The `p` quantile of the belief, `p` in (0, 1).
    pub fn quantile(&self, p: f64) -> f64 {
        match self.law {
            RateLaw::Exact(rate) => rate,
            RateLaw::Beta { a, b } => incomplete::beta_quantile(p, a, b),
        }
    }
}

fn shaped(a: f64, b: f64) -> Result<RateLaw, RateError> {
    if a >= BETA_SHAPE_LEAST && b >= BETA_SHAPE_LEAST {
        Ok(RateLaw::Beta { a, b })
    } else {
        Err(RateError::TooVague)
    }
}
