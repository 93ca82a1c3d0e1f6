//! Columns that say something that is needed, and are not read.

use super::column::Columns;
use super::seen::{Seen, fits};
use super::shapes::Shape;
use crate::history::import::choices::{Role, RowKind};
use crate::history::import::facts::Fact;
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::head_parts::CLOSING;

/// What is said of columns whose heads name days or amounts that no other column says, and whose cells are
/// none; and of days of which nothing says what happened on them.
pub(in crate::history::import) fn facts(seen: &Seen<'_>, columns: &Columns, row: RowKind) -> Vec<Fact> {
    if row.is_of_reps() {
        return Vec::new();
    }
    let has = |role: &Role| columns.at(role).is_some();
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let is_free = |at: &usize| {
        columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored) && seen.chosen(*at).is_none()
    };
    let free: Vec<usize> = (0..columns.all.len()).filter(is_free).collect();
    let guessed = |at: usize, role: &Role| {
        seen.guesses.get(at).is_some_and(|of| of.iter().any(|guess| guess.role == *role))
    };
    let is_filled = |shape: &Shape| shape.filled > 0;
    let mut found: Vec<(usize, &str)> = Vec::new();
    for role in [Role::Created, Role::Closed, Role::WonOn, Role::Amount].iter().filter(|role| !has(role)) {
        let is_other = |at: &&usize| {
            let shape = seen.shapes.get(**at).filter(|shape| is_filled(shape));
            guessed(**at, role) && shape.is_some_and(|shape| !fits(role, shape))
        };
        let why = if *role == Role::Amount { "its cells are no amounts" } else { "its cells are no days" };
        found.extend(free.iter().find(is_other).map(|at| (*at, why)));
    }
    let ends = [Role::Closed, Role::WonOn, Role::LostOn];
    if !ends.iter().any(has) {
        let is_end = |at: usize| CLOSING.split('|').any(|word| holds(&words(head(at)), word));
        let is_period = |at: &&usize| guessed(**at, &Role::Period) && is_end(**at);
        found.extend(free.iter().find(is_period).map(|at| (*at, "its cells are periods, and no days")));
    }
    if !ends.iter().chain(&[Role::Created, Role::ChangedOn]).any(has) {
        let is_day = |at: &&usize| seen.shapes.get(**at).is_some_and(Shape::is_days);
        found.extend(free.iter().filter(is_day).map(|at| (*at, "nothing says what happened on its days")));
    }
    found.sort_unstable();
    found.dedup_by_key(|(at, _)| *at);
    let fact = |(at, why): (usize, &str)| Fact::new("column", format!("“{}” is not read", head(at)), why);
    found.into_iter().map(fact).collect()
}
