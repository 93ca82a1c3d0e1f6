//! Reads an export of another system and prints one JSON object.
//!
//! `cargo run --release --example import -- FILE [--as-of DAY] [--day N] [--map JSON] [--plan | --backtest]`
//!
//! FILE is separated text or, with the feature `sheet`, a workbook of Excel; `--map '{"sheet": "Deals"}'`
//! chooses one of its sheets.
//!
//! `row` is what a row is; `opportunities`, `stages` (in order), `entered_passed_open` (by stage), `won`,
//! `lost`, `open`, `bookings` in major units of `currency`, `as_of` the last day of which the file knows,
//! `reps` the same by name, with `quota` in a table of reps. `facts`, `columns` and `statuses` are what was
//! taken, each with why; `kept_stages` those by which it counts once `--map` says their order; `left_out` and
//! `rejected` are rows with their lines, `lost_cells` cells; `balance` is where every row went. `asks` are
//! questions that the file does not answer, each with candidates: a candidate's `map` is what `--map` takes.
//! The exit status is 2 with questions, and for a file that is refused, which prints `refused` with the
//! reason.
//!
//! `estimates` is what the days and amounts of opportunities say of rates, times, supply and sizes
//! ([`plumbline::history::estimate`]), with standard errors; `days` are ages by which each tenth of those
//! that end so has done so; `reps_differ` is how much reps do beyond chance. `booked_so_far` is what the year
//! in progress has brought, `reps_at_work` who did something lately. With `--day 90` it holds `by_day`, the
//! shares won, lost and undecided 90 days after an opportunity began; null, where no opportunity was seen for
//! so long. `splits` are columns whose kinds differ beyond chance: `--map '{"split": "Region"}'` takes one,
//! and `estimates.segments` is the same of each kind.
//!
//! `--plan` prints the plan of that as a scenario file instead. `--backtest` prints how such plans would have
//! done ([`plumbline::history::backtest`]): for the last day of each month the plan of the quarter after it,
//! made of what was known then, against what was booked.

mod backtest;
mod estimates;
mod output;

use plumbline::exchange::file::plan;
use plumbline::history::estimate;
use plumbline::history::import::{Choices, Import, Reading};
use plumbline::model::Date;
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: import FILE [--as-of 2027-03-31] [--day 90] [--map JSON] [--plan | --backtest]
for example:
cargo run --release --example import -- examples/history/opportunities.csv --map '{\"currency\":\"USD\"}'";

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Print {
    Reading,
    Plan,
    Backtest,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok((output, is_open)) => {
            // Who reads may stop early, as `head` does.
            writeln!(std::io::stdout(), "{output:#}").ok();
            if is_open { ExitCode::from(2) } else { ExitCode::SUCCESS }
        }
        Err(problem) => {
            eprintln!("import: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The output, and whether something is left to be answered.
fn run(mut arguments: impl Iterator<Item = String>) -> Result<(serde_json::Value, bool), String> {
    let (mut file, mut as_of, mut day, mut choices) = (None, None, None, Choices::default());
    let mut print = Print::Reading;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--as-of" => as_of = Some(arguments.next().ok_or(USAGE)?),
            "--plan" => print = Print::Plan,
            "--backtest" => print = Print::Backtest,
            "--day" => {
                let text = arguments.next().ok_or(USAGE)?;
                day = Some(text.parse().map_err(|_| format!("--day: “{text}” is no number of days"))?);
            }
            "--map" => {
                let text = arguments.next().ok_or(USAGE)?;
                choices = serde_json::from_str(&text).map_err(|error| format!("--map: {error}"))?;
            }
            option if option.starts_with("--") => return Err(format!("no option {option}\n{USAGE}")),
            path if file.is_none() => file = Some(path.to_owned()),
            other => return Err(format!("one file at a time; what is “{other}”?\n{USAGE}")),
        }
    }
    choices.as_of = as_of.or(choices.as_of);
    if let Some(day) = choices.as_of.as_deref().filter(|day| Date::parse(day).is_none()) {
        return Err(format!("“{day}” is no day; write it as 2027-03-31"));
    }
    let file = file.ok_or(USAGE)?;
    let bytes = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    Ok(match Import::read(&bytes, &choices) {
        Ok(import) if print == Print::Plan => planned(import.reading()),
        Ok(import) if print == Print::Backtest => backtest::of_import(&import, &choices),
        Ok(import) => {
            let reading = import.reading();
            let mut output = output::of_reading(reading);
            if let (Some(estimates), Some(all)) = (estimate::estimates(reading), output.as_object_mut()) {
                let value = estimates::of_estimates(&estimates, reading, day);
                all.insert("estimates".to_owned(), value);
            }
            (output, !reading.asks.is_empty())
        }
        Err(refusal) => (serde_json::json!({ "refused": refusal.reason }), true),
    })
}

/// The plan of what a file says, or why there is none.
fn planned(reading: &Reading) -> (serde_json::Value, bool) {
    if let Some(ask) = reading.asks.first() {
        return (serde_json::json!({ "refused": ask.question }), true);
    }
    let Some(estimates) = estimate::estimates(reading) else {
        let reason =
            "Only opportunities with days give a plan: owner, stage, amount, created and close date.";
        return (serde_json::json!({ "refused": reason }), true);
    };
    match estimate::plan(reading, &estimates) {
        Ok(scenario) => match serde_json::from_str(&plan::write(&scenario)) {
            Ok(file) => (file, false),
            Err(error) => (serde_json::json!({ "refused": error.to_string() }), true),
        },
        Err(error) => (serde_json::json!({ "refused": error.to_string() }), true),
    }
}
