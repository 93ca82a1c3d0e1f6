//! Columns of days beside each other: which come first, in which order of day and month.

use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::Role;
use crate::history::import::values::days::{Moment, read_day};
use crate::model::DayOrder;

/// Whether most cells of a column are days.
pub(super) fn is_of_days(seen: &Seen<'_>, at: usize) -> bool {
    seen.shapes.get(at).is_some_and(Shape::is_days)
}

/// Whether some day of a column is before that on which the opportunity of its row began.
pub(super) fn lies_before_created(seen: &Seen<'_>, place: usize) -> bool {
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let is_before = |created: usize, order: DayOrder| {
        let day = |row: usize, at: usize| read_day(seen.grid.cell(row, at))?.read(order);
        rows()
            .any(|row| day(row, place).zip(day(row, created)).is_some_and(|(own, began)| own.day < began.day))
    };
    let mut began = seen.having(&Role::Created).filter(|(at, rank)| *at != place && *rank < 3);
    began.any(|(at, _)| likely_orders(seen, &[place, at]).into_iter().any(|order| is_before(at, order)))
}

/// The orders of day and month in which most cells of columns are days.
pub(super) fn likely_orders(seen: &Seen<'_>, places: &[usize]) -> Vec<DayOrder> {
    let orders = [DayOrder::DayFirst, DayOrder::MonthFirst];
    let read = |order: DayOrder| {
        let of =
            |row: usize| places.iter().filter_map(move |at| read_day(seen.grid.cell(row, *at))?.read(order));
        seen.layout.body.iter().flat_map(|body| of(body.row)).count()
    };
    let most = orders.into_iter().map(read).max();
    orders.into_iter().filter(|order| Some(read(*order)) == most).collect()
}

/// Whether the days of a column are never before those of another, and sometimes after them.
pub(super) fn follows(seen: &Seen<'_>, before: usize, behind: usize) -> bool {
    let in_order = |order: DayOrder| follows_in(seen, order, before, behind);
    in_order(DayOrder::DayFirst) || in_order(DayOrder::MonthFirst)
}

/// The same in the orders of day and month in which most cells of both are days.
pub(super) fn surely_follows(seen: &Seen<'_>, before: usize, behind: usize) -> bool {
    let orders = likely_orders(seen, &[before, behind]);
    !orders.is_empty() && orders.into_iter().all(|order| follows_in(seen, order, before, behind))
}

fn follows_in(seen: &Seen<'_>, order: DayOrder, before: usize, behind: usize) -> bool {
    let day = |row: usize, at: usize| read_day(seen.grid.cell(row, at))?.read(order);
    let rows = seen.layout.body.iter().map(|body| body.row);
    let pairs: Vec<(Moment, Moment)> =
        rows.filter_map(|row| day(row, before).zip(day(row, behind))).collect();
    let later = pairs.iter().filter(|(one, other)| one.day < other.day).count();
    later > 0 && pairs.iter().all(|(one, other)| one.day <= other.day)
}
