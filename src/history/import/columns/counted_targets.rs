//! Targets of numbers of something, of deals, meetings and units: no quotas of money, and no stages.

use super::shapes::Shape;
use crate::history::import::values::words::{holds, words};

/// Words of targets, which a head begins or ends with.
const TARGETS: &str = "target|targets|goal|goals|quota|quotas|plan|ziel|soll|objectif|objetivo|obiettivo|\
    meta|\
    cuota|doel|mal|cel";

/// Words of what is counted, and of no money.
const COUNTED: &str = "deals|deal|meetings|meeting|units|unit|demos|demo|calls|opps|opportunities|logos|logo|\
    customers|wins|appointments|visits|leads|contracts|termine|kunden|abschlusse|affaires|rendez vous|\
    clientes|reuniones|citas|clienti|afspraken|klanten|moten|affarer|spotkania";

/// Whether a head names a target of what is counted, and its cells are of the size of counts.
pub(super) fn is_one(head: &str, shape: &Shape) -> bool {
    let plain = words(head);
    let is_target = |word: Option<&str>| word.is_some_and(|word| TARGETS.split('|').any(|one| one == word));
    let is_said = is_target(plain.split(' ').next()) || is_target(plain.rsplit(' ').next());
    is_said && COUNTED.split('|').any(|word| holds(&plain, word)) && shape.is_small() && !shape.is_money()
}
