//! Bookings in several currencies, each by its head: beside quotas in one of them, those in it are read.

use super::column::Columns;
use super::seen::Seen;
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
    for (at, _) in bookings.iter().filter(|of| !is_own(of)) {
        columns.take(*at, Role::Ignored, "in another currency than the quota");
    }
}
