//! Stages as people name them in a list of open deals: by name, by a part of it, or by place.

use super::entry::Around;
use crate::entry::EntryError;
use crate::entry::grammar::lines::{quoted, unquoted};
use crate::entry::grammar::tokens::{Token, tokens};
use crate::entry::grammar::typos::is_near;
use crate::entry::rate::won_lost::{LOST, WON};
use crate::model::{Stage, StageId};

const EXAMPLE: &str = "Proposal, 12, 20 days; or a deal, Acme, Proposal, 50k, 20 days";

/// Words before the day on which a deal is meant to close.
const CLOSES: &[&str] = &["closes", "closing", "close", "due", "expected", "schließt", "signature", "cierre"];

impl Around<'_> {
    /// The stage of a name, or of `stage 2`, counted in the segment.
    pub(super) fn stage_of(&self, name: &str) -> Option<StageId> {
        let stages = self.segment.stages();
        let quoted = unquoted(name);
        let name = quoted.as_deref().unwrap_or(name.trim());
        let exact = stages.iter().find(|stage| !name.is_empty() && stage.name() == name);
        let called = |name: &str| {
            stages.iter().find(|stage| !name.is_empty() && stage.name().to_lowercase() == name.to_lowercase())
        };
        // “contract stage”, “3 demos”
        let named = || {
            let of = |ending: &str| called(name.strip_suffix(ending)?);
            called(name).or_else(|| of(" stage")).or_else(|| of("s")).or_else(|| self.abbreviated(name))
        };
        let last = stages.len();
        let ordinal = || ordinal_stage(&name.to_lowercase(), last);
        let place = || {
            name.to_lowercase()
                .strip_prefix("stage ")?
                .trim_start_matches('#')
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
        };
        if quoted.is_some() {
            return exact.map(|stage| stage.id);
        }
        // “stage #2” is the second whatever the others are called.
        let is_marked = name.contains('#');
        let numbered = || stages.get(place().or_else(ordinal)?);
        let stage = if is_marked { numbered().or(exact) } else { exact.or_else(named).or_else(numbered) };
        stage.map(|stage| stage.id)
    }

    /// The only stage that begins with a word of at least three letters, `Prop` or `Neg.`; or that differs
    /// from a longer word by one letter, `Negotation`.
    fn abbreviated(&self, name: &str) -> Option<&Stage> {
        let short = name.trim_end_matches('.').to_lowercase();
        let is_word = short.chars().count() >= 3 && short.chars().all(char::is_alphabetic);
        let is_long = short.is_ascii() && short.len() > 5;
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = self.segment.stages().iter().filter(|stage| is(&stage.name().to_lowercase()));
            found.next().filter(|_| found.next().is_none())
        };
        let begun = || only(&|name| name.starts_with(&short));
        let misspelled = || only(&|name| is_long && is_near(short.as_bytes(), name.as_bytes()));
        is_word.then(|| begun().or_else(misspelled)).flatten()
    }

    /// What is said where a stage is named that the segment has not.
    pub(super) fn unknown(&self, name: &str) -> EntryError {
        if !self.segment.has_named_stages() {
            let reason = if self.only_stage().is_some() {
                "no stage has that name here, since none is given: give stages first, or leave it out"
            } else {
                "the stages have no names: say the first, or the second"
            };
            let example = if self.only_stage().is_some() { "24 worth 600k" } else { "24 in the first stage" };
            return EntryError::questioned(reason, example);
        }
        let words = tokens(name, "").map_or_else(|_| Vec::new(), |(_, all)| all);
        if words.first().is_some_and(|first| first.is(CLOSES)) && words.len() > 1 {
            let reason = "when a deal closes comes out of its stages: leave it out";
            return EntryError::questioned(reason, EXAMPLE);
        }
        let is_decided = |word: &Token| word.is(&["closed"]) || word.is(WON) || word.is(LOST);
        if !words.is_empty() && words.iter().all(is_decided) {
            let reason = "this is decided, and open no more: what is won belongs to what is booked so far";
            return EntryError::questioned(reason, EXAMPLE);
        }
        let stages = self.segment.stages().iter().map(Stage::name).collect::<Vec<_>>().join(", ");
        EntryError::NoStage { name: name.chars().take(40).collect(), stages, example: self.example_stage() }
    }

    /// An error with an example of these stages: what works where one stage is all there is does not say
    /// where it is where there are several.
    pub(super) fn with_own_example(&self, error: EntryError) -> EntryError {
        match self.only_stage() {
            Some(_) => error,
            None => error.with_own_example(|| self.example()),
        }
    }

    /// What can be written where there are several stages.
    pub(in crate::entry) fn example(&self) -> String {
        let stage = self.example_stage();
        format!("12 in {stage}, or Acme, {stage}, 50k, 20 days")
    }

    /// A stage that the segment has, for an example that works.
    pub(super) fn example_stage(&self) -> String {
        let named = self.segment.stages().iter().map(Stage::name).find(|name| !name.is_empty());
        named.map_or_else(|| "stage 1".to_owned(), |name| quoted(name, |_| true))
    }
}

/// `the third stage`, `last stage`: its place, from 0.
fn ordinal_stage(name: &str, stages: usize) -> Option<usize> {
    const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
    const SHORT: [&str; 8] = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th"];
    let name = name.strip_prefix("the ").unwrap_or(name).strip_suffix(" stage")?.trim();
    let place = |names: &[&str]| names.iter().position(|ordinal| *ordinal == name);
    match name {
        "last" | "final" => stages.checked_sub(1),
        _ => place(&ORDINALS).or_else(|| place(&SHORT)),
    }
}
