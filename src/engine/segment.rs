//! A segment made ready: what all of its trials share.

use super::flows::Passing;
use super::open_times::OpenTimes;
use super::owners::Owners;
use super::rate_draw::RateDraw;
use super::rep_rates::RepRates;
use super::seats::Seats;
use super::sizes::Sizes;
use super::stream::Entity;
use super::timing::log_survival;
use super::windows::Landing;
use crate::math::quantile_table::QuantileTable;
use crate::model::{Arrivals, RelativeError, Segment, SupplyOf};
use std::sync::Arc;

/// What all trials of a segment share.
#[derive(Clone, Debug)]
pub(super) struct SegmentDraw {
    pub(super) entity: Entity,
    /// The entity whose stream busy months are drawn from: another segment's, whose evidence this one shares,
    /// or its own.
    pub(super) evidence: Entity,
    pub(super) stages: Vec<StageDraw>,
    pub(super) arrivals: Arrivals,
    pub(super) of: SupplyOf,
    pub(super) supply_error: RelativeError,
    pub(super) size_error: RelativeError,
    pub(super) cycle_error: RelativeError,
    /// Quantiles of the monthly factor.
    pub(super) busy: Option<Arc<QuantileTable>>,
    /// Expected opportunities by month of entry; see [`super::flows::Flows::arriving`].
    pub(super) arriving: Vec<f64>,
    /// Who passes when, for stretches of the cycle at equal distances of its normal score; one, if it is
    /// known.
    pub(super) passings: Vec<Passing>,
    /// By stage and what an age says, so that those of one chance stand together.
    pub(super) open: Vec<OpenGroup>,
    pub(super) open_times: OpenTimes,
    pub(super) landing: Landing,
    pub(super) sizes: Sizes,
    /// Places of the seats that work it.
    pub(super) members: Vec<usize>,
    /// By seat, its place among them.
    pub(super) places: Vec<Option<usize>>,
    /// Who owns what enters in each month, if that is the same in all trials.
    pub(super) owners: Option<Owners>,
    /// Expected wins if every opportunity won, if nothing but one factor differs from trial to trial.
    pub(super) steady: Option<SteadyArrivals>,
    /// By month of entry and member; only where opportunities are drawn as they are.
    pub(super) rep_months: Vec<RepMonth>,
    pub(super) adherence: AdherenceDraw,
}

/// A stage made ready.
#[derive(Clone, Debug)]
pub(super) struct StageDraw {
    /// The entity whose stream the rate is drawn from: the stage itself, or the one whose evidence it shares.
    pub(super) luck: Entity,
    /// The stage's id, for which each rep's place among reps is drawn.
    pub(super) number: u32,
    pub(super) rate: RateDraw,
    pub(super) off_plan: f64,
    /// For reps who differ.
    pub(super) spread: Option<Arc<RepRates>>,
    /// Tables of single reps with a record: the place of the seat among the members.
    pub(super) records: Vec<(usize, Arc<RepRates>)>,
}

/// Open deals of one stage and age.
#[derive(Clone, Debug)]
pub(super) struct OpenGroup {
    pub(super) entity: Entity,
    pub(super) stage: usize,
    /// `S_w(a) / S_l(a)`: what the age says.
    pub(super) odds_of_age: f64,
    pub(super) deals: OpenDeals,
}

impl OpenGroup {
    /// Whether its deals have the same chance as those of another.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        self.stage == other.stage && self.odds_of_age.to_bits() == other.odds_of_age.to_bits()
    }
}

#[derive(Clone, Debug)]
pub(super) enum OpenDeals {
    /// How many, and their place in [`Passing::listed`].
    Count(u64, usize),
    /// One deal.
    One(OpenDeal),
}

/// A single open deal.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenDeal {
    /// Its amount, if it is known.
    pub(super) amount: Option<f64>,
    /// Days in its stage, and the hazard that is behind it; see [`OpenTimes::left`].
    pub(super) age: (f64, f64),
}

/// The share of opportunities run by the plan.
#[derive(Clone, Debug)]
pub(super) enum AdherenceDraw {
    All,
    Alike(f64),
    Drawn(Arc<QuantileTable>),
}

/// New opportunities of which nothing but one factor differs from trial to trial.
#[derive(Clone, Debug)]
pub(super) struct SteadyArrivals {
    /// By month of entry, how many somebody works.
    pub(super) cohorts: Vec<f64>,
    /// By month, how many would be won.
    pub(super) won: Vec<f64>,
}

/// The streams of what one member gets in one month.
#[derive(Clone, Copy, Debug)]
pub(super) struct RepMonth {
    /// How many opportunities.
    pub(super) assigned: Entity,
    /// What becomes of them.
    pub(super) worked: Entity,
}

/// Where the deals of a stream come from: it keeps their luck apart.
#[derive(Clone, Copy)]
pub(super) enum Origin {
    New = 0,
    Open = 1,
    Listed = 2,
    Intake = 3,
}

/// Standard deviations between the stretches of a cycle that are tabulated.
pub(super) const CYCLE_STEP: f64 = 0.125;
/// How many of them, from −4 to 4 standard deviations; beyond, the last.
pub(super) const CYCLE_NODES: usize = 65;

impl SegmentDraw {
    /// Whether opportunities are drawn as they are, rep by rep and month by month.
    pub(super) fn is_drawn_by_rep(&self, seats: &Seats) -> bool {
        seats.capacity.is_some()
            || (self.arrivals == Arrivals::Fixed && self.of == SupplyOf::EachRep && seats.has_team)
    }

    pub(super) fn differ(&self) -> bool {
        matches!(self.adherence, AdherenceDraw::Drawn(_))
            || self.stages.iter().any(|stage| stage.spread.is_some() || !stage.records.is_empty())
    }

    /// See [`SteadyArrivals`]; none, if months are busy or slack or the cycle is uncertain.
    pub(super) fn steady_arrivals(&self) -> Option<SteadyArrivals> {
        let owners = self.owners.as_ref().filter(|_| self.busy.is_none() && self.passings.len() == 1)?;
        let passing = self.passings.first()?;
        let works = |entry: usize| match self.of {
            SupplyOf::EachRep => owners.total(entry),
            SupplyOf::Team => f64::from(u8::from(owners.total(entry) > 0.0)),
        };
        let cohorts: Vec<f64> =
            self.arriving.iter().enumerate().map(|(entry, arriving)| arriving * works(entry)).collect();
        let mut won = vec![0.0; self.arriving.len()];
        for (cohort, entering) in cohorts.iter().zip(&passing.entering) {
            won.iter_mut().zip(entering).for_each(|(won, share)| *won += cohort * share);
        }
        Some(SteadyArrivals { cohorts, won })
    }
}

/// `S_w(a) / S_r(a)` of a segment's stage, within what a number holds: the chances to be open at an age, of
/// those that move on, and of the rest. Of the rest a share u is never decided: `S_r = (1 − u)·S_l + u`.
#[expect(clippy::indexing_slicing, reason = "asked for places of the segment's own stages")]
pub(super) fn odds_of_age(segment: &Segment, stage: usize, age_days: f64) -> f64 {
    let stage = &segment.stages()[stage];
    let never = stage.never_decided();
    if stage.loss_time.is_none() && never <= 0.0 {
        return 1.0;
    }
    let won = log_survival(stage.time.law(), age_days);
    let lost = log_survival(stage.loss_time.unwrap_or(stage.time).law(), age_days);
    if lost == f64::NEG_INFINITY && won == f64::NEG_INFINITY && never <= 0.0 {
        // Older than all that was measured, of either end: an age says nothing there.
        return 1.0;
    }
    let log_odds =
        if never > 0.0 { won - libm::log((1.0 - never) * libm::exp(lost) + never) } else { won - lost };
    libm::exp(log_odds.clamp(-700.0, 700.0))
}
