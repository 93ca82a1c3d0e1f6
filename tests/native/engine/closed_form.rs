//! Means, variances and edge cases against formulas.

use crate::support::{assert_near, one_stage, reference, report, scenario};
use plumbline::engine::Counts;
use plumbline::engine::Simulator;
use plumbline::engine::stream::Word;
use plumbline::engine::timing::WinTiming;
use plumbline::math::incomplete::{beta, gamma_both, gamma_lower};
use plumbline::model::StageTime;
use rand_distr::Distribution;
use serde_json::{Value, json};

/// E[(x − T)⁺] of an Erlang time, x·P(k, x/θ) − kθ·P(k + 1, x/θ), though the time is spread over four stages.
#[test]
fn four_exponential_stages_are_one_erlang() {
    let stage = StageTime::gamma(22.5, 22.5).unwrap();
    let timing = WinTiming::new(&[stage; 4], 365.0);
    for x in [5.0, 30.0, 91.0, 182.5, 300.0, 365.0] {
        let y = x / 22.5;
        let exact = x * gamma_lower(4.0, y) - 90.0 * gamma_lower(5.0, y);
        assert_near(&format!("K({x})"), timing.k(x), exact, 5e-5);
    }
}

/// A fixed time only shifts; no time at all leaves the line.
#[test]
fn fixed_times_shift() {
    let fixed = StageTime::fixed(12.5).unwrap();
    let timing = WinTiming::new(&[fixed, fixed], 100.0);
    assert_eq!(timing.k(20.0), 0.0);
    assert_near("K(60)", timing.k(60.0), 35.0, 1e-12);
    let gamma = StageTime::gamma(30.0, 20.0).unwrap();
    let (alone, shifted) = (WinTiming::new(&[gamma], 200.0), WinTiming::new(&[fixed, gamma, fixed], 200.0));
    assert_near("shifted", shifted.k(125.0), alone.k(100.0), 1e-9);
}

/// Law of total variance for compound wins under shared rates:
/// Var S = E[N]·E[X²] + Var(E[N | rate])·E[X]², with N given the rate Poisson.
#[test]
fn bookings_have_the_variance_of_shared_uncertainty() {
    let trials = 1_000_000;
    let rate = json!({"passed": 24, "entered": 98});
    let report = report(&scenario(&one_stage(
        json!({"per_month": 400}),
        rate,
        json!({"mean": 1000, "cv": 2}),
        1.0,
        trials,
    )));
    let (a, b) = (25.0, 75.0);
    let rate_variance = a * b / ((a + b) * (a + b) * (a + b + 1.0));
    let variance: f64 = 100.0 * 1e6 * (1.0 + 4.0) + 400.0 * 400.0 * rate_variance * 1e6;
    // Standard error of a standard deviation with kurtosis κ: σ·√((κ − 1)/(4n)); κ is below 5 here.
    assert_near("sd", report.sd / 100.0, variance.sqrt(), 4.0 * variance.sqrt() / f64::from(trials).sqrt());
    assert_near("mean", report.mean.value / 100.0, 100_000.0, 4.0 * report.mean.standard_error / 100.0);
}

/// Expected bookings by the end of each month, minor units, for deals of a mean size.
fn expected_cumulative(json: &Value, size: f64) -> Vec<f64> {
    let entries = Simulator::new(&scenario(json)).block(0, 1).segments[0].expected_entries.clone();
    let mut sum = 0.0;
    entries
        .last()
        .unwrap()
        .iter()
        .map(|wins| {
            sum += wins * size;
            sum
        })
        .collect()
}

/// A flowing pipeline is steady: every month brings λ·p·mean, whatever the cycle.
#[test]
fn a_flowing_pipeline_brings_the_same_every_month() {
    let mut json = reference();
    json["segments"][0]["pipeline"] = json!("flowing");
    let cumulative = expected_cumulative(&json, 2_500_000.0);
    let per_month = cumulative[11] / 12.0;
    for (month, expected) in cumulative.iter().enumerate() {
        let steady = per_month * (month + 1) as f64;
        assert_near(&format!("month {month}"), *expected, steady, 1e-9 * steady);
    }
    let rate = (451.0 / 1002.0) * (221.0 / 452.0) * (121.0 / 222.0) * (61.0 / 122.0);
    assert_near("a year", cumulative[11], 2400.0 * rate * 2_500_000.0, 1.0);
}

/// Growth and seasons multiply: λ_m = base · (1 + g)^m · weight / mean weight, from the month the plan begins
/// in.
#[test]
fn supply_grows_and_has_seasons() {
    let mut json = one_stage(
        json!({"per_month": 100, "growth_per_month": 0.1,
               "seasonality": [1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0]}),
        json!({"exact": 1}),
        json!({"mean": 1, "cv": 0}),
        1.0,
        1000,
    );
    json["horizon"] = json!({"months": 3});
    json["start"] = json!("2027-03-01");
    let cumulative = expected_cumulative(&json, 100.0);
    // March, April (double), May; weights sum to 12.
    for (month, exact) in [(0, 100.0), (1, 100.0 + 220.0), (2, 100.0 + 220.0 + 121.0)] {
        assert_near(&format!("month {month}"), cumulative[month], 100.0 * exact, 1e-6 * exact);
    }
}

/// What is booked counts in full, and only what comes after the as-of date is drawn.
#[test]
fn booked_so_far_stands_before_the_future() {
    let mut json = one_stage(
        json!({"per_month": 30}),
        json!({"exact": 0.5}),
        json!({"mean": 100, "cv": 0}),
        1.0,
        20_000,
    );
    json["horizon"] = json!({"months": 2});
    json["start"] = json!("2027-04-01");
    json["as_of"] = json!("2027-05-01");
    json["booked"] = json!(1234.56);
    let report = report(&scenario(&json));
    // One month is left: 15 wins of 100.
    assert_near(
        "mean",
        report.mean.value / 100.0,
        1234.56 + 1500.0,
        4.0 * report.mean.standard_error / 100.0,
    );
    assert_eq!(report.months.len(), 1, "only the months from the as-of date on");
    assert_eq!(report.months[0].month, 1);
    // No trial is below what is booked.
    json["target"] = json!({"amount": 1234.56});
    assert_eq!(crate::support::report(&scenario(&json)).chance.value, 1.0);
}

/// The path of the plan's own shape ends at the target and begins at what is booked.
#[test]
fn the_path_has_the_plans_own_shape() {
    let report = report(&scenario(&{
        let mut json = reference();
        json["trials"] = json!(1000);
        json
    }));
    // It is that of the mean.
    let path: Vec<f64> = report.months.iter().map(|month| month.path.unwrap()).collect();
    assert_near("end", path[11], 300_000_000.0, 1.0);
    assert!(path[2] < 0.6 * path[11] * 3.0 / 12.0, "an empty pipeline starts slowly, not on a straight line");
}

/// Zero and one: nothing arrives, nothing converts, everything converts.
#[test]
fn nothing_and_everything() {
    let run = |supply: f64, rate: f64, target: f64| {
        let supply = json!({"per_month": supply, "arrivals": "fixed"});
        report(&scenario(&one_stage(
            supply,
            json!({"exact": rate}),
            json!({"mean": 10, "cv": 0}),
            target,
            1000,
        )))
    };
    assert_eq!(run(0.0, 0.5, 1.0).chance.value, 0.0);
    assert_eq!(run(50.0, 0.0, 1.0).mean.value, 0.0);
    assert_eq!(run(50.0, 1.0, 500.0).chance.value, 1.0);
    assert_eq!(run(50.0, 1.0, 500.01).chance.value, 0.0);
    // A target of nothing is always met.
    assert_eq!(run(0.0, 0.5, 0.0).chance.value, 1.0);
}

/// Every drawn count is the exact quantile: the least k with F(k) ≥ u. Scanned over a grid of words, at every
/// size of mean and next to every boundary the expansion could get wrong.
#[test]
fn poisson_counts_are_exact_quantiles() {
    let counts = Counts::new();
    for lambda in [0.001, 0.3, 2.0, 5.5, 5.999, 6.0, 8.0, 13.7, 60.25, 350.0, 1234.5, 2e4, 2e6] {
        for step in 1..3_000_u64 {
            let word = step * (u64::MAX / 3_000) + step;
            let u = word as f64 / 2.0_f64.powi(64);
            let k = counts.poisson(lambda).sample(&mut Word(word)) as f64;
            let slack = 1e-9;
            assert!(gamma_both(k + 1.0, lambda).1 >= u - slack, "λ {lambda}, u {u}: {k} is too small");
            assert!(k == 0.0 || gamma_both(k, lambda).1 < u + slack, "λ {lambda}, u {u}: {k} is too large");
        }
    }
    assert_eq!(counts.poisson(0.0).sample(&mut Word(u64::MAX)), 0);
}

/// The same for binomial counts below the variance from which the expansion stands alone.
#[test]
fn binomial_counts_are_exact_quantiles() {
    let counts = Counts::new();
    for (n, p) in
        [(1, 0.5), (10, 0.3), (40, 0.25), (40, 0.9), (1000, 0.01), (1000, 0.7), (20_000, 0.02), (500, 0.5)]
    {
        let cases = n as f64;
        for step in 1..3_000_u64 {
            let word = step * (u64::MAX / 3_000) + step;
            let u = word as f64 / 2.0_f64.powi(64);
            let k = counts.binomial(n, p).sample(&mut Word(word)) as f64;
            let at_most = |k: f64| if k >= cases { 1.0 } else { beta(1.0 - p, cases - k, k + 1.0) };
            let slack = 1e-9;
            assert!(at_most(k) >= u - slack, "n {n}, p {p}, u {u}: {k} is too small");
            assert!(k == 0.0 || at_most(k - 1.0) < u + slack, "n {n}, p {p}, u {u}: {k} is too large");
        }
    }
    for (n, p, all) in [(7, 0.0, 0), (7, 1.0, 7), (0, 0.5, 0)] {
        assert_eq!(counts.binomial(n, p).sample(&mut Word(9)), all);
    }
}

/// Beyond the deals drawn singly the sum is approximated; mean, sd and the outer quantiles stay within the
/// Monte Carlo error of an exact normal-power expansion (Cornish–Fisher with the exact three cumulants).
#[test]
fn sums_of_very_many_deals_keep_their_moments() {
    let trials = 50_000;
    let report = report(&scenario(&one_stage(
        json!({"per_month": 20_000, "arrivals": "fixed"}),
        json!({"exact": 1}),
        json!({"mean": 100, "cv": 1}),
        1.0,
        trials,
    )));
    let (mean, sd, skewness) = (2e6, 100.0 * 20_000.0_f64.sqrt(), 4.0 / 20_000.0_f64.sqrt());
    let error = sd / f64::from(trials).sqrt();
    assert_near("mean", report.mean.value / 100.0, mean, 4.0 * error);
    assert_near("sd", report.sd / 100.0, sd, 4.0 * error);
    for (p, z) in [(0.05, -1.644_854), (0.5, 0.0), (0.95, 1.644_854)] {
        let exact = mean + sd * (z + skewness * (z * z - 1.0) / 6.0);
        // Standard error of a quantile: √(p(1 − p)/n)/density; 2.2 standard errors of the mean at 5%.
        assert_near(&format!("quantile {p}"), report.quantile(p) / 100.0, exact, 4.0 * 2.2 * error);
    }
}

/// Entries by stage against the chain of thinned and delayed arrivals: all enter the first stage on arrival,
/// the expected wins are those of the engine, and with fixed times each later stage is the first one, shifted
/// and thinned.
#[test]
fn expected_entries_follow_the_funnel() {
    let mut json = reference();
    let stages = json["segments"][0]["stages"].as_array_mut().unwrap();
    for stage in stages.iter_mut() {
        stage["time"] = json!({"fixed": 365.0 / 12.0});
        stage["rate"] = json!({"exact": 0.5});
    }
    let scenario = scenario(&json);
    let simulator = Simulator::new(&scenario);
    let entries = simulator.block(0, 1).segments[0].expected_entries.clone();
    assert_eq!(entries.len(), 5);
    for (stage, by_month) in entries.iter().enumerate() {
        for (month, expected) in by_month.iter().enumerate() {
            let exact = if month < stage { 0.0 } else { 200.0 * 0.5_f64.powi(i32::try_from(stage).unwrap()) };
            assert_near(&format!("stage {stage}, month {month}"), *expected, exact, 1e-6);
        }
    }
    let wins: f64 = entries.last().unwrap().iter().sum();
    assert_near("wins", wins, simulator.expected_wins(), 1e-9);
}

/// A fixed intake and a flowing pipeline bring the same expected entries as a Poisson one.
#[test]
fn expected_entries_do_not_depend_on_the_spread_of_arrivals() {
    let mut json = reference();
    json["segments"][0]["pipeline"] = json!("flowing");
    let poisson = Simulator::new(&scenario(&json)).block(0, 1).segments[0].expected_entries.clone();
    json["segments"][0]["supply"]["arrivals"] = json!("fixed");
    let fixed = Simulator::new(&scenario(&json)).block(0, 1).segments[0].expected_entries.clone();
    assert_eq!(poisson, fixed);
    let steady = 200.0 * (451.0 / 1002.0) * (221.0 / 452.0);
    assert_near("third stage, sixth month", poisson[2][5], steady, 1e-6 * steady);
}
