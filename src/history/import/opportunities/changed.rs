//! Opportunities of a file with a row for each change, as the last of them leaves them.

use super::changes::{Change, History};
use super::credits::Credits;
use super::drafts::{Around, Collected, Draft};
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::facts::Fact;
use crate::history::import::values::days::Moment;
use crate::history::import::values::words::{holds, key, words};
use crate::model::Date;
use std::collections::BTreeMap;
/// Opportunities of a history; with a day, as they were on it.
pub(in crate::history::import) fn drafts_of<'a>(
    around: Around<'a>,
    history: &History,
    until: Option<Date>,
) -> Collected<'a> {
    let sheet = around.sheet;
    let mut collected = Collected::default();
    if history.is_carried {
        let why = "each opportunity is named once, above its changes, each of which leads on from the last";
        collected.facts.push(Fact::new("opportunity", "carried down", why));
    }
    let mut owner_of: BTreeMap<usize, usize> = BTreeMap::new();
    let ids = history.identities(&sheet);
    for ((body, owner), id) in sheet.layout.body.iter().zip(&around.owners.of_row).zip(&ids) {
        let row = body.row;
        if id.is_empty() {
            collected.rejected.push(around.note(row, "no identity: which opportunity was changed?"));
        } else if let Some(owner) = owner.filter(|owner| Some(*owner) != around.owners.nobody) {
            owner_of.insert(row, owner);
        }
    }
    let mut credits = Credits::of(&sheet);
    let is_note = |row: usize| history.field.is_none() && credits.has(&around, row);
    let mut groups = history.grouped(&sheet, &|row| !is_note(row));
    let opportunities = groups.len();
    let notes = sheet.layout.body.iter().zip(&ids).filter(|(body, _)| is_note(body.row));
    groups.extend(notes.map(|(body, id)| vec![history.change(&sheet, (body.row, *id))]));
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let begins_in = history.first_stage(&sheet, &groups);
    for (at, group) in groups.into_iter().enumerate() {
        let id = group.first().map_or("", |change| change.id);
        let owner = group.iter().rev().find_map(|change| owner_of.get(&change.row).copied());
        let rows = group.len();
        let Some(owner) = owner.or(around.owners.nobody) else {
            let reason = "no owner: whose opportunity is it?";
            collected.rejected.extend(group.iter().map(|change| around.note(change.row, reason)));
            continue;
        };
        let first = begins_in.filter(|_| group.iter().any(|change| history.is_creation(&sheet, change.row)));
        let all = Changes { known: &group, later: &[], first };
        let draft = match until {
            None => draft(&around, history, all, owner, &mut collected),
            Some(day) => {
                let then = draft_until(&around, history, all, owner, (day, &mut collected));
                if then.is_none() {
                    let reason = super::rewind::later(day);
                    let notes = group.iter().map(|change| around.note(change.row, reason.clone()));
                    collected.outside.extend(notes);
                    collected.began_later += 1;
                    continue;
                }
                then
            }
        };
        match draft {
            Some(draft) if draft.meaning == Meaning::LeftOut => {
                let reason = "a status that is left out";
                collected.outside.extend(group.iter().map(|change| around.note(change.row, reason)));
            }
            Some(draft) => {
                collected.joined += rows - 1;
                let draft = if at < opportunities {
                    by_id.insert(id, collected.drafts.len());
                    Some(draft)
                } else {
                    credits.sort(&around, draft, by_id.get(id).copied(), &mut collected)
                };
                collected.drafts.extend(draft);
            }
            None => {
                let reason = "no change of a stage, and no stage";
                collected.rejected.extend(group.iter().map(|change| around.note(change.row, reason)));
            }
        }
    }
    credits.take_off(&around, &mut collected);
    collected
}

/// Changes of one opportunity, in the order of time.
#[derive(Clone, Copy)]
struct Changes<'a, 'b> {
    /// Those that are known.
    known: &'b [Change<'a>],
    /// Those after the day as of which the file is read.
    later: &'b [Change<'a>],
    /// The stage in which it was created, if all are created in the same and a row says that it was.
    first: Option<&'a str>,
}

/// The draft of an opportunity as it was on a day; none, if it had not begun.
fn draft_until<'a>(
    around: &Around<'a>,
    history: &History,
    Changes { known: group, first, .. }: Changes<'a, '_>,
    owner: usize,
    (day, collected): (Date, &mut Collected<'a>),
) -> Option<Draft<'a>> {
    // Changes are in the order of time, those without a time first.
    let known = group.partition_point(|change| change.on.is_none_or(|on| on.day <= day));
    let (known, later) = group.split_at_checked(known)?;
    let then = draft(around, history, Changes { known, later, first }, owner, collected)?;
    if then.created.is_none_or(|created| created.day > day) {
        return None;
    }
    let is_decided = |change: &&Change<'_>| {
        history.is_stage_row(&around.sheet, change.row)
            && matches!(around.statuses.meaning(change.to), Some(Meaning::Won | Meaning::Lost))
    };
    if then.meaning == Meaning::Open && later.iter().any(|change| is_decided(&change)) {
        collected.decided_later += 1;
    }
    Some(then)
}

/// The stage of a row from which nothing has led on yet, if it is open: what leads from won or lost to
/// nothing was taken back.
fn open_from<'a>(around: &Around<'a>, history: &History, change: &Change<'a>) -> Option<&'a str> {
    let is_open = around.statuses.meaning(change.from) == Some(Meaning::Open);
    (is_open && history.field.is_none() && !change.from.is_empty()).then_some(change.from)
}

fn draft<'a>(
    around: &Around<'a>,
    history: &History,
    Changes { known: group, later, first }: Changes<'a, '_>,
    owner: usize,
    collected: &mut Collected<'a>,
) -> Option<Draft<'a>> {
    let sheet = &around.sheet;
    let lost = &mut collected.lost_cells;
    let steps: Vec<&Change<'a>> =
        group.iter().filter(|change| history.is_stage_row(sheet, change.row)).collect();
    let last_row = group.last().or(later.first())?.row;
    let first_row = group.iter().chain(later).map(|change| change.row).min()?;
    let last_to = steps.iter().rev().map(|change| change.to).find(|to| !to.is_empty());
    // Before its first change an opportunity was where that change leads from.
    let next_from = later.iter().find(|change| history.is_stage_row(sheet, change.row));
    let next_from = next_from.map(|change| change.from).filter(|from| !from.is_empty());
    // A column of the stage beside from and to says where the opportunity is today.
    let stage_apart = sheet.at(&Role::Stage).filter(|column| Some(*column) != history.to);
    let is_today = later.is_empty();
    let today = Some(sheet.cell(last_row, stage_apart)).filter(|text| is_today && !text.is_empty());
    let last_from = steps.last().and_then(|change| open_from(around, history, change));
    let stage = today.or(last_to).or(next_from).or(first).or(last_from)?;
    let status = sheet.at(&Role::Status).filter(|_| is_today);
    let meaning = around.statuses.meaning(sheet.cell(last_row, status));
    let meaning =
        meaning.filter(|meaning| *meaning != Meaning::Open).or_else(|| around.statuses.meaning(stage))?;
    let meaning = if around.is_deleted(last_row) { Meaning::LeftOut } else { meaning };
    let began = sheet.at(&Role::Created).filter(|column| Some(*column) != history.on);
    let created = began.and_then(|column| around.day(last_row, Some(column), lost));
    let mut entered: Vec<Option<Moment>> = vec![None; around.stages.names.len()];
    let mut enter = |text: &str, on: Option<Moment>| {
        let place = around.stages.place(text).stage();
        if let Some(slot) = place.and_then(|at| entered.get_mut(at))
            && slot.is_none()
        {
            *slot = on;
        }
    };
    let mut left = 0_u64;
    for (at, change) in steps.iter().enumerate() {
        if at == 0 {
            enter(change.from, created);
        }
        for text in [change.from, change.to] {
            if let Some(place) = around.stages.place(text).stage() {
                left |= 1 << place.min(63);
            }
        }
        if key(change.from) != key(change.to) {
            enter(change.to, change.on);
        }
    }
    if steps.is_empty() {
        enter(stage, created);
    }
    let decided = steps
        .iter()
        .rev()
        .find(|change| around.statuses.meaning(change.to) == Some(meaning))
        .and_then(|change| change.on);
    let said = around.day(last_row, around.decided(meaning).or_else(|| sheet.at(&Role::Closed)), lost);
    let planned = sheet
        .day(last_row, sheet.at(&Role::Closed))
        .or_else(|| sheet.day(last_row, sheet.at(&Role::ClosePlanned)));
    // With changes to come, the columns of days say what came of them.
    let planned = planned.filter(|_| is_today);
    let closed = if meaning == Meaning::Open { planned } else { decided.or(said.filter(|_| is_today)) };
    Some(Draft {
        row: first_row,
        owner,
        meaning,
        stage,
        created: created.or_else(|| group.iter().chain(later).filter_map(|change| change.on).min()),
        touched: group.iter().filter_map(|change| change.on).max(),
        closed,
        amount: amount(around, history, group, meaning, lost),
        entered,
        left,
    })
}

/// What an opportunity is worth: what its latest row says, or, where fields are changed, the latest new
/// amount.
fn amount(
    around: &Around<'_>,
    history: &History,
    group: &[Change<'_>],
    meaning: Meaning,
    lost: &mut Vec<crate::history::import::reading::CellNote>,
) -> Option<crate::history::import::columns::amounts::Amount> {
    let sheet = &around.sheet;
    if around.amounts.is_any() {
        let mut read = None;
        for change in group.iter().rev() {
            match around.amounts.read(sheet, change.row, meaning) {
                Ok(Some(amount)) => {
                    read = Some(amount);
                    break;
                }
                Ok(None) => {}
                Err((column, text)) => {
                    let line = sheet.grid.line(change.row);
                    lost.push(crate::history::import::reading::CellNote {
                        line,
                        column,
                        text,
                        reason: "no amount".to_owned(),
                    });
                }
            }
        }
        return read;
    }
    let is_amount = |change: &&Change<'_>| {
        let name = words(sheet.cell(change.row, history.field));
        ["amount", "betrag", "montant", "importe", "importo", "valor", "bedrag"]
            .iter()
            .any(|word| holds(&name, word))
    };
    let latest = group.iter().rev().find(is_amount)?;
    let written = crate::history::import::values::money::written(latest.to)?;
    Some((written.read(sheet.mark)?, written.currency.or(around.amounts.whole)))
}
