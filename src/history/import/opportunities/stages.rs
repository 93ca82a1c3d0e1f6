//! The stages of a file in their order, and which stage each status is.

use super::statuses::Statuses;
use crate::history::import::choices::{Meaning, Role};
use crate::history::import::facts::Sheet;
use crate::history::import::values::days::Moment;
use crate::history::import::values::words::{is_same, key};
use crate::model::WHOLE_OPPORTUNITY;
use std::collections::BTreeMap;

/// Most stages of a file.
const STAGES_MAX: usize = 40;

/// Stages in their order.
#[derive(Clone, Debug, Default)]
pub(in crate::history::import) struct Stages {
    pub(in crate::history::import) names: Vec<String>,
    /// The columns with the days on which they were entered and left, in the order of stages.
    pub(in crate::history::import) entered: Vec<Option<usize>>,
    pub(in crate::history::import) exited: Vec<Option<usize>>,
    /// The first stage has no column of its own: it is entered when an opportunity is created.
    pub(in crate::history::import) first_is_created: bool,
    /// Places of statuses; none: before the first stage.
    places: BTreeMap<String, Option<usize>>,
    /// Statuses before the first stage, whose opportunities are in no stage's counts.
    pub(in crate::history::import) before: Vec<String>,
    /// Whether days of stages are known.
    pub(in crate::history::import) is_dated: bool,
    /// Whether no days are known, but rows say in which stage each opportunity is or was lost.
    pub(in crate::history::import) is_kept: bool,
}

/// Where a status is among stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history::import) enum Place {
    /// It is this stage.
    At(usize),
    /// It lies before the first.
    Before,
    /// It is none of them.
    Nowhere,
}

impl Place {
    /// The stage, if it is one.
    pub(in crate::history::import) fn stage(self) -> Option<usize> {
        match self {
            Self::At(stage) => Some(stage),
            Self::Before | Self::Nowhere => None,
        }
    }
}

impl Stages {
    /// One stage for all.
    pub(in crate::history::import) fn whole() -> Self {
        Self { names: vec![WHOLE_OPPORTUNITY.to_owned()], ..Self::default() }
    }

    /// Stages that a history names, in their order.
    pub(in crate::history::import) fn of_history(names: Vec<String>) -> Self {
        let places = (0..).zip(&names).map(|(at, name)| (key(name), Some(at))).collect();
        Self { names, places, is_dated: true, ..Self::default() }
    }

    /// Stages that rows keep, in an order that was said.
    pub(in crate::history::import) fn kept(names: Vec<String>) -> Self {
        Self { is_dated: false, is_kept: true, ..Self::of_history(names) }
    }

    /// The place of a status.
    pub(in crate::history::import) fn place(&self, status: &str) -> Place {
        match self.places.get(&key(status)) {
            Some(Some(place)) => Place::At(*place),
            Some(None) => Place::Before,
            None => Place::Nowhere,
        }
    }
}

/// Stages of columns with days on which they were entered.
pub(in crate::history::import) fn stages_of_columns(
    sheet: &Sheet<'_>,
    statuses: &Statuses,
    pipeline: Option<&str>,
) -> Stages {
    let mut found: Vec<(String, Option<usize>, Option<usize>)> = Vec::new();
    for (at, column) in sheet.columns.all.iter().enumerate() {
        let is_entry = matches!(column.role, Role::Entered(_));
        let (Role::Entered(name) | Role::Exited(name)) = &column.role else { continue };
        let other =
            column.pipeline.as_deref().zip(pipeline).is_some_and(|(of, counted)| !is_same(of, counted));
        let is_stage =
            statuses.meaning(name).or_else(|| crate::history::import::vocabulary::status::meaning_of(name));
        if other || matches!(is_stage, Some(Meaning::Won | Meaning::Lost)) {
            continue;
        }
        let known = found.iter().position(|(stage, _, _)| is_same(stage, name));
        let known = known.unwrap_or_else(|| {
            found.push((name.clone(), None, None));
            found.len() - 1
        });
        if let Some((_, entered, exited)) = found.get_mut(known) {
            *(if is_entry { entered } else { exited }) = Some(at);
        }
    }
    found.truncate(STAGES_MAX);
    if found.is_empty() {
        return Stages::whole();
    }
    let moments = |row: usize| -> Vec<Option<Moment>> {
        found
            .iter()
            .map(|(_, entered, exited)| sheet.day(row, *entered).or_else(|| sheet.day(row, *exited)))
            .collect()
    };
    let histories = sheet.layout.body.iter().map(|body| moments(body.row));
    let names: Vec<String> = found.iter().map(|(name, _, _)| name.clone()).collect();
    let order = order_of(&names, histories, &sheet.choices.stages);
    let mut stages = Stages { is_dated: true, ..Stages::default() };
    for at in order {
        let Some((name, entered, exited)) = found.get(at) else { continue };
        stages.places.insert(key(name), Some(stages.names.len()));
        stages.names.push(name.clone());
        stages.entered.push(*entered);
        stages.exited.push(*exited);
    }
    stages.place_undated(sheet, statuses);
    if !stages.first_is_created {
        stages.begin_with_created(sheet, statuses);
    }
    stages
}

/// Places in order: what is mostly entered before another stands before it; else as they stand.
pub(in crate::history::import) fn order_of(
    names: &[String],
    histories: impl Iterator<Item = Vec<Option<Moment>>>,
    chosen: &[String],
) -> Vec<usize> {
    let count = names.len();
    let mut before = vec![0_i64; count * count];
    for moments in histories {
        for (one, a) in moments.iter().enumerate() {
            for (other, b) in moments.iter().enumerate() {
                if let (Some(a), Some(b)) = (a, b)
                    && a < b
                    && let Some(cell) = before.get_mut(one * count + other)
                {
                    *cell += 1;
                }
            }
        }
    }
    let times = |one: usize, other: usize| before.get(one * count + other).copied().unwrap_or(0);
    let said = |at: usize| {
        let name = names.get(at).map(String::as_str).unwrap_or_default();
        chosen.iter().position(|stage| is_same(stage, name)).unwrap_or(usize::MAX)
    };
    // Again and again the one that fewest of the others come before.
    let mut rest: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while !rest.is_empty() {
        let behind = |at: usize| rest.iter().filter(|other| times(**other, at) > times(at, **other)).count();
        let Some(next) = rest.iter().copied().min_by_key(|at| (said(*at), behind(*at))) else { break };
        rest.retain(|at| *at != next);
        order.push(next);
    }
    order
}

impl Stages {
    /// Puts a stage before the first, where the first is not where opportunities begin and some never
    /// entered it.
    fn begin_with_created(&mut self, sheet: &Sheet<'_>, statuses: &Statuses) {
        let (Some(created), Some(first)) =
            (sheet.at(&Role::Created), self.entered.first().copied().flatten())
        else {
            return;
        };
        let stage = sheet.at(&Role::Status).or_else(|| sheet.at(&Role::Stage));
        let (mut same, mut later, mut never) = (0_usize, 0_usize, 0_usize);
        for body in &sheet.layout.body {
            let day = |column| sheet.day(body.row, Some(column)).map(|moment| moment.day);
            match (day(created), day(first)) {
                (Some(created), Some(first)) if created < first => later += 1,
                (Some(_), Some(_)) => same += 1,
                _ => {}
            }
            let is_won = statuses.meaning(sheet.cell(body.row, stage)) == Some(Meaning::Won);
            let entered = self.entered.iter().any(|column| !sheet.cell(body.row, *column).is_empty());
            never += usize::from(!is_won && !entered);
        }
        if later > same && never > 0 && self.before.is_empty() {
            self.put_first(WHOLE_OPPORTUNITY.to_owned(), created);
        }
    }

    fn put_first(&mut self, name: String, created: usize) {
        self.names.insert(0, name);
        self.entered.insert(0, Some(created));
        self.exited.insert(0, None);
        self.first_is_created = true;
        for place in self.places.values_mut().flatten() {
            *place += 1;
        }
    }

    /// Finds where open statuses without days of their own belong: before the first stage, if none of their
    /// rows has entered any; else wherever the days of each row say.
    fn place_undated(&mut self, sheet: &Sheet<'_>, statuses: &Statuses) {
        let stage = sheet.at(&Role::Stage).or_else(|| sheet.at(&Role::Status));
        let mut rows: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
        for body in &sheet.layout.body {
            let text = sheet.cell(body.row, stage);
            if text.is_empty()
                || statuses.meaning(text) != Some(Meaning::Open)
                || self.place(text) != Place::Nowhere
            {
                continue;
            }
            let entered = self.entered.iter().any(|column| !sheet.cell(body.row, *column).is_empty());
            let (all, dated, _) = rows.entry(key(text)).or_insert_with(|| (0, 0, text.to_owned()));
            *all += 1;
            *dated += usize::from(entered);
        }
        let mut early: Vec<String> = Vec::new();
        for (_, (all, dated, text)) in rows {
            // “Open” is no stage: it is wherever its days say.
            let is_plain = ["open", "offen", "active", "in progress"]
                .contains(&crate::history::import::values::words::words(&text).as_str());
            if dated * 2 < all && !is_plain {
                early.push(text);
            }
        }
        if early.is_empty() {
            return;
        }
        if let Some(created) = sheet.at(&Role::Created) {
            self.put_first(early.join("/"), created);
            self.places.extend(early.iter().map(|text| (key(text), Some(0))));
        } else {
            self.places.extend(early.iter().map(|text| (key(text), None)));
            self.before = early;
        }
    }
}
