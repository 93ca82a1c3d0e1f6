//! What a text on a team leaves open, and is asked: `9;3`, `2 hires in May and July`, `9 now, 11 from May`,
//! and texts that name nobody, `TBD`.

use super::people::{count_in, is_count};
use super::some_of_them::said_elsewhere;
use crate::entry::EntryError;
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::number::whole_number;
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Kind, Token, tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::model::RepGroup;
use crate::model::month_names::month_of;

const EXAMPLE: &str = "12 reps, quota 600k";
const HIRES: &str = "8 reps, 2 hires from April; 2 hires from July";

/// Words of a text that names nobody yet.
const NOBODY_YET: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "n/a",
    "na",
    "unknown",
    "vacant",
    "vacancy",
    "unfilled",
    "open",
    "hiring",
    "new hire",
    "new rep",
    "someone",
    "somebody",
    "anyone",
    "various",
    "our sales team",
    "our team",
    "the team",
    "the sales team",
    "my team",
    "sales team",
    "everyone",
    "offen",
    "unbekannt",
    "vakant",
    "inconnu",
    "vacante",
    "desconocido",
    "sconosciuto",
    "onbekend",
    "okänd",
    "ukjent",
    "ukendt",
];

/// A whole text that names nobody, `TBD`, `our sales team`, although it looks like a name.
pub(super) fn names_nobody(text: &str) -> Option<EntryError> {
    let said = plain(text).trim().to_owned();
    // “Team quota 8.4M”
    if let Ok((_, all)) = tokens(&said, "")
        && let [team, word, rest @ ..] = all.as_slice()
        && team.is(&["team"])
        && word.is(&["quota", "target"])
        && rest.len() <= 3
        && !rest.iter().any(|word| word.is(&[",", ";"]))
    {
        return Some(EntryError::questioned("this does not say how many reps there are", EXAMPLE));
    }
    // “Na” is a name.
    let said = if said.trim_end_matches(['.', '?', '!']) == "Na" { return None } else { said.to_lowercase() };
    NOBODY_YET.contains(&said.trim_end_matches(['.', '?', '!'])).then(|| {
        let reason = "this does not say how many reps there are: if it is a name, put it in quotes";
        EntryError::questioned(reason, EXAMPLE)
    })
}

/// `2 on leave`, which has a field of its own, and `under 10 reps`, which is a bound.
pub(super) fn asked(line: &str, part: &str, all: &[Token]) -> Option<EntryError> {
    let is_leave = |two: &[Token]| matches!(two, [on, leave] if on.is(&["on"]) && leave.is(&["leave"]));
    if all.windows(2).any(is_leave) {
        return said_elsewhere(line, part, all);
    }
    let reason = "a bound is no number of reps: say how many there are";
    bounded(all).filter(|bound| is_count(bound)).map(|_| EntryError::questioned(reason, EXAMPLE))
}

/// `9;3`: a bare number behind another, of which one would be dropped.
pub(super) fn second_number(all: &[Token]) -> Option<EntryError> {
    let [number] = all else { return None };
    let reason = "these are two numbers: say how many reps there are, and what the other one is";
    // “9, 800000” says what each of them carries.
    count_in(all)
        .filter(|count| number.is_number() && *count < 1_000.0)
        .map(|_| EntryError::questioned(reason, "9 reps; 3 hires from May"))
}

/// `2 hires in May and July`, `1 hire each in May, June and July`: so many in each of them, or in all.
pub(super) fn in_several_months(line: &str) -> Option<EntryError> {
    const AND: &[&str] = &["and", ",", "&", "und", "et", "y", "e", "en", "och", "og", "i", "/", "or"];
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let is_month = |word: &Token| word.kind == Kind::Word && month_of(&word.text).is_some();
    let first = all.iter().position(is_month)?;
    let is_in = |word: &Token| word.is(&["in", "from", "im", "en", "em", "i", "ab"]);
    let before = all.get(..first)?;
    let counts = before.iter().any(Token::is_number) && before.last().is_some_and(is_in);
    let behind = all.get(first + 1..)?;
    let several = behind.iter().filter(|word| is_month(word)).count();
    if !counts || several == 0 || !behind.iter().all(|word| is_month(word) || word.is(AND)) {
        return None;
    }
    // What is said of each month, behind what is said of the team.
    let from = before.iter().rposition(Token::is_number)?;
    let hires = plain.get(before.get(from)?.from..before.last()?.to)?.replace("each ", "");
    let team = plain.get(..before.get(from)?.from)?;
    let months = all.iter().filter(|word| is_month(word));
    let each: Vec<String> = months.map(|month| format!("{hires} {}", month.raw)).collect();
    let reason = "this may be so many in each of these months, or in all of them: say it of each month";
    Some(EntryError::guessed(reason, HIRES, format!("{team}{}", each.join("; "))))
}

/// `Hire 1, 700k`, `Hire 2` and a month in the next cell: the name of one who is hired, or so many hires.
pub(super) fn hire_or_name(line: &str) -> Option<EntryError> {
    let (_, all) = tokens(line, "").ok()?;
    let [hire, number, rest @ ..] = all.as_slice() else { return None };
    let is_next = |word: &Token| word.kind != Kind::Word && !word.is(&["-", "("]);
    let is_hire = hire.is(&["hire"]) && number.is_number() && number.raw.len() < 3;
    let cell = line.get(number.to..)?;
    let is_over = rest.first().is_none_or(is_next) || cell.starts_with('\t');
    (is_hire && is_over).then(|| {
        let reason = "this may be the name of a hire, or so many hires: put a name in quotes, or say from \
                      which month how many are there";
        EntryError::questioned(reason, "8 reps, 2 hires from April")
    })
}

/// Whether a part says that so many are there now, `9 now`.
pub(super) fn says_now(all: &[Token]) -> bool {
    all.iter().any(|word| word.is(&["now", "today", "currently", "heute", "jetzt"]))
}

/// `9 now, 11 from May`: those who are there then, or those who join.
pub(super) fn more_from_then(now: &RepGroup, line: &str, part: &str, all: &[Token]) -> Option<EntryError> {
    const FROM: &[&str] = &["from", "in", "ab", "starting", "by"];
    const JOINING: &[&str] =
        &["more", "hires", "hire", "new", "additional", "another", "extra", "joining", "join", "joiners"];
    let at = all.iter().position(|word| word.is(FROM))?;
    let is_joining = all.iter().any(|word| word.is(JOINING));
    let there = count_in(&without(all.get(..at)?, FILLER)).filter(|_| !is_joining).and_then(whole_number)?;
    let more = there.checked_sub(now.count).filter(|more| *more > 0)?;
    let since = plain(part).get(all.get(at)?.from..)?.to_owned();
    let reason = "say how many there are now, and how many join when";
    // What follows would be lost.
    let guess = line.trim_end().ends_with(part.trim());
    let guess = guess.then(|| format!("{} reps; {more} hires {since}", now.count));
    Some(EntryError::asked(reason, "8 reps, 2 hires from July", guess))
}

/// Whether a group is no more than a quota, `quota 800k` before `9 reps`: it is theirs.
pub(super) fn is_quota_alone(group: &RepGroup) -> bool {
    let nobody = RepGroup { quota: group.quota, ..RepGroup::new(group.id, 1) };
    group.quota.is_some() && *group == nobody
}
