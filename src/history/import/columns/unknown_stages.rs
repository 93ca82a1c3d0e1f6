//! Whole numbers of reps under heads that name no stage that is known: accounts and customers as well as the
//! stages of some company.

use super::column::Columns;
use super::seen::Seen;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::periods::{beside_period, period_in};
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::head_parts::DEALS;
use crate::history::import::vocabulary::status::is_stage_word;

/// Words of what reps count on the way to a sale, beside the names of stages.
const STEPS: &str = "meetings|meeting|appointments|visits|proposals|quotes|offers|contracts|negotiations|trials|\
    pilots|pocs|evaluations|opps|mql|mqls|sql|sqls|sal|sals|sao|saos|leads|prospects|contacts|presentations|\
    conversations|discoveries|qualified|accepted|held|termine|angebote|verhandlungen|besuche|rdv|devis|offres|\
    citas|visitas|propuestas|reuniones|appuntamenti|offerte|incontri|afspraken|offertes|moten|offerter|\
    tilbud|moder|spotkania|oferty|signups|discovery|demo|created|deal|opportunity|商談|案件|提案|訪問";

/// Whether a head names a step that is known.
fn is_known(head: &str) -> bool {
    let plain = words(head);
    is_stage_word(&plain) || DEALS.split('|').chain(STEPS.split('|')).any(|word| holds(&plain, word))
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
    let is_of_period = |at: &usize| {
        let is_twin = |other: &usize| {
            other != at
                && period_in(head(*other)).is_some()
                && beside_period(head(*other)) == beside_period(head(*at))
        };
        period_in(head(*at)).is_some() && all.iter().any(is_twin)
    };
    for at in all.iter().copied().filter(is_of_period).collect::<Vec<_>>() {
        columns.take(at, Role::Ignored, "of one of several periods, and no stage behind another");
    }
    let left = stages(columns);
    let is_beside_money = [Role::Quota, Role::Bookings].iter().any(|role| columns.at(role).is_some());
    if left.is_empty() || !is_beside_money || left.iter().any(|at| is_known(head(*at))) {
        return;
    }
    let choose = |role: &dyn Fn(usize) -> Role| {
        let all = left.iter().map(|at| (format!("#{}", at + 1), role(*at))).collect();
        Choices { columns: all, ..Choices::default() }
    };
    let own = |at: usize| columns.all.get(at).map_or(Role::Ignored, |column| column.role.clone());
    let names: Vec<String> = left.iter().map(|at| format!("“{}”", head(*at))).collect();
    let question = format!("Nobody knows what {} counts. Is it opportunities at a stage?", names.join(", "));
    let ask = Ask::new(format!("column: {}", left.first().map_or("", |at| head(*at))), question)
        .or("no: leave it out", choose(&|_| Role::Ignored))
        .or("yes: what reached a stage", choose(&own));
    columns.asks.push(ask);
    for at in left {
        columns.take(at, Role::Ignored, "its head names no stage that is known");
    }
}
