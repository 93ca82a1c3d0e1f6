//! Rates of reps who differ: quantiles of a Beta law whose mean is the team's rate of the trial, by
//! interpolation.

use super::counts::floor;
use crate::math::incomplete::BetaLaw;
use crate::math::normal;
use crate::math::quantile_table::QuantileTable;
use rand::Rng;
use rand::distr::Distribution;

/// A rep's rate as a function of the team's rate p and of the rep's place among reps, a standard normal score
/// z: the quantile at Φ(z) of Beta(p(1−ρ)/ρ + passed, (1−p)(1−ρ)/ρ + not passed).
///
/// Tabulated in logits on a fixed lattice and interpolated by cubics through four points in each direction,
/// so that the same rate and place give the same rep's rate in every scenario. For ρ up to 0.1 the rate is
/// off by less than 10^-4 of its standard deviation.
#[derive(Clone, Debug)]
pub(super) struct RepRates {
    /// First column, in steps of the logit of p.
    first: i32,
    /// By column, the logits of the rate at each place.
    columns: Vec<[f64; PLACES]>,
}

/// A step between team rates, in logits.
const RATE_STEP: f64 = 0.25;
/// Rates are told apart from 1 in 160,000 to all but as many.
const LOGIT_MAX: f64 = 12.0;
/// A step between places, in standard deviations.
const PLACE_STEP: f64 = 0.3;
const PLACES: usize = 45;
/// Places beyond are taken to be there: one rep in 10^10.
const SCORE_MAX: f64 = PLACE_STEP * ((PLACES - 1) / 2) as f64;
/// A logit beyond which a rate is 0 or 1.
const RATE_LOGIT_MAX: f64 = 700.0;

impl RepRates {
    /// For team rates from `low` to `high`, ρ = `spread` and, of this very rep, `passed` of `entered`.
    pub(super) fn new((low, high): (f64, f64), spread: f64, (passed, entered): (u32, u32)) -> Self {
        let column = |rate: f64| (logit(rate).clamp(-LOGIT_MAX, LOGIT_MAX) / RATE_STEP).floor();
        #[expect(clippy::cast_possible_truncation, reason = "within ± LOGIT_MAX / RATE_STEP")]
        let (first, last) = (column(low) as i32 - 1, column(high) as i32 + 2);
        let cases = (1.0 - spread) / spread;
        let columns = (first..=last).map(|column| {
            let rate = rate_of(f64::from(column) * RATE_STEP);
            let (a, b) =
                (rate * cases + f64::from(passed), (1.0 - rate) * cases + f64::from(entered - passed));
            quantile_logits(a, b)
        });
        Self { first, columns: columns.collect() }
    }

    /// The rates of reps at a team's rate, by place: found once a trial, for all of its reps.
    fn team(&self, rate: f64) -> TeamRate {
        if rate <= 0.0 || rate >= 1.0 {
            return TeamRate { rate: rate.clamp(0.0, 1.0), logits: None };
        }
        let column = logit(rate).clamp(-LOGIT_MAX, LOGIT_MAX) / RATE_STEP - f64::from(self.first);
        let (begin, weights) = four(column, self.columns.len());
        let mut logits = [0.0; PLACES];
        for (column, weight) in self.columns.iter().skip(begin).zip(weights) {
            for (sum, logit) in logits.iter_mut().zip(column) {
                *sum += weight * logit;
            }
        }
        TeamRate { rate, logits: Some(logits) }
    }
}

/// A team's rate of a trial, and the logits of its reps' rates at each place; none at 0 and 1, which all reps
/// share.
#[derive(Clone, Copy, Debug)]
struct TeamRate {
    rate: f64,
    logits: Option<[f64; PLACES]>,
}

impl TeamRate {
    /// The rate of the rep at place `z`.
    fn at(&self, z: f64) -> f64 {
        let Some(logits) = &self.logits else { return self.rate };
        let place = (z.clamp(-SCORE_MAX, SCORE_MAX) + SCORE_MAX) * (1.0 / PLACE_STEP);
        let (begin, [w0, w1, w2, w3]) = four(place, PLACES);
        let Some([a, b, c, d]) = logits.get(begin..).and_then(<[f64]>::first_chunk) else { return self.rate };
        rate_of(w0 * a + w1 * b + w2 * c + w3 * d)
    }
}

/// A rep's rates on the plan and off it, from one place among reps.
#[derive(Clone, Copy, Debug)]
pub(super) struct OnAndOff<'a> {
    /// Standard normal numbers.
    normal: &'a QuantileTable,
    /// The team's rate on the plan.
    team: TeamRate,
    /// The team's rate off the plan; none, if it is the same.
    off_plan: Option<TeamRate>,
    /// Of reps below the team's rate, the share of the gap that is closed.
    lift: f64,
}

impl<'a> OnAndOff<'a> {
    /// Of a table, at the team's rate on the plan, of which a share is left off it.
    pub(super) fn new(
        table: &RepRates,
        normal: &'a QuantileTable,
        (rate, off_plan): (f64, f64),
        lift: f64,
    ) -> Self {
        let off_plan = (off_plan < 1.0).then(|| table.team(rate * off_plan));
        Self { normal, team: table.team(rate), off_plan, lift }
    }
}

impl Distribution<(f64, f64)> for OnAndOff<'_> {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> (f64, f64) {
        let z = self.normal.sample(rng);
        let lifted = |team: &TeamRate| {
            let own = team.at(z);
            own + self.lift * (team.rate - own).max(0.0)
        };
        let on = lifted(&self.team);
        (on, self.off_plan.as_ref().map_or(on, lifted))
    }
}

/// The first of the four lattice points around a place, and their weights in the cubic through them
/// (Lagrange).
fn four(place: f64, points: usize) -> (usize, [f64; 4]) {
    let begin = (floor(place) - 1.0).clamp(0.0, points.saturating_sub(4) as f64);
    let t = place - begin;
    let weights = [
        -(t - 1.0) * (t - 2.0) * (t - 3.0) / 6.0,
        t * (t - 2.0) * (t - 3.0) / 2.0,
        -t * (t - 1.0) * (t - 3.0) / 2.0,
        t * (t - 1.0) * (t - 2.0) / 6.0,
    ];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
    (begin as usize, weights)
}

fn logit(rate: f64) -> f64 {
    libm::log(rate / (1.0 - rate))
}

fn rate_of(logit: f64) -> f64 {
    let odds = libm::exp(-logit.abs());
    if logit > 0.0 { 1.0 / (1.0 + odds) } else { odds / (1.0 + odds) }
}

/// Logits of the quantiles of Beta(a, b) at all places, each solved from its own end.
#[expect(clippy::indexing_slicing, reason = "at most as far from the middle as there are places")]
fn quantile_logits(a: f64, b: f64) -> [f64; PLACES] {
    let (law, mirrored) = (BetaLaw::new(a, b), BetaLaw::new(b, a));
    let mut logits = [0.0; PLACES];
    let middle = PLACES / 2;
    // From the middle outwards: each search begins where the line through the last two points leads.
    let begun = logit_quantile(&law, &mirrored, 0.0, libm::log(a / b));
    logits[middle] = begun;
    for side in [1_i32, -1] {
        let (mut last, mut rise) = (begun, 0.0);
        for distance in 1..=middle {
            let z = f64::from(side) * PLACE_STEP * distance as f64;
            let here = logit_quantile(&law, &mirrored, z, last + rise);
            (rise, last) = (here - last, here);
            let place = if side > 0 { middle + distance } else { middle - distance };
            logits[place] = here;
        }
    }
    logits
}

/// Newton's method on the logarithm of the nearer tail as a function of the logit, kept within a bracket.
fn logit_quantile(law: &BetaLaw, mirrored: &BetaLaw, z: f64, guess: f64) -> f64 {
    let (law, sign) = if z <= 0.0 { (law, 1.0) } else { (mirrored, -1.0) };
    let wanted = libm::log(normal::cumulative(-z.abs()));
    let (mut low, mut high) = (-RATE_LOGIT_MAX, RATE_LOGIT_MAX);
    let mut y = (guess * sign).clamp(-RATE_LOGIT_MAX, RATE_LOGIT_MAX);
    for _ in 0..100 {
        let x = rate_of(y);
        let (cumulative, density) = law.cumulative_and_density(x);
        let excess = libm::log(cumulative) - wanted;
        if excess > 0.0 {
            high = y;
        } else {
            low = y;
        }
        let slope = density * x * (1.0 - x) / cumulative;
        let newton = y - excess / slope;
        let next = if low < newton && newton < high { newton } else { 0.5 * (low + high) };
        let moved = (next - y).abs();
        y = next;
        if moved < 1e-9 * (1.0 + y.abs()) {
            break;
        }
    }
    y * sign
}
