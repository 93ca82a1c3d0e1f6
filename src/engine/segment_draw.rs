//! A segment made ready, and what a trial draws for it before any deal is won; the wins are drawn in `trial`.

mod owners;
mod trial;

use super::Counts;
use super::flows::Passing;
use super::rate_draw::RateDraw;
use super::rep_rates::RepRates;
use super::seats::{Presence, Seats};
use super::sizes::Sizes;
use super::stream::{Entity, Purpose, TrialKey, unit};
use super::timing::log_survival;
use crate::math::quantile_table::QuantileTable;
use crate::model::{Arrivals, RelativeError, Segment, SupplyOf};
pub(super) use owners::Owners;
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
