//! Whole numbers of reps that are money, and so count nothing that reached a stage.

use super::column::{Column, Columns};
use super::seen::Seen;
use super::shapes::Shape;
use crate::history::import::choices::{Ask, Choices, Role};
use crate::history::import::values::numbers::{DecimalMark, read_count};
use crate::history::import::values::words::words;
use crate::history::import::vocabulary::booked::names_identity;
use crate::history::import::vocabulary::status::is_stage_word;

/// Numbers are so many times those of any column of counts beside them, if they are money.
const TIMES: u64 = 10;
/// What a rep has at least, where it is money.
const LEAST: u64 = 1_000;

/// How often a quota under the name of a stage holds bookings, or they hold it, at most.
const TIMES_OF_QUOTA: u64 = 3;

/// The least that is asked about as money whatever its head says, where it is round.
const SURELY: u64 = 50_000;

/// What columns of large numbers are, if they are no money.
const COUNTS: &str = "they count what reached a stage";

/// What the numbers of a column that seems to count a stage are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    /// What reached a stage.
    Counts,
    /// Money, of the size of the quota or the bookings beside them.
    Money,
    /// Far above the counts beside them: money, or counts all the same.
    Unknown,
    /// Numbers that people have.
    Identities,
}

/// Columns that are too large for those of a stage.
#[derive(Clone, Debug, Default)]
pub(super) struct Large {
    /// Those that are money.
    pub(super) money: Vec<usize>,
    /// Those that may be, each with what it would be if it were not.
    unknown: Vec<(usize, Role)>,
    /// Those of numbers that people have.
    identities: Vec<usize>,
}

impl Large {
    /// Whether a column is not to be taken for money without a question.
    pub(super) fn is_doubtful(&self, at: usize) -> bool {
        self.identities.contains(&at) || self.unknown.iter().any(|(of, _)| *of == at)
    }
}

/// Takes what is too large for counts out of the stages; the columns that were.
pub(super) fn drop_money(seen: &Seen<'_>, columns: &mut Columns) -> Large {
    let is_stage = |at: &usize| {
        let column = columns.all.get(*at);
        column.is_some_and(|column| matches!(column.role, Role::StageEntered(_)))
            && seen.chosen(*at).is_none()
    };
    let stages: Vec<usize> = (0..columns.all.len()).filter(is_stage).collect();
    let found: Vec<(usize, Numbers)> =
        stages.into_iter().map(|at| (at, numbers_of(seen, columns, at))).collect();
    let mut large = Large::default();
    for (at, numbers) in found {
        let Some(role) = columns.all.get(at).map(|column| column.role.clone()) else { continue };
        let why = match numbers {
            Numbers::Counts => continue,
            Numbers::Identities => "numbers that people have, and no counts of a stage",
            Numbers::Money | Numbers::Unknown => "its numbers are too large for those of a stage",
        };
        match numbers {
            Numbers::Money => large.money.push(at),
            Numbers::Unknown => large.unknown.push((at, role)),
            Numbers::Identities => large.identities.push(at),
            Numbers::Counts => {}
        }
        columns.take(at, Role::Ignored, why);
    }
    large
}

/// What the numbers of a column are: money, beside a quota or bookings of their size; unknown, where they are
/// far above those of every column of counts, and of no funnel.
fn numbers_of(seen: &Seen<'_>, columns: &Columns, at: usize) -> Numbers {
    let own = sum(seen, at);
    let rows = seen.layout.body.iter().filter(|body| count(seen, body.row, at) > 0).count();
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    if own < LEAST.saturating_mul(rows) {
        return Numbers::Counts;
    }
    let is_count = |role: &Role| {
        let is_stage = matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::StageOpen(_));
        is_stage || matches!(role, Role::WonCount | Role::LostCount | Role::OpenCount)
    };
    let is_large = |at: usize| seen.shapes.get(at).is_some_and(Shape::is_large);
    // Several columns of money may stand beside each other; those before a funnel's large numbers may not.
    let others =
        columns.all.iter().enumerate().filter(|(other, column)| *other != at && is_count(&column.role));
    let others: Vec<usize> = others.map(|(other, _)| other).filter(|other| !is_large(*other)).collect();
    let largest = others.iter().map(|other| sum(seen, *other)).max();
    let is_above = largest.is_none_or(|largest| own > largest.max(1).saturating_mul(TIMES));
    let is_of_size = |role: &Role| {
        let of = columns.all.iter().enumerate().filter(|(_, column)| column.role == *role);
        let other = of.map(|(other, _)| sum(seen, other)).fold(0, u64::saturating_add);
        other > 0 && own <= other.saturating_mul(TIMES) && other <= own.saturating_mul(TIMES)
    };
    let is_beside = is_large(at) && (columns.at(&Role::Quota).is_some() || is_of_size(&Role::Bookings));
    let is_beyond = largest.is_some();
    let is_stage = is_stage_word(&words(head(seen, at)));
    // Under heads that are no stages, large round numbers beside nothing that was won count nothing.
    let is_of_round = seen.shapes.get(at).is_some_and(Shape::is_of_round_numbers);
    let is_strange = is_of_round && !is_stage && columns.at(&Role::WonCount).is_none();
    if !is_above || !(is_beyond || is_beside || is_strange) {
        return Numbers::Counts;
    }
    if names_identity(head(seen, at)) {
        return Numbers::Identities;
    }
    let is_odd = !seen.layout.body.iter().any(|body| is_round(seen.grid.cell(body.row, at)));
    // Of many leads a few become opportunities.
    let is_first = !others.is_empty() && others.iter().all(|other| *other > at);
    if is_first && is_odd && !is_beside {
        return Numbers::Counts;
    }
    if is_in_funnel(seen, columns, at) {
        let is_of_quota = is_large(at) && is_of_size(&Role::Quota);
        let is_doubtful = !is_stage || is_of_quota || own >= SURELY.saturating_mul(rows);
        return if is_of_round && is_doubtful { Numbers::Unknown } else { Numbers::Counts };
    }
    match (is_beside, is_first && is_stage) {
        (true, _) => Numbers::Money,
        (false, true) => Numbers::Counts,
        (false, false) => Numbers::Unknown,
    }
}

/// Whether all counts of what reached a stage or was won fall from left to right, and a column is not the
/// last of them.
fn is_in_funnel(seen: &Seen<'_>, columns: &Columns, at: usize) -> bool {
    let is_step = |role: &Role| matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::WonCount);
    let steps = columns.all.iter().enumerate().filter(|(_, column)| is_step(&column.role));
    let steps: Vec<usize> = steps.map(|(step, _)| step).collect();
    let sums: Vec<u64> = steps.iter().map(|step| sum(seen, *step)).collect();
    steps.last().is_some_and(|last| *last > at) && sums.is_sorted_by(|before, behind| before >= behind)
}

/// Whether a number is written as round ones are.
fn is_round(cell: &str) -> bool {
    cell.ends_with("00") || cell.ends_with("50")
}

/// Asks what columns are whose numbers are far above the counts beside them: money that was booked, a stage,
/// or neither.
pub(super) fn ask_booked(seen: &Seen<'_>, columns: &Columns, large: &Large) -> Option<Ask> {
    if are_parts_of_booked(seen, columns, large) {
        return None;
    }
    let is_asked = |(at, _): &&(usize, Role)| {
        let is_left = columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        is_left && !columns.asks.iter().any(|ask| offers(ask, *at))
    };
    let left: Vec<&(usize, Role)> = large.unknown.iter().filter(is_asked).collect();
    let (first, _) = left.first()?;
    let choose = |role: &dyn Fn(&(usize, Role)) -> Role| {
        let columns = left.iter().map(|of| (format!("#{}", of.0 + 1), role(of))).collect();
        Choices { columns, ..Choices::default() }
    };
    let name = |at: usize| columns.all.get(at).map(|column| column.head.clone()).unwrap_or_default();
    let ask = Ask::new(
        format!("column: {}", name(*first)),
        "Its numbers are far above the counts beside it. Which column says what was booked?",
    );
    let is_missing = columns.at(&Role::Bookings).is_none();
    let ask = left.iter().filter(|_| is_missing).fold(ask, |ask, (at, _)| {
        let role = |of: &(usize, Role)| if of.0 == *at { Role::Bookings } else { Role::Ignored };
        ask.or(name(*at), choose(&role))
    });
    let ask = ask.or("none of them", choose(&|_| Role::Ignored));
    Some(ask.or(COUNTS, choose(&|of| of.1.clone())))
}

/// Whether such columns sum to the bookings beside them in every row: new business and expansion.
fn are_parts_of_booked(seen: &Seen<'_>, columns: &Columns, large: &Large) -> bool {
    let parts: Vec<usize> =
        large.money.iter().copied().chain(large.unknown.iter().map(|(at, _)| *at)).collect();
    let Some(booked) = columns.at(&Role::Bookings).filter(|_| parts.len() > 1) else { return false };
    let rows = || seen.layout.body.iter().map(|body| body.row);
    let is_sum = |row: usize| {
        let own = parts.iter().map(|at| count(seen, row, *at)).fold(0, u64::saturating_add);
        own == count(seen, row, booked)
    };
    rows().all(is_sum) && rows().any(|row| count(seen, row, booked) > 0)
}

/// Whether a question offers a column by its number.
fn offers(ask: &Ask, at: usize) -> bool {
    let number = format!("#{}", at + 1);
    ask.candidates.iter().any(|candidate| candidate.choice.columns.contains_key(&number))
}

/// Asks whether one of the columns that are too large for a stage, beside bookings and no quota, says quotas.
pub(super) fn ask_quota(seen: &Seen<'_>, columns: &Columns, large: &Large) -> Option<Ask> {
    // A step that many took, in a funnel, is no quota.
    let is_funnel = columns.all.iter().any(|column| matches!(column.role, Role::StageEntered(_)));
    let booked = columns.at(&Role::Bookings).map_or(0, |at| sum(seen, at));
    let is_booked = |at: usize| {
        let own = sum(seen, at);
        own <= booked.saturating_mul(TIMES_OF_QUOTA) && booked <= own.saturating_mul(TIMES_OF_QUOTA)
    };
    let is_left = |at: &usize| {
        let column = columns.all.get(*at).filter(|column| column.role == Role::Ignored);
        let is_stage = column.is_some_and(|column| is_stage_word(&words(&column.head)));
        column.is_some() && (!is_stage || (!is_funnel && is_booked(*at)))
    };
    let all = large.money.iter().copied().chain(large.unknown.iter().map(|(at, _)| *at));
    let left: Vec<(usize, &Column)> =
        all.filter(is_left).filter_map(|at| Some((at, columns.all.get(at)?))).collect();
    let (_, first) = left.first()?;
    if columns.at(&Role::Quota).is_some() || columns.at(&Role::Bookings).is_none() {
        return None;
    }
    let choose = |kept: Option<usize>| {
        let role = |at: usize| if Some(at) == kept { Role::Quota } else { Role::Ignored };
        let columns = left.iter().map(|(at, _)| (format!("#{}", at + 1), role(*at))).collect();
        Choices { columns, ..Choices::default() }
    };
    let ask = Ask::new(
        format!("column: {}", first.head),
        "No column is named as one of quotas. Which one says the quota?",
    );
    let ask = left.iter().fold(ask, |ask, (at, column)| ask.or(column.head.clone(), choose(Some(*at))));
    let ask = ask.or("none of them", choose(None));
    if large.unknown.is_empty() {
        return Some(ask);
    }
    let counts = large.unknown.iter().map(|(at, role)| (format!("#{}", at + 1), role.clone())).collect();
    Some(ask.or(COUNTS, Choices { columns: counts, ..Choices::default() }))
}

fn head<'a>(seen: &Seen<'a>, at: usize) -> &'a str {
    seen.layout.heads.get(at).map_or("", String::as_str)
}

fn count(seen: &Seen<'_>, row: usize, at: usize) -> u64 {
    let cell = seen.grid.cell(row, at);
    let count = read_count(cell, DecimalMark::Point).or_else(|| read_count(cell, DecimalMark::Comma));
    count.map_or(0, u64::from)
}

fn sum(seen: &Seen<'_>, at: usize) -> u64 {
    seen.layout.body.iter().map(|body| count(seen, body.row, at)).fold(0, u64::saturating_add)
}
