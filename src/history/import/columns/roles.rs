//! What each column holds, by its head and by its cells.

use super::belonging::belongs;
use super::column::{Column, Columns};
use super::seen::{Seen, fits, is_beginning};
use super::shapes::Shape;
use super::{count_heads, period_heads, stage_heads};
use crate::history::import::choices::{Role, RowKind};
use crate::history::import::values::money;
use crate::history::import::values::periods::is_period_alone;
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::head_words::WEAK;
use crate::history::import::vocabulary::heads::{self, Guess};

/// Gives every column a role.
pub(in crate::history::import) fn columns_of(seen: &Seen<'_>, kind: RowKind) -> Columns {
    let mut columns = Columns::default();
    let mut ranks: Vec<u8> = Vec::new();
    for (place, head) in seen.layout.heads.iter().enumerate() {
        let shape = seen.shapes.get(place).cloned().unwrap_or_default();
        let (role, why, rank, pipeline) = role_of(seen, place, head, &shape, kind);
        ranks.push(rank);
        columns.all.push(Column { head: head.clone(), role, why, cells: shape.first, pipeline });
    }
    take_converted(&mut columns);
    take_formatted(&mut columns);
    if kind.is_of_reps() {
        super::to_date_pairs::keep_one_span(seen, &mut columns);
        super::currency_of_quota::keep_own(seen, &mut columns);
        super::years_before::keep_own(seen, &mut columns);
    }
    super::one_of_each::one_of_each(seen, &mut columns, &mut ranks);
    super::periods_within::drop_parts(seen, &mut columns);
    super::parts_of_total::take_total(seen, &mut columns);
    super::closing_days::drop_signed(seen, &mut columns);
    if kind == RowKind::Opportunity {
        super::closing_days::take_orders(seen, &mut columns);
        super::closing_days::drop_wins(seen, &mut columns);
        super::days_in_order::take_stages(seen, &mut columns);
    }
    drop_numbers_of_rows(seen, &mut columns);
    let large = super::large_counts::drop_money(seen, &mut columns);
    super::unnamed::take_unnamed(seen, kind, &mut columns, &large);
    if kind == RowKind::Opportunity {
        super::actual_amounts::take_actual(seen, &mut columns);
        super::days_between::ask(seen, &mut columns);
        super::closing_days::ask_closed(seen, &mut columns);
    }
    if kind.is_of_reps() {
        columns.asks.extend(super::large_counts::ask_quota(seen, &columns, &large));
        columns.asks.extend(super::large_counts::ask_booked(seen, &columns, &large));
        super::other_years::keep_quota_time(seen, &mut columns);
        super::years_before::ask(seen, &mut columns);
        super::pivots::take_money(seen, &mut columns);
        super::present_stages::drop_present_stages(seen, &mut columns);
        super::unknown_stages::drop_unknown(seen, &mut columns);
        super::wins_like_quota::take_or_ask(seen, &mut columns);
        super::numberless::ask(seen, &mut columns);
    }
    columns
}

/// Beside a column of currencies and one of amounts, another whose head names a currency is the converted
/// one.
fn take_converted(columns: &mut Columns) {
    let has_codes = columns.at(&Role::Currency).is_some();
    let is_amount = |column: &&mut Column| column.role == Role::Amount;
    let names = |column: &Column| money::currency_of_head(&column.head).is_some();
    let plain = columns.all.iter().any(|column| column.role == Role::Amount && !names(column));
    let plain = plain || columns.all.iter().any(|column| is_local(column, columns));
    if !has_codes || !plain || columns.at(&Role::AmountConverted).is_some() {
        return;
    }
    for column in columns.all.iter_mut().filter(is_amount) {
        if names(column) {
            column.role = Role::AmountConverted;
            "its head names one currency, beside amounts in several".clone_into(&mut column.why);
        }
    }
}

/// Whether a column that is not read is an amount in the currency of its row, by its head: `TCV (local)`
/// beside `TCV (USD)`.
fn is_local(column: &Column, columns: &Columns) -> bool {
    let kind = |head: &str| {
        let (before, unit) = head.strip_suffix(')')?.split_once('(')?;
        Some((words(before), words(unit)))
    };
    let Some((own, unit)) = kind(&column.head) else { return false };
    let of_amounts = columns.all.iter().filter(|column| column.role == Role::Amount);
    let mut others = of_amounts.filter_map(|column| kind(&column.head));
    column.role == Role::Ignored
        && ["local", "lc", "local currency"].contains(&unit.as_str())
        && others.any(|(other, _)| other == own)
}

/// A column that only numbers rows, or whose numbers were rounded, is no identity.
fn drop_numbers_of_rows(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(id) = columns.at(&Role::Id).filter(|at| seen.chosen(*at).is_none()) else { return };
    let named = columns.at(&Role::Name);
    let cell = |row: usize, column: usize| seen.grid.cell(row, column);
    let rows = seen.layout.body.iter();
    let rows = rows.map(|body| (cell(body.row, id), named.map_or("", |column| cell(body.row, column))));
    if let Some(why) = super::identity::why_none(rows) {
        columns.take(id, Role::Ignored, why);
    }
}

/// Amounts “as formatted” are what a person reads; beside them a system keeps its own, in cents.
fn take_formatted(columns: &mut Columns) {
    let is_formatted = |column: &Column| {
        let plain = words(&column.head);
        column.role == Role::Amount
            && ["formatted", "formatiert", "formate"].iter().any(|word| holds(&plain, word))
    };
    let Some(formatted) = columns.all.iter().position(is_formatted) else { return };
    let name = columns.all.get(formatted).map(|column| column.head.clone()).unwrap_or_default();
    for (at, column) in columns.all.iter_mut().enumerate() {
        if column.role == Role::Amount && at != formatted {
            column.role = Role::Ignored;
            column.why = format!("“{name}” says it as people read it");
        }
    }
}

type Found = (Role, String, u8, Option<String>);

fn role_of(seen: &Seen<'_>, place: usize, head: &str, shape: &Shape, kind: RowKind) -> Found {
    if let Some(role) = seen.chosen(place) {
        return (role.clone(), "chosen".to_owned(), 0, None);
    }
    if kind.is_of_reps() && super::counted_targets::is_one(seen, place) {
        return (Role::Ignored, "a target of what is counted, and no quota of money".to_owned(), 9, None);
    }
    let guesses = seen.guesses.get(place).map(Vec::as_slice).unwrap_or_default();
    if !kind.is_of_reps()
        && let Some(stage) = stage_heads::stage_date(seen, place, head, shape)
    {
        return (stage.role, format!("its head names the stage “{}”", stage.name), 0, stage.pipeline);
    }
    let mut fitting: Vec<&Guess> =
        guesses.iter().filter(|guess| belongs(&guess.role, kind) && fits(&guess.role, shape)).collect();
    // Beside opportunities “Target”, “Plan” and “Budget” are something else.
    if !kind.is_of_reps() {
        fitting.retain(|guess| guess.role != Role::Quota || heads::says_quota(head));
    }
    // “Name” is an opportunity's own, unless its cells repeat as those of owners do.
    if !kind.is_of_reps() && shape.texts.len() * 2 > shape.filled {
        fitting.retain(|guess| guess.role != Role::Owner || !matches!(guess.rank, 3 | 5));
    }
    fitting.retain(|guess| guess.rank != WEAK || super::weak_heads::is_meant(seen, place, &guess.role));
    fitting.sort_by_key(|guess| guess.rank);
    if let Some(best) = fitting.first() {
        return (best.role.clone(), "its head and its cells".to_owned(), best.rank, None);
    }
    if kind.is_of_reps() {
        if is_beginning(head) && shape.texts.keys().all(|text| is_period_alone(text)) {
            return (Role::Ignored, "when somebody began".to_owned(), 9, None);
        }
        if super::weak_heads::is_attainment(seen, place) {
            return (Role::Ignored, "what part of the quota was reached".to_owned(), 9, None);
        }
        if let Some((role, why)) = period_heads::period_column(seen, head, shape) {
            return (role, why.to_owned(), 5, None);
        }
        if count_heads::is_amount_of_none(seen, place) {
            return (Role::Ignored, "an amount, by its head, and no counts of a stage".to_owned(), 9, None);
        }
        return count_heads::count_column(head, shape);
    }
    if guesses.is_empty() && shape.texts.len() < 20 && !shape.is_varied && is_codes(shape) {
        return (Role::Currency, "its cells are codes of currencies".to_owned(), 5, None);
    }
    let why = match (shape.filled, guesses.first()) {
        (0, _) => "it is empty",
        (_, Some(_)) => "its cells are not what its head says",
        (_, None) => "nothing that is needed",
    };
    (Role::Ignored, why.to_owned(), 9, None)
}

/// Whether all cells are codes of currencies.
fn is_codes(shape: &Shape) -> bool {
    shape.filled > 0 && shape.texts.keys().all(|text| text.len() == 3 && money::currency_in(text).is_some())
}
