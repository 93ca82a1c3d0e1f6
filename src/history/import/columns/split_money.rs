//! Reports whose rows are the parts that several people have in an opportunity.

use super::seen::Seen;
use crate::history::import::choices::Role;
use crate::history::import::values::words::{key, words};
use std::collections::BTreeMap;

/// The head that says how the money of an opportunity is split, where one opportunity has rows of several
/// owners.
pub(in crate::history::import) fn split_head<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    let says = |head: &&String| {
        let plain = words(head);
        plain.split(' ').any(|word| word == "split")
            && (head.contains('%') || plain.contains("amount") || plain.contains("percent"))
    };
    let head = seen.layout.heads.iter().find(says)?;
    let guessed = |role: Role| {
        let guesses = seen.guesses.iter().enumerate();
        guesses.filter(move |(_, of)| of.iter().any(|guess| guess.role == role)).map(|(column, _)| column)
    };
    let identity = guessed(Role::Id).next()?;
    let is_shared = guessed(Role::Owner).any(|owner| {
        let mut owners: BTreeMap<&str, String> = BTreeMap::new();
        seen.layout.body.iter().any(|body| {
            let own = key(seen.grid.cell(body.row, owner));
            let id = seen.grid.cell(body.row, identity);
            !id.is_empty() && *owners.entry(id).or_insert_with(|| own.clone()) != own
        })
    });
    is_shared.then_some(head)
}
