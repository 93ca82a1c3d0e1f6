//! Tables of something else than opportunities, which have owners, statuses and amounts too.

use super::kinds::ROLES_OF_DEALS;
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::status::{is_closing, meaning_of};

/// Why rows are no opportunities although they have a stage or status: each is of several, or of something
/// else.
pub(in crate::history::import) fn refusal(seen: &Seen<'_>) -> Option<String> {
    let counted = counted_rows(seen).map(|head| {
        format!(
            "By “{head}” a row stands for several opportunities, added up by owner and stage: what each was \
             worth and when it closed is not in the file. Export the opportunities themselves, a row for \
             each, with owner, stage, amount, created and close date."
        )
    });
    let other = || {
        other_rows(seen).map(|what| {
            format!(
                "Nothing in this file is an opportunity: by its heads and statuses its rows are {what}. \
                 Export opportunities with owner, stage, amount, created and close date."
            )
        })
    };
    let leads = || {
        is_of_leads(seen).then(|| {
            "Nothing in this file is an opportunity: by its heads its rows are leads or contacts, without an \
             amount or a day of closing, and none was won. Export opportunities with owner, stage, amount, \
             created and close date."
                .to_owned()
        })
    };
    counted.or_else(other).or_else(leads)
}

/// Whether the statuses are those of leads, contacts or candidates, by their head, and no column says what
/// one is worth or when it closed, and none was won.
fn is_of_leads(seen: &Seen<'_>) -> bool {
    let is_of_deals = ROLES_OF_DEALS.iter().any(|role| seen.having(role).next().is_some());
    let mut statuses = seen.having(&Role::Status).map(|(column, _)| column);
    let names_lead = |column: usize| {
        let plain = words(seen.layout.heads.get(column).map_or("", String::as_str));
        ["lead", "contact", "candidate"].iter().any(|word| holds(&plain, word))
    };
    let was_won = |column: usize| {
        let shape = seen.shapes.get(column);
        shape.is_none_or(|shape| shape.texts.keys().any(|text| meaning_of(text) == Some(Meaning::Won)))
    };
    let names_deal = |column: usize| {
        let plain = words(seen.layout.heads.get(column).map_or("", String::as_str));
        ["opportunity", "deal"].iter().any(|word| holds(&plain, word))
    };
    let is_named = [Role::Name, Role::Id]
        .iter()
        .any(|role| seen.having(role).any(|(column, rank)| rank < 4 && names_deal(column)));
    // A large number may be what one is worth.
    let is_worth = seen.layout.heads.iter().zip(seen.shapes).any(|(head, shape)| {
        shape.is_large() && crate::history::import::vocabulary::heads::may_be_amount(head)
    });
    let is_unclear = |column: usize| {
        let is_unknown = |text: &String| meaning_of(text).is_none() || is_closing(text);
        seen.shapes.get(column).is_none_or(|shape| shape.texts.keys().any(is_unknown))
    };
    !is_of_deals
        && !is_named
        && !is_worth
        && seen.choices.columns.is_empty()
        && !seen.shapes.iter().any(Shape::is_money)
        && statuses.any(|column| names_lead(column) && !was_won(column) && !is_unclear(column))
}

/// Heads of columns that count opportunities.
const COUNTS: &str = "total deals|total opportunities|deals closed|record count|opportunity count|\
    deal count|deals count|opportunities count|\
    number of records|number of deals|number of opportunities|no of deals|no of opportunities|\
    of deals|of opportunities|of opps|deals|opportunities|opps|count of id|count of opportunity id|\
    count of deal id|count of opportunity name|count of deal name|anzahl deals|anzahl datensatze|\
    anzahl opportunities|anzahl verkaufschancen|anzahl von opportunity name|nombre d opportunites|\
    nombre d enregistrements|nb opportunites|numero de oportunidades|numero de registros|\
    recuento de registros|numero opportunita|numero di opportunita|numero record|numero de negocios|\
    aantal records|aantal deals|aantal verkoopkansen|antal affarer";

/// Heads of columns that count whatever rows are of.
const COUNTS_OF_ANYTHING: &str = "count|anzahl|aantal|antal|cantidad|quantita|number";

/// The head of a column that says of how many opportunities each row is, in a table of owners and stages
/// whose rows have no name or number of their own; where it does not say what it counts, no day and no
/// customer either.
fn counted_rows<'a>(seen: &Seen<'a>) -> Option<&'a str> {
    let has = |role: &Role, rank: u8| seen.having(role).any(|(_, of)| of <= rank);
    let days = [Role::Created, Role::Closed, Role::ClosePlanned, Role::WonOn, Role::LostOn, Role::Touched];
    if has(&Role::Id, 1) || has(&Role::Name, 1) || !seen.choices.columns.is_empty() {
        return None;
    }
    let is_of_customers =
        seen.layout.heads.iter().any(|head| crate::history::import::vocabulary::heads::is_of_customer(head));
    let is_of_one = is_of_customers || days.iter().any(|role| has(role, 9));
    let says = |plain: &str, all: &str| all.split('|').any(|phrase| phrase == plain);
    let mut columns = seen.layout.heads.iter().zip(seen.shapes);
    let found = columns.find(|(head, shape)| {
        let plain = words(head);
        // “Sum of Amount” is of all rows that a pivot table has put into one.
        if !is_of_one && super::pivots::is_sum_of_money(head) && shape.is_numbers() {
            return true;
        }
        let is_count = says(&plain, COUNTS) || (!is_of_one && says(&plain, COUNTS_OF_ANYTHING));
        // A report’s count of its own records is 1 in each row.
        is_count && shape.is_small() && shape.texts.keys().any(|text| text != "1" && text != "0")
    });
    found.map(|(head, _)| head.as_str())
}

/// What heads and statuses say of tables of contacts, invoices and calls: words of which some head has one,
/// words of which another has one, and statuses, of which all are.
const OTHERS: [(&str, &str, &str, &str); 3] = [
    (
        "contacts",
        "email|e mail|email address|phone|phone number|telefon|telephone|correo",
        "lifecycle stage|lifecyclestage|contact status|subscription status",
        "lead|leads|subscriber|customer|marketing qualified lead|sales qualified lead|mql|sql|evangelist|\
            other|prospect|opportunity|subscribed|unsubscribed|new|bounced|active|inactive",
    ),
    (
        "invoices",
        "invoice no|invoice number|invoice id|invoice|rechnungsnummer|rechnungsnr|rechnung nr|\
            numero de facture|numero de factura|numero fattura|factuurnummer",
        "due date|due|due on|payment due|falligkeit|fallig am|date d echeance|echeance|fecha de vencimiento|\
            scadenza|vervaldatum",
        "paid|overdue|open|draft|sent|void|voided|partially paid|unpaid|outstanding|cancelled|canceled|\
            credited|written off|past due|bezahlt|offen|uberfallig|storniert|teilweise bezahlt|payee|impayee|\
            en retard|pagada|vencida|pendiente|pagata|scaduta|betaald|vervallen",
    ),
    (
        "calls and mails",
        "activity type|call type|activity|type of activity|interaction type|task type|aktivitat|\
            aktivitatsart|type d activite|tipo de actividad|tipo attivita|type activiteit",
        "duration|duration min|duration minutes|call duration|talk time|length|dauer|dauer min|duree|\
            duracion|durata|duur|outcome|call outcome|call result",
        "connected|no answer|completed|voicemail|left voicemail|busy|not reached|reached|wrong number|sent|\
            replied|bounced|opened|canceled|cancelled|no show|rescheduled|held|planned|open|not started|\
            in progress|deferred|erreicht|nicht erreicht|besetzt|erledigt|abgeschlossen",
    ),
];

/// What the rows of a table are, where its heads and all of its statuses say that they are contacts, invoices
/// or calls.
fn other_rows(seen: &Seen<'_>) -> Option<&'static str> {
    let heads: Vec<String> = seen.layout.heads.iter().map(|head| words(head)).collect();
    let said = |all: &str| heads.iter().any(|head| all.split('|').any(|word| word == head));
    let names = |role: &Role| seen.having(role).any(|(_, rank)| rank < 2);
    let is_of_deals = names(&Role::Name) || heads.iter().any(|head| is_of_sales(head));
    if is_of_deals || !seen.choices.columns.is_empty() || !seen.choices.statuses.is_empty() {
        return None;
    }
    let statuses: Vec<usize> = [Role::Stage, Role::Status]
        .iter()
        .flat_map(|role| seen.having(role))
        .map(|(column, _)| column)
        .collect();
    let are = |all: &str| {
        let is_known = |text: &String| all.split('|').any(|word| word == words(text));
        let of = |column: &usize| {
            let shape = seen.shapes.get(*column);
            shape.is_some_and(|shape| !shape.is_varied && shape.texts.keys().all(is_known))
        };
        !statuses.is_empty() && statuses.iter().all(of)
    };
    OTHERS
        .iter()
        .find(|(_, one, other, texts)| said(one) && said(other) && are(texts))
        .map(|(what, ..)| *what)
}

/// Whether a head speaks of opportunities.
fn is_of_sales(plain: &str) -> bool {
    [
        "deal",
        "opportunity",
        "pipeline",
        "quote",
        "close date",
        "amount",
        "deal value",
        "verkaufschance",
        "angebot",
    ]
    .iter()
    .any(|word| holds(plain, word))
}
