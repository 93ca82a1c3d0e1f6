//! The laws that results are judged by: fits, limits, posteriors, shares of a product.

use super::counted;
use plumbline::history::{fit, limits_at, posterior, shapley_of_product, shrunken_rate, team_rate};
use plumbline::math::binomial::{self, BetaBinomial};
use plumbline::model::Counted;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Beta, Binomial, Distribution, LogNormal};

/// Tarone's rats: tumours and group sizes, in the order of *Bayesian Data Analysis*.
const RATS: [(u32, u32); 70] = [
    (0, 20),
    (0, 20),
    (0, 20),
    (0, 20),
    (0, 20),
    (0, 20),
    (0, 20),
    (0, 19),
    (0, 19),
    (0, 19),
    (0, 19),
    (0, 18),
    (0, 18),
    (0, 17),
    (1, 20),
    (1, 20),
    (1, 20),
    (1, 20),
    (1, 19),
    (1, 19),
    (1, 18),
    (1, 18),
    (2, 25),
    (2, 24),
    (2, 23),
    (2, 20),
    (2, 20),
    (2, 20),
    (2, 20),
    (2, 20),
    (2, 20),
    (1, 10),
    (5, 49),
    (2, 19),
    (5, 46),
    (3, 27),
    (2, 17),
    (7, 49),
    (7, 47),
    (3, 20),
    (3, 20),
    (2, 13),
    (9, 48),
    (10, 50),
    (4, 20),
    (4, 20),
    (4, 20),
    (4, 20),
    (4, 20),
    (4, 20),
    (4, 20),
    (10, 48),
    (4, 19),
    (4, 19),
    (4, 19),
    (5, 22),
    (11, 46),
    (12, 49),
    (5, 20),
    (5, 20),
    (6, 23),
    (5, 19),
    (6, 22),
    (6, 20),
    (6, 20),
    (6, 20),
    (16, 52),
    (15, 46),
    (15, 47),
    (9, 24),
];

/// Maximum likelihood of the rat tumours as the R package `BayesGOF` prints it (2.304768, 14.079707; its
/// search ends a little early: SciPy's, to 1e-12, gives 2.304783, 14.079811, whose likelihood is higher), and
/// the posterior of 4 of 14 (cases.json).
#[test]
fn rats_are_fitted_as_published() {
    let counts: Vec<Counted> = RATS.iter().map(|(y, n)| counted(*y, *n)).collect();
    let sums = counts.iter().fold((0, 0), |sum, of| (sum.0 + of.passed, sum.1 + of.decided));
    assert_eq!(sums, (263, 1725));
    let fit = fit(&counts).unwrap();
    let (a, b) = fit.shapes.unwrap();
    assert!((a - 2.304_768).abs() < 2e-5 && (b - 14.079_707).abs() < 2e-4, "{a} {b}");
    let (a, b) = posterior(&fit, counted(4, 14)).unwrap();
    let mean = a / (a + b);
    assert!((mean - 0.207_499).abs() < 1e-6, "{mean}");
    assert!((fit.shapes.unwrap().0 - 2.304_783).abs() < 2e-6, "{fit:?}");
    assert!((shrunken_rate(&fit, counted(4, 14)) - mean).abs() < 1e-15);
    let sd = (mean * (1.0 - mean) / (a + b + 1.0)).sqrt();
    assert!((sd - 0.072_385).abs() < 1e-6, "{sd}");
    // Pearson's χ² and Tarone's S by their definitions, at the pooled rate.
    let p = 263.0 / 1_725.0;
    let of = |y: u32, n: u32| (f64::from(y) - f64::from(n) * p).powi(2) / (p * (1.0 - p));
    let pearson: f64 = RATS.iter().map(|(y, n)| of(*y, *n) / f64::from(*n)).sum();
    assert!((fit.chi_square_ratio - pearson / 69.0).abs() < 1e-12, "{}", fit.chi_square_ratio);
    let (s, pairs) = RATS.iter().fold((0.0, 0.0), |(s, pairs), (y, n)| {
        (s + of(*y, *n), pairs + f64::from(*n) * (f64::from(*n) - 1.0))
    });
    assert!((fit.tarone_z - (s - 1_725.0) / (2.0 * pairs).sqrt()).abs() < 1e-12, "{}", fit.tarone_z);
    assert!(fit.tarone_p < 1e-6 && fit.chi_square_ratio > 1.5, "{fit:?}");
}

/// Limits are exact binomial quantiles, found here by summing the mass; widened ones contain them.
#[test]
fn limits_are_exact_quantiles() {
    for (n, p) in [(1_u32, 0.3_f64), (7, 0.05), (40, 0.25), (250, 0.5), (200, 0.9)] {
        let mut mass = (1.0 - p).powi(i32::try_from(n).unwrap());
        let mut sums = vec![mass];
        for k in 0..n {
            mass *= f64::from(n - k) / f64::from(k + 1) * p / (1.0 - p);
            sums.push(sums.last().unwrap() + mass);
        }
        let quantile = |u: f64| {
            sums.iter().position(|sum| *sum >= u - 1e-12).unwrap_or(n as usize) as f64 / f64::from(n)
        };
        let limits = limits_at(p, 0.0, n).unwrap();
        assert_eq!(limits.inner, (quantile(0.025), quantile(0.975)), "{n} {p}");
        assert_eq!(limits.outer, (quantile(0.001), quantile(0.999)), "{n} {p}");
        let wide = limits_at(p, 0.05, n).unwrap();
        assert!(wide.inner.0 <= limits.inner.0 && wide.inner.1 >= limits.inner.1, "{n} {p}");
        assert!((0.0..=1.0).contains(&wide.outer.0) && (0.0..=1.0).contains(&wide.outer.1));
        for k in 0..=n {
            let exact = sums[k as usize];
            assert!((binomial::cumulative(f64::from(k), f64::from(n), p) - exact).abs() < 1e-10, "{n} {k}");
        }
    }
    assert_eq!(limits_at(0.3, 0.0, 0), None);
}

/// A beta-binomial with equal shapes of 1 is uniform; with large ones it is the binomial.
#[test]
fn the_beta_binomial_law_has_its_limits() {
    let uniform = BetaBinomial::new(9, 1.0, 1.0);
    for k in 0..=9 {
        assert!((uniform.cumulative(k) - f64::from(k + 1) / 10.0).abs() < 1e-12);
        assert!((uniform.at_least(k) - f64::from(10 - k) / 10.0).abs() < 1e-12);
    }
    let narrow = BetaBinomial::new(40, 2.5e9, 7.5e9);
    for k in 0..=40 {
        assert!((narrow.cumulative(k) - binomial::cumulative(f64::from(k), 40.0, 0.25)).abs() < 1e-6);
    }
    assert_eq!(narrow.quantile(0.5), 10);
}

/// Shapley values of a product against the mean over all orders, for random factors; they sum to the
/// difference.
#[test]
fn shares_of_a_product_are_those_of_all_orders() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    let size = LogNormal::new(0.0, 1.0).unwrap();
    for n in 1..=6_usize {
        for _ in 0..20 {
            let factors: Vec<(f64, f64)> =
                (0..n).map(|_| (size.sample(&mut random), size.sample(&mut random))).collect();
            let shares = shapley_of_product(&factors);
            let worth = |set: usize| -> f64 {
                factors
                    .iter()
                    .enumerate()
                    .map(|(i, (planned, now))| if set >> i & 1 == 1 { now } else { planned })
                    .product()
            };
            let sum: f64 = shares.iter().sum();
            let all = worth((1 << n) - 1) - worth(0);
            assert!((sum - all).abs() < 1e-9 * (1.0 + worth(0) + worth((1 << n) - 1)), "{n}: {sum} {all}");
            let mut by_order = vec![0.0; n];
            let orders = orders_of(n);
            for order in &orders {
                let mut set = 0;
                for player in order {
                    by_order[*player] += (worth(set | 1 << player) - worth(set)) / orders.len() as f64;
                    set |= 1 << player;
                }
            }
            for (share, exact) in shares.iter().zip(&by_order) {
                assert!(
                    (share - exact).abs() < 1e-9 * (1.0 + exact.abs() + all.abs()),
                    "{n}: {share} {exact}"
                );
            }
        }
    }
}

fn orders_of(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders_of(n - 1);
    shorter
        .iter()
        .flat_map(|order| {
            (0..n).map(move |place| {
                let mut order = order.clone();
                order.insert(place, n - 1);
                order
            })
        })
        .collect()
}

/// The distance of Kolmogorov and Smirnov from a uniform law: 1.95/√n is crossed by one seed in 1,000.
fn assert_uniform(mut places: Vec<f64>) {
    places.sort_by(f64::total_cmp);
    let n = places.len() as f64;
    let distance =
        places.iter().enumerate().map(|(i, u)| ((i as f64 + 0.5) / n - u).abs()).fold(0.0, f64::max);
    assert!(distance < 1.95 / n.sqrt(), "{distance}");
}

/// Simulation-based calibration (Talts et al., 2018): rates drawn from the fitted law, counts drawn from the
/// rates; the place of each true rate in its posterior is uniform.
#[test]
fn posteriors_are_calibrated() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
    let law = plumbline::history::BetaBinomialFit {
        rate: 0.25,
        spread: 0.04,
        shapes: Some((6.0, 18.0)),
        tarone_z: 0.0,
        tarone_p: 0.5,
        chi_square_ratio: 1.0,
    };
    let (a, b) = law.shapes.unwrap();
    let rates = Beta::new(a, b).unwrap();
    let places: Vec<f64> = (0..20_000)
        .map(|i| {
            let (rate, n) = (rates.sample(&mut random), 5 + i % 60);
            let passed = Binomial::new(n, rate).unwrap().sample(&mut random);
            let own = counted(u32::try_from(passed).unwrap(), u32::try_from(n).unwrap());
            let (a, b) = posterior(&law, own).unwrap();
            plumbline::math::incomplete::beta(rate, a, b)
        })
        .collect();
    assert_uniform(places);
    // The team's rate, drawn from its uniform prior, is as well calibrated: Beta(passed + 1, missed + 1).
    let places: Vec<f64> = (0..5_000)
        .map(|_| {
            let rate = Beta::new(1.0, 1.0).unwrap().sample(&mut random);
            let passed = Binomial::new(200, rate).unwrap().sample(&mut random);
            let team = team_rate(&[counted(u32::try_from(passed).unwrap(), 200)]).unwrap();
            let (a, b) = team.shapes();
            plumbline::math::incomplete::beta(rate, a, b)
        })
        .collect();
    assert_uniform(places);
}

/// A fit of drawn teams finds the spread again: over 200 teams of 40 reps its mean is within 4 standard
/// errors and the known downward bias of maximum likelihood, about 1/40 of (ρ + 1/n) (fixed seed).
#[test]
fn spreads_are_found_again() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(13);
    let (rate, spread): (f64, f64) = (0.3, 0.05);
    let cases = 1.0 / spread - 1.0;
    let law = Beta::new(rate * cases, (1.0 - rate) * cases).unwrap();
    let spreads: Vec<f64> = (0..200)
        .map(|_| {
            let counts: Vec<Counted> = (0..40)
                .map(|_| {
                    let passed = Binomial::new(60, law.sample(&mut random)).unwrap().sample(&mut random);
                    counted(u32::try_from(passed).unwrap(), 60)
                })
                .collect();
            fit(&counts).unwrap().spread
        })
        .collect();
    let mean = spreads.iter().sum::<f64>() / 200.0;
    let sd = (spreads.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 199.0).sqrt();
    assert!((mean - spread).abs() < 4.0 * sd / 200_f64.sqrt() + (spread + 1.0 / 60.0) / 40.0, "{mean} {sd}");
}
