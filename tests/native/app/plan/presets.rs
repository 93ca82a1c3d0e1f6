//! The starting points are example files, and every value of theirs is marked as an example's.

use crate::support::root;
use plumbline::app::plan::presets::{is_example_exit, preset, preset_names};
use plumbline::exchange::file;
use plumbline::model::{FACTS, Scenario, Segment};

const FILES: [&str; 4] = ["inside_sales.json", "mid_market.json", "enterprise.json", "one_reps_quarter.json"];

fn presets() -> Vec<Scenario> {
    (0..FILES.len()).map(|place| preset(place, None).unwrap()).collect()
}

#[test]
fn presets_are_the_example_files() {
    let read = |name: &str| {
        let text = std::fs::read_to_string(root().join("examples/scenarios").join(name)).unwrap();
        file::plan::read(&text).unwrap().as_example()
    };
    assert_eq!(presets(), FILES.map(read));
    assert_eq!(preset(FILES.len(), None), None);
}

/// Names and exit criteria are known before the values are read, and are the same.
#[test]
fn what_is_asked_of_presets_is_what_they_say() {
    let names: Vec<String> = presets().iter().map(|preset| preset.parts().name.clone()).collect();
    assert_eq!(preset_names().collect::<Vec<_>>(), names);
    let mut with_exit = 0;
    for stage in presets().iter().flat_map(Scenario::segments).flat_map(Segment::stages) {
        let has_exit = !stage.exit_criteria().is_empty();
        assert_eq!(is_example_exit(stage), has_exit, "{stage:?}");
        assert!(!is_example_exit(&stage.worded(stage.name(), "signed by its buyer").unwrap()), "{stage:?}");
        with_exit += usize::from(has_exit);
    }
    assert!(with_exit >= 4, "{with_exit}");
}

/// Every fact of a starting point counts as the example's.
#[test]
fn presets_are_examples_through_and_through() {
    for preset in presets() {
        assert_eq!(preset.example_facts(), FACTS);
    }
}
