//! How files of a head were read: remembered for the next of the same head, without any of their cells. Pure.

use crate::history::import::{Choices, Column};
use serde::{Deserialize, Serialize};

/// Files that are remembered.
const FILES_MAX: usize = 20;

/// How files of one head are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// What was said of them.
    pub choices: Choices,
}

/// All that are remembered, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mappings(pub Vec<Mapping>);

fn heads(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.head.clone()).collect()
}

/// What of choices holds for the next file too and says nothing of the cells of this one.
fn lasting(choices: &Choices) -> Choices {
    Choices {
        decimal: choices.decimal,
        days: choices.days,
        year_begins: choices.year_begins,
        row: choices.row,
        columns: choices.columns.clone(),
        joined_amount: choices.joined_amount,
        same_rows: choices.same_rows,
        one_quota: choices.one_quota,
        whole_quota: choices.whole_quota,
        to_date: choices.to_date,
        credits: choices.credits,
        not_won: choices.not_won,
        amounts_a_year: choices.amounts_a_year,
        amounts_in_cents: choices.amounts_in_cents,
        carried_owners: choices.carried_owners,
        count_tests: choices.count_tests,
        first_owner: choices.first_owner,
        count_unowned: choices.count_unowned,
        age_days: choices.age_days,
        ..Choices::default()
    }
}

impl Mappings {
    /// What was said of a file with these columns.
    pub fn recall(&self, columns: &[Column]) -> Option<Choices> {
        let heads = heads(columns);
        self.0.iter().find(|mapping| mapping.heads == heads).map(|mapping| mapping.choices.clone())
    }

    /// With what was said of a file with these columns; nothing, where nothing lasting was said.
    #[must_use]
    pub fn with(mut self, columns: &[Column], choices: &Choices) -> Self {
        let (heads, choices) = (heads(columns), lasting(choices));
        self.0.retain(|mapping| mapping.heads != heads);
        if choices != Choices::default() {
            self.0.push(Mapping { heads, choices });
        }
        let surplus = self.0.len().saturating_sub(FILES_MAX);
        self.0.drain(..surplus);
        self
    }
}
