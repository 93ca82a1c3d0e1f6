//! The answer as it was sent, behind a link: so that a reader sees when a newer engine answers differently.
//!
//! A JSON list of chance, runs, version of the engine and date, such as `[0.731,250000,2,"2026-11-26"]`, with
//! a checksum of its own that covers the link's body too: the answer to another plan is not taken for this
//! one's. A fifth item, if its sender wants it to go, is the body of another link's plan: the plan as it was
//! before, with which this one is compared.

use super::seal::{seal_short, unseal_short};
use crate::exchange::file::document::shortest;
use crate::model::Date;
use crate::model::limits::TRIALS_MAX;

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
}

/// The characters of a headline that goes with a body, and of the body of the plan as it was before.
pub(super) fn write(headline: &Headline, before: Option<&str>, body: &str) -> String {
    let Headline { chance, runs, engine, date } = *headline;
    let date = date.to_string();
    let text = match before {
        None => shortest(&(chance, runs, engine, date)),
        Some(before) => shortest(&(chance, runs, engine, date, before)),
    };
    seal_short(&text, body)
}

/// The headline of characters behind a body, and the body of the plan as it was before, if that came along;
/// none, if they hold none, or a damaged one.
pub(super) fn read(characters: &str, body: &str) -> Option<(Headline, Option<String>)> {
    let text = unseal_short(characters, body, b']')?;
    let alone =
        serde_json::from_str(&text).map(|(chance, runs, engine, date)| (chance, runs, engine, date, None));
    let with_before = || {
        let read = serde_json::from_str::<(f64, u32, u32, String, String)>(&text).ok()?;
        let (chance, runs, engine, date, before) = read;
        Some((chance, runs, engine, date, Some(before)))
    };
    let (chance, runs, engine, date, before): (f64, u32, u32, String, _) = alone.ok().or_else(with_before)?;
    let headline = Headline { chance, runs, engine, date: Date::parse(&date)? };
    let is_possible = (0.0..=1.0).contains(&chance) && (1..=TRIALS_MAX).contains(&runs);
    is_possible.then_some((headline, before))
}
