//! Columns of days that nothing names as stages, in a chain of those that are.

use super::closing_days::is_of_other_days;
use super::column::Columns;
use super::compared_days::follows;
use super::seen::Seen;
use super::shapes::Shape;
use super::stage_heads::stage_name;
use crate::history::import::choices::Role;
use crate::history::import::values::days::read_day;
use crate::history::import::values::words::{holds, words};
use crate::model::DayOrder;

/// Words of days long before any sale.
const LONG_BEFORE: &str = "since|seit|depuis|desde|dal|sinds|sedan|siden|contract|birth|birthday|dob|\
    founded|established|geburtstag|geburtsdatum|gegrundet|grundung|naissance|nacimiento|nascita|registered|\
    registration|hired";

/// Whether a head names days long before any sale: since when somebody is a customer.
pub(super) fn is_long_before(head: &str) -> bool {
    let plain = words(head);
    LONG_BEFORE.split('|').any(|word| holds(&plain, word))
}

/// The months between two columns of them in the middle row, in the order of day and month that has fewer.
fn months_between(seen: &Seen<'_>, before: usize, behind: usize) -> Option<i64> {
    let middle = |order: DayOrder| {
        let day = |row: usize, at: usize| Some(read_day(seen.grid.cell(row, at))?.read(order)?.day);
        let rows = seen.layout.body.iter().map(|body| body.row);
        let pairs = rows.filter_map(|row| day(row, before).zip(day(row, behind)));
        let months = |day: crate::model::Date| i64::from(day.year()) * 12 + i64::from(day.month());
        let mut gaps: Vec<i64> = pairs.map(|(one, other)| months(other) - months(one)).collect();
        gaps.sort_unstable();
        gaps.get(gaps.len() / 2).copied()
    };
    middle(DayOrder::DayFirst).into_iter().chain(middle(DayOrder::MonthFirst)).min()
}

/// Takes columns of days right before one of a stage for stages too, where no column says when opportunities
/// began and others say when they ended: each row that entered the later one has a day there, which is never
/// later. So the first of “Enquiry date, Visit date, Offer date” are stages.
pub(super) fn take_stages(seen: &Seen<'_>, columns: &mut Columns) {
    let has = |role: &Role| columns.at(role).is_some();
    let ends = [Role::WonOn, Role::LostOn];
    let others = [Role::Created, Role::Status, Role::Stage, Role::To, Role::Touched];
    if !ends.iter().any(has) || others.iter().any(has) {
        return;
    }
    for at in (0..columns.all.len().saturating_sub(1)).rev() {
        let role = |at: usize| columns.all.get(at).map(|column| &column.role);
        let is_free = matches!(role(at), Some(Role::Ignored | Role::ChangedOn)) && seen.chosen(at).is_none();
        let is_stage = matches!(role(at + 1), Some(Role::Entered(_)));
        let is_day = seen.shapes.get(at).is_some_and(Shape::is_days);
        let head = seen.layout.heads.get(at).map_or("", String::as_str);
        let is_filled = |row: usize, at: usize| !seen.grid.cell(row, at).is_empty();
        let mut rows = seen.layout.body.iter().map(|body| body.row);
        if is_free
            && is_stage
            && is_day
            && !is_of_other_days(head)
            && !is_long_before(head)
            && months_between(seen, at, at + 1).is_none_or(|months| months <= 12)
            && rows.all(|row| is_filled(row, at) || !is_filled(row, at + 1))
            && follows(seen, at, at + 1)
        {
            let name = stage_name(head);
            let why = format!("days before those of the next stage, as of a stage “{name}”");
            columns.take(at, Role::Entered(name), &why);
        }
    }
}
