//! Looking back: quarters that are over, and the forecasts that the workers make of their plans. Pure.

use crate::history::backtest::{Forecast, Summary};
use crate::worker::import::message::PastQuarter;
use crate::worker::message::Work;
use std::rc::Rc;

/// How far looking back is.
#[derive(Clone, Debug, PartialEq)]
pub enum LookingBack {
    /// The file is read as of earlier days.
    Reading,
    /// It cannot be done; why.
    Refused(String),
    /// The quarters are known.
    Quarters(Quarters),
}

/// Quarters, and their forecasts as far as they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarters {
    /// The quarters, the earliest first.
    pub all: Rc<Vec<PastQuarter>>,
    /// Their forecasts, in the same order.
    pub forecasts: Vec<Option<Forecast>>,
    /// How many are still to be drawn.
    pub waiting: usize,
    /// What they teach, once that is known.
    pub summary: Option<Summary>,
}

impl Quarters {
    /// Quarters of which nothing is drawn yet.
    pub fn new(all: Vec<PastQuarter>) -> Self {
        let waiting = all.iter().filter(|of| of.plan.is_ok()).count();
        Self { forecasts: vec![None; all.len()], all: Rc::new(all), waiting, summary: None }
    }

    /// What the workers are asked: their plans, a line each, and a work for each plan.
    pub fn asked(&self) -> (String, Vec<Work>) {
        let planned = self.all.iter().filter_map(|of| Some((of.plan.as_ref().ok()?, of.booked)));
        let (plans, booked): (Vec<&str>, Vec<i64>) =
            planned.map(|(plan, booked)| (plan.as_str(), booked)).unzip();
        let works = (0..).zip(booked).map(|(line, booked)| Work::Forecast { line, booked });
        (plans.join("\n"), works.collect())
    }

    /// With the forecast of a plan in a line; none: it will not come.
    #[must_use]
    pub fn with(mut self, line: u32, forecast: Option<Forecast>) -> Self {
        let mut planned = self.all.iter().zip(&mut self.forecasts).filter(|(of, _)| of.plan.is_ok());
        let place = usize::try_from(line).ok().and_then(|line| planned.nth(line));
        if let Some((_, place)) = place {
            *place = forecast;
            self.waiting = self.waiting.saturating_sub(1);
        }
        self
    }

    /// What the workers are asked once all are drawn: what they teach.
    pub fn to_summarise(&self) -> Option<String> {
        let is_wanted = self.waiting == 0 && self.summary.is_none();
        // Writing to memory fails for no list of numbers.
        is_wanted.then(|| serde_json::to_string(&self.forecasts).unwrap_or_default())
    }
}
