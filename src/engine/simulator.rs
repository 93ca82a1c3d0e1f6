//! A scenario made ready: draws any block of its trials.

use super::Counts;
use super::capacity;
use super::economics::EconomicsOfPlan;
use super::preparation::Preparation;
use super::rate_draw::RateDraw;
use super::seats::{Presence, Seats};
use super::segment_draw::{Scratch, SegmentDraw, TrialContext};
use super::stream::{Entity, Purpose, TrialKey};
use super::tally::Tally;
use crate::analysis::{BlockOutcome, SquareSums, TrialEconomics};
use crate::math::quantile_table::QuantileTable;
use crate::model::{Market, Recurring, Scenario, Seed, SegmentId, Unknown};

/// Everything that the trials of a scenario share, computed once.
#[derive(Clone, Debug)]
pub struct Simulator {
    pub(super) seed: Seed,
    /// First simulated month, that of the as-of date.
    pub(super) first_month: usize,
    /// Ends of the simulated months, in years from the plan's beginning.
    pub(super) month_ends: Vec<f64>,
    pub(super) segments: Vec<(SegmentId, SegmentDraw)>,
    /// By segment; see [`crate::analysis::SegmentOutcome::expected_entries`].
    pub(super) expected_entries: Vec<Vec<Vec<f64>>>,
    pub(super) seats: Seats,
    /// Groups of the team.
    pub(super) groups: usize,
    /// Who is there, if nobody leaves.
    pub(super) presence: Presence,
    pub(super) counts: Counts,
    /// Quantiles of the market's factor.
    pub(super) market_table: Option<Box<QuantileTable>>,
    pub(super) market: Market,
    pub(super) booked: i64,
    /// Opening amount, churn and expansion of recurring revenue.
    pub(super) recurring: Option<(f64, RateDraw, RateDraw)>,
    /// What selling costs.
    pub(super) economics: Option<EconomicsOfPlan>,
    /// For reps below the team's rate, the share of the gap that is closed.
    pub(super) lift: f64,
    /// Other luck for all purposes but those of a mask.
    pub(super) other_luck: Option<(Seed, u32)>,
}

/// One simulated future.
#[derive(Debug, Default)]
pub(super) struct Future {
    /// By simulated month.
    pub(super) bookings: Vec<f64>,
    pub(super) wins: u64,
    /// Of the segment under way.
    pub(super) segment_bookings: f64,
    /// By segment.
    pub(super) segments: Vec<f64>,
    /// By segment: opportunities that nobody had time for.
    pub(super) turned_away: Vec<u64>,
    /// From deals that were open when the future began.
    pub(super) open_bookings: f64,
    /// Whether the deals under way were.
    pub(super) is_open: bool,
    /// New opportunities, if they are counted.
    pub(super) opportunities: f64,
    /// By seat: what its holders sold before they left, in quota periods that another ends.
    earlier: Vec<f64>,
    /// By seat and quota period: what counts for who holds the seat at its end.
    pub(super) credited: Vec<f64>,
    periods: usize,
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

    /// The same futures with reps who are below the team's rate raised by a share of the gap, 0 to 1.
    #[must_use]
    pub fn with_lift(self, share: f64) -> Self {
        Self { lift: share.clamp(0.0, 1.0), ..self }
    }

    /// Futures that agree with those of this simulator in what is kept, and have the luck of another seed in all else.
    /// The covariance of both over the trials is the variance of the mean given what is kept: Sobol (1993), *Sensitivity
    /// estimates for nonlinear mathematical models*.
    #[must_use]
    pub fn with_other_luck(self, other: Seed, kept: &[Unknown]) -> Self {
        let purposes = kept.iter().fold(0, |mask, unknown| mask | purposes(*unknown));
        Self { other_luck: Some((other, purposes)), ..self }
    }

    /// Expected number of wins from the as-of date on: exact from the means of the beliefs, if nobody leaves and all
    /// opportunities are worked.
    pub fn expected_wins(&self) -> f64 {
        let won = self.expected_entries.iter().filter_map(|segment| segment.last());
        won.map(|months| months.iter().sum::<f64>()).sum()
    }

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
                rows.push(self.economics_of(of, (&future, &presence), tally.recurring_left()));
            }
        }
        tally.outcome(self, first)
    }

    /// What is left of the opening recurring revenue by the end of each simulated month.
    fn recurring_left(&self, trial: TrialKey, left: &mut Vec<f64>) {
        left.clear();
        if let Some((opening, churn, expansion)) = &self.recurring {
            let churn = churn.of(trial, Purpose::Churn, Entity::ONLY);
            let expansion = expansion.of(trial, Purpose::Expansion, Entity::ONLY);
            left.extend(
                self.month_ends.iter().map(|years| opening * Recurring::left(churn, expansion, *years)),
            );
        }
    }

    /// What the segments of a trial have in common.
    pub(super) fn context<'a>(&'a self, trial: TrialKey, presence: &'a Presence) -> TrialContext<'a> {
        let market = self
            .market_table
            .as_ref()
            .map_or(1.0, |table| table.at(trial.word(Purpose::Market, Entity::ONLY)));
        let exponent = self.market.size_exponent();
        let market_size =
            if exponent == 0.0 { 1.0 } else { libm::pow(market, exponent) / self.market.size_moment() };
        TrialContext {
            trial,
            counts: &self.counts,
            seats: &self.seats,
            presence,
            first_month: self.first_month,
            market,
            market_size,
            lift: self.lift,
            counts_opportunities: self.economics.as_ref().is_some_and(EconomicsOfPlan::counts_opportunities),
        }
    }

    /// One trial.
    fn draw(&self, trial: TrialKey, presence: &Presence, scratches: &mut [Scratch], future: &mut Future) {
        let context = self.context(trial, presence);
        future.begin(self);
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            draw.begin(&context, scratch);
            if draw.is_drawn_by_rep(&self.seats) {
                draw.assign(&context, scratch);
            }
        }
        if let Some(limit) = self.seats.capacity {
            future.turned_away = capacity::limit(&context, &self.segments, scratches, limit);
            future.opportunities = future.turned_away.iter().sum::<u64>() as f64;
        }
        for ((_, draw), scratch) in self.segments.iter().zip(scratches.iter_mut()) {
            future.segment_bookings = 0.0;
            draw.draw(&context, scratch, future);
            future.segments.push(future.segment_bookings);
        }
    }
}

impl Future {
    fn begin(&mut self, simulator: &Simulator) {
        let zeroed = |amounts: &mut Vec<f64>, length: usize| {
            amounts.clear();
            amounts.resize(length, 0.0);
        };
        self.periods = simulator.seats.period_ends().len();
        zeroed(&mut self.bookings, simulator.month_ends.len());
        if simulator.seats.has_team {
            zeroed(&mut self.earlier, simulator.seats.all.len());
            zeroed(&mut self.credited, simulator.seats.all.len() * self.periods);
        }
        (self.wins, self.open_bookings, self.is_open) = (0, 0.0, false);
        self.opportunities = 0.0;
        self.segments.clear();
    }

    /// Counts an amount for a seat in a month of the plan.
    #[inline]
    pub(super) fn credit(&mut self, seat: usize, month: usize, amount: f64, context: &TrialContext<'_>) {
        let (period, end) = context.seats.period_of(month);
        if !context.seats.is_random()
            || context.presence.holder(seat, month) == context.presence.holder(seat, end)
        {
            self.credit_period(seat, period, amount);
        } else if let Some(earlier) = self.earlier.get_mut(seat) {
            *earlier += amount;
        }
    }

    /// Counts an amount for who holds a seat at the end of a quota period.
    #[inline]
    pub(super) fn credit_period(&mut self, seat: usize, period: usize, amount: f64) {
        if let Some(credited) = self.credited.get_mut(seat * self.periods + period) {
            *credited += amount;
        }
    }

    /// By seat, what its holders sold before they left, in quota periods that another ends.
    pub(super) fn earlier(&self) -> impl Iterator<Item = f64> + '_ {
        self.earlier.iter().copied()
    }

    /// All that a seat's holders sold, by seat.
    pub(super) fn by_seat(&self) -> impl Iterator<Item = f64> + '_ {
        let periods = self.credited.chunks_exact(self.periods.max(1));
        self.earlier.iter().zip(periods).map(|(earlier, credited)| earlier + credited.iter().sum::<f64>())
    }

    /// What counts for who holds a seat at the end of a quota period.
    pub(super) fn credited(&self, seat: usize, period: usize) -> f64 {
        self.credited.get(seat * self.periods + period).copied().unwrap_or(0.0)
    }
}

/// A mask of the purposes that an unknown is drawn for.
fn purposes(unknown: Unknown) -> u32 {
    match unknown {
        Unknown::Rates => Purpose::Rate.bit(),
        Unknown::DealSize => Purpose::SizeError.bit() | Purpose::PastDeals.bit(),
        Unknown::Supply => Purpose::SupplyError.bit(),
        Unknown::Cycle => Purpose::CycleError.bit(),
        Unknown::Market => Purpose::Market.bit(),
        Unknown::Reps => Purpose::RepRate.bit() | Purpose::Adherence.bit() | Purpose::Leaving.bit(),
        Unknown::Recurring => Purpose::Churn.bit() | Purpose::Expansion.bit(),
    }
}

/// An amount in whole minor units.
#[expect(clippy::cast_possible_truncation, reason = "brought within the bound first")]
#[inline]
pub(super) fn whole_minor(minor: f64) -> i64 {
    // Adding one half and cutting is round-half-up, without the slow `round` of WebAssembly.
    (minor.min(crate::model::limits::MINOR_UNITS_MAX as f64) + 0.5) as i64
}

/// Sums of one more number.
pub(super) fn add_count(sums: &mut SquareSums, count: u64) {
    sums.add(i64::try_from(count).unwrap_or(i64::MAX));
}
