//! Reference cases: numbers that no code of this project produced, with their origin.
//!
//! Each share agrees within 4 standard errors at a million trials (a correct engine would fail for one seed
//! in 16,000), each mean within 4 standard errors of the mean.

use crate::support::{assert_near, assert_share, one_stage, report, scenario};
use serde_json::{Value, json};

const TRIALS: u32 = 1_000_000;
const DEAL: f64 = 25_000.0;

fn deal() -> Value {
    json!({"mean": DEAL, "cv": 1})
}

/// A row of the one-rep cases.
struct OneRep {
    supply: Value,
    rate: Value,
    sd: f64,
    at_least: [(f64, f64); 4],
    p5_p50_p95: [f64; 3],
}

fn check_one_rep(name: &str, case: &OneRep) {
    let run =
        |target: f64| scenario(&one_stage(case.supply.clone(), case.rate.clone(), deal(), target, TRIALS));
    for (target, exact) in case.at_least {
        assert_share(&format!("{name}, at least {target}"), report(&run(target)).chance.value, exact, TRIALS);
    }
    let report = report(&run(250_000.0));
    assert_near(name, report.mean.value / 100.0, 250_000.0, 4.0 * case.sd / f64::from(TRIALS).sqrt());
    // The standard error of a standard deviation is below sd·√((κ − 1)/4n) with kurtosis κ < 5 here.
    assert_near(&format!("{name}, sd"), report.sd / 100.0, case.sd, 4.0 * case.sd / f64::from(TRIALS).sqrt());
    // The published quantiles stand on a grid of 50.
    for (p, exact) in [0.05, 0.5, 0.95].into_iter().zip(case.p5_p50_p95) {
        assert_near(
            &format!("{name}, quantile {p}"),
            report.quantile(p) / 100.0,
            exact,
            50.0 + 0.005 * exact,
        );
    }
}

/// Origin: exact, by fast Fourier transform on a grid of 50 with 2^17 points; the binomial and Poisson rows
/// agree with the Python package `aggregate`.
#[test]
fn forty_opportunities_at_a_quarter() {
    check_one_rep(
        "binomial",
        &OneRep {
            supply: json!({"per_month": 40, "arrivals": "fixed"}),
            rate: json!({"exact": 0.25}),
            sd: 104_582.5,
            at_least: [
                (200_000.0, 0.65117),
                (250_000.0, 0.44638),
                (300_000.0, 0.27595),
                (400_000.0, 0.08474),
            ],
            p5_p50_p95: [105_300.0, 236_450.0, 440_250.0],
        },
    );
}

/// Origin as above. The uncertain rate is shared by all deals of a trial.
#[test]
fn forty_opportunities_at_an_uncertain_quarter() {
    check_one_rep(
        "beta-binomial",
        &OneRep {
            supply: json!({"per_month": 40, "arrivals": "fixed"}),
            // Beta(25, 75).
            rate: json!({"passed": 24, "entered": 98}),
            sd: 112_904.9,
            at_least: [
                (200_000.0, 0.63443),
                (250_000.0, 0.44692),
                (300_000.0, 0.28847),
                (400_000.0, 0.09859),
            ],
            p5_p50_p95: [93_450.0, 235_350.0, 455_850.0],
        },
    );
}

/// Origin as above.
#[test]
fn ten_wins_poisson() {
    check_one_rep(
        "Poisson",
        &OneRep {
            supply: json!({"per_month": 40}),
            rate: json!({"exact": 0.25}),
            sd: 111_803.4,
            at_least: [
                (200_000.0, 0.63571),
                (250_000.0, 0.44553),
                (300_000.0, 0.28591),
                (400_000.0, 0.09685),
            ],
            p5_p50_p95: [95_750.0, 235_200.0, 454_250.0],
        },
    );
}

/// The classic mistake, told apart: drawn afresh for each deal, an uncertain rate would leave the variance of
/// the number of wins at the binomial 7.5; shared by the deals of a trial it is 10.396040 (exact,
/// beta-binomial).
#[test]
fn an_uncertain_rate_is_shared_by_the_deals_of_a_trial() {
    let rate = json!({"passed": 24, "entered": 98});
    let report = report(&scenario(&one_stage(
        json!({"per_month": 40, "arrivals": "fixed"}),
        rate,
        deal(),
        1.0,
        TRIALS,
    )));
    // Standard error of a variance: σ²·√(2/n) for nearly normal counts, 0.015 here; four of them.
    assert_near("variance of wins", report.wins_variance, 10.396_040, 0.06);
    assert!(report.wins_variance > 7.5 + 2.0, "the shared draw adds variance");
}

fn wins_at_least(supply: &Value, stages: &[f64], wins: f64) -> f64 {
    let stages: Vec<Value> = stages.iter().map(|rate| json!({"rate": {"exact": rate}})).collect();
    let mut json = one_stage(supply.clone(), json!({"exact": 1}), json!({"mean": 1, "cv": 0}), wins, TRIALS);
    json["segments"][0]["stages"] = json!(stages);
    report(&scenario(&json)).chance.value
}

/// Origin: exact binomial and Poisson probabilities; end-to-end rate 0.6 · 0.5 · 0.4 · 0.7 = 0.084.
#[test]
fn wins_are_thinned_through_four_stages() {
    let stages = [0.6, 0.5, 0.4, 0.7];
    let fixed = json!({"per_month": 100, "arrivals": "fixed"});
    for (wins, exact) in [(5.0, 0.929_788), (8.0, 0.609_491), (10.0, 0.330_521), (12.0, 0.133_369)] {
        assert_share(&format!("binomial, {wins}"), wins_at_least(&fixed, &stages, wins), exact, TRIALS);
    }
    let poisson = json!({"per_month": 100});
    for (wins, exact) in [(5.0, 0.921_092), (8.0, 0.601_348), (10.0, 0.334_080), (12.0, 0.142_934)] {
        assert_share(&format!("Poisson, {wins}"), wins_at_least(&poisson, &stages, wins), exact, TRIALS);
    }
}

fn timed(days: u32, target_wins: f64) -> Value {
    json!({
        "plumbline": 1, "currency": "USD", "horizon": {"days": days}, "target": {"amount": target_wins},
        "trials": TRIALS,
        "segments": [{
            "supply": {"per_month": 1.098_901_098_9 * 365.0 / 12.0}, "pipeline": "empty",
            "deal_size": {"mean": 1, "cv": 0},
            "stages": [{"rate": {"exact": 0.084}, "time": {"mean": 90, "sd": 45}}],
        }],
    })
}

/// Origin: exact (M/G/∞ queue): arrivals at 1.0989010989 a day, end-to-end rate 0.084, time to a win Erlang
/// of shape 4 and mean 90 days; mean wins by day 91, 182, 273, 364.
#[test]
fn wins_arrive_as_the_queue_says() {
    for (days, exact) in [(91, 1.675_742), (182, 8.608_268), (273, 16.897_728), (364, 25.292_507)] {
        let simulator = plumbline::engine::Simulator::new(&scenario(&timed(days, 1.0)));
        assert_near(&format!("expected wins by day {days}"), simulator.expected_wins(), exact, 1e-6);
        let report = report(&scenario(&timed(days, 1.0)));
        assert_near(
            &format!("wins by day {days}"),
            report.wins_mean,
            exact,
            4.0 * (exact / f64::from(TRIALS)).sqrt(),
        );
    }
    // Counts are Poisson: P(at least 30 wins by day 364).
    assert_share("30 wins", report(&scenario(&timed(364, 30.0))).chance.value, 0.198_412, TRIALS);
}

/// Origin: exact moments of a product of Beta variables with uniform priors. Of 2,000 opportunities, the wins
/// vary by more than the rate does: by the binomial variance in each trial, which is n·(m − s² − m²) on
/// average at a rate of mean m and sd s.
#[test]
fn counts_of_four_stages_give_the_end_to_end_belief() {
    let counts = [(60, 100), (30, 60), (12, 30), (8, 12)];
    let stages: Vec<Value> = counts
        .iter()
        .map(|(passed, entered)| json!({"rate": {"passed": passed, "entered": entered}}))
        .collect();
    let opportunities = 2_000.0;
    let mut json = one_stage(
        json!({"per_month": opportunities, "arrivals": "fixed"}),
        json!({"exact": 1}),
        json!({"mean": 1, "cv": 0}),
        1.0,
        TRIALS,
    );
    json["segments"][0]["stages"] = json!(stages);
    let report = report(&scenario(&json));
    let (mean, sd) = (0.078_092_2, 0.025_584_6_f64);
    let all = (opportunities * sd).powi(2) + opportunities * (mean - sd * sd - mean * mean);
    let trials = f64::from(TRIALS);
    assert_near("mean", report.wins_mean, opportunities * mean, 4.0 * (all / trials).sqrt());
    // Of kurtosis below 4, as the product itself.
    assert_near("variance", report.wins_variance, all, 4.0 * all * (3.0 / trials).sqrt());
}

/// Origin: published, Vose, *Aggregate modelling*: a lognormal of mean 20 and sd 35.
#[test]
fn a_single_deal_and_a_thousand_are_lognormal() {
    let one = |target: f64| {
        let size = json!({"mean": 20, "cv": 1.75});
        let certain = json!({"exact": 1});
        report(&scenario(&one_stage(
            json!({"per_month": 1, "arrivals": "fixed"}),
            certain,
            size,
            target,
            TRIALS,
        )))
    };
    assert_share("above 50", one(50.0).chance.value, 0.085_985_5, TRIALS);
    assert_share("below 6", 1.0 - one(6.0).chance.value, 0.335_454_1, TRIALS);
    let trials = 100_000;
    let thousand = json!({"per_month": 1_000, "arrivals": "fixed"});
    let size = json!({"mean": 20, "cv": 1.75});
    let sum = report(&scenario(&one_stage(thousand, json!({"exact": 1}), size, 1.0, trials)));
    // Standard error of a standard deviation, sums being nearly normal: σ/√(2n); four of them.
    assert_near(
        "sd of the sum",
        sum.sd / 100.0,
        1_106.797,
        4.0 * 1_106.797 / (2.0 * f64::from(trials)).sqrt() * 1.2,
    );
}

/// Origin: exact: the least number of opportunities at a win rate of 0.25 and a deal CV of 1 that reaches ten
/// mean deals with each confidence.
#[test]
fn coverage_begins_where_it_is_said_to() {
    for (confidence, least) in [(0.5, 43), (0.7, 52), (0.8, 57), (0.9, 66)] {
        let chance = |opportunities: u32| {
            let supply = json!({"per_month": opportunities, "arrivals": "fixed"});
            report(&scenario(&one_stage(supply, json!({"exact": 0.25}), deal(), 10.0 * DEAL, TRIALS))).chance
        };
        let (enough, one_fewer) = (chance(least), chance(least - 1));
        assert!(
            enough.value >= confidence - 4.0 * enough.standard_error,
            "{least} reach {confidence}: {enough:?}"
        );
        assert!(
            one_fewer.value < confidence + 4.0 * one_fewer.standard_error,
            "{}: {one_fewer:?}",
            least - 1
        );
    }
}

/// The reference scenario: mean 2,908,320 (exact: supply × end-to-end rate × share in time × mean deal)
/// within 4 standard errors, and the published P10, P50 and P90 within 0.5%.
#[test]
fn the_reference_scenario_stands_where_it_must() {
    let report = report(&scenario(&crate::support::reference()));
    assert_eq!(report.trials, 1_000_000);
    assert_near("mean", report.mean.value / 100.0, 2_908_320.0, 4.0 * report.mean.standard_error / 100.0);
    assert_near("sd", report.sd / 100.0, 525_600.0, 0.004 * 525_600.0);
    for (p, exact) in [(0.1, 2.255e6), (0.5, 2.882e6), (0.9, 3.598e6)] {
        assert_near(&format!("quantile {p}"), report.quantile(p) / 100.0, exact, 0.005 * exact);
    }
}
