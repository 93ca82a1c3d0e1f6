//! A rep's rows summed: counts by stage, quota, bookings.

use super::running::{Running, Tops};
use super::table::RepTable;
use crate::history::import::choices::Role;
use crate::history::import::facts::Sheet;
use crate::history::import::reading::{CellNote, Counts, StageCounts};
use crate::history::import::values::money;
use crate::history::import::values::money::thousandths;
use crate::history::import::values::numbers::{read_count, read_share};
use crate::history::import::values::periods::period_in;
use crate::history::import::values::words::{holds, is_same, words};

/// The columns that are added up.
pub(in crate::history::import) struct Columns {
    pub(in crate::history::import) rep: Option<usize>,
    pub(in crate::history::import) period: Option<usize>,
    pub(in crate::history::import) quota: Vec<usize>,
    pub(in crate::history::import) bookings: Vec<usize>,
    /// Whether a quota is of a whole year, and stands in each of its rows.
    pub(in crate::history::import) is_yearly: bool,
    /// Numbers that are those since the beginning of the year.
    pub(in crate::history::import) running: Running,
    /// What part of their quota reps have booked, where no column says how much that is.
    pub(in crate::history::import) attained: Option<usize>,
    /// How often a quota fits into the time of what was booked.
    pub(in crate::history::import) quota_times: u32,
    /// What a title says to multiply amounts by.
    pub(in crate::history::import) scale: f64,
}

/// Words of heads of quotas that are of a year.
const YEARLY: &[&str] = &["annual", "yearly", "fy", "jahresziel", "annuel", "anual", "annuale", "jaar"];

impl Columns {
    /// What a rep has booked by its quota and by what part of it was reached.
    fn attained(&self, sheet: &Sheet<'_>, row: usize, quota: Option<i64>) -> Option<i64> {
        let share = read_share(sheet.cell(row, self.attained), sheet.mark)?;
        thousandths(quota? as f64 / 1e3 * share)
    }

    pub(in crate::history::import) fn of(sheet: &Sheet<'_>, running: Running) -> Self {
        let all = |role: &Role| -> Vec<usize> {
            let of = sheet.columns.all.iter().enumerate().filter(|(_, column)| column.role == *role);
            let of: Vec<usize> = of.map(|(at, _)| at).collect();
            let is_period =
                |at: &usize| sheet.layout.heads.get(*at).and_then(|head| period_in(head)).is_some();
            // Beside quarters, a column without one is their total.
            let whole: Vec<usize> = of.iter().copied().filter(|at| !is_period(at)).collect();
            if whole.is_empty() || of.len() == 1 { of } else { whole.into_iter().take(1).collect() }
        };
        let quota = all(&Role::Quota);
        let scale = sheet.layout.remarks_of(sheet.grid).filter_map(money::scale_in).fold(1.0, f64::max);
        let says = |at: &usize, all: &[&str]| {
            let plain = sheet.layout.heads.get(*at).map(|head| words(head)).unwrap_or_default();
            all.iter().any(|word| holds(&plain, word))
        };
        let bookings = all(&Role::Bookings);
        let scale = scale * scale_beside(sheet, &quota, &bookings);
        Self {
            rep: sheet.at(&Role::Owner),
            period: sheet.at(&Role::Period),
            is_yearly: quota.first().is_some_and(|at| says(at, YEARLY)),
            running,
            attained: attained_of(sheet, &bookings),
            quota_times: 1,
            bookings,
            quota,
            scale,
        }
    }
}

/// What the heads of quotas, or of bookings, say to multiply by, where those of the others say nothing and
/// their numbers are of the same size: `目标(万元)` beside bare quarters.
fn scale_beside(sheet: &Sheet<'_>, quota: &[usize], bookings: &[usize]) -> f64 {
    let scale = |all: &[usize]| {
        let heads = all.iter().filter_map(|at| sheet.layout.heads.get(*at));
        heads
            .filter_map(|head| money::scale_in(head))
            .fold(None, |one: Option<f64>, other| one.or(Some(other)))
    };
    let sum = |all: &[usize]| -> i64 {
        let rows = sheet.layout.body.iter().flat_map(|body| all.iter().map(|at| (body.row, *at)));
        let values = rows.filter_map(|(row, at)| money::written(sheet.cell(row, Some(at)))?.read(sheet.mark));
        values.fold(0, i64::saturating_add)
    };
    let (scale, one, other) = match (scale(quota), scale(bookings)) {
        (Some(scale), None) => (scale, sum(quota), sum(bookings)),
        (None, Some(scale)) => (scale, sum(bookings), sum(quota)),
        (Some(_), Some(_)) | (None, None) => return 1.0,
    };
    let ratio = if other == 0 { 0.0 } else { one as f64 / other as f64 };
    if (0.03..30.0).contains(&ratio) { scale } else { 1.0 }
}

/// The one column of percents whose head says that they are of quotas, where no column says bookings.
fn attained_of(sheet: &Sheet<'_>, bookings: &[usize]) -> Option<usize> {
    let says = |at: &usize| {
        let plain = sheet.layout.heads.get(*at).map(|head| words(head)).unwrap_or_default();
        let is_free = sheet.columns.all.get(*at).is_some_and(|column| column.role == Role::Ignored);
        let is_percents = sheet.shapes.get(*at).is_some_and(|shape| shape.percents == shape.filled);
        is_free && is_percents && ATTAINED.split('|').any(|word| holds(&plain, word))
    };
    let mut found = (0..sheet.layout.heads.len()).filter(says);
    found.next().filter(|_| bookings.is_empty() && found.next().is_none())
}

/// Words of heads of what part of a quota was reached.
const ATTAINED: &str = "attainment|attained|achievement|achieved|to target|of target|to quota|\
    of quota|to goal|of goal|to plan|of plan|zielerreichung|erreicht|erfullung|atteinte|\
    taux d atteinte|cumplimiento|logro|raggiungimento|atingimento|behaald|maluppfyllelse|\
    maloppnaelse|realizacja planu|выполнение|выполнение плана|達成率|完成率|달성률";

/// How quotas of several rows of a rep are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history::import) enum Quotas {
    /// Each row has its own: they are summed.
    Summed,
    /// Each row says that of the whole: it counts once.
    Once,
}

/// A rep's numbers while rows are summed.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Sum {
    pub(in crate::history::import) stages: Vec<StageCounts>,
    pub(in crate::history::import) passed_said: bool,
    pub(in crate::history::import) won: Option<u32>,
    pub(in crate::history::import) lost: Option<u32>,
    pub(in crate::history::import) open: Option<u32>,
    pub(in crate::history::import) quotas: Vec<i64>,
    pub(in crate::history::import) bookings: Option<i64>,
    pub(in crate::history::import) rows: usize,
    pub(in crate::history::import) tops: Tops,
}

impl Sum {
    pub(in crate::history::import) fn add(
        &mut self,
        sheet: &Sheet<'_>,
        row: usize,
        columns: &Columns,
        table: &mut RepTable,
    ) {
        self.rows += 1;
        let running = &columns.running;
        let mut tops = std::mem::take(&mut self.tops);
        let mut own = |at: usize, value: i64| tops.own((running, sheet), row, at, value);
        let mut count = |at: usize, head: &str| {
            let cell = sheet.cell(row, Some(at));
            let count = read_count(cell, sheet.mark);
            if count.is_none() && !cell.is_empty() {
                let text = cell.chars().take(60).collect();
                table.lost_cells.push(CellNote {
                    line: sheet.grid.line(row),
                    column: head.to_owned(),
                    text,
                    reason: "no count".to_owned(),
                });
            }
            count.map(|count| u32::try_from(own(at, i64::from(count))).unwrap_or(0))
        };
        for (at, column) in sheet.columns.all.iter().enumerate() {
            let stage = |name: &str| table.stages.iter().position(|known| is_same(known, name));
            let total = if column.role == Role::WonCount {
                &mut self.won
            } else if column.role == Role::LostCount {
                &mut self.lost
            } else {
                &mut self.open
            };
            if matches!(column.role, Role::WonCount | Role::LostCount | Role::OpenCount) {
                add_to(total, count(at, &column.head));
            }
            if let Role::StageEntered(name) | Role::StagePassed(name) | Role::StageOpen(name) = &column.role {
                let found = count(at, &column.head).unwrap_or(0);
                let Some(counts) = stage(name).and_then(|stage| self.stages.get_mut(stage)) else {
                    continue;
                };
                if matches!(column.role, Role::StagePassed(_)) {
                    counts.passed = counts.passed.saturating_add(found);
                    self.passed_said = true;
                } else if matches!(column.role, Role::StageOpen(_)) {
                    counts.open = counts.open.saturating_add(found);
                } else {
                    counts.entered = counts.entered.saturating_add(found);
                }
            }
        }
        let mut amounts = |of: &[usize]| {
            let mut sum: Option<i64> = None;
            // Of numbers added up from column to column, the largest of a row is the whole.
            let is_wide = running.is_wide(of);
            for at in of {
                let cell = sheet.cell(row, Some(*at));
                let scale = sheet.layout.heads.get(*at).and_then(|head| money::scale_in(head));
                let scale = scale.unwrap_or(columns.scale);
                let value = money::written(cell).and_then(|written| written.read_times(sheet.mark, scale));
                if value.is_none() && !cell.is_empty() {
                    let column = sheet.layout.heads.get(*at).cloned().unwrap_or_default();
                    let text = cell.chars().take(60).collect();
                    table.lost_cells.push(CellNote {
                        line: sheet.grid.line(row),
                        column,
                        text,
                        reason: "no amount".to_owned(),
                    });
                }
                let value = value.map(|value| if is_wide { value } else { own(*at, value) });
                if is_wide {
                    sum = sum.max(value);
                    continue;
                }
                sum = value.map_or(sum, |value| Some(sum.unwrap_or(0).saturating_add(value)));
            }
            sum
        };
        let quota = amounts(&columns.quota).map(|quota| quota.saturating_mul(i64::from(columns.quota_times)));
        let bookings = amounts(&columns.bookings).or_else(|| columns.attained(sheet, row, quota));
        self.bookings = match (self.bookings, bookings) {
            (Some(before), Some(value)) => Some(before.saturating_add(value)),
            (before, value) => value.or(before),
        };
        self.quotas.extend(quota);
        self.tops = tops;
    }

    /// The quota: rows summed, or what every row says of the year.
    pub(in crate::history::import) fn quota(&self, quotas: Quotas) -> Option<i64> {
        if quotas == Quotas::Once {
            self.quotas.iter().copied().max()
        } else {
            self.quotas.iter().copied().reduce(i64::saturating_add)
        }
    }

    pub(in crate::history::import) fn counts(&self, quotas: Quotas) -> Counts {
        let mut stages = self.stages.clone();
        if !self.passed_said {
            let next: Vec<u32> = stages.iter().skip(1).map(|counts| counts.entered).chain(self.won).collect();
            for (counts, next) in stages.iter_mut().zip(next) {
                counts.passed = next;
            }
        }
        // Of a table that counts wins and losses alone, both together, and what it says is open.
        let decided = self.won.zip(self.lost).map(|(won, lost)| won.saturating_add(lost));
        let counted = decided.map(|decided| decided.saturating_add(self.open.unwrap_or(0)));
        Counts {
            opportunities: stages.first().map(|first| first.entered).or(counted),
            open: self.open,
            stages,
            won: self.won,
            lost: self.lost,
            bookings: self.bookings.map(|value| value as f64 / 1e3),
            quota: self.quota(quotas).map(|value| value as f64 / 1e3),
        }
    }
}

/// Adds what is there.
pub(in crate::history::import) fn add_to(sum: &mut Option<u32>, count: Option<u32>) {
    if let Some(count) = count {
        *sum = Some(sum.unwrap_or(0).saturating_add(count));
    }
}
