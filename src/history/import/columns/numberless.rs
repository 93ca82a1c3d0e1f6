//! Tables of reps of which no head says what any number is: what those under periods are is asked.

use super::asks::ask_booked;
use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::periods::{Months, is_part_of, is_period_alone, months_of, period_in};
use crate::history::import::values::words::is_total;
use crate::history::import::vocabulary::heads::may_be_booked;
use std::collections::BTreeSet;

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
    let months: Vec<(usize, Months)> =
        periods.iter().filter_map(|at| Some((*at, months_of(&period_in(head(*at))?)?))).collect();
    let counted: Vec<usize> =
        months.iter().map(|(at, _)| *at).filter(|at| !counts_twice(*at, &months)).collect();
    let choose = |role: &Role| {
        let of = |at: &usize| if counted.contains(at) { role.clone() } else { Role::Ignored };
        let all = periods.iter().map(|at| (format!("#{}", at + 1), of(at))).collect();
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

/// Whether a column of a period would count what others count: a quarter beside all of its months, or a month
/// beside its quarter and not all others.
fn counts_twice(at: usize, all: &[(usize, Months)]) -> bool {
    let Some((_, own)) = all.iter().find(|(of, _)| *of == at) else { return true };
    let is_whole = |longer: &Months| {
        let months: BTreeSet<u32> =
            all.iter().filter(|(_, of)| is_part_of(of, longer)).flat_map(|(_, of)| of.1.clone()).collect();
        months.len() == longer.1.len()
    };
    let is_within = all.iter().any(|(_, longer)| is_part_of(own, longer) && !is_whole(longer));
    is_whole(own) || is_within
}
