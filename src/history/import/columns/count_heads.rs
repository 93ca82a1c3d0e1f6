//! Heads of numbers in a table of reps: what they count, and what counts nothing.

use super::seen::Seen;
use super::shapes::Shape;
use super::{unknown_stages, weak_heads};
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::{money, periods, words::holds};
use crate::history::import::vocabulary::head_parts::AMOUNT;
use crate::history::import::vocabulary::heads::{Guess, may_count, plain_head};
use crate::history::import::vocabulary::status::{is_stage_word, meaning_of};

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
    let is_money = money::currency_of_head(head).is_some() || shape.is_money();
    let is_money = is_money || money::scale_in(head).is_some();
    // Thousands of something in a period are not a stage.
    let is_period = periods::period_in(head).is_some() && shape.is_large();
    let is_year = periods::is_year_alone(head);
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
