//! A scenario made ready: draws any block of its trials.

use super::Counts;
use super::outcome::{BUCKETS, BlockOutcome, BookingsHistogram, Column, MonthOutcome, SquareSums, bucket_of};
use super::sizes::Sizes;
use super::stream::{Purpose, TrialKey, mix};
use super::timing::WinTiming;
use crate::math::incomplete::BetaLaw;
use crate::math::quantile_table::QuantileTable;
use crate::model::limits::MINOR_UNITS_MAX;
use crate::model::{Arrivals, DAYS_IN_PLAIN_MONTH, PipelineStart, RateLaw, Scenario, Seed};
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
    sizes: Sizes,
    counts: Counts,
    booked: i64,
    mean_win_rate: f64,
}

#[derive(Clone, Debug)]
enum RateDraw {
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
    /// Prepares a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        Self::with_timing(scenario, &Self::timing(scenario))
    }

    /// The first half of the preparation, for those who must not take long at a time.
    pub fn timing(scenario: &Scenario) -> WinTiming {
        let times: Vec<_> = scenario.segment().stages().iter().map(|stage| stage.time).collect();
        WinTiming::new(&times, scenario.parts().calendar.days())
    }

    /// The second half, with the scenario's own [`Self::timing`].
    pub fn with_timing(scenario: &Scenario, timing: &WinTiming) -> Self {
        let parts = scenario.parts();
        let segment = scenario.segment();
        let as_of = parts.progress.as_of_day();
        let months = parts.calendar.months();
        let first_month = months.iter().position(|month| as_of < month.to_day).unwrap_or(0);
        // Windows in which wins count, one a simulated month.
        let windows: Vec<(f64, f64)> =
            months.iter().skip(first_month).map(|month| (month.from_day.max(as_of), month.to_day)).collect();
        let fixed = segment.supply.arrivals() == Arrivals::Fixed;
        let mut poisson_wins = vec![0.0; windows.len()];
        let mut intakes = Vec::new();
        let flowing = segment.pipeline == PipelineStart::Flowing;
        if flowing {
            let rate = segment.supply.per_month() / DAYS_IN_PLAIN_MONTH;
            for (wins, (from, to)) in poisson_wins.iter_mut().zip(&windows) {
                *wins += rate * ((to - from) - (timing.k(*to) - timing.k(*from)));
            }
        }
        for (index, month) in months.iter().enumerate() {
            let rate = segment.supply.in_month(index, month.month_of_year) / month.days;
            let brings = |from: f64, until: f64| {
                let won_by = move |t: f64, timing: &WinTiming| timing.k(t - from) - timing.k(t - until);
                windows
                    .iter()
                    .map(|(start, end)| (won_by(*end, timing) - won_by(*start, timing)).max(0.0) * rate)
                    .collect::<Vec<f64>>()
            };
            // What entered before the as-of date is open then (flowing) or was never there (empty).
            let entered_until = month.to_day.min(as_of);
            if flowing && month.from_day < entered_until {
                add(&mut poisson_wins, &brings(month.from_day, entered_until));
            }
            let enters_from = month.from_day.max(as_of);
            if enters_from < month.to_day {
                let wins = brings(enters_from, month.to_day);
                if fixed {
                    let opportunities = rate * (month.to_day - enters_from);
                    intakes.extend(Intake::new(index, opportunities, &wins));
                } else {
                    add(&mut poisson_wins, &wins);
                }
            }
        }
        Self {
            seed: parts.runs.seed,
            rates: segment
                .stages()
                .iter()
                .map(|stage| (stage.id.0, RateDraw::new(stage.rate.law())))
                .collect(),
            first_month,
            poisson_wins,
            intakes,
            sizes: Sizes::new(&segment.deal_size),
            counts: Counts::new(),
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
        BlockOutcome { first, totals: Column(totals), sorted: Column(sorted), bookings, wins, months, digest }
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
    fn new(law: RateLaw) -> Self {
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

fn add(sums: &mut [f64], values: &[f64]) {
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
