//! Pipelines that were listed on several days, where nothing but a name tells opportunities apart.

use super::seen::Seen;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::values::words::{key, words};
use crate::history::import::vocabulary::status::meaning_of;
use std::collections::{BTreeMap, BTreeSet};

/// Lists of the same opportunities as they stood on several days: each name is on each list once at most,
/// most names are on several, and what was open stays on them. What is sold anew each month is decided, and
/// then open again.
pub(super) fn by_name(seen: &Seen<'_>, name: usize, stage: usize) -> Option<String> {
    const LISTED: [&str; 6] =
        ["snapshot date", "snapshot", "snapshot day", "report date", "data as of", "stichtag"];
    let is_list =
        |at: &usize| seen.layout.heads.get(*at).is_some_and(|head| LISTED.contains(&words(head).as_str()));
    let day = seen.having(&Role::ChangedOn).map(|(column, _)| column).find(is_list)?;
    let mut on: BTreeMap<String, BTreeMap<&str, &str>> = BTreeMap::new();
    let mut days: BTreeSet<&str> = BTreeSet::new();
    let is_open = |stage: &str| meaning_of(stage) == Some(Meaning::Open);
    // How often, down the file, something open was decided, and something decided was open.
    let (mut decided, mut opened) = (0_usize, 0_usize);
    let mut last: BTreeMap<String, bool> = BTreeMap::new();
    // What began on another day is another opportunity of the same name.
    let created = seen.having(&Role::Created).map(|(column, _)| column).find(|at| *at != day);
    let mut began: BTreeMap<String, &str> = BTreeMap::new();
    for body in &seen.layout.body {
        let [day, stage] = [day, stage].map(|column| seen.grid.cell(body.row, column));
        days.insert(day);
        match last.insert(key(seen.grid.cell(body.row, name)), is_open(stage)) {
            Some(true) if !is_open(stage) => decided += 1,
            Some(false) if is_open(stage) => opened += 1,
            Some(_) | None => {}
        }
        let own = key(seen.grid.cell(body.row, name));
        if let Some(created) = created.map(|at| seen.grid.cell(body.row, at))
            && *began.entry(own.clone()).or_insert(created) != created
        {
            return None;
        }
        let of = on.entry(own).or_default();
        if of.insert(day, stage).is_some() {
            return None;
        }
    }
    let again = on.values().filter(|of| of.len() > 1);
    let went_on = again.clone().filter(|of| of.values().filter(|stage| is_open(stage)).count() > 1);
    let (again, went_on) = (again.count(), went_on.count());
    (decided.min(opened) == 0 && days.len() > 2 && again * 2 > on.len() && went_on * 2 > again)
        .then(|| "the same names are listed on several days, and stay open".to_owned())
}
