//! A file as of an earlier day: only what was known then.

use super::drafts::{Around, Collected, Draft};
use crate::history::import::choices::Meaning;
use crate::history::import::facts::Fact;
use crate::history::import::values::days::Moment;
use crate::model::Date;

/// Takes back what happened after a day: what began later is outside, what was decided later is open, in the
/// stage in which it was then. A file without a history of amounts knows only what they are today.
pub(in crate::history::import) fn to(around: &Around<'_>, collected: &mut Collected<'_>, day: Date) -> Fact {
    let (mut began_later, mut decided_later) = (0_usize, 0_usize);
    let drafts = std::mem::take(&mut collected.drafts);
    for mut draft in drafts {
        let began = draft.created.or_else(|| draft.entered.iter().copied().flatten().min());
        if began.is_some_and(|moment| moment.day > day) {
            collected.outside.push(around.note(draft.row, later(day)));
            began_later += 1;
            continue;
        }
        decided_later += usize::from(take_back(around, &mut draft, day));
        collected.drafts.push(draft);
    }
    said(day, began_later, decided_later)
}

/// Why a row is outside.
pub(in crate::history::import) fn later(day: Date) -> String {
    format!("it began after {day}")
}

/// What was taken back.
pub(in crate::history::import) fn said(day: Date, began_later: usize, decided_later: usize) -> Fact {
    let why = format!(
        "chosen, and earlier than the file’s own last day: {began_later} opportunities that began later are \
         outside, {decided_later} that were decided later count as open"
    );
    Fact::new("as of", day.to_string(), why)
}

/// Takes back what happened to one opportunity; says whether it was decided later.
fn take_back(around: &Around<'_>, draft: &mut Draft<'_>, day: Date) -> bool {
    let is_later = |moment: &Moment| moment.day > day;
    let stages = around.stages;
    let mut is_moved = false;
    for slot in &mut draft.entered {
        is_moved |= slot.is_some_and(|moment| is_later(&moment));
        *slot = slot.filter(|moment| !is_later(moment));
    }
    // Stages left on a later day had not been left.
    for (at, column) in stages.exited.iter().enumerate() {
        let left = around.sheet.day(draft.row, *column);
        if left.is_some_and(|moment| is_later(&moment)) {
            draft.left &= !(1 << at.min(63));
            is_moved = true;
        }
    }
    let is_decided = matches!(draft.meaning, Meaning::Won | Meaning::Lost);
    let decided_later = is_decided && draft.closed.is_some_and(|moment| is_later(&moment));
    if decided_later {
        draft.meaning = Meaning::Open;
        // The day on which it was meant to close is not known: the column says when it did.
        draft.closed = None;
    }
    if decided_later || is_moved {
        // What the stage's column says is true of a later day: the days of stages tell where it was.
        draft.stage = "";
    }
    decided_later
}
