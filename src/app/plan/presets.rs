//! The four starting points. Their numbers are examples, not benchmarks.

use crate::exchange::file::plan;
use crate::model::{Calendar, Date, FACTS, Scenario, ScenarioParts, Segment, Stage};
use std::sync::LazyLock;

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

/// What a plan is called that began as a starting point, until its owner names it.
const OWN_NAME: &str = "My plan";

/// The name of what a starting point becomes with the first fact that is no longer its own; none, where it is
/// no starting point as it was offered.
pub fn own_name(scenario: &Scenario) -> Option<&'static str> {
    let mut examples = FILES.iter().filter_map(|text| plan::read(text).ok());
    let is_pristine = scenario.example_facts() == FACTS;
    let is_named = is_pristine && examples.any(|of| of.parts().name == scenario.parts().name);
    is_named.then_some(OWN_NAME)
}

/// The stages of all starting points, read once: the printed brief asks for each stage whenever it is drawn.
static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
    let examples = FILES.iter().filter_map(|text| plan::read(text).ok());
    examples
        .flat_map(|of| of.segments().iter().flat_map(Segment::stages).cloned().collect::<Vec<_>>())
        .collect()
});

/// Whether a stage passes by what a starting point says of a stage of that name.
pub fn is_example_exit(stage: &Stage) -> bool {
    let is_it = |of: &Stage| of.name() == stage.name() && of.exit_criteria() == stage.exit_criteria();
    !stage.exit_criteria().is_empty() && STAGES.iter().any(is_it)
}

/// The same scenario on another first day.
fn starting(scenario: Scenario, start: Option<Date>) -> Scenario {
    let parts = scenario.parts();
    Calendar::new(start, parts.calendar.horizon())
        .ok()
        .and_then(|calendar| Scenario::new(ScenarioParts { calendar, ..parts.clone() }).ok())
        .unwrap_or(scenario)
}
