//! The engine's samplers beside those of `rand_distr`: one type parameter apart.

use crate::support::oracle::kolmogorov_smirnov;
use plumbline::engine::{Counts, Exponential, Geometric, Rounded, Unit, beta_table, gamma_table};
use plumbline::model::RelativeError;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};
use rand_distr::{
    Beta, Binomial, Distribution, Exp1, Gamma, LogNormal, Poisson, StandardNormal, StandardUniform,
};
use std::hint::black_box;

const DRAWS: usize = 40_000;

fn drawn<T>(distribution: impl Distribution<T>, seed: u64, number: fn(T) -> f64) -> Vec<f64> {
    let rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    distribution.sample_iter(rng).take(DRAWS).map(number).collect()
}

/// Two samples of 40,000 draws are of one law: Kolmogorov and Smirnov's statistic stays below 2.23, which it
/// exceeds once in 10,000 seeds, of counts less often; and means agree within 4.5 standard errors, once in
/// 150,000. The seeds are fixed.
fn same_law<T, U>(
    name: &str,
    (ours, number): (impl Distribution<T>, fn(T) -> f64),
    (theirs, other): (impl Distribution<U>, fn(U) -> f64),
) {
    let (mut ours, mut theirs) = (drawn(ours, 1, number), drawn(theirs, 2, other));
    let n = DRAWS as f64;
    let moments = |draws: &[f64]| {
        let mean = draws.iter().sum::<f64>() / n;
        (mean, draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n)
    };
    let ((mean, variance), (mean_of_theirs, their_variance)) = (moments(&ours), moments(&theirs));
    let error = ((variance + their_variance) / n).sqrt();
    let distance = (mean - mean_of_theirs).abs();
    assert!(distance <= 4.5 * error, "{name}: {mean} and {mean_of_theirs} are apart by more than {error}");
    let statistic = kolmogorov_smirnov(&mut ours, &mut theirs);
    assert!(statistic < 2.23, "{name}: {statistic}");
}

const FLOAT: fn(f64) -> f64 = |x| x;
const COUNT: fn(u64) -> f64 = |x| x as f64;

#[test]
fn continuous_laws_are_those_of_rand_distr() {
    let counts = Counts::new();
    same_law("uniform", (Unit, FLOAT), (StandardUniform, FLOAT));
    same_law("normal", (counts.normal(), FLOAT), (StandardNormal, FLOAT));
    same_law("exponential", (Exponential, FLOAT), (Exp1, FLOAT));
    for (a, b) in [(451.0, 551.0), (3.0, 9.0), (0.7, 1.4)] {
        same_law("beta", (&beta_table(a, b), FLOAT), (Beta::new(a, b).unwrap(), FLOAT));
    }
    for shape in [0.3, 1.0, 8.0, 400.0] {
        let theirs = Gamma::new(shape, 1.0 / shape).unwrap();
        same_law("gamma", (&gamma_table(shape), FLOAT), (theirs, FLOAT));
    }
    // Of mean 1, its standard deviation relative to it.
    let error = RelativeError::new(0.4).unwrap();
    let variance = (1.0_f64 + 0.16).ln();
    let theirs = LogNormal::new(-0.5 * variance, variance.sqrt()).unwrap();
    same_law("factor", (counts.factor(error), FLOAT), (theirs, FLOAT));
}

#[test]
fn counts_are_those_of_rand_distr() {
    let counts = Counts::new();
    for mean in [0.3, 4.0, 9.5, 60.25, 3_000.0] {
        same_law("poisson", (counts.poisson(mean), COUNT), (Poisson::new(mean).unwrap(), FLOAT));
    }
    for (n, p) in [(10, 0.3), (40, 0.9), (1_000, 0.01), (20_000, 0.3)] {
        same_law("binomial", (counts.binomial(n, p), COUNT), (Binomial::new(n, p).unwrap(), COUNT));
    }
    // Theirs takes the chance of what ends the row.
    let theirs = rand_distr::Geometric::new(0.2).unwrap();
    same_law("geometric", (Geometric::new(0.8_f64.ln()), FLOAT), (theirs, COUNT));
    let theirs = rand_distr::Bernoulli::new(0.25).unwrap();
    same_law("rounded", (Rounded(7.25), COUNT), (theirs, |more| 7.0 + f64::from(u8::from(more))));
}

/// What no draw uses up shifts no luck: each takes one word.
#[test]
fn a_draw_takes_one_word() {
    let counts = Counts::new();
    let one = |draw: &dyn Fn(&mut Xoshiro256PlusPlus)| {
        let (mut drawing, mut walking) =
            (Xoshiro256PlusPlus::seed_from_u64(5), Xoshiro256PlusPlus::seed_from_u64(5));
        draw(&mut drawing);
        walking.next_u64();
        assert_eq!(drawing, walking);
    };
    for mean in [0.0, 0.3, 60.0] {
        one(&|rng| _ = black_box(counts.poisson(mean).sample(rng)));
    }
    one(&|rng| _ = black_box(counts.binomial(0, 0.5).sample(rng)));
    one(&|rng| _ = black_box(counts.binomial(900, 0.5).sample(rng)));
    one(&|rng| _ = black_box(beta_table(3.0, 9.0).sample(rng)));
    one(&|rng| _ = black_box(Exponential.sample(rng)));
    one(&|rng| _ = black_box(Rounded(1.5).sample(rng)));
}
