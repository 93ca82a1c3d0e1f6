//! Rows of which two columns say different things of how they ended.

use crate::history::import::choices::{Ask, Choices, Meaning, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::words::key;
use crate::history::import::vocabulary::status::is_only_open;

/// Asks about rows that were won by their stage and lost by their status, or the other way round, or that one
/// of both leaves open: unless somebody has chosen what the column of statuses is.
pub(super) fn ask(sheet: &Sheet<'_>, meaning: &dyn Fn(&str) -> Option<Meaning>) -> Option<Ask> {
    let (status, stage) = (sheet.at(&Role::Status)?, sheet.at(&Role::Stage)?);
    let name = |at: usize| sheet.columns.all.get(at).map(|column| column.head.clone()).unwrap_or_default();
    let chosen = |at: usize| {
        let number = format!("#{}", at + 1);
        sheet.choices.columns.keys().any(|head| *head == number || key(head) == key(&name(at)))
    };
    if chosen(status) {
        return None;
    }
    let decided = |row: usize, column: usize| {
        let meaning = meaning(sheet.cell(row, Some(column)));
        meaning.filter(|meaning| matches!(meaning, Meaning::Won | Meaning::Lost))
    };
    let differs = |row: usize| {
        decided(row, status).zip(decided(row, stage)).is_some_and(|(status, stage)| status != stage)
    };
    let contrary = sheet.layout.body.iter().filter(|body| differs(body.row)).count();
    // “Open” beside a stage that is won, where others are won by their status too.
    let is_told = |row: usize| decided(row, status) == Some(Meaning::Won);
    let is_left_open =
        |row: usize| is_only_open(sheet.cell(row, Some(status))) && decided(row, stage).is_some();
    let open = sheet.layout.body.iter().filter(|body| is_left_open(body.row)).count();
    let open = if sheet.layout.body.iter().any(|body| is_told(body.row)) { open } else { 0 };
    let rows = contrary + open;
    let of_status = |role: Role| {
        let mut choice = Choices::default();
        // What a stage says to be closed is open only where the stage is not read.
        if role == Role::Status && open > 0 {
            choice.columns.insert(format!("#{}", stage + 1), Role::Ignored);
        }
        choice.columns.insert(format!("#{}", status + 1), role);
        choice
    };
    let says = if rows == 1 { "1 row says".to_owned() } else { format!("{rows} rows say") };
    let what = if contrary > 0 {
        "were won in one of two columns, and lost in the other"
    } else {
        "are closed in one of two columns, and open in the other"
    };
    let question = format!("{says} that they {what}.");
    let label = |at: usize| format!("“{}” is right", name(at));
    (rows > 0).then(|| {
        Ask::new(format!("column: {}", name(status)), format!("{question} Which one is right?"))
            .or(label(status), of_status(Role::Status))
            .or(label(stage), of_status(Role::Ignored))
    })
}
