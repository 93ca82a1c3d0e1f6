//! What the head of a column says of it, in the words of many systems and languages.

use super::choices::Role;
use super::head_words::{EXPECTED, NO_COUNT, PHRASES};
use super::words::{holds, words};

/// A guess from a head: what the column holds, and how sure the head makes it, 0 the surest.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guess {
    pub(super) role: Role,
    pub(super) rank: u8,
}

/// Whether a column of numbers with this head may count a stage's opportunities.
pub(super) fn may_count(plain: &str) -> bool {
    // Calls and mails are no stage, but discovery calls are.
    let is_stage = super::status::is_stage_word(plain);
    let activities = ["calls", "emails"];
    let is_no_count = |phrase: &str| holds(plain, phrase) && !(is_stage && activities.contains(&phrase));
    !plain.is_empty() && !NO_COUNT.split('|').any(is_no_count)
}

/// All that a head may say of its column, the surest first.
pub(super) fn guesses(head: &str) -> Vec<Guess> {
    let plain = plain_head(head);
    let mut found = exact(&plain);
    if found.is_empty() {
        let object = ["deal ", "opportunity ", "opp ", "crm ", "oppty ", "sales "];
        let inner = object.iter().find_map(|word| plain.strip_prefix(word));
        found = inner.map(exact).unwrap_or_default();
    }
    if found.is_empty() {
        found = loose(&plain);
    }
    // “Closed Won ($K)” is money, where “Closed Won” may count.
    if super::money::scale_in(head) > 1.0 || super::money::currency_of_head(head).is_some() {
        found.retain(|guess| !matches!(guess.role, Role::WonCount | Role::LostCount | Role::OpenCount));
    }
    found
}

/// A head as words, without what systems put around it.
pub(super) fn plain_head(head: &str) -> String {
    // Pipedrive writes “Deal - Value”, Salesforce's loader “Opportunity.Amount”, its own fields “ARR__c”.
    let inner = head.strip_prefix("Deal - ").or_else(|| head.strip_prefix("Opportunity - ")).unwrap_or(head);
    let inner =
        inner.strip_prefix("Opportunity.").or_else(|| inner.strip_prefix("Opportunity: ")).unwrap_or(inner);
    let inner = inner.strip_suffix("__c").unwrap_or(inner);
    let plain = words(inner);
    let plain = plain.strip_suffix(" dt").map_or(plain.clone(), |before| format!("{before} date"));
    // “Amount (USD)”, “Umsatz in TEUR”, “Montant (€)”: the currency is a fact of its own.
    let last = plain.rsplit(' ').next().unwrap_or_default();
    let is_code = last.len() >= 3 && super::money::currency_in(&last.to_ascii_uppercase()).is_some();
    let scale = ["k", "tsd", "thousands", "mio", "000", "millions", "000s"];
    if plain.len() > last.len() && (is_code || scale.contains(&last)) {
        let before = plain.get(..plain.len() - last.len()).unwrap_or_default().trim_end();
        let before = before.strip_suffix(" in").unwrap_or(before);
        let before = before.strip_suffix(" en").unwrap_or(before);
        return before.to_owned();
    }
    plain
}

/// Whether a head says that its column holds periods.
pub(super) fn is_known_period(head: &str) -> bool {
    guesses(head).iter().any(|guess| guess.role == Role::Period)
}

fn exact(plain: &str) -> Vec<Guess> {
    let of = PHRASES.iter().filter(|(_, _, phrases)| phrases.split('|').any(|phrase| phrase == plain));
    of.map(|(role, rank, _)| Guess { role: role.clone(), rank: *rank }).collect()
}

/// What words within a head say, where the head as a whole is not known.
fn loose(plain: &str) -> Vec<Guess> {
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| holds(plain, phrase));
    let one = |role: Role| vec![Guess { role, rank: 4 }];
    if super::name_parts::is_part(plain) {
        return Vec::new();
    }
    if any(&["currency", "wahrung", "waehrung", "devise", "moneda", "divisa", "valuta", "waluta"]) {
        return one(Role::Currency);
    }
    if any(&["reason", "grund", "motif", "motivo", "raison", "reden"]) {
        let is_loss = any(&["lost", "loss", "verlust", "perte", "perdida", "perda", "perdita", "verlies"]);
        return if is_loss { one(Role::LossReason) } else { Vec::new() };
    }
    if any(&[
        "role", "email", "phone", "id", "count", "type", "notes", "comments", "team", "region", "duration",
        "days",
    ]) {
        return Vec::new();
    }
    let is_day = any(&["date", "datum", "fecha", "data", "on", "am", "at", "time", "le", "el"]);
    if any(&[
        "close",
        "closed",
        "closing",
        "abschluss",
        "cloture",
        "cierre",
        "chiusura",
        "fechamento",
        "sluitdatum",
    ]) && is_day
    {
        return if EXPECTED.split('|').any(|word| holds(plain, word)) {
            one(Role::ClosePlanned)
        } else {
            one(Role::Closed)
        };
    }
    if any(&["created", "creation", "erstellt", "creacion", "creazione", "criacao", "aangemaakt"]) {
        return one(Role::Created);
    }
    if any(&[
        "owner",
        "rep",
        "seller",
        "salesperson",
        "sales agent",
        "besitzer",
        "proprietaire",
        "propietario",
    ]) {
        return one(Role::Owner);
    }
    if any(&["quota"]) && may_count(plain) {
        return one(Role::Quota);
    }
    if any(&["bookings"]) && may_count(plain) {
        return one(Role::Bookings);
    }
    if any(&["amount", "value", "betrag", "montant", "importe", "importo", "bedrag", "revenue", "umsatz"]) {
        if any(&["weighted", "gewichtet", "gewichteter", "pondere", "ponderado", "discount", "tax"]) {
            return Vec::new();
        }
        return if EXPECTED.split('|').any(|word| holds(plain, word)) {
            one(Role::AmountExpected)
        } else {
            vec![Guess { role: Role::Amount, rank: 3 }]
        };
    }
    if any(&["stage", "phase", "etape", "etapa"])
        && !is_day
        && !any(&["previous", "next", "last", "first", "entered"])
    {
        return one(Role::Stage);
    }
    Vec::new()
}

/// Whether a cell is a head that is known, which tells the line of heads from titles and rows.
pub(super) fn is_known(cell: &str) -> bool {
    cell.len() <= 60 && (!exact(&plain_head(cell)).is_empty() || !guesses(cell).is_empty())
}
