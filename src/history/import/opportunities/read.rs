//! The opportunities of a file with a row for each: rows of one identity are joined, credit notes taken off.

use super::copies::Copies;
use super::credits::Credits;
use super::drafts::{Around, Collected, Draft};
use crate::history::import::choices::{Ask, Choices, JoinedAmount, Meaning, Role, SameRows};
use crate::history::import::columns::amounts::Amount;
use crate::history::import::columns::identity::identity;
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::words::{holds, rows_are, words};
use std::collections::BTreeMap;

/// Opportunities of a file with a row for each.
pub(in crate::history::import) fn drafts_of(around: Around<'_>) -> Collected<'_> {
    let sheet = &around.sheet;
    let mut collected = Collected::default();
    let mut credits = Credits::of(sheet);
    let id = sheet.at(&Role::Id);
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let mut copies = Copies::of(sheet);
    let (mut conflicts, mut outcomes) = (0_usize, 0_usize);
    let lines = Lines::of(sheet);
    let of_lines = head_of_lines(sheet).filter(|_| sheet.choices.joined_amount.is_none());
    let joined_amount = sheet.choices.joined_amount.or(of_lines.map(|_| JoinedAmount::Sum));
    let mut above = None;
    for (body, owner) in sheet.layout.body.iter().zip(&around.owners.of_row) {
        let row = body.row;
        if let (Some(known), true) = (above, lines.has(sheet, row)) {
            conflicts += usize::from(collected.join_line(&around, row, (known, joined_amount)));
            continue;
        }
        above = None;
        let Some(meaning) = around.meaning(row) else {
            collected.rejected.push(around.note(row, "no stage or status: was it won, lost, or is it open?"));
            continue;
        };
        if meaning == Meaning::LeftOut {
            collected.outside.push(around.note(row, "a status that is left out"));
            continue;
        }
        let Some(owner) = *owner else {
            collected.rejected.push(around.note(row, "no owner: whose opportunity is it?"));
            continue;
        };
        let identity = identity(sheet.cell(row, id));
        let known = by_id.get(identity).copied().filter(|_| !identity.is_empty());
        if let Some(known) = known {
            let draft = around.draft(row, owner, meaning, &mut Vec::new());
            let Some(draft) = credits.sort(&around, draft, Some(known), &mut collected) else { continue };
            outcomes += usize::from(around.note_contradictions(&mut collected, known, &draft));
            above = Some(known);
            conflicts += usize::from(collected.join(known, draft, joined_amount));
            continue;
        }
        if identity.is_empty() && copies.is_again(sheet, row) {
            collected.joined += 1;
            continue;
        }
        let draft = around.draft(row, owner, meaning, &mut collected.lost_cells);
        let Some(draft) = credits.sort(&around, draft, None, &mut collected) else { continue };
        if !identity.is_empty() {
            by_id.insert(identity, collected.drafts.len());
        }
        above = Some(collected.drafts.len());
        collected.drafts.push(draft);
    }
    credits.take_off(&around, &mut collected);
    if let Some(head) = of_lines.filter(|_| collected.joined > 0) {
        let why = format!("“{head}” says what each of its lines is worth");
        collected.facts.push(Fact::new("rows of one identity", "the sum of their amounts", why));
    }
    collected.facts.extend(copies.fact());
    collected.ask(sheet.choices, conflicts, copies.in_doubt());
    if outcomes > 0 && sheet.choices.joined_amount.is_none() {
        collected.asks.push(ask_outcome(outcomes));
    }
    collected
}

/// The head of the amounts, if it says that they are those of lines of an opportunity: `Wartość pozycji`.
fn head_of_lines<'a>(sheet: &Sheet<'a>) -> Option<&'a str> {
    const LINES: &str = "line|item|position|positions|positionswert|positionsbetrag|zeilenwert|zeilenbetrag|\
        pozycji|pozycja|ligne|linea|posicion|riga|linha|regel|regelbedrag|orderregel|rad|radbelopp|linje|\
        linjebelop|polozky|polozka|kalem|rivi|позиции|明細|明細金額|行|行项目|품목";
    let head = sheet.columns.all.get(sheet.at(&Role::Amount)?)?.head.as_str();
    let plain = words(head);
    LINES.split('|').any(|line| holds(&plain, line)).then_some(head)
}

/// What is asked where rows of one identity were won and lost, and no day says which row is the newer.
fn ask_outcome(rows: usize) -> Ask {
    let question = format!(
        "{} of the opportunity of another row, and one of the two was won, the other lost. \
         Which row holds?",
        rows_are(rows)
    );
    let choice = |how| Choices { joined_amount: Some(how), ..Choices::default() };
    Ask::new("outcome of one identity", question)
        .or("its first row", choice(JoinedAmount::First))
        .or("its last row", choice(JoinedAmount::Last))
}

/// Rows that continue the opportunity above them, such as its further products: whatever tells opportunities
/// apart is written once, above them.
struct Lines {
    /// Columns that say which opportunity it is, whose, and what became of it.
    told: Vec<usize>,
}

impl Lines {
    fn of(sheet: &Sheet<'_>) -> Self {
        let roles = [
            Role::Id,
            Role::Name,
            Role::Owner,
            Role::Stage,
            Role::Status,
            Role::Created,
            Role::Closed,
            Role::WonOn,
            Role::LostOn,
        ];
        let is_named = sheet.at(&Role::Id).or_else(|| sheet.at(&Role::Name)).is_some();
        let told: Vec<usize> = roles.iter().filter_map(|role| sheet.at(role)).collect();
        Self { told: if is_named && told.len() > 2 { told } else { Vec::new() } }
    }

    /// Whether a row is one.
    fn has(&self, sheet: &Sheet<'_>, row: usize) -> bool {
        // Of a stage that is carried down, the row's own cell.
        let is_empty =
            |at: &usize| crate::history::import::values::money::is_blank(sheet.grid.cell(row, *at));
        !self.told.is_empty() && self.told.iter().all(is_empty)
    }
}

/// What rows of one opportunity are worth together.
fn together(first: Option<Amount>, other: Option<Amount>, chosen: Option<JoinedAmount>) -> Option<Amount> {
    match (first, other, chosen) {
        (Some(one), Some(other), Some(JoinedAmount::Sum)) => Some((one.0.saturating_add(other.0), one.1)),
        (Some(one), Some(other), Some(JoinedAmount::Largest)) => {
            Some(if other.0 > one.0 { other } else { one })
        }
        (one, other, Some(JoinedAmount::Last)) => other.or(one),
        (one, other, _) => one.or(other),
    }
}

impl<'a> Collected<'a> {
    /// Joins a row that continues the opportunity above it; says whether nothing says what their amounts are
    /// together.
    fn join_line(
        &mut self,
        around: &Around<'_>,
        row: usize,
        (known, chosen): (usize, Option<JoinedAmount>),
    ) -> bool {
        self.joined += 1;
        let Some(first) = self.drafts.get_mut(known) else { return false };
        let amount = around.amounts.read(&around.sheet, row, first.meaning).ok().flatten();
        let Some(amount) = amount else { return false };
        let is_conflict = first.amount.is_some();
        first.amount = together(first.amount, Some(amount), chosen);
        is_conflict && chosen.is_none()
    }

    /// Joins a row with another of the same identity; says whether their amounts contradict each other.
    fn join(&mut self, known: usize, draft: Draft<'a>, chosen: Option<JoinedAmount>) -> bool {
        self.joined += 1;
        let Some(first) = self.drafts.get_mut(known) else { return false };
        let differs = first.amount.is_some() && draft.amount.is_some() && first.amount != draft.amount;
        let is_later = first.touched.zip(draft.touched).is_some_and(|(one, other)| other > one);
        let is_earlier = first.touched.zip(draft.touched).is_some_and(|(one, other)| other < one);
        if is_later {
            let row = first.row;
            *first = Draft { row, ..draft };
            return false;
        }
        if is_earlier {
            return false;
        }
        first.created = first.created.or(draft.created);
        first.closed = first.closed.or(draft.closed);
        let is_last = chosen == Some(JoinedAmount::Last) && draft.meaning != Meaning::Open;
        if is_last || (first.meaning == Meaning::Open && draft.meaning != Meaning::Open) {
            (first.meaning, first.stage, first.closed) = (draft.meaning, draft.stage, draft.closed);
        }
        first.amount = together(first.amount, draft.amount, chosen);
        differs && chosen.is_none()
    }

    fn ask(&mut self, choices: &Choices, conflicts: usize, twins: usize) {
        if conflicts > 0 {
            let question = format!(
                "{} of the opportunity of another row, with another amount. What is such an opportunity \
                 worth?",
                rows_are(conflicts)
            );
            let choice = |how| Choices { joined_amount: Some(how), ..Choices::default() };
            let ask = Ask::new("rows of one identity", question)
                .or("what its first row says", choice(JoinedAmount::First))
                .or("what its last row says", choice(JoinedAmount::Last))
                .or("the sum of its rows", choice(JoinedAmount::Sum))
                .or("the largest of its rows", choice(JoinedAmount::Largest));
            self.asks.push(ask);
        }
        if twins > 0 && choices.same_rows.is_none() {
            let question = format!(
                "{} the same as another row, but for a contact at most. Are they one opportunity?",
                rows_are(twins)
            );
            let choice = |how| Choices { same_rows: Some(how), ..Choices::default() };
            let ask = Ask::new("rows that are the same", question)
                .or("one that is there twice", choice(SameRows::One))
                .or("as many as there are rows", choice(SameRows::Each));
            self.asks.push(ask);
        }
    }
}
