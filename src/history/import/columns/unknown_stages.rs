//! Whole numbers of reps under heads that name no stage that is known: accounts and customers as well as the
//! stages of some company.

use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::numbers::{DecimalMark, read_count};
use crate::history::import::values::periods::{beside_period, period_in};
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::head_parts::DEALS;
use crate::history::import::vocabulary::status::is_stage_word;
use std::collections::BTreeMap;

/// Words of what reps count on the way to a sale, beside the names of stages.
const STEPS: &str = "meetings|meeting|appointments|visits|proposals|quotes|offers|contracts|negotiations|\
    trials|decided|entschieden|\
    pilots|pocs|evaluations|opps|mql|mqls|sql|sqls|sal|sals|sao|saos|leads|prospects|contacts|presentations|\
    conversations|discoveries|qualified|accepted|held|termine|angebote|verhandlungen|besuche|rdv|devis|\
    offres|\
    citas|visitas|propuestas|reuniones|appuntamenti|offerte|incontri|afspraken|offertes|moten|offerter|\
    tilbud|moder|spotkania|oferty|signups|discovery|demo|created|deal|opportunity|商談|案件|提案|訪問|\
    线索|商机|成交机会|リード|アポ|리드|기회|anfragen|besichtigungen|prospectos|cotizaciones|rfps|tenders|bids|inspections|\
    inquiries|enquiries|estimates|pitches|test drives|showings|stage 1|лиды|встречи|кп|visites|visite|\
    preventivi|orcamentos|zapytania|rozmowy|poptavky|nabidky|teklifler|tapaamiset|liidit|ajanlatok|\
    applications|consultations|propositions";

/// Words of customers, whom reps have or win.
const CUSTOMERS: [&str; 10] = [
    "logos",
    "logo",
    "customers",
    "customer",
    "clients",
    "neukunden",
    "kunden",
    "accounts",
    "clientes",
    "klanten",
];

/// Whether a head names a step that is known.
pub(super) fn is_known(head: &str) -> bool {
    let plain = words(head);
    // “New logos” are customers, and no step.
    let is_of_customers = CUSTOMERS.iter().any(|word| holds(&plain, word));
    (!is_of_customers && is_stage_word(&plain))
        || DEALS.split('|').chain(STEPS.split('|')).any(|word| holds(&plain, word))
}

/// Leaves out columns of the same numbers in several periods, which are no stages one behind the other, and
/// those of which no head names a stage that is known, beside money: what these count is asked.
pub(super) fn drop_unknown(seen: &Seen<'_>, columns: &mut Columns) {
    let stages = |columns: &Columns| -> Vec<usize> {
        let is_stage = |at: &usize| {
            let column = columns.all.get(*at);
            column.is_some_and(|column| matches!(column.role, Role::StageEntered(_)))
                && seen.chosen(*at).is_none()
        };
        (0..columns.all.len()).filter(is_stage).collect()
    };
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let all = stages(columns);
    let mut beside: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in all.into_iter().filter(|at| period_in(head(*at)).is_some()) {
        beside.entry(beside_period(head(at))).or_default().push(at);
    }
    for at in beside.into_values().filter(|of| of.len() > 1).flatten() {
        columns.take(at, Role::Ignored, "of one of several periods, and no stage behind another");
    }
    let left = stages(columns);
    let [has_quota, is_booked, has_wins] =
        [Role::Quota, Role::Bookings, Role::WonCount].map(|role| columns.at(&role).is_some());
    if let ([only], true, false) = (left.as_slice(), is_booked, has_wins) {
        ask_whether_won(head(*only), *only, columns);
    }
    // Several that fall towards what was won are the stages of some company.
    let is_funnel = left.len() > 1 && falls(seen, columns, &left);
    let is_beside = (has_quota || is_booked || has_wins) && !is_funnel;
    if left.is_empty() || !is_beside || left.iter().any(|at| is_known(head(*at))) {
        return;
    }
    let choose = |role: &dyn Fn(usize) -> Role| {
        let all = left.iter().map(|at| (format!("#{}", at + 1), role(*at))).collect();
        Choices { columns: all, ..Choices::default() }
    };
    let own = |at: usize| columns.all.get(at).map_or(Role::Ignored, |column| column.role.clone());
    let names: Vec<String> = left.iter().map(|at| format!("“{}”", head(*at))).collect();
    let question =
        format!("Does {} count opportunities at a stage? Its head does not say it.", names.join(", "));
    let ask = Ask::new(format!("column: {}", left.first().map_or("", |at| head(*at))), question)
        .or("no: leave it out", choose(&|_| Role::Ignored))
        .or("yes: what reached a stage", choose(&own));
    columns.asks.push(ask);
    for at in left {
        columns.take(at, Role::Ignored, "its head names no stage that is known");
    }
}

/// Heads of numbers of deals, which say nothing of what became of them.
const BARE_DEALS: [&str; 9] = [
    "deals",
    "of deals",
    "no of deals",
    "number of deals",
    "deal count",
    "anzahl deals",
    "nb affaires",
    "aantal deals",
    "antal affarer",
];

/// Asks whether deals beside what was booked were won, where no other column counts wins.
fn ask_whether_won(head: &str, at: usize, columns: &mut Columns) {
    if !BARE_DEALS.contains(&words(head).as_str()) {
        return;
    }
    let Some(own) = columns.all.get(at).map(|column| column.role.clone()) else { return };
    let choose = |role: Role| {
        let all = [(format!("#{}", at + 1), role)].into_iter().collect();
        Choices { columns: all, ..Choices::default() }
    };
    let question = format!("No column counts what was won. Are “{head}” those that were won?");
    let ask = Ask::new(format!("column: {head}"), question)
        .or("yes: they were won", choose(Role::WonCount))
        .or("no: all that came, won or not", choose(own));
    columns.asks.push(ask);
}

/// Whether the sums of columns fall from left to right, and to what was won.
fn falls(seen: &Seen<'_>, columns: &Columns, stages: &[usize]) -> bool {
    let won = columns.at(&Role::WonCount);
    let count = |row: usize, at: usize| {
        let count = read_count(seen.grid.cell(row, at), DecimalMark::Point);
        count.map_or(0, u64::from)
    };
    let sum =
        |at: usize| seen.layout.body.iter().map(|body| count(body.row, at)).fold(0, u64::saturating_add);
    let sums: Vec<u64> = stages.iter().copied().chain(won).map(sum).collect();
    sums.is_sorted_by(|before, behind| before >= behind)
}
