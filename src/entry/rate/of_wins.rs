//! The two readings of stage rates: the share that moves on, or the share that is won from here.

use thiserror::Error;

/// What a stage's percentage means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateReading {
    /// The share that moves to the next stage (from the last one: is won).
    #[default]
    MovesOn,
    /// The share of what is in the stage that is won in the end: a CRM's probability.
    WonFromHere,
}

/// A column of shares won that no funnel has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "what is won from a stage cannot be more than what is won from a later one: going down the stages these \
     shares \
     rise and end at 100% at most, such as 6%, 14%, 28%, 50%"
)]
pub struct WinsDoNotRise;

impl RateReading {
    /// How a column of rates reads, from the first stage to the last: one of three or more that rises from
    /// each stage to the next is what is won from there. Shares that move on hardly ever do that.
    pub fn of_column(rates: &[f64]) -> Self {
        if rates.len() >= 3 && rates.is_sorted_by(|earlier, later| earlier < later) {
            Self::WonFromHere
        } else {
            Self::MovesOn
        }
    }
}

/// The share won from each stage, given the share that moves on from each: the product of the rates from
/// there on.
pub fn wins_of_rates(rates: &[f64]) -> Vec<f64> {
    let mut wins: Vec<f64> = rates
        .iter()
        .rev()
        .scan(1.0, |won, rate| {
            *won *= rate;
            Some(*won)
        })
        .collect();
    wins.reverse();
    wins
}

/// The share that moves on from each stage, given the share won from each: each divided by the next one's.
///
/// # Errors
/// When a share is not within 0 and 1, or above the next one's.
pub fn rates_of_wins(wins: &[f64]) -> Result<Vec<f64>, WinsDoNotRise> {
    // What was computed from rates may miss the next share by a rounding.
    const ROUNDING: f64 = 1e-12;
    let after = wins.iter().skip(1).chain(&[1.0]);
    wins.iter()
        .zip(after)
        .map(|(here, next)| {
            // Where nothing is won from the next one, nothing is won from here, and a share above 0 is
            // refused.
            let rate = if *here > 0.0 { here / next } else { 0.0 };
            (0.0 <= *here && rate <= 1.0 + ROUNDING).then_some(rate.min(1.0)).ok_or(WinsDoNotRise)
        })
        .collect()
}
