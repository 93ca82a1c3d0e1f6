//! Days that can be true: until which day a file knows, and days that contradict it or each other.

use super::drafts::{Around, Collected};
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::facts::Fact;
use crate::history::import::values::days::Moment;
use crate::model::Date;

/// A gap of days behind which the few last days of a file are not believed.
const GAP_DAYS: i64 = 366;

/// More days after the day that a title says, nothing that happened is dated.
const GAP_AFTER_TITLE: i64 = 30;

/// Decides until which day a file knows, where nobody chose one: as its title says, or the last day on which
/// something happened. Days on which open opportunities are meant to close do not count: a plan is no fact.
pub(in crate::history::import) fn as_of(
    collected: &Collected<'_>,
    title: Option<Date>,
) -> (Option<Date>, Option<Fact>) {
    let mut days: Vec<Date> = collected.credit_days.clone();
    for draft in &collected.drafts {
        let decided = draft.closed.filter(|_| draft.meaning != Meaning::Open);
        let all =
            draft.entered.iter().copied().flatten().chain(draft.created).chain(draft.touched).chain(decided);
        days.extend(all.map(|moment| moment.day));
    }
    days.sort_unstable();
    let allowed = (days.len() / 100).max(2);
    let mut last = days.last().copied();
    for (at, pair) in days.windows(2).enumerate().rev().take(allowed) {
        if let [before, after] = pair
            && before.days_until(*after) > GAP_DAYS
            && days.len() - at - 1 <= allowed
            && days.len() > 4
        {
            last = Some(*before);
        }
    }
    // What is dated long after the day of the report, as far as it is little, is a plan or a slip.
    let is_until = |title: Date| {
        let known = days.partition_point(|day| *day <= title);
        let is_far = days.get(known).is_none_or(|next| title.days_until(*next) > GAP_AFTER_TITLE);
        last.is_none_or(|last| last <= title) || (is_far && known * 10 >= days.len() * 9)
    };
    match (title, last) {
        (Some(title), _) if is_until(title) => (
            Some(title),
            Some(Fact::new("as of", title.to_string(), "a title or remark of the file says so")),
        ),
        (_, Some(last)) => (
            Some(last),
            Some(Fact::new("as of", last.to_string(), "the last day on which something happened")),
        ),
        (_, None) => (None, None),
    }
}

/// Takes out days that cannot be true, each with a note.
pub(in crate::history::import) fn check(
    around: &Around<'_>,
    collected: &mut Collected<'_>,
    as_of: Option<Date>,
) {
    let sheet = &around.sheet;
    let is_later = |moment: Moment| as_of.is_some_and(|as_of| moment.day > as_of);
    let mut notes = Vec::new();
    for draft in &mut collected.drafts {
        let row = draft.row;
        if draft.created.is_some_and(is_later) {
            notes.push(around.cell_note(
                row,
                sheet.at(&Role::Created),
                "after the last day of which the file knows",
            ));
            draft.created = None;
        }
        let is_open = draft.meaning == Meaning::Open;
        let of_close =
            around.decided(draft.meaning).filter(|column| !sheet.cell(row, Some(*column)).is_empty());
        let close_column = of_close.or_else(|| sheet.at(&Role::Closed));
        if !is_open && draft.closed.is_some_and(is_later) {
            notes.push(around.cell_note(
                row,
                close_column,
                "decided after the last day of which the file knows",
            ));
            draft.closed = None;
            // The day of the decision may stand in another column.
            let other = sheet
                .day(row, sheet.at(&Role::Closed))
                .filter(|moment| of_close.is_some() && !is_later(*moment));
            draft.closed = other;
        }
        if draft.created.zip(draft.closed).is_some_and(|(began, closed)| closed.day < began.day) {
            let reason = if is_open { "to close before it began" } else { "closed before it began" };
            notes.push(around.cell_note(row, close_column, reason));
            draft.closed = None;
        }
        let decided = draft.closed.filter(|_| !is_open);
        for (at, slot) in draft.entered.iter_mut().enumerate() {
            let Some(moment) = *slot else { continue };
            let reason = if is_later(moment) {
                "after the last day of which the file knows"
            } else if draft.created.is_some_and(|began| moment.day < began.day) {
                "before it began"
            } else if decided.is_some_and(|closed| moment.day > closed.day) {
                "after it closed"
            } else {
                continue;
            };
            let column = around.stages.entered.get(at).copied().flatten();
            if column.is_some() {
                notes.push(around.cell_note(row, column, reason));
            }
            *slot = None;
        }
    }
    collected.lost_cells.append(&mut notes);
}
