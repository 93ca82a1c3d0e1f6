//! Who owns what enters a segment.
#![expect(
    clippy::indexing_slicing,
    reason = "every month of entry was added with all members; weights are drawn from where something is won"
)]

use super::inversion::Unit;
use super::stream::Word;
use rand::Rng;
use rand::distr::Distribution;

/// Who owns what enters: by month of entry, cumulative weights of the members.
#[derive(Clone, Debug, Default)]
pub(super) struct Owners {
    members: usize,
    /// By month of entry and member, cumulative: work × monthly factor × rate.
    cumulative: Vec<f64>,
    /// By month of entry: sum of work × monthly factor.
    pub(super) work: Vec<f64>,
    /// Whether all months of entry are alike.
    pub(super) is_steady: bool,
    /// Whether all members are as well.
    is_even: bool,
}

impl Owners {
    pub(super) fn reset(&mut self, members: usize) {
        self.members = members;
        self.cumulative.clear();
        self.work.clear();
    }

    /// The next month of entry: for each member, work and rate.
    #[inline]
    pub(super) fn add_month(&mut self, members: impl Iterator<Item = (f64, f64)>) {
        let (mut sum, mut works) = (0.0, 0.0);
        for (work, rate) in members {
            sum += work * rate;
            works += work;
            self.cumulative.push(sum);
        }
        self.work.push(works);
    }

    /// Notes whether all months are alike: then nobody need know when a deal entered.
    #[must_use]
    pub(super) fn noted(mut self) -> Self {
        let first = self.of(0).to_vec();
        self.is_steady = (0..self.work.len()).all(|entry| self.of(entry) == first);
        let share = self.total(0) / self.members.max(1) as f64;
        let alike = |member: usize| (self.share(0, member) * self.total(0) - share).abs() <= 1e-12 * share;
        self.is_even = self.is_steady && share > 0.0 && (0..self.members).all(alike);
        self
    }

    pub(super) fn of(&self, entry: usize) -> &[f64] {
        &self.cumulative[entry * self.members..(entry + 1) * self.members]
    }

    pub(super) fn total(&self, entry: usize) -> f64 {
        // Without members nothing is owned.
        self.of(entry).last().map_or(0.0, |all| *all)
    }

    /// The share of a member in what enters in a month.
    pub(super) fn share(&self, entry: usize, member: usize) -> f64 {
        let owners = self.of(entry);
        let before = if member > 0 { owners[member - 1] } else { 0.0 };
        let total = self.total(entry);
        if total > 0.0 { (owners[member] - before) / total } else { 0.0 }
    }

    /// Who owns a deal that entered in a month.
    #[inline(always)]
    pub(super) fn in_month(&self, entry: usize) -> OwnerIn<'_> {
        OwnerIn { owners: self, entry }
    }
}

/// Draws the member who owns a deal that entered in a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnerIn<'a> {
    owners: &'a Owners,
    entry: usize,
}

impl Distribution<usize> for OwnerIn<'_> {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> usize {
        let word = rng.next_u64();
        let Self { owners, entry } = *self;
        // Where members are alike, the guess is right.
        let guess = ((word >> 32) * owners.members as u64) >> 32;
        let mut place = guess as usize;
        if owners.is_even {
            return place;
        }
        let (until, total) = (owners.of(entry), owners.total(entry));
        let wanted = Unit.sample(&mut Word(word)) * total;
        while place > 0 && wanted < until[place - 1] {
            place -= 1;
        }
        while place + 1 < until.len() && until[place] <= wanted {
            place += 1;
        }
        place
    }
}

/// Draws a place by cumulative weights, of which there is at least one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighted<'a>(pub(super) &'a [f64]);

impl Distribution<usize> for Weighted<'_> {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> usize {
        let last = self.0.len() - 1;
        let wanted = Unit.sample(rng) * self.0[last];
        self.0.partition_point(|by| *by <= wanted).min(last)
    }
}
