//! Questions about columns: which of several says something, and whether one does.

use super::column::{Column, Columns};
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};

/// Asks whether a column of round numbers under an unknown head says what opportunities are worth.
pub(in crate::history::import) fn ask_whether(columns: &Columns, likely: &[usize]) -> Option<Ask> {
    let question = "No column is named as one of amounts. Which one says what an opportunity is worth?";
    ask_for(columns, likely, &Role::Amount, question)
}

/// Asks whether a column of large numbers under an unknown head says what reps have booked.
pub(in crate::history::import) fn ask_booked(columns: &Columns, likely: &[usize]) -> Option<Ask> {
    let question = "No column is named as one of bookings. Which one says what was booked?";
    ask_for(columns, likely, &Role::Bookings, question)
}

fn ask_for(columns: &Columns, likely: &[usize], wanted: &Role, question: &str) -> Option<Ask> {
    let all: Vec<(usize, &Column)> =
        likely.iter().filter_map(|at| Some((*at, columns.all.get(*at)?))).collect();
    let (first, _) = all.first()?;
    let choose = |kept: Option<usize>| {
        let role = |at: usize| if Some(at) == kept { wanted.clone() } else { Role::Ignored };
        let columns = all.iter().map(|(at, _)| (format!("#{}", at + 1), role(*at))).collect();
        Choices { columns, ..Choices::default() }
    };
    let about = columns.all.get(*first).map(|column| format!("column: {}", column.head))?;
    let named = all
        .iter()
        .fold(Ask::new(about, question), |ask, (at, column)| ask.or(column.head.clone(), choose(Some(*at))));
    Some(named.or("none of them", choose(None)))
}

/// Asks which of several columns says something.
pub(in crate::history::import) fn ask_which(
    seen: &Seen<'_>,
    columns: &Columns,
    role: &Role,
    kept: usize,
    others: &[usize],
) -> Ask {
    let name = |at: usize| columns.all.get(at).map(|it| it.head.clone()).unwrap_or_default();
    let known = [
        (Role::Owner, "whose an opportunity is"),
        (Role::Stage, "the stage"),
        (Role::Closed, "the day on which it closed"),
        (Role::Created, "the day on which it began"),
        (Role::Id, "which opportunity it is"),
        (Role::Quota, "the quota"),
        (Role::Bookings, "what was booked"),
    ];
    let what = known.iter().find(|(of, _)| of == role).map_or("what it is worth", |(_, what)| *what);
    let mut ask = Ask::new(format!("column: {}", name(kept)), format!("Which column says {what}?"));
    for at in std::iter::once(kept).chain(others.iter().copied()) {
        let mut choice = Choices::default();
        let twin = |at: usize| seen.layout.heads.iter().filter(|head| **head == name(at)).count() > 1;
        let key = |at: usize| if twin(at) { format!("#{}", at + 1) } else { name(at) };
        for other in std::iter::once(kept).chain(others.iter().copied()) {
            let role = if other == at { role.clone() } else { Role::Ignored };
            choice.columns.insert(key(other), role);
        }
        let label = if twin(at) { format!("{} (column {})", name(at), at + 1) } else { name(at) };
        ask = ask.or(label, choice);
    }
    ask
}
