//! A scenario made ready: everything that its trials share.

use super::counts::Counts;
use super::economics::EconomicsOfPlan;
use super::expected_entries::ExpectedEntries;
use super::intakes::{IntakeLaw, Intakes};
use super::kept;
use super::rate_draw::RateDraw;
use super::seats::{Presence, Seats};
use super::segment::SegmentDraw;
use super::stream::{Entity, Purpose, TrialKey};
use super::trial::context::TrialContext;
use super::windows::Windows;
use crate::math::quantile_table::QuantileTable;
use crate::model::{Market, Scenario, Seed, Segment, SegmentId, Unknown};
use std::sync::{Arc, OnceLock};

/// Everything that the trials of a scenario share, computed once.
#[derive(Clone, Debug)]
pub struct Simulator {
    pub(super) seed: Seed,
    /// First simulated month, that of the as-of date.
    pub(super) first_month: usize,
    /// Ends of the simulated months, in years from the plan's beginning.
    pub(super) month_ends: Vec<f64>,
    pub(super) segments: Vec<(SegmentId, SegmentDraw)>,
    /// The plan, of which expected entries are worked out once somebody asks for them.
    pub(super) scenario: Arc<Scenario>,
    pub(super) expected_entries: OnceLock<Vec<Vec<Vec<f64>>>>,
    /// Whether what is expected to enter each stage is part of an outcome.
    pub(super) counts_entries: bool,
    pub(super) seats: Seats,
    /// Groups of the team.
    pub(super) groups: usize,
    /// Who is there, if nobody leaves.
    pub(super) presence: Presence,
    pub(super) counts: Counts,
    /// Quantiles of the market's factor.
    pub(super) market_table: Option<Arc<QuantileTable>>,
    pub(super) market: Market,
    pub(super) booked: i64,
    /// Opening amount, churn and expansion of recurring revenue.
    pub(super) recurring: Option<(f64, RateDraw, RateDraw)>,
    /// What selling costs.
    pub(super) economics: Option<EconomicsOfPlan>,
    /// For reps below the team's rate, the share of the gap that is closed.
    pub(super) lift: f64,
    /// Whether somebody asks who sold it.
    pub(super) counts_reps: bool,
    /// Other luck for all purposes but those of a mask.
    pub(super) other_luck: Option<(Seed, u32)>,
    /// What reps' opportunities depend on, if they are kept for other variations of the plan.
    pub(super) intake_law: Option<IntakeLaw>,
}

impl Simulator {
    /// The same futures with reps who are below the team's rate raised by a share of the gap, 0 to 1.
    #[must_use]
    pub fn with_lift(self, share: f64) -> Self {
        Self { lift: share.clamp(0.0, 1.0), ..self }
    }

    /// The same futures for somebody who asks only for their totals, not who sold it: nobody is drawn then
    /// who owns a deal, and no outcome of a team is left behind, nor what is expected to enter each stage.
    /// The totals are the same to the last bit.
    #[must_use]
    pub fn without_reps(self) -> Self {
        Self { counts_reps: false, counts_entries: false, ..self }
    }

    /// The same futures, of `scenario`, drawn faster where variations of it were drawn on this thread before:
    /// what reps get to work on is kept between them.
    #[must_use]
    pub fn with_kept_intakes(self, scenario: &Scenario) -> Self {
        let by_rep = self.segments.iter().any(|(_, draw)| draw.is_drawn_by_rep(&self.seats));
        Self { intake_law: by_rep.then(|| IntakeLaw::of(scenario)), ..self }
    }

    /// What is kept for this simulator; none, if nothing is to be.
    pub(super) fn intakes(&self) -> Option<Intakes> {
        self.intake_law.as_ref().map(|law| Intakes::taken(law, (self.seed, self.other_luck)))
    }

    /// How many tables its open deals need: one for each stage in which something is open, and one for each
    /// row of counts. Single deals need none of their own, however many ages they have.
    pub fn open_tables(&self) -> usize {
        let of_segment = |(_, draw): &(SegmentId, SegmentDraw)| {
            draw.open_times.tables() + draw.passings.first().map_or(0, |passing| passing.listed.len())
        };
        self.segments.iter().map(of_segment).sum()
    }

    /// Futures that agree with those of this simulator in what is kept, and have the luck of another seed in
    /// all else. The covariance of both over the trials is the variance of the mean given what is kept: Sobol
    /// (1993), *Sensitivity estimates for nonlinear mathematical models*.
    #[must_use]
    pub fn with_other_luck(self, other: Seed, kept: &[Unknown]) -> Self {
        let purposes = kept.iter().fold(0, |mask, unknown| mask | purposes(*unknown));
        Self { other_luck: Some((other, purposes)), ..self }
    }

    /// Expected number of wins from the as-of date on: exact from the means of the beliefs, if nobody leaves
    /// and all opportunities are worked.
    pub fn expected_wins(&self) -> f64 {
        let won = self.expected_entries().iter().filter_map(|segment| segment.last());
        won.map(|months| months.iter().sum::<f64>()).sum()
    }

    /// By segment; see [`crate::analysis::SegmentOutcome::expected_entries`].
    pub(super) fn expected_entries(&self) -> &[Vec<Vec<f64>>] {
        self.expected_entries.get_or_init(|| {
            let scenario = self.scenario.as_ref();
            let windows = Windows::new(scenario);
            let entries =
                ExpectedEntries { scenario, windows: &windows, seats: &self.seats, presence: &self.presence };
            let horizon_days = scenario.parts().calendar.days();
            let of = |(segment, (_, draw)): (&Segment, &(SegmentId, SegmentDraw))| {
                let times: Vec<_> = segment.stages().iter().map(|stage| stage.time).collect();
                entries.of(segment, &kept::times(&times, horizon_days), &draw.open_times)
            };
            scenario.segments().iter().zip(&self.segments).map(of).collect()
        })
    }

    /// What the segments of a trial have in common.
    pub(super) fn context<'a>(&'a self, trial: TrialKey, presence: &'a Presence) -> TrialContext<'a> {
        let market = self
            .market_table
            .as_ref()
            .map_or(1.0, |table| trial.draw(Purpose::Market, Entity::ONLY, table.as_ref()));
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
            counts_reps: self.counts_reps,
            counts_opportunities: self.economics.as_ref().is_some_and(EconomicsOfPlan::counts_opportunities),
        }
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
