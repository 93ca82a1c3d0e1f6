//! Results as they are typed, and what was understood. Pure.

use super::texts::{HistoryField, HistoryTexts};
use crate::app::draft::{Draft, Typed};
use crate::app::kept::KeptId;
use crate::app::steps::Steps;
use crate::entry::{
    EntryError, HistoryAround, HistoryColumn, HistoryReading, NumberStyle, TableError, read_history,
    read_number, read_percent, write_history,
};
use crate::exchange::file;
use crate::model::{Currency, Scenario, TeamHistory, Thresholds};
use std::rc::Rc;

/// The state of the view.
#[derive(Clone, Debug)]
pub struct HistoryState {
    /// Which of the kept results lie on the table, or would, once there are any.
    id: KeptId,
    texts: Steps<HistoryTexts, HistoryField>,
    draft: Draft<HistoryField, TableError>,
    reading: Option<Result<Rc<HistoryReading>, TableError>>,
    history: Option<Rc<TeamHistory>>,
    /// Whether people are called Rep A, Rep B.
    pub is_anonymous: bool,
    /// Whether the table came whole, so that it is worked on as a grid and its text stays folded. A table
    /// that is being typed stays where it is typed.
    pub is_grid: bool,
    style: NumberStyle,
}

/// What a file brings.
#[derive(Clone, Debug)]
pub struct Brought {
    /// Its counts.
    pub history: Rc<TeamHistory>,
    /// The plan of it, if there is one.
    pub plan: Option<Rc<Scenario>>,
}

/// What the reader did.
#[derive(Clone, Debug)]
pub enum HistoryAction {
    /// A key was pressed.
    Typed(HistoryField, String),
    /// A field was left.
    Left,
    /// A table was opened as it is written.
    Opened(String),
    /// The sample was wanted: its table, and its exit criteria.
    SampleTried(&'static str, &'static str),
    /// What a column of the table holds was said.
    ColumnChosen(usize, HistoryColumn),
    /// Counts of a file become the table; its plan is kept beside them.
    Brought(Brought),
    /// A rep is looked at.
    RepChosen(String),
    /// People are named, or no longer.
    NamesHidden(bool),
    /// One step back.
    Undone,
    /// One step forward again.
    Redone,
    /// Other results lie on the table; none is nothing.
    Shown(KeptId, Option<Box<HistoryTexts>>),
    /// The same results, as another tab left them.
    Renewed(Box<HistoryTexts>),
    /// These results are others from now on.
    KeptAs(KeptId),
    /// The same once more, under another name.
    Duplicated(KeptId, String),
    /// The results are called so.
    Named(String),
}

impl HistoryState {
    /// What was saved, or nothing.
    pub fn new(saved: Option<HistoryTexts>, style: NumberStyle) -> Self {
        let state = Self {
            id: KeptId::default(),
            texts: Steps::new(saved.unwrap_or_default()),
            draft: Draft::default(),
            reading: None,
            history: None,
            is_anonymous: false,
            is_grid: false,
            style,
        };
        let is_grid = !state.texts().table.trim().is_empty();
        Self { is_grid, ..state }.read()
    }

    /// Which results lie on the table.
    pub fn id(&self) -> &KeptId {
        &self.id
    }

    pub fn texts(&self) -> &HistoryTexts {
        self.texts.now()
    }

    /// The fields with their steps.
    pub fn steps(&self) -> &Steps<HistoryTexts, HistoryField> {
        &self.texts
    }

    /// What the table was understood as; none, if it is empty.
    pub fn reading(&self) -> Option<&Result<Rc<HistoryReading>, TableError>> {
        self.reading.as_ref()
    }

    /// The last results that were understood.
    pub fn history(&self) -> Option<&Rc<TeamHistory>> {
        self.history.as_ref()
    }

    /// The place of the rep that is looked at.
    pub fn rep(&self) -> Option<usize> {
        self.history.as_ref()?.reps().iter().position(|rep| rep.name == self.texts().rep)
    }

    /// The text of a field.
    pub fn text(&self, field: HistoryField) -> &str {
        match field {
            HistoryField::Table => &self.texts().table,
            HistoryField::Exits => &self.texts().exits,
            HistoryField::DealSpread => &self.texts().deal_spread,
            HistoryField::Reachable => &self.texts().reachable,
            HistoryField::Hard => &self.texts().hard,
            HistoryField::Alarm => &self.texts().alarm,
            HistoryField::Picked => &self.texts().picked,
        }
    }

    /// Why a field is not part of the answer.
    pub fn error(&self, field: HistoryField) -> Option<&TableError> {
        self.draft.rejection(field)
    }

    /// What stands in the fields, with what is wrong with some of them.
    fn drafted(&self) -> Draft<HistoryField, TableError> {
        let typed = |field| {
            let (text, rejection) = (self.text(field).to_owned(), self.refused(field));
            (field, Typed { text, rejection, readings: Vec::new(), note: None })
        };
        HistoryField::ALL.into_iter().map(typed).collect()
    }

    fn refused(&self, field: HistoryField) -> Option<TableError> {
        match field {
            HistoryField::Table => match self.reading.as_ref()? {
                Ok(reading) => reading.history.as_ref().err().cloned(),
                Err(error) => Some(error.clone()),
            },
            HistoryField::DealSpread => self.deal_cv().err().map(TableError::from),
            HistoryField::Reachable => {
                self.chance(&self.texts().reachable, 0.4, "40%").err().map(TableError::from)
            }
            HistoryField::Hard => {
                let wrong = self.chance(&self.texts().hard, 0.2, "20%").err();
                let too_high = || {
                    let is_refused = self.thresholds().is_none();
                    is_refused.then_some(EntryError::NotUnderstood("20%, and no more than reachable"))
                };
                wrong.or_else(too_high).map(TableError::from)
            }
            HistoryField::Alarm => self.chance(&self.texts().alarm, 0.05, "5%").err().map(TableError::from),
            HistoryField::Picked => self.picked().err().map(TableError::from),
            HistoryField::Exits => None,
        }
    }

    /// Whether the table and the thresholds are understood, so that the report is about them.
    pub fn is_understood(&self) -> bool {
        self.error(HistoryField::Table).is_none() && self.thresholds().is_some() && self.deal_cv().is_ok()
    }

    /// The thresholds; none, if they are not understood.
    pub fn thresholds(&self) -> Option<Thresholds> {
        let thresholds = Thresholds {
            reachable: self.chance(&self.texts().reachable, 0.4, "40%").ok()?,
            hard: self.chance(&self.texts().hard, 0.2, "20%").ok()?,
            alarm: self.chance(&self.texts().alarm, 0.05, "5%").ok()?,
            picked_of: self.picked().ok()?,
        };
        thresholds.checked().ok()
    }

    fn chance(&self, text: &str, default: f64, example: &'static str) -> Result<f64, EntryError> {
        if text.trim().is_empty() {
            return Ok(default);
        }
        let chance = read_percent(text.trim(), self.style).filter(|chance| 0.0 < *chance && *chance < 1.0);
        chance.ok_or(EntryError::NotUnderstood(example))
    }

    fn whole(&self, text: &str, most: f64, example: &'static str) -> Result<Option<u32>, EntryError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let number =
            read_number(text.trim(), self.style).filter(|n| n.fract() == 0.0 && (1.0..=most).contains(n));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and within bounds"
        )]
        number.map(|n| Some(n as u32)).ok_or(EntryError::NotUnderstood(example))
    }

    fn picked(&self) -> Result<Option<u32>, EntryError> {
        self.whole(&self.texts().picked, 100_000.0, "14")
    }

    fn deal_cv(&self) -> Result<Option<f64>, EntryError> {
        let text = self.texts().deal_spread.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let cv = read_number(text, self.style).filter(|cv| (0.0..=20.0).contains(cv));
        cv.map(Some).ok_or(EntryError::NotUnderstood("0.8"))
    }

    /// The state after something happened.
    #[must_use]
    pub fn after(&self, action: HistoryAction) -> Self {
        let mut next = self.clone();
        let mut texts = self.texts().clone();
        match action {
            HistoryAction::Typed(field, text) => {
                texts.put(field, text);
                next.texts.type_into(field, texts);
                return next.read();
            }
            HistoryAction::Left => {}
            HistoryAction::Opened(text) => {
                let others = HistoryTexts { columns: None, written: None, plan: None, ..texts };
                next.texts.step(HistoryTexts { table: text, ..others });
            }
            HistoryAction::SampleTried(table, exits) => {
                next.is_grid = true;
                next.texts.step(HistoryTexts {
                    table: table.to_owned(),
                    exits: exits.to_owned(),
                    columns: None,
                    written: None,
                    plan: None,
                    ..texts
                });
            }
            HistoryAction::ColumnChosen(place, column) => {
                let Some(Ok(reading)) = &self.reading else { return next };
                let mut columns: Vec<HistoryColumn> =
                    reading.columns.iter().map(|(_, column)| *column).collect();
                columns.get_mut(place).into_iter().for_each(|of| *of = column);
                next.texts.step(HistoryTexts { columns: Some(columns), ..texts });
            }
            HistoryAction::Brought(Brought { history, plan }) => {
                let deal_spread = history.deal_cv().map(|cv| self.number(cv)).unwrap_or_default();
                let (table, written) = write_history(&history);
                let written = Some(written);
                next.is_grid = true;
                let plan = plan.as_deref().map(file::plan::write);
                next.texts.step(HistoryTexts { table, columns: None, written, plan, deal_spread, ..texts });
            }
            HistoryAction::RepChosen(rep) => next.texts.restate(HistoryTexts { rep, ..texts }),
            HistoryAction::NamesHidden(hidden) => next.is_anonymous = hidden,
            HistoryAction::Undone => next.texts.undo(),
            HistoryAction::Redone => next.texts.redo(),
            HistoryAction::Shown(id, shown) => {
                next.is_grid = shown.as_ref().is_some_and(|shown| !shown.table.trim().is_empty());
                next.texts.restart(shown.map(|shown| *shown).unwrap_or_default());
                (next.id, next.reading, next.history) = (id, None, None);
            }
            HistoryAction::Renewed(renewed) => next.texts.step(*renewed),
            HistoryAction::KeptAs(id) => next.id = id,
            HistoryAction::Duplicated(id, name) => {
                next.texts.restart(HistoryTexts { name, ..texts });
                next.id = id;
            }
            HistoryAction::Named(name) => {
                next.texts.restate(HistoryTexts { name, ..texts });
                return next;
            }
        }
        next.texts.leave();
        next.read()
    }

    /// Two decimals, as the reader's fields take them.
    fn number(&self, value: f64) -> String {
        let hundredths = (value * 100.0).round();
        let (whole, rest) = ((hundredths / 100.0).floor(), hundredths % 100.0);
        format!("{whole:.0}{}{rest:02.0}", self.style.decimal)
    }

    /// Reads the fields.
    fn read(self) -> Self {
        let mut next = self.read_table();
        next.draft = next.drafted();
        next
    }

    /// Reads the table. What is not understood leaves the last results in place; an empty table leaves none.
    fn read_table(mut self) -> Self {
        if self.texts().table.trim().is_empty() {
            (self.reading, self.history) = (None, None);
            return self;
        }
        let Ok(currency) = Currency::new("USD") else { return self };
        let around = HistoryAround {
            currency,
            columns: self.texts.now().columns.as_deref(),
            written: self.texts.now().written.as_ref(),
            exits: &self.texts.now().exits,
            deal_cv: self.deal_cv().unwrap_or(None),
        };
        let reading = read_history(&self.texts.now().table, around);
        if let Ok(HistoryReading { history: Ok(history), .. }) = &reading
            && self.history.as_deref() != Some(history)
        {
            self.history = Some(Rc::new(history.clone()));
        }
        self.reading = Some(reading.map(Rc::new));
        self
    }
}
