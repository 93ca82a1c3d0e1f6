//! People and segments by their names, and oneself.

use super::among_all::WHICH;
use super::words::{PEOPLE, REGIONS, is_clause_word};
use crate::entry::grammar::lines::{row, unquoted};
use crate::entry::grammar::tokens::{Token, tokens};
use crate::entry::grammar::words::FILLER;
use crate::model::Segment;

/// Names alone on a line, `Ada, Bob and Cyd`: at least two of them, and nothing else.
pub(super) fn names_in(line: &str) -> Option<Vec<String>> {
    const AND: [&str; 10] = [" and ", " & ", " und ", " et ", " y ", " och ", " e ", " en ", " + ", " plus "];
    // “Ada + EMEA” is a rep, and where she sells.
    if line.contains(['"', '\t']) || (line.contains(" + ") && line.split(" + ").any(is_region)) {
        return None;
    }
    let parts = row(line);
    let names: Vec<&str> = parts
        .iter()
        .flat_map(|part| {
            let and = AND.iter().find(|word| part.contains(**word));
            and.map_or_else(|| vec![*part], |and| part.split(and).collect())
        })
        .map(|name| AND.iter().find_map(|word| name.strip_prefix(word.trim_start())).unwrap_or(name).trim())
        .collect();
    let is_name = |name: &&str| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-');
        let words = tokens(name, "").map(|(_, all)| all).unwrap_or_default();
        let says_else = |word: &Token| {
            is_clause_word(word)
                || word.is(PEOPLE)
                || word.is(FILLER)
                || word.is(crate::entry::grammar::words::NOTHING)
        };
        name.starts_with(char::is_alphabetic)
            && name.chars().all(letters)
            && (1..=4).contains(&name.split_whitespace().count())
            && !words.iter().any(says_else)
            && crate::entry::grammar::number::in_words(&words).is_none()
    };
    (names.len() > 1 && names.iter().all(is_name)).then(|| names.into_iter().map(str::to_owned).collect())
}

/// Whether a name is that of a region, `EMEA`.
pub(super) fn is_region(name: &str) -> bool {
    let all = tokens(name, "").map(|(_, all)| all).unwrap_or_default();
    !all.is_empty() && all.iter().all(|word| word.is(REGIONS))
}

/// Whether a name among others is that of no person: `EMEA`, `inbound`, `team`.
pub(super) fn is_no_person(name: &str) -> bool {
    const OTHERS: &[&str] = &["team", "inbound", "outbound", "field", "inside", "corporate", "commercial"];
    let all = tokens(name, "").map(|(_, all)| all).unwrap_or_default();
    is_region(name) || all.iter().all(|word| word.is(REGIONS) || word.is(WHICH) || word.is(OTHERS))
}

/// `Maria Costa e Silva`, `José Ortega y Gasset`: one name, of whose surname both parts stand apart.
pub(super) fn is_one_surname(name: &str) -> bool {
    let both = [" e ", " y "].iter().find_map(|and| name.split_once(and));
    both.is_some_and(|(first, last)| first.split(' ').count() == 2 && last.split(' ').count() == 1)
}

pub(super) fn segment_of<'a>(name: &str, segments: &'a [Segment]) -> Option<&'a Segment> {
    let quoted = unquoted(name);
    let name = quoted.as_deref().unwrap_or(name.trim());
    let numbered =
        || name.to_lowercase().strip_prefix("segment ")?.trim_start_matches('#').parse::<u32>().ok();
    // “segment #2” is the second whatever the others are called.
    if quoted.is_none() && name.contains('#') {
        return segments.iter().find(|segment| numbered() == Some(segment.id.0));
    }
    segments
        .iter()
        .find(|segment| !name.is_empty() && segment.name() == name)
        .or_else(|| {
            segments.iter().find(|own| !name.is_empty() && own.name().to_lowercase() == name.to_lowercase())
        })
        .or_else(|| segments.iter().find(|segment| quoted.is_none() && numbered() == Some(segment.id.0)))
}

/// `just me`, `myself`.
pub(super) fn is_oneself(line: &str) -> bool {
    let said = line.trim().to_lowercase();
    ["me", "just me", "only me", "myself", "just myself", "solo", "nur ich", "ich", "moi", "yo"]
        .contains(&&*said)
}

/// Who is counted beside oneself, `me and 3 reps`, `3 reps plus myself`.
pub(super) fn beside_oneself(line: &str) -> Option<&str> {
    const ME: [&str; 9] = ["me", "myself", "i", "ich", "moi", "yo", "io", "ik", "jag"];
    const AND: [&str; 9] = ["and", "plus", "+", "&", "und", "et", "y", "e", "en"];
    let (first, rest) = line.trim().split_once(' ')?;
    let others = ME.contains(&&*first.to_lowercase()).then(|| rest.split_once(' ')).flatten();
    if let Some((_, others)) = others.filter(|(and, _)| AND.contains(and)) {
        return Some(others);
    }
    let (rest, _) = line.trim().rsplit_once(' ').filter(|(_, last)| ME.contains(&&*last.to_lowercase()))?;
    rest.rsplit_once(' ').filter(|(_, and)| AND.contains(and)).map(|(others, _)| others)
}
