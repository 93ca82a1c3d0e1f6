//! Who owns what enters a segment.

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
        self.cumulative.get(entry * self.members..(entry + 1) * self.members).unwrap_or_default()
    }

    pub(super) fn total(&self, entry: usize) -> f64 {
        self.of(entry).last().copied().unwrap_or(0.0)
    }

    /// The share of a member in what enters in a month.
    pub(super) fn share(&self, entry: usize, member: usize) -> f64 {
        let owners = self.of(entry);
        let before = member.checked_sub(1).and_then(|before| owners.get(before)).copied().unwrap_or(0.0);
        let total = self.total(entry);
        if total > 0.0 { (owners.get(member).copied().unwrap_or(0.0) - before) / total } else { 0.0 }
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
        while place > 0 && until.get(place - 1).is_some_and(|before| wanted < *before) {
            place -= 1;
        }
        while place + 1 < until.len() && until.get(place).is_some_and(|here| *here <= wanted) {
            place += 1;
        }
        place
    }
}

/// Draws a place by cumulative weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighted<'a>(pub(super) &'a [f64]);

impl Distribution<usize> for Weighted<'_> {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> usize {
        let wanted = Unit.sample(rng) * self.0.last().copied().unwrap_or(0.0);
        self.0.partition_point(|by| *by <= wanted).min(self.0.len().saturating_sub(1))
    }
}
