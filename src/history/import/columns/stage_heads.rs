//! Heads that name a stage: days on which it was entered or left, and counts in tables of reps.

use super::seen::Seen;
use super::shapes::Shape;
use super::{unknown_stages, weak_heads};
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::days::{DayOrder, Moment, read_day};
use crate::history::import::values::periods::is_period_alone;
use crate::history::import::values::words::{holds, is_same, words};
use crate::history::import::vocabulary::head_parts::{AMOUNT, DEALS, OBJECTS};
use crate::history::import::vocabulary::heads::{Guess, may_count, plain_head};
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
const ENTERED: &str = "became entered entry eintritt eingetreten entree entrada ingreso reached ingresso \
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
    let is_explicit = has(ENTERED) || has(EXITED);
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
    names(place) && (0..place).any(is_before)
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

/// Whether a column of days stands between two others, and is of days between theirs.
fn stands_between(seen: &Seen<'_>, place: usize) -> bool {
    let last = seen.layout.heads.len();
    let before = (0..place).rev().find(|at| is_of_days(seen, *at));
    let behind = (place + 1..last).find(|at| is_of_days(seen, *at));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let is_stage = |at: usize| is_stage_word(&words(seen.layout.heads.get(at).map_or("", String::as_str)));
    is_stage(before) && is_stage(behind) && follows(seen, before, place) && follows(seen, place, behind)
}

fn is_of_days(seen: &Seen<'_>, at: usize) -> bool {
    seen.shapes.get(at).is_some_and(Shape::is_days)
}

/// Whether a head names accepted leads and no other stage, and days of it lie before opportunities began.
fn is_of_earlier_leads(seen: &Seen<'_>, place: usize) -> bool {
    let plain = words(seen.layout.heads.get(place).map_or("", String::as_str));
    is_of_accepted(&plain) && !is_stage_word(&plain) && lies_before_created(seen, place)
}

/// Whether some day of a column is before that on which the opportunity of its row began.
pub(super) fn lies_before_created(seen: &Seen<'_>, place: usize) -> bool {
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let is_before = |created: usize, order: DayOrder| {
        let day = |row: usize, at: usize| read_day(seen.grid.cell(row, at))?.read(order);
        rows()
            .any(|row| day(row, place).zip(day(row, created)).is_some_and(|(own, began)| own.day < began.day))
    };
    let mut began = seen.having(&Role::Created).filter(|(at, rank)| *at != place && *rank < 3);
    began.any(|(at, _)| likely_orders(seen, &[place, at]).into_iter().any(|order| is_before(at, order)))
}

/// The orders of day and month in which most cells of columns are days.
pub(super) fn likely_orders(seen: &Seen<'_>, places: &[usize]) -> Vec<DayOrder> {
    let orders = [DayOrder::DayFirst, DayOrder::MonthFirst];
    let read = |order: DayOrder| {
        let of =
            |row: usize| places.iter().filter_map(move |at| read_day(seen.grid.cell(row, *at))?.read(order));
        seen.layout.body.iter().flat_map(|body| of(body.row)).count()
    };
    let most = orders.into_iter().map(read).max();
    orders.into_iter().filter(|order| Some(read(*order)) == most).collect()
}

/// Whether the days of a column are never before those of another, and sometimes after them.
pub(super) fn follows(seen: &Seen<'_>, before: usize, behind: usize) -> bool {
    let in_order = |order: DayOrder| {
        let day = |row: usize, at: usize| read_day(seen.grid.cell(row, at))?.read(order);
        let rows = seen.layout.body.iter().map(|body| body.row);
        let pairs: Vec<(Moment, Moment)> =
            rows.filter_map(|row| day(row, before).zip(day(row, behind))).collect();
        let later = pairs.iter().filter(|(one, other)| one.day < other.day).count();
        later > 0 && pairs.iter().all(|(one, other)| one.day <= other.day)
    };
    in_order(DayOrder::DayFirst) || in_order(DayOrder::MonthFirst)
}

/// Whether a head says no more than “contract”, as a stage among others, and nothing that begins or ends
/// then.
fn is_contract_stage(seen: &Seen<'_>, plain: &str, word: &str) -> bool {
    const AROUND: [&str; 8] = ["contract", "date", "sent", "stage", "phase", "in", "on", "the"];
    word == "contract" && plain.split(' ').all(|of| AROUND.contains(&of)) && stage_words(seen) > 1
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
    let quoted = head.split(['"', '“', '”', '„', '«', '»']).nth(1).filter(|inner| !inner.trim().is_empty());
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
    // `engage_date` and `DemoEntered` are split as words are; what is written with spaces keeps its spelling.
    let folded = words(text);
    let is_split = folded.contains(' ') && !text.contains([' ', '-']);
    let folded = if is_split { folded } else { text.to_owned() };
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
    let all = seen.layout.heads.iter().filter(|head| head.contains(&behind) && has_entry(head)).count();
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

/// What a column of numbers counts in a table of reps.
pub(in crate::history::import) fn count_column(
    head: &str,
    shape: &Shape,
) -> (Role, String, u8, Option<String>) {
    let ignored = |why: &str| (Role::Ignored, why.to_owned(), 9, None);
    let plain = plain_head(head);
    if !shape.is_counts() || shape.percents > 0 {
        return ignored("nothing that is needed");
    }
    let is_money =
        crate::history::import::values::money::currency_of_head(head).is_some() || shape.is_money();
    let is_money = is_money || crate::history::import::values::money::scale_in(head).is_some();
    // Thousands of something in a period are not a stage.
    let is_period = crate::history::import::values::periods::period_in(head).is_some() && shape.is_large();
    let is_year = crate::history::import::values::periods::is_year_alone(head);
    if names_money(&plain) && !is_stage_word(&plain) && !shape.is_large() {
        return ignored("a part of a quota or of bookings, by its head");
    }
    if is_area(&plain) {
        return ignored("numbers of areas, by its head");
    }
    let is_lost_money = meaning_of(&plain) == Some(Meaning::Lost) && names_amount(&plain);
    if !may_count(&plain) || shape.days > 0 || is_money || is_period || is_year || is_lost_money {
        return ignored("no counts of a stage, by its head");
    }
    let stage = |ends: &[&str]| {
        let lower = head.to_lowercase();
        ends.iter().find_map(|end| {
            let kept = lower.strip_suffix(end)?.len();
            let name = head.get(..kept)?.trim_end_matches([' ', ':', '-', '–', '_', '(', ',']);
            (!name.is_empty()).then(|| name.to_owned())
        })
    };
    let head = head.trim_end_matches(')');
    let found = if let Some(name) = stage(&["still open", "open", "offen"]) {
        Role::StageOpen(name)
    } else if let Some(name) = stage(&["moved on", "passed", "weiter"]) {
        Role::StagePassed(name)
    } else {
        let name = stage(&["entered", "reached"]).unwrap_or_else(|| head.to_owned());
        let name =
            name.trim_start_matches("# of ").trim_start_matches("# ").trim_start_matches("Number of ").trim();
        Role::StageEntered(name.to_owned())
    };
    (found, "whole numbers under a name of a stage".to_owned(), 0, None)
}

/// Words of what has numbers of its own, by which areas are called.
const AREAS: [&str; 9] =
    ["territory", "region", "zone", "district", "gebiet", "bezirk", "route", "store", "branch"];

/// Words of quotas and of bookings that a head begins or ends with, and that no stage does.
const MONEY_WORDS: [&str; 24] = [
    "target",
    "budget",
    "goal",
    "quota",
    "soll",
    "ziel",
    "objectif",
    "objetivo",
    "obiettivo",
    "cuota",
    "budsjett",
    "目標",
    "actual",
    "actuals",
    "ist",
    "realise",
    "realisiert",
    "consuntivo",
    "realizado",
    "utfall",
    "gerealiseerd",
    "wykonanie",
    "act",
    "実績",
];

/// Those that say of deals and meetings that they came to be: “Opps Actual”.
const DONE_WORDS: [&str; 6] = ["actual", "actuals", "act", "ist", "realise", "realisiert"];

/// Whether a head begins or ends with such a word: “Cum Actual”, “Ziel Neukunden”, and not “Budget confirmed”
/// and “Opps Actual”.
fn names_money(plain: &str) -> bool {
    let counts_done = unknown_stages::is_known(plain);
    let is_one = |word: Option<&str>| {
        let is_money =
            |word: &str| MONEY_WORDS.contains(&word) && !(counts_done && DONE_WORDS.contains(&word));
        word.is_some_and(is_money)
    };
    is_one(plain.split(' ').next().filter(|word| *word != "budget" || *word == plain))
        || is_one(plain.rsplit(' ').next())
}

/// Whether a head is nothing but the word of an area, and that it is a number of it: “Store No”.
fn is_area(plain: &str) -> bool {
    const NUMBERED: [&str; 6] = ["id", "no", "nr", "number", "code", "num"];
    let is_one = |word: &str| AREAS.contains(&word);
    plain.split(' ').any(is_one) && plain.split(' ').all(|word| is_one(word) || NUMBERED.contains(&word))
}

/// Whether a head ends in a word of an amount: “Open amount”, in thousands, counts nothing.
fn ends_in_amount(plain: &str) -> bool {
    const WORDS: [&str; 7] = ["amount", "betrag", "montant", "importe", "importo", "bedrag", "belopp"];
    plain.rsplit(' ').next().is_some_and(|last| WORDS.contains(&last))
}

/// Whether a column is an amount by its head, and lies in no funnel: “Proposals amount” between counts of
/// leads and of wins, never above the one and below the other, counts as they do.
pub(super) fn is_amount_of_none(seen: &Seen<'_>, place: usize) -> bool {
    let head = |at: usize| plain_head(seen.layout.heads.get(at).map_or("", String::as_str));
    let own = head(place);
    if !ends_in_amount(&own) {
        return false;
    }
    let is_money = [Role::Quota, Role::Bookings].iter().any(|role| seen.having(role).next().is_some());
    let is_count = |at: &usize| {
        let is_of_money = |guess: &Guess| matches!(guess.role, Role::Quota | Role::Bookings);
        let is_other = seen.guesses.get(*at).is_none_or(|of| of.iter().any(is_of_money));
        let is_small = seen.shapes.get(*at).is_some_and(|shape| shape.is_small() && shape.percents == 0);
        is_small && !is_other && !(is_money && ends_in_amount(&head(*at)))
    };
    let before = (0..place).rev().find(is_count);
    let behind = (place + 1..seen.layout.heads.len()).find(is_count);
    let value = |row: usize, at: usize| weak_heads::value(seen.grid.cell(row, at)).unwrap_or(0);
    let lies_between = |row: usize| {
        before.is_none_or(|at| value(row, at) >= value(row, place))
            && behind.is_none_or(|at| value(row, at) <= value(row, place))
    };
    let is_open = own.split(' ').any(|word| ["open", "offen", "offener"].contains(&word));
    let is_beside = before.or(behind).is_some();
    is_open || !is_beside || !seen.layout.body.iter().all(|body| lies_between(body.row))
}

/// Whether a head names money: “Lost amount” counts nothing.
fn names_amount(plain: &str) -> bool {
    AMOUNT.split('|').any(|word| holds(plain, word))
}

/// Whether a column is the sum of those under nothing but a period, in every row.
fn is_sum_of_periods(seen: &Seen<'_>, head: &str) -> bool {
    use crate::history::import::values::{money, numbers::DecimalMark};
    let heads = || seen.layout.heads.iter().enumerate();
    let Some((own, _)) = heads().find(|(_, of)| *of == head) else { return false };
    let periods: Vec<usize> =
        heads().filter(|(at, of)| *at != own && is_period_alone(of)).map(|(at, _)| at).collect();
    let read = |row: usize, at: usize| {
        let written = money::written(seen.grid.cell(row, at));
        written.and_then(|written| written.read(DecimalMark::Point)).unwrap_or(0)
    };
    let is_sum = |row: usize| {
        let parts = periods.iter().map(|at| read(row, *at)).fold(0, i64::saturating_add);
        parts == read(row, own)
    };
    periods.len() > 1 && seen.layout.body.iter().all(|body| is_sum(body.row))
}

/// Whether “Total opportunities” counts what came: beside one column of what was won and no stage but those
/// of periods, and it is neither the sum of what was decided nor of the size of a quota.
fn counts_deals(seen: &Seen<'_>, head: &str) -> bool {
    let names_deals = |head: &str| DEALS.split('|').any(|word| holds(&plain_head(head), word));
    let heads = || seen.layout.heads.iter().zip(seen.shapes).enumerate();
    let Some((own, (_, shape))) = heads().find(|(_, (of, _))| *of == head) else { return false };
    if !names_deals(head) || !shape.is_small() || seen.having(&Role::WonCount).count() != 1 {
        return false;
    }
    let ends = [Role::WonCount, Role::LostCount, Role::OpenCount];
    let ends = ends.iter().flat_map(|role| seen.having(role).map(|(at, _)| at).collect::<Vec<_>>());
    let ends: Vec<usize> = ends.filter(|at| *at != own).collect();
    let is_stage = |(at, (of, shape)): (usize, (&String, &Shape))| {
        let plain = plain_head(of);
        let is_named = is_stage_word(&plain) || names_deals(of);
        let is_other = at != own && !ends.contains(&at) && shape.is_counts() && may_count(&plain);
        is_other && is_named && crate::history::import::values::periods::period_in(of).is_none()
    };
    let value = |row: usize, at: usize| weak_heads::value(seen.grid.cell(row, at)).unwrap_or(0);
    let is_sum =
        |row: usize| ends.iter().map(|at| value(row, *at)).fold(0, i64::saturating_add) == value(row, own);
    let is_quota =
        |at: usize| weak_heads::are_alike(weak_heads::sum(seen, at), weak_heads::sum(seen, own), 10);
    !heads().any(is_stage)
        && !seen.layout.body.iter().all(|body| is_sum(body.row))
        && !seen.having(&Role::Quota).any(|(at, _)| is_quota(at))
}

/// What a column of numbers under nothing but a period holds in a table of reps, and one under “Total”.
pub(in crate::history::import) fn period_column(
    seen: &Seen<'_>,
    head: &str,
    shape: &Shape,
) -> Option<(Role, &'static str)> {
    // “Q2 cumulative” is one of periods that are added up.
    let is_added = |head: &str| {
        crate::history::import::vocabulary::to_date::is_named(head)
            && crate::history::import::vocabulary::heads::is_only_period(head)
    };
    let periods = seen.layout.heads.iter().zip(seen.shapes);
    let periods: Vec<&Shape> = periods
        .filter(|(head, shape)| (is_period_alone(head) || is_added(head)) && shape.filled > 0)
        .map(|(_, shape)| shape)
        .collect();
    let is_year = crate::history::import::values::periods::is_year_alone(head);
    let is_total =
        crate::history::import::values::words::is_total(head) || (is_year && is_sum_of_periods(seen, head));
    let counts_deals = || periods.is_empty() && counts_deals(seen, head);
    if (!is_period_alone(head) && !is_total && !is_added(head)) || counts_deals() {
        return None;
    }
    let is_money = periods.len() > 1
        && periods.iter().all(|shape| shape.is_numbers() && shape.percents == 0)
        && (seen.having(&Role::Quota).next().is_some() || periods.iter().any(|shape| !shape.is_small()));
    match (is_money && shape.is_numbers() && shape.percents == 0, is_total) {
        (true, false) => Some((Role::Bookings, "numbers under a period, of a rep")),
        (true, true) => Some((Role::Bookings, "the total of the periods beside it")),
        (false, _) => Some((Role::Ignored, "its head does not say what it counts")),
    }
}
