//! The days on which opportunities ended, where no head says them, and days of signing, which may be others.

use super::column::Columns;
use super::compared_days::{follows, likely_orders};
use super::seen::{Seen, fits};
use super::shapes::Shape;
use super::stage_heads::is_no_entry;
use crate::history::import::choices::{Ask, Choices, Meaning, Role};
use crate::history::import::titles;
use crate::history::import::values::days::read_day;
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::status::{is_of_accepted, is_stage_of_days, meaning_of};
use crate::model::{Date, DayOrder};
use std::collections::{BTreeMap, BTreeSet};

/// Words of days on which something else happens to what was won or lost.
const OTHER_DAYS: &str = "live|golive|invoice|invoiced|rechnung|facture|factura|paid|bezahlt|payment|zahlung|\
    delivery|delivered|liefer|lieferung|start|begin|beginn|kickoff|kick|install|installation|renewal|\
    handover|\
    archived|archiviert|onboarding|survey|due|ship|shipped|billing|contract|vertrag|next|follow|expiry|term";

/// Whether a head names days on which something else happens to what was won or lost.
pub(super) fn is_of_other_days(head: &str) -> bool {
    let plain = words(head);
    OTHER_DAYS.split('|').any(|word| holds(&plain, word))
}

/// Takes the one column of days that the won have, and the lost, and no other, for the days on which they
/// ended, where no head says them.
pub(super) fn take_closed(seen: &Seen<'_>, days: &[usize], columns: &mut Columns) {
    let ends = [Role::Closed, Role::WonOn, Role::LostOn];
    let Some(status) = columns.at(&Role::Status).or_else(|| columns.at(&Role::Stage)) else { return };
    if ends.iter().any(|role| columns.at(role).is_some()) {
        return;
    }
    let cell = |row: usize, at: usize| seen.grid.cell(row, at);
    let rows: Vec<(usize, Option<Meaning>)> =
        seen.layout.body.iter().map(|body| (body.row, meaning_of(cell(body.row, status)))).collect();
    let having = |at: usize, wanted: Meaning| {
        let all = || rows.iter().filter(|(_, meaning)| *meaning == Some(wanted));
        (all().filter(|(row, _)| !cell(*row, at).is_empty()).count(), all().count())
    };
    let is_theirs = |at: &&usize| {
        let ((won, all_won), (lost, all_lost)) = (having(**at, Meaning::Won), having(**at, Meaning::Lost));
        let filled = rows.iter().filter(|(row, _)| !cell(*row, **at).is_empty()).count();
        let head = seen.layout.heads.get(**at).map_or("", String::as_str);
        let plain = words(head);
        let is_of_leads = is_of_accepted(&plain) && holds(&plain, "accepted");
        let is_other = is_of_other_days(head) || is_of_leads;
        let is_of_both = won > 1 && lost > 1 && won * 5 >= all_won * 4 && lost * 5 >= all_lost * 4;
        is_of_both && won + lost == filled && filled < rows.len() && !is_other
    };
    let mut found = days.iter().filter(is_theirs);
    if let (Some(only), None) = (found.next(), found.next()) {
        columns.take(*only, Role::Closed, "days that only the won and lost have");
    }
}

/// Asks whether the one column of days under an unknown head that all of the won and lost have, and no day of
/// it before that on which its row began, says when they closed, where nothing else does.
pub(super) fn ask_closed(seen: &Seen<'_>, columns: &mut Columns) {
    let said = [Role::Closed, Role::WonOn, Role::LostOn, Role::ClosePlanned];
    let Some(status) = columns.at(&Role::Status).or_else(|| columns.at(&Role::Stage)) else { return };
    let Some(created) = columns.at(&Role::Created) else { return };
    if said.iter().any(|role| columns.at(role).is_some()) || !columns.of_stages().is_empty() {
        return;
    }
    let cell = |row: usize, at: usize| seen.grid.cell(row, at);
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let is_known = |at: usize, shape: &Shape| {
        seen.guesses.get(at).is_some_and(|of| of.iter().any(|guess| fits(&guess.role, shape)))
    };
    let is_free = |at: &usize| {
        let is_read = columns.all.get(*at).is_none_or(|column| column.role != Role::Ignored);
        let is_days = seen.shapes.get(*at).is_some_and(|shape| shape.is_days() && !is_known(*at, shape));
        !is_read && is_days && seen.chosen(*at).is_none()
    };
    let is_other = |at: usize| {
        let plain = words(head(at));
        let is_stage = is_stage_of_days(&plain) || is_of_accepted(&plain);
        is_of_other_days(head(at)) || is_no_entry(head(at)) || is_stage
    };
    let free: Vec<usize> = (0..columns.all.len()).filter(is_free).collect();
    let [only] = free.as_slice() else { return };
    // Large files repeat few texts.
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let ended: Vec<usize> = rows()
        .filter(|row| {
            let text = cell(*row, status);
            let is_end = || matches!(meaning_of(text), Some(Meaning::Won | Meaning::Lost));
            *known.entry(text).or_insert_with(is_end)
        })
        .collect();
    let is_of_all = ended.len() > 1 && ended.iter().all(|row| !cell(*row, *only).is_empty());
    if !is_of_all
        || is_other(*only)
        || !follows(seen, created, *only)
        || is_of_open_too(seen, (created, *only), &ended)
    {
        return;
    }
    let choose = |role: Role| {
        let columns = std::iter::once((format!("#{}", only + 1), role)).collect();
        Choices { columns, ..Choices::default() }
    };
    let question = format!("Does “{}” say when opportunities closed? No other column does.", head(*only));
    let ask = Ask::new(format!("column: {}", head(*only)), question)
        .or("yes: when they closed", choose(Role::Closed))
        .or("no: leave it out", choose(Role::Ignored));
    columns.asks.push(ask);
}

/// Whether days say nothing of an end: all are the same, or about as many rows that did not end have one, and
/// not after the day until which the file knows.
fn is_of_open_too(seen: &Seen<'_>, (created, place): (usize, usize), ended: &[usize]) -> bool {
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let texts = rows().map(|row| seen.grid.cell(row, place)).filter(|text| !text.is_empty());
    let ended: BTreeSet<usize> = ended.iter().copied().collect();
    let open: Vec<usize> = rows().filter(|row| !ended.contains(row)).collect();
    let is_common = |order: DayOrder| {
        let day = |row: usize, at: usize| Some(read_day(seen.grid.cell(row, at))?.read(order)?.day);
        let chosen = seen.choices.as_of.as_deref().and_then(Date::parse);
        let title = || Some(titles::as_of(seen.grid, seen.layout)?.read(order)?.day);
        let last = || {
            let began = rows().filter_map(|row| day(row, created));
            began.chain(ended.iter().filter_map(|row| day(*row, place))).max()
        };
        let Some(known) = chosen.or_else(title).or_else(last) else { return false };
        let past = open.iter().filter(|row| day(**row, place).is_some_and(|day| day <= known)).count();
        !open.is_empty() && past * 2 >= open.len()
    };
    let is_same = texts.collect::<BTreeSet<&str>>().len() < 2;
    is_same || likely_orders(seen, &[created, place]).into_iter().any(is_common)
}

/// Words of heads of days on which something was ordered.
const ORDERS: &str = "order|ordered|auftrag|auftragsdatum|bestellt|bestelldatum|bestellung|commande|pedido|\
    ordine|bestelling|orderdatum|ordredato|zamowienia|受注日|signature|unterschrift|handtekening";

/// Takes days of orders for those on which opportunities were won, beside days on which others were lost that
/// no row has both of, where nothing else says what was won.
pub(super) fn take_orders(seen: &Seen<'_>, columns: &mut Columns) {
    let said = [Role::WonOn, Role::IsWon, Role::IsClosed, Role::Status, Role::Stage];
    let (Some(ordered), Some(lost)) = (columns.at(&Role::Closed), columns.at(&Role::LostOn)) else { return };
    let plain = words(seen.layout.heads.get(ordered).map_or("", String::as_str));
    let is_order = ORDERS.split('|').any(|word| holds(&plain, word));
    let has_both = |row: usize| [ordered, lost].iter().all(|at| !seen.grid.cell(row, *at).is_empty());
    let is_free = seen.chosen(ordered).is_none() && said.iter().all(|role| columns.at(role).is_none());
    if is_order && is_free && !seen.layout.body.iter().any(|body| has_both(body.row)) {
        columns.take(ordered, Role::WonOn, "days of orders, beside days on which others were lost");
    }
}

/// Heads that say days of winning only where others are left empty, or were lost.
const WINS: &str = "win date|order received|order received on|auftrag am|auftrag erhalten am";

/// Leaves out days that a head calls those of wins, where each row has one and none was lost, or where
/// another column has days of closing of the same rows.
pub(super) fn drop_wins(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(won) = columns.at(&Role::WonOn).filter(|at| seen.chosen(*at).is_none()) else { return };
    let plain = words(seen.layout.heads.get(won).map_or("", String::as_str));
    if !WINS.split('|').any(|head| head == plain) {
        return;
    }
    let is_filled = |row: usize, at: usize| !seen.grid.cell(row, at).is_empty();
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let closed = columns.at(&Role::Closed);
    let is_said =
        closed.is_some_and(|at| rows().filter(|row| is_filled(*row, won)).all(|row| is_filled(row, at)));
    let is_beside = columns.at(&Role::LostOn).is_some() || !columns.of_stages().is_empty();
    if is_said || !(is_beside || rows().any(|row| !is_filled(row, won))) {
        columns.take(won, Role::Ignored, "every row has such a day, or another column says when it closed");
    }
}

/// Leaves out days of signing where another column says when opportunities ended, or where one that was not
/// won has such a day: what was signed then may be an agreement on secrets.
pub(super) fn drop_signed(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(signed) = columns.at(&Role::WonOn).filter(|at| seen.chosen(*at).is_none()) else { return };
    let plain = words(seen.layout.heads.get(signed).map_or("", String::as_str));
    let is_signed = plain.contains("sign")
        || plain.contains("akkoord")
        || plain.contains("underskrev")
        || plain.contains("firma");
    let status = columns.at(&Role::Status).or_else(|| columns.at(&Role::Stage));
    let is_of_other = |row: usize| {
        let meaning = status.map(|status| meaning_of(seen.grid.cell(row, status)));
        meaning.is_some_and(|meaning| meaning != Some(Meaning::Won))
            && !seen.grid.cell(row, signed).is_empty()
    };
    let is_said = columns.at(&Role::Closed).is_some();
    if is_signed && (is_said || seen.layout.body.iter().any(|body| is_of_other(body.row))) {
        columns.take(
            signed,
            Role::Ignored,
            "another column says when opportunities ended, or not only won ones have it",
        );
    }
}
