//! A simulator made in short pieces of work, for those who must not take long at a time.

use super::Counts;
use super::economics::EconomicsOfPlan;
use super::flows::{Flows, OpenRows, Passing};
use super::gamma_factor::gamma_table;
use super::rate_draw::{RateDraw, beta_table};
use super::rep_rates::RepRates;
use super::seats::{Presence, Seats};
use super::segment_draw::{
    AdherenceDraw, CYCLE_NODES, CYCLE_STEP, OpenDeals, OpenGroup, Owners, SegmentDraw, StageDraw,
    log_odds_of_age,
};
use super::simulator::Simulator;
use super::sizes::Sizes;
use super::stream::Entity;
use super::timing::{TimingsInMaking, WinTiming};
use super::windows::Windows;
use crate::model::{
    Adherence, OpenPipeline, RateLaw, RelativeError, Scenario, Segment, SegmentId, Stage, SupplyOf,
    TargetKind, Team,
};

/// A [`Simulator`] in the making. Each piece of work is a table of at most some thousand points.
#[derive(Clone, Debug)]
pub struct Preparation {
    scenario: Scenario,
    windows: Windows,
    seats: Seats,
    presence: Presence,
    counts: Option<Counts>,
    making: Option<SegmentInMaking>,
    done: Vec<(SegmentId, SegmentDraw)>,
    expected_entries: Vec<Vec<Vec<f64>>>,
}

/// A segment in the making: pieces in the order of the fields.
#[derive(Clone, Debug)]
struct SegmentInMaking {
    timings_in_making: TimingsInMaking,
    timings: Option<Vec<WinTiming>>,
    open_keys: Vec<(crate::model::StageId, f64)>,
    open: OpenRows,
    passings: Vec<Passing>,
    stages: Vec<StageDraw>,
}

impl Preparation {
    /// Begins; nothing is computed yet.
    pub fn new(scenario: &Scenario) -> Self {
        let windows = Windows::new(scenario);
        let seats = Seats::new(scenario, windows.first_month);
        let mut presence = Presence::default();
        seats.fill(None, &mut presence);
        Self {
            scenario: scenario.clone(),
            windows,
            seats,
            presence,
            counts: None,
            making: None,
            done: Vec::new(),
            expected_entries: Vec::new(),
        }
    }

    /// Does one piece of the work; the simulator, with the last one.
    pub fn advance(&mut self) -> Option<Simulator> {
        if self.counts.is_none() {
            self.counts = Some(Counts::new());
            return None;
        }
        let Some(segment) = self.scenario.segments().get(self.done.len()) else {
            return self.finish();
        };
        let horizon_days = self.scenario.parts().calendar.days();
        let making = self.making.get_or_insert_with(|| SegmentInMaking::new(segment, horizon_days));
        let Some(timings) = &making.timings else {
            making.timings = making.timings_in_making.advance();
            return None;
        };
        if let Some(key) = making.open_keys.pop() {
            making.open.add(segment, key, horizon_days - self.windows.as_of);
            return None;
        }
        let at_once = WinTiming::at_once();
        let nodes = if segment.cycle_error > RelativeError::NONE { CYCLE_NODES } else { 1 };
        if making.passings.len() < nodes {
            let flows = Flows::new(&self.scenario, segment, &self.windows);
            let z = if nodes == 1 {
                0.0
            } else {
                (making.passings.len() as f64 - (nodes / 2) as f64) * CYCLE_STEP
            };
            let to_win = timings.last().unwrap_or(&at_once);
            making.passings.push(flows.passing(to_win, segment.cycle_error.factor(z), &making.open));
            return None;
        }
        if let Some(stage) = segment.stages().get(making.stages.len()) {
            let luck = luck_of(&self.scenario, segment, making.stages.len()).unwrap_or(stage.id.0);
            making.stages.push(stage_draw(&self.scenario, segment, stage, luck));
            return None;
        }
        let made = self.making.take()?;
        let entries = self.entries(segment, made.timings.as_deref().unwrap_or_default());
        let draw = self.segment_draw(segment, made);
        self.expected_entries.push(entries);
        self.done.push((segment.id, draw));
        None
    }

    fn segment_draw(&self, segment: &Segment, made: SegmentInMaking) -> SegmentDraw {
        let parts = self.scenario.parts();
        let flows = Flows::new(&self.scenario, segment, &self.windows);
        let arriving = flows.arriving();
        let members: Vec<usize> = (self.seats.all.iter().enumerate())
            .filter(|(_, seat)| seat.works(segment.id))
            .map(|(number, _)| number)
            .collect();
        let adherence = adherence_draw(parts.adherence);
        let differ = matches!(adherence, AdherenceDraw::Drawn(_))
            || made.stages.iter().any(|stage| stage.spread.is_some() || !stage.records.is_empty());
        let busy = segment.supply.dispersion().map(|shape| Box::new(gamma_table(shape)));
        let is_steady =
            !self.seats.is_random() && !differ && (busy.is_none() || segment.supply.of == SupplyOf::Team);
        let owners = is_steady.then(|| {
            let mut owners = Owners::default();
            owners.reset(members.len());
            for entry in 0..arriving.len() {
                let month = self.windows.first_month + entry;
                owners.add_month(members.iter().map(|seat| (self.presence.work(*seat, month), 1.0)));
            }
            owners.noted()
        });
        let entity = Entity::of(segment.id.0);
        let open = open_groups(segment, &made.open, entity);
        let mut draw = SegmentDraw {
            entity,
            evidence: Entity::of(segment.shares_with.unwrap_or(segment.id).0),
            stages: made.stages,
            arrivals: segment.supply.arrivals(),
            of: segment.supply.of,
            supply_error: segment.supply.error,
            size_error: segment.deal_size.error,
            cycle_error: segment.cycle_error,
            busy,
            arriving,
            passings: made.passings,
            open,
            sizes: Sizes::new(&segment.deal_size),
            members,
            owners,
            steady: None,
            adherence,
        };
        draw.steady = draw.steady_arrivals();
        draw
    }

    /// See [`super::SegmentOutcome::expected_entries`].
    fn entries(&self, segment: &Segment, timings: &[WinTiming]) -> Vec<Vec<f64>> {
        let flows = Flows::new(&self.scenario, segment, &self.windows);
        let at_once = WinTiming::at_once();
        let adherence = self.scenario.parts().adherence.map_or(1.0, Adherence::mean);
        let (mut on, mut off) = (1.0, 1.0);
        let mut entries = Vec::with_capacity(timings.len() + 1);
        for place in 0..=timings.len() {
            if let Some(stage) = place.checked_sub(1).and_then(|before| segment.stages().get(before)) {
                on *= stage.rate.mean();
                off *= stage.rate.mean() * stage.off_plan();
            }
            let timing = place.checked_sub(1).and_then(|before| timings.get(before)).unwrap_or(&at_once);
            entries.push(self.entering(
                &flows,
                segment,
                (place, timing),
                adherence * on + (1.0 - adherence) * off,
            ));
        }
        entries
    }

    /// Expected entries of the stage at a place, by month, if the share of new opportunities that get there is known.
    fn entering(
        &self,
        flows: &Flows<'_>,
        segment: &Segment,
        (place, timing): (usize, &WinTiming),
        share: f64,
    ) -> Vec<f64> {
        let mut listed = OpenRows::default();
        let open = segment.pipeline().listed();
        let left = self.scenario.parts().calendar.days() - self.windows.as_of;
        for key in OpenRows::keys(open) {
            listed.add_until(segment, key, (place, left));
        }
        let passing = flows.passing(timing, 1.0, &listed);
        let heads = |entry: usize| {
            let month = self.windows.first_month + entry;
            let members = self.seats.all.iter().enumerate().filter(|(_, seat)| seat.works(segment.id));
            let work: f64 = members.map(|(number, _)| self.presence.work(number, month)).sum();
            match segment.supply.of {
                SupplyOf::EachRep => work,
                SupplyOf::Team => f64::from(u8::from(work > 0.0)),
            }
        };
        let mut months: Vec<f64> = passing.open.iter().map(|expected| expected * share * heads(0)).collect();
        for (entry, (arriving, entering)) in flows.arriving().iter().zip(&passing.entering).enumerate() {
            let count = arriving * share * heads(entry);
            months.iter_mut().zip(entering).for_each(|(month, part)| *month += count * part);
        }
        for (row, shares) in listed.rows.iter().zip(&passing.listed) {
            let count = open.map_or(0.0, |open| open_at(open, row.stage, row.age_days));
            let count = count * expected_advance(segment, row.stage, row.age_days, place);
            months.iter_mut().zip(shares).for_each(|(month, part)| *month += count * part);
        }
        months
    }

    fn finish(&mut self) -> Option<Simulator> {
        let parts = self.scenario.parts();
        let first_month = self.windows.first_month;
        let months = parts.calendar.months().iter().skip(first_month);
        let recurring = match parts.target.kind() {
            TargetKind::Recurring(of) => Some((
                of.opening.minor() as f64,
                RateDraw::new(of.churn.law()),
                RateDraw::new(of.expansion.law()),
            )),
            TargetKind::Amount | TargetKind::Growth { .. } => None,
        };
        let members: Vec<Vec<usize>> = self.done.iter().map(|(_, draw)| draw.members.clone()).collect();
        Some(Simulator {
            seed: parts.runs.seed,
            first_month,
            month_ends: months.map(|month| month.to_day / 365.0).collect(),
            segments: std::mem::take(&mut self.done),
            expected_entries: std::mem::take(&mut self.expected_entries),
            seats: self.seats.clone(),
            groups: parts.team.as_ref().map_or(0, |team| team.groups().len()),
            presence: self.presence.clone(),
            counts: self.counts.take()?,
            market_table: parts.market.shape().map(|shape| Box::new(gamma_table(shape))),
            market: parts.market,
            booked: parts.progress.booked().minor(),
            recurring,
            economics: EconomicsOfPlan::new(&self.scenario, &self.presence, &members),
            lift: 0.0,
            other_luck: None,
        })
    }
}

/// The id of the stage whose luck a stage's rate has: its own, or that of the stage in the same place of the segment that
/// its segment shares with.
fn luck_of(scenario: &Scenario, segment: &Segment, place: usize) -> Option<u32> {
    let shared = scenario.segment(segment.shares_with?)?;
    shared.stages().get(place).map(|stage| stage.id.0)
}

impl SegmentInMaking {
    fn new(segment: &Segment, horizon_days: f64) -> Self {
        let times: Vec<_> = segment.stages().iter().map(|stage| stage.time).collect();
        Self {
            timings_in_making: TimingsInMaking::new(&times, horizon_days),
            timings: None,
            open_keys: OpenRows::keys(segment.pipeline().listed()),
            open: OpenRows::default(),
            passings: Vec::new(),
            stages: Vec::new(),
        }
    }
}

fn adherence_draw(adherence: Option<Adherence>) -> AdherenceDraw {
    match adherence.map(|adherence| (adherence, adherence.shapes())) {
        None => AdherenceDraw::All,
        Some((adherence, None)) => AdherenceDraw::Alike(adherence.mean()),
        Some((_, Some((a, b)))) => AdherenceDraw::Drawn(Box::new(beta_table(a, b))),
    }
}

fn stage_draw(scenario: &Scenario, segment: &Segment, stage: &Stage, luck: u32) -> StageDraw {
    let rate = RateDraw::new(stage.rate.law());
    let (low, high) = match stage.rate.law() {
        RateLaw::Exact(rate) => (rate, rate),
        RateLaw::Beta { .. } => (stage.rate.quantile(1e-12), stage.rate.quantile(1.0 - 1e-12)),
    };
    // Rates of 0 and 1 are not on the lattice, and need none.
    let range = ((low * stage.off_plan()).clamp(1e-9, 1.0 - 1e-9), high.clamp(1e-9, 1.0 - 1e-9));
    let differs = stage.rep_spread() > 1e-6;
    let table = |record: (u32, u32)| RepRates::new(range, stage.rep_spread(), record);
    let groups = scenario.parts().team.as_ref().map_or(&[][..], Team::groups);
    let mut records = Vec::new();
    let mut member = 0;
    for group in groups.iter().filter(|group| group.segment.is_none_or(|own| own == segment.id)) {
        let record = group.record.iter().find(|record| record.stage == stage.id && record.entered > 0);
        if let Some(record) = record.filter(|_| differs) {
            records.push((member, table((record.passed, record.entered))));
        }
        member += group.count as usize;
    }
    StageDraw {
        luck: Entity::of(luck),
        number: stage.id.0,
        rate,
        off_plan: stage.off_plan(),
        spread: differs.then(|| Box::new(table((0, 0)))),
        records,
    }
}

fn open_groups(segment: &Segment, rows: &OpenRows, entity: Entity) -> Vec<OpenGroup> {
    let open = segment.pipeline().listed();
    let group = |number: usize, key: (crate::model::StageId, f64), deals: OpenDeals| {
        let stage = segment.place_of(key.0)?;
        Some(OpenGroup {
            entity: entity.with(Entity::of(u32::try_from(number).unwrap_or(u32::MAX))),
            row: rows.place_of(key)?,
            stage,
            log_odds_of_age: log_odds_of_age(segment, stage, key.1),
            deals,
        })
    };
    let counts = open.map_or(&[][..], OpenPipeline::counts).iter().enumerate().filter_map(|(number, row)| {
        group(number, (row.stage, row.age_days), OpenDeals::Count(u64::from(row.count)))
    });
    let deals = open.map_or(&[][..], OpenPipeline::deals).iter().enumerate().filter_map(|(number, deal)| {
        let amount = deal.amount.map(|amount| amount.minor() as f64);
        group(1_000 + number, (deal.stage, deal.age_days), OpenDeals::One(amount))
    });
    counts.chain(deals).collect()
}

/// How many deals are open in a stage with an age.
fn open_at(open: &OpenPipeline, stage: crate::model::StageId, age_days: f64) -> f64 {
    // The very value of a row, not the result of a calculation.
    let is_here = |other: crate::model::StageId, age: f64| other == stage && age.total_cmp(&age_days).is_eq();
    let counts = open.counts().iter().filter(|row| is_here(row.stage, row.age_days));
    let deals = open.deals().iter().filter(|deal| is_here(deal.stage, deal.age_days));
    counts.map(|row| f64::from(row.count)).sum::<f64>() + deals.count() as f64
}

/// The chance that a deal open in a stage for so long enters the stage at a later place, at the mean rates on the plan.
fn expected_advance(segment: &Segment, stage: crate::model::StageId, age_days: f64, place: usize) -> f64 {
    let Some(own) = segment.place_of(stage).filter(|own| *own < place) else { return 0.0 };
    let odds_of_age = libm::exp(log_odds_of_age(segment, own, age_days).clamp(-700.0, 700.0));
    let mut rates = segment.stages().iter().skip(own).take(place - own).map(|stage| stage.rate.mean());
    let here = rates.next().unwrap_or(0.0);
    let still_open = here * odds_of_age + (1.0 - here);
    if still_open > 0.0 { here * odds_of_age / still_open * rates.product::<f64>() } else { 0.0 }
}
