//! Examples of what can be typed, as the reader's locale writes them, and of days that are still ahead.

use super::EntryError;
use super::grammar::locale::NumberStyle;
use crate::model::Date;
use std::borrow::Cow;

/// An example as a locale writes it: `3,2m` where decimals stand behind a comma, and another year where that
/// of the example is over, or near its end.
pub fn example_in(example: &str, style: NumberStyle) -> String {
    let is_late = |today: &Date| (today.year(), today.month()) >= (2027, 6);
    // What is booked by a day is over: its example is not moved ahead.
    let is_of_past = example.contains(" by 31 Mar ");
    let said = match style.today.filter(|today| is_late(today) && !is_of_past) {
        Some(today) => example.replace("2027", &(today.year() + 1).to_string()),
        None => example.to_owned(),
    };
    if style.decimal == '.' {
        return said;
    }
    let letters: Vec<char> = said.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let written = letters.iter().enumerate().map(|(at, letter)| {
        let is_mark = *letter == '.' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if is_mark { style.decimal } else { *letter }
    });
    written.collect()
}

impl EntryError {
    /// The same with its example as the reader writes it. An example of the very plan, whose stages have
    /// names, stays.
    #[must_use]
    pub fn in_style(self, style: NumberStyle) -> Self {
        if let Self::Empty(example) = self {
            Self::asked("nothing is written here", example_in(example, style), None)
        } else if let Self::NotUnderstood(example) = self {
            Self::asked("this is not understood", example_in(example, style), None)
        } else if let Self::NoNumber(example) = self {
            Self::asked("there is no number in this", example_in(example, style), None)
        } else if let Self::Questioned { reason, example: Cow::Borrowed(example), guess } = self {
            Self::asked(reason, example_in(example, style), guess)
        } else if let Self::Line { line, problem } = self {
            Self::Line { line, problem: Box::new(problem.in_style(style)) }
        } else {
            self
        }
    }
}
