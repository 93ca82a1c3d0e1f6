//! The four starting points. Their numbers are examples, not benchmarks.

use crate::exchange::file::plan;
use crate::model::{Calendar, Date, Scenario, ScenarioParts};

/// Scenario files that are starting points, in the order in which they are offered.
const FILES: [&str; 4] = [
    include_str!("../../../examples/scenarios/inside_sales.json"),
    include_str!("../../../examples/scenarios/mid_market.json"),
    include_str!("../../../examples/scenarios/enterprise.json"),
    include_str!("../../../examples/scenarios/one_reps_quarter.json"),
];

/// The starting points, beginning on `start`, all of their values marked as an example's. A test reads each
/// file.
pub fn presets(start: Option<Date>) -> Vec<Scenario> {
    FILES
        .iter()
        .filter_map(|text| plan::read(text).ok())
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
