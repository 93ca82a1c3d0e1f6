//! The starting points are example files, and every value of theirs is marked as an example's.

use crate::support::root;
use plumbline::app::plan::presets::presets;
use plumbline::exchange::file;
use plumbline::model::FACTS;

#[test]
fn presets_are_the_example_files() {
    let files = ["inside_sales.json", "mid_market.json", "enterprise.json", "one_reps_quarter.json"];
    let read = |name: &str| {
        let text = std::fs::read_to_string(root().join("examples/scenarios").join(name)).unwrap();
        file::plan::read(&text).unwrap().as_example()
    };
    assert_eq!(presets(None), files.map(read));
}

/// Every fact of a starting point counts as the example's.
#[test]
fn presets_are_examples_through_and_through() {
    for preset in presets(None) {
        assert_eq!(preset.example_facts(), FACTS);
    }
}
