//! Guesses for a whole text, of which only a part was questioned.

use super::meant::{in_digits, low_in_full};
use super::number::{LETTER, LOW_END};
use super::tokens::tokens;
use crate::entry::EntryError;

/// What is questioned of a part of a text, with a guess that takes the place of all of it; in several lines,
/// and in quotes, without one.
pub(in crate::entry) fn of_whole(error: EntryError, text: &str) -> EntryError {
    let EntryError::Questioned { reason, example, guess } = error else {
        return if let EntryError::Line { line, problem } = error {
            EntryError::Line { line, problem: Box::new(of_whole(*problem, "")) }
        } else {
            error
        };
    };
    let is_plain = !text.contains(['"', '\n', '\t']);
    let all = || Some(tokens(text, "").ok().filter(|_| is_plain)?.1);
    let guess = match reason {
        LETTER => all().and_then(|all| in_digits(&all)),
        LOW_END => all().and_then(|all| low_in_full(&all)),
        _ => guess,
    };
    EntryError::Questioned { reason, example, guess }
}
