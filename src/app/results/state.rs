//! Results as they are typed, and what was understood. Pure.

use crate::app::steps::Steps;
use crate::entry::{
    CrmAround, CrmColumn, CrmReading, EntryError, NumberStyle, ResultColumn, ResultsAround, ResultsReading,
    TableError, read_age_days, read_crm, read_number, read_percent, read_results, write_results,
};
use crate::model::{Currency, TeamResults};
use crate::results::Thresholds;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsField {
    /// The table.
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
    /// Stages of an export.
    CrmStages,
    /// Its period.
    CrmPeriod,
    /// Its age for comparison.
    CrmAge,
}

/// What is saved, names included; never in a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after its field")]
pub struct ResultsTexts {
    pub table: String,
    /// What each column holds, where the reader said so.
    pub columns: Option<Vec<ResultColumn>>,
    pub exits: String,
    pub deal_spread: String,
    pub reachable: String,
    pub hard: String,
    pub alarm: String,
    pub picked: String,
    /// The rep that is looked at.
    pub rep: String,
}

/// An export that is looked at, before it becomes a table; not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrmTexts {
    /// The export.
    pub text: Rc<str>,
    /// What each column holds, where the reader said so.
    pub columns: Option<Vec<CrmColumn>>,
    /// Stages in order.
    pub stages: String,
    /// The period.
    pub period: String,
    /// The age.
    pub age: String,
}

/// The state of the view.
#[derive(Clone, Debug)]
pub struct ResultsState {
    texts: Steps<ResultsTexts, ResultsField>,
    reading: Option<Result<Rc<ResultsReading>, TableError>>,
    results: Option<Rc<TeamResults>>,
    crm: Option<CrmTexts>,
    crm_reading: Option<Result<Rc<CrmReading>, TableError>>,
    /// The last export that was understood: its columns stay, whatever is typed beside them.
    crm_last: Option<Rc<CrmReading>>,
    /// Whether people are called Rep A, Rep B.
    pub is_anonymous: bool,
    style: NumberStyle,
}

/// What the reader did.
#[derive(Clone, Debug)]
pub enum ResultsAction {
    /// A key was pressed.
    Typed(ResultsField, String),
    /// A field was left.
    Left,
    /// A file was opened.
    Opened(String),
    /// The sample was wanted: its table, and its exit criteria.
    SampleTried(&'static str, &'static str),
    /// What a column of the table holds was said.
    ColumnChosen(usize, ResultColumn),
    /// What a column of the export holds was said.
    CrmColumnChosen(usize, CrmColumn),
    /// The export's counts become the table.
    CrmUsed,
    /// The export is left.
    CrmLeft,
    /// A rep is looked at.
    RepChosen(String),
    /// People are named, or no longer.
    NamesHidden(bool),
    /// One step back.
    Undone,
    /// One step forward again.
    Redone,
    /// Everything is forgotten.
    Forgotten,
}

impl ResultsState {
    /// What was saved, or nothing.
    pub fn new(saved: Option<ResultsTexts>, style: NumberStyle) -> Self {
        let state = Self {
            texts: Steps::new(saved.unwrap_or_default()),
            reading: None,
            results: None,
            crm: None,
            crm_reading: None,
            crm_last: None,
            is_anonymous: false,
            style,
        };
        state.read()
    }

    /// The fields.
    pub fn texts(&self) -> &ResultsTexts {
        self.texts.now()
    }

    /// The fields with their steps.
    pub fn steps(&self) -> &Steps<ResultsTexts, ResultsField> {
        &self.texts
    }

    /// The export, while it is looked at.
    pub fn crm(&self) -> Option<&CrmTexts> {
        self.crm.as_ref()
    }

    /// What the export was understood as.
    pub fn crm_reading(&self) -> Option<&Result<Rc<CrmReading>, TableError>> {
        self.crm_reading.as_ref()
    }

    /// The last export that was understood.
    pub fn crm_last(&self) -> Option<&CrmReading> {
        self.crm_last.as_deref()
    }

    /// What the table was understood as; none, if it is empty.
    pub fn reading(&self) -> Option<&Result<Rc<ResultsReading>, TableError>> {
        self.reading.as_ref()
    }

    /// The last results that were understood.
    pub fn results(&self) -> Option<&Rc<TeamResults>> {
        self.results.as_ref()
    }

    /// The place of the rep that is looked at.
    pub fn rep(&self) -> Option<usize> {
        self.results.as_ref()?.reps().iter().position(|rep| rep.name == self.texts().rep)
    }

    /// The text of a field.
    pub fn text(&self, field: ResultsField) -> &str {
        let crm = |of: fn(&CrmTexts) -> &str| self.crm.as_ref().map_or("", of);
        match field {
            ResultsField::Table => &self.texts().table,
            ResultsField::Exits => &self.texts().exits,
            ResultsField::DealSpread => &self.texts().deal_spread,
            ResultsField::Reachable => &self.texts().reachable,
            ResultsField::Hard => &self.texts().hard,
            ResultsField::Alarm => &self.texts().alarm,
            ResultsField::Picked => &self.texts().picked,
            ResultsField::CrmStages => crm(|crm| &crm.stages),
            ResultsField::CrmPeriod => crm(|crm| &crm.period),
            ResultsField::CrmAge => crm(|crm| &crm.age),
        }
    }

    /// Why a field is not part of the answer.
    pub fn error(&self, field: ResultsField) -> Option<TableError> {
        match field {
            ResultsField::Table => match self.reading.as_ref()? {
                Ok(reading) => reading.results.as_ref().err().cloned(),
                Err(error) => Some(error.clone()),
            },
            ResultsField::DealSpread => self.deal_cv().err().map(TableError::from),
            ResultsField::Reachable => {
                self.chance(&self.texts().reachable, 0.4, "40%").err().map(TableError::from)
            }
            ResultsField::Hard => {
                let wrong = self.chance(&self.texts().hard, 0.2, "20%").err();
                let too_high = || {
                    let is_refused = self.thresholds().is_none();
                    is_refused.then_some(EntryError::NotUnderstood("20%, and no more than reachable"))
                };
                wrong.or_else(too_high).map(TableError::from)
            }
            ResultsField::Alarm => self.chance(&self.texts().alarm, 0.05, "5%").err().map(TableError::from),
            ResultsField::Picked => self.picked().err().map(TableError::from),
            ResultsField::CrmPeriod => match self.crm_reading.as_ref()? {
                Err(error) => Some(error.clone()),
                Ok(_) => None,
            },
            ResultsField::CrmAge => self.age().err().map(TableError::from),
            ResultsField::Exits | ResultsField::CrmStages => None,
        }
    }

    /// Whether the table and the thresholds are understood, so that the report is about them.
    pub fn is_understood(&self) -> bool {
        self.error(ResultsField::Table).is_none() && self.thresholds().is_some() && self.deal_cv().is_ok()
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

    fn age(&self) -> Result<Option<u32>, EntryError> {
        let text = self.crm.as_ref().map_or("", |crm| crm.age.trim());
        if text.is_empty() { Ok(None) } else { read_age_days(text, self.style).map(Some) }
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
    pub fn after(&self, action: ResultsAction) -> Self {
        let mut next = self.clone();
        let mut texts = self.texts().clone();
        match action {
            ResultsAction::Typed(
                field @ (ResultsField::CrmStages | ResultsField::CrmPeriod | ResultsField::CrmAge),
                text,
            ) => {
                if let Some(crm) = &mut next.crm {
                    crm.put(field, text);
                }
                return next.read_export();
            }
            ResultsAction::Typed(field, text) => {
                texts.put(field, text);
                next.texts.type_into(field, texts);
                return next.read();
            }
            ResultsAction::Left => {}
            ResultsAction::Opened(text) => {
                if is_export(&text) {
                    next.crm = Some(CrmTexts { text: text.into(), ..CrmTexts::default() });
                    next.crm_last = None;
                    return next.read_export();
                }
                next.texts.step(ResultsTexts { table: text, columns: None, ..texts });
            }
            ResultsAction::SampleTried(table, exits) => next.texts.step(ResultsTexts {
                table: table.to_owned(),
                exits: exits.to_owned(),
                columns: None,
                ..texts
            }),
            ResultsAction::ColumnChosen(place, column) => {
                let Some(Ok(reading)) = &self.reading else { return next };
                let mut columns: Vec<ResultColumn> =
                    reading.columns.iter().map(|(_, column)| *column).collect();
                columns.get_mut(place).into_iter().for_each(|of| *of = column);
                next.texts.step(ResultsTexts { columns: Some(columns), ..texts });
            }
            ResultsAction::CrmColumnChosen(place, column) => {
                if let (Some(reading), Some(crm)) = (&self.crm_last, &mut next.crm) {
                    let mut columns: Vec<CrmColumn> =
                        reading.columns.iter().map(|(_, column)| *column).collect();
                    columns.get_mut(place).into_iter().for_each(|of| *of = column);
                    crm.columns = Some(columns);
                }
                return next.read_export();
            }
            ResultsAction::CrmUsed => {
                if let Some(Ok(reading)) = &self.crm_reading
                    && let Ok(results) = &reading.results
                {
                    let deal_spread = results.deal_cv().map(|cv| self.number(cv)).unwrap_or_default();
                    let table = write_results(results);
                    next.texts.step(ResultsTexts { table, columns: None, deal_spread, ..texts });
                    (next.crm, next.crm_reading) = (None, None);
                }
            }
            ResultsAction::CrmLeft => (next.crm, next.crm_reading) = (None, None),
            ResultsAction::RepChosen(rep) => next.texts.restate(ResultsTexts { rep, ..texts }),
            ResultsAction::NamesHidden(hidden) => next.is_anonymous = hidden,
            ResultsAction::Undone => next.texts.undo(),
            ResultsAction::Redone => next.texts.redo(),
            ResultsAction::Forgotten => {
                // Until the page is left, Undo brings them back.
                next.texts.step(ResultsTexts::default());
                (next.crm, next.crm_reading) = (None, None);
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

    /// Reads the table. What is not understood leaves the last results in place; an empty table leaves none.
    fn read(mut self) -> Self {
        if self.texts().table.trim().is_empty() {
            (self.reading, self.results) = (None, None);
            return self;
        }
        let Ok(currency) = Currency::new("USD") else { return self };
        let around = ResultsAround {
            style: self.style,
            currency,
            columns: self.texts.now().columns.as_deref(),
            exits: &self.texts.now().exits,
            deal_cv: self.deal_cv().unwrap_or(None),
        };
        let reading = read_results(&self.texts.now().table, around);
        if let Ok(ResultsReading { results: Ok(results), .. }) = &reading
            && self.results.as_deref() != Some(results)
        {
            self.results = Some(Rc::new(results.clone()));
        }
        self.reading = Some(reading.map(Rc::new));
        self
    }

    fn read_export(mut self) -> Self {
        let Ok(currency) = Currency::new("USD") else { return self };
        let age_days = self.age().unwrap_or(None);
        self.crm_reading = self.crm.as_ref().map(|crm| {
            let around = CrmAround {
                style: self.style,
                currency,
                columns: crm.columns.as_deref(),
                stages: &crm.stages,
                period: &crm.period,
                age_days,
            };
            read_crm(&crm.text, around).map(Rc::new)
        });
        self.crm_last = match &self.crm_reading {
            Some(Ok(reading)) => Some(reading.clone()),
            Some(Err(_)) => self.crm_last,
            None => None,
        };
        self
    }
}

/// Whether a text is a row for each opportunity rather than for each rep: its head names a stage's or outcome's column.
fn is_export(text: &str) -> bool {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let kinds: Vec<CrmColumn> =
        head.split([',', ';', '\t']).map(|name| CrmColumn::guess(name.trim_matches('"'))).collect();
    kinds.contains(&CrmColumn::Stage) && kinds.contains(&CrmColumn::Rep)
}

fn same_head(one: &str, other: &str) -> bool {
    one.lines().next() == other.lines().next()
}

impl ResultsTexts {
    /// Writes into a field; those of an export are not among these.
    fn put(&mut self, field: ResultsField, text: String) {
        let place = match field {
            ResultsField::Table => {
                self.columns = self.columns.take().filter(|_| same_head(&self.table, &text));
                &mut self.table
            }
            ResultsField::Exits => &mut self.exits,
            ResultsField::DealSpread => &mut self.deal_spread,
            ResultsField::Reachable => &mut self.reachable,
            ResultsField::Hard => &mut self.hard,
            ResultsField::Alarm => &mut self.alarm,
            ResultsField::Picked => &mut self.picked,
            ResultsField::CrmStages | ResultsField::CrmPeriod | ResultsField::CrmAge => return,
        };
        *place = text;
    }
}

impl CrmTexts {
    /// Writes into a field of an export; others are not among these.
    fn put(&mut self, field: ResultsField, text: String) {
        let place = match field {
            ResultsField::CrmStages => &mut self.stages,
            ResultsField::CrmPeriod => &mut self.period,
            ResultsField::CrmAge => &mut self.age,
            ResultsField::Table
            | ResultsField::Exits
            | ResultsField::DealSpread
            | ResultsField::Reachable
            | ResultsField::Hard
            | ResultsField::Alarm
            | ResultsField::Picked => return,
        };
        *place = text;
    }
}
