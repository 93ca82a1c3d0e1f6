//! The four starting points: example scenarios that ship with the project. Their numbers are examples, not
//! benchmarks.

use crate::exchange::scenario_file;
use crate::model::{Calendar, Date, Scenario, ScenarioParts};

const FILES: [&str; 4] = [
    include_str!("../../examples/scenarios/inside_sales.json"),
    include_str!("../../examples/scenarios/mid_market.json"),
    include_str!("../../examples/scenarios/enterprise.json"),
    include_str!("../../examples/scenarios/one_reps_quarter.json"),
];

/// The presets, beginning on `start`, all of their values marked as an example's.
pub fn presets(start: Option<Date>) -> Vec<Scenario> {
    FILES
        .iter()
        .filter_map(|text| scenario_file::read(text).ok())
        .map(|scenario| starting(scenario, start).as_example())
        .collect()
}

/// The same scenario on another first day.
fn starting(scenario: Scenario, start: Option<Date>) -> Scenario {
    let parts = scenario.parts();
    Calendar::new(start, parts.calendar.horizon())
        .ok()
        .and_then(|calendar| Scenario::new(ScenarioParts { calendar, ..parts.clone() }).ok())
        .unwrap_or(scenario)
}
