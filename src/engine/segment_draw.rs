//! A segment made ready, and the wins of one trial.

use super::Counts;
use super::economics::not_won;
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
    /// Expected wins if every opportunity won, if nothing but one factor differs from trial to trial.
    pub(super) steady: Option<SteadyArrivals>,
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
    /// `ln S_w(a) − ln S_l(a)`: what the age says.
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
    /// Whether all members are as well.
    is_even: bool,
}

/// New opportunities of which nothing but one factor differs from trial to trial.
#[derive(Clone, Debug)]
pub(super) struct SteadyArrivals {
    /// By month of entry, how many somebody works.
    cohorts: Vec<f64>,
    /// By month, how many would be won.
    won: Vec<f64>,
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
    /// New opportunities that are expected in this trial.
    entering: f64,
    /// For the wins of a month, cumulative weights of the months of entry.
    entries: Vec<f64>,
    /// By month of entry and month, the share of what would be won that survives its owner's leaving; empty: all.
    kept: Vec<f64>,
    /// Cumulative weights of the members who own an open group, and by month what survives of it.
    open_owners: Vec<f64>,
    open_kept: Vec<f64>,
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
    /// See [`super::Simulator::with_lift`].
    pub(super) lift: f64,
    /// Whether new opportunities are counted.
    pub(super) counts_opportunities: bool,
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
        scratch.supply_factor = if self.supply_error > RelativeError::NONE {
            let word = trial.word(Purpose::SupplyError, self.entity);
            self.supply_error.factor(context.counts.normal(word))
        } else {
            1.0
        };
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
        scratch.kept.clear();
        if context.seats.is_random() && context.seats.deals_kept < 1.0 {
            for entry in 0..self.arriving.len() {
                let Scratch { owners, kept, .. } = scratch;
                self.add_kept(context, owners.of(entry), entry, kept);
            }
        }
    }

    /// By month, what survives of deals that entered in a month, if their owners have these cumulative weights.
    fn add_kept(&self, context: &TrialContext<'_>, owners: &[f64], entry: usize, kept: &mut Vec<f64>) {
        let first = context.first_month;
        let begin = kept.len();
        kept.resize(begin + self.arriving.len(), 0.0);
        let mut before = 0.0;
        for (seat, until) in self.members.iter().zip(owners) {
            let left_from = (context.presence.last(*seat, first + entry) + 1).saturating_sub(first);
            if let Some(left) = kept.get_mut(begin + left_from) {
                *left += until - before;
            }
            before = *until;
        }
        let mut left = 0.0;
        for share in kept.iter_mut().skip(begin) {
            left += *share;
            *share = if before > 0.0 { 1.0 - (1.0 - context.seats.deals_kept) * left / before } else { 1.0 };
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
            let seat = context.seats.all.get(*seat).map_or(Entity::ONLY, |seat| seat.entity);
            for (rate, stage) in rates.iter().zip(&self.stages) {
                let record = stage.records.iter().find(|(of, _)| *of == member).map(|(_, table)| table);
                let pair = match record.or(stage.spread.as_deref()) {
                    None => (*rate, rate * stage.off_plan),
                    Some(table) => {
                        let place = seat.and(stage.number);
                        let z = context.counts.normal(context.trial.word(Purpose::RepRate, place));
                        let lifted = |team: f64| {
                            let own = table.at(team, z);
                            own + context.lift * (team - own).max(0.0)
                        };
                        let on = lifted(*rate);
                        (on, if stage.off_plan < 1.0 { lifted(rate * stage.off_plan) } else { on })
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
                    let seat = context.seats.all.get(*seat).map_or(Entity::ONLY, |seat| seat.entity);
                    let evidence = self.evidence.and(0).with(seat).in_month(month);
                    table.at(context.trial.word(Purpose::BusyMonth, evidence))
                });
                (work * busy, member_rate(member_rates, member))
            }));
        }
    }

    /// See [`SteadyArrivals`]; none, if months are busy or slack or the cycle is uncertain.
    pub(super) fn steady_arrivals(&self) -> Option<SteadyArrivals> {
        let owners = self.owners.as_ref().filter(|_| self.busy.is_none() && self.passings.len() == 1)?;
        let passing = self.passings.first()?;
        let works = |entry: usize| match self.of {
            SupplyOf::EachRep => owners.total(entry),
            SupplyOf::Team => f64::from(u8::from(owners.total(entry) > 0.0)),
        };
        let cohorts: Vec<f64> =
            self.arriving.iter().enumerate().map(|(entry, arriving)| arriving * works(entry)).collect();
        let mut won = vec![0.0; self.arriving.len()];
        for (cohort, entering) in cohorts.iter().zip(&passing.entering) {
            won.iter_mut().zip(entering).for_each(|(won, share)| *won += cohort * share);
        }
        Some(SteadyArrivals { cohorts, won })
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
            let own = self.entity.and(Origin::Intake as u32).in_month(month);
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
                let seat = context.seats.all.get(*seat).map_or(Entity::ONLY, |seat| seat.entity);
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
                            let evidence = self.evidence.and(0).with(seat).in_month(month);
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

    /// The share of opportunities that are won, on the mean over its members and the plan, in proportion to their work.
    pub(super) fn mean_rate(&self, context: &TrialContext<'_>, scratch: &Scratch) -> f64 {
        if scratch.member_rates.len() <= 1 {
            return member_rate(&scratch.member_rates, 0);
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
        let share = self.total(0) / self.members.max(1) as f64;
        let alike = |member: usize| (self.share(0, member) * self.total(0) - share).abs() <= 1e-12 * share;
        self.is_even = self.is_steady && share > 0.0 && (0..self.members).all(alike);
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

    /// The member that a word stands for.
    #[inline]
    fn pick(&self, entry: usize, word: u64) -> usize {
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

/// The place among cumulative weights that a word stands for.
fn picked(cumulative: &[f64], word: u64) -> usize {
    let wanted = unit(word) * cumulative.last().copied().unwrap_or(0.0);
    cumulative.partition_point(|by| *by <= wanted).min(cumulative.len().saturating_sub(1))
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

/// `ln S_w(a) − ln S_l(a)` of a segment's stage.
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
