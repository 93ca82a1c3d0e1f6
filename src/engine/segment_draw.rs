//! A segment made ready, and the wins of one trial.

use super::Counts;
use super::flows::Passing;
use super::rep_rates::RepRates;
use super::seats::{Presence, Seats};
use super::sizes::{Sizes, TrialSizes};
use super::stream::{Entity, Lane, Purpose, TrialKey, unit};
use super::timing::log_survival;
use super::{rate_draw::RateDraw, simulator::Future};
use crate::math::quantile_table::QuantileTable;
use crate::model::{Arrivals, RelativeError, Segment, SupplyOf};
use rand::Rng;

/// What all trials of a segment share.
#[derive(Clone, Debug)]
pub(super) struct SegmentDraw {
    pub(super) entity: Entity,
    /// Whose rates and busy months it shares; else its own.
    pub(super) evidence: Entity,
    pub(super) stages: Vec<StageDraw>,
    pub(super) arrivals: Arrivals,
    pub(super) of: SupplyOf,
    pub(super) supply_error: RelativeError,
    pub(super) size_error: RelativeError,
    pub(super) cycle_error: RelativeError,
    /// Quantiles of the monthly factor.
    pub(super) busy: Option<Box<QuantileTable>>,
    /// Expected opportunities by month of entry; see [`super::flows::Flows::arriving`].
    pub(super) arriving: Vec<f64>,
    /// Who passes when, for stretches of the cycle at equal distances of its normal score; one, if it is known.
    pub(super) passings: Vec<Passing>,
    pub(super) open: Vec<OpenGroup>,
    pub(super) sizes: Sizes,
    /// Places of the seats that work it.
    pub(super) members: Vec<usize>,
    /// Who owns what enters in each month, if that is the same in all trials.
    pub(super) owners: Option<Owners>,
    pub(super) adherence: AdherenceDraw,
}

/// A stage made ready.
#[derive(Clone, Debug)]
pub(super) struct StageDraw {
    /// Whose luck its rate has.
    pub(super) luck: Entity,
    /// What its reps' places are drawn for.
    pub(super) number: u32,
    pub(super) rate: RateDraw,
    pub(super) off_plan: f64,
    /// For reps who differ.
    pub(super) spread: Option<Box<RepRates>>,
    /// Tables of single reps with a record: the place of the seat among the members.
    pub(super) records: Vec<(usize, RepRates)>,
}

/// Open deals of one stage and age.
#[derive(Clone, Debug)]
pub(super) struct OpenGroup {
    pub(super) entity: Entity,
    /// Its place in [`Passing::listed`].
    pub(super) row: usize,
    pub(super) stage: usize,
    /// ln S_w(a) − ln S_l(a): what the age says.
    pub(super) log_odds_of_age: f64,
    pub(super) deals: OpenDeals,
}

#[derive(Clone, Debug)]
pub(super) enum OpenDeals {
    Count(u64),
    /// One deal; its amount, if it is known.
    One(Option<f64>),
}

/// The share of opportunities run by the plan.
#[derive(Clone, Debug)]
pub(super) enum AdherenceDraw {
    All,
    Alike(f64),
    Drawn(Box<QuantileTable>),
}

/// Who owns what enters: by month of entry, cumulative weights of the members.
#[derive(Clone, Debug, Default)]
pub(super) struct Owners {
    members: usize,
    /// By month of entry and member, cumulative: work × monthly factor × rate.
    cumulative: Vec<f64>,
    /// By month of entry: sum of work × monthly factor.
    work: Vec<f64>,
    /// Whether all months of entry are alike.
    is_steady: bool,
}

/// What a segment's trial needs beside its results; kept between trials.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// Team rates on the plan.
    rates: Vec<f64>,
    /// By member: rate from entering to a win.
    member_rates: Vec<f64>,
    /// By member and stage, on the plan and off it; only where reps differ.
    member_stages: Vec<(f64, f64)>,
    adherences: Vec<f64>,
    owners: Owners,
    passing: Passing,
    weights: Vec<f64>,
    /// Expected wins by month.
    expected: Vec<f64>,
    cohorts: Vec<f64>,
    /// For the wins of a month, cumulative weights of the months of entry.
    entries: Vec<f64>,
    /// Opportunities that are worked, by month of entry and member; only where capacity or a fixed number asks.
    pub(super) worked: Vec<u64>,
    supply_factor: f64,
}

/// What one trial's segments have in common.
#[derive(Debug)]
pub(super) struct TrialContext<'a> {
    pub(super) trial: TrialKey,
    pub(super) counts: &'a Counts,
    pub(super) seats: &'a Seats,
    pub(super) presence: &'a Presence,
    pub(super) first_month: usize,
    pub(super) market: f64,
    pub(super) market_size: f64,
}

/// Where the deals of a stream come from: it keeps their luck apart.
#[derive(Clone, Copy)]
enum Origin {
    New = 0,
    Open = 1,
    Listed = 2,
    Intake = 3,
}

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

    fn differ(&self) -> bool {
        matches!(self.adherence, AdherenceDraw::Drawn(_))
            || self.stages.iter().any(|stage| stage.spread.is_some() || !stage.records.is_empty())
    }

    /// Rates, factors and owners of a trial.
    pub(super) fn begin(&self, context: &TrialContext<'_>, scratch: &mut Scratch) {
        let trial = context.trial;
        let error = |error: RelativeError, purpose: Purpose| {
            if error > RelativeError::NONE {
                error.factor(context.counts.normal(trial.word(purpose, self.entity)))
            } else {
                1.0
            }
        };
        scratch.supply_factor = error(self.supply_error, Purpose::SupplyError);
        let Scratch { rates, member_rates, member_stages, adherences, .. } = scratch;
        rates.clear();
        rates.extend(self.stages.iter().map(|stage| stage.rate.at(trial, stage.luck)));
        member_rates.clear();
        if self.differ() {
            self.draw_members(context, rates, (member_stages, adherences));
            let stages = self.stages.len();
            member_rates.extend(member_stages.chunks_exact(stages).zip(adherences).map(
                |(stages, adherence)| {
                    let (on, off) =
                        stages.iter().fold((1.0, 1.0), |(on, off), rate| (on * rate.0, off * rate.1));
                    *adherence * on + (1.0 - *adherence) * off
                },
            ));
        } else {
            let on: f64 = rates.iter().product();
            let rate = match self.adherence {
                AdherenceDraw::Alike(adherence) => {
                    let off: f64 =
                        rates.iter().zip(&self.stages).map(|(rate, stage)| rate * stage.off_plan).product();
                    adherence * on + (1.0 - adherence) * off
                }
                AdherenceDraw::All | AdherenceDraw::Drawn(_) => on,
            };
            member_rates.push(rate);
        }
        if self.owners.is_none() {
            self.fill_owners(context, scratch);
        }
    }

    /// Rates of members who differ, by stage, on the plan and off it, and their adherence.
    fn draw_members(
        &self,
        context: &TrialContext<'_>,
        rates: &[f64],
        (member_stages, adherences): (&mut Vec<(f64, f64)>, &mut Vec<f64>),
    ) {
        member_stages.clear();
        adherences.clear();
        for (member, seat) in self.members.iter().enumerate() {
            let seat = context.seats.seats.get(*seat).map_or(Entity::ONLY, |seat| seat.entity);
            for (rate, stage) in rates.iter().zip(&self.stages) {
                let record = stage.records.iter().find(|(of, _)| *of == member).map(|(_, table)| table);
                let pair = match record.or(stage.spread.as_deref()) {
                    None => (*rate, rate * stage.off_plan),
                    Some(table) => {
                        let place = seat.and(stage.number);
                        let z = context.counts.normal(context.trial.word(Purpose::RepRate, place));
                        let on = table.at(*rate, z);
                        (on, if stage.off_plan < 1.0 { table.at(rate * stage.off_plan, z) } else { on })
                    }
                };
                member_stages.push(pair);
            }
            adherences.push(match &self.adherence {
                AdherenceDraw::All => 1.0,
                AdherenceDraw::Alike(adherence) => *adherence,
                AdherenceDraw::Drawn(table) => table.at(context.trial.word(Purpose::Adherence, seat)),
            });
        }
    }

    /// Who owns what enters, where that differs from trial to trial.
    fn fill_owners(&self, context: &TrialContext<'_>, scratch: &mut Scratch) {
        let Scratch { owners, member_rates, .. } = scratch;
        owners.reset(self.members.len());
        let own_months = self.busy.as_ref().filter(|_| self.of == SupplyOf::EachRep);
        for entry in 0..self.arriving.len() {
            let month = context.first_month + entry;
            owners.add_month(self.members.iter().enumerate().map(|(member, seat)| {
                let work = context.presence.work(*seat, month);
                let busy = own_months.map_or(1.0, |table| {
                    let seat = context.seats.seats.get(*seat).map_or(Entity::ONLY, |seat| seat.entity);
                    let evidence = self.evidence.and(0).with(seat).and(month as u32);
                    table.at(context.trial.word(Purpose::BusyMonth, evidence))
                });
                (work * busy, member_rate(member_rates, member))
            }));
        }
    }

    /// Draws how many opportunities each member gets in each month.
    pub(super) fn assign(&self, context: &TrialContext<'_>, scratch: &mut Scratch) {
        scratch.worked.clear();
        let mut busy_months =
            self.busy.as_deref().map(|table| (table, context.trial.lane(Purpose::BusyMonth, self.evidence)));
        for (entry, arriving) in self.arriving.iter().enumerate() {
            let month = context.first_month + entry;
            let busy = busy_months.as_mut().map_or(1.0, |(table, lane)| table.at(lane.next_u64()));
            let works: f64 = self.members.iter().map(|seat| context.presence.work(*seat, month)).sum();
            let own = self.entity.and(Origin::Intake as u32).and(month as u32);
            let arriving = arriving * scratch.supply_factor;
            let mut unassigned = match (self.arrivals, self.of) {
                (Arrivals::Fixed, SupplyOf::Team) => {
                    whole(arriving, context.trial.word(Purpose::Intake, own))
                }
                (Arrivals::Fixed, SupplyOf::EachRep) | (Arrivals::Poisson, _) => 0,
            };
            let mut works_left = works;
            for seat in &self.members {
                let work = context.presence.work(*seat, month);
                let seat = context.seats.seats.get(*seat).map_or(Entity::ONLY, |seat| seat.entity);
                let word = context.trial.word(Purpose::Assigned, own.with(seat));
                let number = match (self.arrivals, self.of) {
                    (Arrivals::Fixed, SupplyOf::Team) => {
                        let share = if works_left > 0.0 { (work / works_left).min(1.0) } else { 0.0 };
                        works_left -= work;
                        let number = context.counts.binomial(unassigned, share, word);
                        unassigned -= number;
                        number
                    }
                    (Arrivals::Fixed, SupplyOf::EachRep) => whole(arriving * work, word),
                    (Arrivals::Poisson, SupplyOf::Team) => {
                        let share = if works > 0.0 { work / works } else { 0.0 };
                        context.counts.poisson(arriving * context.market * busy * share, word)
                    }
                    (Arrivals::Poisson, SupplyOf::EachRep) => {
                        let busy = self.busy.as_ref().map_or(1.0, |table| {
                            let evidence = self.evidence.and(0).with(seat).and(month as u32);
                            table.at(context.trial.word(Purpose::BusyMonth, evidence))
                        });
                        context.counts.poisson(arriving * context.market * busy * work, word)
                    }
                };
                scratch.worked.push(number);
            }
        }
    }

    /// Draws all wins of a trial.
    pub(super) fn draw(&self, context: &TrialContext<'_>, scratch: &mut Scratch, future: &mut Future) {
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

    /// Puts together who passes when, for the length of the cycle in this trial.
    fn stretch(&self, context: &TrialContext<'_>, passing: &mut Passing) {
        if self.cycle_error <= RelativeError::NONE {
            return;
        }
        let z = context.counts.normal(context.trial.word(Purpose::CycleError, self.entity));
        let place = z / CYCLE_STEP + (CYCLE_NODES / 2) as f64;
        let begin = place.floor().clamp(0.0, (CYCLE_NODES - 2) as f64);
        let t = (place - begin).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ begin < CYCLE_NODES"
        )]
        let begin = begin as usize;
        if let (Some(low), Some(high)) = (self.passings.get(begin), self.passings.get(begin + 1)) {
            passing.blend(low, high, t);
        }
    }

    fn passing<'a>(&'a self, scratch: &'a Scratch) -> &'a Passing {
        if self.cycle_error > RelativeError::NONE {
            &scratch.passing
        } else {
            self.passings.first().unwrap_or(&scratch.passing)
        }
    }

    fn owners<'a>(&'a self, scratch: &'a Scratch) -> &'a Owners {
        self.owners.as_ref().unwrap_or(&scratch.owners)
    }

    /// The share of a member's opportunities that are won, of all that enter in a month: 0 if nobody works then. For a
    /// supply of each rep, times how many there are.
    fn reach(&self, scratch: &Scratch, entry: usize) -> f64 {
        let owners = self.owners(scratch);
        let (total, work) = (owners.total(entry), owners.work.get(entry).copied().unwrap_or(0.0));
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
fn member_rate(rates: &[f64], member: usize) -> f64 {
    rates.get(member).or(rates.first()).copied().unwrap_or(0.0)
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
        self
    }

    fn of(&self, entry: usize) -> &[f64] {
        self.cumulative.get(entry * self.members..(entry + 1) * self.members).unwrap_or_default()
    }

    fn total(&self, entry: usize) -> f64 {
        self.of(entry).last().copied().unwrap_or(0.0)
    }

    /// The share of a member in what enters in a month.
    pub(super) fn share(&self, entry: usize, member: usize) -> f64 {
        let owners = self.of(entry);
        let before = member.checked_sub(1).and_then(|before| owners.get(before)).copied().unwrap_or(0.0);
        let total = self.total(entry);
        if total > 0.0 { (owners.get(member).copied().unwrap_or(0.0) - before) / total } else { 0.0 }
    }

    /// The member that a number in (0, 1) stands for.
    #[inline]
    fn pick(&self, entry: usize, u: f64) -> usize {
        let owners = self.of(entry);
        let wanted = u * self.total(entry);
        // Where members are alike, the guess is right.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below the number of members"
        )]
        let mut place = ((u * owners.len() as f64) as usize).min(owners.len().saturating_sub(1));
        while place > 0 && owners.get(place - 1).is_some_and(|before| wanted < *before) {
            place -= 1;
        }
        while place + 1 < owners.len() && owners.get(place).is_some_and(|here| *here <= wanted) {
            place += 1;
        }
        place
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
        self.draw.entity.and(origin as u32).and(month as u32)
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
            let wins = self.context.counts.poisson(expected, lane.next_u64());
            let entity = self.entity(Origin::Open, month);
            self.future.is_open = true;
            self.book(Won { wins, month, owner: OwnerOf::EnteredIn(0), entity });
            self.future.is_open = false;
        }
    }

    /// Wins of new opportunities, thinned: Poisson by month.
    fn arriving(&mut self) {
        let trial = self.context.trial;
        let mut busy = (self.draw.busy.as_deref())
            .filter(|_| self.draw.of == SupplyOf::Team)
            .map(|table| (table, trial.lane(Purpose::BusyMonth, self.draw.evidence)));
        let factor = self.scratch.supply_factor * self.context.market;
        self.scratch.cohorts.clear();
        self.scratch.expected.clear();
        self.scratch.expected.resize(self.draw.arriving.len(), 0.0);
        for (entry, arriving) in self.draw.arriving.iter().enumerate() {
            let busy = busy.as_mut().map_or(1.0, |(table, lane)| table.at(lane.next_u64()));
            let cohort = arriving * factor * busy * self.draw.reach(self.scratch, entry);
            self.scratch.cohorts.push(cohort);
        }
        let passing = if self.draw.cycle_error > RelativeError::NONE {
            &self.scratch.passing
        } else if let Some(passing) = self.draw.passings.first() {
            passing
        } else {
            return;
        };
        for (cohort, entering) in self.scratch.cohorts.iter().zip(&passing.entering) {
            for (expected, share) in self.scratch.expected.iter_mut().zip(entering) {
                *expected += cohort * share;
            }
        }
        let mut lane = trial.lane(Purpose::Wins, self.draw.entity.and(Origin::New as u32));
        for month in 0..self.draw.arriving.len() {
            let expected = self.scratch.expected.get(month).copied().unwrap_or(0.0);
            // A month without expected wins uses up its word all the same: luck never shifts.
            let wins = self.context.counts.poisson(expected, lane.next_u64());
            let entity = self.entity(Origin::New, month);
            self.book(Won { wins, month, owner: OwnerOf::Drawn, entity });
        }
    }

    /// Wins of a fixed number of opportunities a month: binomial, each in its month.
    fn fixed(&mut self) {
        for entry in 0..self.draw.arriving.len() {
            let entity = self.entity(Origin::Intake, entry);
            let mut lane = self.context.trial.lane(Purpose::Intake, entity);
            let arriving = self.draw.arriving.get(entry).copied().unwrap_or(0.0) * self.scratch.supply_factor;
            let opportunities = whole(arriving, lane.next_u64());
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
                let seat = self.draw.members.get(member).and_then(|seat| self.context.seats.seats.get(*seat));
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
        let passing = self.draw.passing(self.scratch);
        let Some(shares) = passing.entering.get(entry) else { return };
        let in_time: f64 = shares.iter().sum::<f64>().min(1.0);
        let wins = self.context.counts.binomial(opportunities, rate * in_time, word);
        self.spread(wins, SharesOf::Entering(entry), (entity, owner));
    }

    /// Puts wins into months in proportion to shares, and books them.
    fn spread(&mut self, wins: u64, of: SharesOf, (entity, owner): (Entity, OwnerOf)) {
        if wins == 0 {
            return;
        }
        let passing = self.draw.passing(self.scratch);
        let Some(shares) = of.shares(passing) else { return };
        let mut sum = 0.0;
        let by: Vec<f64> = shares
            .iter()
            .map(|share| {
                sum += share;
                sum
            })
            .collect();
        let singly = wins.min(self.draw.sizes.singly_max());
        let mut months = self.context.trial.lane(Purpose::WinMonth, entity);
        let mut sizes = self.context.trial.lane(Purpose::Sizes, entity);
        let mut owners = self.context.trial.lane(Purpose::Owner, entity);
        let mut kept = self.context.trial.lane(Purpose::Kept, entity);
        for _ in 0..singly {
            let wanted = unit(months.next_u64()) * sum;
            let month = by.partition_point(|by| *by < wanted).min(by.len() - 1);
            let size = self.sizes.next(&mut sizes);
            self.book_one(size, month, owner, (&mut owners, &mut kept));
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
            let amount = self.sizes.further_sum(
                here,
                self.context.trial,
                entity.and(month as u32),
                self.context.counts,
            );
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
            let passing = self.draw.passing(self.scratch);
            let Some(shares) = passing.listed.get(group.row) else { continue };
            let word = self.context.trial.word(Purpose::OpenDeal, group.entity);
            match group.deals {
                OpenDeals::Count(count) => {
                    let in_time: f64 = shares.iter().sum::<f64>().min(1.0);
                    let wins = self.context.counts.binomial(count, rate * in_time, word);
                    let entity = self.entity(Origin::Listed, 0).with(group.entity);
                    self.spread(wins, SharesOf::Listed(group.row), (entity, owner));
                }
                OpenDeals::One(amount) => {
                    let u = unit(word);
                    let mut cumulative = 0.0;
                    let month = shares.iter().position(|share| {
                        cumulative += rate * share;
                        u < cumulative
                    });
                    let Some(month) = month else { continue };
                    let entity = self.entity(Origin::Listed, 0).with(group.entity);
                    let trial = self.context.trial;
                    let size =
                        amount.unwrap_or_else(|| self.sizes.next(&mut trial.lane(Purpose::Sizes, entity)));
                    let lanes =
                        (&mut trial.lane(Purpose::Owner, entity), &mut trial.lane(Purpose::Kept, entity));
                    self.book_one(size, month, owner, lanes);
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
        self.scratch.entries.clear();
        for (member, seat) in self.draw.members.iter().enumerate() {
            let pairs =
                self.scratch.member_stages.get(member * stages..(member + 1) * stages).unwrap_or_default();
            let adherence = self.scratch.adherences.get(member).copied().unwrap_or(1.0);
            let work = self.context.presence.work(*seat, month);
            sum += work * open_chance(pairs, adherence, group);
            works += work;
            self.scratch.entries.push(sum);
        }
        if works <= 0.0 {
            return (0.0, OwnerOf::EnteredIn(0));
        }
        (sum / works, OwnerOf::Open)
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
        let mut owners = trial.lane(Purpose::Owner, entity);
        let mut kept = trial.lane(Purpose::Kept, entity);
        if matches!(owner, OwnerOf::Drawn) {
            self.weigh_entries(month);
        }
        for _ in 0..singly {
            let size = self.sizes.next(&mut sizes);
            self.book_one(size, month, owner, (&mut owners, &mut kept));
        }
        if wins > singly {
            let amount = self.sizes.further_sum(wins - singly, trial, entity, counts);
            self.book_further(amount, wins - singly, month, owner);
        }
    }

    /// For wins of a month whose entry is drawn: how likely each month of entry is.
    fn weigh_entries(&mut self, month: usize) {
        let mut entries = std::mem::take(&mut self.scratch.entries);
        entries.clear();
        let passing = self.draw.passing(self.scratch);
        let mut sum = 0.0;
        entries.extend(self.scratch.cohorts.iter().zip(&passing.entering).map(|(cohort, entering)| {
            sum += cohort * entering.get(month).copied().unwrap_or(0.0);
            sum
        }));
        self.scratch.entries = entries;
    }

    /// Books one deal: to who owns it, or if they have left, to the team as far as it survives.
    #[inline]
    fn book_one(&mut self, size: f64, month: usize, owner: OwnerOf, (owners, kept): (&mut Lane, &mut Lane)) {
        let (member, entry) = match owner {
            OwnerOf::Member(member, entry) => (member, entry),
            OwnerOf::EnteredIn(entry) => {
                (self.draw.owners(self.scratch).pick(entry, unit(owners.next_u64())), entry)
            }
            OwnerOf::Open => {
                let wanted = unit(owners.next_u64()) * self.scratch.entries.last().copied().unwrap_or(0.0);
                let place = self.scratch.entries.partition_point(|by| *by <= wanted);
                (place.min(self.draw.members.len().saturating_sub(1)), 0)
            }
            OwnerOf::Drawn => {
                let word = owners.next_u64();
                let entry = if self.draw.owners.as_ref().is_some_and(|owners| owners.is_steady) {
                    0
                } else {
                    let wanted =
                        unit(owners.next_u64()) * self.scratch.entries.last().copied().unwrap_or(0.0);
                    let place = self.scratch.entries.partition_point(|by| *by <= wanted);
                    place.min(self.scratch.entries.len().saturating_sub(1))
                };
                (self.draw.owners(self.scratch).pick(entry, unit(word)), entry)
            }
        };
        let seat = self.draw.members.get(member).copied();
        if !self.context.seats.is_random() {
            self.future.wins += 1;
            return self.credit(size, month, seat);
        }
        let first = self.context.first_month;
        let holder = |month: usize| seat.map_or(0, |seat| self.context.presence.holder(seat, first + month));
        let stays = holder(entry) == holder(month);
        let survives = unit(kept.next_u64()) < self.context.seats.deals_kept;
        if stays || survives {
            self.future.wins += 1;
            self.credit(size, month, seat.filter(|_| stays));
        }
    }

    /// Books deals beyond those that are drawn singly: to members in proportion to what is expected of each.
    fn book_further(&mut self, amount: f64, wins: u64, month: usize, owner: OwnerOf) {
        let first = self.context.first_month;
        let random = self.context.seats.is_random();
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
                    self.draw.owners(self.scratch).share(entry, member)
                }
            };
            if share <= 0.0 {
                continue;
            }
            let presence = self.context.presence;
            let stays =
                !random || presence.holder(*seat, first + entry) == presence.holder(*seat, first + month);
            let kept = if stays { 1.0 } else { self.context.seats.deals_kept };
            self.credit(amount * share * kept, month, Some(*seat).filter(|_| stays));
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

/// ln S_w(a) − ln S_l(a) of a segment's stage.
pub(super) fn log_odds_of_age(segment: &Segment, stage: usize, age_days: f64) -> f64 {
    let Some(stage) = segment.stages().get(stage) else { return 0.0 };
    let Some(loss) = stage.loss_time else { return 0.0 };
    log_survival(stage.time.law(), age_days) - log_survival(loss.law(), age_days)
}

/// A number with its fraction kept with that probability.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative and far below 2^53"
)]
pub(super) fn whole(number: f64, word: u64) -> u64 {
    let floor = number.floor();
    floor as u64 + u64::from(unit(word) < number - floor)
}
