//! The engine against the oracle that walks every deal: both agree on every feature.
//!
//! For each scenario: mean bookings and wins within 4 standard errors of the difference, the variance of wins
//! within 5%, each month's mean within 4.5 standard errors, and a Kolmogorov–Smirnov distance that equal
//! distributions exceed once in 20,000 times. Seeds are fixed.

use crate::support::oracle::{kolmogorov_smirnov, walk};
use crate::support::{assert_near, collect, reference, report, scenario};
use serde_json::{Value, json};

const ENGINE_TRIALS: u32 = 200_000;
const WALKED: u32 = 12_000;

fn moments(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, variance)
}

fn check(name: &str, change: impl Fn(&mut Value)) {
    let mut json = reference();
    json["trials"] = json!(ENGINE_TRIALS);
    // Fewer opportunities, so that the oracle need not walk for long.
    json["segments"][0]["supply"]["per_month"] = json!(60);
    change(&mut json);
    let scenario = scenario(&json);
    let (drawn, collection) = (report(&scenario), collect(&scenario));
    let walked = walk(&scenario, WALKED, 7);
    let booked = scenario.parts().progress.booked().minor() as f64;
    let (n, m) = (f64::from(ENGINE_TRIALS), f64::from(WALKED));

    let (mean, variance) = moments(walked.iter().map(|future| future.total() + booked));
    let error = 4.0 * (variance / m + variance / n).sqrt();
    assert_near(&format!("{name}: mean bookings"), drawn.mean.value, mean, error);
    let (wins, wins_variance) = moments(walked.iter().map(|future| f64::from(future.wins)));
    assert_near(
        &format!("{name}: mean wins"),
        drawn.wins_mean,
        wins,
        4.0 * (wins_variance / m).sqrt() * 1.05,
    );
    assert_near(
        &format!("{name}: variance of wins"),
        drawn.wins_variance,
        wins_variance,
        0.05 * wins_variance,
    );

    for band in &drawn.months {
        let until = band.month as usize + 1;
        let cumulative = walked.iter().map(|future| booked + future.by_month[..until].iter().sum::<f64>());
        let (mean, variance) = moments(cumulative);
        let error = 4.5 * (variance / m + variance / n).sqrt() + 1.0;
        assert_near(&format!("{name}: month {until}"), band.mean, mean, error);
    }
    let mut totals: Vec<f64> = collection.totals().map(|total| total as f64).collect();
    let mut walked_totals: Vec<f64> = walked.iter().map(|future| (future.total() + booked).round()).collect();
    let distance = kolmogorov_smirnov(&mut totals, &mut walked_totals);
    assert!(distance < 2.23, "{name}: Kolmogorov–Smirnov {distance}");
}

#[test]
fn empty_start() {
    check("empty", |_| {});
}

#[test]
fn flowing_start() {
    check("flowing", |json| json["segments"][0]["pipeline"] = json!("flowing"));
}

/// A flowing start books more than an empty one.
#[test]
fn flowing_is_more_than_empty() {
    let mean = |pipeline: &str| {
        let mut json = reference();
        json["trials"] = json!(50_000);
        json["segments"][0]["pipeline"] = json!(pipeline);
        report(&scenario(&json)).mean
    };
    let (empty, flowing) = (mean("empty"), mean("flowing"));
    assert!(flowing.value > empty.value + 10.0 * empty.standard_error, "{flowing:?} and {empty:?}");
}

#[test]
fn fixed_number_of_opportunities() {
    check("fixed", |json| json["segments"][0]["supply"]["arrivals"] = json!("fixed"));
}

#[test]
fn fixed_number_with_a_fraction_and_flowing() {
    check("fixed, flowing", |json| {
        json["segments"][0]["supply"] = json!({"per_month": 40.6, "arrivals": "fixed"});
        json["segments"][0]["pipeline"] = json!("flowing");
    });
}

#[test]
fn growth_and_seasons_from_a_date() {
    check("seasonal", |json| {
        json["start"] = json!("2027-02-01");
        json["segments"][0]["supply"] = json!({
            "per_month": 50, "growth_per_month": 0.05,
            "seasonality": [1, 0.5, 2, 1, 1, 0, 1, 1, 1, 1, 3, 1],
        });
    });
}

#[test]
fn fixed_and_wide_times() {
    check("times", |json| {
        json["segments"][0]["stages"][0]["time"] = json!({"fixed": 12});
        json["segments"][0]["stages"][1]["time"] = json!({"mean": 40, "sd": 80});
        json["segments"][0]["stages"][2]["time"] = json!({"mean": 5, "sd": 1});
    });
}

#[test]
fn beliefs_of_every_kind() {
    check("beliefs", |json| {
        json["segments"][0]["stages"][0]["rate"] = json!({"low": 0.3, "high": 0.6});
        json["segments"][0]["stages"][1]["rate"] = json!({"estimate": 0.5, "cases": 12});
        json["segments"][0]["stages"][2]["rate"] = json!({"exact": 0.55});
    });
}

#[test]
fn part_of_the_plan_is_over() {
    for pipeline in ["empty", "flowing"] {
        check(&format!("as of, {pipeline}"), |json| {
            json["start"] = json!("2027-01-01");
            json["as_of"] = json!("2027-04-16");
            json["booked"] = json!(150_000);
            json["horizon"] = json!({"months": 9});
            json["segments"][0]["pipeline"] = json!(pipeline);
        });
    }
}

#[test]
fn fixed_arrivals_with_part_of_the_plan_over() {
    check("fixed, as of", |json| {
        json["start"] = json!("2027-01-01");
        json["as_of"] = json!("2027-03-11");
        json["horizon"] = json!({"days": 200});
        json["segments"][0]["supply"] = json!({"per_month": 60, "arrivals": "fixed"});
    });
}

#[test]
fn sizes_by_quantiles() {
    check("sizes", |json| json["segments"][0]["deal_size"] = json!({"median": 9_000, "p90": 60_000}));
}
