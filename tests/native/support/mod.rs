//! What several tests share: scenarios from JSON, runs, tolerances, and the oracle.

pub(crate) mod oracle;
#[path = "../../../examples/coverage/past.rs"]
pub(crate) mod past;

use plumbline::analysis::Collection;
use plumbline::analysis::Report;
use plumbline::engine::Simulator;
use plumbline::exchange::file;
use plumbline::model::{Scenario, SegmentId};
use serde_json::{Value, json};

/// The first segment: of most scenarios the only one.
pub(crate) const SEGMENT: SegmentId = SegmentId(1);

/// A scenario from the JSON of a file.
pub(crate) fn scenario(json: &Value) -> Scenario {
    file::plan::read(&json.to_string()).expect("a valid scenario")
}

/// A plan in one go: one stage, no time, empty start, one month.
pub(crate) fn one_stage(supply: Value, rate: Value, deal_size: Value, target: f64, trials: u32) -> Value {
    json!({
        "plumbline": 1, "currency": "USD", "horizon": {"months": 1}, "target": {"amount": target},
        "trials": trials,
        "segments": [{
            "supply": supply, "pipeline": "empty", "deal_size": deal_size,
            "stages": [{"rate": rate}],
        }],
    })
}

/// The reference scenario of `examples/scenarios/reference.json`: ten opportunities a month for each of 20
/// reps.
pub(crate) fn reference_team() -> Value {
    let text = std::fs::read_to_string(root().join("examples/scenarios/reference.json")).expect("the file");
    serde_json::from_str(&text).expect("JSON")
}

/// The same without a team: 200 opportunities a month.
pub(crate) fn reference() -> Value {
    let mut json = reference_team();
    json["segments"][0]["supply"] = json!({"per_month": 200});
    json.as_object_mut().expect("an object").remove("team");
    json
}

/// The project's folder.
pub(crate) fn root() -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All trials of a scenario.
pub(crate) fn collect(scenario: &Scenario) -> Collection {
    collect_in_blocks(scenario, 16_384)
}

/// All trials of a scenario, in blocks of a size.
pub(crate) fn collect_in_blocks(scenario: &Scenario, block: u32) -> Collection {
    let simulator = Simulator::new(scenario);
    let trials = scenario.parts().runs.trials;
    let mut collection = Collection::default();
    for first in (0..trials).step_by(block as usize) {
        collection.insert(simulator.block(first, block.min(trials - first)));
    }
    collection
}

/// The report of all trials.
pub(crate) fn report(scenario: &Scenario) -> Report {
    Report::of(scenario, &collect(scenario)).expect("at least one trial")
}

/// Asserts that a simulated share agrees with the exact one within 4 standard errors: with a correct engine
/// and a fresh seed this would fail once in 16,000 times; the seeds are fixed.
#[track_caller]
pub(crate) fn assert_share(name: &str, simulated: f64, exact: f64, trials: u32) {
    let error = 4.0 * (exact * (1.0 - exact) / f64::from(trials)).sqrt();
    assert!((simulated - exact).abs() <= error, "{name}: {simulated} is not {exact} ± {error}");
}

/// Asserts that a number agrees with the exact one within a tolerance.
#[track_caller]
pub(crate) fn assert_near(name: &str, value: f64, exact: f64, tolerance: f64) {
    assert!((value - exact).abs() <= tolerance, "{name}: {value} is not {exact} ± {tolerance}");
}
