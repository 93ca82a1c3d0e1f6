//! Numbers behind the number of all reps that may be some of them, or more of them, `12 reps, 5 senior`, and
//! numbers that count no reps, `12 reps, 5 deals each`.

use super::people::count_in;
use super::words::{PEOPLE, THERE, is_clause_word};
use crate::entry::EntryError;
use crate::entry::grammar::number::multiplier;
use crate::entry::grammar::tokens::{Kind, Token};
use crate::entry::grammar::words::{FILLER, THINGS};
use crate::model::month_names::month_of;
use crate::model::{GroupId, RepGroup};

/// Words that say which ones some of them are.
pub(super) const WHICH: &[&str] = &[
    "senior",
    "seniors",
    "junior",
    "juniors",
    "ramped",
    "enterprise",
    "ent",
    "smb",
    "smbs",
    "midmarket",
    "market",
    "strategic",
    "hunters",
    "farmers",
    "rookies",
    "veterans",
    "fulltime",
    "key",
    "new",
    "neue",
    "nouveaux",
    "novos",
    "nya",
    "nye",
    "nuovi",
    "nuevos",
    "nieuwe",
];
/// Words behind which something is said of what they carry, and not when they join.
const OF_QUOTA: &[&str] = &[
    "quota", "quotas", "at", "@", "x", "×", "*", "carrying", "with", "on", "target", "targets", "mit",
    "avec", "con", "com", "med", "met", "à",
];
const EACH: &[&str] = &["each", "je", "apiece"];

/// Why a part that may count reps is not read, behind the number of all of them if that stands alone.
pub(super) fn unclear(whole: Option<&RepGroup>, all: &[Token]) -> Option<EntryError> {
    each_has(all).or_else(|| some_or_more(whole?, all))
}

/// Whether a part is the number of all reps and nothing else, `12 reps`; `5 senior reps` are some of them.
fn is_whole_team(all: &[Token]) -> bool {
    let is_said = |word: &Token| {
        word.is_number() || (word.is(PEOPLE) && !word.is(WHICH)) || word.is(THERE) || word.is(FILLER)
    };
    all.first().is_some_and(Token::is_number) && all.len() > 1 && all.iter().all(is_said)
}

/// `5 senior`, `2 at 500k`, `6 at quota` behind `12 reps`: some of them, or more.
fn some_or_more(whole: &RepGroup, all: &[Token]) -> Option<EntryError> {
    let (number, rest) = all.split_first().filter(|(number, _)| number.is_number())?;
    let count = count_in(std::slice::from_ref(number))?;
    let end = rest.iter().position(is_clause_word).unwrap_or(rest.len());
    let (who, said) = rest.split_at(end);
    let is_month = |word: &Token| word.kind == Kind::Word && month_of(&word.text).is_some();
    let joins = said.iter().any(|word| is_month(word) || (is_clause_word(word) && !word.is(OF_QUOTA)));
    let is_which = who.iter().all(|word| word.is(WHICH) || word.is(FILLER));
    let is_amount = rest.first().is_some_and(|next| multiplier(next).is_some());
    let is_bare = rest.is_empty() || is_amount || is_month(rest.first()?);
    (is_which && !joins && !is_bare && count <= f64::from(whole.count)).then(|| {
        let reason = "these may be some of all reps, or more of them: say how many there are of each kind";
        EntryError::questioned(reason, "8 reps, quota 700k; 4 reps, quota 500k")
    })
}

/// `15 in July` behind `12 reps`: so many then, or so many more.
pub(super) fn is_number_alone(all: &[Token]) -> bool {
    const FROM: &[&str] = &["in", "from", "ab", "starting"];
    const PERIODS: &[&str] = &["q", "h", "fy", "quarter", "next", "spring", "summer", "autumn", "fall"];
    let is_time = |word: &Token| {
        word.is(PERIODS)
            || (word.kind == Kind::Word && month_of(&word.text).is_some())
            || (word.is_number() && word.text.len() == 4 && word.text.starts_with("20"))
    };
    let [number, next, behind @ ..] = all else { return false };
    // “mid-July”
    let when = behind.iter().find(|word| !word.is(&["early", "mid", "late", "the", "-"]));
    number.is_number() && next.is(FROM) && when.is_some_and(is_time)
}

/// `5 each`, `5 deals each` behind `12 reps`: of something else than reps.
fn each_has(all: &[Token]) -> Option<EntryError> {
    let (_, rest) = all.split_first().filter(|(number, _)| number.is_number())?;
    let (_, what) = rest.split_last().filter(|(last, _)| last.is(EACH))?;
    let counts_reps = what.iter().any(|word| word.is(PEOPLE));
    (!counts_reps).then(|| {
        let reason = "this says how many of something each of them has: of reps, say how many there are and \
                      what each of them carries";
        EntryError::questioned(reason, "12 reps, quota 600k each")
    })
}

/// `x 5 deals`: what each of them closes, and no amount.
pub(super) fn counts_things(said: &[Token]) -> bool {
    let is_thing =
        |word: &Token| (word.is(THINGS) && !word.is(PEOPLE)) || word.is(&["accounts", "account", "calls"]);
    matches!(said, [number, thing] if number.is_number() && is_thing(thing))
}

/// All reps, where a part before says how many there are and nothing else, or this one does.
pub(super) fn whole_of(before: Option<RepGroup>, group: &RepGroup, all: &[Token]) -> Option<RepGroup> {
    let whole = RepGroup::new(GroupId(0), group.count);
    before.or_else(|| (*group == whole && is_whole_team(all)).then_some(whole))
}
