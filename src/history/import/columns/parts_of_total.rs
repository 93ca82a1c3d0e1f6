//! Amounts that are parts of a total beside them: licences and services.

use super::column::Columns;
use super::seen::{Seen, fits};
use crate::history::import::choices::Role;
use crate::history::import::values::money;
use crate::history::import::values::numbers::DecimalMark;
use crate::history::import::values::words::{holds, is_total, words};

/// Words of heads of what is paid again and again, which is seldom all that is sold.
const RECURRING: &str = "arr|mrr|acv|annual recurring revenue|monthly recurring revenue|\
    annual contract value|annual value|recurring|subscription|subscriptions|license|licence|licenses|\
    licences|software|saas|lizenz|lizenzen|licencia|licencias|licenza|licenze|abonnement|abo|hardware|\
    product|products";

/// Words of heads of what is no part of what was sold.
const TAX: &str = "tax|vat|gst|mwst|ust|mehrwertsteuer|umsatzsteuer|tva|iva|btw|moms|mva|dph|kdv|steuer|taxe|\
    taxes|impuesto|imposta|discount|rabatt|remise|descuento|sconto|korting|shipping|freight|versand";

/// Takes the total for the amount where it is, in every row, the sum of a part that was taken for it and of
/// one or two other parts.
pub(super) fn take_total(seen: &Seen<'_>, columns: &mut Columns) {
    let Some(part) = columns.at(&Role::Amount).filter(|at| seen.chosen(*at).is_none()) else { return };
    let head = |at: usize| seen.layout.heads.get(at).map_or("", String::as_str);
    let says = |at: usize, all: &str| {
        let plain = words(head(at));
        all.split('|').any(|word| holds(&plain, word))
    };
    // Several amounts that are asked about are not decided here.
    let is_asked = columns.asks.iter().any(|ask| ask.about == format!("column: {}", head(part)));
    if is_asked || !says(part, RECURRING) {
        return;
    }
    let is_free = |at: &usize| {
        let is_ignored = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        let is_number = seen.shapes.get(*at).is_some_and(|shape| fits(&Role::Amount, shape));
        is_ignored && is_number && seen.chosen(*at).is_none() && !says(*at, TAX)
    };
    let free: Vec<usize> = (0..columns.all.len()).filter(is_free).collect();
    let (totals, others): (Vec<usize>, Vec<usize>) = free.into_iter().partition(|at| is_total(head(*at)));
    let [total] = totals.as_slice() else { return };
    let pairs = others.iter().enumerate().flat_map(|(at, one)| {
        let more = others.iter().skip(at + 1).map(|other| vec![*one, *other]);
        std::iter::once(vec![*one]).chain(more)
    });
    let Some(rest) = pairs.take(60).find(|rest| is_sum(seen, *total, part, rest)) else { return };
    let heads: Vec<String> = std::iter::once(part).chain(rest).map(|at| format!("“{}”", head(at))).collect();
    let why = format!("in every row the sum of {}", heads.join(" and "));
    columns.take(part, Role::Ignored, &format!("a part of “{}”", head(*total)));
    columns.take(*total, Role::Amount, &why);
}

/// Whether a total is the sum of a part and others in every row that has it, in more than one, and the others
/// are something in most.
fn is_sum(seen: &Seen<'_>, total: usize, part: usize, rest: &[usize]) -> bool {
    [DecimalMark::Point, DecimalMark::Comma].iter().any(|mark| {
        let read = |row: usize, at: usize| {
            money::written(seen.grid.cell(row, at)).and_then(|written| written.read(*mark))
        };
        let (mut rows, mut beside) = (0_usize, 0_usize);
        let all = seen.layout.body.iter().all(|body| {
            let Some(whole) = read(body.row, total) else { return read(body.row, part).is_none() };
            let others = rest.iter().filter_map(|at| read(body.row, *at)).fold(0, i64::saturating_add);
            rows += 1;
            beside += usize::from(others > 0);
            read(body.row, part).unwrap_or(0).saturating_add(others) == whole
        });
        all && rows > 1 && beside * 2 >= rows
    })
}
