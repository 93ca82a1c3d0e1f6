//! Tables with a row for each rep, or for each rep in each period.

use super::other_rows::{Lent, OtherRows};
use super::quota_span;
use super::running::Running;
use super::sums::{Columns, Quotas, Sum, add_to};
use super::table::RepTable;
use crate::history::import::choices::{Ask, Choices, Role, RowKind};
use crate::history::import::columns::totals::{self, RepRow};
use crate::history::import::facts::{Fact, Sheet};
use crate::history::import::opportunities::owners::Names;
use crate::history::import::reading::{Rep, RepKind, RowNote, StageCounts, Sums};
use crate::history::import::values::money::{self, Code, code_text};
use crate::history::import::values::numbers::read_count;
use crate::history::import::values::periods::period_in;
use crate::history::import::values::words::{is_same, key, words};
use std::collections::{BTreeMap, BTreeSet};

/// Reads a table of reps.
pub(in crate::history::import) fn read(sheet: &Sheet<'_>, kind: RowKind, title: Option<Code>) -> RepTable {
    let mut columns = Columns::of(sheet, Running::default());
    let mut table = RepTable { stages: stage_names(sheet), ..RepTable::default() };
    let rows = rows_of(sheet, &columns);
    let mut sums = sums_of(sheet, &rows);
    keep_own_periods(sheet, (&rows, columns.period), &mut sums);
    let (running, ask) = running_of(sheet, kind, &columns, &sums);
    columns.running = running;
    table.asks.extend(ask);
    let (times, ask) = quota_span::of(sheet, (&columns.quota, columns.period), &columns.bookings);
    columns.quota_times = times;
    table.asks.extend(ask);
    let mut names = Names::default();
    let mut by_rep: Vec<Sum> = Vec::new();
    let mut periods: Vec<String> = Vec::new();
    let mut known_periods: BTreeSet<String> = BTreeSet::new();
    let note = |row: usize, reason: &str| RowNote {
        line: sheet.grid.line(row),
        text: sheet.grid.text(row),
        reason: reason.to_owned(),
    };
    let mut above = String::new();
    let (others, mut lent) = (OtherRows::of(sheet), Lent::default());
    for (row, why) in rows.iter().zip(sums) {
        if let Some(why) = why {
            // A rep written once above several periods leaves the cells below empty.
            let is_below =
                row.name.is_empty() && !above.is_empty() && !sheet.cell(row.row, columns.period).is_empty();
            if !(is_below && why == "a row of totals") {
                table.left_out.push(note(row.row, why));
                table.balance.skipped += 1;
                continue;
            }
        }
        if others.reason(row.row).is_some() {
            lent.add(sheet, (if row.name.is_empty() { &above } else { row.name }, row.row), &columns);
        }
        if let Some(why) = others.reason(row.row).or(plan_of(row.name)) {
            table.left_out.push(note(row.row, why));
            table.balance.outside += 1;
            continue;
        }
        if row.values.iter().all(Option::is_none) {
            table.rejected.push(note(row.row, "no numbers"));
            table.balance.rejected += 1;
            continue;
        }
        if !row.name.is_empty() {
            row.name.clone_into(&mut above);
        }
        let place = names.place(&above);
        if place == by_rep.len() {
            by_rep.push(Sum { stages: vec![StageCounts::default(); table.stages.len()], ..Sum::default() });
            table.balance.counted += 1;
        } else {
            table.balance.joined += 1;
        }
        let period = sheet.cell(row.row, columns.period);
        if !period.is_empty() && known_periods.insert(key(period)) {
            periods.push(period.to_owned());
        }
        if let Some(sum) = by_rep.get_mut(place) {
            sum.add(sheet, row.row, &columns, &mut table);
        }
    }
    lent.give(&mut names, &mut by_rep);
    for skipped in &sheet.layout.skipped {
        table.left_out.push(note(skipped.row, skipped.why.words()));
        table.balance.skipped += 1;
    }
    table.balance.rows = table.balance.counted
        + table.balance.joined
        + table.balance.skipped
        + table.balance.rejected
        + table.balance.outside;
    let is_once = columns.is_yearly || table.asks_quota(sheet, kind, &by_rep);
    let quotas = if is_once { Quotas::Once } else { Quotas::Summed };
    table.say_currency(sheet, &columns, title);
    table.finish(sheet, &columns, names, by_rep, quotas);
    table.periods = with_periods_of_heads(periods, sheet, &columns);
    table
}

/// Periods that rows name, and those that heads of bookings and quotas name.
fn with_periods_of_heads(mut periods: Vec<String>, sheet: &Sheet<'_>, columns: &Columns) -> Vec<String> {
    let wide = columns.bookings.iter().chain(&columns.quota).filter_map(|at| sheet.layout.heads.get(*at));
    for period in wide.filter_map(|head| period_in(head)) {
        if !periods.contains(&period) {
            periods.push(period);
        }
    }
    periods
}

/// Why a row of a name is left out that is a plan's.
fn plan_of(name: &str) -> Option<&'static str> {
    ["plan", "planned rep", "ziel"].contains(&words(name).as_str()).then_some("a plan is no rep")
}

/// Which numbers are added up from period to period, and what is asked of that. Rows that are the sums of
/// others say by themselves that others are added.
fn running_of(
    sheet: &Sheet<'_>,
    kind: RowKind,
    columns: &Columns,
    sums: &[Option<&'static str>],
) -> (Running, Option<Ask>) {
    if kind != RowKind::RepPeriod && columns.bookings.len() < 2 {
        return (Running::default(), None);
    }
    let (running, ask) = Running::of(sheet, columns.rep, &columns.bookings);
    let is_summed = sums.iter().flatten().any(|why| why.starts_with("the sum"));
    (running, ask.filter(|_| !is_summed))
}

/// Stages in the order of their columns.
fn stage_names(sheet: &Sheet<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for column in &sheet.columns.all {
        if let Role::StageEntered(name) | Role::StagePassed(name) | Role::StageOpen(name) = &column.role
            && !names.iter().any(|known| is_same(known, name))
        {
            names.push(name.clone());
        }
    }
    names
}

/// Which rows are sums of others, each with why: in all numbers, or in all but the quota, which a manager may
/// have another one of than the sum of the team's.
fn sums_of(sheet: &Sheet<'_>, rows: &[RepRow<'_>]) -> Vec<Option<&'static str>> {
    let sums = totals::of_reps(rows);
    let is_value = |role: &Role| {
        matches!(role, Role::Quota | Role::Bookings | Role::WonCount | Role::LostCount | Role::OpenCount)
            || matches!(role, Role::StageEntered(_) | Role::StagePassed(_) | Role::StageOpen(_))
    };
    let values = sheet.columns.all.iter().map(|column| &column.role).filter(|role| is_value(role));
    let is_quota: Vec<bool> = values.map(|role| *role == Role::Quota).collect();
    let bare = |row: &RepRow<'_>| -> Vec<Option<i64>> {
        row.values.iter().zip(&is_quota).map(|(value, quota)| value.filter(|_| !quota)).collect()
    };
    let without: Vec<RepRow<'_>> =
        rows.iter().map(|row| RepRow { values: bare(row), ..row.clone() }).collect();
    let again = totals::of_reps(&without);
    sums.into_iter()
        .zip(again)
        .map(|(sum, again)| {
            let but_quota = again
                .filter(|why| *why == "the sum of other rows")
                .map(|_| "the sum of other rows, but for its quota");
            sum.or(but_quota)
        })
        .collect()
}

/// A row of a rep in a period is no sum of rows by chance, as round numbers or those that are added up from
/// row to row make it look: not beside one of the same rep in another period of the same kind, and not where
/// other rows of that rep are no sums.
fn keep_own_periods(
    sheet: &Sheet<'_>,
    (rows, period): (&[RepRow<'_>], Option<usize>),
    sums: &mut [Option<&'static str>],
) {
    let kind =
        |row: &RepRow<'_>| crate::history::import::values::periods::kind_of(sheet.cell(row.row, period));
    // By rep and kind of period: rows that are no sums, and all.
    let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for (row, why) in rows.iter().zip(sums.iter()) {
        if !row.name.is_empty() && !kind(row).is_empty() {
            let (no_sums, all) =
                counts.entry((crate::history::import::values::words::key(row.name), kind(row))).or_default();
            *no_sums += usize::from(why.is_none());
            *all += 1;
        }
    }
    for (at, (row, why)) in rows.iter().zip(sums.iter_mut()).enumerate() {
        let Some(reason) = *why else {
            if is_sum_of_own(rows, at, &kind) {
                *why = Some("the sum of other rows");
            }
            continue;
        };
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| rows.get(at));
        let is_twin = |other: &RepRow<'_>| {
            is_same(other.name, row.name) && !kind(row).is_empty() && kind(other) == kind(row)
        };
        // What adds up in several numbers does not by chance.
        let is_weak = reason.ends_with("quota") || row.values.iter().flatten().count() < 2;
        let of_rep = counts.get(&(crate::history::import::values::words::key(row.name), kind(row))).copied();
        let (no_sums, all) = of_rep.unwrap_or_default();
        let is_chance = is_weak && (no_sums > 0 || beside.into_iter().any(is_twin));
        // A team's rows are sums in all of its periods: a rep's are in few, by chance.
        if !row.name.is_empty() && (is_chance || no_sums * 2 > all) {
            *why = None;
        }
    }
}

/// Rows of one rep that may be parts of a longer period: months of a year.
const PARTS: usize = 16;

/// Whether a row is the sum of at least two rows of the same rep right above it, in periods of another kind,
/// as a half is of its quarters.
fn is_sum_of_own(rows: &[RepRow<'_>], at: usize, kind: &dyn Fn(&RepRow<'_>) -> String) -> bool {
    let Some((row, own)) = rows.get(at).map(|row| (row, kind(row))) else { return false };
    let above = rows.get(..at).unwrap_or_default().iter().rev();
    let parts = above.take(PARTS).take_while(|other| is_same(other.name, row.name));
    if own.is_empty() || row.name.is_empty() || row.values.iter().flatten().all(|value| *value == 0) {
        return false;
    }
    let mut sums = vec![0_i64; row.values.len()];
    let mut added = 0;
    for other in parts.take_while(|other| kind(other) != own) {
        for (sum, value) in sums.iter_mut().zip(&other.values) {
            *sum = sum.saturating_add(value.unwrap_or(0));
        }
        added += 1;
        let is_equal = row.values.iter().zip(&sums).all(|(value, sum)| value.is_none_or(|it| it == *sum));
        if added > 1 && is_equal {
            return true;
        }
    }
    false
}

fn rows_of<'a>(sheet: &Sheet<'a>, columns: &Columns) -> Vec<RepRow<'a>> {
    let manager = sheet.at(&Role::Manager);
    let numbers: Vec<(usize, bool)> = sheet
        .columns
        .all
        .iter()
        .enumerate()
        .filter_map(|(at, column)| {
            let is_money = matches!(column.role, Role::Quota | Role::Bookings);
            let is_count = matches!(
                column.role,
                Role::WonCount
                    | Role::LostCount
                    | Role::OpenCount
                    | Role::StageEntered(_)
                    | Role::StagePassed(_)
                    | Role::StageOpen(_)
            );
            (is_money || is_count).then_some((at, is_money))
        })
        .collect();
    let value = |row: usize, at: usize, is_money: bool| {
        let cell = sheet.cell(row, Some(at));
        if is_money {
            money::written(cell).and_then(|written| written.read(sheet.mark))
        } else {
            read_count(cell, sheet.mark).map(|count| i64::from(count) * 1_000)
        }
    };
    sheet
        .layout
        .body
        .iter()
        .map(|body| RepRow {
            row: body.row,
            name: sheet.cell(body.row, columns.rep),
            manager: sheet.cell(body.row, manager),
            values: numbers.iter().map(|(at, is_money)| value(body.row, *at, *is_money)).collect(),
        })
        .collect()
}

impl RepTable {
    /// Asks whether quotas are of each row or of the whole, where a rep without periods has the same in
    /// each row.
    fn asks_quota(&mut self, sheet: &Sheet<'_>, kind: RowKind, by_rep: &[Sum]) -> bool {
        if let Some(one) = sheet.choices.one_quota {
            return one;
        }
        let several: Vec<&Sum> = by_rep.iter().filter(|sum| sum.quotas.len() > 1).collect();
        let same = |sum: &&Sum| sum.quotas.iter().all(|quota| Some(quota) == sum.quotas.first());
        let has_period = sheet.at(&Role::Period).is_some() || quota_span::has_own_days(sheet);
        if kind == RowKind::RepPeriod && !has_period && !several.is_empty() && several.iter().all(same) {
            let question = "A rep has several rows with the same quota. Is it the quota of each row?";
            let choice = |one| Choices { one_quota: Some(one), ..Choices::default() };
            let ask = Ask::new("quota", question).or("of each row: they are summed", choice(false));
            self.asks.push(ask.or("of all rows together: it counts once", choice(true)));
        }
        false
    }

    fn say_currency(&mut self, sheet: &Sheet<'_>, columns: &Columns, title: Option<Code>) {
        let money: Vec<usize> = columns.quota.iter().chain(&columns.bookings).copied().collect();
        let codes = sheet.at(&Role::Currency);
        let mut all: BTreeSet<Code> = BTreeSet::new();
        for body in &sheet.layout.body {
            all.extend(money::currency_of_cell(sheet.cell(body.row, codes)));
            all.extend(money.iter().filter_map(|at| {
                let cell = sheet.cell(body.row, Some(*at));
                let named = sheet.layout.heads.get(*at).and_then(|head| money::currency_of_head(head));
                Some(money::meant(money::written(cell)?.currency?, cell, named.or(title)))
            }));
        }
        if all.is_empty() {
            let heads = money.iter().filter_map(|at| sheet.layout.heads.get(*at));
            all.extend(heads.filter_map(|head| money::currency_of_head(head)).chain(title));
        }
        if all.is_empty() {
            let cells =
                money.iter().filter_map(|at| sheet.columns.all.get(*at)).flat_map(|it| it.cells.clone());
            let cells: Vec<String> = cells.collect();
            all.extend(money::currency_by_language(&sheet.layout.heads, &cells));
        }
        let names: Vec<String> = all.into_iter().map(code_text).collect();
        match names.as_slice() {
            [] if sheet.choices.currency.is_some() => {
                self.currency.clone_from(&sheet.choices.currency);
                let chosen = self.currency.clone().unwrap_or_default();
                self.facts.push(Fact::new("currency", chosen, "chosen"));
            }
            [] => self.facts.push(Fact::new("currency", "not said", "no column, sign or title names one")),
            [one] => {
                self.facts.push(Fact::new("currency", one.clone(), "a column, a sign or a title names it"));
                self.currency = Some(one.clone());
            }
            several => {
                self.facts.push(Fact::new("currency", several.join(", "), "amounts name them"));
                let mut ask = Ask::new(
                    "currency",
                    format!("Amounts are in {}, which are not added. Which one counts?", several.join(", ")),
                );
                for name in several {
                    ask = ask.or(
                        format!("all are {name}"),
                        Choices { currency: Some(name.clone()), ..Choices::default() },
                    );
                }
                if let Some(chosen) = &sheet.choices.currency {
                    self.currency = Some(chosen.clone());
                } else {
                    self.asks.push(ask);
                }
            }
        }
    }

    fn finish(
        &mut self,
        sheet: &Sheet<'_>,
        columns: &Columns,
        names: Names,
        by_rep: Vec<Sum>,
        quotas: Quotas,
    ) {
        let mut team = Sum { stages: vec![StageCounts::default(); self.stages.len()], ..Sum::default() };
        let mut quota: Option<i64> = None;
        for sum in &by_rep {
            for (all, one) in team.stages.iter_mut().zip(&sum.stages) {
                all.entered = all.entered.saturating_add(one.entered);
                all.passed = all.passed.saturating_add(one.passed);
                all.open = all.open.saturating_add(one.open);
            }
            team.passed_said |= sum.passed_said;
            add_to(&mut team.won, sum.won);
            add_to(&mut team.lost, sum.lost);
            add_to(&mut team.open, sum.open);
            team.bookings = sum
                .bookings
                .map_or(team.bookings, |value| Some(team.bookings.unwrap_or(0).saturating_add(value)));
            quota = sum.quota(quotas).map_or(quota, |value| Some(quota.unwrap_or(0).saturating_add(value)));
        }
        team.quotas.extend(quota);
        self.team = team.counts(Quotas::Summed);
        if let Some(last) = self.stages.last().filter(|_| team.won.is_none() && !team.passed_said) {
            let why = "no column counts wins, so that nobody knows how many moved on from it";
            self.facts.push(Fact::new("last stage", format!("“{last}” says what reached it"), why));
        }
        let is_asked = self.asks.iter().any(|ask| ask.about == "currency");
        self.reps = names
            .all
            .into_iter()
            .zip(by_rep)
            .map(|(name, sum)| Rep { name, kind: RepKind::Named, counts: sum.counts(quotas) })
            .collect();
        if is_asked {
            self.team.bookings = None;
            self.team.quota = None;
        }
        if let Some(booked) = self.team.bookings {
            let sums = Sums { won: booked, ..Sums::default() };
            self.balance.sums = BTreeMap::from([(self.currency.clone().unwrap_or_default(), sums)]);
        }
        if columns.running.is_any() && (self.balance.joined > 0 || columns.running.is_wide(&columns.bookings))
        {
            let why = if columns.running.is_named { "its head says so" } else { "chosen" };
            let why =
                format!("{why}, so that the largest number of a rep in a year counts, and not their sum");
            self.facts.push(Fact::new(columns.running.about(&columns.bookings), "to date", why));
        }
        if let Some(head) = columns.attained.and_then(|at| sheet.layout.heads.get(at)) {
            let why = "no column says bookings: as exact as the percents are written";
            self.facts.push(Fact::new("bookings", format!("quota times “{head}”"), why));
        }
        if columns.is_yearly {
            self.facts.push(Fact::new(
                "quota",
                "of the year",
                "its head says so, so that it counts once for each rep",
            ));
        }
    }
}
