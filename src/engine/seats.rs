//! The team as seats: who sits there month by month, how much of full work they do, and what they sell.
#![expect(
    clippy::indexing_slicing,
    reason = "seats are those of the team and months those of the plan, for which every list is made"
)]

use super::inversion::Geometric;
use super::stream::{Entity, Purpose, TrialKey};
use crate::model::{Attrition, Capacity, Joins, Month, Scenario, SegmentId, Team};
use rand::distr::Distribution;
use std::ops::Range;

/// The seats of a team. Without a team there is one, always taken.
#[derive(Clone, Debug)]
pub(super) struct Seats {
    pub(super) all: Vec<Seat>,
    pub(super) has_team: bool,
    months: Vec<Month>,
    /// First simulated month: nobody leaves before its end.
    first_month: usize,
    ramp: Vec<f64>,
    /// Logarithm of the chance to stay at a month's end; none: everybody stays.
    log_staying: Option<f64>,
    backfill_days: Option<f64>,
    pub(super) deals_kept: f64,
    pub(super) capacity: Option<Capacity>,
    /// For each month, its quota period and that one's last month, as far as it lies in the plan.
    periods: Vec<(usize, usize)>,
    /// Last months of the quota periods.
    period_ends: Vec<usize>,
    /// By month, the first one of its quota period.
    period_begins: Vec<usize>,
    /// Months of a whole quota period.
    period_months: f64,
}

/// A place in the team: one rep after the other.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) entity: Entity,
    /// Place of its group in the team.
    pub(super) group: usize,
    pub(super) segment: Option<SegmentId>,
    joins: Joins,
    pub(super) quota: Option<f64>,
    pub(super) booked: f64,
}

/// Who sits where in one trial, by seat and month of the plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Presence {
    months: usize,
    /// Share of full work.
    work: Vec<f64>,
    /// Who, counted from 1 for each seat; 0: nobody.
    holder: Vec<u16>,
    /// The last month of who sits there in a month; beyond the plan, if they stay.
    last: Vec<usize>,
    /// By month, how many are there after its end.
    heads: Vec<u32>,
}

impl Seats {
    pub(super) fn new(scenario: &Scenario, first_month: usize) -> Self {
        let parts = scenario.parts();
        let months = parts.calendar.months().to_vec();
        let team = parts.team.as_ref();
        let period = team.map_or(12, |team| team.quota_period.months());
        let begins_period = |month: &Month| (place_in_year(month, parts.fiscal_start)).is_multiple_of(period);
        let mut period_end: Vec<usize> = Vec::with_capacity(months.len());
        for (place, _) in months.iter().enumerate() {
            let further = months.iter().skip(place + 1).take_while(|month| !begins_period(month)).count();
            period_end.push(place + further);
        }
        let mut period_ends = period_end.clone();
        period_ends.dedup();
        let place = |end: usize| period_ends.partition_point(|other| *other < end);
        let periods: Vec<(usize, usize)> = period_end.into_iter().map(|end| (place(end), end)).collect();
        let mut begun: Option<((usize, usize), usize)> = None;
        let begin = |(place, period): (usize, &(usize, usize))| match begun {
            Some((running, at)) if running == *period => at,
            Some(_) | None => {
                begun = Some((*period, place));
                place
            }
        };
        let period_begins = periods.iter().enumerate().map(begin).collect();
        let attrition = team.map(|team| team.attrition);
        let staying = attrition.map_or(1.0, Attrition::staying_a_month);
        Self {
            all: team.map_or_else(|| vec![Seat::alone()], seats_of),
            has_team: team.is_some(),
            months,
            first_month,
            ramp: team.map_or_else(Vec::new, |team| team.ramp.shares().to_vec()),
            log_staying: (staying < 1.0).then(|| libm::log(staying)),
            backfill_days: attrition.and_then(Attrition::backfill_days),
            deals_kept: attrition.map_or(1.0, Attrition::deals_kept),
            capacity: team.and_then(|team| team.capacity),
            periods,
            period_ends,
            period_begins,
            period_months: f64::from(period),
        }
    }

    /// Whether who is there differs from trial to trial.
    pub(super) fn is_random(&self) -> bool {
        self.log_staying.is_some()
    }

    /// Fills in who is there in a trial; none: nobody leaves.
    pub(super) fn fill(&self, trial: Option<TrialKey>, presence: &mut Presence) {
        presence.reset(self.all.len(), self.months.len());
        for (number, seat) in self.all.iter().enumerate() {
            let mut leaving = trial.map(|trial| trial.lane(Purpose::Leaving, seat.entity));
            let (mut from, mut tenure, mut share) = match seat.joins {
                Joins::Before(tenure) => (0, tenure, 1.0),
                Joins::InMonth(month) => (month as usize, 0, 1.0),
            };
            for holder in 1..=u16::MAX {
                let stays = match (&mut leaving, self.log_staying) {
                    (Some(lane), Some(log)) => months_of(Geometric::new(log).sample(lane)),
                    (None, _) | (_, None) => usize::MAX,
                };
                let until = from.max(self.first_month).saturating_add(stays);
                let months = self.months.len();
                let (begin, end) = (from.min(months), until.saturating_add(1).min(months));
                // Who leaves at the end of a month is not there after it.
                let stayed = presence.heads[begin..].iter_mut().take(until - from);
                stayed.for_each(|heads| *heads += 1);
                for place in presence.places(number, begin..end) {
                    // Past the ramp a rep does full work.
                    let ramped = self.ramp.get(tenure as usize).map_or(1.0, |share| *share);
                    (*place.0, *place.1, *place.2) = (ramped * share, holder, until);
                    (tenure, share) = (tenure.saturating_add(1), 1.0);
                }
                let Some((next, part)) = self.replaced(until) else { break };
                (from, tenure, share) = (next, 0, part);
            }
        }
    }

    /// The month in which a replacement begins for who leaves at the end of a month, and the share of it that
    /// is left.
    fn replaced(&self, left_after: usize) -> Option<(usize, f64)> {
        let day = self.months.get(left_after)?.to_day + self.backfill_days?;
        let (place, month) = self.months.iter().enumerate().find(|(_, month)| day < month.to_day)?;
        Some((place, (month.to_day - day) / (month.to_day - month.from_day)))
    }

    /// The quota of who sits at `seat` at the end of a period that ends in `month`: for the months of the
    /// period that they were there, in proportion to their ramp. None: nobody there, or no quota.
    pub(super) fn quota(&self, seat: usize, month: usize, presence: &Presence) -> Option<f64> {
        let quota = self.all[seat].quota?;
        let holder = presence.holder(seat, month);
        let work: f64 = (self.period_begins[month]..=month)
            .filter(|month| presence.holder(seat, *month) == holder)
            .map(|month| presence.work(seat, month))
            .sum();
        (holder > 0 && work > 0.0).then(|| quota * work / self.period_months)
    }

    /// The months in which quota periods end, in order.
    pub(super) fn period_ends(&self) -> &[usize] {
        &self.period_ends
    }

    /// The quota period that a month belongs to, from 0, and its last month.
    #[inline]
    pub(super) fn period_of(&self, month: usize) -> (usize, usize) {
        self.periods[month]
    }
}

impl Seat {
    fn alone() -> Self {
        let entity = Entity::of(0);
        Self { entity, group: 0, segment: None, joins: Joins::Before(0), quota: None, booked: 0.0 }
    }

    /// Whether it works a segment.
    pub(super) fn works(&self, segment: SegmentId) -> bool {
        self.segment.is_none_or(|own| own == segment)
    }
}

fn seats_of(team: &Team) -> Vec<Seat> {
    let mut seats = Vec::new();
    for (place, group) in team.groups().iter().enumerate() {
        seats.extend((0..group.count).map(|number| Seat {
            entity: Entity::of(group.id.0).and(number),
            group: place,
            segment: group.segment,
            joins: group.joins,
            quota: group.quota.map(|quota| quota.minor() as f64),
            booked: group.booked.minor() as f64,
        }));
    }
    seats
}

impl Presence {
    fn reset(&mut self, seats: usize, months: usize) {
        self.months = months;
        self.work.clear();
        self.work.resize(seats * months, 0.0);
        self.holder.clear();
        self.holder.resize(seats * months, 0);
        self.last.clear();
        self.last.resize(seats * months, 0);
        self.heads.clear();
        self.heads.resize(months, 0);
    }

    /// What is known of a seat in some months: share of full work, holder, and their last month.
    fn places(
        &mut self,
        seat: usize,
        months: Range<usize>,
    ) -> impl Iterator<Item = (&mut f64, &mut u16, &mut usize)> {
        let begin = seat * self.months;
        let months = begin + months.start..begin + months.end.max(months.start);
        let work = self.work[months.clone()].iter_mut();
        let holders = self.holder[months.clone()].iter_mut();
        work.zip(holders).zip(self.last[months].iter_mut()).map(|((work, holder), last)| (work, holder, last))
    }

    /// Share of full work that is done at a seat in a month of the plan.
    #[inline]
    pub(super) fn work(&self, seat: usize, month: usize) -> f64 {
        self.work[seat * self.months + month]
    }

    /// Who sits there in a month of the plan; 0: nobody.
    #[inline]
    pub(super) fn holder(&self, seat: usize, month: usize) -> u16 {
        self.holder[seat * self.months + month]
    }

    /// The last month of who sits at a seat in a month of the plan.
    #[inline]
    pub(super) fn last(&self, seat: usize, month: usize) -> usize {
        self.last[seat * self.months + month]
    }

    /// By month of the plan, how many are there after its end.
    pub(super) fn heads(&self) -> &[u32] {
        &self.heads
    }
}

/// A month's place in the fiscal year, from 0.
fn place_in_year(month: &Month, fiscal_start: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "below 12")]
    let place = month.month_of_year as u32;
    (place + 13 - fiscal_start) % 12
}

/// A number of months that is not negative; beyond every plan if it is large.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "brought within bounds first")]
fn months_of(months: f64) -> usize {
    months.clamp(0.0, 1e6) as usize
}
