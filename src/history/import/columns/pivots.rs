//! Pivot tables whose title says what was added up in them.

use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::words::words;
use crate::history::import::vocabulary::heads;
use crate::history::import::vocabulary::status::meaning_of;

/// Words before what was added up, as Excel and Google write them over a pivot table.
const SUM_OF: &str = "sum of|summe von|summe|somme de|somme|suma de|suma|somma di|somma|soma de|soma|som van|\
    summa av|sum af|sum av|suma z";

/// Rows above the head that may be a pivot table's title.
const ABOVE: usize = 3;

/// The title of a pivot table of sums of money: `Sum of Amount (USD)`.
fn sum_of_money<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    let first = seen.layout.upper.unwrap_or(seen.layout.head).saturating_sub(ABOVE);
    (first..seen.layout.head).flat_map(|row| seen.grid.cells(row)).find(|cell| is_sum_of_money(cell))
}

/// Whether rows are reps in a pivot table of sums of money, whose numbers may look like days.
pub(super) fn is_of_reps(seen: &Seen<'_>) -> bool {
    let is_of_people = |at: usize| {
        let shape = seen.shapes.get(at);
        shape.is_some_and(|shape| shape.texts.keys().all(|text| meaning_of(text).is_none()))
    };
    let says = |role: &Role| seen.having(role).next().is_some();
    let mut owners = seen.having(&Role::Owner);
    sum_of_money(seen).is_some()
        && owners.any(|(at, _)| is_of_people(at))
        && ![Role::Stage, Role::Status].iter().any(says)
}

/// Takes what a pivot table of sums of money says of what was won for bookings; of anything else it counts
/// nothing.
pub(super) fn take_money(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(title) = sum_of_money(seen) else { return };
    let is_count = |role: &Role| {
        matches!(role, Role::WonCount | Role::LostCount | Role::OpenCount)
            || matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::StageOpen(_))
    };
    let is_booked = columns.at(&Role::Bookings).is_some();
    for at in 0..columns.all.len() {
        let role = columns.all.get(at).map_or(Role::Ignored, |column| column.role.clone());
        if !is_count(&role) || seen.chosen(at).is_some() {
            continue;
        }
        let taken = if role == Role::WonCount && !is_booked { Role::Bookings } else { Role::Ignored };
        columns.take(at, taken, &format!("“{title}” says that it holds money"));
    }
}

/// Why rows of reps cannot be read: those below each rep are of what was won and lost.
pub(in crate::history::import) fn refusal(seen: &Seen<'_>) -> Option<String> {
    let is_below = |at: usize| {
        let Some(shape) = seen.shapes.get(at) else { return false };
        let ends = |text: &str| matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost));
        let is_end = |(text, count): (&String, &usize)| *count > 1 && ends(text);
        !shape.is_varied
            && shape.texts.iter().any(is_end)
            && shape.texts.iter().any(|(text, count)| *count == 1 && !ends(text))
    };
    let (at, _) = seen.having(&Role::Owner).find(|(at, rank)| *rank > 2 && is_below(*at))?;
    let head = seen.layout.heads.get(at)?;
    Some(format!(
        "Below “{head}” stand reps, and below each rep what was won and lost: both would be added up. \
         Show the pivot table in tabular form, with owner and stage in columns of their own, or export the \
         opportunities themselves."
    ))
}

pub(super) fn is_sum_of_money(cell: &str) -> bool {
    let plain = words(cell);
    let Some(of) =
        SUM_OF.split('|').find(|of| plain.strip_prefix(of).is_some_and(|rest| rest.starts_with(' ')))
    else {
        return false;
    };
    // The measure as it is written, so that its currency in brackets is known.
    let measure = cell.split_whitespace().skip(of.split(' ').count()).collect::<Vec<_>>().join(" ");
    let is_amount = |role: &Role| {
        matches!(role, Role::Amount | Role::AmountActual | Role::AmountConverted | Role::AmountExpected)
    };
    heads::guesses(&measure).iter().any(|guess| is_amount(&guess.role))
}
