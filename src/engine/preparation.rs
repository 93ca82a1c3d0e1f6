//! A simulator made in short pieces of work, for those who must not take long at a time.

use super::Counts;
use super::simulator::{RateDraw, Simulator, Tables};
use super::sizes::Sizes;
use super::timing::{TimingsInMaking, WinTiming};
use crate::model::Scenario;

/// A [`Simulator`] in the making. Each piece of work is a table of at most some thousand points.
#[derive(Clone, Debug)]
pub struct Preparation {
    scenario: Scenario,
    making: TimingsInMaking,
    timings: Option<Vec<WinTiming>>,
    rates: Vec<(u32, RateDraw)>,
    counts: Option<Counts>,
}

impl Preparation {
    /// Begins; nothing is computed yet.
    pub fn new(scenario: &Scenario) -> Self {
        let times: Vec<_> = scenario.segment().stages().iter().map(|stage| stage.time).collect();
        Self {
            scenario: scenario.clone(),
            making: TimingsInMaking::new(&times, scenario.parts().calendar.days()),
            timings: None,
            rates: Vec::new(),
            counts: None,
        }
    }

    /// Does one piece of the work; the simulator, with the last one.
    pub fn advance(&mut self) -> Option<Simulator> {
        let segment = self.scenario.segment();
        let Some(timings) = &self.timings else {
            self.timings = self.making.advance();
            return None;
        };
        if let Some(stage) = segment.stages().get(self.rates.len()) {
            self.rates.push((stage.id.0, RateDraw::new(stage.rate.law())));
            return None;
        }
        let Some(counts) = self.counts.take() else {
            self.counts = Some(Counts::new());
            return None;
        };
        let tables =
            Tables { rates: std::mem::take(&mut self.rates), sizes: Sizes::new(&segment.deal_size), counts };
        Some(Simulator::from_tables(&self.scenario, timings, tables))
    }
}
