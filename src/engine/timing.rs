//! When opportunities that win are won: the law of the time from entering to winning, as one function.

use crate::math::convolution::convolve;
use crate::math::incomplete::{gamma_log_upper, gamma_lower_with};
use crate::math::normal;
use crate::model::{StageTime, TimeLaw};

/// Points of the grid that covers the horizon.
const GRID: usize = 4_096;
/// The law of the time to a win, through K(x) = E[(x − T)⁺] = ∫₀ˣ P(T ≤ y) dy, all in days.
///
/// Everything the engine needs follows from K: opportunities arriving uniformly at rate r over (a, b) that
/// all win bring r·(K(t − a) − K(t − b)) wins by time t, and those that have been arriving at rate r since
/// long before day 0 bring r·(x − K(x)) in the first x days.
#[derive(Clone, Debug)]
pub struct WinTiming {
    /// Sum of the fixed times.
    shift: f64,
    step: f64,
    /// K and its slope, the distribution function, at the grid's points; empty when all times are fixed.
    nodes: Vec<(f64, f64)>,
}

impl WinTiming {
    /// The law of the sum of the stages' times, resolved over `horizon_days`.
    ///
    /// Each time is put on a grid of 4,096 steps by splitting its mass between neighbouring points so that K
    /// stays exact there (local moment matching; Gerber, *Insurance: Mathematics and Economics* 1, 1982); the
    /// sum is their convolution. The error of K is below (stages − 1)·step²/12 times the density of the total
    /// time: for a year and four stages, about 10^-5 days.
    pub fn new(times: &[StageTime], horizon_days: f64) -> Self {
        let mut timings = timings(times, horizon_days);
        timings.pop().unwrap_or_else(Self::at_once)
    }

    /// No time at all: K(x) = x.
    pub(super) fn at_once() -> Self {
        Self { shift: 0.0, step: 1.0, nodes: Vec::new() }
    }

    fn of_masses(masses: &[f64], shift: f64, step: f64) -> Self {
        let mut nodes = Vec::with_capacity(masses.len());
        let (mut k, mut cumulative) = (0.0, 0.0);
        for mass in masses {
            nodes.push((k, cumulative + 0.5 * mass));
            cumulative += mass;
            k += step * cumulative;
        }
        Self { shift, step, nodes }
    }

    /// K(x) in days, for x up to the horizon; 0 below 0.
    pub fn k(&self, x: f64) -> f64 {
        self.k_and_slope(x).0
    }

    /// P(T ≤ x), the slope of K; 0 at 0 and below, so that what is won at once is won after the beginning.
    pub fn passed_by(&self, x: f64) -> f64 {
        // What is asked of each boundary of each month: the other half of the pair is not worked out.
        if x > 0.0 { self.k_and_slope(x).1.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Whether nothing of it is left to chance.
    pub(super) fn is_fixed(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The time by which a share has passed, above 0 and below 1; infinite, if that is beyond the grid.
    #[expect(clippy::indexing_slicing, reason = "a place between two nodes")]
    pub(super) fn time_at(&self, share: f64) -> f64 {
        let place = self.nodes.partition_point(|(_, passed)| *passed < share);
        if place == 0 {
            return self.shift;
        }
        if place == self.nodes.len() {
            return f64::INFINITY;
        }
        let ((_, before), (_, after)) = (self.nodes[place - 1], self.nodes[place]);
        self.shift + self.step * ((place - 1) as f64 + (share - before) / (after - before))
    }

    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "0 ≤ index ≤ the grid's length − 2")]
    fn k_and_slope(&self, x: f64) -> (f64, f64) {
        let x = x - self.shift;
        if x < 0.0 {
            return (0.0, 0.0);
        }
        if self.nodes.is_empty() {
            return (x, 1.0);
        }
        let place = x / self.step;
        // Cut off rather than rounded down: the same above 0, and no call where processors have no floor.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 0; saturates")]
        let index = (place as usize).min(self.nodes.len() - 2);
        let ((k0, f0), (k1, f1)) = (self.nodes[index], self.nodes[index + 1]);
        let t = place - index as f64;
        // Cubic through both values and slopes; past the last point (rounding), the line that leaves it.
        if t > 1.0 {
            return (k1 + (t - 1.0) * self.step * f1, f1);
        }
        let (s0, s1) = (f0 * self.step, f1 * self.step);
        let rise = k1 - k0;
        let (square, cube) = (3.0 * rise - 2.0 * s0 - s1, s0 + s1 - 2.0 * rise);
        let slope = (s0 + t * (2.0 * square + t * 3.0 * cube)) / self.step;
        (k0 + t * (s0 + t * (square + t * cube)), slope)
    }
}

/// The laws of the time from entering to leaving each stage, in their order.
pub(super) fn timings(times: &[StageTime], horizon_days: f64) -> Vec<WinTiming> {
    let step = horizon_days / GRID as f64;
    let mut sum = TimeSum::none(step);
    let passed = times.iter().map(|time| {
        sum.add(&TimeSum::of(*time, step, GRID));
        sum.timing()
    });
    passed.collect()
}

/// A sum of independent times on a grid.
#[derive(Clone, Debug)]
pub(super) struct TimeSum {
    pub(super) step: f64,
    /// Sum of the fixed times.
    pub(super) shift: f64,
    /// Masses of the sum of the others at 0, step, 2·step …; empty, if there are none.
    pub(super) masses: Vec<f64>,
}

impl TimeSum {
    /// No time at all.
    pub(super) fn none(step: f64) -> Self {
        Self { step, shift: 0.0, masses: Vec::new() }
    }

    /// One time, on so many points, a power of two.
    pub(super) fn of(time: StageTime, step: f64, points: usize) -> Self {
        match time.law() {
            TimeLaw::Fixed(days) => Self { shift: days, ..Self::none(step) },
            law @ (TimeLaw::Gamma { .. } | TimeLaw::Lognormal { .. } | TimeLaw::Measured(_)) => {
                Self { masses: TimeToPass::new(law).masses(step, points), ..Self::none(step) }
            }
        }
    }

    /// Adds another sum on the same grid.
    pub(super) fn add(&mut self, other: &Self) {
        self.shift += other.shift;
        if self.masses.is_empty() {
            self.masses.clone_from(&other.masses);
        } else if !other.masses.is_empty() {
            self.masses = convolve(&self.masses, &other.masses);
        }
    }

    /// Its law.
    pub(super) fn timing(&self) -> WinTiming {
        WinTiming::of_masses(&self.masses, self.shift, self.step)
    }
}

/// The law of one time, through K.
struct TimeToPass {
    law: TimeLaw,
    /// Of a gamma law, ln Γ(a) and ln Γ(a + 1).
    log_gammas: [f64; 2],
    /// Of a lognormal law, its mean.
    mean: f64,
}

impl TimeToPass {
    fn new(law: TimeLaw) -> Self {
        let (log_gammas, mean) = match law {
            TimeLaw::Gamma { shape, .. } => ([shape, shape + 1.0].map(libm::lgamma), 0.0),
            TimeLaw::Lognormal { mu, sigma } => ([0.0; 2], libm::exp(mu + 0.5 * sigma * sigma)),
            TimeLaw::Fixed(_) | TimeLaw::Measured(_) => ([0.0; 2], 0.0),
        };
        Self { law, log_gammas, mean }
    }

    /// Mass at the points 0, step, 2·step …: second differences of K.
    fn masses(&self, step: f64, points: usize) -> Vec<f64> {
        let (mut k, mut slope) = (0.0, 0.0);
        (1..=points)
            .map(|point| {
                // Where all of it is passed, nothing is left for the points beyond.
                if slope >= 1.0 {
                    return 0.0;
                }
                let next = self.k_at(point as f64 * step);
                let next_slope = ((next - k) / step).clamp(slope, 1.0);
                let mass = next_slope - slope;
                (k, slope) = (next, next_slope);
                mass
            })
            .collect()
    }

    /// E[(x − T)⁺]. Gamma of shape a and scale θ: x·P(a, y) − a·θ·P(a + 1, y) with y = x/θ, and P(a + 1, y) =
    /// P(a, y) − y^a e^(−y) / Γ(a + 1). Lognormal: x·Φ(z) − mean·Φ(z − σ) with z = (ln x − μ)/σ. Measured: of
    /// a part that is even on (a, b), (x − a)²/(2(b − a)) within it and x − (a + b)/2 beyond.
    fn k_at(&self, x: f64) -> f64 {
        match self.law {
            TimeLaw::Fixed(days) => (x - days).max(0.0),
            TimeLaw::Measured(times) => {
                let of = |(from, to): (f64, f64)| {
                    if x <= from {
                        0.0
                    } else if x >= to {
                        x - 0.5 * (from + to)
                    } else {
                        0.5 * (x - from) * (x - from) / (to - from)
                    }
                };
                times.parts().map(of).sum::<f64>() * times.weight()
            }
            TimeLaw::Gamma { shape, scale } => {
                let y = x / scale;
                if y <= 0.0 {
                    return 0.0;
                }
                let [log_gamma, log_gamma_next] = self.log_gammas;
                let below = gamma_lower_with(shape, y, log_gamma);
                let density = libm::exp(shape * libm::log(y) - y - log_gamma_next);
                scale * (y * below - shape * (below - density).max(0.0))
            }
            TimeLaw::Lognormal { mu, sigma } => {
                if x <= 0.0 {
                    return 0.0;
                }
                let z = (libm::log(x) - mu) / sigma;
                (x * normal::cumulative(z) - self.mean * normal::cumulative(z - sigma)).max(0.0)
            }
        }
    }
}

/// Logarithm of the density of a time that is not fixed, at `days` above 0.
pub(super) fn log_density(law: TimeLaw, days: f64) -> f64 {
    const HALF_LOG_2PI: f64 = 0.918_938_533_204_672_7;
    match law {
        TimeLaw::Fixed(_) => f64::NEG_INFINITY,
        TimeLaw::Measured(times) => {
            let part = times.parts().find(|(from, to)| *from <= days && days < *to);
            part.map_or(f64::NEG_INFINITY, |(from, to)| libm::log(times.weight() / (to - from)))
        }
        TimeLaw::Gamma { shape, scale } => {
            (shape - 1.0) * libm::log(days / scale) - days / scale - libm::lgamma(shape) - libm::log(scale)
        }
        TimeLaw::Lognormal { mu, sigma } => {
            let z = (libm::log(days) - mu) / sigma;
            -0.5 * z * z - HALF_LOG_2PI - libm::log(days * sigma)
        }
    }
}

/// Logarithm of the chance that a time is longer than `days`; of a measured one, −∞ beyond the last age. A
/// fixed time says nothing on deals that have outstayed it.
pub fn log_survival(law: TimeLaw, days: f64) -> f64 {
    match law {
        TimeLaw::Fixed(_) => 0.0,
        _ if days <= 0.0 => 0.0,
        TimeLaw::Gamma { shape, scale } => gamma_log_upper(shape, days / scale),
        TimeLaw::Lognormal { mu, sigma } => normal::log_upper((libm::log(days) - mu) / sigma),
        TimeLaw::Measured(times) => libm::log1p(-times.passed_by(days)),
    }
}
