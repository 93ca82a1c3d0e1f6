//! The same scenario, seed and trials give the same bits: whatever the blocks, the order, the machine.

use crate::support::{collect, collect_in_blocks, reference, root, scenario};
use plumbline::advice::quota_answer;
use plumbline::analysis::Collection;
use plumbline::analysis::Report;
use plumbline::engine::{ENGINE_VERSION, Simulator};
use plumbline::entry::{HistoryAround, NumberStyle, QuotaTexts, QuotaToday, read_history, read_quota_check};
use plumbline::exchange::file;
use plumbline::history::report;
use plumbline::model::{Currency, Date, Thresholds};
use serde_json::json;

/// Digests of each example at its first 20,000 trials. They change only with a raised engine version, and
/// then with a reason in the commit. The same numbers are asked of Chromium in `tests/browser`.
const GOLDEN: [(&str, u64); 7] = include!("../../golden_digests.in");

#[test]
fn golden_digests_stand() {
    assert_eq!(ENGINE_VERSION, 4, "golden digests belong to an engine version");
    let digest = |name: &str| {
        let path = root().join("examples/scenarios").join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["trials"] = json!(20_000);
        collect(&file::plan::read(&json.to_string()).unwrap()).digest()
    };
    let others: Vec<String> = GOLDEN
        .iter()
        .map(|(name, golden)| (name, golden, digest(name)))
        .filter(|(_, golden, digest)| *golden != digest)
        .map(|(name, _, digest)| format!("(\"{name}\", {digest:#018x})"))
        .collect();
    assert!(others.is_empty(), "digests are now {others:#?}");
}

/// FNV-1a of the bytes of the sample team's report, with one rep, and of one rep's quota.
fn digest_of_results() -> u64 {
    include!("../../digest_of_history.in")
}

/// The same of results and quotas: asked of Chromium as well.
#[test]
fn the_golden_digest_of_results_stands() {
    let golden: u64 = include!("../../golden_history.in");
    let digest = digest_of_results();
    assert_eq!(digest, golden, "{digest:#018x}");
}

#[test]
fn blocks_and_their_order_change_nothing() {
    let mut json = reference();
    json["trials"] = json!(9_001);
    json["segments"][0]["pipeline"] = json!("flowing");
    let scenario = scenario(&json);
    let whole = collect_in_blocks(&scenario, 9_001);
    let report = Report::of(&scenario, &whole).unwrap();
    for block in [1_000, 333, 8_192] {
        let pieces = collect_in_blocks(&scenario, block);
        assert!(whole.totals().eq(pieces.totals()), "blocks of {block}");
        assert_eq!(Report::of(&scenario, &pieces).unwrap(), report, "blocks of {block}");
    }
    // Backwards, and one of them twice.
    let simulator = Simulator::new(&scenario);
    let mut backwards = Collection::default();
    for first in [6_000, 3_000, 3_000, 0] {
        backwards.insert(simulator.block(first, 3_000.min(9_001 - first)));
    }
    backwards.insert(simulator.block(9_000, 1));
    assert_eq!(Report::of(&scenario, &backwards).unwrap(), report);
}

#[test]
fn another_seed_is_another_luck() {
    let digest = |seed: u64| {
        let mut json = reference();
        json["trials"] = json!(1_000);
        json["seed"] = json!(seed);
        collect(&scenario(&json)).digest()
    };
    assert_ne!(digest(1), digest(2));
    assert_eq!(digest(2), digest(2));
}

/// The fence around `libm`: a dependency that turned on `num-traits/std` would change the maths of
/// `rand_distr`, and the standard library's functions differ between targets.
#[test]
fn transcendental_functions_come_from_libm() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--edges",
            "normal,dev",
            "--invert",
            "num-traits",
            "--format",
            "{p} [{f}]",
            "--depth",
            "0",
        ])
        .args(["--target", "all", "--package", "plumbline"])
        .current_dir(root())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&tree.stdout);
    let line = text.lines().find(|line| line.starts_with("num-traits")).expect("num-traits is in the tree");
    assert!(!line.contains("std"), "num-traits must be built without std: {line}");
}
