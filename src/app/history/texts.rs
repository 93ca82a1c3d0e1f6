//! What is typed into the view of what happened, and saved. Pure.

use crate::entry::{HistoryColumn, WrittenTable};
use serde::{Deserialize, Serialize};

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryField {
    Table,
    /// Exit criteria.
    Exits,
    /// Coefficient of variation of deals.
    DealSpread,
    /// From which chance a quota is reachable.
    Reachable,
    /// Below which it is hard.
    Hard,
    /// Chance of naming anybody by luck.
    Alarm,
    /// Out of how many one rep was picked.
    Picked,
}

impl HistoryField {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Table, Self::Exits, Self::DealSpread, Self::Reachable, Self::Hard, Self::Alarm, Self::Picked];
}

/// What is saved, names included; never in a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after its field")]
pub struct HistoryTexts {
    pub table: String,
    /// What each column holds, where the reader said so.
    pub columns: Option<Vec<HistoryColumn>>,
    /// What is known of the table, if it was written from an export or a document.
    #[serde(default)]
    pub written: Option<WrittenTable>,
    /// The plan of the export that the table came from, a document.
    #[serde(default)]
    pub plan: Option<String>,
    pub exits: String,
    pub deal_spread: String,
    pub reachable: String,
    pub hard: String,
    pub alarm: String,
    pub picked: String,
    /// The rep that is looked at.
    pub rep: String,
    /// What the reader calls these results.
    #[serde(default)]
    pub name: String,
}

fn same_head(one: &str, other: &str) -> bool {
    one.lines().next() == other.lines().next()
}

/// Whether two tables have the same first cells, which are names.
fn same_names(one: &str, other: &str) -> bool {
    let names = |table: &str| -> Vec<String> {
        let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| line.split(['\t', ';', ',']).next().unwrap_or_default().trim().to_owned()).collect()
    };
    names(one) == names(other)
}

impl HistoryTexts {
    /// Writes into a field.
    pub(super) fn put(&mut self, field: HistoryField, text: String) {
        let place = match field {
            HistoryField::Table => {
                self.columns = self.columns.take().filter(|_| same_head(&self.table, &text));
                // Once it is empty, what comes is another table.
                self.written = self.written.take().filter(|_| !text.trim().is_empty());
                // The plan of an export is not of other people that are typed instead; quotas beside the same
                // do not change it.
                self.plan = self.plan.take().filter(|_| same_names(&self.table, &text));
                &mut self.table
            }
            HistoryField::Exits => &mut self.exits,
            HistoryField::DealSpread => &mut self.deal_spread,
            HistoryField::Reachable => &mut self.reachable,
            HistoryField::Hard => &mut self.hard,
            HistoryField::Alarm => &mut self.alarm,
            HistoryField::Picked => &mut self.picked,
        };
        *place = text;
    }
}
