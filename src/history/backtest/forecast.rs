//! Where what was booked stands among the futures of the plan that was made before.

use super::summary::Forecast;
use crate::analysis::{Collection, Sample};
use crate::engine::Simulator;
use crate::model::{Money, Scenario};

/// Trials of a block.
const BLOCK: u32 = 4_096;

/// Draws the futures of a plan and sets what was then booked among them; none of a plan without runs.
pub fn forecast(scenario: &Scenario, booked: Money) -> Option<Forecast> {
    let simulator = Simulator::new(scenario).without_reps();
    let trials = scenario.parts().runs.trials;
    let mut collection = Collection::default();
    let mut first = 0;
    while first < trials {
        let count = BLOCK.min(trials - first);
        collection.insert(simulator.block(first, count));
        first += count;
    }
    let sample = Sample::of(&collection)?;
    let (n, booked) = (sample.count() as f64, booked.minor());
    let (below, at_most) = (sample.count_below(booked) as f64, sample.count_below(booked + 1) as f64);
    let before = scenario.parts().target.amount().minor();
    let (low, high) = (sample.quantile(0.1), sample.quantile(0.9));
    Some(Forecast {
        low,
        middle: sample.quantile(0.5),
        high,
        before,
        chance: sample.count_at_least(before) as f64 / n,
        booked,
        place: 0.5 * (below + at_most) / n,
        is_within: low <= booked as f64 && booked as f64 <= high,
    })
}
