//! Rows that are there more than once, in files without identities: exact copies, and rows of one opportunity
//! for each of its contacts.

use crate::history::import::choices::{Role, SameRows};
use crate::history::import::columns::column::Column;
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::values::words::{holds, rows_are, words};
use std::collections::BTreeSet;

/// Words of heads of what is a contact’s.
const CONTACT: &str = "contact|contacts|kontakt|kontaktperson|ansprechpartner|interlocuteur|contacto|\
    contatto|contato|contactpersoon|stakeholder";

/// Heads of what is a contact’s beside columns that say so.
const BESIDE: &str = "primary|is primary|role|email|e mail|phone|mobile|title|job title|primar|rolle|rol|\
    ruolo|funktion|fonction|telefon|telephone|telefono";

/// Rows that were seen, by their cells.
pub(super) struct Copies {
    /// Columns of contacts, where the others tell opportunities apart.
    contacts: Vec<usize>,
    whole: BTreeSet<String>,
    but_contacts: BTreeSet<String>,
    is_named: bool,
    /// How many rows are copies of others in every cell.
    twins: usize,
    /// How many rows are of another contact of an opportunity above.
    of_contacts: usize,
    /// Whether a column says which contact is the main one, or what each does: then rows are contacts.
    says_roles: bool,
    /// Whether a column numbers rows, so that those of one number are one.
    is_numbered: bool,
}

impl Copies {
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        Self {
            contacts: contact_columns(sheet),
            whole: BTreeSet::new(),
            but_contacts: BTreeSet::new(),
            is_named: sheet.at(&Role::Name).is_some() || has_customer(sheet),
            twins: 0,
            of_contacts: 0,
            says_roles: says_roles(sheet),
            is_numbered: is_numbered(sheet),
        }
    }

    /// Whether a row without an identity is the same as one above it.
    pub(super) fn is_again(&mut self, sheet: &Sheet<'_>, row: usize) -> bool {
        if !self.is_named {
            return false;
        }
        let text = |but: &[usize]| {
            let cells = sheet.grid.cells(row).enumerate().filter(|(at, _)| !but.contains(at));
            cells.map(|(_, cell)| cell).collect::<Vec<_>>().join("\u{1f}")
        };
        if !self.whole.insert(text(&[])) {
            let is_one = sheet.choices.same_rows != Some(SameRows::Each);
            self.twins += usize::from(is_one);
            return is_one;
        }
        let is_one = sheet.choices.same_rows != Some(SameRows::Each);
        let is_again = !self.contacts.is_empty() && is_one && !self.but_contacts.insert(text(&self.contacts));
        self.of_contacts += usize::from(is_again);
        is_again
    }

    /// How many rows may be one with another, or may not: what is to be asked.
    pub(super) fn in_doubt(&self) -> usize {
        let twins = if self.is_numbered { 0 } else { self.twins };
        twins + if self.says_roles { 0 } else { self.of_contacts }
    }

    /// What is said of rows that were joined.
    pub(super) fn fact(&self) -> Option<Fact> {
        let why =
            "each opportunity has a row for every contact, and counts once: its other cells are the same";
        (self.of_contacts > 0).then(|| {
            Fact::new(
                "rows of one opportunity",
                format!("{} of other contacts", rows_are(self.of_contacts)),
                why,
            )
        })
    }
}

/// Whether a column says whose customer an opportunity is of, in files that say when each began: rows that
/// are the same in all of it may be one.
fn has_customer(sheet: &Sheet<'_>) -> bool {
    let is_one = |head: &str| crate::history::import::vocabulary::heads::is_of_customer(head);
    sheet.at(&Role::Created).is_some() && sheet.columns.all.iter().any(|column| is_one(&column.head))
}

/// Whether a column of numbers that nothing is taken for, “N°”, has another number in every row that differs
/// from all others, and one number in rows that do not.
fn is_numbered(sheet: &Sheet<'_>) -> bool {
    const HEADS: [&str; 6] = ["N°", "Nº", "№", "N.", "Nr.", "Nr"];
    let is_number =
        |(_, column): &(usize, &Column)| column.role == Role::Ignored && HEADS.contains(&column.head.trim());
    let Some((at, _)) = sheet.columns.all.iter().enumerate().find(is_number) else { return false };
    let rows = || sheet.layout.body.iter().map(|body| body.row);
    let whole: BTreeSet<String> =
        rows().map(|row| sheet.grid.cells(row).collect::<Vec<_>>().join("\u{1f}")).collect();
    let numbers: BTreeSet<&str> = rows().map(|row| sheet.grid.cell(row, at)).collect();
    // Seats or pieces may differ from row to row as well, but they do not rise.
    let in_order: Vec<Option<u64>> = rows().map(|row| sheet.grid.cell(row, at).parse().ok()).collect();
    numbers.len() == whole.len() && in_order.iter().all(Option::is_some) && in_order.is_sorted()
}

/// Whether a column says which contact of an opportunity is the main one, or the role of each.
fn says_roles(sheet: &Sheet<'_>) -> bool {
    const ROLES: &str = "primary|is primary|primar|role|contact role|rolle|rol|ruolo|fonction|funktion";
    sheet.columns.all.iter().any(|column| {
        let plain = words(&column.head);
        ROLES.split('|').any(|phrase| phrase == plain)
    })
}

/// Columns that say nothing but who the contacts of an opportunity are, in files whose other columns hold its
/// name, its owner, its amount, and a day or its customer.
fn contact_columns(sheet: &Sheet<'_>) -> Vec<usize> {
    let has = |roles: &[Role]| roles.iter().any(|role| sheet.at(role).is_some());
    let amounts = [Role::Amount, Role::AmountActual, Role::AmountExpected, Role::AmountConverted];
    let days = [Role::Created, Role::Closed, Role::ClosePlanned];
    if !has(&[Role::Name]) || !has(&[Role::Owner]) || !has(&amounts) || has(&[Role::Id]) {
        return Vec::new();
    }
    let free = || sheet.columns.all.iter().enumerate().filter(|(_, column)| column.role == Role::Ignored);
    let says = |head: &str| {
        let plain = words(head);
        CONTACT.split('|').any(|word| holds(&plain, word))
    };
    let is_account =
        |head: &str| crate::history::import::vocabulary::heads::is_of_customer(head) && !says(head);
    let is_told = has(&days) || free().any(|(_, column)| is_account(&column.head));
    if !is_told || !free().any(|(_, column)| says(&column.head)) {
        return Vec::new();
    }
    let is_beside = |head: &str| {
        let plain = words(head);
        BESIDE.split('|').any(|phrase| phrase == plain)
    };
    free().filter(|(_, column)| says(&column.head) || is_beside(&column.head)).map(|(at, _)| at).collect()
}
