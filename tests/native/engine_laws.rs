//! Laws that must hold for each trial on the same luck, and for the whole distribution.

use crate::support::{collect, reference, report, scenario};
use plumbline::engine::Collection;
use serde_json::{Value, json};

fn with(change: impl Fn(&mut Value)) -> Collection {
    let mut json = reference();
    json["trials"] = json!(20_000);
    change(&mut json);
    collect(&scenario(&json))
}

/// Compares trial by trial.
fn assert_never_lower(name: &str, low: &Collection, high: &Collection) {
    let mut higher = 0;
    for (trial, (low, high)) in low.totals().zip(high.totals()).enumerate() {
        // Each month's bookings are rounded to whole cents: a sum of twelve may differ by as many.
        assert!(high >= low - 12, "{name}: trial {trial} falls from {low} to {high}");
        higher += u32::from(high > low);
    }
    assert!(higher > 10_000, "{name}: it should raise most trials, not {higher}");
}

#[test]
fn raising_an_input_never_lowers_a_trial() {
    for pipeline in ["empty", "flowing"] {
        for arrivals in ["poisson", "fixed"] {
            let base = |change: &dyn Fn(&mut Value)| {
                with(|json| {
                    json["segments"][0]["pipeline"] = json!(pipeline);
                    json["segments"][0]["supply"]["arrivals"] = json!(arrivals);
                    change(json);
                })
            };
            let plain = base(&|_| {});
            let name = |what: &str| format!("{what}, {pipeline}, {arrivals}");
            let rate = base(&|json| {
                json["segments"][0]["stages"][2]["rate"] = json!({"passed": 130, "entered": 220});
            });
            assert_never_lower(&name("a rate"), &plain, &rate);
            let supply = base(&|json| json["segments"][0]["supply"]["per_month"] = json!(211.5));
            assert_never_lower(&name("supply"), &plain, &supply);
            let size = base(&|json| json["segments"][0]["deal_size"]["mean"] = json!(25_500));
            assert_never_lower(&name("deal size"), &plain, &size);
        }
    }
}

/// Where sums are approximated, adding deals still never lowers a trial, through the seam and beyond it.
#[test]
fn raising_supply_never_lowers_a_trial_with_very_many_wins() {
    let many = |per_month: f64| {
        with(|json| {
            json["trials"] = json!(2_000);
            json["segments"][0]["supply"]["per_month"] = json!(per_month);
            json["segments"][0]["pipeline"] = json!("flowing");
        })
    };
    let (mut before, mut risen) = (many(66_000.0), 0);
    for per_month in [67_000.0, 68_000.0, 69_000.0, 70_000.0, 90_000.0] {
        let now = many(per_month);
        for (low, high) in before.totals().zip(now.totals()) {
            assert!(high >= low - 12, "at {per_month}: {low} falls to {high}");
            risen += u32::from(high > low);
        }
        before = now;
    }
    assert!(risen > 9_000, "{risen}");
}

/// The same luck is what makes comparisons sharp: one rate raised by 2% moves almost every trial the same way.
#[test]
fn compared_scenarios_meet_the_same_luck() {
    let plain = with(|_| {});
    let raised =
        with(|json| json["segments"][0]["stages"][0]["rate"] = json!({"passed": 459, "entered": 1000}));
    let pairs: Vec<(f64, f64)> =
        plain.totals().zip(raised.totals()).map(|(a, b)| (a as f64, b as f64)).collect();
    let n = pairs.len() as f64;
    let (mean_a, mean_b) =
        (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let sum = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
    let covariance = sum(&|p| (p.0 - mean_a) * (p.1 - mean_b));
    let correlation =
        covariance / (sum(&|p| (p.0 - mean_a).powi(2)) * sum(&|p| (p.1 - mean_b).powi(2))).sqrt();
    assert!(correlation > 0.99, "correlation {correlation}");
}

/// A stage's luck belongs to its id: a certain stage added before it changes no trial but by its absence of time.
#[test]
fn adding_a_certain_stage_shifts_no_luck() {
    let plain = with(|json| {
        for (index, stage) in json["segments"][0]["stages"].as_array_mut().unwrap().iter_mut().enumerate() {
            stage["id"] = json!(index + 1);
        }
    });
    let longer = with(|json| {
        let stages = json["segments"][0]["stages"].as_array_mut().unwrap();
        for (index, stage) in stages.iter_mut().enumerate() {
            stage["id"] = json!(index + 1);
        }
        stages.insert(1, json!({"id": 9, "rate": {"exact": 1}}));
    });
    assert!(plain.totals().eq(longer.totals()));
}

/// Another currency scale is the same plan: amounts times 1,000.
#[test]
fn currency_scales() {
    let scale = |factor: f64| {
        with(|json| {
            json["target"]["amount"] = json!(3_000_000.0 * factor);
            json["segments"][0]["deal_size"]["mean"] = json!(25_000.0 * factor);
        })
    };
    let (one, thousand) = (scale(1.0), scale(1000.0));
    for (small, large) in one.totals().zip(thousand.totals()) {
        assert!((large as f64 - small as f64 * 1000.0).abs() <= 1e-9 * large as f64 + 12_000.0);
    }
}

/// Exact rates leave only luck: the variance of wins is that of a Poisson number.
#[test]
fn exact_rates_leave_poisson_wins() {
    let mut json = reference();
    json["trials"] = json!(200_000);
    for stage in json["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rate"] = json!({"exact": 0.5});
    }
    let report = report(&scenario(&json));
    let ratio = report.wins_variance / report.wins_mean;
    // Standard error of a variance ratio of counts: √(2/n) = 0.0032; four of them.
    assert!((ratio - 1.0).abs() < 0.013, "variance over mean {ratio}");
}
