//! Deals that are won: their sizes, and whose they are.
#![expect(
    clippy::indexing_slicing,
    reason = "months are simulated ones; deals are won only where a member owns them"
)]

use super::context::{Scratch, TrialContext};
use crate::engine::future::{Future, ROW};
use crate::engine::inversion::Unit;
use crate::engine::owners::Weighted;
use crate::engine::segment::{Origin, SegmentDraw};
use crate::engine::sizes::TrialSizes;
use crate::engine::stream::{Entity, Lane, Purpose, Word};
use rand::Rng;
use rand::distr::Distribution;

/// A number of deals won in a month, and who they belong to.
#[derive(Clone, Copy)]
pub(super) struct Won {
    pub(super) wins: u64,
    /// Simulated month.
    pub(super) month: usize,
    pub(super) owner: OwnerOf,
    pub(super) entity: Entity,
}

#[derive(Clone, Copy)]
pub(super) enum OwnerOf {
    /// A member who owned them since a month of entry.
    Member(usize, usize),
    /// Drawn for each: the month of entry is known.
    EnteredIn(usize),
    /// Drawn for each, with the month of entry.
    Drawn,
    /// Drawn for each by the weights of an open group; open when the future begins.
    Open,
}

/// One trial of one segment under way.
pub(super) struct Drawing<'a> {
    pub(super) draw: &'a SegmentDraw,
    pub(super) context: &'a TrialContext<'a>,
    pub(super) scratch: &'a mut Scratch,
    pub(super) sizes: TrialSizes<'a>,
    pub(super) future: &'a mut Future,
}

impl Drawing<'_> {
    /// Entities of the deals of an origin and month.
    pub(super) fn entity(&self, origin: Origin, month: usize) -> Entity {
        self.draw.entity.and(origin as u32).in_month(month)
    }

    /// What survives of the deals of an owner until a month.
    pub(super) fn kept(&self, owner: OwnerOf, month: usize) -> f64 {
        if self.scratch.kept.is_empty() {
            return 1.0;
        }
        match owner {
            OwnerOf::Member(member, entry) => {
                let (first, presence) = (self.context.first_month, self.context.presence);
                let last = presence.last(self.draw.members[member], first + entry);
                if last < first + month { self.context.seats.deals_kept } else { 1.0 }
            }
            OwnerOf::EnteredIn(entry) => self.scratch.kept[entry * self.draw.arriving.len() + month],
            OwnerOf::Open => self.scratch.open_kept[month],
            // What is expected of them has left out what does not survive.
            OwnerOf::Drawn => 1.0,
        }
    }

    /// Books the deals of a month.
    pub(super) fn book(&mut self, won: Won) {
        let Won { wins, month, owner, entity } = won;
        if wins == 0 {
            return;
        }
        let (trial, counts) = (self.context.trial, self.context.counts);
        if self.draw.members.len() == 1 && !self.context.seats.is_random() {
            let amount = self.sizes.sum(wins, trial, entity, counts);
            self.future.wins += wins;
            self.credit(amount, month, self.draw.members.first().copied());
            return;
        }
        let singly = wins.min(self.draw.sizes.singly_max());
        let mut sizes = trial.lane(Purpose::Sizes, entity);
        let steady = self.draw.owners.as_ref().filter(|owners| owners.is_steady);
        if let (Some(owners), OwnerOf::Drawn) = (steady, owner) {
            // The common case: nobody leaves, and who owns a deal does not depend on when it entered.
            let (mut sum, period) = (0.0, self.context.seats.period_of(self.context.first_month + month).0);
            let (members, future) = (&self.draw.members, &mut *self.future);
            if self.context.counts_reps {
                let row = future.row(period);
                self.sizes.each(singly, &mut sizes, |size, mut word| {
                    sum += size;
                    let seat = members[owners.in_month(0).sample(&mut word)];
                    row[seat % ROW] += size;
                });
            } else {
                self.sizes.each(singly, &mut sizes, |size, _| sum += size);
            }
            self.future.wins += singly;
            self.credit(sum, month, None);
        } else {
            if matches!(owner, OwnerOf::Drawn) && self.context.counts_reps {
                self.weigh_entries(month);
            }
            let mut lanes = trial.lane(Purpose::Owner, entity);
            for _ in 0..singly {
                let size = self.sizes.sample(&mut sizes);
                self.book_one(size, month, owner, &mut lanes);
            }
        }
        if wins > singly {
            let amount = self.sizes.further_sum(wins - singly, trial, entity, counts);
            self.book_further(amount, wins - singly, month, owner);
        }
    }

    /// For wins of a month whose entry is drawn: how likely each month of entry is, whoever has left since.
    fn weigh_entries(&mut self, month: usize) {
        let mut entries = std::mem::take(&mut self.scratch.entries);
        entries.clear();
        let passing = self.draw.passing(self.scratch);
        let cohorts = self.draw.steady.as_ref().map_or(&self.scratch.cohorts, |steady| &steady.cohorts);
        let mut sum = 0.0;
        entries.extend(cohorts.iter().zip(&passing.entering).map(|(cohort, entering)| {
            sum += cohort * entering[month];
            sum
        }));
        self.scratch.entries = entries;
    }

    /// Books one deal, that survives: to who owns it, or if they have left, to the team.
    ///
    /// Of deals that are won in a month, leavers own as many as survive: who is drawn and has left is drawn
    /// again, unless the deal survives.
    #[inline]
    pub(super) fn book_one(&mut self, size: f64, month: usize, owner: OwnerOf, lane: &mut Lane) {
        /// Far beyond what is needed, unless hardly anything survives; then the deal is nobody's.
        const DRAWS_MAX: u32 = 1_000;
        self.future.wins += 1;
        if !self.context.counts_reps {
            return self.credit(size, month, None);
        }
        if !self.context.seats.is_random() {
            let (member, _) = self.owner(owner, lane);
            return self.credit(size, month, Some(self.draw.members[member]));
        }
        let first = self.context.first_month;
        for _ in 0..DRAWS_MAX {
            let (member, entry) = self.owner(owner, lane);
            let seat = self.draw.members[member];
            if self.context.presence.last(seat, first + entry) >= first + month {
                return self.credit(size, month, Some(seat));
            }
            let is_given = matches!(owner, OwnerOf::Member(..));
            if is_given || Unit.sample(lane) < self.context.seats.deals_kept {
                break;
            }
        }
        self.credit(size, month, None);
    }

    /// The member who owns a deal, and the month of entry since when.
    #[inline]
    fn owner(&self, owner: OwnerOf, lane: &mut Lane) -> (usize, usize) {
        match owner {
            OwnerOf::Member(member, entry) => (member, entry),
            OwnerOf::EnteredIn(entry) => (self.draw.owners(self.scratch).in_month(entry).sample(lane), entry),
            OwnerOf::Open => (Weighted(&self.scratch.open_owners).sample(lane), 0),
            OwnerOf::Drawn => {
                let mut word = Word(lane.next_u64());
                let entry = Weighted(&self.scratch.entries).sample(lane);
                (self.draw.owners(self.scratch).in_month(entry).sample(&mut word), entry)
            }
        }
    }

    /// Books deals beyond those that are drawn singly: to members in proportion to what is expected of each.
    pub(super) fn book_further(&mut self, amount: f64, wins: u64, month: usize, owner: OwnerOf) {
        let first = self.context.first_month;
        let entry = match owner {
            OwnerOf::Member(_, entry) | OwnerOf::EnteredIn(entry) => entry,
            OwnerOf::Drawn => month,
            OwnerOf::Open => 0,
        };
        self.future.wins += wins;
        for (member, seat) in self.draw.members.iter().enumerate() {
            let share = match owner {
                OwnerOf::Member(own, _) => f64::from(u8::from(own == member)),
                OwnerOf::EnteredIn(_) | OwnerOf::Drawn | OwnerOf::Open => {
                    let of_all = self.kept(OwnerOf::EnteredIn(entry), month).max(f64::MIN_POSITIVE);
                    self.draw.owners(self.scratch).share(entry, member)
                        * self.kept(OwnerOf::Member(member, entry), month)
                        / of_all
                }
            };
            if share > 0.0 {
                let stays = self.context.presence.last(*seat, first + entry) >= first + month;
                self.credit(amount * share, month, Some(*seat).filter(|_| stays));
            }
        }
    }

    /// Counts an amount for the month and the team, and for a seat.
    #[inline]
    fn credit(&mut self, amount: f64, month: usize, seat: Option<usize>) {
        let future = &mut *self.future;
        future.bookings[month] += amount;
        future.segment_bookings += amount;
        if future.is_open {
            future.open_bookings += amount;
        }
        if let Some(seat) = seat {
            let who = (self.context.seats, self.context.presence);
            future.credit(seat, self.context.first_month + month, amount, who);
        }
    }
}
