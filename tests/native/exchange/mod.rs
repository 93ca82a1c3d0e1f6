//! Documents and links.

mod draw;
mod drawn;
mod file;
mod golden;
mod link;
mod mended;

use crate::support::{reference, root, scenario};
use plumbline::model::Scenario;
use serde_json::json;

/// The texts of the example files.
fn examples() -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(root().join("examples/scenarios")).unwrap() {
        texts.push(std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    assert_eq!(texts.len(), 7);
    texts
}

/// The reference with all that can be said of where it comes from.
fn with_provenance() -> Scenario {
    let mut json = reference();
    json["sources"] = json!({
        "measured": ["supply", "stage 1 rate"], "guess": ["deal size"], "benchmark": ["stage 4 time"],
        "example": ["target", "period"],
    });
    json["notes"] = json!({
        "supply": "CRM, all of 2026 – é💰", "stage 4 time": "x".repeat(400), "target": "\"quoted\"\n",
    });
    scenario(&json)
}
