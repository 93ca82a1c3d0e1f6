//! Where assumptions come from, and what is noted on them, in a file.

use super::super::problem::{At, Problem, ValueError};
use crate::model::{Assumption, Provenance, Source};
use std::collections::BTreeMap;

/// By source, the assumptions that come from it.
pub(super) type Sources = BTreeMap<String, Vec<String>>;
/// By assumption.
pub(super) type Notes = BTreeMap<String, String>;

/// The sources that are stated.
pub(super) fn sources(provenance: &Provenance) -> Sources {
    let mut by_source = Sources::new();
    for (of, source) in provenance.sources() {
        by_source.entry(source.key().to_owned()).or_default().push(of.key());
    }
    by_source
}

/// The notes.
pub(super) fn notes(provenance: &Provenance) -> Notes {
    provenance.notes().map(|(of, note)| (of.key(), note.to_owned())).collect()
}

/// Both together.
pub(super) fn provenance(sources: Sources, notes: Notes) -> Result<Provenance, ValueError> {
    let mut provenance = Provenance::default();
    for (key, assumptions) in sources {
        let source = Source::of_key(&key).ok_or_else(|| Problem::Source(beginning(&key))).at("sources")?;
        for of in assumptions {
            provenance.set_source(assumption(&of, "sources")?, Some(source));
        }
    }
    for (of, note) in notes {
        provenance.set_note(assumption(&of, "notes")?, &note).at(format!("notes.{of}"))?;
    }
    Ok(provenance)
}

fn assumption(key: &str, place: &str) -> Result<Assumption, ValueError> {
    Assumption::of_key(key).ok_or_else(|| Problem::Assumption(beginning(key))).at(place)
}

/// As much of a foreign text as an error repeats.
fn beginning(text: &str) -> String {
    text.chars().take(40).collect()
}
