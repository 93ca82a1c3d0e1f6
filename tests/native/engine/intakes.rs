//! What reps get to work on, kept between the variations of a plan: no draw differs for it.

use crate::support::{root, scenario};
use plumbline::advice::Variation;
use plumbline::engine::Simulator;
use plumbline::model::{Lever, Scenario, Seed, Unknown};
use serde_json::{Value, json};

fn example(name: &str) -> Value {
    let text = std::fs::read_to_string(root().join("examples/scenarios").join(name)).expect("the file");
    serde_json::from_str(&text).expect("JSON")
}

/// The plan, every lever at what is plausible and at its worst, and other luck for all but one unknown.
fn variations(plan: &Scenario) -> Vec<Variation> {
    let levers = Lever::all(plan).into_iter().filter_map(|lever| Some((lever, lever.range(plan)?)));
    let moved = levers.flat_map(|(lever, range)| {
        [range.plausible, range.worst].into_iter().filter_map(move |value| lever.at(plan, value))
    });
    let mut all: Vec<Variation> = moved.map(|moved| Variation::of(&moved)).collect();
    for kept in Unknown::all_of(plan) {
        all.push(Variation { other_luck: Some((Seed(7), vec![kept])), ..Variation::of(plan) });
    }
    all.push(Variation { other_luck: Some((Seed(8), Vec::new())), ..Variation::of(plan) });
    let lift = Variation { lift: 0.5, ..Variation::of(plan) };
    let all: Vec<Variation> = all.into_iter().chain([Variation::with_team(plan), lift]).collect();
    // The plan's own numbers are known before all others, and are asked for again between them.
    all.into_iter().flat_map(|variation| [Variation::of(plan), variation]).collect()
}

/// The totals of a simulator that keeps nothing.
fn drawn(variation: &Variation, trials: u32) -> Vec<i64> {
    let mut simulator = Simulator::new(&variation.scenario).with_lift(variation.lift);
    if let Some((other, kept)) = &variation.other_luck {
        simulator = simulator.with_other_luck(*other, kept);
    }
    simulator.block(0, trials).totals.0
}

/// Plans whose opportunities are drawn rep by rep: one segment and two beyond capacity, a fixed number for
/// each rep beside a segment that is not drawn so, and one that turns away more than is kept. Each with how
/// many of its variations are drawn.
fn plans() -> Vec<(Value, usize)> {
    let mid_market = example("mid_market.json");
    let mut two = mid_market.clone();
    let mut other = two["segments"][0].clone();
    (other["id"], other["supply"]) = (json!(2), json!({"per_month": 4, "of": "each_rep", "dispersion": 3}));
    for (place, stage) in other["stages"].as_array_mut().expect("stages").iter_mut().enumerate() {
        stage["id"] = json!(20 + place);
    }
    two["segments"][0]["id"] = json!(1);
    for (place, stage) in two["segments"][0]["stages"].as_array_mut().expect("stages").iter_mut().enumerate()
    {
        stage["id"] = json!(10 + place);
    }
    two["segments"].as_array_mut().expect("segments").push(other);
    let mut fixed = two.clone();
    fixed["team"]["capacity"] = Value::Null;
    fixed["segments"][1]["supply"] = json!({"per_month": 4, "of": "each_rep", "arrivals": "fixed"});
    let mut beyond = mid_market.clone();
    beyond["segments"][0]["supply"] = json!({"per_month": 70_000});
    beyond["trials"] = json!(1_000);
    vec![(mid_market, usize::MAX), (two, usize::MAX), (fixed, usize::MAX), (beyond, 6)]
}

#[test]
fn totals_are_the_same_whatever_was_drawn_before() {
    for (plan, at_most) in plans() {
        let plan = scenario(&plan);
        for (place, variation) in variations(&plan).into_iter().take(at_most).enumerate() {
            // More trials than are kept, or fewer.
            let trials = [40, 25, 60][place % 3];
            assert_eq!(variation.evaluate(trials).totals, drawn(&variation, trials), "{variation:?}");
        }
    }
}
