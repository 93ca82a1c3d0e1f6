//! Tables of reps that lie on their side: a column for each rep, a row for each measure.

use super::grid::Grid;
use crate::history::import::choices::Role;
use crate::history::import::values::money;
use crate::history::import::vocabulary::heads;

/// Rows that are looked at: a table on its side has as many as there are measures.
const ROWS: usize = 60;

/// Why rows are no reps, if the columns are.
pub(in crate::history::import) fn refusal(grid: &Grid) -> Option<String> {
    let rows = grid.len().min(ROWS);
    let is_number = |cell: &str| money::written(cell).is_some() || cell.ends_with('%');
    let is_measure = |row: &usize| {
        let mut numbers = grid.cells(*row).skip(1).filter(|cell| !cell.is_empty()).peekable();
        numbers.peek().is_some() && numbers.all(is_number) && !grid.cell(*row, 0).is_empty()
    };
    let measures: Vec<usize> = (0..rows).filter(is_measure).collect();
    let named = |roles: &[Role]| {
        let guesses = |row: &&usize| heads::guesses(grid.cell(**row, 0));
        let says = |row: &&usize| guesses(row).iter().any(|guess| roles.contains(&guess.role));
        measures.iter().filter(says).count()
    };
    let known = named(&[Role::Quota, Role::Bookings, Role::WonCount, Role::LostCount, Role::OpenCount]);
    // Of a rep named like a measure there may be one; quotas and bookings are two rows.
    if known < 2 || known * 4 < measures.len() || grid.len() > ROWS {
        return None;
    }
    let head = (0..*measures.first()?).rev().find(|row| grid.filled(*row) > 1)?;
    let names: Vec<&str> = grid.cells(head).skip(1).filter(|cell| !cell.is_empty()).collect();
    let is_name = |cell: &&str| {
        !is_number(cell)
            && !crate::history::import::values::periods::is_period_alone(cell)
            && heads::guesses(cell).is_empty()
    };
    (names.len() > 1 && names.iter().filter(|name| is_name(name)).count() * 3 >= names.len() * 2).then(|| {
        format!(
            "The table lies on its side: its columns are {}, and its rows are measures such as “{}”. \
             Transpose it, so that each rep is a row: in a spreadsheet copy it, and paste it by “Paste \
             special”, “Transpose”.",
            names.iter().take(3).copied().collect::<Vec<_>>().join(", "),
            measures.first().map_or("", |row| grid.cell(*row, 0)),
        )
    })
}
