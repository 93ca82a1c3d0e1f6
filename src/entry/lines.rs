//! Texts of several lines, and lines of several parts.

use super::EntryError;

/// The lines of a text that hold something, with their numbers from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// The parts of a line: between commas that a space follows, semicolons, and a spreadsheet's tabs.
pub(super) fn parts(line: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = line
        .split([';', '\t'])
        .flat_map(|part| part.split(", "))
        .map(|part| part.trim().trim_end_matches(','))
        .collect();
    while parts.pop_if(|part| part.is_empty()).is_some() {}
    parts
}

/// Puts the number of a line before what is wrong with it.
pub(super) fn in_line<T>(line: usize, result: Result<T, EntryError>) -> Result<T, EntryError> {
    result.map_err(|problem| EntryError::Line { line, problem: Box::new(problem) })
}
