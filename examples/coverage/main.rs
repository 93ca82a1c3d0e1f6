//! How often the range of 8 in 10 holds what follows, over pasts drawn from the model itself.
//!
//! `cargo run --release --example coverage -- [PASTS]`
//!
//! Of each of so many pasts (1,600) an export is made, read, and taken back to the end of a month; the plan
//! of what was known then is drawn, and set against what was booked in the quarter that followed, all as
//! [`plumbline::history::backtest`] does with an export of somebody. Prints one JSON object: `coverage` is
//! 0.8 where the ranges are as wide as the doubt, `error` its standard error, `below` and `above` the shares
//! of quarters below and above the range, `places` how many stand in each tenth of their futures, `by_months`
//! the coverage of short and long pasts, `by_team` that of one seller's and of
//! those of several reps, who differ, `no_plan` why some pasts gave none.

#![expect(
    clippy::expect_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a program that tests the library, with laws and days of its own"
)]

mod past;

use past::{CURRENCY, Past};
use plumbline::history::backtest::{Forecast, case, forecast};
use plumbline::history::import::{Choices, Import};
use plumbline::model::{Runs, Seed};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

const PASTS: u64 = 1_600;
/// Runs of each forecast: the ends of its range are then known to 0.7 points of the futures.
const TRIALS: u32 = 2_000;
/// Pasts of fewer months are short.
const LONG: u32 = 18;

fn main() -> ExitCode {
    let pasts = match std::env::args().nth(1).map(|text| text.parse()) {
        None => PASTS,
        Some(Ok(pasts)) => pasts,
        Some(Err(_)) => {
            eprintln!("usage: coverage [PASTS], for example: cargo run --release --example coverage -- 1600");
            return ExitCode::FAILURE;
        }
    };
    let mut found: Vec<(Past, Forecast)> = Vec::new();
    let mut no_plan: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 1..=pasts {
        let past = Past::draw(seed);
        match of_past(&past, seed) {
            Ok(forecast) => found.push((past, forecast)),
            Err(reason) => *no_plan.entry(reason).or_default() += 1,
        }
    }
    let coverage = |of: &dyn Fn(&Past) -> bool| {
        let all: Vec<&Forecast> =
            found.iter().filter(|(past, _)| of(past)).map(|(_, forecast)| forecast).collect();
        let (n, within) = (all.len() as f64, all.iter().filter(|of| of.is_within).count() as f64);
        json!({ "quarters": n, "coverage": within / n, "error": (0.16 / n).sqrt() })
    };
    let n = found.len() as f64;
    let share = |is: &dyn Fn(&Forecast) -> bool| found.iter().filter(|(_, of)| is(of)).count() as f64 / n;
    let places: Vec<usize> = (0..10_u32)
        .map(|bin| {
            let is_here = |of: &Forecast| ((of.place * 10.0) as u32).min(9) == bin;
            found.iter().filter(|(_, of)| is_here(of)).count()
        })
        .collect();
    let output = json!({
        "all": coverage(&|_| true),
        "below": share(&|of| (of.booked as f64) < of.low),
        "above": share(&|of| of.booked as f64 > of.high),
        "places": places,
        "by_months": {
            "short": coverage(&|past| past.months < LONG), "long": coverage(&|past| past.months >= LONG),
        },
        "by_team": {
            "one seller": coverage(&|past| past.reps == 1), "several reps": coverage(&|past| past.reps > 1),
        },
        "no_plan": no_plan,
    });
    // Who reads may stop early, as `head` does.
    writeln!(std::io::stdout(), "{output:#}").ok();
    ExitCode::SUCCESS
}

fn of_past(past: &Past, seed: u64) -> Result<Forecast, String> {
    let choices = Choices { currency: Some(CURRENCY.to_owned()), ..Choices::default() };
    let import = Import::read(past.text.as_bytes(), &choices).map_err(|refusal| refusal.reason)?;
    let runs = Runs { seed: Seed(seed), trials: TRIALS };
    let case = case(&import, &choices, runs, past.day).map_err(|error| error.to_string())?;
    forecast(&case.plan?, case.booked).ok_or_else(|| "no runs".to_owned())
}
