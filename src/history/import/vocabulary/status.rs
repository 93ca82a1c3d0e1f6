//! What statuses mean, by whole words of several languages.

use super::status_words::{
    ACCEPTED, AFTER_WON, AWAITED, CLOSING, HEDGES, LEFT_OUT, LOST, LOST_ALONE, LOST_CONTACT, NEGATIONS,
    NEVER_WON, NOT_WON, NOT_WON_ALONE, NOT_YET_WON, ONLY_OPEN, OPEN, SPOKEN, TAKEN_BACK, WON, WON_ALONE,
    WORK, YET,
};
use crate::history::import::choices::Meaning;
use crate::history::import::values::words::{holds, words};

/// What a status most likely means; none, where no word of it is known or its words contradict each other.
pub(in crate::history::import) fn meaning_of(status: &str) -> Option<Meaning> {
    let plain = words(status);
    let plain = without_object(&plain);
    let any = |phrases: &str| phrases.split('|').any(|phrase| holds(plain, phrase));
    let (won, lost) = (any(WON), any(LOST));
    // “Lost contact”, “At risk of loss” and “Won?” say nothing of how it ended.
    let is_doubtful = || any(TAKEN_BACK) || is_hedged(plain) || status.trim_end().ends_with('?');
    if any(LOST_CONTACT) || ((won || lost) && is_doubtful()) {
        return None;
    }
    if any(NEVER_WON) {
        return Some(Meaning::Lost);
    }
    // “Verbal, not won yet”; “Not yet won: lost to budget” says both, and so nothing.
    if any(NOT_YET_WON) {
        return (!lost).then_some(Meaning::Open);
    }
    if any(NOT_WON) || NOT_WON_ALONE.split('|').any(|alone| alone == plain) {
        return Some(Meaning::Lost);
    }
    if any(LEFT_OUT) {
        return Some(Meaning::LeftOut);
    }
    let is_alone = |all: &str| all.split('|').any(|alone| alone == plain);
    match (won || is_alone(WON_ALONE), lost || is_alone(LOST_ALONE)) {
        (true, false) if won && is_negated(plain) => return negated(plain),
        (true, false) if any(SPOKEN) || is_awaited(plain) => return None,
        (false, true) if is_work(plain) => return None,
        (true, false) => return Some(Meaning::Won),
        (false, true) => return Some(Meaning::Lost),
        (true, true) => return None,
        (false, false) => {}
    }
    let is_signed = any("signed|unterschrieben|unterzeichnet|signe|signee|firmado|firmada|firmato|getekend");
    let is_closing =
        is_signed || any("closed|geschlossen|abgeschlossen|ferme|fermee|cerrado|cerrada|chiuso|chiusa");
    let is_open =
        any(OPEN) || is_accepted(plain) || OPEN.split('|').any(|phrase| phrase == without_ending(plain));
    (!is_closing && is_open).then_some(Meaning::Open)
}

/// Whether a word of hope or fear stands before the first word of won or lost.
fn is_hedged(plain: &str) -> bool {
    let first = |phrases: &str| {
        let of = phrases.split('|').filter(|phrase| holds(plain, phrase));
        of.filter_map(|phrase| plain.find(phrase)).min()
    };
    let decided = first(WON).into_iter().chain(first(LOST)).min();
    first(HEDGES).zip(decided).is_some_and(|(hedge, decided)| hedge < decided)
}

/// What a negation right before won makes of it; nothing, where it was won before: “Won - never sold before”.
fn negated(plain: &str) -> Option<Meaning> {
    let is_known = |word: &&str| NEGATIONS.split('|').any(|negation| negation == *word);
    let before: Vec<&str> = plain.split(' ').take_while(|word| !is_known(word)).collect();
    let before = before.join(" ");
    let was_won = WON.split('|').chain(WON_ALONE.split('|')).any(|phrase| holds(&before, phrase));
    // “Inte såld än”
    let is_awaited = YET.split('|').any(|yet| holds(plain, yet)) || plain.ends_with(" an");
    match (was_won, is_awaited) {
        (true, _) => None,
        (false, true) => Some(Meaning::Open),
        (false, false) => Some(Meaning::Lost),
    }
}

/// Whether a word right before won takes it back.
fn is_negated(plain: &str) -> bool {
    let is_known = |word: &str| NEGATIONS.split('|').any(|negation| negation == word);
    let behind = plain.split(' ').zip(plain.split(' ').skip(1)).filter(|(word, _)| is_known(word));
    let mut behind = behind.map(|(_, next)| next);
    behind.any(|next| {
        let phrases = || WON.split('|').filter(|phrase| phrase.split(' ').next() == Some(next));
        phrases().any(|phrase| holds(plain, phrase)) || next == "win"
    })
}

/// Whether a word behind won says that it is still awaited, and not what is paid or delivered after it.
fn is_awaited(plain: &str) -> bool {
    if AFTER_WON.split('|').any(|word| holds(plain, word)) {
        return false;
    }
    let awaited = AWAITED.split('|').filter(|phrase| holds(plain, phrase));
    let last = awaited.filter_map(|phrase| plain.find(phrase)).max();
    let won = WON.split('|').chain(WON_ALONE.split('|')).filter(|phrase| holds(plain, phrase));
    let first = won.filter_map(|phrase| plain.find(phrase)).min();
    last.zip(first).is_some_and(|(awaited, won)| won < awaited)
}

/// Whether a loss is what is worked on, and nothing that became of an opportunity.
fn is_work(plain: &str) -> bool {
    let is_work = |word: &str| WORK.split('|').any(|work| work == word);
    plain.split(' ').zip(plain.split(' ').skip(1)).any(|(word, next)| word == "loss" && is_work(next))
}

/// A status without the object that Japanese and Chinese write before it: `成立` of `商談成立`.
fn without_object(plain: &str) -> &str {
    const OBJECTS: [&str; 6] = ["商談", "案件", "取引", "契約", "商机", "订单"];
    let rest = OBJECTS.iter().find_map(|object| plain.strip_prefix(object));
    let is_known = |rest: &&str| WON.split('|').chain(LOST.split('|')).any(|phrase| phrase == *rest);
    rest.map(str::trim_start).filter(is_known).unwrap_or(plain)
}

/// A stage without what Japanese, Chinese and Korean write behind it for “under way”, “sent” and “phase”.
fn without_ending(plain: &str) -> &str {
    const ENDINGS: [&str; 10] =
        ["中", "済み", "済", "段階", "フェーズ", "阶段", "提出", "提示", " 중", "단계"];
    ENDINGS.iter().find_map(|ending| plain.strip_suffix(ending)).map_or(plain, str::trim_end)
}

/// Whether a text names a stage that people know, as a head of a column of days may.
pub(in crate::history::import) fn is_stage_word(plain: &str) -> bool {
    OPEN.split('|').any(|phrase| holds(plain, phrase))
}

/// Whether a head of days names a stage that people know.
pub(in crate::history::import) fn is_stage_of_days(plain: &str) -> bool {
    const BESIDE: &str = "created|qualified|reached|lead|stage|date|dates|datum|data|fecha|day|time|on|at|\
        entered|became";
    is_stage_word(plain) || is_accepted_beside(plain, BESIDE)
}

/// Whether a text names accepted leads, whatever it says of them: “SQL accepted”, “SQL server go live”.
pub(in crate::history::import) fn is_of_accepted(plain: &str) -> bool {
    ACCEPTED.split('|').any(|phrase| holds(plain, phrase))
}

/// Whether a status is that of accepted leads and says nothing more: `SQL`, `3 - MQL`, and not “SQL expired”.
fn is_accepted(plain: &str) -> bool {
    is_accepted_beside(plain, "stage|phase|lead|leads|qualified|sales|marketing|percent")
}

/// Whether a text is the word of accepted leads, with numbers and such words beside it.
fn is_accepted_beside(plain: &str, beside: &str) -> bool {
    let is_one = |word: &str| ACCEPTED.split('|').any(|one| one == word);
    let is_beside = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || beside.split('|').any(|one| one == word)
    };
    plain.split(' ').filter(|word| is_one(word)).count() == 1
        && plain.split(' ').all(|word| is_one(word) || is_beside(word))
}

/// Whether a status says no more than that an opportunity is open, and so names no stage of it.
pub(in crate::history::import) fn is_only_open(status: &str) -> bool {
    ONLY_OPEN.split('|').any(|phrase| phrase == words(status))
}

/// Whether a change leads from what no stage is, and a system writes before the first one: `--None--`,
/// `(new)`. Without such marks, “New” and “Created” are stages.
pub(in crate::history::import) fn is_beginning(from: &str) -> bool {
    const MARKED: [&str; 7] = ["--none--", "-- none --", "(none)", "(new)", "(created)", "(empty)", "[none]"];
    MARKED.iter().any(|mark| mark.eq_ignore_ascii_case(from.trim()))
}

/// Whether a status says that an opportunity is closed, and not how.
pub(in crate::history::import) fn is_closing(text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    let plain = words(text);
    CLOSING.split('|').any(|closing| closing == plain)
}

/// Whether a word of a status says that an opportunity is closed, beside others that may say how:
/// “Chiusa con vincita”.
pub(in crate::history::import) fn holds_closing(text: &str) -> bool {
    let plain = words(text);
    let is_one = |word: &str| CLOSING.split('|').any(|closing| closing == word);
    plain.split(' ').any(is_one)
}

/// What a cell of yes and no says.
pub(in crate::history::import) fn flag(cell: &str) -> Option<bool> {
    const YES: &str = "true yes y 1 x ja はい 是 예 да tak evet כן oui si sim wahr vrai verdadero vero \
         verdadeiro waar t checked ano igen kylla";
    const NO: &str = "false no n 0 いいえ 否 아니오 нет nie hayir לא nein non nao falsch faux falso nee onwaar \
         f unchecked nem ei";
    if cell.is_empty() {
        return None;
    }
    // Boxes and ticks, as people and tools draw them.
    match cell {
        "☑" | "☒" | "✓" | "✔" | "✔️" | "✅" | "[x]" | "[X]" => return Some(true),
        "☐" | "✗" | "✘" | "❌" | "✖" | "✕" | "[ ]" | "[]" => return Some(false),
        _ => {}
    }
    let plain = words(cell);
    let is = |all: &str| all.split(' ').any(|word| word == plain);
    if is(YES) {
        Some(true)
    } else if is(NO) {
        Some(false)
    } else {
        None
    }
}
