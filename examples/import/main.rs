//! Reads an export of another system and prints one JSON object.
//!
//! `cargo run --release --example import -- FILE [--as-of DAY] [--map JSON]`
//!
//! FILE is separated text or, with the feature `sheet`, a workbook of Excel; `--map '{"sheet": "Deals"}'`
//! chooses one of its sheets.
//!
//! `row` is what a row is; `opportunities`, `stages` (in order), `entered_passed_open` (by stage), `won`,
//! `lost`, `open`, `bookings` in major units of `currency`, `as_of` the last day of which the file knows,
//! `reps` the same by name, with `quota` in a table of reps. `facts`, `columns` and `statuses` are what was
//! taken, each with why; `left_out` and `rejected` are rows with their lines, `lost_cells` cells; `balance`
//! is where every row went. `asks` are questions that the file does not answer, each with candidates: a
//! candidate's `map` is what `--map` takes. The exit status is 2 with questions, and for a file that is
//! refused, which prints `refused` with the reason.

mod output;

use plumbline::history::import::{Choices, Import};
use plumbline::model::Date;
use std::process::ExitCode;

const USAGE: &str = "usage: import FILE [--as-of 2027-03-31] [--map JSON]
for example:
cargo run --release --example import -- examples/history/opportunities.csv --map '{\"currency\":\"USD\"}'";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok((output, is_open)) => {
            #[expect(clippy::print_stdout, reason = "the output of the program")]
            {
                println!("{output:#}");
            }
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
    let (mut file, mut as_of, mut choices) = (None, None, Choices::default());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--as-of" => as_of = Some(arguments.next().ok_or(USAGE)?),
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
        Ok(import) => (output::of_reading(import.reading()), !import.reading().asks.is_empty()),
        Err(refusal) => (serde_json::json!({ "refused": refusal.reason }), true),
    })
}
