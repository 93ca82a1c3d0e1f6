//! Heads that name a stage: days on which it was entered or left.

use super::compared_days::{follows, is_of_days, lies_before_created, surely_follows};
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::words::{holds, is_same, words};
use crate::history::import::vocabulary::head_parts::OBJECTS;
use crate::history::import::vocabulary::heads::Guess;
use crate::history::import::vocabulary::status::{
    is_of_accepted, is_only_open, is_stage_of_days, is_stage_word, meaning_of,
};

/// A column of days of a stage.
pub(in crate::history::import) struct StageDate {
    pub(in crate::history::import) role: Role,
    pub(in crate::history::import) name: String,
    pub(in crate::history::import) pipeline: Option<String>,
}

/// Words around a stage's name in the head of its days.
const AROUND: &str = "date dates datum fecha data time day entered entry enter into stage phase on at \
    a an in since hs start started reached became moved to first the deal opportunity stufe etape etapa \
    fase eintritt eingetreten am seit entree entrada de d en le la del ingreso passage exited exit \
    left leaving v2 when did it reach sent dans l intrade intratt indtradt inntradt indgang inngang \
    ingang ingegaan binnengekomen wejscie wejscia entrou entro entrato ingresso vstup vstoupeno giris \
    till til em il op el den erreicht binnenkomst di van";
const ENTERED: &str = "indtraeden \
    became entered entry eintritt eingetreten entree entrada ingreso reached ingresso \
    intrade intratt indtradt inntradt ingegaan wejscie wejscia entrou entrato vstup binnenkomst";
const EXITED: &str = "exited exit left leaving verlassen sortie salida uscita";
/// What makes a day with a stage's name in its head no entry into the stage.
const NOT_ENTRY: &[&str] = &[
    "next",
    "last",
    "end",
    "expiry",
    "expiration",
    "renewal",
    "contract",
    "due",
    "deadline",
    "planned",
    "expected",
    "follow",
    "review",
    "meeting",
    "contact",
    "call",
    "appointment",
];

/// Words beside “contract” in a head of days of that stage.
const AROUND_CONTRACT: [&str; 8] = ["contract", "date", "sent", "stage", "phase", "in", "on", "the"];

/// Words of days until which something is to be done, and not on which it was.
const AHEAD: &[&str] =
    &["deadline", "due", "planned", "expected", "next", "expiry", "expiration", "frist", "echeance"];

/// Whether a head names a day that is to come, by a word that the stage it is like has not.
fn is_ahead(plain: &str, status: &str) -> bool {
    // Words of other things.
    const NO_TIMES: [&str; 3] = ["due diligence", "next gen", "expected value"];
    let own = words(status);
    let is_other = |word: &str| {
        NO_TIMES.iter().any(|phrase| phrase.split(' ').next() == Some(word) && holds(plain, phrase))
    };
    AHEAD.iter().any(|word| holds(plain, word) && !holds(&own, word) && !is_other(word))
}

/// The stage whose days a column holds.
pub(in crate::history::import) fn stage_date(
    seen: &Seen<'_>,
    place: usize,
    head: &str,
    shape: &Shape,
) -> Option<StageDate> {
    let plain = words(head);
    let has = |all: &str| all.split(' ').any(|word| holds(&plain, word));
    let is_explicit = has(ENTERED) || has(EXITED) || is_moved_to(seen, &plain);
    let says = |guess: &Guess| guess.rank < 3 && !(guess.role == Role::Created && begins_later(seen, place));
    let known = seen.guesses.get(place).is_some_and(|guesses| guesses.iter().any(says));
    if (known && !is_explicit)
        || (shape.filled > 0 && !shape.is_days())
        || (shape.filled == 0 && !is_explicit)
    {
        return None;
    }
    let (name, pipeline) = name_in(seen, head);
    if name.is_empty() {
        return None;
    }
    let name = cased_as_statuses(seen, head, name);
    let like = || status_like(seen, &name, &plain).filter(|status| !is_explicit && !is_ahead(&plain, status));
    let status = same_status(seen, &name).or_else(like);
    let is_of_other = |word: &&str| holds(&plain, word) && !is_contract_stage(seen, &plain, word);
    let is_other = NOT_ENTRY.iter().any(is_of_other) && !is_explicit && status.is_none();
    let is_other = is_other && !(is_talk(&plain) && stands_between(seen, place));
    let named = status.is_some()
        || is_explicit
        || (!is_other
            && is_stage_of_days(&words(&name))
            && !is_of_earlier_leads(seen, place)
            && (names_no_stage(seen) || stage_words(seen) > 1));
    if !named {
        return None;
    }
    // A head that writes a stage with a capital spells it, where a cell does not: `demo`.
    let is_low = |text: &str| !text.chars().any(char::is_uppercase);
    let spelled = |status: &String| is_same(status, &name) && is_low(status) && !is_low(&name);
    let name = status.filter(|status| !spelled(status)).unwrap_or(name);
    let role = match meaning_of(&name) {
        _ if has(EXITED) => Role::Exited(name.clone()),
        Some(Meaning::Won) => Role::WonOn,
        Some(Meaning::Lost) => Role::LostOn,
        Some(Meaning::Open | Meaning::LeftOut) | None => Role::Entered(name.clone()),
    };
    Some(StageDate { role, name, pipeline })
}

/// A stage's name as cells write stages, with a capital, where a head in small letters cannot:
/// `entered_demo_at` beside “Qualified”.
fn cased_as_statuses(seen: &Seen<'_>, head: &str, name: String) -> String {
    let is_small = head.contains('_') && !head.contains(char::is_uppercase);
    let mut all = statuses(seen).peekable();
    let are_large = all.peek().is_some() && all.all(|status| status.starts_with(char::is_uppercase));
    let mut letters = name.chars();
    match letters.next().filter(|_| is_small && are_large) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name,
    }
}

/// How some heads of stages begin.
const MOVED: &str = "moved to ";

/// Where opportunities are laid away after their end: no stage on the way there.
const LAID_AWAY: [&str; 2] = ["archive", "archived"];

/// Whether a head of days says “moved to” as several others do, two of which name stages: others may be of an
/// archive or a quarter.
fn is_moved_to(seen: &Seen<'_>, plain: &str) -> bool {
    let name = |(head, shape): (&String, &Shape)| {
        words(head).strip_prefix(MOVED).filter(|_| shape.is_days()).map(str::to_owned)
    };
    let names: Vec<String> = seen.layout.heads.iter().zip(seen.shapes).filter_map(name).collect();
    let is_status = |name: &str| statuses(seen).any(|status| words(status) == name);
    let is_stage = |name: &&String| is_stage_word(name) || is_status(name);
    // Where no row stands in the archive, its days are those of tidying up.
    let is_laid_away = |name: &str| LAID_AWAY.contains(&name) && !is_status(name);
    plain.strip_prefix(MOVED).is_some_and(|name| !is_laid_away(name))
        && names.len() > 2
        && names.iter().filter(is_stage).count() > 1
}

/// Whether a column of days under a stage's name stands behind that of an earlier one, and is of later days:
/// then “Quote date” is no beginning.
fn begins_later(seen: &Seen<'_>, place: usize) -> bool {
    let head = seen.layout.heads.get(place).map_or("", String::as_str);
    let is_end = |role: &Role| seen.having(role).next().is_some();
    let others = stage_words(seen) + usize::from(is_end(&Role::WonOn)) + usize::from(is_end(&Role::LostOn));
    if is_status_between(seen, place) {
        return true;
    }
    is_stage_word(&words(head))
        && stage_words(seen) > 0
        && others > 1
        && (0..place).any(|before| is_of_days(seen, before) && follows(seen, before, place))
}

/// Whether a head of days names a status of the file, and stands behind days of another status, or of when
/// rows were created, which it never precedes: “Data offerta” behind “Data contatto”.
fn is_status_between(seen: &Seen<'_>, place: usize) -> bool {
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let names = |at: usize| {
        let (name, _) = name_in(seen, head(at));
        same_status(seen, &name).is_some_and(|status| meaning_of(&status) != Some(Meaning::Lost))
    };
    let is_first = |at: usize| {
        let created = |guess: &Guess| guess.role == Role::Created && guess.rank == 0;
        names(at) || seen.guesses.get(at).is_some_and(|of| of.iter().any(created))
    };
    let is_before = |at: usize| is_of_days(seen, at) && is_first(at) && follows(seen, at, place);
    // What comes after the end is no stage on the way there: until when an offer holds.
    let is_after_end = || {
        let mut closed = seen.having(&Role::Closed).filter(|(at, rank)| *at != place && *rank < 2);
        closed.any(|(at, _)| surely_follows(seen, at, place))
    };
    names(place) && (0..place).any(is_before) && !is_after_end()
}

/// Whether a head names days on which something else happened than that a stage was entered, or will.
pub(super) fn is_no_entry(head: &str) -> bool {
    let plain = words(head);
    NOT_ENTRY.iter().chain(AHEAD).any(|word| holds(&plain, word))
}

/// Whether a head names talks alone, which a stage may be and an activity.
fn is_talk(plain: &str) -> bool {
    const TALKS: [&str; 5] = ["meeting", "contact", "call", "appointment", "review"];
    NOT_ENTRY.iter().all(|word| TALKS.contains(word) || !holds(plain, word))
}

/// Whether a head names a talk and nothing else that makes a day no entry: “First meeting”.
pub(super) fn is_talk_alone(head: &str) -> bool {
    is_no_entry(head) && is_talk(&words(head))
}

/// Whether a head says no more than “contract”, as a stage among others.
pub(super) fn is_contract_alone(head: &str) -> bool {
    let plain = words(head);
    holds(&plain, "contract") && plain.split(' ').all(|of| AROUND_CONTRACT.contains(&of))
}

/// Whether a column of days stands between two others, and is of days between theirs.
fn stands_between(seen: &Seen<'_>, place: usize) -> bool {
    let last = seen.layout.heads.len();
    let before = (0..place).rev().find(|at| is_of_days(seen, *at));
    let behind = (place + 1..last).find(|at| is_of_days(seen, *at));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let is_stage = |at: usize| is_stage_word(&words(seen.layout.heads.get(at).map_or("", String::as_str)));
    is_stage(before) && is_stage(behind) && follows(seen, before, place) && follows(seen, place, behind)
}

/// Whether a head names accepted leads and no other stage, and days of it lie before opportunities began.
fn is_of_earlier_leads(seen: &Seen<'_>, place: usize) -> bool {
    let plain = words(seen.layout.heads.get(place).map_or("", String::as_str));
    is_of_accepted(&plain) && !is_stage_word(&plain) && lies_before_created(seen, place)
}

/// Whether a head says no more than “contract”, as a stage among others, and nothing that begins or ends
/// then.
fn is_contract_stage(seen: &Seen<'_>, plain: &str, word: &str) -> bool {
    word == "contract" && plain.split(' ').all(|of| AROUND_CONTRACT.contains(&of)) && stage_words(seen) > 1
}

/// Columns of days whose heads name nothing but a stage that people know.
fn stage_words(seen: &Seen<'_>) -> usize {
    let all = seen.layout.heads.iter().zip(seen.guesses).zip(seen.shapes).enumerate();
    all.filter(|(place, ((head, guesses), shape))| {
        let plain = words(head);
        let is_other = NOT_ENTRY.iter().any(|word| holds(&plain, word));
        shape.is_days()
            && guesses.iter().all(|guess| guess.rank > 2)
            && !is_other
            && is_stage_of_days(&plain)
            && !is_of_earlier_leads(seen, *place)
    })
    .count()
}

/// The stage's name in a head, and its pipeline: `Date entered "Demo (Sales Pipeline)"`.
fn name_in(seen: &Seen<'_>, head: &str) -> (String, Option<String>) {
    let quoted = head
        .split(['"', '“', '”', '„', '«', '»', '「', '」'])
        .nth(1)
        .filter(|inner| !inner.trim().is_empty());
    // Dutch heads quote as `'Offerte (Verkooppijplijn)'`; an apostrophe within a word quotes nothing.
    let single = || head.trim().strip_suffix('\'').and_then(|text| Some(text.split_once(" '")?.1));
    let quoted = quoted.or_else(single);
    let text = quoted.unwrap_or(head).trim();
    let (text, pipeline) = match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((before, inner)) if is_pipeline(seen, inner) => (before.trim(), Some(inner.trim().to_owned())),
        _ => (text, None),
    };
    if quoted.is_some() {
        return (text.to_owned(), pipeline);
    }
    // “Moved to Proposal sent” names the stage as it is.
    if let Some((moved, name)) = text.split_at_checked(MOVED.len())
        && moved.eq_ignore_ascii_case(MOVED)
        && is_moved_to(seen, &words(text))
    {
        return (name.trim().to_owned(), pipeline);
    }
    // `engage_date` and `DemoEntered` are split as words are; what is written with spaces or below
    // lines keeps its spelling. Fields of a company's own end in `__c` in Salesforce.
    let text = text.strip_suffix("__c").unwrap_or(text);
    let folded = words(text);
    let is_split = folded.contains(' ') && !text.contains([' ', '-']);
    let below = text.replace('_', " ");
    let is_below = below != text && words(&below) == folded && below.contains(char::is_uppercase);
    let folded = if is_split && is_below {
        below
    } else if is_split {
        folded
    } else {
        text.to_owned()
    };
    (without_words_around(&folded).to_owned(), pipeline)
}

/// A head without the words around a stage's name; what stands between its first and its last word is its
/// own: `Rendez-vous`.
fn without_words_around(head: &str) -> &str {
    let is_gap = |c: char| matches!(c, ' ' | ':' | '-' | '_');
    let is_one = |word: &str| AROUND.split_whitespace().any(|around| around == word);
    // `d’entrée` is two words.
    let is_around = |word: &str| words(word).split(' ').all(is_one);
    let mut name = head.trim_matches(is_gap);
    while let (word, rest) = name.split_once(is_gap).unwrap_or((name, ""))
        && !word.is_empty()
        && is_around(word)
    {
        name = rest.trim_start_matches(is_gap);
    }
    while let Some((rest, word)) = name.rsplit_once(is_gap)
        && is_around(word)
    {
        name = rest.trim_end_matches(is_gap);
    }
    name
}

/// The name of a stage whose days a head names, or the head, if nothing else is in it.
pub(super) fn stage_name(head: &str) -> String {
    let name = without_words_around(head);
    let bare = ["date", "Date"].iter().find_map(|end| head.strip_suffix(end)).unwrap_or(head);
    if name.is_empty() { bare.trim().to_owned() } else { name.to_owned() }
}

/// Whether a head says that it holds days on which a stage was entered or left.
fn has_entry(head: &str) -> bool {
    let plain = words(head);
    ENTERED.split(' ').chain(EXITED.split(' ')).any(|word| holds(&plain, word))
}

fn is_pipeline(seen: &Seen<'_>, inner: &str) -> bool {
    let named = seen.having(&Role::Pipeline).any(|(column, _)| {
        let shape = seen.shapes.get(column);
        shape.is_some_and(|shape| shape.texts.keys().any(|text| is_same(text, inner)))
    });
    // “Vertriebspipeline”, and what stands behind each of several stages.
    let behind = format!("({inner})");
    let is_quoted = |head: &str| head.contains(['"', '“', '„', '«', '「']);
    let is_of_stage = |head: &&String| head.contains(&behind) && (has_entry(head) || is_quoted(head));
    let all = seen.layout.heads.iter().filter(is_of_stage).count();
    named || words(inner).ends_with("pipeline") || all > 1
}

/// Texts of the columns that say the stage.
fn statuses<'a>(seen: &'a Seen<'_>) -> impl Iterator<Item = &'a String> {
    let roles = [Role::Stage, Role::To, Role::Status];
    let columns: Vec<usize> = roles
        .iter()
        .flat_map(|role| seen.having(role).map(|(column, _)| column).collect::<Vec<_>>())
        .collect();
    columns.into_iter().filter_map(|column| seen.shapes.get(column)).flat_map(|shape| shape.texts.keys())
}

/// The status of the same words.
fn same_status(seen: &Seen<'_>, name: &str) -> Option<String> {
    let name = words(name);
    statuses(seen).find(|status| words(status) == name).cloned()
}

/// The status that a head names: all of its words within the head, or the same beginnings.
fn status_like(seen: &Seen<'_>, name: &str, plain: &str) -> Option<String> {
    let name = words(name);
    let within = |status: &&String| words(status).len() > 2 && holds(plain, &words(status));
    let stem = |text: &str| text.chars().filter(|c| c.is_alphabetic()).take(4).collect::<String>();
    // “Negócio criado” is of the deal, and not of “Negociação”.
    let is_object =
        name.split(' ').next().is_some_and(|first| OBJECTS.split('|').any(|object| object == first));
    let begins = |status: &&String| {
        !is_object && stem(&name).chars().count() == 4 && stem(&words(status)) == stem(&name)
    };
    // A word that only begins alike decides nothing: Danish “afsluttet” is closed, “afslået” is lost.
    let is_stage = |status: &&String| {
        begins(status) && !matches!(meaning_of(status), Some(Meaning::Won | Meaning::Lost))
    };
    let is_open = |status: &&String| meaning_of(status) != Some(Meaning::LeftOut);
    statuses(seen)
        .filter(is_open)
        .find(within)
        .or_else(|| statuses(seen).filter(is_open).find(is_stage))
        .cloned()
}

/// Whether statuses say no more than open, won and lost, so that stages are named by heads alone.
fn names_no_stage(seen: &Seen<'_>) -> bool {
    let is_plain = |status: &String| match meaning_of(status) {
        Some(Meaning::Open) => is_only_open(status),
        Some(Meaning::Won | Meaning::Lost | Meaning::LeftOut) => true,
        None => false,
    };
    statuses(seen).all(is_plain)
}
