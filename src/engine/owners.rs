//! Who owns what enters a segment.

use super::stream::unit;

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

    /// The member that a word stands for.
    #[inline]
    pub(super) fn pick(&self, entry: usize, word: u64) -> usize {
        // Where members are alike, the guess is right.
        let guess = ((word >> 32) * self.members as u64) >> 32;
        let mut place = guess as usize;
        if self.is_even {
            return place;
        }
        let owners = self.of(entry);
        let wanted = unit(word) * self.total(entry);
        while place > 0 && owners.get(place - 1).is_some_and(|before| wanted < *before) {
            place -= 1;
        }
        while place + 1 < owners.len() && owners.get(place).is_some_and(|here| *here <= wanted) {
            place += 1;
        }
        place
    }
}

/// The place among cumulative weights that a word stands for.
pub(super) fn picked(cumulative: &[f64], word: u64) -> usize {
    let wanted = unit(word) * cumulative.last().copied().unwrap_or(0.0);
    cumulative.partition_point(|by| *by <= wanted).min(cumulative.len().saturating_sub(1))
}
