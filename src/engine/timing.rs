//! When opportunities that win are won: the law of the time from entering to winning, as one function.

use crate::math::convolution::convolve;
use crate::math::incomplete::gamma_lower;
use crate::model::StageTime;

/// Points of the grid that covers the horizon.
const GRID: usize = 4_096;
/// Of these, how many are computed in one piece of work; a divisor of [`GRID`].
const POINTS_AT_A_TIME: usize = 1_024;

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
        let mut making = TimingsInMaking::new(times, horizon_days);
        let mut timings = loop {
            if let Some(timings) = making.advance() {
                break timings;
            }
        };
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

/// The laws of the time from entering to leaving each stage, made in short pieces of work: some of a stage's
/// masses, or one convolution.
#[derive(Clone, Debug)]
pub(super) struct TimingsInMaking {
    step: f64,
    /// Times still to be added, the last stage's first.
    left: Vec<StageTime>,
    /// Sum of the fixed times so far.
    shift: f64,
    /// Masses of the sum of the gamma times so far.
    sum: Vec<f64>,
    /// The time whose masses are being computed.
    making: Option<GammaMasses>,
    /// Masses to be added to the sum.
    next: Option<Vec<f64>>,
    done: Vec<WinTiming>,
}

impl TimingsInMaking {
    pub(super) fn new(times: &[StageTime], horizon_days: f64) -> Self {
        Self {
            step: horizon_days / GRID as f64,
            left: times.iter().rev().copied().collect(),
            shift: 0.0,
            sum: Vec::new(),
            making: None,
            next: None,
            done: Vec::new(),
        }
    }

    /// Does one piece of the work; the timings to the end of each stage, once there is none left.
    pub(super) fn advance(&mut self) -> Option<Vec<WinTiming>> {
        if let Some(next) = self.next.take() {
            self.sum = if self.sum.is_empty() { next } else { convolve(&self.sum, &next) };
            self.stage_done();
        } else if let Some(making) = &mut self.making {
            self.next = making.advance(self.step);
            if self.next.is_some() {
                self.making = None;
            }
        } else if let Some(time) = self.left.pop() {
            if let Some(law) = time.gamma_shape_scale() {
                self.making = Some(GammaMasses::new(law));
            } else {
                self.shift += time.mean_days();
                self.stage_done();
            }
        } else {
            return Some(std::mem::take(&mut self.done));
        }
        None
    }

    fn stage_done(&mut self) {
        self.done.push(WinTiming::of_masses(&self.sum, self.shift, self.step));
    }
}

/// Mass of a gamma law at the points 0, step, 2·step …: second differences of K.
#[derive(Clone, Debug)]
struct GammaMasses {
    shape: f64,
    scale: f64,
    log_gamma: f64,
    /// K at the last point, and its slope there.
    k: f64,
    slope: f64,
    masses: Vec<f64>,
}

impl GammaMasses {
    fn new((shape, scale): (f64, f64)) -> Self {
        let log_gamma = libm::lgamma(shape + 1.0);
        Self { shape, scale, log_gamma, k: 0.0, slope: 0.0, masses: Vec::with_capacity(GRID) }
    }

    /// Adds the next points; all of them, once [`GRID`] are there.
    fn advance(&mut self, step: f64) -> Option<Vec<f64>> {
        for _ in 0..POINTS_AT_A_TIME {
            let next = self.k_at((self.masses.len() + 1) as f64 * step);
            let next_slope = ((next - self.k) / step).clamp(self.slope, 1.0);
            self.masses.push(next_slope - self.slope);
            (self.k, self.slope) = (next, next_slope);
        }
        (self.masses.len() >= GRID).then(|| std::mem::take(&mut self.masses))
    }

    /// E[(x − T)⁺] = x·P(a, y) − a·θ·P(a + 1, y) with y = x/θ, and P(a + 1, y) = P(a, y) − y^a e^(−y) / Γ(a + 1).
    fn k_at(&self, x: f64) -> f64 {
        let Self { shape, scale, log_gamma, .. } = *self;
        let y = x / scale;
        if y <= 0.0 {
            return 0.0;
        }
        let below = gamma_lower(shape, y);
        let density = libm::exp(shape * libm::log(y) - y - log_gamma);
        scale * (y * below - shape * (below - density).max(0.0))
    }
}
