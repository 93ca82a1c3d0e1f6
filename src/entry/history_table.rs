//! A table of reps: what entered, passed and is open at each stage, what was booked, and the quota.

use super::lines::lines;
use super::money::in_currency;
use super::{EntryError, NumberStyle, Table, TableError, normalised, read_amount, read_count, read_table};
use crate::model::limits::AGE_DAYS_MAX;
use crate::model::{
    ByPlan, Counted, Currency, HistoryError, HistoryStage, Money, RepHistory, StageCount, TeamHistory,
};
use serde::{Deserialize, Serialize};

const EXAMPLE: &str = "a head and a row for each rep, such as Rep, Quota, Lead, Proposal, Won, Bookings";

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryColumn {
    /// Nothing that is needed.
    Ignored,
    /// The rep's name.
    Rep,
    /// The quota.
    Quota,
    /// What was booked.
    Bookings,
    /// Opportunities that entered a stage, which the column names.
    Entered,
    /// Opportunities that moved on from it. Where there is no such column, what entered the next stage.
    Passed,
    /// Opportunities that are still open in it.
    Open,
    /// Wins: what moved on from the last stage.
    Won,
    /// Of those that entered the first stage, self-sourced ones.
    SelfSourced,
    /// Wins after the period's end.
    LateWins,
    /// Run by the plan.
    ByPlan,
    /// Of those, won.
    ByPlanWon,
    /// Not run by the plan.
    OffPlan,
    /// Of those, won.
    OffPlanWon,
    /// Opportunities that entered a stage at least so many days ago, as the column's name says.
    Matured,
    /// Of those, so many passed it within as many days.
    MaturedPassed,
}

impl HistoryColumn {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Ignored,
        Self::Rep,
        Self::Quota,
        Self::Bookings,
        Self::Entered,
        Self::Passed,
        Self::Open,
        Self::Won,
        Self::SelfSourced,
        Self::LateWins,
        Self::ByPlan,
        Self::ByPlanWon,
        Self::OffPlan,
        Self::OffPlanWon,
        Self::Matured,
        Self::MaturedPassed,
    ];

    /// What a column of this name most likely holds.
    pub fn guess(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        let is = |words: &[&str]| words.contains(&name.as_str());
        let has = |word: &str| name.contains(word);
        if name.is_empty() || is(&["id", "region", "team", "manager", "notes", "note", "title", "email"]) {
            Self::Ignored
        } else if is(&[
            "rep",
            "name",
            "sales rep",
            "owner",
            "seller",
            "who",
            "sales agent",
            "account executive",
        ]) {
            Self::Rep
        } else if has("quota") || is(&["goal", "target"]) {
            Self::Quota
        } else if has("booking") || is(&["booked", "revenue", "amount", "closed won amount", "sales"]) {
            Self::Bookings
        } else if has("self-sourced") || has("self sourced") || has("own leads") {
            Self::SelfSourced
        } else if has("late") {
            Self::LateWins
        } else if has("not by the plan") || has("off plan") || has("off-plan") {
            if has("won") { Self::OffPlanWon } else { Self::OffPlan }
        } else if has("by the plan") || has("on plan") || has("on-plan") {
            if has("won") { Self::ByPlanWon } else { Self::ByPlan }
        } else if is(&["won", "wins", "closed won", "deals won"]) {
            Self::Won
        } else if StageHead::of(&name).age_days.is_some() {
            if has("passed") || has("moved on") { Self::MaturedPassed } else { Self::Matured }
        } else if name.ends_with("open") {
            Self::Open
        } else if name.ends_with("passed") || name.ends_with("moved on") {
            Self::Passed
        } else {
            Self::Entered
        }
    }
}

/// What the name of a stage's column says.
struct StageHead<'a> {
    /// The stage: the name without the words that say what of it.
    stage: &'a str,
    /// The age at which reps are compared, `Proposal 60 days old`, `Proposal passed within 60 days`.
    age_days: Option<u32>,
}

impl<'a> StageHead<'a> {
    fn of(head: &'a str) -> Self {
        let lower = head.to_ascii_lowercase();
        let (named, age_days) = match age_at_end(&lower) {
            Some((named, days)) => (named, Some(days)),
            None => (lower.as_str(), None),
        };
        let named = without(named, &["still open", "moved on", "entered", "passed", "open"]).unwrap_or(named);
        let stage = head.get(..cut(named).len()).unwrap_or(head);
        Self { stage: if stage.is_empty() { head } else { stage }, age_days }
    }
}

/// What stands before `60 days old`, `8 weeks old` or `within 60 days`, and the days.
fn age_at_end(lower: &str) -> Option<(&str, u32)> {
    let lower = cut(lower);
    let old = lower.strip_suffix("old");
    let unit = |words: &[&str], days: u32| Some((without(old.unwrap_or(lower), words)?, days));
    let (count, each) = unit(&["weeks", "week"], 7).or_else(|| unit(&["days", "day", "d"], 1))?;
    let before = count.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let days = count.strip_prefix(before)?.parse::<u32>().ok()?.saturating_mul(each);
    // A stage may itself end so, as Check-in does.
    match old {
        Some(_) => Some((without(before, &["at least"]).unwrap_or(before), days)),
        None => without(before, &[" within", " in", " by"]).map(|before| (before, days)),
    }
}

/// A text without the first of the words that it ends with, and without what stands between.
fn without<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| cut(text).strip_suffix(*word)).map(cut)
}

/// A text without what stands between a stage's name and the words behind it.
fn cut(text: &str) -> &str {
    text.trim_end_matches([' ', ':', '-', '–', '_', '(', ')', ','])
}

/// A row that was not understood, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedRow {
    /// Its line.
    pub line: u64,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What a table was understood as.
#[derive(Clone, Debug)]
pub struct HistoryReading {
    /// Names of the columns, and what each holds.
    pub columns: Vec<(String, HistoryColumn)>,
    /// The results of all rows that are understood.
    pub results: Result<TeamHistory, TableError>,
    /// The other rows.
    pub rejected: Vec<RejectedRow>,
}

/// What surrounds a table.
#[derive(Clone, Copy, Debug)]
pub struct HistoryAround<'a> {
    /// How numbers are written.
    pub style: NumberStyle,
    /// The currency, unless the table names another.
    pub currency: Currency,
    /// What each column holds, where the reader said so.
    pub columns: Option<&'a [HistoryColumn]>,
    /// Exit criteria, a line a stage, `Proposal: budget confirmed`.
    pub exits: &'a str,
    /// Coefficient of variation of won deals; none: not known.
    pub deal_cv: Option<f64>,
}

/// Reads a table of results. A row named `Plan` is what was planned for one rep, a row of totals is rejected.
///
/// # Errors
/// When it is no table at all.
pub fn read_history(text: &str, around: HistoryAround<'_>) -> Result<HistoryReading, TableError> {
    let table = read_table(text, EXAMPLE)?;
    let guessed: Vec<HistoryColumn> = match around.columns.filter(|columns| columns.len() == table.head.len())
    {
        Some(columns) => columns.to_vec(),
        None => table.head.iter().map(|name| HistoryColumn::guess(name)).collect(),
    };
    let columns: Vec<(String, HistoryColumn)> = table.head.iter().cloned().zip(guessed).collect();
    let mut rejected = Vec::new();
    let results = read_rows(&table, &columns, around, &mut rejected);
    Ok(HistoryReading { columns, results, rejected })
}

fn read_rows(
    table: &Table,
    columns: &[(String, HistoryColumn)],
    around: HistoryAround<'_>,
    rejected: &mut Vec<RejectedRow>,
) -> Result<TeamHistory, TableError> {
    let mut names: Vec<&str> = Vec::new();
    for (name, column) in columns {
        let name = StageHead::of(name).stage;
        if matches!(column, HistoryColumn::Entered | HistoryColumn::Passed | HistoryColumn::Open)
            && !names.iter().any(|known| known.eq_ignore_ascii_case(name))
        {
            names.push(name);
        }
    }
    if !columns.iter().any(|(_, column)| *column == HistoryColumn::Rep) {
        return Err(EntryError::NotUnderstood("a column Rep with the reps’ names").into());
    }
    if names.is_empty() {
        return Err(EntryError::NotUnderstood("a column for each stage, such as Lead, Proposal, Won").into());
    }
    let is_aged =
        |column: HistoryColumn| matches!(column, HistoryColumn::Matured | HistoryColumn::MaturedPassed);
    let is_counted =
        |head: &str| names.iter().any(|name| name.eq_ignore_ascii_case(StageHead::of(head).stage));
    if let Some((head, _)) = columns.iter().find(|(head, column)| is_aged(*column) && !is_counted(head)) {
        return Err(TableError::NoSuchStage { column: head.chars().take(60).collect() });
    }
    let stages = names.iter().map(|name| stage_of(name, columns)).collect::<Result<Vec<_>, _>>()?;
    let currency = currency_of(table, columns).unwrap_or(around.currency);
    let (mut reps, mut plan): (Vec<RepHistory>, _) = (Vec::new(), None);
    for (line, fields) in &table.rows {
        let reject = |reason: String| RejectedRow { line: *line, text: fields.join(", "), reason };
        let row = Row { fields, columns, stages: &names, style: around.style, currency };
        match row.read() {
            Ok(rep) if rep.name.eq_ignore_ascii_case("plan") => plan = Some(rep),
            Ok(rep)
                if ["total", "totals", "sum", "team", "all"].contains(&rep.name.to_lowercase().as_str()) =>
            {
                rejected.push(reject("a row of totals is no rep".to_owned()));
            }
            Ok(rep) if reps.iter().any(|other| other.name == rep.name) => {
                let reason = HistoryError::Twice(rep.name).to_string();
                rejected.push(reject(reason));
            }
            Ok(rep) => match alone(&stages, &rep, currency) {
                Ok(()) => reps.push(rep),
                Err(error) => rejected.push(reject(error.to_string())),
            },
            Err(error) => rejected.push(reject(error.to_string())),
        }
    }
    let stages = stages.into_iter().map(|stage| HistoryStage {
        exit_criteria: exit_of(around.exits, &stage.name).unwrap_or_default().to_owned(),
        ..stage
    });
    if let (true, Some(first)) = (reps.is_empty(), rejected.first()) {
        return Err(TableError::NoRow(first.reason.clone()));
    }
    Ok(TeamHistory::new(currency, stages.collect(), reps, plan, around.deal_cv)?)
}

/// A stage, and the age at which its columns compare reps; both of them say the same one, or neither any.
fn stage_of(name: &str, columns: &[(String, HistoryColumn)]) -> Result<HistoryStage, TableError> {
    let ages = |of: HistoryColumn| {
        let column = columns
            .iter()
            .filter(|(_, column)| *column == of)
            .map(|(head, _)| StageHead::of(head))
            .find(|head| head.stage.eq_ignore_ascii_case(name));
        column.map(|head| head.age_days)
    };
    let age_days = match (ages(HistoryColumn::Matured), ages(HistoryColumn::MaturedPassed)) {
        (None, None) => None,
        (Some(Some(old)), Some(Some(passed))) if old == passed => {
            let is_age = old > 0 && f64::from(old) <= AGE_DAYS_MAX;
            Some(is_age.then_some(old).ok_or(HistoryError::Age)?)
        }
        _ => return Err(TableError::Ages { stage: name.chars().take(40).collect() }),
    };
    Ok(HistoryStage { name: name.to_owned(), age_days, ..HistoryStage::default() })
}

/// Whether a row makes sense by itself.
fn alone(stages: &[HistoryStage], rep: &RepHistory, currency: Currency) -> Result<(), HistoryError> {
    TeamHistory::new(currency, stages.to_vec(), vec![rep.clone()], None, None).map(|_| ())
}

/// The criteria after `Proposal:`.
fn exit_of<'a>(exits: &'a str, stage: &str) -> Option<&'a str> {
    lines(exits).into_iter().find_map(|(_, line)| {
        let (name, criteria) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case(stage).then_some(criteria.trim())
    })
}

/// The first currency that an amount of the table names.
fn currency_of(table: &Table, columns: &[(String, HistoryColumn)]) -> Option<Currency> {
    let is_amount = |column: HistoryColumn| matches!(column, HistoryColumn::Quota | HistoryColumn::Bookings);
    table.rows.iter().take(50).find_map(|(_, fields)| {
        fields.iter().zip(columns).filter(|(_, (_, column))| is_amount(*column)).find_map(|(field, _)| {
            read_amount(field, NumberStyle::POINT, EXAMPLE).ok().and_then(|amount| amount.currency)
        })
    })
}

struct Row<'a> {
    fields: &'a [String],
    columns: &'a [(String, HistoryColumn)],
    stages: &'a [&'a str],
    style: NumberStyle,
    currency: Currency,
}

impl Row<'_> {
    /// All filled fields of a kind, with their columns' names.
    fn all(&self, of: HistoryColumn) -> impl Iterator<Item = (&str, &str)> {
        let filled = self
            .fields
            .iter()
            .zip(self.columns)
            .filter(|(field, _)| !["", "-", "–"].contains(&field.as_str()));
        filled
            .filter(move |(_, (_, column))| *column == of)
            .map(|(field, (name, _))| (name.as_str(), field.as_str()))
    }

    fn count((column, field): (&str, &str)) -> Result<u32, TableError> {
        let count = read_count(field).filter(|count| count.fract() == 0.0 && (0.0..=1e9).contains(count));
        let count = count.ok_or_else(|| TableError::NoCount {
            column: column.chars().take(40).collect(),
            typed: field.chars().take(40).collect(),
        })?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, up to a thousand million"
        )]
        let count = count as u32;
        Ok(count)
    }

    fn one(&self, of: HistoryColumn) -> Result<Option<u32>, TableError> {
        self.all(of).next().map(Self::count).transpose()
    }

    fn money(&self, of: HistoryColumn) -> Result<Option<Money>, TableError> {
        let one = self.all(of).next();
        let read = |(_, field): (&str, &str)| {
            Ok::<_, TableError>(in_currency(&normalised(field, "150k")?, self.style, self.currency)?)
        };
        one.map(read).transpose()
    }

    fn at_stage(&self, of: HistoryColumn, stage: &str) -> Result<Option<u32>, TableError> {
        let here = self.all(of).find(|(column, _)| StageHead::of(column).stage.eq_ignore_ascii_case(stage));
        here.map(Self::count).transpose()
    }

    fn read(&self) -> Result<RepHistory, TableError> {
        let name = self.all(HistoryColumn::Rep).next().map(|(_, name)| name.to_owned());
        let name = name.ok_or(EntryError::Empty("a rep’s name, such as Ada"))?;
        let entered: Vec<Option<u32>> = self
            .stages
            .iter()
            .map(|stage| self.at_stage(HistoryColumn::Entered, stage))
            .collect::<Result<_, _>>()?;
        let won = self.one(HistoryColumn::Won)?;
        let mut stages: Vec<StageCount> = Vec::new();
        for (place, stage) in self.stages.iter().enumerate() {
            let next =
                if place + 1 < self.stages.len() { entered.get(place + 1).copied().flatten() } else { won };
            let passed = self.at_stage(HistoryColumn::Passed, stage)?.or(next).unwrap_or(0);
            let came = stages.last().map(|before: &StageCount| before.passed);
            let entered = entered.get(place).copied().flatten().or(came);
            let entered = entered
                .ok_or_else(|| TableError::NoCount { column: (*stage).to_owned(), typed: String::new() })?;
            let open = self.at_stage(HistoryColumn::Open, stage)?.unwrap_or(0);
            let matured = self.at_stage(HistoryColumn::Matured, stage)?;
            let matured = matured.zip(self.at_stage(HistoryColumn::MaturedPassed, stage)?);
            let matured = matured.map(|(decided, passed)| Counted { passed, decided });
            stages.push(StageCount { entered, passed, open, matured });
        }
        let by_plan = match (self.one(HistoryColumn::ByPlan)?, self.one(HistoryColumn::OffPlan)?) {
            (None, None) => None,
            (run, other) => Some(ByPlan {
                run: run.unwrap_or(0),
                won: self.one(HistoryColumn::ByPlanWon)?.unwrap_or(0),
                other: other.unwrap_or(0),
                other_won: self.one(HistoryColumn::OffPlanWon)?.unwrap_or(0),
            }),
        };
        Ok(RepHistory {
            name,
            stages,
            bookings: self.money(HistoryColumn::Bookings)?.unwrap_or(Money::ZERO),
            quota: self.money(HistoryColumn::Quota)?,
            self_sourced: self.one(HistoryColumn::SelfSourced)?,
            late_wins: self.one(HistoryColumn::LateWins)?,
            by_plan,
        })
    }
}

/// Results as a table that [`read_history`] reads.
pub fn write_history(results: &TeamHistory) -> String {
    let any = |of: fn(&RepHistory) -> bool| results.reps().iter().chain(results.plan()).any(of);
    let (own, late, flagged) = (
        any(|rep| rep.self_sourced.is_some()),
        any(|rep| rep.late_wins.is_some()),
        any(|rep| rep.by_plan.is_some()),
    );
    let mut head: Vec<String> = ["Rep", "Quota", "Bookings"].map(str::to_owned).to_vec();
    for stage in results.stages() {
        head.extend(["entered", "passed", "open"].map(|what| format!("{} {what}", stage.name)));
        if let Some(days) = stage.age_days {
            head.push(format!("{} {days} days old", stage.name));
            head.push(format!("{} passed within {days} days", stage.name));
        }
    }
    head.extend(own.then(|| "Self-sourced".to_owned()));
    head.extend(late.then(|| "Late wins".to_owned()));
    if flagged {
        head.extend(
            ["By the plan", "By the plan, won", "Not by the plan", "Not by the plan, won"].map(str::to_owned),
        );
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |fields: &[String]| writer.write_record(fields).is_ok();
    write(&head);
    let amount = |money: Money| {
        let currency = results.currency();
        let scale = currency.minor_per_major();
        let (whole, rest) = ((money.minor() as f64 / scale).floor(), money.minor() as f64 % scale);
        let decimals = currency.decimals() as usize;
        if rest > 0.0 { format!("{whole:.0}.{rest:0decimals$.0}") } else { format!("{whole:.0}") }
    };
    let number = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let named = results.plan().map(|plan| RepHistory { name: "Plan".to_owned(), ..plan.clone() });
    for rep in named.iter().chain(results.reps()) {
        let mut row = vec![rep.name.clone(), rep.quota.map(amount).unwrap_or_default(), amount(rep.bookings)];
        for (of, stage) in rep.stages.iter().zip(results.stages()) {
            row.extend([of.entered, of.passed, of.open].map(|count| count.to_string()));
            if stage.age_days.is_some() {
                row.extend([of.matured.map(|of| of.decided), of.matured.map(|of| of.passed)].map(number));
            }
        }
        if own {
            row.push(number(rep.self_sourced));
        }
        if late {
            row.push(number(rep.late_wins));
        }
        if flagged {
            let by_plan = rep.by_plan.unwrap_or_default();
            row.extend(
                [by_plan.run, by_plan.won, by_plan.other, by_plan.other_won].map(|count| count.to_string()),
            );
        }
        write(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
