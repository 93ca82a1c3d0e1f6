//! Blocks of trials: drawn one by one, and added up.

use super::future::Future;
use super::intakes::Intakes;
use super::seats::Presence;
use super::simulator::Simulator;
use super::stream::{Entity, Purpose, TrialKey};
use super::tally::Tally;
use super::trial::capacity;
use super::trial::context::{Scratch, TrialContext};
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
        let mut intakes = self.intakes();
        for trial in first..first.saturating_add(trials) {
            let key = TrialKey::new(self.seed, trial);
            let key = match self.other_luck {
                Some((other, kept)) => key.with_other_luck(other, trial, kept),
                None => key,
            };
            if self.seats.is_random() {
                self.seats.fill(Some(key), &mut presence);
            }
            self.draw((trial, key), &presence, (&mut scratches, &mut intakes), &mut future);
            tally.add(self, trial, (&future, &presence), |years| self.recurring_left(key, years));
            if let (Some(rows), Some(of)) = (&mut economics, &self.economics) {
                rows.push(of.trial(&self.seats, (&future, &presence), tally.recurring_left()));
            }
        }
        if let Some(intakes) = intakes {
            intakes.put_back();
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

    /// One trial, by its number and key.
    fn draw(
        &self,
        (number, trial): (u32, TrialKey),
        presence: &Presence,
        (scratches, intakes): (&mut [Scratch], &mut Option<Intakes>),
        future: &mut Future,
    ) {
        let context = self.context(trial, presence);
        future.begin(self.month_ends.len(), &self.seats);
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            draw.begin(&context, scratch);
        }
        let turned_away = &mut future.turned_away;
        let plan = (self.segments.as_slice(), &self.seats);
        if !intakes.as_ref().is_some_and(|known| known.fill(number, plan, scratches, turned_away)) {
            self.take_in(&context, scratches, turned_away);
            if let Some(intakes) = intakes {
                intakes.keep(number, plan, scratches, turned_away);
            }
        }
        future.opportunities = turned_away.iter().sum::<u64>() as f64;
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            future.segment_bookings = 0.0;
            draw.draw(&context, scratch, future);
            future.segments.push(future.segment_bookings);
        }
    }

    /// What each rep gets to work on, where that is drawn rep by rep, and how much is turned away.
    fn take_in(&self, context: &TrialContext<'_>, scratches: &mut [Scratch], turned_away: &mut Vec<u64>) {
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            if draw.is_drawn_by_rep(&self.seats) {
                draw.assign(context, scratch);
            }
        }
        match self.seats.capacity {
            Some(limit) => *turned_away = capacity::limit(context, &self.segments, scratches, limit),
            None => turned_away.resize(self.segments.len(), 0),
        }
    }
}
