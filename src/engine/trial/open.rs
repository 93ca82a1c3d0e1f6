//! What is listed as open when the future begins, and what becomes of it.
#![expect(
    clippy::indexing_slicing,
    reason = "members who differ have rates at all stages; a plan has months, a group its stage"
)]

use super::deals::{Drawing, OwnerOf};
use super::months::{ByMonth, SharesOf};
use super::open_parts::OpenParts;
use crate::engine::inversion::Unit;
use crate::engine::segment::{AdherenceDraw, OpenDeal, OpenDeals, OpenGroup, Origin};
use crate::engine::stream::Purpose;

impl Drawing<'_> {
    /// Wins of what is listed as open.
    pub(super) fn listed(&mut self) {
        if self.draw.open.is_empty() {
            return;
        }
        self.future.is_open = true;
        let draw = self.draw;
        self.scratch.open_parts.iter_mut().for_each(Vec::clear);
        let stages = draw.stages.len().max(self.scratch.open_parts.len());
        self.scratch.open_parts.resize_with(stages, Vec::new);
        let mut known: Option<(&OpenGroup, f64, OwnerOf)> = None;
        for group in &draw.open {
            let alike = known.filter(|(other, _, _)| other.is_alike(group));
            let (rate, owner) = alike.map_or_else(|| self.open_rate(group), |(_, rate, owner)| (rate, owner));
            known = Some((group, rate, owner));
            match &group.deals {
                OpenDeals::Count(count, row) => {
                    let mut sums = std::mem::take(&mut self.scratch.sums);
                    self.fill_shares(SharesOf::Listed(*row), owner, &mut sums);
                    let by = ByMonth::all(&sums);
                    let passing = self.context.counts.binomial(*count, rate * by.total());
                    let wins = self.context.trial.draw(Purpose::OpenDeal, group.entity, &passing);
                    let entity = self.entity(Origin::Listed, 0).with(group.entity);
                    self.spread(wins, by, (entity, owner));
                    self.scratch.sums = sums;
                }
                OpenDeals::One(deal) => self.one_listed(group, deal, (rate, owner)),
            }
        }
        self.future.is_open = false;
    }

    /// One listed deal: first whether it is ever won, and only then when.
    fn one_listed(&mut self, group: &OpenGroup, deal: &OpenDeal, (rate, owner): (f64, OwnerOf)) {
        let trial = self.context.trial;
        let mark = trial.draw(Purpose::OpenDeal, group.entity, &Unit);
        if mark >= rate {
            return;
        }
        let mut lane = trial.lane(Purpose::WinMonth, group.entity);
        let left = self.draw.open_times.left(group.stage, deal.age, &mut lane);
        let landing = &self.draw.landing;
        let day = landing.as_of + left * self.scratch.stretch;
        let slips = trial.draw(Purpose::Slipping, group.entity, &Unit);
        let Some(month) = landing.month(day, slips).filter(|month| mark < rate * self.kept(owner, *month))
        else {
            return;
        };
        let entity = self.entity(Origin::Listed, 0).with(group.entity);
        let size = deal.amount.unwrap_or_else(|| trial.draw(Purpose::Sizes, entity, &self.sizes));
        self.book_one(size, month, owner, &mut trial.lane(Purpose::Owner, entity));
    }

    /// The chance that an open deal is won, owned by whoever works: the mean over the members in proportion
    /// to their work. Who owns a win is then drawn in that proportion times the rate of each.
    fn open_rate(&mut self, group: &OpenGroup) -> (f64, OwnerOf) {
        let stages = self.draw.stages.len();
        if self.scratch.member_rates.len() <= 1 && !self.draw.differ() {
            let adherence =
                if let AdherenceDraw::Alike(adherence) = self.draw.adherence { adherence } else { 1.0 };
            let pairs: Vec<(f64, f64)> = (self.scratch.rates.iter().zip(&self.draw.stages))
                .map(|(rate, stage)| (*rate, rate * stage.off_plan))
                .collect();
            let works = self.draw.owners(self.scratch).work[0] > 0.0;
            let parts = OpenParts::of(&pairs, adherence, group.stage);
            let rate = if works { parts.chance(group.odds_of_age) } else { 0.0 };
            return (rate, OwnerOf::EnteredIn(0));
        }
        let month = self.context.first_month;
        let (mut sum, mut works) = (0.0, 0.0);
        let mut owners = std::mem::take(&mut self.scratch.open_owners);
        owners.clear();
        let mut parts = std::mem::take(&mut self.scratch.open_parts[group.stage]);
        if parts.is_empty() {
            let rates = self.scratch.member_stages.chunks(stages).zip(&self.scratch.adherences);
            parts.extend(rates.map(|(pairs, adherence)| OpenParts::of(pairs, *adherence, group.stage)));
        }
        for (parts, seat) in parts.iter().zip(&self.draw.members) {
            let work = self.context.presence.work(*seat, month);
            sum += work * parts.chance(group.odds_of_age);
            works += work;
            owners.push(sum);
        }
        self.scratch.open_parts[group.stage] = parts;
        self.scratch.open_kept.clear();
        if !self.scratch.kept.is_empty() {
            self.draw.add_kept(self.context, &owners, 0, &mut self.scratch.open_kept);
        }
        self.scratch.open_owners = owners;
        (if works > 0.0 { sum / works } else { 0.0 }, OwnerOf::Open)
    }
}
