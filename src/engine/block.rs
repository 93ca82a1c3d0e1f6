//! Blocks of trials: drawn one by one, and added up.

use super::future::Future;
use super::seats::Presence;
use super::simulator::Simulator;
use super::stream::{Entity, Purpose, TrialKey};
use super::tally::Tally;
use super::trial::capacity;
use super::trial::context::Scratch;
use crate::analysis::{BlockOutcome, TrialEconomics};
use crate::model::Recurring;

impl Simulator {
    /// Draws the trials `first .. first + trials`.
    pub fn block(&self, first: u32, trials: u32) -> BlockOutcome {
        self.block_with(first, trials, None)
    }

    /// The same, and adds the money of each trial to a list; nothing, if the scenario states none.
    pub fn block_with(
        &self,
        first: u32,
        trials: u32,
        mut economics: Option<&mut Vec<TrialEconomics>>,
    ) -> BlockOutcome {
        let mut tally = Tally::new(self, trials);
        let mut future = Future::default();
        let mut presence = self.presence.clone();
        let mut scratches: Vec<Scratch> = self.segments.iter().map(|_| Scratch::default()).collect();
        for trial in first..first.saturating_add(trials) {
            let key = TrialKey::new(self.seed, trial);
            let key = match self.other_luck {
                Some((other, kept)) => key.with_other_luck(other, trial, kept),
                None => key,
            };
            if self.seats.is_random() {
                self.seats.fill(Some(key), &mut presence);
            }
            self.draw(key, &presence, &mut scratches, &mut future);
            tally.add(self, trial, (&future, &presence), |years| self.recurring_left(key, years));
            if let (Some(rows), Some(of)) = (&mut economics, &self.economics) {
                rows.push(of.trial(&self.seats, (&future, &presence), tally.recurring_left()));
            }
        }
        tally.outcome(self, first)
    }

    /// What is left of the opening recurring revenue by the end of each simulated month.
    fn recurring_left(&self, trial: TrialKey, left: &mut Vec<f64>) {
        left.clear();
        if let Some((opening, churn, expansion)) = &self.recurring {
            let churn = trial.draw(Purpose::Churn, Entity::ONLY, churn);
            let expansion = trial.draw(Purpose::Expansion, Entity::ONLY, expansion);
            left.extend(
                self.month_ends.iter().map(|years| opening * Recurring::left(churn, expansion, *years)),
            );
        }
    }

    /// One trial.
    fn draw(&self, trial: TrialKey, presence: &Presence, scratches: &mut [Scratch], future: &mut Future) {
        let context = self.context(trial, presence);
        future.begin(self.month_ends.len(), &self.seats);
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            draw.begin(&context, scratch);
            if draw.is_drawn_by_rep(&self.seats) {
                draw.assign(&context, scratch);
            }
        }
        if let Some(limit) = self.seats.capacity {
            future.turned_away = capacity::limit(&context, &self.segments, scratches, limit);
            future.opportunities = future.turned_away.iter().sum::<u64>() as f64;
        } else {
            future.turned_away.resize(self.segments.len(), 0);
        }
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            future.segment_bookings = 0.0;
            draw.draw(&context, scratch, future);
            future.segments.push(future.segment_bookings);
        }
    }
}
