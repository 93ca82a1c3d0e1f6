//! Columns named like stages that say what is in them now, and not what entered them.

use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::Role;
use crate::history::import::values::numbers::{DecimalMark, read_count};
use crate::history::import::values::words::{holds, is_total, words};
use crate::history::import::vocabulary::head_parts::NEW;

/// Leaves out stages of which some were entered by fewer than were won: such numbers are of what is in them
/// now, as a pivot table of present stages has them. Where a grand total is theirs with what was won and
/// lost, they are what is open.
pub(super) fn drop_present_stages(seen: &Seen<'_>, columns: &mut Columns) {
    let total = |at: usize| -> u64 {
        let cells = seen.layout.body.iter().map(|body| seen.grid.cell(body.row, at));
        let counts = cells.filter_map(|cell| read_count(cell, DecimalMark::Point));
        counts.map(u64::from).sum()
    };
    let of = |is: &dyn Fn(&Role) -> bool| -> Vec<usize> {
        (0..columns.all.len()).filter(|at| columns.all.get(*at).is_some_and(|it| is(&it.role))).collect()
    };
    let entered = of(&|role| matches!(role, Role::StageEntered(_)));
    let passed = of(&|role| matches!(role, Role::StagePassed(_)));
    let won: u64 = of(&|role| *role == Role::WonCount).into_iter().map(&total).sum();
    let is_guess = |at: &usize| seen.chosen(*at).is_none();
    let ended = of(&|role| matches!(role, Role::WonCount | Role::LostCount));
    // “New” and “Leads” say what came.
    let came = |at: &usize| {
        let plain = words(seen.layout.heads.get(*at).map_or("", String::as_str));
        NEW.split('|').chain(["leads", "created", "entered"]).any(|word| holds(&plain, word))
    };
    let is_pivot = !entered.is_empty() && !ended.is_empty() && columns.at(&Role::OpenCount).is_none();
    if is_pivot
        && entered.iter().all(|at| is_guess(at) && !came(at))
        && has_grand_total(seen, columns, &entered, &ended)
    {
        for at in entered {
            columns.take(at, Role::OpenCount, "what is in it now: with what ended it makes the grand total");
        }
        return;
    }
    if won == 0
        || !passed.is_empty()
        || !entered.iter().all(is_guess)
        || !entered.iter().any(|at| total(*at) < won)
    {
        return;
    }
    for at in entered {
        let Some(column) = columns.all.get_mut(at) else { continue };
        column.role = Role::Ignored;
        "fewer than were won: what is in it now, and not what entered it".clone_into(&mut column.why);
    }
}

/// Whether a column of totals is the sum of some others in every row.
fn has_grand_total(seen: &Seen<'_>, columns: &Columns, entered: &[usize], ended: &[usize]) -> bool {
    let count =
        |row: usize, at: usize| read_count(seen.grid.cell(row, at), DecimalMark::Point).map(u64::from);
    let rows = &seen.layout.body;
    let is_total = |at: &usize| {
        columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored)
            && seen.layout.heads.get(*at).is_some_and(|head| is_total(head))
    };
    let is_sum = |at: usize| {
        rows.iter().all(|body| {
            let of = entered.iter().chain(ended).map(|at| count(body.row, *at).unwrap_or(0));
            count(body.row, at) == Some(of.sum::<u64>())
        })
    };
    rows.len() > 1 && (0..columns.all.len()).filter(is_total).any(is_sum)
}
