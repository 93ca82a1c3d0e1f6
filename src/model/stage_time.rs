//! How long opportunities stay in a stage: a law of time, by its mean and spread, or as it was measured.

use super::digits::{Side, four_digits};
use super::limits::{STAGE_DAYS_MAX, STAGE_SPREAD_LEAST, STAGE_SPREAD_MAX};
use crate::math::incomplete::gamma_lower;
use crate::math::normal;
use thiserror::Error;

/// How long opportunities stay in a stage. All in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageTime {
    mean_days: f64,
    sd_days: f64,
    shape: Shape,
}

/// What a time is like, beside its mean and spread.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Gamma,
    Lognormal,
    Measured(MeasuredTimes),
}

/// Most parts of a measured law.
pub const MEASURED_PARTS_MAX: usize = 20;

/// A time as it was measured: the ages by which equal parts of those that move on have done so. Between them
/// the share grows evenly, from nobody at 0 days to all at the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredTimes {
    days: [f64; MEASURED_PARTS_MAX],
    parts: u8,
}

impl MeasuredTimes {
    /// The ages, in ascending order.
    pub fn days(&self) -> &[f64] {
        self.days.get(..usize::from(self.parts)).unwrap_or(&self.days)
    }

    /// The parts, each from an age to an age, all equally likely.
    pub fn parts(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let days = self.days();
        std::iter::once(0.0).chain(days.iter().copied()).zip(days.iter().copied())
    }

    /// The share of each part.
    pub fn weight(&self) -> f64 {
        1.0 / f64::from(self.parts)
    }

    /// The share that has moved on by an age.
    pub fn passed_by(&self, days: f64) -> f64 {
        let passed = |(from, to): (f64, f64)| {
            if days >= to {
                1.0
            } else if days > from {
                (days - from) / (to - from)
            } else {
                0.0
            }
        };
        (self.parts().map(passed).sum::<f64>() * self.weight()).min(1.0)
    }

    /// The age by which a share has moved on.
    pub fn quantile(&self, share: f64) -> f64 {
        let place = (share * f64::from(self.parts)).max(0.0);
        for (at, (from, to)) in self.parts().enumerate() {
            let within = place - at as f64;
            if within <= 1.0 {
                return from + within * (to - from);
            }
        }
        self.days().last().copied().unwrap_or(0.0)
    }
}

/// The distribution of a time, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimeLaw {
    /// Always the same.
    Fixed(f64),
    /// Gamma distributed.
    Gamma {
        /// Shape, (mean / sd)².
        shape: f64,
        /// Scale in days, sd² / mean.
        scale: f64,
    },
    /// Lognormal.
    Lognormal {
        /// Mean of the logarithm, ln(mean) − sigma²/2.
        mu: f64,
        /// Standard deviation of the logarithm, √ln(1 + (sd / mean)²).
        sigma: f64,
    },
    /// As it was measured.
    Measured(MeasuredTimes),
}

/// Why a time is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StageTimeError {
    /// Negative, infinite or beyond [`STAGE_DAYS_MAX`].
    #[error("time in a stage lies between 0 days and 10 years, such as 20 days or 3 months")]
    Mean,
    /// Spread negative, or relative to the mean above [`STAGE_SPREAD_MAX`].
    #[error("the spread of time in a stage lies between 0 and 10 times its mean, such as 20 ± 14 days")]
    Spread,
    /// No ages, too many, or not in ascending order.
    #[error(
        "a measured time is 1 to 20 ages in ascending order, the last above 0, such as 5, 9, 14 and 30 days"
    )]
    Measured,
}

impl StageTime {
    /// Always the same time. 0 days is allowed: the stage takes no time.
    ///
    /// # Errors
    /// When the time is negative or beyond ten years.
    pub fn fixed(days: f64) -> Result<Self, StageTimeError> {
        if (0.0..=STAGE_DAYS_MAX).contains(&days) {
            Ok(Self { mean_days: days, sd_days: 0.0, shape: Shape::Gamma })
        } else {
            Err(StageTimeError::Mean)
        }
    }

    /// Gamma distributed, by mean and standard deviation.
    ///
    /// # Errors
    /// When the mean is negative or beyond ten years, or the spread negative or beyond ten means.
    pub fn gamma(mean_days: f64, sd_days: f64) -> Result<Self, StageTimeError> {
        let fixed = Self::fixed(mean_days)?;
        if !(0.0..=STAGE_SPREAD_MAX * mean_days).contains(&sd_days) {
            Err(StageTimeError::Spread)
        } else if sd_days <= 0.0 {
            Ok(fixed)
        } else {
            Ok(Self { sd_days, ..fixed })
        }
    }

    /// Lognormal, by mean and standard deviation.
    ///
    /// # Errors
    /// As [`StageTime::gamma`].
    pub fn lognormal(mean_days: f64, sd_days: f64) -> Result<Self, StageTimeError> {
        let gamma = Self::gamma(mean_days, sd_days)?;
        Ok(if gamma.sd_days > 0.0 { Self { shape: Shape::Lognormal, ..gamma } } else { gamma })
    }

    /// As it was measured, by the ages at which each of so many equal parts of those that move on have done
    /// so: of `[5, 9, 14, 30]` a quarter has by day 5, half by day 9, all by day 30. See [`MeasuredTimes`].
    ///
    /// # Errors
    /// When there are none, more than [`MEASURED_PARTS_MAX`], one beyond ten years, or they are not in order.
    pub fn measured(ages: &[f64]) -> Result<Self, StageTimeError> {
        let in_order = ages.iter().zip(ages.iter().skip(1)).all(|(one, next)| one <= next);
        let last = ages.last().copied().unwrap_or(0.0);
        if !in_order || ages.len() > MEASURED_PARTS_MAX || last <= 0.0 {
            return Err(StageTimeError::Measured);
        }
        if !ages.iter().all(|age| (0.0..=STAGE_DAYS_MAX).contains(age)) {
            return Err(StageTimeError::Mean);
        }
        let mut days = [0.0; MEASURED_PARTS_MAX];
        days.iter_mut().zip(ages).for_each(|(slot, age)| *slot = *age);
        let parts = u8::try_from(ages.len()).map_err(|_| StageTimeError::Measured)?;
        let times = MeasuredTimes { days, parts };
        // Of an even law on (a, b) the mean is (a + b)/2 and the mean square (a² + ab + b²)/3.
        let mean_of = |of: &dyn Fn(f64, f64) -> f64| {
            times.parts().map(|(from, to)| of(from, to)).sum::<f64>() * times.weight()
        };
        let mean_days = mean_of(&|from, to| 0.5 * (from + to));
        let square = mean_of(&|from, to| (from * from + from * to + to * to) / 3.0);
        let sd_days = (square - mean_days * mean_days).max(0.0).sqrt();
        Ok(Self { mean_days, sd_days, shape: Shape::Measured(times) })
    }

    /// The same law with its mean and spread multiplied.
    ///
    /// # Errors
    /// When the mean leaves its bounds.
    pub fn times(self, factor: f64) -> Result<Self, StageTimeError> {
        let (mean, sd) = (self.mean_days * factor, self.sd_days * factor);
        match self.shape {
            Shape::Gamma => Self::gamma(mean, sd),
            Shape::Lognormal => Self::lognormal(mean, sd),
            Shape::Measured(times) => {
                let ages: Vec<f64> = times.days().iter().map(|age| age * factor).collect();
                // A factor of nothing leaves no time at all.
                if factor > 0.0 { Self::measured(&ages) } else { Self::fixed(mean) }
            }
        }
    }

    /// The same law in four digits, no longer on average; one that was measured as it is.
    #[must_use]
    pub fn in_four_digits(self) -> Self {
        let (mean, sd) = (four_digits(self.mean_days, Side::Down), four_digits(self.sd_days, Side::Nearest));
        let rounded = match self.shape {
            Shape::Gamma => Self::gamma(mean, sd),
            Shape::Lognormal => Self::lognormal(mean, sd),
            Shape::Measured(_) => Ok(self),
        };
        // At the edge of what a law may be.
        rounded.unwrap_or(self)
    }

    /// One time after another, independent of it, as one: means and variances add up, to three digits.
    ///
    /// # Errors
    /// When the mean leaves its bounds.
    pub fn and(self, next: Self) -> Result<Self, StageTimeError> {
        let in_days = |days: f64| if days < 100.0 { (days * 10.0).round() / 10.0 } else { days.round() };
        let sd = libm::sqrt(self.sd_days * self.sd_days + next.sd_days * next.sd_days);
        Self::gamma(in_days(self.mean_days + next.mean_days), in_days(sd))
    }

    /// Mean in days.
    pub fn mean_days(self) -> f64 {
        self.mean_days
    }

    /// Standard deviation in days; 0 for a fixed time.
    pub fn sd_days(self) -> f64 {
        self.sd_days
    }

    /// Whether it was stated as lognormal, however small its spread.
    pub fn is_lognormal(self) -> bool {
        self.shape == Shape::Lognormal
    }

    /// The ages as it was measured, if it was.
    pub fn as_measured(self) -> Option<MeasuredTimes> {
        match self.shape {
            Shape::Measured(times) => Some(times),
            Shape::Gamma | Shape::Lognormal => None,
        }
    }

    /// The distribution. A spread below 2% of the mean counts as fixed.
    pub fn law(self) -> TimeLaw {
        if let Shape::Measured(times) = self.shape {
            return TimeLaw::Measured(times);
        }
        if self.sd_days <= STAGE_SPREAD_LEAST * self.mean_days {
            return TimeLaw::Fixed(self.mean_days);
        }
        let ratio = self.mean_days / self.sd_days;
        if self.is_lognormal() {
            let variance = libm::log1p(1.0 / (ratio * ratio));
            TimeLaw::Lognormal { mu: libm::log(self.mean_days) - 0.5 * variance, sigma: variance.sqrt() }
        } else {
            TimeLaw::Gamma { shape: ratio * ratio, scale: self.sd_days / ratio }
        }
    }

    /// The `p` quantile in days, `p` in (0, 1); of a gamma law by bisection to a thousandth of a day.
    pub fn quantile_days(self, p: f64) -> f64 {
        match self.law() {
            TimeLaw::Fixed(days) => days,
            TimeLaw::Measured(times) => times.quantile(p),
            TimeLaw::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal::quantile(p)),
            TimeLaw::Gamma { shape, scale } => {
                let (mut low, mut high) = (0.0, self.mean_days + 40.0 * self.sd_days);
                while high - low > 1e-3 {
                    let middle = 0.5 * (low + high);
                    if gamma_lower(shape, middle / scale) < p {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                0.5 * (low + high)
            }
        }
    }
}
