//! A scenario made ready to be drawn from.

use super::counts::Counts;
use super::economics::EconomicsOfPlan;
use super::flows::{Flows, Passing};
use super::kept;
use super::open_times::OpenTimes;
use super::owners::Owners;
use super::rate_draw::RateDraw;
use super::seats::{Presence, Seats};
use super::segment::{
    AdherenceDraw, CYCLE_NODES, CYCLE_STEP, OpenDeal, OpenDeals, OpenGroup, Origin, RepMonth, SegmentDraw,
    StageDraw, odds_of_age,
};
use super::simulator::Simulator;
use super::sizes::Sizes;
use super::stream::Entity;
use super::timing::WinTiming;
use super::windows::Windows;
use crate::model::{
    Adherence, OpenPipeline, RateLaw, RelativeError, Scenario, Segment, Stage, StageId, SupplyOf, TargetKind,
    Team,
};
use std::sync::{Arc, OnceLock};

impl Simulator {
    /// Prepares a scenario: everything that its trials share.
    pub fn new(scenario: &Scenario) -> Self {
        let parts = scenario.parts();
        let windows = Windows::new(scenario);
        let seats = Seats::new(scenario, windows.first_month);
        let mut presence = Presence::default();
        seats.fill(None, &mut presence);
        let horizon_days = parts.calendar.days();
        let mut segments = Vec::new();
        let left = horizon_days - windows.as_of;
        for segment in scenario.segments() {
            let times: Vec<_> = segment.stages().iter().map(|stage| stage.time).collect();
            let timings = kept::times(&times, horizon_days);
            let plan = Plan { scenario, segment, windows: &windows, seats: &seats, presence: &presence };
            let open_times = OpenTimes::new(segment, left);
            segments.push((segment.id, plan.segment_draw(&timings, open_times)));
        }
        let recurring = match parts.target.kind() {
            TargetKind::Recurring(of) => Some((
                of.opening.minor() as f64,
                RateDraw::new(of.churn.law()),
                RateDraw::new(of.expansion.law()),
            )),
            TargetKind::Amount | TargetKind::Growth { .. } => None,
        };
        let months = parts.calendar.months().iter().skip(windows.first_month);
        let members: Vec<&[usize]> = segments.iter().map(|(_, draw)| draw.members.as_slice()).collect();
        Self {
            seed: parts.runs.seed,
            first_month: windows.first_month,
            month_ends: months.map(|month| month.to_day / 365.0).collect(),
            groups: parts.team.as_ref().map_or(0, |team| team.groups().len()),
            counts: Counts::new(),
            market_table: parts.market.shape().map(kept::gamma),
            market: parts.market,
            booked: parts.progress.booked().minor(),
            recurring,
            economics: EconomicsOfPlan::new(scenario, &presence, &members),
            lift: 0.0,
            counts_reps: seats.has_team,
            other_luck: None,
            intake_law: None,
            segments,
            scenario: Arc::new(scenario.clone()),
            expected_entries: OnceLock::new(),
            counts_entries: true,
            seats,
            presence,
        }
    }
}

/// One segment of a plan, with what is known of the whole plan.
struct Plan<'a> {
    scenario: &'a Scenario,
    segment: &'a Segment,
    windows: &'a Windows,
    seats: &'a Seats,
    /// Who is there, if nobody leaves.
    presence: &'a Presence,
}

impl Plan<'_> {
    fn segment_draw(&self, timings: &[WinTiming], open_times: OpenTimes) -> SegmentDraw {
        let Plan { scenario, segment, .. } = *self;
        let flows = Flows::new(scenario, segment, self.windows);
        let arriving = flows.arriving();
        let members: Vec<usize> = (self.seats.all.iter().enumerate())
            .filter(|(_, seat)| seat.works(segment.id))
            .map(|(number, _)| number)
            .collect();
        let places = (0..self.seats.all.len()).map(|seat| members.binary_search(&seat).ok()).collect();
        let adherence = adherence_draw(scenario.parts().adherence);
        let stages: Vec<StageDraw> = (segment.stages().iter().enumerate())
            .map(|(place, stage)| {
                let luck = luck_of(scenario, segment, place).unwrap_or(stage.id.0);
                stage_draw(scenario, segment, stage, luck)
            })
            .collect();
        let differ = matches!(adherence, AdherenceDraw::Drawn(_))
            || stages.iter().any(|stage| stage.spread.is_some() || !stage.records.is_empty());
        let busy = segment.supply.dispersion().map(kept::gamma);
        let is_steady =
            !self.seats.is_random() && !differ && (busy.is_none() || segment.supply.of == SupplyOf::Team);
        let owners = is_steady.then(|| self.steady_owners(&members, arriving.len()));
        let entity = Entity::of(segment.id.0);
        let mut draw = SegmentDraw {
            entity,
            evidence: Entity::of(segment.shares_with.unwrap_or(segment.id).0),
            stages,
            arrivals: segment.supply.arrivals(),
            of: segment.supply.of,
            supply_error: segment.supply.error,
            size_error: segment.deal_size.error,
            cycle_error: segment.cycle_error,
            busy,
            arriving,
            passings: self.passings(&flows, timings, &open_times),
            open: open_groups(segment, &open_times, entity),
            open_times,
            landing: self.windows.landing().clone(),
            sizes: Sizes::new(&segment.deal_size),
            members,
            places,
            owners,
            steady: None,
            rep_months: Vec::new(),
            adherence,
        };
        draw.steady = draw.steady_arrivals();
        if draw.is_drawn_by_rep(self.seats) {
            draw.rep_months = self.rep_months(&draw);
        }
        draw
    }

    /// Whose luck it is that each member gets and wins opportunities, by month of entry and member.
    fn rep_months(&self, draw: &SegmentDraw) -> Vec<RepMonth> {
        let of_entry = |entry: usize| {
            let intake = draw.entity.and(Origin::Intake as u32);
            let (assigned, worked) =
                (intake.in_month(self.windows.first_month + entry), intake.in_month(entry));
            draw.members.iter().filter_map(|seat| self.seats.all.get(*seat)).map(move |seat| RepMonth {
                assigned: assigned.with(seat.entity),
                worked: worked.with(seat.entity),
            })
        };
        (0..draw.arriving.len()).flat_map(of_entry).collect()
    }

    /// Who owns what enters, where that is the same in all trials.
    fn steady_owners(&self, members: &[usize], months: usize) -> Owners {
        let mut owners = Owners::default();
        owners.reset(members.len());
        for entry in 0..months {
            let month = self.windows.first_month + entry;
            owners.add_month(members.iter().map(|seat| (self.presence.work(*seat, month), 1.0)));
        }
        owners.noted()
    }

    /// Who is won when: for each stretch of an uncertain cycle, or once.
    fn passings(&self, flows: &Flows<'_>, timings: &[WinTiming], open: &OpenTimes) -> Vec<Passing> {
        let at_once = WinTiming::at_once();
        let to_win = timings.last().unwrap_or(&at_once);
        let counts = self.segment.pipeline().listed().map_or(&[][..], OpenPipeline::counts);
        let error = self.segment.cycle_error;
        let nodes = if error > RelativeError::NONE { CYCLE_NODES } else { 1 };
        let stretch = |node: usize| error.factor((node as f64 - (nodes / 2) as f64) * CYCLE_STEP);
        let stretches: Vec<f64> = (0..nodes).map(stretch).collect();
        let mut passings: Vec<Passing> =
            stretches.iter().map(|stretch| flows.passing(to_win, *stretch)).collect();
        // Row by row, so that one law at a time is at hand.
        let places = counts.iter().filter_map(|row| Some((self.segment.place_of(row.stage)?, row.age_days)));
        for (place, age_days) in places {
            let left = open.timing(place, age_days);
            for (passing, stretch) in passings.iter_mut().zip(&stretches) {
                passing.listed.push(flows.listed(&left, *stretch));
            }
        }
        passings
    }
}

/// The id of the stage whose luck a stage's rate has: its own, or that of the stage in the same place of the
/// segment that its segment shares with.
fn luck_of(scenario: &Scenario, segment: &Segment, place: usize) -> Option<u32> {
    let shared = scenario.segment(segment.shares_with?)?;
    shared.stages().get(place).map(|stage| stage.id.0)
}

fn adherence_draw(adherence: Option<Adherence>) -> AdherenceDraw {
    match adherence.map(|adherence| (adherence, adherence.shapes())) {
        None => AdherenceDraw::All,
        Some((adherence, None)) => AdherenceDraw::Alike(adherence.mean()),
        Some((_, Some((a, b)))) => AdherenceDraw::Drawn(kept::beta(a, b)),
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
    let table = |record: (u32, u32)| kept::rep_rates(range, stage.rep_spread(), record);
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
        spread: differs.then(|| table((0, 0))),
        records,
    }
}

fn open_groups(segment: &Segment, times: &OpenTimes, entity: Entity) -> Vec<OpenGroup> {
    let Some(open) = segment.pipeline().listed() else { return Vec::new() };
    let group = |number: usize, stage: usize, age_days: f64, deals: OpenDeals| OpenGroup {
        entity: entity.with(Entity::of(u32::try_from(number).unwrap_or(u32::MAX))),
        stage,
        odds_of_age: odds_of_age(segment, stage, age_days),
        deals,
    };
    let places = |stage: StageId| segment.place_of(stage);
    let counts = open.counts().iter().filter_map(|row| Some((row, places(row.stage)?)));
    let counts = counts.enumerate().map(|(number, (row, stage))| {
        group(number, stage, row.age_days, OpenDeals::Count(u64::from(row.count), number))
    });
    let deals = open.deals().iter().enumerate().filter_map(|(number, deal)| {
        let (stage, age_days) = (places(deal.stage)?, deal.age_days);
        let amount = deal.amount.map(|amount| amount.minor() as f64);
        let one = OpenDeal { amount, age: (age_days, times.hazard(stage, age_days)) };
        Some(group(1_000 + number, stage, age_days, OpenDeals::One(one)))
    });
    let mut groups: Vec<OpenGroup> = counts.chain(deals).collect();
    groups.sort_by(|a, b| a.stage.cmp(&b.stage).then(a.odds_of_age.total_cmp(&b.odds_of_age)));
    groups
}
