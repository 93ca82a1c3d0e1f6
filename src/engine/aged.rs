//! What is left of a time that has already taken a while, drawn without a table for each age.
#![expect(clippy::indexing_slicing, reason = "a place is brought within the table first")]

use super::inversion::Exponential;
use super::timing::{log_density, log_survival};
use crate::model::TimeLaw;
use rand::Rng;
use rand::distr::Distribution;

/// One time's cumulative hazard h(t) = −ln P(T > t), and its inverse as a table.
///
/// A time that is known to be longer than an age a has the hazard h(a) behind it, and an exponential number E
/// of mean 1 still before it (Devroye 1986, *Non-Uniform Random Variate Generation*, VI.2.2): T = h⁻¹(h(a) +
/// E). So one table serves every age, where a table for each age would make a long list of open deals slow to
/// prepare.
///
/// ln t is tabulated over h, in 16 cells to a doubling of h, by cubics with the slopes of their ends: a time
/// is off by less than 10^-4 of itself (Hermite's remainder, h⁴/384 times the fourth derivative).
#[derive(Clone, Debug)]
pub struct Aged {
    law: TimeLaw,
    /// Number of the first cell.
    first: u64,
    /// Cubics of ln t, each in its cell's coordinate in [0, 1).
    cells: Vec<[f64; 4]>,
    /// Hazards, and the shares that have passed by them, between which the law is taken to be a line.
    passed: Vec<(f64, f64)>,
}

/// Cells to a doubling, as a power of two.
const CELL_BITS: u32 = 4;
/// A logarithm of a time is found when Newton's method moves it by less: the next step would be of the order
/// of the square of this one.
const LOG_TIME_MOVED: f64 = 1e-4;
/// The least hazard that is told apart from none: smaller ones come once in 4·10^9 draws.
const HAZARD_LEAST: f64 = 1.0 / (1_u64 << 32) as f64;
/// More than an exponential number of 53 bits can be.
const HAZARD_FURTHER: f64 = 40.0;
/// Logarithms of times that are looked at.
const LOG_TIMES: (f64, f64) = (-700.0, 40.0);

impl Aged {
    /// For a time that is not fixed, at ages from the least to the greatest.
    pub fn new(law: TimeLaw, (least, greatest): (f64, f64)) -> Self {
        let passed = Hazards(0.0).map(|hazard| (hazard, 1.0 - libm::exp(-hazard))).collect();
        if matches!(law, TimeLaw::Measured(_)) {
            // Its inverse is a line within each part, and needs no table.
            return Self { law, first: 0, cells: Vec::new(), passed };
        }
        let first = cell_of(-log_survival(law, least));
        let last = cell_of(-log_survival(law, greatest) + HAZARD_FURTHER);
        let mut nodes: Vec<(f64, f64)> = Vec::new();
        for cell in first..=last + 1 {
            // Times are nearly a power of their hazards.
            let guess = nodes.last().map_or(0.0, |(log_time, slope)| {
                let before = edge_of(cell - 1);
                log_time + slope * before * libm::log(edge_of(cell) / before)
            });
            nodes.push(inverse(law, edge_of(cell), guess));
        }
        let cells = nodes.windows(2).zip(first..).map(|(pair, cell)| {
            let ((left, left_slope), (right, right_slope)) = (pair[0], pair[1]);
            let (width, rise) = (edge_of(cell + 1) - edge_of(cell), right - left);
            // Slopes beyond three times the rise would make the cubic fall somewhere (Fritsch and Carlson,
            // 1980).
            let (m0, m1) = ((left_slope * width).min(3.0 * rise), (right_slope * width).min(3.0 * rise));
            [left, m0, 3.0 * rise - 2.0 * m0 - m1, m0 + m1 - 2.0 * rise]
        });
        Self { law, first, cells: cells.collect(), passed }
    }

    /// What is left of the time of a deal that has been there for so long.
    pub fn at(&self, age_days: f64) -> LeftAt<'_> {
        LeftAt { aged: self, age_days, hazard: -log_survival(self.law, age_days) }
    }

    /// The time by which so much hazard is behind.
    fn time(&self, hazard: f64) -> f64 {
        if let TimeLaw::Measured(times) = self.law {
            return times.quantile(-libm::expm1(-hazard));
        }
        let hazard = hazard.max(HAZARD_LEAST);
        let place = cell_of(hazard).saturating_sub(self.first).min(self.cells.len() as u64 - 1);
        let t = (hazard.to_bits() << (12 + CELL_BITS) >> 12) as f64 * (1.0 / (1_u64 << 52) as f64);
        #[expect(clippy::cast_possible_truncation, reason = "below the number of cells")]
        let [c0, c1, c2, c3] = self.cells[place as usize];
        libm::exp(((c3 * t + c2) * t + c1) * t + c0)
    }
}

/// What is left of one deal's time, in days: draws it from one word.
#[derive(Clone, Copy, Debug)]
pub struct LeftAt<'a> {
    aged: &'a Aged,
    age_days: f64,
    hazard: f64,
}

impl<'a> LeftAt<'a> {
    /// Of a deal that has been there for so long, with the hazard that [`LeftAt::hazard`] once gave for that
    /// age.
    pub(super) fn new(aged: &'a Aged, age_days: f64, hazard: f64) -> Self {
        Self { aged, age_days, hazard }
    }

    /// The hazard that is behind.
    pub(super) fn hazard(&self) -> f64 {
        self.hazard
    }

    /// What is left, if so much more hazard has passed at its end.
    fn after(&self, more: f64) -> f64 {
        (self.aged.time(self.hazard + more) - self.age_days).max(0.0)
    }

    /// Adds the law of what is left, times a weight, to masses at 0, step, 2·step …
    ///
    /// The distribution function is taken at hazards so close that lines between them are off by less than
    /// 2·10^-4; the mass of each step goes to both of its ends by halves. What lies beyond the last mass is
    /// left out.
    pub(super) fn add_masses(&self, weight: f64, step: f64, masses: &mut [f64]) {
        let mut hazards = self.aged.passed.iter();
        let (mut from, mut until) = ((0.0, 0.0), (0.0, 0.0));
        let mut before = 0.0;
        for place in 1..masses.len() {
            let x = place as f64 * step;
            while until.0 < x {
                let Some((hazard, passed)) = hazards.next() else { break };
                (from, until) = (until, (self.after(*hazard), *passed));
            }
            let share = if until.0 > from.0 { ((x - from.0) / (until.0 - from.0)).min(1.0) } else { 1.0 };
            let passed = from.1 + share * (until.1 - from.1);
            if hazards.len() == 0 && passed <= before {
                // Nothing is left for the points beyond.
                break;
            }
            let half = 0.5 * weight * (passed - before);
            masses[place - 1] += half;
            masses[place] += half;
            before = passed;
        }
    }
}

/// Hazards from 0 on, each a fifth more than the last and at most by a twenty-fourth.
struct Hazards(f64);

impl Iterator for Hazards {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.0 += (0.2 * self.0).clamp(1e-6, 1.0 / 24.0);
        (self.0 < HAZARD_FURTHER).then_some(self.0)
    }
}

impl Distribution<f64> for LeftAt<'_> {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.after(Exponential.sample(rng))
    }
}

/// The number of the cell that a hazard lies in: its exponent and leading bits.
fn cell_of(hazard: f64) -> u64 {
    hazard.max(HAZARD_LEAST).to_bits() >> (52 - CELL_BITS)
}

fn edge_of(cell: u64) -> f64 {
    f64::from_bits(cell << (52 - CELL_BITS))
}

/// The logarithm of the time at which the hazard is so much, and its slope by the hazard.
///
/// Newton's method on the logarithm of the hazard as a function of the logarithm of the time, which is nearly
/// a line, kept within a bracket.
fn inverse(law: TimeLaw, hazard: f64, guess: f64) -> (f64, f64) {
    let wanted = libm::log(hazard);
    let (mut low, mut high) = LOG_TIMES;
    let mut y = guess.clamp(low, high);
    let mut slope = 0.0;
    for _ in 0..100 {
        let time = libm::exp(y);
        let log_survival = log_survival(law, time);
        let excess = libm::log(-log_survival) - wanted;
        if excess > 0.0 {
            high = y;
        } else {
            low = y;
        }
        // Density over survival, by the logarithm of the time.
        let rate = libm::exp(log_density(law, time) - log_survival) * time;
        slope = if rate > 0.0 && rate.is_finite() { 1.0 / rate } else { 0.0 };
        let newton = y - excess * -log_survival * slope;
        // At the root itself rounding may put the step outside of the bracket, which would then be halved.
        if slope > 0.0 && (newton - y).abs() < LOG_TIME_MOVED {
            return (newton, slope);
        }
        let next = if low < newton && newton < high { newton } else { f64::midpoint(low, high) };
        let moved = (next - y).abs();
        y = next;
        if moved < 1e-9 || high - low < 1e-12 {
            break;
        }
    }
    (y, slope)
}

#[cfg(test)]
mod tests {
    use super::{Aged, cell_of, edge_of, inverse};
    use crate::model::TimeLaw;

    /// Times of the table beside those of Newton's method at four places within each cell.
    #[test]
    fn times_of_the_table_are_those_of_the_law() {
        let laws = [
            TimeLaw::Gamma { shape: 2.0, scale: 10.0 },
            TimeLaw::Gamma { shape: 0.3, scale: 40.0 },
            TimeLaw::Gamma { shape: 0.01, scale: 1000.0 },
            TimeLaw::Gamma { shape: 400.0, scale: 0.1 },
            TimeLaw::Gamma { shape: 1e4, scale: 0.002 },
            TimeLaw::Lognormal { mu: 3.0, sigma: 0.8 },
            TimeLaw::Lognormal { mu: 2.0, sigma: 0.02 },
            TimeLaw::Lognormal { mu: 1.0, sigma: 2.1 },
        ];
        for law in laws {
            let aged = Aged::new(law, (0.5, 300.0));
            let last = aged.first + aged.cells.len() as u64 - 1;
            for cell in aged.first..=last {
                for part in [0.2, 0.4, 0.6, 0.8] {
                    let hazard = edge_of(cell) + part * (edge_of(cell + 1) - edge_of(cell));
                    assert_eq!(cell_of(hazard), cell);
                    let (mut exact, _) = inverse(law, hazard, 0.0);
                    for _ in 0..3 {
                        exact = inverse(law, hazard, exact).0;
                    }
                    let off = libm::log(aged.time(hazard)) - exact;
                    assert!(off.abs() < 1e-4, "{law:?} at {hazard}: {off}");
                }
            }
        }
    }
}
