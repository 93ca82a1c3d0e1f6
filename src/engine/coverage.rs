//! How many opportunities an amount takes: futures read the other way round.
#![expect(clippy::indexing_slicing, reason = "a plan has segments, and a segment a first stage")]

use super::inversion::{Geometric, Unit};
use super::simulator::Simulator;
use super::sizes::TrialSizes;
use super::stream::{Entity, Lane, Purpose, TrialKey};
use super::trial::context::{Scratch, TrialContext};
use crate::model::Scenario;
use rand::distr::Distribution;

/// More wins than this are not drawn one by one.
const WINS_DRAWN_MAX: f64 = 4_096.0;

/// One segment in one trial.
struct Source<'a> {
    /// The share of all opportunities.
    share: f64,
    /// The share of them that is won.
    rate: f64,
    sizes: TrialSizes<'a>,
    lane: Lane,
    mean: f64,
    cv: f64,
}

impl Simulator {
    /// For each trial from `first` on, how many opportunities it takes until what is won of them reaches the
    /// trial's amount (minor units), if all of them are worked to their end; infinite, if nothing is ever
    /// won.
    ///
    /// Opportunities come in the mix of segments that the plan expects, and are won at the trial's rates, on
    /// the mean over its reps. The share of trials with at most n is the chance that n opportunities suffice:
    /// P(N ≤ n) = P(bookings of n ≥ amount). From one win to the next it takes a geometric number. Where more
    /// than 4,096 wins are expected, N is normal, with the mean t/a and the variance t·v/a³ of a renewal
    /// process (Feller, *An Introduction to Probability Theory and Its Applications* II, XI.5), a and v the
    /// mean and the variance of what one opportunity brings, t the amount; for so many wins that is off in
    /// the order of 1/64 of a standard deviation.
    pub fn opportunities_needed(
        &self,
        scenario: &Scenario,
        first: u32,
        amounts: impl Iterator<Item = f64>,
    ) -> Vec<f64> {
        let entries = |segment: &Vec<Vec<f64>>| segment[0].iter().sum();
        let entries: Vec<f64> = self.expected_entries().iter().map(entries).collect();
        let all: f64 = entries.iter().sum();
        let shares: Vec<f64> = entries
            .iter()
            .map(|own| if all > 0.0 { own / all } else { 1.0 / entries.len().max(1) as f64 })
            .collect();
        let mut presence = self.presence.clone();
        let mut scratches: Vec<Scratch> = self.segments.iter().map(|_| Scratch::default()).collect();
        (first..)
            .zip(amounts)
            .map(|(trial, amount)| {
                let key = TrialKey::new(self.seed, trial);
                if self.seats.is_random() {
                    self.seats.fill(Some(key), &mut presence);
                }
                let context = self.context(key, &presence);
                self.needed(scenario, amount, &context, (&shares, &mut scratches))
            })
            .collect()
    }

    fn needed(
        &self,
        scenario: &Scenario,
        amount: f64,
        context: &TrialContext<'_>,
        (shares, scratches): (&[f64], &mut [Scratch]),
    ) -> f64 {
        let trial = context.trial;
        let mut weights = vec![Vec::new(); shares.len()];
        let segments = self.segments.iter().zip(scenario.segments()).zip(scratches).zip(shares);
        let mut sources: Vec<Source<'_>> = segments
            .zip(&mut weights)
            .map(|(((((_, draw), segment), scratch), share), weights)| {
                draw.begin(context, scratch);
                let error = context.counts.factor(draw.size_error);
                let factor = trial.draw(Purpose::SizeError, draw.entity, &error) * context.market_size;
                Source {
                    share: *share,
                    rate: draw.mean_rate(context, scratch),
                    sizes: draw.sizes.in_trial(factor, trial, draw.entity, weights),
                    lane: trial.lane(Purpose::Sizes, draw.entity),
                    mean: segment.deal_size.mean_minor() * factor,
                    cv: segment.deal_size.cv(),
                }
            })
            .collect();
        let won: f64 = sources.iter().map(|source| source.share * source.rate).sum();
        let brings: f64 = sources.iter().map(|source| source.share * source.rate * source.mean).sum();
        if amount <= 0.0 {
            return 0.0;
        }
        if won <= 0.0 || brings <= 0.0 {
            return f64::INFINITY;
        }
        let mut failures = trial.lane(Purpose::Failures, Entity::ONLY);
        if amount * won / brings > WINS_DRAWN_MAX {
            let squares: f64 =
                sources.iter().map(|of| of.share * of.rate * of.mean * of.mean * (1.0 + of.cv * of.cv)).sum();
            let variance = amount * (squares - brings * brings) / (brings * brings * brings);
            let z = context.counts.normal().sample(&mut failures);
            return (amount / brings + z * variance.max(0.0).sqrt()).max(1.0).ceil();
        }
        let log_lost = libm::log1p(-won.min(1.0));
        let mut mix = trial.lane(Purpose::Mix, Entity::ONLY);
        let (mut opportunities, mut bookings) = (0.0, 0.0);
        while bookings < amount {
            let lost = Geometric::new(log_lost).sample(&mut failures);
            opportunities += 1.0 + if won < 1.0 { lost } else { 0.0 };
            let mut wanted = Unit.sample(&mut mix) * won;
            let place = sources.iter().position(|source| {
                wanted -= source.share * source.rate;
                wanted < 0.0
            });
            let last = sources.len() - 1;
            let source = &mut sources[place.unwrap_or(last)];
            bookings += source.sizes.sample(&mut source.lane);
        }
        opportunities
    }
}
