//! Simulates a scenario file and prints one JSON object.
//!
//! `cargo run --release --example simulate -- FILE.json [--trials N] [--seed S] [--analyse]`
//!
//! Amounts are in major units of the scenario's currency, booked so far included; `p_target` is the share of
//! trials that reach the target, `p_target_se` its Monte Carlo standard error, `promise` the amount that
//! holds with each confidence, `by_month` the cumulative bookings at each month's end (month 1 is the plan's
//! first), `histogram` the trials in round bins of which the target is an edge, `open` what comes on average
//! from deals that were open when the future began, `segments` each segment's bookings, its share, and in
//! `funnel` the expected number of opportunities that enter each stage, and last of those that are won.
//! `team`, if there is one: reps by month's end (`heads`), each group's bookings and chances of quota by
//! period, and by period how many reps reach theirs.

mod analysis;

use plumbline::analysis::{
    Bin, Collection, PROMISE_CONFIDENCES, QUANTILES, Report, Sample, TeamReport, histogram,
};
use plumbline::engine::{ENGINE_VERSION, Simulator};
use plumbline::exchange::file;
use plumbline::model::{Runs, Scenario, Seed, Stage, Team};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: simulate FILE.json [--trials N] [--seed S] [--analyse]
for example: cargo run --release --example simulate -- examples/scenarios/reference.json --trials 1000000";
/// Trials drawn at a time.
const BLOCK: u32 = 16_384;
/// Bins aimed at in the histogram.
const BINS: u32 = 40;

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(output) => {
            // Who reads may stop early, as `head` does.
            writeln!(std::io::stdout(), "{output}").ok();
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("simulate: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let (mut name, mut trials, mut seed, mut is_analysed) = (None, None, None, false);
    while let Some(argument) = arguments.next() {
        let mut number = |option: &str| {
            let value = arguments.next().unwrap_or_default();
            value
                .parse::<u64>()
                .map_err(|_| format!("{option} wants a whole number; this is “{value}”\n{USAGE}"))
        };
        match argument.as_str() {
            "--trials" => trials = Some(number("--trials")?),
            "--seed" => seed = Some(number("--seed")?),
            "--analyse" => is_analysed = true,
            option if option.starts_with('-') => return Err(format!("no option {option}\n{USAGE}")),
            path if name.is_none() => name = Some(path.to_owned()),
            other => return Err(format!("one file at a time; what is “{other}”?\n{USAGE}")),
        }
    }
    let name = name.ok_or(USAGE)?;
    let text = std::fs::read_to_string(&name).map_err(|error| format!("{name}: {error}"))?;
    let read = file::plan::open(&text).map_err(|error| format!("{name}: {error}"))?;
    for field in &read.unknown {
        eprintln!("simulate: {name}: the field {field} is not known and was left out");
    }
    let scenario = read.value;
    let runs = scenario.parts().runs;
    let trials = trials.map_or(Ok(runs.trials), |trials| {
        u32::try_from(trials).map_err(|_| "--trials lies between 1 and 10000000".to_owned())
    })?;
    let seed = seed.map_or(runs.seed, Seed);
    let scenario = scenario.with_runs(Runs { seed, trials }).map_err(|error| format!("{name}: {error}"))?;
    let collection = simulate(&scenario);
    let none = "a run has at least one trial";
    let report = Report::of(&scenario, &collection).ok_or(none)?;
    let bins = histogram(&Sample::of(&collection).ok_or(none)?, BINS, report.target.minor());
    let mut json = to_json(&scenario, &report, &bins);
    if is_analysed {
        let analysis = analysis::analysis(&scenario, &report);
        json.as_object_mut().map(|object| object.insert("analysis".to_owned(), analysis));
    }
    serde_json::to_string_pretty(&json).map_err(|error| error.to_string())
}

fn simulate(scenario: &Scenario) -> Collection {
    let simulator = Simulator::new(scenario);
    let mut collection = Collection::default();
    let trials = scenario.parts().runs.trials;
    let mut first = 0;
    while first < trials {
        let count = BLOCK.min(trials - first);
        collection.insert(simulator.block(first, count));
        first += count;
    }
    collection
}

fn to_json(scenario: &Scenario, report: &Report, bins: &[Bin]) -> Value {
    let parts = scenario.parts();
    let major = |minor: f64| minor / parts.currency.minor_per_major();
    let keyed = |keys: &[f64], values: &[f64]| -> Map<String, Value> {
        keys.iter().zip(values).map(|(key, value)| (key.to_string(), json!(major(*value)))).collect()
    };
    let by_month: Vec<Value> = report
        .months
        .iter()
        .map(|band| {
            json!({
                "month": band.month + 1,
                "mean": major(band.mean),
                "p10": major(band.p10),
                "p50": major(band.p50),
                "p90": major(band.p90),
            })
        })
        .collect();
    let histogram: Vec<Value> = bins
        .iter()
        .map(|bin| json!({ "from": major(bin.from as f64), "to": major(bin.to as f64), "trials": bin.count }))
        .collect();
    let segments = scenario.segments().iter().zip(&report.segments).map(|(segment, of)| {
        let names = segment.stages().iter().map(Stage::name).chain(["won"]);
        let funnel: Vec<Value> = names
            .zip(&of.entries)
            .map(|(name, by_month)| json!({ "stage": name, "expected": by_month.iter().sum::<f64>() }))
            .collect();
        json!({
            "segment": segment.name(),
            "mean": major(of.mean.value),
            "share": of.share,
            "turned_away": of.turned_away,
            "funnel": funnel,
        })
    });
    let segments: Vec<Value> = segments.collect();
    let team = report.team.as_ref().map(|team| team_json(scenario, team, &major));
    json!({
        "engine_version": ENGINE_VERSION,
        "trials": report.trials,
        "seed": parts.runs.seed.0,
        "target": parts.target.amount().major(parts.currency),
        "p_target": report.chance.value,
        "p_target_se": report.chance.standard_error,
        "mean": major(report.mean.value),
        "sd": major(report.sd),
        "quantiles": keyed(&QUANTILES, &report.quantiles),
        "promise": keyed(&PROMISE_CONFIDENCES, &report.promises),
        "wins": { "mean": report.wins_mean, "variance": report.wins_variance },
        "by_month": by_month,
        "histogram": histogram,
        "open": major(report.open_mean.value),
        "segments": segments,
        "team": team,
        "digest": format!("{:016x}", report.digest),
    })
}

fn team_json(scenario: &Scenario, team: &TeamReport, major: &impl Fn(f64) -> f64) -> Value {
    let groups = scenario.parts().team.as_ref().map_or(&[][..], Team::groups);
    let groups: Vec<Value> = groups
        .iter()
        .zip(&team.groups)
        .map(|(group, of)| {
            let [p10, p50, p90] = of.quantiles.map(major);
            let chances: Vec<Option<f64>> =
                of.chances.iter().map(|chance| chance.map(|chance| chance.value)).collect();
            json!({
                "name": group.name,
                "reps": group.count,
                "mean": major(of.mean),
                "p10": p10,
                "p50": p50,
                "p90": p90,
                "p_quota": chances,
            })
        })
        .collect();
    let periods: Vec<Value> = team
        .periods
        .iter()
        .map(|period| {
            json!({
                "until_month": period.last_month + 1,
                "reps": period.reps,
                "at_quota": period.mean_at_quota(),
                "at_quota_p10": period.quantile(0.1),
                "at_quota_p50": period.quantile(0.5),
                "at_quota_p90": period.quantile(0.9),
            })
        })
        .collect();
    json!({ "heads": team.heads, "quotas": team.quotas.map(major), "groups": groups, "periods": periods })
}
