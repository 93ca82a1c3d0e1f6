//! Any text as a plan: one that opens is prepared, 16 futures of it are drawn, reported and asked for advice,
//! and every number is finite.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plumbline::analysis::{Collection, Report, Sample};
use plumbline::engine::Simulator;
use plumbline::exchange::file;
use plumbline::model::Runs;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(read) = file::plan::open(&text) else { return };
    let runs = read.value.parts().runs;
    let Ok(plan) = read.value.with_runs(Runs { trials: 16, ..runs }) else { return };
    let simulator = Simulator::new(&plan);
    let mut collection = Collection::default();
    collection.insert(simulator.block(0, 16));
    let report = Report::of(&plan, &collection).expect("16 trials have a report");
    let numbers = [report.chance.value, report.mean.value, report.sd, report.wins_mean, report.wins_variance];
    assert!(numbers.iter().chain(&report.dots).chain(&report.quantiles).all(|number| number.is_finite()));
    assert!(report.months.iter().all(|band| band.mean.is_finite()));
    drop(Sample::of(&collection));
});
