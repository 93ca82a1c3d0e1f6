//! The four starting points. Their numbers are examples, not benchmarks.

use crate::exchange::file::plan;
use crate::model::{Calendar, Date, FACTS, Scenario, ScenarioParts, Stage};
use serde::Deserialize;
use std::sync::LazyLock;

/// Scenario files that are starting points, in the order in which they are offered.
const FILES: [&str; 4] = [
    include_str!("../../../examples/scenarios/inside_sales.json"),
    include_str!("../../../examples/scenarios/mid_market.json"),
    include_str!("../../../examples/scenarios/enterprise.json"),
    include_str!("../../../examples/scenarios/one_reps_quarter.json"),
];

/// The starting point at a place, beginning on `start`, all of its values marked as an example's. A test
/// reads each file.
pub fn preset(place: usize, start: Option<Date>) -> Option<Scenario> {
    let scenario = plan::read(FILES.get(place)?).ok()?;
    Some(starting(scenario, start).as_example())
}

/// What the starting points are called, in the order in which they are offered.
pub fn preset_names() -> impl Iterator<Item = &'static str> {
    OUTLINES.iter().map(|outline| outline.name.as_str())
}

/// What is asked of a starting point while the page is drawn: fitting its ranges takes some milliseconds, so
/// that its values are read only once it is chosen.
#[derive(Deserialize)]
struct Outline {
    name: String,
    segments: Vec<SegmentOutline>,
}

#[derive(Deserialize)]
struct SegmentOutline {
    stages: Vec<StageOutline>,
}

#[derive(Deserialize)]
struct StageOutline {
    name: String,
    #[serde(default)]
    exit: String,
}

static OUTLINES: LazyLock<Vec<Outline>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| serde_json::from_str(text).ok()).collect());

/// What a plan is called that began as a starting point, until its owner names it.
const OWN_NAME: &str = "My plan";

/// The name of what a starting point becomes with the first fact that is no longer its own; none, where it is
/// no starting point as it was offered.
pub fn own_name(scenario: &Scenario) -> Option<&'static str> {
    let is_pristine = scenario.example_facts() == FACTS;
    let is_named = is_pristine && preset_names().any(|name| name == scenario.parts().name);
    is_named.then_some(OWN_NAME)
}

/// Whether a stage passes by what a starting point says of a stage of that name.
pub fn is_example_exit(stage: &Stage) -> bool {
    let is_it = |of: &StageOutline| of.name == stage.name() && of.exit == stage.exit_criteria();
    let mut stages = OUTLINES.iter().flat_map(|of| &of.segments).flat_map(|of| &of.stages);
    !stage.exit_criteria().is_empty() && stages.any(is_it)
}

/// The same scenario on another first day.
fn starting(scenario: Scenario, start: Option<Date>) -> Scenario {
    let parts = scenario.parts();
    Calendar::new(start, parts.calendar.horizon())
        .ok()
        .and_then(|calendar| Scenario::new(ScenarioParts { calendar, ..parts.clone() }).ok())
        .unwrap_or(scenario)
}
