//! Columns of a file, each with its role.

use crate::history::import::choices::{Ask, Role};
use crate::model::DayOrder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A column, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// What it holds.
    pub role: Role,
    /// What says so.
    pub why: String,
    /// Its first three cells that hold something.
    pub cells: Vec<String>,
    /// The pipeline of the stage that its head names.
    pub pipeline: Option<String>,
}

/// All columns of a file.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Columns {
    pub(in crate::history::import) all: Vec<Column>,
    pub(in crate::history::import) asks: Vec<Ask>,
    /// The order of day and month of columns that write it otherwise than the rest of the file.
    pub(in crate::history::import) orders: BTreeMap<usize, DayOrder>,
}

impl Columns {
    /// The first column of a role.
    pub(in crate::history::import) fn at(&self, role: &Role) -> Option<usize> {
        self.all.iter().position(|column| column.role == *role)
    }

    /// Those of the days on which a stage was entered or left.
    pub(in crate::history::import) fn of_stages(&self) -> Vec<usize> {
        let is_day = |column: &Column| matches!(column.role, Role::Entered(_) | Role::Exited(_));
        self.all.iter().enumerate().filter(|(_, column)| is_day(column)).map(|(at, _)| at).collect()
    }

    /// Gives one a role.
    pub(in crate::history::import) fn take(&mut self, at: usize, role: Role, why: &str) {
        if let Some(column) = self.all.get_mut(at) {
            column.role = role;
            why.clone_into(&mut column.why);
        }
    }
}
