//! How futures are drawn: deterministic, the same bits on every target. Knows [`crate::math`],
//! [`crate::model`] and the outcomes of [`crate::analysis`], which it fills; the only place in the library
//! that names `rand`.
//!
//! # Reading order
//! From the bottom: streams (`stream`, `inversion`), laws (`counts`, `rate_draw`, `gamma_factor`,
//! `rep_rates`, `sizes`), times (`timing`, `windows`, `flows`), people (`seats`, `owners`), a segment made
//! ready (`segment`), a future under way (`future`), one trial of it (`trial`), a scenario made ready
//! (`simulator`, by `preparation`), and blocks of trials (`block`, added up by `tally`). No file imports one
//! that imports it.
//!
//! # The model of one trial
//! 1. Every uncertain stage rate is drawn once and shared by all deals of the trial (drawn afresh for each
//!    deal, an uncertain rate would add no variance to the number of wins at all).
//! 2. Wins are drawn, not walked. Arrivals that are Poisson, thinned by conversion and delayed
//!    independently, give independent Poisson wins per month (the M/G/∞ queue; Kingman, *Poisson
//!    Processes*, 1993, chapter 2). The expected wins of a month are the end-to-end rate of the trial times a
//!    weight that depends on supply and timing alone, computed once ([`timing`]).
//!    Under a fixed number of arrivals each month's intake is binomial instead, and each win draws its month.
//!    What is open when a fixed-number plan begins with a flowing pipeline is Poisson: a fixed
//!    intake from now on does not fix what came before.
//! 3. Only won deals get a size.
//!
//! # Same luck
//! A random stream is a function of seed, trial, purpose and a stable entity (a stage's id, a month's
//! number); see [`stream`]. Rates and counts are drawn by inversion and deal number i of a month always uses
//! the month's size draw i. So raising a rate, the supply or the deal size never lowers a single trial.
//!
//! # Approximation, and its error
//! Beyond a number of wins in one month ([`crate::model::DealSize::drawn_singly_max`], at least 4,096), the
//! sum of the further deals is drawn at once: a shifted gamma variable with the same mean, variance and
//! skewness. Its excess kurtosis is off by less than 1/300, which moves a 99% quantile of that month by less
//! than 0.001 of its standard deviation, against a Monte Carlo error of 0.004 at a million trials.
//! The sum never falls when a deal is added.
//!
//! # Samplers
//! Every law that is drawn from is a [`rand::distr::Distribution`], so that those of `rand_distr` can take
//! the place of ours in tests and benches; ours are inversions, one word a draw, for the sake of the same
//! luck (see `inversion`).
//!
//! # Money
//! Sizes are `f64` in minor units; each month's bookings of a trial are rounded to whole minor units, and all
//! further sums are of integers, so that the order of blocks and workers cannot change a bit.

mod block;
mod counts;
mod coverage;
mod economics;
mod expected_entries;
mod flows;
mod future;
mod gamma_factor;
mod inversion;
mod owners;
mod preparation;
mod rate_draw;
mod rep_luck;
mod rep_rates;
mod seats;
mod segment;
mod simulator;
mod sizes;
pub mod stream;
mod tally;
pub mod timing;
mod trial;
mod windows;

pub use counts::{Binomial, Counts, Factor, Poisson, Rounded};
pub use gamma_factor::gamma_table;
pub use inversion::{Exponential, Geometric, Unit};
pub use rate_draw::beta_table;
pub use rep_luck::{RepFlow, RepFuture, RepLuck, SharedLuck, StageFlow};
pub use simulator::Simulator;

/// Raised whenever the same scenario, seed and trials give other numbers than before.
pub const ENGINE_VERSION: u32 = 2;
