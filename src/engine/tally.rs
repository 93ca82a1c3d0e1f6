//! What the trials of a block leave behind, added up as they are drawn.
#![expect(
    clippy::indexing_slicing,
    reason = "groups, periods and seats are those of the team; a bucket is below the histogram's length"
)]

use super::future::Future;
use super::seats::Presence;
use super::simulator::Simulator;
use super::stream::mix;
use crate::analysis::{
    AmountHistogram, AtQuota, BlockOutcome, BookingsHistogram, Column, GroupOutcome, MonthOutcome,
    PeriodOutcome, RepHistogram, SegmentOutcome, SquareSums, TeamOutcome,
};
use crate::model::limits::MINOR_UNITS_MAX;

/// The block so far.
#[derive(Debug)]
pub(super) struct Tally {
    totals: Vec<i64>,
    bookings: SquareSums,
    wins: SquareSums,
    open: SquareSums,
    digest: u64,
    /// By simulated month and bucket.
    histograms: Vec<u32>,
    cumulative_sums: Vec<i128>,
    segments: Vec<SegmentOutcome>,
    team: Option<TeamTally>,
    recurring_left: Vec<f64>,
}

#[derive(Debug)]
struct TeamTally {
    outcome: TeamOutcome,
    /// By group and bucket.
    histograms: Vec<u32>,
    /// Quotas by seat and period, if nobody leaves.
    quotas: Option<Vec<Option<f64>>>,
}

impl Tally {
    pub(super) fn new(simulator: &Simulator, trials: u32) -> Self {
        let months = simulator.month_ends.len();
        Self {
            totals: Vec::with_capacity(trials as usize),
            bookings: SquareSums::default(),
            wins: SquareSums::default(),
            open: SquareSums::default(),
            digest: 0,
            histograms: vec![0; months * BookingsHistogram::BUCKETS],
            cumulative_sums: vec![0; months],
            segments: vec![SegmentOutcome::default(); simulator.segments.len()],
            team: simulator.counts_reps.then(|| TeamTally::new(simulator)),
            recurring_left: Vec::new(),
        }
    }

    /// Adds a trial; `left` fills in what is left of recurring revenue by month.
    pub(super) fn add(
        &mut self,
        simulator: &Simulator,
        trial: u32,
        (future, presence): (&Future, &Presence),
        left: impl FnOnce(&mut Vec<f64>),
    ) {
        left(&mut self.recurring_left);
        let (mut booked, mut total) = (simulator.booked, simulator.booked);
        let months =
            self.cumulative_sums.iter_mut().zip(self.histograms.chunks_exact_mut(BookingsHistogram::BUCKETS));
        for (month, (amount, (sum, histogram))) in future.bookings.iter().zip(months).enumerate() {
            booked = (booked + whole_minor(*amount)).min(MINOR_UNITS_MAX);
            // Empty unless the target is recurring revenue.
            let left = self.recurring_left.get(month).map_or(0, |left| whole_minor(*left));
            total = (booked + left).min(MINOR_UNITS_MAX);
            *sum += i128::from(total);
            histogram[BookingsHistogram::bucket_of(total)] += 1;
        }
        self.totals.push(total);
        self.bookings.add(total);
        add_count(&mut self.wins, future.wins);
        self.open.add(whole_minor(future.open_bookings));
        self.digest = self.digest.wrapping_add(mix(mix(u64::from(trial)) ^ total.unsigned_abs()));
        let drawn = future.segments.iter().zip(&future.turned_away);
        for (outcome, (bookings, turned_away)) in self.segments.iter_mut().zip(drawn) {
            outcome.bookings.add(whole_minor(*bookings));
            add_count(&mut outcome.turned_away, *turned_away);
        }
        if let Some(team) = &mut self.team {
            team.add(simulator, future, presence);
        }
    }

    /// What is left of opening recurring revenue at the end of the trial that was added last; none, if it is
    /// not asked for.
    pub(super) fn recurring_left(&self) -> Option<f64> {
        self.recurring_left.last().copied()
    }

    pub(super) fn outcome(self, simulator: &Simulator, first: u32) -> BlockOutcome {
        let trials = self.totals.len() as u64;
        let mut sorted = self.totals.clone();
        sorted.sort_unstable();
        let months = self
            .histograms
            .chunks_exact(BookingsHistogram::BUCKETS)
            .zip(&self.cumulative_sums)
            .zip(simulator.first_month..)
            .map(|((histogram, sum), month)| MonthOutcome {
                month: u32::try_from(month).unwrap_or(u32::MAX),
                cumulative_sum: *sum,
                cumulative: AmountHistogram::from_full(histogram),
            });
        let expected = if simulator.counts_entries { simulator.expected_entries() } else { &[] };
        let segments =
            self.segments.into_iter().enumerate().map(|(place, outcome)| match expected.get(place) {
                Some(entries) => SegmentOutcome { expected_entries: entries.clone(), ..outcome },
                None => outcome,
            });
        BlockOutcome {
            first,
            totals: Column(self.totals),
            sorted: Column(sorted),
            bookings: self.bookings,
            wins: self.wins,
            months: months.collect(),
            open: self.open,
            segments: segments.collect(),
            team: self.team.map(|team| team.outcome(simulator, trials)),
            digest: self.digest,
        }
    }
}

impl TeamTally {
    fn new(simulator: &Simulator) -> Self {
        let seats = &simulator.seats;
        let periods = seats.period_ends().iter().map(|month| PeriodOutcome {
            last_month: u32::try_from(*month).unwrap_or(u32::MAX),
            at_quota: vec![0; seats.all.len() + 1],
            counted: 0,
        });
        let group = GroupOutcome {
            at_quota: vec![AtQuota::default(); seats.period_ends().len()],
            ..Default::default()
        };
        let quotas = (!seats.is_random()).then(|| {
            let of_period = |end: &usize| {
                let end = *end;
                (0..seats.all.len()).map(move |seat| seats.quota(seat, end, &simulator.presence))
            };
            seats.period_ends().iter().flat_map(of_period).collect()
        });
        Self {
            outcome: TeamOutcome {
                heads: vec![SquareSums::default(); simulator.month_ends.len()],
                groups: vec![group; simulator.groups],
                periods: periods.collect(),
            },
            histograms: vec![0; simulator.groups * RepHistogram::BUCKETS],
            quotas,
        }
    }

    fn add(&mut self, simulator: &Simulator, future: &Future, presence: &Presence) {
        let seats = &simulator.seats;
        if seats.is_random() {
            self.count_heads(simulator, presence);
        }
        for (seat, amount) in seats.all.iter().zip(future.by_seat()) {
            let amount = whole_minor(amount);
            self.outcome.groups[seat.group].bookings_sum += i128::from(amount);
            let begin = seat.group * RepHistogram::BUCKETS;
            self.histograms[begin + RepHistogram::bucket_of(amount)] += 1;
        }
        let first_period = seats.period_of(simulator.first_month).0;
        for (place, (end, period)) in seats.period_ends().iter().zip(&mut self.outcome.periods).enumerate() {
            if *end < simulator.first_month {
                continue;
            }
            let mut reached_by = 0;
            for (number, seat) in seats.all.iter().enumerate() {
                let quota = match &self.quotas {
                    Some(quotas) => quotas[place * seats.all.len() + number],
                    None => seats.quota(number, *end, presence),
                };
                let Some(quota) = quota else { continue };
                let before = if place == first_period { seat.booked } else { 0.0 };
                // Half a minor unit less, since sums of amounts are off by their last bits.
                let reached = future.credited(number, place) + before >= quota - 0.5;
                period.counted += 1;
                reached_by += usize::from(reached);
                let at_quota = &mut self.outcome.groups[seat.group].at_quota[place];
                at_quota.counted += 1;
                at_quota.reached += u64::from(reached);
            }
            period.at_quota[reached_by] += 1;
        }
    }

    fn count_heads(&mut self, simulator: &Simulator, presence: &Presence) {
        let heads = presence.heads().iter().skip(simulator.first_month);
        for (sums, heads) in self.outcome.heads.iter_mut().zip(heads) {
            add_count(sums, u64::from(*heads));
        }
    }

    fn outcome(mut self, simulator: &Simulator, trials: u64) -> TeamOutcome {
        if !simulator.seats.is_random() {
            // Nobody leaves and nobody joins at random: who is there is counted once for all trials.
            self.count_heads(simulator, &simulator.presence);
            for sums in &mut self.outcome.heads {
                (sums.count, sums.sum, sums.squares) =
                    (trials, sums.sum * i128::from(trials), sums.squares * u128::from(trials));
            }
        }
        let histograms = self.histograms.chunks_exact(RepHistogram::BUCKETS);
        for (group, histogram) in self.outcome.groups.iter_mut().zip(histograms) {
            group.bookings = AmountHistogram::from_full(histogram);
        }
        self.outcome
    }
}

/// An amount in whole minor units.
#[expect(clippy::cast_possible_truncation, reason = "brought within the bound first")]
#[inline]
fn whole_minor(minor: f64) -> i64 {
    // Adding one half and cutting is round-half-up, without the slow `round` of WebAssembly.
    (minor.min(MINOR_UNITS_MAX as f64) + 0.5) as i64
}

/// Sums of one more number.
fn add_count(sums: &mut SquareSums, count: u64) {
    sums.add(i64::try_from(count).unwrap_or(i64::MAX));
}
