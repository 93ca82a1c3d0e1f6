//! Texts of several lines, lines of several parts, and names that could be taken for something else.

use crate::entry::EntryError;
use std::borrow::Cow;

/// Lines that are looked at: more than any list here has.
const LINES_MAX: usize = 5_000;

/// The lines of a text that hold something, with their numbers from 1. Within quotes a line goes on.
pub(in crate::entry) fn lines(text: &str) -> Vec<(usize, &str)> {
    let lines = pieces(text, |letters, _| letters == '\n').into_iter().map(without_bullet);
    (1..).zip(lines).filter(|(_, line)| !line.trim().is_empty()).take(LINES_MAX).collect()
}

/// A line of a list, `- Acme`, `• Acme`, without what is drawn before it.
fn without_bullet(line: &str) -> &str {
    let drawn = |line: &'_ str| -> Option<usize> {
        let mark = line.chars().next().filter(|mark| ['-', '–', '•', '*', '·', '◦'].contains(mark))?;
        let behind = line.get(mark.len_utf8()..)?;
        let item = behind.trim_start();
        let is_item =
            matches!(mark, '•' | '·' | '◦') || item.starts_with(|c: char| c.is_alphabetic() || c == '"');
        (is_item && item.len() < behind.len()).then(|| line.len() - item.len())
    };
    let start = line.trim_start();
    drawn(start).and_then(|from| start.get(from..)).unwrap_or(line)
}

/// What stands behind the number of a list's item, `2. Globex 95k`, `2) Globex 95k`.
pub(in crate::entry) fn behind_number(line: &str, at: usize) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(&at.to_string())?;
    let item = rest.strip_prefix(['.', ')'])?;
    let name = item.trim_start();
    (name.len() < item.len() && name.starts_with(|first: char| first.is_alphabetic() || first == '"'))
        .then_some(name)
}

/// A text without the numbers of its list, `1. Maria 800k`, where all of its lines have theirs.
pub(in crate::entry) fn without_numbers(text: &str) -> Cow<'_, str> {
    // “1”, a tab and “Maria”
    let behind_tab = |line: &'_ str, at: usize| -> Option<usize> {
        let rest = line.strip_prefix(&at.to_string())?.strip_prefix('\t')?;
        rest.starts_with(char::is_alphabetic).then(|| line.len() - rest.len())
    };
    let of = |at: usize, line: &'_ str| behind_number(line, at).map(|item| line.len() - item.len());
    let cuts = (1..).zip(lines(text)).map(|(at, (_, line))| {
        let from = of(at, line).or_else(|| behind_tab(line, at))?;
        line.get(from..)
    });
    let items: Option<Vec<&str>> = cuts.collect();
    items.filter(|items| items.len() > 1).map_or(Cow::Borrowed(text), |items| Cow::Owned(items.join("\n")))
}

/// The parts of a line: between commas that a space follows, semicolons, and a spreadsheet's tabs, outside of
/// quotes.
pub(in crate::entry) fn parts(line: &str) -> Vec<&str> {
    let ends = |letter, next: Option<char>| {
        matches!(letter, ';' | '\t') || (letter == ',' && next.is_none_or(char::is_whitespace))
    };
    let mut parts: Vec<&str> = pieces(line, ends).into_iter().map(str::trim).collect();
    while parts.pop_if(|part| part.is_empty()).is_some() {}
    parts
}

/// The cells of a spreadsheet's row; of a line without tabs, its parts.
pub(in crate::entry) fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        pieces(line, |letter, _| letter == '\t').into_iter().map(str::trim).collect()
    } else {
        parts(line)
    }
}

/// The cells of a row with tabs outside of quotes, and the parts of any other line.
pub(in crate::entry) fn row(line: &str) -> Vec<&str> {
    let cells = pieces(line, |letter, _| letter == '\t');
    if cells.len() == 1 {
        return parts(line);
    }
    let mut cells: Vec<&str> = cells.into_iter().map(str::trim).collect();
    while cells.pop_if(|cell| cell.is_empty()).is_some() {}
    cells
}

/// A table whose cells stand between commas without spaces, or between upright lines, with tabs between them,
/// if its first line is a head then.
pub(in crate::entry) fn in_tabs(text: &str, is_head: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let tabbed = |line: &str| pieces(line, |letter, _| letter == ',').join("\t");
    let lines = lines(text);
    // “| Name | Quota |” above “|---|---|”
    let piped = |line: &str| {
        let cells = pieces(line.trim().trim_matches('|'), |letter, _| letter == '|');
        cells.into_iter().map(str::trim).collect::<Vec<_>>().join("\t")
    };
    let is_rule = |line: &str| line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' '));
    if let Some((_, head)) = lines.first()
        && head.contains('|')
        && !head.contains(['\t', ';', ','])
        && lines.iter().all(|(_, line)| line.contains('|'))
        && is_head(&piped(head))
    {
        let rows = lines.iter().filter(|(_, line)| !is_rule(line)).map(|(_, line)| piped(line));
        return Cow::Owned(rows.collect::<Vec<_>>().join("\n"));
    }
    match lines.first() {
        Some((_, head)) if !head.contains(['\t', ';']) && !head.contains(", ") && is_head(&tabbed(head)) => {
            Cow::Owned(lines.iter().map(|(_, line)| tabbed(line)).collect::<Vec<_>>().join("\n"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// What stands between the letters that end a piece, quotes left alone.
fn pieces(text: &str, ends: impl Fn(char, Option<char>) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut before, mut closes) = (0, ' ', None);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if closes == Some(at) {
            closes = None;
        } else if closes.is_none() && letter == '"' && !before.is_alphanumeric() {
            closes = closing_quote(text, at);
        } else if closes.is_none() && ends(letter, next) {
            pieces.push(text.get(from..at).unwrap_or_default());
            from = at + letter.len_utf8();
        }
        before = letter;
    }
    pieces.push(text.get(from..).unwrap_or_default());
    pieces
}

/// Where the quote that opens at `at` ends; a doubled one is a quote in the name. None, if it never ends: no
/// quote then.
fn closing_quote(text: &str, at: usize) -> Option<usize> {
    let mut letters = text.get(at + 1..)?.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        if letter == '"' && letters.next_if(|(_, next)| *next == '"').is_none() {
            return Some(at + 1 + place);
        }
    }
    None
}

/// The name within quotes; none, if the part is not quoted.
pub(in crate::entry) fn unquoted(part: &str) -> Option<String> {
    let inner = part.trim().strip_prefix('"')?;
    (closing_quote(part.trim(), 0)? + 1 == part.trim().len())
        .then(|| inner.strip_suffix('"'))?
        .map(|name| name.replace("\"\"", "\""))
}

/// A name as a line holds it: quoted, unless it is plain letters that `is_plain` takes for nothing else.
pub(in crate::entry) fn quoted(name: &str, is_plain: impl Fn(&str) -> bool) -> String {
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '&' | '\'' | '-');
    let is_word = name.starts_with(char::is_alphabetic) && name.chars().all(letters) && name.trim() == name;
    if is_word && is_plain(name) { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// The name of a column: small letters, without quotes and without the currency of its amounts, `Quota ($)`.
pub(in crate::entry) fn heading(cell: &str) -> String {
    let name = cell.trim().trim_matches('"').trim().to_lowercase();
    let without_currency =
        name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).filter(|(_, said)| {
            let is_sign = said.chars().count() == 1 && !said.chars().all(char::is_alphanumeric);
            is_sign
                || said.is_empty()
                || said == &"kr"
                || super::currency_codes::is_code(&said.to_uppercase())
        });
    without_currency.map_or(name.clone(), |(name, _)| name.trim().to_owned())
}

/// Puts the number of a line before what is wrong with it.
pub(in crate::entry) fn in_line<T>(line: usize, result: Result<T, EntryError>) -> Result<T, EntryError> {
    result.map_err(|problem| EntryError::Line { line, problem: Box::new(problem) })
}
