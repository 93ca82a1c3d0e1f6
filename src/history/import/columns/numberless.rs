//! Tables of reps of which no head says what any number is: what those under periods are is asked.

use super::asks::ask_booked;
use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::periods::is_period_alone;
use crate::history::import::values::words::is_total;
use crate::history::import::vocabulary::heads::may_be_booked;

/// Asks what the numbers of reps are, where no column was taken for any.
pub(super) fn ask(seen: &Seen<'_>, columns: &mut Columns) {
    let is_value = |role: &Role| {
        matches!(role, Role::Quota | Role::Bookings | Role::WonCount | Role::LostCount | Role::OpenCount)
            || matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::StageOpen(_))
    };
    if !columns.asks.is_empty() || columns.all.iter().any(|column| is_value(&column.role)) {
        return;
    }
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let is_free = |at: &usize| {
        let is_numbers = seen.shapes.get(*at).is_some_and(|shape| shape.is_numbers() && shape.percents == 0);
        let is_ignored = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        is_numbers && is_ignored && seen.chosen(*at).is_none() && !head(*at).is_empty()
    };
    let free: Vec<usize> = (0..columns.all.len()).filter(is_free).collect();
    let (periods, others): (Vec<usize>, Vec<usize>) =
        free.into_iter().partition(|at| is_period_alone(head(*at)) || is_total(head(*at)));
    let is_of_periods = periods.iter().any(|at| is_period_alone(head(*at)));
    let others: Vec<usize> = others.into_iter().filter(|at| may_be_booked(head(*at))).collect();
    let ([first, .., last], true) = (periods.as_slice(), is_of_periods) else {
        columns.asks.extend(ask_booked(columns, &others));
        return;
    };
    let choose = |role: &Role| {
        let all = periods.iter().map(|at| (format!("#{}", at + 1), role.clone())).collect();
        Choices { columns: all, ..Choices::default() }
    };
    let question = format!(
        "No head says what the numbers from “{}” to “{}” are. What are they?",
        head(*first),
        head(*last)
    );
    let ask = Ask::new("numbers under periods", question)
        .or("what was booked", choose(&Role::Bookings))
        .or("how many opportunities were won", choose(&Role::WonCount))
        .or("quotas", choose(&Role::Quota));
    columns.asks.push(ask);
}
