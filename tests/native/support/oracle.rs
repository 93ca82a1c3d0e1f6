//! The oracle: walks every opportunity through every stage, with somebody else's samplers (`rand_distr`).
//!
//! Slow and plain on purpose. It shares no code with the engine but the model: no thinning, no tables, no
//! timing function, another generator, sequential random numbers.

use plumbline::model::{Arrivals, PipelineStart, RateLaw, Scenario, StageTime};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution, Gamma, LogNormal, Poisson};

/// How long before the plan's first day a flowing pipeline is walked from; beyond the longest cycle in the tests.
const FLOWING_DAYS: f64 = 1_500.0;

/// One walked future.
pub(crate) struct Walked {
    /// Bookings of each month of the plan, minor units.
    pub(crate) by_month: Vec<f64>,
    /// Number of wins.
    pub(crate) wins: u32,
}

impl Walked {
    /// All bookings.
    pub(crate) fn total(&self) -> f64 {
        self.by_month.iter().sum()
    }
}

/// Walks `trials` futures.
pub(crate) fn walk(scenario: &Scenario, trials: u32, seed: u64) -> Vec<Walked> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    (0..trials).map(|_| walk_one(scenario, &mut rng)).collect()
}

fn walk_one(scenario: &Scenario, rng: &mut Xoshiro256PlusPlus) -> Walked {
    let segment = scenario.segment();
    let parts = scenario.parts();
    let rates: Vec<f64> = segment
        .stages()
        .iter()
        .map(|stage| match stage.rate.law() {
            RateLaw::Exact(rate) => rate,
            RateLaw::Beta { a, b } => Beta::new(a, b).unwrap().sample(rng),
        })
        .collect();
    let mut entries = Vec::new();
    let supply = &segment.supply;
    if segment.pipeline == PipelineStart::Flowing {
        let mean = supply.per_month() * FLOWING_DAYS / (365.0 / 12.0);
        for _ in 0..poisson(mean, rng) {
            entries.push(-FLOWING_DAYS * rng.random::<f64>());
        }
    }
    for (index, month) in parts.calendar.months().iter().enumerate() {
        let mean = supply.in_month(index, month.month_of_year);
        let count = match supply.arrivals() {
            Arrivals::Poisson => poisson(mean, rng),
            Arrivals::Fixed => mean.floor() as u32 + u32::from(rng.random::<f64>() < mean.fract()),
        };
        for _ in 0..count {
            entries.push(month.from_day + month.days * rng.random::<f64>());
        }
    }
    let as_of = parts.progress.as_of_day();
    let mut walked = Walked { by_month: vec![0.0; parts.calendar.months().len()], wins: 0 };
    let size = LogNormal::new(segment.deal_size.mu(), segment.deal_size.sigma()).unwrap();
    for entry in entries {
        let mut day = entry;
        let mut won = true;
        for (stage, rate) in segment.stages().iter().zip(&rates) {
            day += time(stage.time, rng);
            if rng.random::<f64>() >= *rate {
                won = false;
                break;
            }
        }
        // Without a pipeline at the start there is nothing that entered before the future begins.
        let counted = (segment.pipeline == PipelineStart::Flowing) || entry >= as_of;
        if won && counted && as_of < day && day <= parts.calendar.days() {
            let month = parts.calendar.months().iter().position(|month| day <= month.to_day).unwrap();
            walked.by_month[month] += size.sample(rng);
            walked.wins += 1;
        }
    }
    walked
}

fn poisson(mean: f64, rng: &mut Xoshiro256PlusPlus) -> u32 {
    if mean > 0.0 { Poisson::new(mean).unwrap().sample(rng) as u32 } else { 0 }
}

fn time(time: StageTime, rng: &mut Xoshiro256PlusPlus) -> f64 {
    match time.gamma_shape_scale() {
        Some((shape, scale)) => Gamma::new(shape, scale).unwrap().sample(rng),
        None => time.mean_days(),
    }
}

/// The two-sample Kolmogorov–Smirnov statistic, scaled by √(nm/(n + m)): above 2.23 once in 20,000 times for
/// equal distributions (Kolmogorov's limit, 2·exp(−2·2.23²)).
pub(crate) fn kolmogorov_smirnov(first: &mut [f64], second: &mut [f64]) -> f64 {
    first.sort_by(f64::total_cmp);
    second.sort_by(f64::total_cmp);
    let (n, m) = (first.len() as f64, second.len() as f64);
    let (mut i, mut j, mut largest) = (0, 0, 0.0_f64);
    while i < first.len() && j < second.len() {
        let here = first[i].min(second[j]);
        while i < first.len() && first[i] <= here {
            i += 1;
        }
        while j < second.len() && second[j] <= here {
            j += 1;
        }
        largest = largest.max((i as f64 / n - j as f64 / m).abs());
    }
    largest * (n * m / (n + m)).sqrt()
}
