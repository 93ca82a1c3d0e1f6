//! Targets of numbers of something, of deals, meetings and units: no quotas of money, and no stages.

use super::seen::Seen;
use super::shapes::Shape;
use super::weak_heads;
use crate::history::import::choices::Role;
use crate::history::import::values::money;
use crate::history::import::values::words::{holds, words};
use crate::history::import::vocabulary::heads::Guess;

/// Words of targets, which a head begins or ends with.
const TARGETS: &str = "target|targets|goal|goals|quota|quotas|plan|ziel|soll|objectif|objetivo|obiettivo|\
    meta|\
    cuota|doel|mal|cel";

/// Words of what is counted, and of no money.
const COUNTED: &str = "deals|deal|meetings|meeting|units|unit|demos|demo|calls|opps|opportunities|logos|logo|\
    customers|wins|appointments|visits|leads|contracts|termine|kunden|abschlusse|affaires|rendez vous|\
    clientes|reuniones|citas|clienti|afspraken|klanten|moten|affarer|spotkania";

/// Heads of columns that say what a goal is of.
const OF_GOALS: [&str; 6] = ["goal", "goal name", "goal type", "kpi", "kpi name", "goal metric"];

/// Words of what is done often, beside those that are counted.
const ACTIVITIES: &str = "emails|email|tasks|activities|dials|anrufe|appels|llamadas|chiamate|ligacoes";

/// Words of money, beside which what is counted says only where it came from: “Deal revenue”.
const MONEY: &str = "revenue|amount|value|bookings|arr|acv|tcv|mrr|money|sales|usd|eur|gbp|umsatz|montant|\
    importe|importo|valor";

/// Whether a column says of every goal that it is one of what is counted, and no other that it is one of
/// money.
fn is_of_activities(seen: &Seen<'_>) -> bool {
    let has = |text: &str, all: &str| all.split('|').any(|word| holds(&words(text), word));
    let is_counted = |text: &String| has(text, COUNTED) || has(text, ACTIVITIES);
    let is_money = |text: &String| has(text, MONEY);
    let columns = || {
        let all = seen.layout.heads.iter().zip(seen.shapes);
        let named = all.filter(|(head, _)| OF_GOALS.contains(&words(head).as_str()));
        named.map(|(_, shape)| shape).filter(|shape| shape.is_text())
    };
    let are_counted =
        |shape: &Shape| !shape.is_varied && !shape.texts.is_empty() && shape.texts.keys().all(is_counted);
    columns().any(are_counted) && !columns().any(|shape| shape.texts.keys().any(is_money))
}

/// Whether a column says a goal, or how far it is reached, of what is counted: no goal and nothing that was
/// reached is of the size of money, or names a currency.
fn is_of_counted_goal(seen: &Seen<'_>, place: usize) -> bool {
    let is_of_goals = |guess: &Guess| matches!(guess.role, Role::Quota | Role::Bookings);
    let of_goals = |at: usize| seen.guesses.get(at).is_some_and(|of| of.iter().any(is_of_goals));
    let is_small = |at: usize| {
        let is_money = |shape: &Shape| shape.is_money() || shape.large > 0 || !shape.is_counts();
        let head = seen.layout.heads.get(at).map_or("", String::as_str);
        money::currency_of_head(head).is_none()
            && !seen.shapes.get(at).is_some_and(|shape| shape.is_numbers() && is_money(shape))
    };
    of_goals(place)
        && is_of_activities(seen)
        && seen.having(&Role::Currency).next().is_none()
        && (0..seen.layout.heads.len()).filter(|at| of_goals(*at)).all(is_small)
        && !is_scaled(seen)
}

/// Whether a head, a title or a remark says that numbers are in thousands.
fn is_scaled(seen: &Seen<'_>) -> bool {
    let mut says = seen.layout.remarks_of(seen.grid).chain(seen.layout.heads.iter().map(String::as_str));
    says.any(|text| money::scale_in(text).is_some())
}

/// Whether a column’s head names a target of what is counted, and its cells are of the size of counts:
/// nothing says that they are in thousands, and they are not of the size of the only bookings.
pub(super) fn is_one(seen: &Seen<'_>, place: usize) -> bool {
    let (Some(head), Some(shape)) = (seen.layout.heads.get(place), seen.shapes.get(place)) else {
        return false;
    };
    if is_of_counted_goal(seen, place) {
        return true;
    }
    let plain = words(head);
    let is_target = |word: Option<&str>| word.is_some_and(|word| TARGETS.split('|').any(|one| one == word));
    let is_said = is_target(plain.split(' ').next()) || is_target(plain.rsplit(' ').next());
    // “Contracts at target” are those of which a target was reached.
    let is_reached = ["at", "on", "above", "over"].iter().any(|word| holds(&plain, word));
    let is_counted = COUNTED.split('|').any(|word| holds(&plain, word));
    if !is_said || is_reached || !is_counted || !shape.is_small() || shape.is_money() {
        return false;
    }
    let booked: Vec<usize> = seen.having(&Role::Bookings).map(|(at, _)| at).collect();
    let sum = |at: usize| weak_heads::sum(seen, at);
    let is_money = matches!(booked.as_slice(), [only] if weak_heads::are_alike(sum(place), sum(*only), 10));
    !is_money && !is_scaled(seen)
}
