//! The answer as it was sent, behind a link: so that a reader sees when a newer engine answers differently.
//!
//! A JSON list of chance, runs, version of the engine and date, such as `[0.731,250000,2,"2026-11-26"]`, with
//! a checksum of its own that covers the link's body too: the answer to another plan is not taken for this
//! one's. A fifth item, if its sender wants it to go, is the body of another link's plan: the plan as it was
//! before, with which this one is compared. A sixth, behind that body or `null`, is the number of single reps
//! whose own results the answer rests on and the link leaves out.

use super::seal::{seal_short, unseal_short};
use crate::exchange::file::document::shortest;
use crate::model::Date;
use crate::model::limits::{REPS_MAX, TRIALS_MAX};
use serde::Deserialize;

/// The answer as it was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headline {
    /// Share of the futures that reach the target, 0 to 1.
    pub chance: f64,
    /// How many futures were simulated.
    pub runs: u32,
    /// Version of the engine that simulated them.
    pub engine: u32,
    /// The day on which it was sent.
    pub date: Date,
    /// Single reps whose own results the answer rests on, and which the link leaves out.
    pub records_left_out: u32,
}

/// The list, as it is read: what is missing at its end is nothing.
#[derive(Deserialize)]
struct Items(f64, u32, u32, String, #[serde(default)] Option<String>, #[serde(default)] u32);

/// The characters of a headline that goes with a body, and of the body of the plan as it was before.
pub(super) fn write(headline: &Headline, before: Option<&str>, body: &str) -> String {
    let Headline { chance, runs, engine, date, records_left_out } = *headline;
    let date = date.to_string();
    let text = match (before, records_left_out) {
        (None, 0) => shortest(&(chance, runs, engine, date)),
        (Some(before), 0) => shortest(&(chance, runs, engine, date, before)),
        (before, left_out) => shortest(&(chance, runs, engine, date, before, left_out)),
    };
    seal_short(&text, body)
}

/// The headline of characters behind a body, and the body of the plan as it was before, if that came along;
/// none, if they hold none, or a damaged one.
pub(super) fn read(characters: &str, body: &str) -> Option<(Headline, Option<String>)> {
    let text = unseal_short(characters, body, b']')?;
    let Items(chance, runs, engine, date, before, records_left_out) = serde_json::from_str(&text).ok()?;
    let headline = Headline { chance, runs, engine, date: Date::parse(&date)?, records_left_out };
    let is_possible = (0.0..=1.0).contains(&chance) && (1..=TRIALS_MAX).contains(&runs);
    let is_possible = is_possible && u64::from(records_left_out) <= REPS_MAX;
    is_possible.then_some((headline, before))
}
