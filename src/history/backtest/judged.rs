//! Forecasts that people made, against what then happened.

use super::summary::{Lesson, PIT_LEAST, WITHIN, lesson};
use crate::math::binomial;
use crate::model::PastForecast;
use serde::{Deserialize, Serialize};

/// Counts within the central so many of 100 are what luck allows.
const ORDINARY: f64 = 0.95;

/// What forecasts of the past say together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Forecasts with a range; none: nothing is said of ranges.
    pub ranges: usize,
    /// How many of these hold what was then booked.
    pub within: usize,
    /// How many within are what luck allows where each range holds 8 times in 10: the central 95% of a
    /// binomial count.
    pub ordinary: (usize, usize),
    /// How many came out below the low end, up to the middle, up to the high end, and above, from
    /// [`PIT_LEAST`] forecasts with a middle on: of 10 about 1, 4, 4 and 1, where forecasts are right (the
    /// probability integral transform in four parts, since no more of a forecast is known).
    pub places: Option<[usize; 4]>,
    /// What the ranges teach.
    pub lesson: Lesson,
    /// The chances; none: nothing is said of chances.
    pub chances: Option<JudgedChances>,
}

/// What the score of chances says, beyond two standard deviations of what right ones score: that is so by
/// luck in 1 set of 22.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChanceLesson {
    /// They miss as luck allows.
    AsSure,
    /// They were surer than they could be.
    TooSure,
    /// They could have been surer.
    NotSureEnough,
}

/// What the chances among forecasts say together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgedChances {
    /// How many forecasts have a chance.
    pub count: usize,
    /// How many came true.
    pub reached: usize,
    /// How many should have come true: the sum of the chances.
    pub expected: f64,
    /// What their score says.
    pub lesson: ChanceLesson,
    /// Mean of (chance − happened)²: 0 is perfect (G. Brier, *Monthly Weather Review* 78, 1950).
    pub brier: f64,
    /// The mean of that where each chance is right: of c(1 − c).
    pub brier_if_right: f64,
    /// And its standard deviation, √Σ c(1 − c)(1 − 2c)² / n (D. Spiegelhalter, *Statistics in Medicine* 5,
    /// 1986).
    pub brier_spread: f64,
    /// What always saying the share that came true would have scored: p(1 − p).
    pub brier_of_share: f64,
}

impl Judged {
    /// What some forecasts say together.
    pub fn of(forecasts: &[PastForecast]) -> Self {
        let ranges: Vec<_> = forecasts.iter().filter_map(PastForecast::range).collect();
        let n = ranges.len();
        let below = ranges.iter().filter(|(range, booked)| *booked < range.low).count();
        let above = ranges.iter().filter(|(range, booked)| *booked > range.high).count();
        let within = n - below - above;
        let bound = |share: f64| binomial::quantile(share, u32::try_from(n).unwrap_or(u32::MAX), WITHIN);
        let tail = (1.0 - ORDINARY) / 2.0;
        let middles: Vec<_> =
            ranges.iter().filter_map(|(range, booked)| Some((range, range.middle?, *booked))).collect();
        let places = (middles.len() >= PIT_LEAST).then(|| {
            let mut places = [0; 4];
            for (range, middle, booked) in &middles {
                let ends = [range.low, *middle, range.high];
                let part = ends.iter().filter(|end| booked > *end).count();
                if let Some(count) = places.get_mut(part) {
                    *count += 1;
                }
            }
            places
        });
        Self {
            ranges: n,
            within,
            ordinary: (bound(tail) as usize, bound(1.0 - tail) as usize),
            places,
            lesson: lesson(n, within, above),
            chances: JudgedChances::of(forecasts),
        }
    }
}

impl JudgedChances {
    fn of(forecasts: &[PastForecast]) -> Option<Self> {
        let chances: Vec<(f64, bool)> = forecasts.iter().filter_map(PastForecast::chance).collect();
        if chances.is_empty() {
            return None;
        }
        let n = chances.len() as f64;
        let mean = |of: &dyn Fn(f64, f64) -> f64| {
            chances.iter().map(|(chance, is)| of(*chance, if *is { 1.0 } else { 0.0 })).sum::<f64>() / n
        };
        let share = mean(&|_, is| is);
        let square = |of: f64| of * of;
        let brier = mean(&|chance, is| square(chance - is));
        let brier_if_right = mean(&|chance, _| chance * (1.0 - chance));
        let brier_spread = (mean(&|c, _| c * (1.0 - c) * square(1.0 - 2.0 * c)) / n).sqrt();
        let off = brier - brier_if_right;
        Some(Self {
            count: chances.len(),
            reached: chances.iter().filter(|(_, is)| *is).count(),
            expected: mean(&|chance, _| chance) * n,
            lesson: if off > 2.0 * brier_spread {
                ChanceLesson::TooSure
            } else if off < -2.0 * brier_spread {
                ChanceLesson::NotSureEnough
            } else {
                ChanceLesson::AsSure
            },
            brier,
            brier_if_right,
            brier_spread,
            brier_of_share: share * (1.0 - share),
        })
    }
}
