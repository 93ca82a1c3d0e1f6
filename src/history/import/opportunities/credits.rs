//! Credit notes among what was won: each lowers what was booked, and is no win.

use super::drafts::{Around, Collected, Draft};
use crate::history::import::choices::{Ask, Choices, Credit, Meaning, Role};
use crate::history::import::columns::amounts::Amount;
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::words::{key, rows_of, words};
use crate::model::Date;
use std::collections::BTreeMap;

/// Words with which the cell of a credit note begins.
const WORDS: &str = "credit note|credit memo|creditnote|creditmemo|refund|refunded|reversal|reversed|\
    chargeback|gutschrift|storno|stornierung|stornorechnung|rechnungskorrektur|avoir|\
    note de credit|remboursement|nota de credito|nota credito|devolucion|reembolso|nota di credito|storni|\
    rimborso|nota de abono|estorno|devolucao|creditnota|creditfactuur|terugbetaling|kreditnota|\
    kreditfaktura|kreditering|aterbetalning|refusion|faktura korygujaca|korekta|zwrot|dobropis|vratka|\
    hyvityslasku|hyvitys|iade|iade faturasi|возврат|сторно|кредит нота|赤伝|赤伝票|返金|返品|退款|红冲|환불|반품";

/// Whether a cell says that its row is a credit note.
pub(in crate::history::import) fn is_credit(cell: &str) -> bool {
    let plain = words(cell);
    WORDS.split('|').any(|word| {
        let rest = plain.strip_prefix(word);
        // A word stands alone, or it may begin the name of a customer; “credit” alone may be a way to pay.
        rest.is_some_and(|rest| rest.is_empty() || (word.contains(' ') && rest.starts_with(' ')))
    })
}

/// A credit note.
#[derive(Clone, Copy, Debug)]
struct Found {
    row: usize,
    owner: usize,
    amount: Amount,
    /// The opportunity of the same identity.
    of: Option<usize>,
}

/// How credit notes of a file are told, and what they are taken for.
#[derive(Clone, Debug)]
pub(in crate::history::import) struct Credits {
    /// Columns some of whose cells say so.
    columns: Vec<usize>,
    chosen: Option<Credit>,
    /// Rows that only a negative amount makes one.
    unsaid: usize,
    taken: usize,
    found: Vec<Found>,
}

impl Credits {
    pub(in crate::history::import) fn of(sheet: &Sheet<'_>) -> Self {
        let deciding = [Role::Status, Role::Stage, Role::Owner, Role::LossReason];
        let says = |at: &usize| {
            let is_other = sheet.columns.all.get(*at).is_none_or(|column| deciding.contains(&column.role));
            let shape = sheet.shapes.get(*at).filter(|_| !is_other);
            shape.is_some_and(|shape| {
                let rows: usize =
                    shape.texts.iter().filter(|(text, _)| is_credit(text)).map(|(_, count)| count).sum();
                rows > 0 && rows * 2 < shape.filled
            })
        };
        let columns = (0..sheet.columns.all.len()).filter(says).collect();
        Self { columns, chosen: sheet.choices.credits, unsaid: 0, taken: 0, found: Vec::new() }
    }

    /// Whether a row is a credit note, by one of its cells or by a negative amount of what was won.
    pub(in crate::history::import) fn has(&self, around: &Around<'_>, row: usize) -> bool {
        let sheet = &around.sheet;
        let is_negative = || {
            let amount = around.amounts.read(sheet, row, Meaning::Won).ok().flatten();
            amount.is_some_and(|(value, _)| value < 0) && around.meaning(row) == Some(Meaning::Won)
        };
        self.is_said(around, row) || is_negative()
    }

    fn is_said(&self, around: &Around<'_>, row: usize) -> bool {
        self.columns.iter().any(|column| is_credit(around.sheet.cell(row, Some(*column))))
    }

    /// What a row that was won is, if it is a credit note: its draft, where it counts all the same.
    pub(in crate::history::import) fn sort<'a>(
        &mut self,
        around: &Around<'a>,
        draft: Draft<'a>,
        of: Option<usize>,
        collected: &mut Collected<'a>,
    ) -> Option<Draft<'a>> {
        let Some((value, currency)) = draft.amount.filter(|_| draft.meaning == Meaning::Won) else {
            return Some(draft);
        };
        let is_said = self.is_said(around, draft.row);
        if (value >= 0 && !is_said) || self.chosen == Some(Credit::Won) {
            return Some(draft);
        }
        if self.chosen == Some(Credit::LeftOut) {
            collected.outside.push(around.note(draft.row, "a credit note"));
            return None;
        }
        let day = draft.closed.or(draft.created).or(draft.touched).map(|moment| moment.day);
        let as_of = around.sheet.choices.as_of.as_deref().and_then(Date::parse);
        if let Some(as_of) = as_of.filter(|as_of| day.is_some_and(|day| day > *as_of)) {
            collected.outside.push(around.note(draft.row, super::rewind::later(as_of)));
            return None;
        }
        collected.credit_days.extend(day);
        self.unsaid += usize::from(!is_said);
        self.taken += 1;
        let amount = (-value.abs(), currency);
        self.found.push(Found { row: draft.row, owner: draft.owner, amount, of });
        collected.joined += 1;
        None
    }

    /// Takes them off what they belong to: what the same rep won under the same name, or what the rep booked.
    pub(in crate::history::import) fn take_off(self, around: &Around<'_>, collected: &mut Collected<'_>) {
        if self.taken == 0 {
            return;
        }
        let sheet = &around.sheet;
        let named = sheet.at(&Role::Name);
        let mut won: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (at, draft) in collected.drafts.iter().enumerate() {
            let name = key(sheet.cell(draft.row, named));
            if draft.meaning == Meaning::Won && !name.is_empty() {
                won.entry((draft.owner, name)).or_default().push(at);
            }
        }
        for Found { row, owner, amount: (value, currency), of } in self.found {
            let name = key(sheet.cell(row, named));
            let known = of.and_then(|of| collected.drafts.get_mut(of)).and_then(|of| of.amount.as_mut());
            if let Some((won, _)) = known.filter(|(_, of)| *of == currency) {
                *won = won.saturating_add(value);
                continue;
            }
            let is_enough = |at: &usize| {
                let amount = collected.drafts.get(*at).and_then(|draft| draft.amount);
                amount.is_some_and(|(won, of)| of == currency && won >= value.saturating_abs())
            };
            let own = won.get(&(owner, name)).and_then(|own| own.iter().copied().find(is_enough));
            match own.and_then(|own| collected.drafts.get_mut(own)) {
                Some(draft) => {
                    draft.amount = draft.amount.map(|(won, of)| (won.saturating_add(value), of));
                }
                None => collected.credits.push((owner, (value, currency))),
            }
        }
        let why = "they are taken off what was booked, and are no wins themselves";
        collected.facts.push(Fact::new("credit notes", self.taken.to_string(), why));
        if self.unsaid > 0 && self.chosen.is_none() {
            let rows = rows_of(self.unsaid);
            let question = format!("{rows} of what was won: the amount is negative. Is it a credit note?");
            let choice = |credit| Choices { credits: Some(credit), ..Choices::default() };
            let ask = Ask::new("negative amounts", question)
                .or("yes: it is taken off what was booked, and is no win", choice(Credit::TakenOff))
                .or("it is left out", choice(Credit::LeftOut))
                .or("no: it was won, and counts as one", choice(Credit::Won));
            collected.asks.push(ask);
        }
    }
}
