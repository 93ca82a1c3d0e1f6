//! When opportunities that win are won: the law of the time from entering to winning, as one function.

use crate::math::convolution::convolve;
use crate::math::incomplete::{gamma_log_upper, gamma_lower};
use crate::math::normal;
use crate::model::{StageTime, TimeLaw};
use std::rc::Rc;

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
        if x > 0.0 { self.k_and_slope(x).1.clamp(0.0, 1.0) } else { 0.0 }
    }

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
        let index = place.floor().min((self.nodes.len() - 2) as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ index < the grid's length"
        )]
        let index = index as usize;
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
    // Sum of the fixed times so far, and masses of the sum of the others.
    let (mut shift, mut sum) = (0.0, Vec::new());
    times
        .iter()
        .map(|time| {
            if let TimeLaw::Fixed(days) = time.law() {
                shift += days;
            } else {
                let masses = TimeToPass::new(time.law()).masses(step);
                sum = if sum.is_empty() { masses } else { convolve(&sum, &masses) };
            }
            WinTiming::of_masses(&sum, shift, step)
        })
        .collect()
}

/// The law of one time, through K.
struct TimeToPass {
    law: TimeLaw,
    log_gamma: f64,
}

impl TimeToPass {
    fn new(law: TimeLaw) -> Self {
        let log_gamma = if let TimeLaw::Gamma { shape, .. } = law { libm::lgamma(shape + 1.0) } else { 0.0 };
        Self { law, log_gamma }
    }

    /// Mass at the points 0, step, 2·step …: second differences of K.
    fn masses(&self, step: f64) -> Vec<f64> {
        let (mut k, mut slope) = (0.0, 0.0);
        (1..=GRID)
            .map(|point| {
                let next = self.k_at(point as f64 * step);
                let next_slope = ((next - k) / step).clamp(slope, 1.0);
                let mass = next_slope - slope;
                (k, slope) = (next, next_slope);
                mass
            })
            .collect()
    }

    /// E[(x − T)⁺]. Gamma of shape a and scale θ: x·P(a, y) − a·θ·P(a + 1, y) with y = x/θ, and P(a + 1, y) =
    /// P(a, y) − y^a e^(−y) / Γ(a + 1). Lognormal: x·Φ(z) − mean·Φ(z − σ) with z = (ln x − μ)/σ.
    fn k_at(&self, x: f64) -> f64 {
        match self.law {
            TimeLaw::Fixed(days) => (x - days).max(0.0),
            TimeLaw::Gamma { shape, scale } => {
                let y = x / scale;
                if y <= 0.0 {
                    return 0.0;
                }
                let below = gamma_lower(shape, y);
                let density = libm::exp(shape * libm::log(y) - y - self.log_gamma);
                scale * (y * below - shape * (below - density).max(0.0))
            }
            TimeLaw::Lognormal { mu, sigma } => {
                if x <= 0.0 {
                    return 0.0;
                }
                let z = (libm::log(x) - mu) / sigma;
                let mean = libm::exp(mu + 0.5 * sigma * sigma);
                (x * normal::cumulative(z) - mean * normal::cumulative(z - sigma)).max(0.0)
            }
        }
    }
}

/// Logarithm of the chance that a time is longer than `days`. A fixed time says nothing on deals that have
/// outstayed it.
pub fn log_survival(law: TimeLaw, days: f64) -> f64 {
    match law {
        TimeLaw::Fixed(_) => 0.0,
        _ if days <= 0.0 => 0.0,
        TimeLaw::Gamma { shape, scale } => gamma_log_upper(shape, days / scale),
        TimeLaw::Lognormal { mu, sigma } => normal::log_upper((libm::log(days) - mu) / sigma),
    }
}

/// The law of the time that an open deal still takes: what is left of a first time after `age` days, given
/// that it is longer, and then the times of further stages.
#[derive(Clone, Debug)]
pub(super) struct TimeLeft {
    law: TimeLaw,
    age_days: f64,
    step: f64,
    /// Masses of what is left of the first time, at 0, step, 2·step …; empty, if that is not needed.
    masses: Vec<f64>,
    further: Rc<WinTiming>,
}

/// Points of an open deal's own time.
const OPEN_GRID: usize = 512;

impl TimeLeft {
    pub(super) fn new(first: StageTime, age_days: f64, further: Rc<WinTiming>, horizon_days: f64) -> Self {
        let (law, step) = (first.law(), horizon_days / OPEN_GRID as f64);
        let is_summed = !further.nodes.is_empty() && !matches!(law, TimeLaw::Fixed(_));
        let mut left = Self { law, age_days, step, masses: Vec::new(), further };
        if is_summed {
            left.masses = left.first_masses();
        }
        left
    }

    /// The chance to be through within `x` days; 0 at 0.
    pub(super) fn passed_by(&self, x: f64) -> f64 {
        match self.law {
            TimeLaw::Fixed(_) | TimeLaw::Gamma { .. } | TimeLaw::Lognormal { .. } if x <= 0.0 => 0.0,
            // Past a fixed time it moves now.
            TimeLaw::Fixed(days) => {
                let rest = x - (days - self.age_days).max(0.0);
                if self.further.nodes.is_empty() && rest >= self.further.shift {
                    1.0
                } else {
                    self.further.passed_by(rest)
                }
            }
            TimeLaw::Gamma { .. } | TimeLaw::Lognormal { .. } if self.masses.is_empty() => {
                1.0 - self.survival(x - self.further.shift)
            }
            TimeLaw::Gamma { .. } | TimeLaw::Lognormal { .. } => {
                let places = (0_u32..).map(|place| f64::from(place) * self.step);
                let passed =
                    self.masses.iter().zip(places).map(|(mass, at)| mass * self.further.passed_by(x - at));
                passed.sum::<f64>().min(1.0)
            }
        }
    }

    /// The chance that the first time takes more than `x` days longer.
    fn survival(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 1.0;
        }
        let begun = log_survival(self.law, self.age_days);
        libm::exp((log_survival(self.law, self.age_days + x) - begun).min(0.0))
    }

    /// Second differences of K, the integral of one minus the survival, by Simpson's rule over each step.
    fn first_masses(&self) -> Vec<f64> {
        let (mut slope, mut here) = (0.0, 1.0);
        let mut masses = Vec::with_capacity(OPEN_GRID);
        for point in 0..OPEN_GRID {
            let x = point as f64 * self.step;
            let next = self.survival(x + self.step);
            let surviving = (here + 4.0 * self.survival(x + 0.5 * self.step) + next) / 6.0;
            let next_slope = (1.0 - surviving).clamp(slope, 1.0);
            masses.push(next_slope - slope);
            (slope, here) = (next_slope, next);
        }
        masses
    }
}
