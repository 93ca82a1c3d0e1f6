//! One column for each role, of several whose heads say the same thing.

use super::asks::ask_which;
use super::column::Columns;
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::Role;
use crate::history::import::table::layout::BodyRow;
use crate::history::import::values::numbers::DecimalMark;
use crate::history::import::values::words::{holds, is_same, is_total, words};
use crate::history::import::values::{money, periods};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of a table of reps, at most, in which managers are looked for.
const TEAM: usize = 500;

/// Roles of which a file has several columns.
fn may_repeat(role: &Role) -> bool {
    matches!(
        role,
        Role::Ignored
            | Role::Touched
            | Role::LossReason
            | Role::Entered(_)
            | Role::Exited(_)
            | Role::StageEntered(_)
            | Role::StagePassed(_)
            | Role::StageOpen(_)
            | Role::Manager
            | Role::Name
            | Role::ClosePlanned
            | Role::Probability
    )
}

/// Roles of which two columns that differ change a count, a sum or a date.
fn is_asked(role: &Role) -> bool {
    matches!(
        role,
        Role::Owner
            | Role::Stage
            | Role::Amount
            | Role::AmountActual
            | Role::AmountConverted
            | Role::Closed
            | Role::Created
            | Role::Quota
            | Role::Bookings
            | Role::Id
    )
}

/// Leaves one column for each role: the one whose head is surest; columns as sure that differ are asked
/// about.
pub(super) fn one_of_each(seen: &Seen<'_>, columns: &mut Columns, ranks: &mut [u8]) {
    take_manager(seen, columns);
    let mut roles: Vec<Role> = columns.all.iter().map(|column| column.role.clone()).collect();
    roles.sort();
    roles.dedup();
    for role in roles.into_iter().filter(|role| !may_repeat(role)) {
        let of: Vec<usize> = (0..columns.all.len())
            .filter(|at| columns.all.get(*at).is_some_and(|it| it.role == role))
            .collect();
        let rank = |at: &usize| ranks.get(*at).copied().unwrap_or(9);
        let Some(best) = of.iter().map(rank).min() else { continue };
        let sure: Vec<usize> = of.iter().copied().filter(|at| rank(at) == best).collect();
        let filled = |at: &usize| seen.shapes.get(*at).map_or(0, |shape| shape.filled);
        let most = sure.iter().map(filled).max().unwrap_or(0);
        let Some(mut kept) = sure.iter().copied().find(|at| filled(at) == most) else { continue };
        let heads = sure.iter().filter_map(|at| seen.layout.heads.get(*at));
        let heads: Vec<&String> = heads.filter(|head| !is_total(head)).collect();
        // Beside quarters, the one column without a period is their total.
        let whole = heads.iter().filter(|head| periods::period_in(head).is_none()).count();
        let named = heads.iter().copied().filter(|head| whole != 1 || periods::period_in(head).is_some());
        let periods = periods::are_periods(named);
        if periods && matches!(role, Role::Quota | Role::Bookings) {
            continue;
        }
        let counts = matches!(role, Role::WonCount | Role::LostCount);
        if periods && counts && whole != 1 {
            continue;
        }
        let is_whole =
            |at: &usize| seen.layout.heads.get(*at).is_some_and(|head| periods::period_in(head).is_none());
        if periods && counts {
            kept = sure.iter().copied().find(is_whole).unwrap_or(kept);
        } else if periods && role == Role::OpenCount {
            // What is open at the end of the last period.
            kept = sure.last().copied().unwrap_or(kept);
        }
        // Beside money, “Sales” and “Vendas” in small numbers count what was won.
        let is_money = |at: &usize| {
            let head = seen.layout.heads.get(*at).map_or("", String::as_str);
            seen.shapes.get(*at).is_some_and(Shape::is_money) || money::currency_of_head(head).is_some()
        };
        let is_count = |at: &usize| seen.shapes.get(*at).is_some_and(Shape::is_small) && !is_money(at);
        let is_told = role == Role::Bookings && sure.iter().any(is_money);
        if is_told && is_count(&kept) {
            kept = sure.iter().copied().find(is_money).unwrap_or(kept);
        }
        let is_rival =
            |at: &usize| *at != kept && !is_of_table_beside(seen, kept, *at) && !(is_told && is_count(at));
        let differing: Vec<usize> =
            sure.iter().copied().filter(|at| is_rival(at) && differs(seen, kept, *at)).collect();
        // Two expected amounts matter only where no column says another.
        let agreed = [Role::Amount, Role::AmountActual, Role::AmountConverted];
        let is_alone = role == Role::AmountExpected && agreed.iter().all(|role| columns.at(role).is_none());
        if !differing.is_empty() && (is_asked(&role) || is_alone) {
            let ask = ask_which(seen, columns, &role, kept, &differing);
            columns.asks.push(ask);
        }
        let is_missing = columns.at(&Role::WonCount).is_none();
        let won = of.iter().copied().find(|at| is_told && is_missing && is_count(at));
        for at in of.into_iter().filter(|at| *at != kept) {
            if let (true, Some(column)) = (Some(at) == won, columns.all.get_mut(at)) {
                column.role = Role::WonCount;
                "small numbers beside money: how many were won".clone_into(&mut column.why);
                continue;
            }
            let head = seen.layout.heads.get(kept).cloned().unwrap_or_default();
            if let Some(column) = columns.all.get_mut(at) {
                column.role = Role::Ignored;
                column.why = format!("“{head}” says it");
            }
        }
    }
}

/// Of two columns of owners in a table of reps, the one whose names lead teams is that of managers.
fn take_manager(seen: &Seen<'_>, columns: &mut Columns) {
    let of = |role: Role| -> Vec<usize> {
        let all = columns
            .all
            .iter()
            .enumerate()
            .filter(|(at, column)| column.role == role && seen.chosen(*at).is_none());
        all.map(|(at, _)| at).collect()
    };
    let owners = of(Role::Owner);
    let [one, other] = owners.as_slice() else { return };
    if of(Role::Quota).is_empty() {
        return;
    }
    for (reps, managers) in [(*one, *other), (*other, *one)] {
        if leads_teams(seen, reps, managers) {
            columns.take(managers, Role::Manager, "rows of teams name who stands in it");
            return;
        }
    }
}

/// Whether a column of names is of managers: each of its names, which stand in several rows, is within the
/// name of a row of a team, “Team Ugo Re”, in which the column is empty; and each rep has one row.
fn leads_teams(seen: &Seen<'_>, reps: usize, managers: usize) -> bool {
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let cell = |row: usize, at: usize| words(seen.grid.cell(row, at));
    let mut led: BTreeMap<String, usize> = BTreeMap::new();
    let mut own: BTreeSet<String> = BTreeSet::new();
    let mut teams: Vec<String> = Vec::new();
    for row in rows() {
        let (rep, manager) = (cell(row, reps), cell(row, managers));
        if !own.insert(rep.clone()) || own.len() > TEAM {
            return false;
        }
        if manager.is_empty() {
            teams.push(rep);
        } else {
            *led.entry(manager).or_default() += 1;
        }
    }
    let is_team = |manager: &String| teams.iter().any(|team| team != manager && holds(team, manager));
    !led.is_empty() && led.iter().all(|(manager, count)| *count > 1 && is_team(manager))
}

/// Whether a column belongs to another, shorter table on the right: an empty column without a head lies
/// between them, and its cells fill only the first rows, fewer than half.
fn is_of_table_beside(seen: &Seen<'_>, kept: usize, other: usize) -> bool {
    let is_gap = |at: usize| {
        let is_empty = seen.shapes.get(at).is_none_or(|shape| shape.filled == 0);
        is_empty && seen.layout.heads.get(at).is_some_and(String::is_empty)
    };
    let body = &seen.layout.body;
    let is_filled = |body: &BodyRow| !seen.grid.cell(body.row, other).is_empty();
    let first = body.iter().take_while(|body| is_filled(body)).count();
    (kept..other).any(is_gap) && first * 2 < body.len() && !body.iter().skip(first).any(is_filled)
}

/// Whether two columns say different things in a row where both say something.
pub(super) fn differs(seen: &Seen<'_>, one: usize, other: usize) -> bool {
    let mark = DecimalMark::Point;
    seen.layout.body.iter().any(|body| {
        let (a, b) = (seen.grid.cell(body.row, one), seen.grid.cell(body.row, other));
        let amount = |cell| money::written(cell).and_then(|written| written.read(mark));
        let is_one = || amount(a).is_some() && amount(a) == amount(b);
        !a.is_empty() && !b.is_empty() && !is_same(a, b) && !is_one()
    })
}
