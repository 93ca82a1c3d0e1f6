//! Numbers of reps of the month, the quarter and the year to date beside each other: one span counts.

use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::words::words;
use std::collections::BTreeSet;

/// Spans since the beginning of something, the shortest first, and the words of heads that say them.
const SPANS: [(&str, &str); 3] = [
    ("month to date", "mtd|month to date"),
    ("quarter to date", "qtd|quarter to date"),
    ("year to date", "ytd|year to date"),
];

/// A column that says its span.
struct Of {
    at: usize,
    /// The place among [`SPANS`].
    span: usize,
    /// What else its head says.
    beside: String,
}

/// Leaves out all numbers but those of the longest span, where one number is there for several; asks which
/// span counts, once for the file.
pub(super) fn keep_one_span(seen: &Seen<'_>, columns: &mut Columns) {
    let all = of_spans(seen, columns);
    let spans: BTreeSet<usize> = all.iter().map(|of| of.span).collect();
    let is_twin = |one: &Of| all.iter().any(|of| of.span != one.span && of.beside == one.beside);
    if !all.iter().any(is_twin) {
        return;
    }
    let Some(longest) = spans.iter().next_back() else { return };
    let name = |span: usize| SPANS.get(span).map_or("", |(name, _)| *name);
    let question = "Numbers are there for several spans. Which span counts, for all of them?";
    let mut ask = Ask::new("span of numbers", question);
    for span in spans.iter().rev() {
        let others = all.iter().filter(|of| of.span != *span);
        let ignored = others.map(|of| (format!("#{}", of.at + 1), Role::Ignored)).collect();
        ask = ask.or(format!("the {}", name(*span)), Choices { columns: ignored, ..Choices::default() });
    }
    columns.asks.push(ask);
    for of in all.iter().filter(|of| of.span != *longest) {
        let why = format!("numbers of the {} are read, and only they", name(*longest));
        columns.take(of.at, Role::Ignored, &why);
    }
}

/// Columns of numbers that say their span, for which nobody chose what they hold.
fn of_spans(seen: &Seen<'_>, columns: &Columns) -> Vec<Of> {
    let is_number = |role: &Role| {
        matches!(role, Role::Quota | Role::Bookings | Role::WonCount | Role::LostCount | Role::OpenCount)
            || matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::StageOpen(_))
    };
    let all = columns.all.iter().enumerate();
    let of = all.filter(|(at, column)| is_number(&column.role) && seen.chosen(*at).is_none());
    of.filter_map(|(at, column)| {
        let plain = words(&column.head);
        let (span, phrase) = SPANS.iter().enumerate().find_map(|(span, (_, all))| {
            let phrase =
                all.split('|').find(|phrase| crate::history::import::values::words::holds(&plain, phrase))?;
            Some((span, phrase))
        })?;
        let beside = plain.replace(phrase, " ").split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Of { at, span, beside })
    })
    .collect()
}
