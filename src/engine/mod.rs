//! How futures are drawn: deterministic, the same bits on every target. Knows [`crate::math`],
//! [`crate::model`] and the outcomes of [`crate::analysis`], which it fills; the only place in the library
//! that names `rand`.
//!
//! # Reading order
//! From the bottom: streams (`stream`, `inversion`), laws (`counts`, `beta_rate`, `gamma_factor`,
//! `rep_rates`, and kept from plan to plan, `kept`; `rate_draw`, `sizes`), times (`timing`, `aged`,
//! `open_times`, `windows`, `flows`), people (`seats`, `owners`), a segment made ready (`segment`), a future
//! under way (`future`), one trial of it (`trial`), a scenario made ready (`simulator`, by `preparation`),
//! what reps get to work on, kept from plan to plan (`intakes`), and blocks of trials (`block`, added up by
//! `tally`). No file imports one that imports it.
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
//! the month's size draw i; where opportunities are drawn rep by rep, each of the first 32 has a word that
//! tells whether and when it is won, and the size draw of its place. So raising a rate, the deal size, the
//! amount of an open deal or the share that follows the process never lowers a single trial, whatever else a
//! plan has; nor does raising the supply, unless
//! - reps have time for only so many (capacity) in several segments: the one that brings less may crowd out
//!   the other, so that even the mean falls;
//! - what they have no time for goes to reps with room: it may then go to another rep than before, and the
//!   month's wins are counted off other places of the same luck. The mean of one segment rises all the same;
//!   about 1 trial in 90 falls, and where capacity is raised about 1 in 5 (`tests/native/engine/laws.rs`
//!   counts them). Where what is too much is lost, none does;
//! - what is raised is the number of reps who share the team's opportunities: they ramp, and may leave.
//!
//! Advice that varies such a plan therefore looks in both directions ([`crate::advice`]).
//!
//! # What it does where a plan leaves it open
//! - *Slippage before the first day.* With a flowing pipeline, wins due in the last days before a quarter's
//!   end that is the plan's first day slip into the plan with the same share; those of an empty or listed
//!   pipeline cannot, since nothing was won before. A win slips once, to as many days after the quarter's end
//!   as it was due before it; past the plan's end it is lost to the plan.
//! - *A leaver's successor* takes the seat: its place among reps (how far from the team's rate, how far it
//!   follows the process) and its group, with no tenure and the ramp from its beginning. What the leaver has
//!   open stays with the leaver's rates, counts for the team if it survives, and for no rep.
//! - *The month of arrival* of a successor is the first of the ramp, worked for the share of it that is left.
//! - *Capacity over segments.* A rep has time for so many opportunities of a month in all segments together;
//!   of what is too much each segment loses in proportion to its part. Those rerouted go to reps of the same
//!   segment, segments in the plan's order, while there is room.
//! - *Aged deals and an uncertain cycle.* An age is taken as it is: what it says of a deal's chance is read
//!   from the unstretched law of its stage. Only what is left of the time is stretched by the trial's cycle.
//! - *Open deals one by one* are each drawn at a word of their own: first whether a deal is ever won, then
//!   when. Those that are only counted share a table by month, and their wins are drawn as one number.
//! - *Past a fixed time* a deal moves on, or is lost, at once, on the day that the future begins.
//! - *The owner of a listed deal* is drawn for each trial, in proportion to the work that reps do in the
//!   first month, so a name in the list binds it to nobody.
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

mod aged;
mod beta_rate;
mod block;
mod counts;
mod coverage;
mod economics;
mod expected_entries;
mod flows;
mod future;
mod gamma_factor;
mod intakes;
mod inversion;
mod kept;
mod open_times;
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

pub use aged::{Aged, LeftAt};
pub use beta_rate::beta_table;
pub use counts::{Binomial, Counts, Factor, Poisson, Rounded};
pub use gamma_factor::gamma_table;
pub use inversion::{Exponential, Geometric, Unit};
pub use rep_luck::{RepFlow, RepFuture, RepLuck, SharedLuck, StageFlow};
pub use simulator::Simulator;

pub use crate::analysis::ENGINE_VERSION;
