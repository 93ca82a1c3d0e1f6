//! One trial of one segment: what is open, what flows, what is new, and whose deals are won when.

use super::owners::picked;
use super::{
    AdherenceDraw, OpenDeals, OpenGroup, Origin, Scratch, SegmentDraw, TrialContext, member_rate, whole,
};
use crate::engine::economics::not_won;
use crate::engine::flows::Passing;
use crate::engine::simulator::Future;
use crate::engine::sizes::TrialSizes;
use crate::engine::stream::{Entity, Lane, Purpose, unit};
use crate::model::{Arrivals, RelativeError, SupplyOf};
use rand::Rng;

/// A number of deals won in a month, and who they belong to.
#[derive(Clone, Copy)]
struct Won {
    wins: u64,
    /// Simulated month.
    month: usize,
    owner: OwnerOf,
    entity: Entity,
}

#[derive(Clone, Copy)]
enum OwnerOf {
    /// A member who owned them since a month of entry.
    Member(usize, usize),
    /// Drawn for each: the month of entry is known.
    EnteredIn(usize),
    /// Drawn for each, with the month of entry.
    Drawn,
    /// Drawn for each by the weights of an open group; open when the future begins.
    Open,
}

impl SegmentDraw {
    /// Draws all wins of a trial.
    pub(in crate::engine) fn draw(
        &self,
        context: &TrialContext<'_>,
        scratch: &mut Scratch,
        future: &mut Future,
    ) {
        let trial = context.trial;
        let mut weights = std::mem::take(&mut scratch.weights);
        let size_error = if self.size_error > RelativeError::NONE {
            self.size_error.factor(context.counts.normal(trial.word(Purpose::SizeError, self.entity)))
        } else {
            1.0
        };
        let sizes = self.sizes.in_trial(size_error * context.market_size, trial, self.entity, &mut weights);
        self.stretch(context, &mut scratch.passing);
        let mut drawing = Drawing { draw: self, context, scratch, sizes, future };
        drawing.listed();
        drawing.flowing();
        if self.is_drawn_by_rep(context.seats) {
            drawing.worked();
        } else {
            match self.arrivals {
                Arrivals::Poisson => drawing.arriving(),
                Arrivals::Fixed => drawing.fixed(),
            }
        }
        scratch.weights = weights;
    }
}

/// One trial of one segment under way.
struct Drawing<'a> {
    draw: &'a SegmentDraw,
    context: &'a TrialContext<'a>,
    scratch: &'a mut Scratch,
    sizes: TrialSizes<'a>,
    future: &'a mut Future,
}

impl Drawing<'_> {
    /// Entities of the deals of an origin and month.
    fn entity(&self, origin: Origin, month: usize) -> Entity {
        self.draw.entity.and(origin as u32).in_month(month)
    }

    /// Wins of what a flowing pipeline holds when the future begins: Poisson by month.
    fn flowing(&mut self) {
        if self.draw.passing(self.scratch).open.iter().all(|expected| *expected <= 0.0) {
            return;
        }
        let reach = self.draw.reach(self.scratch, 0) * self.scratch.supply_factor;
        let mut lane = self.context.trial.lane(Purpose::Wins, self.draw.entity.and(Origin::Open as u32));
        for month in 0..self.draw.arriving.len() {
            let expected = self.draw.passing(self.scratch).open.get(month).copied().unwrap_or(0.0) * reach;
            let expected = expected * self.kept(OwnerOf::EnteredIn(0), month);
            let wins = self.context.counts.poisson(expected, lane.next_u64());
            let entity = self.entity(Origin::Open, month);
            self.future.is_open = true;
            self.book(Won { wins, month, owner: OwnerOf::EnteredIn(0), entity });
            self.future.is_open = false;
        }
    }

    /// Wins of new opportunities, thinned: Poisson by month.
    fn arriving(&mut self) {
        let factor = self.scratch.supply_factor * self.context.market;
        let mut expected = std::mem::take(&mut self.scratch.expected);
        expected.clear();
        if let Some(steady) = &self.draw.steady {
            let factor = factor * member_rate(&self.scratch.member_rates, 0);
            expected.extend(steady.won.iter().map(|won| won * factor));
        } else {
            self.fill_cohorts(factor);
            expected.resize(self.draw.arriving.len(), 0.0);
            let passing = self.draw.passing(self.scratch);
            for (entry, (cohort, entering)) in self.scratch.cohorts.iter().zip(&passing.entering).enumerate()
            {
                for (month, (expected, share)) in expected.iter_mut().zip(entering).enumerate() {
                    *expected += cohort * share * self.kept(OwnerOf::EnteredIn(entry), month);
                }
            }
        }
        let new = self.draw.entity.and(Origin::New as u32);
        let mut lane = self.context.trial.lane(Purpose::Wins, new);
        let wins_before = self.future.wins;
        for (month, expected) in expected.iter().enumerate() {
            // A month without expected wins uses up its word all the same: luck never shifts.
            let wins = self.context.counts.poisson(*expected, lane.next_u64());
            let entity = new.in_month(month);
            self.book(Won { wins, month, owner: OwnerOf::Drawn, entity });
        }
        if self.context.counts_opportunities {
            let all = match &self.draw.steady {
                Some(steady) => {
                    self.scratch.supply_factor * self.context.market * steady.cohorts.iter().sum::<f64>()
                }
                None => self.scratch.entering,
            };
            let word = self.context.trial.word(Purpose::NotWon, self.draw.entity);
            let won = (self.future.wins - wins_before) as f64;
            self.future.opportunities +=
                won + not_won(self.context, all - expected.iter().sum::<f64>(), word);
        }
        self.scratch.expected = expected;
    }

    /// New opportunities of each month of entry times the share that is won.
    fn fill_cohorts(&mut self, factor: f64) {
        let mut busy = (self.draw.busy.as_deref())
            .filter(|_| self.draw.of == SupplyOf::Team)
            .map(|table| (table, self.context.trial.lane(Purpose::BusyMonth, self.draw.evidence)));
        self.scratch.cohorts.clear();
        self.scratch.entering = 0.0;
        for (entry, arriving) in self.draw.arriving.iter().enumerate() {
            let busy = busy.as_mut().map_or(1.0, |(table, lane)| table.at(lane.next_u64()));
            let work = self.draw.owners(self.scratch).work.get(entry).copied().unwrap_or(0.0);
            let works =
                if self.draw.of == SupplyOf::EachRep { work } else { f64::from(u8::from(work > 0.0)) };
            self.scratch.entering += arriving * factor * busy * works;
            let cohort = arriving * factor * busy * self.draw.reach(self.scratch, entry);
            self.scratch.cohorts.push(cohort);
        }
    }

    /// Wins of a fixed number of opportunities a month: binomial, each in its month.
    fn fixed(&mut self) {
        for entry in 0..self.draw.arriving.len() {
            let entity = self.entity(Origin::Intake, entry);
            let mut lane = self.context.trial.lane(Purpose::Intake, entity);
            let arriving = self.draw.arriving.get(entry).copied().unwrap_or(0.0) * self.scratch.supply_factor;
            let opportunities = whole(arriving, lane.next_u64());
            self.future.opportunities += opportunities as f64;
            let rate = self.draw.reach(self.scratch, entry).min(1.0);
            self.intake((opportunities, rate), entry, lane.next_u64(), (entity, OwnerOf::EnteredIn(entry)));
        }
    }

    /// Wins of opportunities that were drawn rep by rep.
    fn worked(&mut self) {
        let members = self.draw.members.len();
        for entry in 0..self.draw.arriving.len() {
            for member in 0..members {
                let opportunities = self.scratch.worked.get(entry * members + member).copied().unwrap_or(0);
                if opportunities == 0 {
                    continue;
                }
                self.future.opportunities += opportunities as f64;
                let seat = self.draw.members.get(member).and_then(|seat| self.context.seats.all.get(*seat));
                let seat = seat.map_or(Entity::ONLY, |seat| seat.entity);
                let entity = self.entity(Origin::Intake, entry).with(seat);
                let word = self.context.trial.word(Purpose::Intake, entity);
                let rate = member_rate(&self.scratch.member_rates, member);
                self.intake((opportunities, rate), entry, word, (entity, OwnerOf::Member(member, entry)));
            }
        }
    }

    /// The wins of so many opportunities that enter in a month and are won at a rate.
    fn intake(
        &mut self,
        (opportunities, rate): (u64, f64),
        entry: usize,
        word: u64,
        (entity, owner): (Entity, OwnerOf),
    ) {
        let by = self.shares(SharesOf::Entering(entry), owner);
        let in_time = by.last().copied().unwrap_or(0.0).min(1.0);
        let wins = self.context.counts.binomial(opportunities, rate * in_time, word);
        self.spread(wins, &by, (entity, owner));
    }

    /// What survives of the deals of an owner until a month.
    fn kept(&self, owner: OwnerOf, month: usize) -> f64 {
        if self.scratch.kept.is_empty() {
            return 1.0;
        }
        let kept = match owner {
            OwnerOf::Member(member, entry) => {
                let (first, presence) = (self.context.first_month, self.context.presence);
                let last =
                    self.draw.members.get(member).map_or(0, |seat| presence.last(*seat, first + entry));
                return if last < first + month { self.context.seats.deals_kept } else { 1.0 };
            }
            OwnerOf::EnteredIn(entry) => self.scratch.kept.get(entry * self.draw.arriving.len() + month),
            OwnerOf::Open => self.scratch.open_kept.get(month),
            OwnerOf::Drawn => None,
        };
        kept.copied().unwrap_or(1.0)
    }

    /// Cumulative over the months: the share of opportunities that would be won, and survives.
    fn shares(&self, of: SharesOf, owner: OwnerOf) -> Vec<f64> {
        let passing = self.draw.passing(self.scratch);
        let mut sum = 0.0;
        let shares = of.shares(passing).into_iter().flatten().enumerate();
        shares
            .map(|(month, share)| {
                sum += share * self.kept(owner, month);
                sum
            })
            .collect()
    }

    /// Puts wins into months in proportion to cumulative shares, and books them.
    fn spread(&mut self, wins: u64, by: &[f64], (entity, owner): (Entity, OwnerOf)) {
        let Some(sum) = by.last().copied().filter(|_| wins > 0) else { return };
        let singly = wins.min(self.draw.sizes.singly_max());
        let mut months = self.context.trial.lane(Purpose::WinMonth, entity);
        let mut sizes = self.context.trial.lane(Purpose::Sizes, entity);
        let mut owners = self.context.trial.lane(Purpose::Owner, entity);
        for _ in 0..singly {
            let wanted = unit(months.next_u64()) * sum;
            let month = by.partition_point(|by| *by < wanted).min(by.len() - 1);
            let size = self.sizes.next(&mut sizes);
            self.book_one(size, month, owner, &mut owners);
        }
        let mut further = wins - singly;
        let mut lane = self.context.trial.lane(Purpose::FurtherWinMonth, entity);
        let mut before = 0.0;
        for (month, until) in by.iter().enumerate() {
            if further == 0 {
                break;
            }
            let share = ((until - before) / (sum - before).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
            let here = self.context.counts.binomial(further, share, lane.next_u64());
            let amount =
                self.sizes.further_sum(here, self.context.trial, entity.in_month(month), self.context.counts);
            self.book_further(amount, here, month, owner);
            further -= here;
            before = *until;
        }
    }

    /// Wins of what is listed as open.
    fn listed(&mut self) {
        if self.draw.open.is_empty() {
            return;
        }
        self.future.is_open = true;
        for place in 0..self.draw.open.len() {
            let Some(group) = self.draw.open.get(place) else { break };
            let (rate, owner) = self.open_rate(group);
            let by = self.shares(SharesOf::Listed(group.row), owner);
            let word = self.context.trial.word(Purpose::OpenDeal, group.entity);
            match group.deals {
                OpenDeals::Count(count) => {
                    let in_time = by.last().copied().unwrap_or(0.0).min(1.0);
                    let wins = self.context.counts.binomial(count, rate * in_time, word);
                    let entity = self.entity(Origin::Listed, 0).with(group.entity);
                    self.spread(wins, &by, (entity, owner));
                }
                OpenDeals::One(amount) => {
                    let u = unit(word);
                    let Some(month) = by.iter().position(|share| u < rate * share) else { continue };
                    let entity = self.entity(Origin::Listed, 0).with(group.entity);
                    let trial = self.context.trial;
                    let size =
                        amount.unwrap_or_else(|| self.sizes.next(&mut trial.lane(Purpose::Sizes, entity)));
                    self.book_one(size, month, owner, &mut trial.lane(Purpose::Owner, entity));
                }
            }
        }
        self.future.is_open = false;
    }

    /// The chance that an open deal is won, owned by whoever works: the mean over the members in proportion to their
    /// work. Who owns a win is then drawn in that proportion times the rate of each.
    fn open_rate(&mut self, group: &OpenGroup) -> (f64, OwnerOf) {
        let stages = self.draw.stages.len();
        if self.scratch.member_rates.len() <= 1 && !self.draw.differ() {
            let adherence =
                if let AdherenceDraw::Alike(adherence) = self.draw.adherence { adherence } else { 1.0 };
            let pairs: Vec<(f64, f64)> = (self.scratch.rates.iter().zip(&self.draw.stages))
                .map(|(rate, stage)| (*rate, rate * stage.off_plan))
                .collect();
            let works = self.draw.owners(self.scratch).work.first().is_some_and(|work| *work > 0.0);
            let rate = if works { open_chance(&pairs, adherence, group) } else { 0.0 };
            return (rate, OwnerOf::EnteredIn(0));
        }
        let month = self.context.first_month;
        let (mut sum, mut works) = (0.0, 0.0);
        let mut owners = std::mem::take(&mut self.scratch.open_owners);
        owners.clear();
        for (member, seat) in self.draw.members.iter().enumerate() {
            let pairs =
                self.scratch.member_stages.get(member * stages..(member + 1) * stages).unwrap_or_default();
            let adherence = self.scratch.adherences.get(member).copied().unwrap_or(1.0);
            let work = self.context.presence.work(*seat, month);
            sum += work * open_chance(pairs, adherence, group);
            works += work;
            owners.push(sum);
        }
        self.scratch.open_kept.clear();
        if !self.scratch.kept.is_empty() {
            self.draw.add_kept(self.context, &owners, 0, &mut self.scratch.open_kept);
        }
        self.scratch.open_owners = owners;
        (if works > 0.0 { sum / works } else { 0.0 }, OwnerOf::Open)
    }

    /// Books the deals of a month.
    fn book(&mut self, won: Won) {
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
        let mut lanes = trial.lane(Purpose::Owner, entity);
        let steady = self.draw.owners.as_ref().filter(|owners| owners.is_steady);
        if let (Some(owners), OwnerOf::Drawn) = (steady, owner) {
            // The common case: nobody leaves, and who owns a deal does not depend on when it entered.
            let (mut sum, period) = (0.0, self.context.seats.period_of(self.context.first_month + month).0);
            let (members, future) = (&self.draw.members, &mut *self.future);
            self.sizes.each(singly, &mut sizes, |size| {
                sum += size;
                if let Some(seat) = members.get(owners.pick(0, lanes.next_u64())) {
                    future.credit_period(*seat, period, size);
                }
            });
            self.future.wins += singly;
            self.credit(sum, month, None);
        } else {
            if matches!(owner, OwnerOf::Drawn) {
                self.weigh_entries(month);
            }
            for _ in 0..singly {
                let size = self.sizes.next(&mut sizes);
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
            sum += cohort * entering.get(month).copied().unwrap_or(0.0);
            sum
        }));
        self.scratch.entries = entries;
    }

    /// Books one deal, that survives: to who owns it, or if they have left, to the team.
    ///
    /// Of deals that are won in a month, leavers own as many as survive: who is drawn and has left is drawn again, unless
    /// the deal survives.
    #[inline]
    fn book_one(&mut self, size: f64, month: usize, owner: OwnerOf, lane: &mut Lane) {
        /// Far beyond what is needed, unless hardly anything survives; then the deal is nobody's.
        const DRAWS_MAX: u32 = 1_000;
        self.future.wins += 1;
        if !self.context.seats.is_random() {
            let (member, _) = self.owner(owner, lane);
            let seat = self.draw.members.get(member).copied();
            return self.credit(size, month, seat);
        }
        let first = self.context.first_month;
        for _ in 0..DRAWS_MAX {
            let (member, entry) = self.owner(owner, lane);
            let Some(seat) = self.draw.members.get(member).copied() else { break };
            if self.context.presence.last(seat, first + entry) >= first + month {
                return self.credit(size, month, Some(seat));
            }
            let is_given = matches!(owner, OwnerOf::Member(..));
            if is_given || unit(lane.next_u64()) < self.context.seats.deals_kept {
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
            OwnerOf::EnteredIn(entry) => (self.draw.owners(self.scratch).pick(entry, lane.next_u64()), entry),
            OwnerOf::Open => (picked(&self.scratch.open_owners, lane.next_u64()), 0),
            OwnerOf::Drawn => {
                let word = lane.next_u64();
                let entry = picked(&self.scratch.entries, lane.next_u64());
                (self.draw.owners(self.scratch).pick(entry, word), entry)
            }
        }
    }

    /// Books deals beyond those that are drawn singly: to members in proportion to what is expected of each.
    fn book_further(&mut self, amount: f64, wins: u64, month: usize, owner: OwnerOf) {
        let first = self.context.first_month;
        let entry = match owner {
            OwnerOf::Member(_, entry) | OwnerOf::EnteredIn(entry) => entry,
            OwnerOf::Drawn => month,
            OwnerOf::Open => 0,
        };
        self.future.wins += wins;
        let of_all = self.kept(OwnerOf::EnteredIn(entry), month).max(f64::MIN_POSITIVE);
        for (member, seat) in self.draw.members.iter().enumerate() {
            let share = match owner {
                OwnerOf::Member(own, _) => f64::from(u8::from(own == member)),
                OwnerOf::EnteredIn(_) | OwnerOf::Drawn | OwnerOf::Open => {
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
        if let Some(slot) = future.bookings.get_mut(month) {
            *slot += amount;
        }
        future.segment_bookings += amount;
        if future.is_open {
            future.open_bookings += amount;
        }
        if let Some(seat) = seat {
            future.credit(seat, self.context.first_month + month, amount, self.context);
        }
    }
}

/// Whose months of winning are meant.
#[derive(Clone, Copy)]
enum SharesOf {
    Entering(usize),
    Listed(usize),
}

impl SharesOf {
    fn shares(self, passing: &Passing) -> Option<&Vec<f64>> {
        match self {
            Self::Entering(entry) => passing.entering.get(entry),
            Self::Listed(row) => passing.listed.get(row),
        }
    }
}

/// The chance that a deal open in a stage for so long is won, if a share `adherence` of all deals is run by the plan:
/// of those that would have come so far and still be open, those that are won. `stages` are rates on the plan and off.
fn open_chance(stages: &[(f64, f64)], adherence: f64, group: &OpenGroup) -> f64 {
    let odds_of_age = libm::exp(group.log_odds_of_age.clamp(-700.0, 700.0));
    let class = |share: f64, rate: &dyn Fn(&(f64, f64)) -> f64| {
        let before: f64 = stages.iter().take(group.stage).map(rate).product();
        let here = stages.get(group.stage).map_or(0.0, rate);
        let after: f64 = stages.iter().skip(group.stage + 1).map(rate).product();
        // Both relative to the survival of those that are lost.
        let still_open = here * odds_of_age + (1.0 - here);
        (share * before * here * odds_of_age * after, share * before * still_open)
    };
    let (on_won, on_open) = class(adherence, &|rate| rate.0);
    let (off_won, off_open) = class(1.0 - adherence, &|rate| rate.1);
    let open = on_open + off_open;
    if open > 0.0 { ((on_won + off_won) / open).min(1.0) } else { 0.0 }
}
