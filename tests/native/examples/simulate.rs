//! `examples/simulate/` as somebody at a terminal meets it.

use crate::support::root;
use plumbline::engine::ENGINE_VERSION;
use serde_json::Value;
use std::process::{Command, Output};

fn simulate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--profile", "test", "--features", "engine"])
        .args(["--example", "simulate", "--"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs")
}

#[test]
fn it_prints_one_json_object() {
    let output = simulate(&["examples/scenarios/reference.json", "--trials", "20000", "--seed", "3"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!((json["trials"].as_u64(), json["seed"].as_u64()), (Some(20_000), Some(3)));
    assert_eq!(json["engine_version"].as_u64(), Some(u64::from(ENGINE_VERSION)));
    assert_eq!(json["target"].as_f64(), Some(3_000_000.0));
    let middle = json["quantiles"]["0.5"].as_f64().unwrap();
    assert!((2.8e6..2.96e6).contains(&middle), "{middle}");
    assert_eq!(json["promise"]["0.5"].as_f64(), Some(middle), "what holds in 5 of 10 is the middle");
    assert_eq!(json["by_month"].as_array().unwrap().len(), 12);
    assert_eq!(json["by_month"][11]["month"].as_u64(), Some(12));
    for key in ["p_target", "p_target_se", "mean", "sd"] {
        assert!(json[key].as_f64().unwrap() > 0.0, "{key}");
    }
    assert!(json["wins"]["variance"].as_f64().unwrap() > json["wins"]["mean"].as_f64().unwrap());
    // Twenty reps of one group; all of the bookings are theirs.
    let team = &json["team"];
    assert_eq!(team["heads"].as_array().unwrap().len(), 12);
    let sold = 20.0 * team["groups"][0]["mean"].as_f64().unwrap();
    assert!((sold / json["mean"].as_f64().unwrap() - 1.0).abs() < 1e-6);
    let chance = team["groups"][0]["p_quota"][0].as_f64().unwrap();
    assert!((team["periods"][0]["at_quota"].as_f64().unwrap() / 20.0 - chance).abs() < 1e-9);
    assert_eq!(json["segments"][0]["funnel"].as_array().unwrap().len(), 5);
    assert_eq!(json["digest"].as_str().unwrap().len(), 16);
}

#[test]
fn it_says_what_is_wrong() {
    for (arguments, expected) in [
        (vec![], "usage: simulate FILE.json"),
        (vec!["no_such_file.json"], "no_such_file.json"),
        (vec!["Cargo.toml"], "not a file of Plumbline"),
        (vec!["examples/scenarios/reference.json", "--trials", "many"], "wants a whole number"),
        (vec!["examples/scenarios/reference.json", "--trials", "0"], "1 to 10,000,000 trials"),
        (vec!["examples/scenarios/reference.json", "--speed"], "no option --speed"),
    ] {
        let output = simulate(&arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}
