//! Heads of numbers that are nothing but a period, or a total, in a table of reps.

use super::seen::Seen;
use super::shapes::Shape;
use super::weak_heads;
use crate::history::import::choices::Role;
use crate::history::import::values::numbers::DecimalMark;
use crate::history::import::values::periods::{is_period_alone, is_year_alone, period_in};
use crate::history::import::values::{money, words::holds, words::is_total};
use crate::history::import::vocabulary::head_parts::DEALS;
use crate::history::import::vocabulary::heads::{is_only_period, may_count, plain_head};
use crate::history::import::vocabulary::{status::is_stage_word, to_date};

/// Whether a column is the sum of those under nothing but a period, in every row.
fn is_sum_of_periods(seen: &Seen<'_>, head: &str) -> bool {
    let heads = || seen.layout.heads.iter().enumerate();
    let Some((own, _)) = heads().find(|(_, of)| *of == head) else { return false };
    let periods: Vec<usize> =
        heads().filter(|(at, of)| *at != own && is_period_alone(of)).map(|(at, _)| at).collect();
    let read = |row: usize, at: usize| {
        let written = money::written(seen.grid.cell(row, at));
        written.and_then(|written| written.read(DecimalMark::Point)).unwrap_or(0)
    };
    let is_sum = |row: usize| {
        let parts = periods.iter().map(|at| read(row, *at)).fold(0, i64::saturating_add);
        parts == read(row, own)
    };
    periods.len() > 1 && seen.layout.body.iter().all(|body| is_sum(body.row))
}

/// Whether “Total opportunities” counts what came: beside one column of what was won and no stage but those
/// of periods, and it is neither the sum of what was decided nor of the size of a quota.
fn counts_deals(seen: &Seen<'_>, head: &str) -> bool {
    let names_deals = |head: &str| DEALS.split('|').any(|word| holds(&plain_head(head), word));
    let heads = || seen.layout.heads.iter().zip(seen.shapes).enumerate();
    let Some((own, (_, shape))) = heads().find(|(_, (of, _))| *of == head) else { return false };
    if !names_deals(head) || !shape.is_small() || seen.having(&Role::WonCount).count() != 1 {
        return false;
    }
    let ends = [Role::WonCount, Role::LostCount, Role::OpenCount];
    let ends = ends.iter().flat_map(|role| seen.having(role).map(|(at, _)| at).collect::<Vec<_>>());
    let ends: Vec<usize> = ends.filter(|at| *at != own).collect();
    let is_stage = |(at, (of, shape)): (usize, (&String, &Shape))| {
        let plain = plain_head(of);
        let is_named = is_stage_word(&plain) || names_deals(of);
        let is_other = at != own && !ends.contains(&at) && shape.is_counts() && may_count(&plain);
        is_other && is_named && period_in(of).is_none()
    };
    let value = |row: usize, at: usize| weak_heads::value(seen.grid.cell(row, at)).unwrap_or(0);
    let is_sum =
        |row: usize| ends.iter().map(|at| value(row, *at)).fold(0, i64::saturating_add) == value(row, own);
    let is_quota =
        |at: usize| weak_heads::are_alike(weak_heads::sum(seen, at), weak_heads::sum(seen, own), 10);
    !heads().any(is_stage)
        && !seen.layout.body.iter().all(|body| is_sum(body.row))
        && !seen.having(&Role::Quota).any(|(at, _)| is_quota(at))
}

/// What a column of numbers under nothing but a period holds in a table of reps, and one under “Total”.
pub(in crate::history::import) fn period_column(
    seen: &Seen<'_>,
    head: &str,
    shape: &Shape,
) -> Option<(Role, &'static str)> {
    // “Q2 cumulative” is one of periods that are added up.
    let is_added = |head: &str| to_date::is_named(head) && is_only_period(head);
    let periods = seen.layout.heads.iter().zip(seen.shapes);
    let periods: Vec<&Shape> = periods
        .filter(|(head, shape)| (is_period_alone(head) || is_added(head)) && shape.filled > 0)
        .map(|(_, shape)| shape)
        .collect();
    let is_year = is_year_alone(head);
    let is_total = is_total(head) || (is_year && is_sum_of_periods(seen, head));
    let counts_deals = || periods.is_empty() && counts_deals(seen, head);
    if (!is_period_alone(head) && !is_total && !is_added(head)) || counts_deals() {
        return None;
    }
    let is_money = periods.len() > 1
        && periods.iter().all(|shape| shape.is_numbers() && shape.percents == 0)
        && (seen.having(&Role::Quota).next().is_some() || periods.iter().any(|shape| !shape.is_small()));
    match (is_money && shape.is_numbers() && shape.percents == 0, is_total) {
        (true, false) => Some((Role::Bookings, "numbers under a period, of a rep")),
        (true, true) => Some((Role::Bookings, "the total of the periods beside it")),
        (false, _) => Some((Role::Ignored, "its head does not say what it counts")),
    }
}
