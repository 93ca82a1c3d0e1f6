//! What a text on a team leaves open, and is asked: `9;3`, `2 hires in May and July`, `9 now, 11 from May`,
//! and texts that name nobody, `TBD`.

use super::people::{count_in, is_count};
use super::some_of_them::said_elsewhere;
use super::words::PEOPLE;
use crate::entry::EntryError;
use crate::entry::grammar::bounds::bounded;
use crate::entry::grammar::currency::of_token;
use crate::entry::grammar::number::{multiplier, whole_number};
use crate::entry::grammar::text::plain;
use crate::entry::grammar::tokens::{Kind, Token, tokens, without};
use crate::entry::grammar::words::FILLER;
use crate::entry::money::amount::amounts;
use crate::model::month_names::{month_of, names_month_and_no_person};
use crate::model::{Currency, Date, RepGroup, Scenario};

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

/// Words for reps, and for what they carry: without a number they say nothing.
const UNCOUNTED: &[&str] = &[
    "rep",
    "reps",
    "ae",
    "aes",
    "seller",
    "sellers",
    "hire",
    "hires",
    "new hires",
    "salespeople",
    "sales reps",
    "account executives",
    "headcount",
    "team",
    "quota",
    "quotas",
    "kvot",
    "kvot",
];

/// `hires in April`, `sellers from May`: they are not counted.
fn is_uncounted(said: &str) -> bool {
    const WHO: &[&str] = &["reps", "aes", "sellers", "hires"];
    let Ok((_, all)) = tokens(said, "") else { return false };
    let [who, when, month] = all.as_slice() else { return false };
    who.is(WHO) && when.is(&["in", "from", "by"]) && month_of(&month.text).is_some()
}

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
    let word = said.trim_end_matches(['.', '?', '!']);
    (NOBODY_YET.contains(&word) || UNCOUNTED.contains(&word) || is_uncounted(word)).then(|| {
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

/// `2 hires next quarter`, where the next one of today is another than the next one of the plan’s first day.
pub(super) fn next_of_when(text: &str, today: Option<Date>, plan: &Scenario) -> Option<EntryError> {
    let (today, start) = (today?, plan.parts().calendar.start()?);
    let (_, all) = tokens(text, "").ok()?;
    let of = |date: Date, months: u32| (date.year(), (date.month() - 1) / months);
    let differs = |two: &[Token]| {
        let [next, time] = two else { return false };
        let months = if time.is(&["month"]) {
            1
        } else if time.is(&["quarter"]) {
            3
        } else {
            return false;
        };
        next.is(&["next"]) && of(today, months) != of(start, months)
    };
    let reason = "this may be the next one of today, or of the plan: say which month";
    all.windows(2).any(differs).then(|| EntryError::questioned(reason, "8 reps, 2 hires from April"))
}

/// `TBH 700k April`: a name, a quota and a month with nothing between them.
pub(super) fn month_behind_quota(line: &str, currency: Currency) -> Option<EntryError> {
    let (plain, all) = tokens(line, EXAMPLE).ok()?;
    let (month, rest) = all.split_last()?;
    let at = rest.iter().position(Token::is_number).filter(|at| (1..=3).contains(at))?;
    let (who, quota) = rest.split_at_checked(at)?;
    let is_name = who.iter().all(|word| word.kind == Kind::Word && !word.is(FILLER) && !word.is(PEOPLE));
    let is_month = month.kind == Kind::Word && names_month_and_no_person(&month.text);
    let is_part =
        |word: &Token| word.is_number() || multiplier(word).is_some() || of_token(word, currency).is_some();
    let is_amount = amounts(quota, currency).is_some_and(|span| !span.is_range());
    let is_quota = quota.len() > 1 && quota.iter().all(is_part) && is_amount && !line.contains('\t');
    let until = plain.get(..quota.last()?.to).filter(|_| is_name && is_month && is_quota)?;
    let reason = "put “from” before the month in which a rep joins";
    Some(EntryError::guessed(reason, "Ada, quota 700k, from April", format!("{until} from {}", month.raw)))
}

/// Lines of amounts alone: quotas of whom?
pub(super) fn quotas_alone(lines: &[(usize, &str)], currency: Currency) -> Option<EntryError> {
    /// Less is no quota.
    const LEAST: f64 = 1_000.0;
    let is_amount = |(_, line): &(usize, &str)| {
        let read = tokens(line, "").ok().and_then(|(_, all)| amounts(&all, currency));
        read.is_some_and(|span| !span.is_range() && span.ends().0.value() >= LEAST)
    };
    let reason = "these are amounts alone: say before each whose quota it is, or of how many reps";
    (lines.len() > 1 && lines.iter().all(is_amount))
        .then(|| EntryError::questioned(reason, "Ada, quota 700k"))
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
