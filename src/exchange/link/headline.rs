//! The answer as it was sent, behind a link: so that a reader sees when a newer engine answers differently.
//!
//! A JSON list of chance, runs, version of the engine and date, such as `[0.731,250000,2,"2026-11-26"]`, with
//! a checksum of its own that covers the link's body too: the answer to another plan is not taken for this
//! one's.

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

/// The characters of a headline that goes with a body.
pub(super) fn write(headline: &Headline, body: &str) -> String {
    let Headline { chance, runs, engine, date } = *headline;
    seal_short(&shortest(&(chance, runs, engine, date.to_string())), body)
}

/// The headline of characters behind a body; none, if they hold none, or a damaged one.
pub(super) fn read(characters: &str, body: &str) -> Option<Headline> {
    let text = unseal_short(characters, body, b']')?;
    let (chance, runs, engine, date): (f64, u32, u32, String) = serde_json::from_str(&text).ok()?;
    let headline = Headline { chance, runs, engine, date: Date::parse(&date)? };
    let is_possible = (0.0..=1.0).contains(&chance) && (1..=TRIALS_MAX).contains(&runs);
    is_possible.then_some(headline)
}
