//! Says what a text means, by the readers that the page's fields use: one JSON object a text.
//!
//! `cargo run --release --example understand -- KIND TEXT [--locale de-DE] [--currency CAD] [--today
//! 2027-02-15] [--plan FILE]`
//!
//! KIND is one of `rate`, `chance`, `money`, `target`, `period`, `supply`, `stage_time`, `deal_size`, `team`,
//! `open_deals`, `record`. With `-` for TEXT a text is read from each line of the standard input, and an
//! object written for each. The text stands in a plan of one stage without a name, or in the plan of a file
//! where one is given, whose stages and reps can then be named.
//!
//! `understood` is what a scenario file would hold: shares as fractions, times in days, amounts in major
//! units. `echo` is what the page says. A text with several readings has them in `asks`, each with a `label`;
//! where one of them answers until another is chosen it is `understood` as well. A text that is not
//! understood is `refused`, with a `reason` and an `example` that works, and with a `guess` where there is
//! one.

mod answer;

use answer::{Around, answer};
use plumbline::exchange::file;
use plumbline::model::{Currency, Date};
use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

const USAGE: &str =
    "usage: understand KIND TEXT [--locale en-US] [--currency USD] [--today 2027-02-15] [--plan FILE]; - \
     for TEXT reads lines
for example: cargo run --release --example understand -- period \"end of 2027\" --today 2026-11-26";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("understand: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let mut plain = Vec::new();
    let (mut locale, mut currency, mut day) = ("en-US".to_owned(), "USD".to_owned(), today());
    let mut plan = None;
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} wants a value\n{USAGE}"));
        match argument.as_str() {
            "--locale" => locale = value()?,
            "--currency" => currency = value()?.to_uppercase(),
            "--plan" => {
                let text = std::fs::read_to_string(value()?).map_err(|error| error.to_string())?;
                plan = Some(file::plan::read(&text).map_err(|error| error.to_string())?);
            }
            "--today" => {
                let text = value()?;
                day =
                    Some(Date::parse(&text).ok_or(format!("{text} is no day such as 2027-02-15\n{USAGE}"))?);
            }
            _ => plain.push(argument),
        }
    }
    let [kind, text] = plain.as_slice() else { return Err(USAGE.to_owned()) };
    let currency = Currency::new(&currency).map_err(|error| error.to_string())?;
    let today = day.ok_or("the clock says no day")?;
    let plan = plan.map_or_else(|| Around::plain_plan(currency, today), Ok)?;
    let around = Around::new(&locale, plan, today);
    let mut output = std::io::stdout().lock();
    let mut print = |text: &str| -> Result<(), String> {
        let answer = answer(kind, text, &around).ok_or(format!("there is no kind {kind}\n{USAGE}"))?;
        writeln!(output, "{answer}").map_err(|error| error.to_string())
    };
    if text == "-" {
        for line in std::io::stdin().lock().lines() {
            print(&line.map_err(|error| error.to_string())?)?;
        }
        return Ok(());
    }
    print(text)
}

/// The day it is, by the clock, in UTC.
fn today() -> Option<Date> {
    let now = SystemTime::now();
    let days = now.duration_since(UNIX_EPOCH).ok()?.as_secs() / 86_400;
    Date::new(1970, 1, 1)?.after_days(days)
}
