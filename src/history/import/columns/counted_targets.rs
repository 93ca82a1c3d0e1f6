//! Targets of numbers of something, of deals, meetings and units: no quotas of money, and no stages.

use super::seen::Seen;
use super::weak_heads;
use crate::history::import::choices::Role;
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, words};

/// Words of targets, which a head begins or ends with.
const TARGETS: &str = "target|targets|goal|goals|quota|quotas|plan|ziel|soll|objectif|objetivo|obiettivo|\
    meta|\
    cuota|doel|mal|cel";

/// Words of what is counted, and of no money.
const COUNTED: &str = "deals|deal|meetings|meeting|units|unit|demos|demo|calls|opps|opportunities|logos|logo|\
    customers|wins|appointments|visits|leads|contracts|termine|kunden|abschlusse|affaires|rendez vous|\
    clientes|reuniones|citas|clienti|afspraken|klanten|moten|affarer|spotkania";

/// Whether a column’s head names a target of what is counted, and its cells are of the size of counts:
/// nothing says that they are in thousands, and they are not of the size of the only bookings.
pub(super) fn is_one(seen: &Seen<'_>, place: usize) -> bool {
    let (Some(head), Some(shape)) = (seen.layout.heads.get(place), seen.shapes.get(place)) else {
        return false;
    };
    let plain = words(head);
    let is_target = |word: Option<&str>| word.is_some_and(|word| TARGETS.split('|').any(|one| one == word));
    let is_said = is_target(plain.split(' ').next()) || is_target(plain.rsplit(' ').next());
    // “Contracts at target” are those of which a target was reached.
    let is_reached = ["at", "on", "above", "over"].iter().any(|word| holds(&plain, word));
    let is_counted = COUNTED.split('|').any(|word| holds(&plain, word));
    if !is_said || is_reached || !is_counted || !shape.is_small() || shape.is_money() {
        return false;
    }
    let mut says = seen.layout.remarks_of(seen.grid).chain(seen.layout.heads.iter().map(String::as_str));
    let booked: Vec<usize> = seen.having(&Role::Bookings).map(|(at, _)| at).collect();
    let sum = |at: usize| weak_heads::sum(seen, at);
    let is_money = matches!(booked.as_slice(), [only] if weak_heads::are_alike(sum(place), sum(*only), 10));
    !is_money && !says.any(|text| money::scale_in(text).is_some())
}
