//! A scenario made ready: draws any block of its trials.

use super::Counts;
use super::flows::Flows;
use super::outcome::{BUCKETS, BlockOutcome, BookingsHistogram, Column, MonthOutcome, SquareSums, bucket_of};
use super::preparation::Preparation;
use super::sizes::Sizes;
use super::stream::{Purpose, TrialKey, mix};
use super::timing::WinTiming;
use crate::math::incomplete::BetaLaw;
use crate::math::quantile_table::QuantileTable;
use crate::model::limits::MINOR_UNITS_MAX;
use crate::model::{Arrivals, RateLaw, Scenario, Seed};
use rand::Rng;

/// Everything that the trials of a scenario share, computed once.
#[derive(Clone, Debug)]
pub struct Simulator {
    seed: Seed,
    rates: Vec<(u32, RateDraw)>,
    /// First simulated month, that of the as-of date.
    first_month: usize,
    /// Expected wins of each simulated month if every opportunity won, from Poisson arrivals.
    poisson_wins: Vec<f64>,
    intakes: Vec<Intake>,
    /// See [`BlockOutcome::expected_entries`].
    expected_entries: Vec<Vec<f64>>,
    sizes: Sizes,
    counts: Counts,
    booked: i64,
    mean_win_rate: f64,
}

/// The distributions that a simulator draws from.
pub(super) struct Tables {
    /// By the stage's id.
    pub(super) rates: Vec<(u32, RateDraw)>,
    pub(super) sizes: Sizes,
    pub(super) counts: Counts,
}

#[derive(Clone, Debug)]
pub(super) enum RateDraw {
    Exact(f64),
    Drawn(Box<QuantileTable>),
}

/// A month's fixed number of arrivals.
#[derive(Clone, Debug)]
struct Intake {
    month: u32,
    /// Opportunities that enter after the as-of date.
    opportunities: f64,
    /// Share of its winners that win within the horizon.
    in_time: f64,
    /// Of these, the share won by the end of each simulated month.
    won_by: Vec<f64>,
}

impl Simulator {
    /// Prepares a scenario, all at once.
    pub fn new(scenario: &Scenario) -> Self {
        let mut preparation = Preparation::new(scenario);
        loop {
            if let Some(simulator) = preparation.advance() {
                return simulator;
            }
        }
    }

    /// Puts together what the preparation computed: `timings` to the end of each stage.
    pub(super) fn from_tables(scenario: &Scenario, timings: &[WinTiming], tables: Tables) -> Self {
        let parts = scenario.parts();
        let segment = scenario.segment();
        let flows = Flows::new(scenario);
        let at_once = WinTiming::at_once();
        let to_win = timings.last().unwrap_or(&at_once);
        let mut poisson_wins = flows.open_at_start(to_win);
        let mut intakes = Vec::new();
        for month in 0..parts.calendar.months().len() {
            let Some((opportunities, wins)) = flows.entering_in(month, to_win) else { continue };
            match segment.supply.arrivals() {
                Arrivals::Fixed => intakes.extend(Intake::new(month, opportunities, &wins)),
                Arrivals::Poisson => add(&mut poisson_wins, &wins),
            }
        }
        let mut share = 1.0;
        let rates = segment.stages().iter().map(|stage| stage.rate.mean());
        let expected_entries = std::iter::once(&at_once)
            .chain(timings)
            .zip(std::iter::once(1.0).chain(rates))
            .map(|(timing, rate)| {
                share *= rate;
                flows.through(timing).into_iter().map(|count| count * share).collect()
            })
            .collect();
        Self {
            seed: parts.runs.seed,
            rates: tables.rates,
            first_month: flows.first_month,
            poisson_wins,
            intakes,
            expected_entries,
            sizes: tables.sizes,
            counts: tables.counts,
            booked: parts.progress.booked().minor(),
            mean_win_rate: segment.mean_win_rate(),
        }
    }

    /// Exact expectation of the number of wins from the as-of date on.
    pub fn expected_wins(&self) -> f64 {
        self.mean_win_rate * self.expected_if_all_won().iter().sum::<f64>()
    }

    /// Exact expectation of the cumulative bookings at the end of each simulated month, minor units.
    pub fn expected_cumulative(&self) -> Vec<f64> {
        let per_win = self.mean_win_rate * self.sizes.mean();
        let mut cumulative = self.booked as f64;
        self.expected_if_all_won()
            .iter()
            .map(|wins| {
                cumulative += wins * per_win;
                cumulative
            })
            .collect()
    }

    fn expected_if_all_won(&self) -> Vec<f64> {
        let mut wins = self.poisson_wins.clone();
        for intake in &self.intakes {
            let mut before = 0.0;
            for (slot, by) in wins.iter_mut().zip(&intake.won_by) {
                *slot += intake.opportunities * intake.in_time * (by - before);
                before = *by;
            }
        }
        wins
    }

    /// Draws the trials `first .. first + trials`.
    pub fn block(&self, first: u32, trials: u32) -> BlockOutcome {
        let months = self.poisson_wins.len();
        let mut totals = Vec::with_capacity(trials as usize);
        let mut histograms = vec![0_u32; months * BUCKETS];
        let mut cumulative_sums = vec![0_i128; months];
        let (mut bookings, mut wins, mut digest) = (SquareSums::default(), SquareSums::default(), 0_u64);
        let mut future = Future { bookings: vec![0.0; months], wins: 0 };
        for trial in first..first.saturating_add(trials) {
            self.draw(TrialKey::new(self.seed, trial), &mut future);
            let mut cumulative = self.booked;
            for ((amount, sum), histogram) in
                future.bookings.iter().zip(&mut cumulative_sums).zip(histograms.chunks_exact_mut(BUCKETS))
            {
                cumulative = (cumulative + whole(*amount)).min(MINOR_UNITS_MAX);
                *sum += i128::from(cumulative);
                if let Some(count) = histogram.get_mut(bucket_of(cumulative)) {
                    *count += 1;
                }
            }
            totals.push(cumulative);
            bookings.add(cumulative);
            wins.add(i64::try_from(future.wins).unwrap_or(i64::MAX));
            digest = digest.wrapping_add(mix(mix(u64::from(trial)) ^ cumulative.unsigned_abs()));
        }
        let mut sorted = totals.clone();
        sorted.sort_unstable();
        let months = histograms
            .chunks_exact(BUCKETS)
            .zip(&cumulative_sums)
            .zip(self.expected_cumulative())
            .zip(self.first_month..)
            .map(|(((histogram, sum), expected), month)| MonthOutcome {
                month: u32::try_from(month).unwrap_or(u32::MAX),
                cumulative_sum: *sum,
                cumulative: BookingsHistogram::from_full(histogram),
                expected,
            })
            .collect();
        let expected_entries = self.expected_entries.clone();
        let (totals, sorted) = (Column(totals), Column(sorted));
        BlockOutcome { first, totals, sorted, bookings, wins, months, expected_entries, digest }
    }

    /// One trial: bookings of each simulated month.
    #[inline]
    fn draw(&self, trial: TrialKey, future: &mut Future) {
        let mut win_rate = 1.0;
        for (id, rate) in &self.rates {
            win_rate *= match rate {
                RateDraw::Exact(rate) => *rate,
                RateDraw::Drawn(table) => table.at(trial.lane(Purpose::Rate, *id).next_u64()),
            };
        }
        future.wins = 0;
        let mut lane = trial.lane(Purpose::Wins, 0);
        for ((month, expected), amount) in (0_u32..).zip(&self.poisson_wins).zip(&mut future.bookings) {
            // A month without expected wins uses up its word all the same: luck never shifts.
            let wins = self.counts.poisson(expected * win_rate, lane.next_u64());
            future.wins += wins;
            *amount = self.sizes.sum(wins, trial, month, &self.counts);
        }
        for intake in &self.intakes {
            self.draw_intake(intake, win_rate, trial, future);
        }
    }

    /// The wins of one month's fixed intake, each in its month.
    fn draw_intake(&self, intake: &Intake, win_rate: f64, trial: TrialKey, future: &mut Future) {
        /// Keeps the deals of an intake apart from those of a month.
        const INTAKE_ENTITIES: u32 = 1_000;
        let mut lane = trial.lane(Purpose::Intake, intake.month);
        let whole_opportunities = intake.opportunities.floor();
        let fraction = intake.opportunities - whole_opportunities;
        let one_more = (lane.next_u64() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64) < fraction;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and at most SUPPLY_MAX"
        )]
        let opportunities = whole_opportunities as u64 + u64::from(one_more);
        let wins = self.counts.binomial(opportunities, win_rate * intake.in_time, lane.next_u64());
        future.wins += wins;
        let singly = wins.min(self.sizes.singly_max());
        let mut months = trial.lane(Purpose::WinMonth, intake.month);
        let mut sizes = trial.lane(Purpose::Sizes, INTAKE_ENTITIES + intake.month);
        for _ in 0..singly {
            let u = ((months.next_u64() >> 11) as f64 + 0.5) * (1.0 / (1_u64 << 53) as f64);
            let month = intake.won_by.partition_point(|by| *by < u);
            if let Some(amount) = future.bookings.get_mut(month) {
                *amount += self.sizes.next(&mut sizes);
            }
        }
        if wins == singly {
            return;
        }
        let mut further = wins - singly;
        let mut lane = trial.lane(Purpose::FurtherWinMonth, intake.month);
        let mut before = 0.0;
        for ((month, by), amount) in (0_u32..).zip(&intake.won_by).zip(&mut future.bookings) {
            let share = ((by - before) / (1.0 - before).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            let here = self.counts.binomial(further, share, lane.next_u64());
            let entity = INTAKE_ENTITIES * (1 + intake.month) + month;
            *amount += self.sizes.further_sum(here, trial, entity, &self.counts);
            further -= here;
            before = *by;
        }
    }
}

/// One simulated future.
struct Future {
    bookings: Vec<f64>,
    wins: u64,
}

impl Intake {
    /// `wins` are the expected wins per simulated month if every opportunity won. None, if none are in time.
    fn new(month: usize, opportunities: f64, wins: &[f64]) -> Option<Self> {
        let in_window: f64 = wins.iter().sum();
        if in_window <= 0.0 || opportunities <= 0.0 {
            return None;
        }
        let mut sum = 0.0;
        let mut won_by: Vec<f64> = wins
            .iter()
            .map(|expected| {
                sum += expected / in_window;
                sum
            })
            .collect();
        // Rounding must not leave a win without a month.
        if let Some(last) = won_by.last_mut() {
            *last = 1.0;
        }
        let in_time = (in_window / opportunities).min(1.0);
        Some(Self { month: u32::try_from(month).unwrap_or(u32::MAX), opportunities, in_time, won_by })
    }
}

impl RateDraw {
    pub(super) fn new(law: RateLaw) -> Self {
        match law {
            RateLaw::Exact(rate) => Self::Exact(rate),
            RateLaw::Beta { a, b } => {
                let (law, mirrored) = (BetaLaw::new(a, b), BetaLaw::new(b, a));
                Self::Drawn(Box::new(QuantileTable::new(&|(lower, upper), guess| {
                    // The upper half is solved from its own end, so that it keeps its digits.
                    let (rate, density) = if lower <= upper {
                        law.quantile(lower, guess)
                    } else {
                        let (miss, density) = mirrored.quantile(upper, 1.0 - guess);
                        (1.0 - miss, density)
                    };
                    (rate, if density > 0.0 && density.is_finite() { 1.0 / density } else { 0.0 })
                })))
            }
        }
    }
}

pub(super) fn add(sums: &mut [f64], values: &[f64]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

/// A month's bookings in whole minor units.
#[expect(clippy::cast_possible_truncation, reason = "brought within the bound first")]
#[inline]
fn whole(minor: f64) -> i64 {
    // Adding one half and cutting is round-half-up, without the slow `round` of WebAssembly.
    (minor.min(MINOR_UNITS_MAX as f64) + 0.5) as i64
}
