//! Bookings in several currencies, each by its head: beside quotas in one of them, those in it are read.

use super::column::Columns;
use super::seen::Seen;
use super::weak_heads;
use crate::history::import::choices::Role;
use crate::history::import::values::money::currency_of_head;

/// Leaves out bookings in another currency than the quotas, where others are in theirs.
pub(super) fn keep_own(seen: &Seen<'_>, columns: &mut Columns) {
    let of = |role: Role| {
        let all = columns.all.iter().enumerate().filter(move |(_, column)| column.role == role);
        all.map(|(at, column)| (at, currency_of_head(&column.head))).collect::<Vec<_>>()
    };
    let (quotas, bookings) = (of(Role::Quota), of(Role::Bookings));
    let Some(own) = quotas.first().and_then(|(_, currency)| *currency) else { return };
    let is_own = |(_, currency): &&(usize, Option<_>)| *currency == Some(own);
    let is_free = bookings.iter().all(|(at, currency)| currency.is_some() && seen.chosen(*at).is_none());
    if !quotas.iter().all(|of| is_own(&of)) || !bookings.iter().any(|of| is_own(&of)) || !is_free {
        return;
    }
    let Some((counted, _)) = bookings.iter().find(is_own) else { return };
    let is_converted = |(at, _): &(usize, Option<_>)| is_converted(seen, *at, *counted);
    if !bookings.iter().filter(|of| !is_own(of)).all(is_converted) {
        return;
    }
    for (at, _) in bookings.iter().filter(|of| !is_own(of)) {
        columns.take(*at, Role::Ignored, "in another currency than the quota");
    }
}

/// Whether a column is another in a currency of its own: each row has both, and all by about one rate.
fn is_converted(seen: &Seen<'_>, at: usize, of: usize) -> bool {
    const RATES: f64 = 1.15;
    let rate = |row: usize| {
        let value = |at: usize| weak_heads::value(seen.grid.cell(row, at)).filter(|value| *value > 0);
        Some(value(at)? as f64 / value(of)? as f64)
    };
    let rates: Option<Vec<f64>> = seen.layout.body.iter().map(|body| rate(body.row)).collect();
    let Some(rates) = rates else { return false };
    let (least, most) =
        rates.iter().fold((f64::MAX, 0.0), |(least, most), rate| (rate.min(least), rate.max(most)));
    most <= least * RATES
}
