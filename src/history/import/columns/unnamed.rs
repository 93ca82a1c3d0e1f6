//! Columns whose heads say nothing that is known, taken by their cells for what no other column says:
//! amounts, days and owners.

use super::asks::{ask_booked, ask_whether, ask_which};
use super::belonging::belongs;
use super::closing_days::take_closed;
use super::column::Columns;
use super::large_counts::Large;
use super::one_of_each::differs;
use super::seen::{Seen, fits};
use super::shapes::Shape;
use crate::history::import::choices::{Role, RowKind};
use crate::history::import::values::money;
use crate::history::import::vocabulary::booked::{is_of_before, names_identity, says_booked};
use crate::history::import::vocabulary::heads::{self, Guess};

/// Where no head says amounts, the one column that holds money is theirs; several are asked about. Where no
/// head says whose an opportunity is, the one column of people's names that repeat is. What is too large for
/// counts of a stage is money.
pub(super) fn take_unnamed(seen: &Seen<'_>, kind: RowKind, columns: &mut Columns, large: &Large) {
    let is_free = |at: &usize| {
        let is_ignored = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        is_ignored && seen.chosen(*at).is_none() && seen.guesses.get(*at).is_some_and(Vec::is_empty)
    };
    let free: Vec<usize> = (0..columns.all.len()).filter(is_free).collect();
    let shape = |at: &usize| seen.shapes.get(*at);
    let unsaid: Vec<usize> =
        (0..columns.all.len()).filter(|at| is_unsaid(seen, kind, columns, *at)).collect();
    let head = |at: &usize| seen.layout.heads.get(*at).map_or("", String::as_str);
    let amounts = [Role::Amount, Role::AmountActual, Role::AmountExpected, Role::AmountConverted];
    let (role, is_missing) = if kind.is_of_reps() {
        (Role::Bookings, columns.at(&Role::Bookings).is_none())
    } else {
        (Role::Amount, amounts.iter().all(|role| columns.at(role).is_none()))
    };
    // Beside quotas, what a rep has in whole thousands is money too.
    let is_of_quotas = kind.is_of_reps() && columns.at(&Role::Quota).is_some();
    let holds_money = |at: &usize, shape: &Shape| {
        shape.is_money() || (is_of_quotas && shape.is_large()) || large.money.contains(at)
    };
    let names_currency = |at: &usize, shape: &Shape| {
        shape.is_numbers() && shape.percents == 0 && money::currency_of_head(head(at)).is_some()
    };
    let is_money = |at: &&usize| {
        !large.is_doubtful(**at)
            && shape(at).is_some_and(|shape| holds_money(at, shape) || names_currency(at, shape))
            && if kind.is_of_reps() { heads::may_be_booked(head(at)) } else { heads::may_be_amount(head(at)) }
    };
    let money: Vec<usize> = unsaid.iter().filter(is_money).copied().collect();
    if is_missing {
        let unsure = |at: &usize| kind.is_of_reps() && (large.money.contains(at) || !free.contains(at));
        let unsure: Vec<usize> = money.iter().copied().filter(unsure).collect();
        take_money(seen, columns, &role, &money, &unsure);
    }
    if is_missing && money.is_empty() && !kind.is_of_reps() {
        let is_likely =
            |at: &&usize| shape(at).is_some_and(Shape::is_of_round_numbers) && heads::may_be_amount(head(at));
        let likely: Vec<usize> = free.iter().filter(is_likely).copied().collect();
        let is_beside_codes =
            |at: usize| columns.at(&Role::Currency).is_some_and(|codes| codes.abs_diff(at) == 1);
        match likely.as_slice() {
            [only] if is_beside_codes(*only) => {
                columns.take(*only, role, "it holds round numbers, beside the column of their currency");
            }
            // What a customer may spend, and what else is paid, may be what an opportunity is worth.
            [] => {
                let is_money = |at: &&usize| {
                    shape(at).is_some_and(|shape| shape.is_money() || shape.is_of_round_numbers())
                };
                let is_other = |at: &&usize| is_money(at) && heads::may_be_fee(head(at));
                let other: Vec<usize> = free.iter().filter(is_other).copied().collect();
                columns.asks.extend(ask_whether(columns, &other));
            }
            _ => columns.asks.extend(ask_whether(columns, &likely)),
        }
    }
    let of_changes = [Role::ChangedOn, Role::Touched, Role::Created];
    let is_without_day = kind == RowKind::Change && of_changes.iter().all(|role| columns.at(role).is_none());
    let is_day = |at: &&usize| shape(at).is_some_and(Shape::is_days);
    let days: Vec<usize> = free.iter().filter(is_day).copied().collect();
    if let (true, [only]) = (is_without_day, days.as_slice()) {
        columns.take(*only, Role::ChangedOn, "the only column of days beside changes");
    }
    if kind == RowKind::Opportunity {
        take_closed(seen, &days, columns);
    }
    if !kind.is_of_reps() && columns.at(&Role::Owner).is_none() {
        take_owners(seen, &free, columns);
    }
}

/// Takes the one column of money; several are asked about. What a rep had before is never the first of them,
/// and what is unsure is taken only where its head says that it was sold.
fn take_money(seen: &Seen<'_>, columns: &mut Columns, role: &Role, money: &[usize], unsure: &[usize]) {
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let is_of_reps = *role == Role::Bookings;
    let is_before = |at: usize| is_of_reps && is_of_before(head(at));
    let is_sure = |at: usize| !is_before(at) && (!unsure.contains(&at) || says_booked(head(at)));
    let round = |at: usize| seen.shapes.get(at).is_some_and(Shape::is_of_round_numbers);
    let is_whole = |at: usize| seen.shapes.get(at).is_some_and(Shape::is_counts);
    let is_none =
        |at: usize| unsure.contains(&at) && (names_identity(head(at)) || (is_whole(at) && !round(at)));
    let is_likely = |at: &&usize| is_sure(**at) || !is_none(**at);
    let likely: Vec<usize> = money.iter().filter(is_likely).copied().collect();
    if let Some(first) = likely.iter().copied().find(|at| is_sure(*at)) {
        let differing: Vec<usize> =
            likely.iter().copied().filter(|at| *at != first && differs(seen, first, *at)).collect();
        if !differing.is_empty() {
            let ask = ask_which(seen, columns, role, first, &differing);
            columns.asks.push(ask);
        }
        let is_only = differing.is_empty();
        let why = if is_only { "the only column that holds money" } else { "a guess: others hold money too" };
        columns.take(first, role.clone(), why);
    } else if likely.iter().any(|at| !is_before(*at)) {
        columns.asks.extend(ask_booked(columns, &likely));
    }
}

/// Whether nothing says what a column holds: its head says what its cells are not, what rows of this kind do
/// not have, or nothing.
fn is_unsaid(seen: &Seen<'_>, kind: RowKind, columns: &Columns, at: usize) -> bool {
    let is_ignored = columns.all.get(at).is_some_and(|column| column.role == Role::Ignored);
    let says = |guess: &Guess| {
        belongs(&guess.role, kind) && seen.shapes.get(at).is_some_and(|shape| fits(&guess.role, shape))
    };
    let is_said = || seen.guesses.get(at).is_none_or(|guesses| guesses.iter().any(says));
    is_ignored && seen.chosen(at).is_none() && !is_said()
}

/// Takes the one column of people's names that repeat for owners, or else one of their numbers.
fn take_owners(seen: &Seen<'_>, free: &[usize], columns: &mut Columns) {
    let shape = |at: &usize| seen.shapes.get(*at);
    let head = |at: &usize| seen.layout.heads.get(*at).map_or("", String::as_str);
    let is_of_people =
        |at: &&usize| shape(at).is_some_and(Shape::is_of_people) && !heads::is_of_customer(head(at));
    let people: Vec<usize> = free.iter().filter(is_of_people).copied().collect();
    if let [only] = people.as_slice() {
        columns.take(*only, Role::Owner, "the only column of people’s names that repeat");
    }
    if columns.at(&Role::Owner).is_none() {
        let is_of_ids = |at: &usize| {
            let is_ignored = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
            let says = |guesses: &Vec<Guess>| guesses.iter().any(|guess| guess.role == Role::Owner);
            let repeats = |shape: &Shape| {
                let distinct = shape.texts.len();
                shape.is_counts() && !shape.is_varied && distinct > 1 && distinct * 2 <= shape.filled
            };
            is_ignored
                && seen.chosen(*at).is_none()
                && seen.guesses.get(*at).is_some_and(says)
                && shape(at).is_some_and(repeats)
        };
        if let Some(first) = (0..columns.all.len()).find(is_of_ids) {
            columns.take(first, Role::Owner, "numbers of owners: no column has their names");
        }
    }
}
