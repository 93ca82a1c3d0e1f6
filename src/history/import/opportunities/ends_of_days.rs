//! Statuses that no word explains, of which a column has the days on which they were entered, and which look
//! like an end and not like a stage on the way: `Deal Done`, with the day on which it closed.

use crate::history::import::choices::{Meaning, Role};
use crate::history::import::columns::column::Column;
use crate::history::import::facts::Sheet;
use crate::history::import::values::days::Moment;
use crate::history::import::values::words::key;
use crate::history::import::vocabulary::status::meaning_of;

/// A column of days of a stage that no word explains, and what its rows say.
struct Unknown {
    column: usize,
    name: String,
    /// Rows that are in this stage.
    rows: usize,
    /// Those among them that closed on the day on which they entered it.
    closed: usize,
    /// Whether some opportunity entered another stage later.
    leads_on: bool,
}

/// The stages that opportunities entered on days that a column has, without those that look like an end.
pub(super) fn stages_of_days(sheet: &Sheet<'_>) -> Vec<String> {
    let ends = ends(sheet);
    entered(sheet).map(|(_, name)| key(name)).filter(|name| !ends.contains(name)).collect()
}

/// The columns of days on which stages were entered, with their names.
fn entered<'a>(sheet: &Sheet<'a>) -> impl Iterator<Item = (usize, &'a String)> {
    let named = |(at, column): (usize, &'a Column)| {
        if let Role::Entered(name) = &column.role { Some((at, name)) } else { None }
    };
    sheet.columns.all.iter().enumerate().filter_map(named)
}

/// Names of such statuses: no opportunity entered another stage after them, and most of their rows closed on
/// the day on which they entered it, or nothing else in the file says that anything was won. Beside statuses
/// of their own, stages are none.
fn ends(sheet: &Sheet<'_>) -> Vec<String> {
    let (stage, status) = (sheet.at(&Role::Stage), sheet.at(&Role::Status));
    let Some(says) = stage.or(status).filter(|_| stage.is_none() || status.is_none()) else {
        return Vec::new();
    };
    let all: Vec<(usize, &String)> = entered(sheet).collect();
    let is_unknown = |(_, name): &&(usize, &String)| meaning_of(name).is_none();
    let mut unknown: Vec<Unknown> = all
        .iter()
        .filter(is_unknown)
        .map(|(column, name)| Unknown {
            column: *column,
            name: key(name),
            rows: 0,
            closed: 0,
            leads_on: false,
        })
        .collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let closed = sheet.at(&Role::Closed);
    let ends = [Role::WonOn, Role::IsWon];
    let mut is_any_won = ends.iter().any(|role| sheet.at(role).is_some());
    for body in &sheet.layout.body {
        let text = sheet.cell(body.row, Some(says));
        is_any_won |= meaning_of(text) == Some(Meaning::Won);
        let day = |column: usize| sheet.day(body.row, Some(column)).map(|moment: Moment| moment.day);
        let last = all.iter().filter_map(|(column, _)| day(*column)).max();
        let own = key(text);
        for one in &mut unknown {
            let entered = day(one.column);
            one.leads_on |= entered.is_some() && entered < last;
            if one.name == own {
                one.rows += 1;
                one.closed += usize::from(entered.is_some() && entered == closed.and_then(day));
            }
        }
    }
    let is_end = |one: &Unknown| {
        let closes = one.closed > 1 && one.closed * 5 >= one.rows * 4;
        one.rows > 1 && !one.leads_on && (closes || !is_any_won)
    };
    unknown.into_iter().filter(is_end).map(|one| one.name).collect()
}
