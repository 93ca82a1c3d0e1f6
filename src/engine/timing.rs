//! When opportunities that win are won: the law of the time from entering to winning, as one function.

use crate::math::convolution::convolve;
use crate::math::incomplete::gamma_lower;
use crate::model::StageTime;

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
    /// Each gamma time is put on a grid of 4,096 steps by splitting its mass between neighbouring points so
    /// that K stays exact there (local moment matching; Gerber, *Insurance: Mathematics and Economics* 1,
    /// 1982); the sum is their convolution. The error of K is below (stages − 1)·step²/12 times the density of
    /// the total time: for a year and four stages, about 10^-5 days.
    pub fn new(times: &[StageTime], horizon_days: f64) -> Self {
        let step = horizon_days / GRID as f64;
        let fixed = |time: &&StageTime| time.gamma_shape_scale().is_none();
        let shift = times.iter().filter(fixed).map(|time| time.mean_days()).sum();
        let masses = times
            .iter()
            .filter_map(|time| time.gamma_shape_scale())
            .map(|(shape, scale)| gamma_masses(shape, scale, step))
            .reduce(|sum, time| convolve(&sum, &time));
        let mut nodes = Vec::new();
        let (mut k, mut cumulative) = (0.0, 0.0);
        for mass in masses.into_iter().flatten() {
            nodes.push((k, cumulative + 0.5 * mass));
            cumulative += mass;
            k += step * cumulative;
        }
        Self { shift, step, nodes }
    }

    /// K(x) in days, for x up to the horizon; 0 below 0.
    pub fn k(&self, x: f64) -> f64 {
        let x = x - self.shift;
        if x <= 0.0 {
            return 0.0;
        }
        if self.nodes.is_empty() {
            return x;
        }
        let place = x / self.step;
        let index = place.floor().min((self.nodes.len() - 2) as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ index < the grid's length"
        )]
        let index = index as usize;
        let (Some((k0, f0)), Some((k1, f1))) = (self.nodes.get(index), self.nodes.get(index + 1)) else {
            return x;
        };
        let t = place - index as f64;
        // Cubic through both values and slopes; past the last point (rounding), the line that leaves it.
        if t > 1.0 {
            return k1 + (t - 1.0) * self.step * f1;
        }
        let (s0, s1) = (f0 * self.step, f1 * self.step);
        let rise = k1 - k0;
        k0 + t * (s0 + t * ((3.0 * rise - 2.0 * s0 - s1) + t * (s0 + s1 - 2.0 * rise)))
    }
}

/// Mass of a gamma law at the points 0, step, 2·step …: second differences of K.
fn gamma_masses(shape: f64, scale: f64, step: f64) -> Vec<f64> {
    let log_gamma = libm::lgamma(shape + 1.0);
    let k_at = |index: usize| {
        let y = index as f64 * step / scale;
        if y <= 0.0 {
            return 0.0;
        }
        // E[(x − T)⁺] = x·P(a, y) − a·θ·P(a + 1, y), and P(a + 1, y) = P(a, y) − y^a e^(−y) / Γ(a + 1).
        let below = gamma_lower(shape, y);
        let density = libm::exp(shape * libm::log(y) - y - log_gamma);
        scale * (y * below - shape * (below - density).max(0.0))
    };
    let mut masses = Vec::with_capacity(GRID);
    let (mut here, mut slope) = (0.0, 0.0);
    for index in 0..GRID {
        let next = k_at(index + 1);
        let next_slope = ((next - here) / step).clamp(slope, 1.0);
        masses.push(next_slope - slope);
        (here, slope) = (next, next_slope);
    }
    masses
}
