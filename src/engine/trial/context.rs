//! What one trial's segments have in common, and what each keeps while it is drawn.
#![expect(
    clippy::indexing_slicing,
    reason = "a segment has a passing, each member a rate, and each month of entry its owners"
)]

use super::open_parts::OpenParts;
use crate::engine::counts::Counts;
use crate::engine::flows::Passing;
use crate::engine::owners::Owners;
use crate::engine::seats::{Presence, Seats};
use crate::engine::segment::SegmentDraw;
use crate::engine::stream::TrialKey;
use crate::model::{RelativeError, SupplyOf};

/// What a segment's trial needs beside its results; kept between trials.
#[derive(Debug, Default)]
pub(in crate::engine) struct Scratch {
    /// Team rates on the plan.
    pub(super) rates: Vec<f64>,
    /// By member: rate from entering to a win.
    pub(super) member_rates: Vec<f64>,
    /// By member and stage, on the plan and off it; only where reps differ.
    pub(super) member_stages: Vec<(f64, f64)>,
    pub(super) adherences: Vec<f64>,
    pub(super) owners: Owners,
    pub(super) passing: Passing,
    /// Cumulative shares of one list of months.
    pub(super) sums: Vec<f64>,
    /// By how much the cycle is longer than believed.
    pub(super) stretch: f64,
    pub(super) weights: Vec<f64>,
    /// Expected wins by month.
    pub(super) expected: Vec<f64>,
    pub(super) cohorts: Vec<f64>,
    /// New opportunities that are expected in this trial.
    pub(super) entering: f64,
    /// For the wins of a month, cumulative weights of the months of entry.
    pub(super) entries: Vec<f64>,
    /// By month of entry and month, the share of what would be won that survives its owner's leaving; empty:
    /// all.
    pub(super) kept: Vec<f64>,
    /// Cumulative weights of the members who own an open group, and by month what survives of it.
    pub(super) open_owners: Vec<f64>,
    pub(super) open_kept: Vec<f64>,
    /// By stage and member, what the chance of an open deal there is made of; empty until one is.
    pub(super) open_parts: Vec<Vec<OpenParts>>,
    /// Opportunities that are worked, by month of entry and member; only where capacity or a fixed number
    /// asks.
    pub(in crate::engine) worked: Vec<u64>,
    pub(super) supply_factor: f64,
}

/// What one trial's segments have in common.
#[derive(Debug)]
pub(in crate::engine) struct TrialContext<'a> {
    pub(in crate::engine) trial: TrialKey,
    pub(in crate::engine) counts: &'a Counts,
    pub(in crate::engine) seats: &'a Seats,
    pub(in crate::engine) presence: &'a Presence,
    pub(in crate::engine) first_month: usize,
    pub(in crate::engine) market: f64,
    pub(in crate::engine) market_size: f64,
    /// Of reps below the team's rate, the share of the gap that is closed.
    pub(in crate::engine) lift: f64,
    /// Whether somebody asks who sold it.
    pub(in crate::engine) counts_reps: bool,
    /// Whether new opportunities are counted.
    pub(in crate::engine) counts_opportunities: bool,
}

impl SegmentDraw {
    pub(super) fn passing<'a>(&'a self, scratch: &'a Scratch) -> &'a Passing {
        if self.cycle_error > RelativeError::NONE { &scratch.passing } else { &self.passings[0] }
    }

    pub(super) fn owners<'a>(&'a self, scratch: &'a Scratch) -> &'a Owners {
        self.owners.as_ref().unwrap_or(&scratch.owners)
    }

    /// The share of opportunities that are won, on the mean over its members and the plan, in proportion to
    /// their work.
    pub(in crate::engine) fn mean_rate(&self, context: &TrialContext<'_>, scratch: &Scratch) -> f64 {
        if let [rate] = scratch.member_rates[..] {
            return rate;
        }
        let (mut won, mut works) = (0.0, 0.0);
        for (member, seat) in self.members.iter().enumerate() {
            let months = context.first_month..context.first_month + self.arriving.len();
            let work: f64 = months.map(|month| context.presence.work(*seat, month)).sum();
            won += work * member_rate(&scratch.member_rates, member);
            works += work;
        }
        if works > 0.0 { won / works } else { 0.0 }
    }

    /// The share of a member's opportunities that are won, of all that enter in a month: 0 if nobody works
    /// then. For a supply of each rep, times how many there are.
    pub(super) fn reach(&self, scratch: &Scratch, entry: usize) -> f64 {
        let owners = self.owners(scratch);
        let (total, work) = (owners.total(entry), owners.work[entry]);
        // Owners that are the same in all trials are weighed by their work alone.
        let rate = if self.owners.is_some() { member_rate(&scratch.member_rates, 0) } else { 1.0 };
        match self.of {
            SupplyOf::EachRep => total * rate,
            SupplyOf::Team if work > 0.0 => total / work * rate,
            SupplyOf::Team => 0.0,
        }
    }
}

/// The rate of a member; where all are alike, there is one.
pub(super) fn member_rate(rates: &[f64], member: usize) -> f64 {
    if rates.len() == 1 { rates[0] } else { rates[member] }
}
