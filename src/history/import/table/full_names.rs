//! Owners whose first and last names stand in two columns: one more column says both.

use super::grid::Grid;
use super::layout::Layout;
use crate::history::import::choices::Role;
use crate::history::import::facts::Fact;
use crate::history::import::values::words::{key, words};
use crate::history::import::vocabulary::heads;
use crate::history::import::vocabulary::name_parts::{PAIRS, whose};
use std::collections::BTreeSet;

/// Two columns with parts of owners' names.
struct Parts {
    first: usize,
    last: usize,
    /// Whether the heads say that the names are those of owners.
    is_said: bool,
}

/// Adds a column with the full names of owners, where no column says them but two say their parts.
pub(in crate::history::import) fn with_full_names(grid: &Grid, layout: &Layout) -> Option<(Grid, Fact)> {
    let plain: Vec<String> = layout.heads.iter().map(|head| words(head)).collect();
    let owner_rank = |plain: &str| {
        let guesses = heads::guesses(plain);
        guesses.iter().find(|guess| guess.role == Role::Owner).map(|guess| guess.rank)
    };
    let parts = parts_of(&plain, &owner_rank)?;
    let whole = if parts.is_said { 1 } else { 2 };
    let is_of_whole = |(at, plain): (usize, &String)| {
        at != parts.first && at != parts.last && owner_rank(plain).is_some_and(|rank| rank <= whole)
    };
    if plain.iter().enumerate().any(is_of_whole) {
        return None;
    }
    let full = |row: usize| {
        let (first, last) = (grid.cell(row, parts.first), grid.cell(row, parts.last));
        format!("{first} {last}").trim().to_owned()
    };
    let named = layout.body.iter().map(|body| key(&full(body.row))).filter(|name| !name.is_empty());
    let names: Vec<String> = named.collect();
    let distinct = names.iter().collect::<BTreeSet<_>>().len();
    let is_of = |role: Role| {
        let mut all = plain.iter().flat_map(|plain| heads::guesses(plain));
        all.any(|guess| guess.role == role)
    };
    // Names that hardly repeat beside stages are those of customers.
    let is_of_reps = !is_of(Role::Stage) && !is_of(Role::Status);
    if !parts.is_said && !is_of_reps && distinct * 3 > names.len() * 2 {
        return None;
    }
    let wider = grid.with_column(layout.heads.len(), |row| {
        if row == layout.head {
            "Owner".to_owned()
        } else if row > layout.head && grid.filled(row) > 1 {
            full(row)
        } else {
            String::new()
        }
    });
    let head = |column: usize| layout.heads.get(column).map_or("", String::as_str);
    let value = format!("“{}” and “{}” together", head(parts.first), head(parts.last));
    Some((wider, Fact::new("owner", value, "two columns say the parts of names, and none says them whole")))
}

fn parts_of(plain: &[String], owner_rank: &dyn Fn(&str) -> Option<u8>) -> Option<Parts> {
    let found = PAIRS.iter().flat_map(|(firsts, lasts)| {
        plain.iter().enumerate().filter_map(move |(first, head)| {
            let of = whose(head, firsts)?;
            let last = plain
                .iter()
                .enumerate()
                .position(|(at, head)| at != first && whose(head, lasts) == Some(of))?;
            let is_said = owner_rank(of).is_some_and(|rank| rank <= 1);
            (of.is_empty() || is_said).then_some(Parts { first, last, is_said })
        })
    });
    // What is said to be an owner's goes before names that may be a customer's.
    found.max_by_key(|parts| parts.is_said)
}
