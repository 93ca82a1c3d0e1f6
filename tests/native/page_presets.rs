//! The starting points are the example files, packed.

use crate::support::root;
use plumbline::app::presets::{preset_files, presets};
use plumbline::exchange::{packed, scenario_file};

#[test]
fn presets_are_the_example_files() {
    let presets = presets(None);
    let mut right = Vec::new();
    let mut differ = presets.len() != preset_files().len();
    for (index, file) in preset_files().iter().enumerate() {
        let text = std::fs::read_to_string(root().join("examples/scenarios").join(file)).unwrap();
        let scenario = scenario_file::read(&text).unwrap();
        differ |= presets.get(index) != Some(&scenario.as_example());
        right.push(format!("    (\"{file}\", \"{}\"),", packed::pack(&scenario)));
    }
    assert!(!differ, "in src/app/presets.rs should stand:\n{}", right.join("\n"));
}

/// Every fact of a starting point counts as the example's.
#[test]
fn presets_are_examples_through_and_through() {
    for preset in presets(None) {
        assert_eq!(preset.example_facts(), plumbline::model::FACTS);
    }
}
