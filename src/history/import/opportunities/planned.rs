//! Days on which opportunities were expected to close, where a file has no others: of what was decided, the
//! days on which it closed.

use crate::history::import::choices::{Meaning, Role, RowKind};
use crate::history::import::columns::column::Columns;
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::titles;
use crate::history::import::vocabulary::status::meaning_of;
use crate::model::Date;

/// The columns with that of such days taken for the one of closing, and what is said of it.
pub(in crate::history::import) fn taken_for_closed(
    sheet: &Sheet<'_>,
    row: RowKind,
) -> Option<(Columns, Fact)> {
    let at = of_decided(sheet, row)?;
    let why = "no other column says it: of what was decided the days on which it closed, else planned";
    let mut columns = sheet.columns.clone();
    columns.take(at, Role::Closed, why);
    let head = sheet.layout.heads.get(at).cloned().unwrap_or_default();
    Some((columns, Fact::new("closed", head, why)))
}

/// The column of such days, if what was decided has them before those of most that is open: then they were
/// kept up to date, as the one day of closing that most systems have.
fn of_decided(sheet: &Sheet<'_>, row: RowKind) -> Option<usize> {
    let ends = [Role::Closed, Role::WonOn, Role::LostOn];
    if row != RowKind::Opportunity || ends.iter().any(|role| sheet.at(role).is_some()) {
        return None;
    }
    let mut planned = (0..sheet.columns.all.len())
        .filter(|at| sheet.columns.all.get(*at).is_some_and(|column| column.role == Role::ClosePlanned));
    let column = planned.next().filter(|_| planned.next().is_none())?;
    // Somebody who says that such days are planned is believed.
    let number = format!("#{}", column + 1);
    let head = sheet.layout.heads.get(column)?;
    if sheet.choices.columns.keys().any(|chosen| *chosen == number || chosen == head) {
        return None;
    }
    let status = sheet.at(&Role::Status).or_else(|| sheet.at(&Role::Stage))?;
    let (mut decided, mut open, mut before) = (Vec::new(), Vec::new(), 0_usize);
    for body in &sheet.layout.body {
        let Some(day) = sheet.day(body.row, Some(column)).map(|moment| moment.day) else { continue };
        match meaning_of(sheet.cell(body.row, Some(status))) {
            Some(Meaning::Won | Meaning::Lost) => {
                let began = sheet.day(body.row, sheet.at(&Role::Created)).map(|moment| moment.day);
                before += usize::from(began.is_some_and(|began| day < began));
                decided.push(day);
            }
            Some(Meaning::Open) | None => open.push(day),
            Some(Meaning::LeftOut) => {}
        }
    }
    let last = decided.iter().max()?;
    // What is decided was not decided after the day until which the file knows.
    let title = titles::as_of(sheet.grid, sheet.layout).and_then(|day| day.read(sheet.order));
    let chosen = sheet.choices.as_of.as_deref().and_then(Date::parse);
    let touched = sheet.at(&Role::Touched);
    let touched =
        sheet.layout.body.iter().filter_map(|body| sheet.day(body.row, touched)).max_by_key(|it| it.day);
    let mut known = [title.map(|it| it.day), touched.map(|it| it.day), chosen].into_iter().flatten();
    if known.any(|known| *last > known) {
        return None;
    }
    let later = open.iter().filter(|day| *day > last).count();
    (decided.len() > 1 && before * 10 <= decided.len() && later * 2 >= open.len()).then_some(column)
}
