//! Whole journeys through the release build, in headless Chromium, one of them in Firefox as well.
//! `cargo xtask test` builds it first.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail loudly")]

mod advice;
mod browser;
mod comparing;
mod failing_workers;
mod firefox;
mod first_visit;
mod grids;
mod keyboard;
mod links;
mod locales;
mod offline;
mod pictures;
mod plans;
mod quota;
mod results;
mod stages;
mod typing;
mod views;

use plumbline::analysis::Collection;
use plumbline::engine::Simulator;
use plumbline::exchange::{file, link};
use plumbline::model::{Runs, Scenario};

/// An example, with fewer trials.
fn example(name: &str, trials: u32) -> Scenario {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/scenarios").join(name);
    let text = std::fs::read_to_string(path).expect("the example");
    let scenario = file::plan::read(&text).expect("a scenario");
    let seed = scenario.parts().runs.seed;
    scenario.with_runs(Runs { seed, trials }).expect("fewer trials")
}

/// The address of a scenario.
fn address(page: &str, scenario: &Scenario) -> String {
    format!("{page}{}", link::encode(scenario))
}

/// The digest that a native run gives, as the page shows it.
fn native_digest(scenario: &Scenario) -> String {
    let mut collection = Collection::default();
    collection.insert(Simulator::new(scenario).block(0, scenario.parts().runs.trials));
    format!("{:016x}", collection.digest())
}
