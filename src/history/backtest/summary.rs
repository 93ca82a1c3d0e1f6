//! What forecasts of the past teach.

use crate::math::binomial;
use serde::{Deserialize, Serialize};

/// The share of futures within a forecast's range.
pub(super) const WITHIN: f64 = 0.8;
/// How rarely a count of quarters within their ranges comes by luck, before it says something.
const LUCK: f64 = 0.05;
/// Quarters that do not overlap, from which on it is said how their places are spread.
pub const PIT_LEAST: usize = 20;
/// Parts into which places are sorted.
pub const PIT_BINS: usize = 5;
/// Each so many months a quarter begins that does not overlap the one before.
const APART: usize = super::cases::QUARTER_MONTHS as usize;

/// A forecast of a quarter that is over. Amounts in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// One in ten futures brings less.
    pub low: f64,
    /// The middle of the futures.
    pub middle: f64,
    /// One in ten futures brings more.
    pub high: f64,
    /// What was booked in the quarter before the forecast.
    pub before: i64,
    /// The chance of booking at least as much as in the quarter before.
    pub chance: f64,
    /// What was then booked.
    pub booked: i64,
    /// The share of futures that bring less than what was booked, those that bring the same counted half (the
    /// probability integral transform, PIT).
    pub place: f64,
    /// Whether what was booked lies within the range of 8 in 10 futures.
    pub is_within: bool,
}

impl Forecast {
    /// Whether at least as much was booked as in the quarter before.
    pub fn happened(&self) -> bool {
        self.booked >= self.before
    }
}

/// What many forecasts say together.
///
/// Quarters that begin a month apart share two months, so that one surprise is counted three times: what is
/// judged is every third forecast, counted back from the latest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Forecasts.
    pub forecasts: usize,
    /// Of these, such as have within their range what was booked.
    pub within: usize,
    /// Forecasts of quarters that do not overlap.
    pub apart: usize,
    /// Of these, such as have within their range what was booked.
    pub apart_within: usize,
    /// Of these, such as are below what was booked.
    pub apart_too_low: usize,
    /// Mean of (chance − happened)² over quarters that do not overlap, of booking at least as much as in the
    /// quarter before: 0 is perfect, ¼ what a coin would have (G. Brier, *Monthly Weather Review* 78, 1950).
    pub brier: Option<f64>,
    /// How many places of quarters that do not overlap lie in each fifth of the futures, from
    /// [`PIT_LEAST`] on: about as many in each, where forecasts are right.
    pub places: Option<[usize; PIT_BINS]>,
    /// What that teaches.
    pub lesson: Lesson,
    /// The same as a sentence.
    pub sentence: String,
}

/// What forecasts of the past teach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lesson {
    /// There is no forecast.
    Nothing,
    /// As many quarters within the ranges as luck allows where the ranges are right.
    AsWide,
    /// Too few within, and all others below: what was measured did not last.
    TooHigh,
    /// Too few within, and all others above.
    TooLow,
    /// Too few within, and others on both sides.
    TooNarrow,
    /// More within than luck explains.
    TooWide,
}

impl Summary {
    /// The summary of forecasts by case, the earliest first; none for a case without a plan.
    pub fn of(forecasts: &[Option<Forecast>]) -> Self {
        let all = || forecasts.iter().flatten();
        let apart: Vec<&Forecast> = forecasts.iter().rev().step_by(APART).flatten().collect();
        let n = apart.len();
        let apart_within = apart.iter().filter(|of| of.is_within).count();
        let apart_too_low = apart.iter().filter(|of| of.booked as f64 > of.high).count();
        let misses = apart.iter().map(|of| of.chance - if of.happened() { 1.0 } else { 0.0 });
        let squares = misses.map(|miss| miss * miss);
        let mut summary = Self {
            forecasts: all().count(),
            within: all().filter(|of| of.is_within).count(),
            apart: n,
            apart_within,
            apart_too_low,
            brier: (n > 0).then(|| squares.sum::<f64>() / n as f64),
            places: (n >= PIT_LEAST).then(|| places(&apart)),
            lesson: lesson(n, apart_within, apart_too_low),
            sentence: String::new(),
        };
        summary.sentence = summary.in_a_sentence();
        summary
    }

    fn in_a_sentence(&self) -> String {
        let Self { forecasts, within, apart, apart_within, .. } = self;
        let said = match self.lesson {
            Lesson::Nothing => {
                return "No quarter of this file can be forecast from what was known before it.".to_owned();
            }
            Lesson::AsWide => "about as often as 8 in 10 should, as far as so few can tell",
            Lesson::TooHigh => "less was booked than was forecast: what had been measured did not last",
            Lesson::TooLow => "more was booked than was forecast: the past was surpassed",
            Lesson::TooNarrow => "surprises lie on both sides: more changes than the past shows",
            Lesson::TooWide => "more often than 8 in 10: the ranges are wider than they need to be",
        };
        let quarters = if *forecasts == 1 { "quarter" } else { "quarters" };
        let they = if *apart == 1 { "1 that does" } else { &format!("{apart} that do") };
        format!(
            "In {within} of {forecasts} {quarters}, what was booked lies within the 8 in 10 that would have \
             been forecast, in {apart_within} of the {they} not overlap; {said}."
        )
    }
}

/// What is taught by so many forecasts of quarters that do not overlap: by the chance of so few within, or so
/// many, if each were within 8 times in 10.
pub(super) fn lesson(n: usize, within: usize, too_low: usize) -> Lesson {
    let (trials, count) = (n as f64, within as f64);
    let too_high = n - within - too_low;
    if n == 0 {
        Lesson::Nothing
    } else if binomial::cumulative(count, trials, WITHIN) < LUCK {
        match (too_high > 0, too_low > 0) {
            (true, false) => Lesson::TooHigh,
            (false, true) => Lesson::TooLow,
            _ => Lesson::TooNarrow,
        }
    } else if within > 0 && 1.0 - binomial::cumulative(count - 1.0, trials, WITHIN) < LUCK {
        Lesson::TooWide
    } else {
        Lesson::AsWide
    }
}

fn places(apart: &[&Forecast]) -> [usize; PIT_BINS] {
    let bins = PIT_BINS as f64;
    std::array::from_fn(|bin| {
        let from = bin as f64 / bins;
        let is_last = bin + 1 == PIT_BINS;
        let is_here = |place: f64| from <= place && (is_last || place < (bin + 1) as f64 / bins);
        apart.iter().filter(|of| is_here(of.place)).count()
    })
}
