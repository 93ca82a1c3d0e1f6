//! Results written as a table that people go on with, and what is known of that table beside its text.

use super::columns::HistoryColumn;
use crate::model::{Currency, Money, RepHistory, TeamHistory};
use serde::{Deserialize, Serialize};

/// What is known of a table that was written here. Names alone would say something else where a stage is
/// called `Escalated`, or a rep `Team`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenTable {
    /// Its columns.
    pub columns: Vec<WrittenColumn>,
    /// Its reps’ names: rows of these names are theirs.
    pub reps: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenColumn {
    /// Its name, by which it is found again when others were added.
    pub head: String,
    /// What it holds.
    pub holds: HistoryColumn,
    /// The stage that it is about, and the age at which it compares reps.
    pub stage: Option<(String, Option<u32>)>,
}

impl WrittenTable {
    /// What is known of the column of a name.
    pub(in crate::entry) fn column(&self, head: &str) -> Option<&WrittenColumn> {
        self.columns.iter().find(|column| column.head.trim() == head.trim())
    }
}

/// Results as a table, and what is known of it: together `read_history` reads the same results from them, but
/// for exit criteria and the spread of deals, which have fields of their own.
pub fn write_history(history: &TeamHistory) -> (String, WrittenTable) {
    let columns = columns_of(history);
    let reps: Vec<String> = history.reps().iter().map(|rep| rep.name.clone()).collect();
    // A name with another separator in it must not be taken for several columns.
    let is_separated = |name: &str| name.contains([';', '\t']);
    let is_any = columns.iter().any(|(column, _)| is_separated(&column.head));
    let quotes = if is_any { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut writer = csv::WriterBuilder::new().quote_style(quotes).from_writer(Vec::new());
    // Writing to memory does not fail.
    let mut write = |fields: &[String]| writer.write_record(fields).is_ok();
    write(&columns.iter().map(|(column, _)| column.head.clone()).collect::<Vec<_>>());
    let plan = history.plan().map(|plan| RepHistory { name: plan_name(&reps), ..plan.clone() });
    for rep in plan.iter().chain(history.reps()) {
        let cell = |(column, place): &(WrittenColumn, usize)| {
            cell(rep, column.holds, *place, history.currency()).unwrap_or_default()
        };
        write(&columns.iter().map(cell).collect::<Vec<_>>());
    }
    let text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    (text, WrittenTable { columns: columns.into_iter().map(|(column, _)| column).collect(), reps })
}

/// `Plan`, written as no rep is called.
fn plan_name(reps: &[String]) -> String {
    let names = ["Plan", "plan", "PLAN", "pLan", "plAn", "plaN"];
    let free = names.iter().find(|name| !reps.iter().any(|rep| rep == *name));
    free.copied().unwrap_or("PLan").to_owned()
}

/// The columns, each with the place of its stage.
fn columns_of(history: &TeamHistory) -> Vec<(WrittenColumn, usize)> {
    let any = |of: fn(&RepHistory) -> bool| history.reps().iter().chain(history.plan()).any(of);
    let plain = |head: &str, holds| (WrittenColumn { head: head.to_owned(), holds, stage: None }, 0);
    let code = history.currency();
    let money = |head: &str, holds| plain(&format!("{head} ({})", code.code()), holds);
    let mut columns = vec![
        plain("Rep", HistoryColumn::Rep),
        money("Quota", HistoryColumn::Quota),
        money("Bookings", HistoryColumn::Bookings),
    ];
    for (place, stage) in history.stages().iter().enumerate() {
        let mut of_stage = |what: &str, holds, age_days| {
            let head = format!("{} {what}", stage.name);
            let stage = Some((stage.name.clone(), age_days));
            columns.push((WrittenColumn { head, holds, stage }, place));
        };
        of_stage("entered", HistoryColumn::Entered, None);
        of_stage("passed", HistoryColumn::Passed, None);
        of_stage("open", HistoryColumn::Open, None);
        if let Some(days) = stage.age_days {
            of_stage(&format!("{days} days old"), HistoryColumn::Matured, Some(days));
            of_stage(&format!("passed within {days} days"), HistoryColumn::MaturedPassed, Some(days));
        }
    }
    columns.extend(
        any(|rep| rep.self_sourced.is_some()).then(|| plain("Self-sourced", HistoryColumn::SelfSourced)),
    );
    columns.extend(any(|rep| rep.late_wins.is_some()).then(|| plain("Late wins", HistoryColumn::LateWins)));
    if any(|rep| rep.by_plan.is_some()) {
        columns.extend([
            plain("By the plan", HistoryColumn::ByPlan),
            plain("By the plan, won", HistoryColumn::ByPlanWon),
            plain("Not by the plan", HistoryColumn::OffPlan),
            plain("Not by the plan, won", HistoryColumn::OffPlanWon),
        ]);
    }
    columns
}

/// What stands in a column of a kind; of a stage, by its place. None, if it is not known.
fn cell(rep: &RepHistory, holds: HistoryColumn, place: usize, currency: Currency) -> Option<String> {
    let stage = rep.stages.get(place).copied().unwrap_or_default();
    let count = match holds {
        HistoryColumn::Rep => return Some(rep.name.clone()),
        HistoryColumn::Quota => return rep.quota.map(|money| amount(money, currency)),
        HistoryColumn::Bookings => return Some(amount(rep.bookings, currency)),
        HistoryColumn::Ignored | HistoryColumn::Won | HistoryColumn::Currency => return None,
        HistoryColumn::Entered => stage.entered,
        HistoryColumn::Passed => stage.passed,
        HistoryColumn::Open => stage.open,
        HistoryColumn::Matured => stage.matured?.decided,
        HistoryColumn::MaturedPassed => stage.matured?.passed,
        HistoryColumn::SelfSourced => rep.self_sourced?,
        HistoryColumn::LateWins => rep.late_wins?,
        HistoryColumn::ByPlan => rep.by_plan?.run,
        HistoryColumn::ByPlanWon => rep.by_plan?.won,
        HistoryColumn::OffPlan => rep.by_plan?.other,
        HistoryColumn::OffPlanWon => rep.by_plan?.other_won,
    };
    Some(count.to_string())
}

/// An amount with a decimal point, or whole; never with three decimals, which could be thousands.
fn amount(money: Money, currency: Currency) -> String {
    let scale = currency.minor_per_major();
    let (whole, rest) = ((money.minor() as f64 / scale).floor(), money.minor() as f64 % scale);
    let decimals = currency.decimals() as usize;
    let last = if decimals == 3 { "0" } else { "" };
    if rest > 0.0 { format!("{whole:.0}.{rest:0decimals$.0}{last}") } else { format!("{whole:.0}") }
}
