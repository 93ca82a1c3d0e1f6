//! The oracle: walks every opportunity through every stage, with somebody else's samplers (`rand_distr`).
//!
//! Slow and plain on purpose. It shares no code with the engine but the model: no thinning, no tables, no
//! timing function, another generator, sequential random numbers.

use plumbline::model::{
    Arrivals, BeliefKind, DealSizeKind, Excess, Joins, OpenCount, PipelineStart, RateBelief, RateLaw,
    Scenario, Segment, Stage, StageTime, SupplyOf, TimeLaw,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution, Exp1, Gamma, LogNormal, Poisson, StandardNormal};

type Rng = Xoshiro256PlusPlus;

/// How long before the plan's first day a flowing pipeline is walked from; beyond the longest cycle in the
/// tests.
const FLOWING_DAYS: f64 = 1_500.0;

/// One walked future.
pub(crate) struct Walked {
    /// Bookings of each month of the plan, minor units.
    pub(crate) by_month: Vec<f64>,
    /// Number of wins.
    pub(crate) wins: u32,
    /// Bookings of deals that were open when the future began.
    pub(crate) open: f64,
    /// Bookings of each rep's seat.
    pub(crate) by_seat: Vec<f64>,
    /// By quota period, the number of reps at quota.
    pub(crate) at_quota: Vec<u32>,
    /// Reps there after each month's end.
    pub(crate) heads: Vec<u32>,
    /// Opportunities that nobody had time for.
    pub(crate) turned_away: u32,
}

impl Walked {
    /// All bookings.
    pub(crate) fn total(&self) -> f64 {
        self.by_month.iter().sum()
    }
}

/// A seat of the team in one future: for each month of the plan who holds it (0: nobody) and the share of
/// full work.
struct Seat {
    group: usize,
    holder: Vec<u32>,
    /// Whether the holder stays at the month's end.
    stays: Vec<bool>,
    work: Vec<f64>,
    adherence: f64,
}

/// An opportunity or open deal on its way.
struct Opportunity {
    segment: usize,
    /// Day of entering the stage that it is in.
    entered: f64,
    stage: usize,
    seat: usize,
    on_plan: bool,
    was_open: bool,
    amount: Option<f64>,
}

/// Rates of one future in one segment: by seat and stage, on the plan and off it.
type Rates = Vec<Vec<(f64, f64)>>;

/// Walks `trials` futures.
pub(crate) fn walk(scenario: &Scenario, trials: u32, seed: u64) -> Vec<Walked> {
    let mut rng = Rng::seed_from_u64(seed);
    (0..trials).map(|_| walk_one(scenario, &mut rng)).collect()
}

#[expect(clippy::too_many_lines, reason = "one future from its first draw to its last, in order")]
fn walk_one(scenario: &Scenario, rng: &mut Rng) -> Walked {
    let parts = scenario.parts();
    let months = parts.calendar.months();
    let as_of = parts.progress.as_of_day();
    let first_month = months.iter().position(|month| as_of < month.to_day).unwrap();
    let seats = seat_people(scenario, first_month, rng);
    let market = gamma_of_mean_one(parts.market.shape(), rng);
    let mut future = Walked {
        by_month: vec![0.0; months.len()],
        wins: 0,
        open: 0.0,
        by_seat: vec![0.0; seats.len()],
        at_quota: Vec::new(),
        heads: (0..months.len())
            .map(|month| seats.iter().filter(|seat| seat.stays[month]).count() as u32)
            .collect(),
        turned_away: 0,
    };
    // Rates, shared between segments that say so: drawn in the order of the segments that stand alone.
    let mut team_rates: Vec<Vec<f64>> = vec![Vec::new(); scenario.segments().len()];
    for pass in [true, false] {
        for (place, segment) in scenario.segments().iter().enumerate() {
            if segment.shares_with.is_none() != pass {
                continue;
            }
            let shared =
                segment.shares_with.map(|id| scenario.segments().iter().position(|s| s.id == id).unwrap());
            team_rates[place] = (segment.stages().iter().enumerate())
                .map(|(stage, of)| match shared.and_then(|shared| team_rates[shared].get(stage)) {
                    Some(rate) => *rate,
                    None => belief(&of.rate, rng),
                })
                .collect();
        }
    }
    let mut opportunities = Vec::new();
    let mut busy_months: Vec<Vec<f64>> = vec![Vec::new(); scenario.segments().len()];
    let (mut rates, mut stretches, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    for (place, segment) in scenario.segments().iter().enumerate() {
        rates.push(member_rates(scenario, segment, &team_rates[place], &seats, rng));
        stretches.push(lognormal_of_mean_one(segment.cycle_error.get(), rng));
        sizes.push(Sizes::of(scenario, segment, market, rng));
        let shared =
            segment.shares_with.map(|id| scenario.segments().iter().position(|s| s.id == id).unwrap());
        busy_months[place] = match shared {
            Some(shared) => busy_months[shared].clone(),
            None => months.iter().map(|_| gamma_of_mean_one(segment.supply.dispersion(), rng)).collect(),
        };
        let supply = lognormal_of_mean_one(segment.supply.error.get(), rng);
        let members: Vec<usize> =
            (0..seats.len()).filter(|seat| works(scenario, &seats[*seat], segment)).collect();
        let context =
            Entering { place, segment, seats: &seats, members: &members, supply, market, first_month };
        context.open(scenario, &rates[place], &mut opportunities, rng);
        context.arriving(scenario, &busy_months[place], &mut opportunities, rng);
    }
    if let Some(capacity) = parts.team.as_ref().and_then(|team| team.capacity) {
        future.turned_away =
            limit(scenario, &seats, capacity.per_month(), capacity.excess, &mut opportunities, rng);
    }
    let quarter_ends = parts.calendar.quarter_ends(parts.fiscal_start);
    let mut credited = vec![vec![0.0; months.len()]; seats.len()];
    for opportunity in &mut opportunities {
        let segment = &scenario.segments()[opportunity.segment];
        let adherence = seats[opportunity.seat].adherence;
        if !opportunity.was_open || opportunity.stage == 0 && opportunity.entered < as_of {
            opportunity.on_plan = rng.random::<f64>() < adherence;
        }
        let won = travel(
            segment,
            opportunity,
            (&rates[opportunity.segment], stretches[opportunity.segment]),
            as_of,
            rng,
        );
        let Some(mut day) = won else { continue };
        let slip_days = f64::from(parts.slippage.days());
        // Quarters also ended before the plan.
        let ends = quarter_ends.iter().copied();
        if let Some(end) = ends.into_iter().find(|end| end - slip_days < day && day <= *end)
            && rng.random::<f64>() < parts.slippage.share()
        {
            day = 2.0 * end - day;
        }
        if day <= as_of && !(opportunity.was_open && day == as_of) || day > parts.calendar.days() {
            continue;
        }
        let month =
            months.iter().position(|month| day <= month.to_day && day > month.from_day - 1e-9).unwrap();
        let entry =
            months.iter().position(|month| opportunity.entered < month.to_day).unwrap_or(0).max(first_month);
        let seat = &seats[opportunity.seat];
        let stays = seat.holder[entry] == seat.holder[month];
        if !stays && rng.random::<f64>() >= parts.team.as_ref().unwrap().attrition.deals_kept() {
            continue;
        }
        let amount = opportunity.amount.unwrap_or_else(|| sizes[opportunity.segment].draw(rng));
        future.by_month[month] += amount;
        future.wins += 1;
        future.open += if opportunity.was_open { amount } else { 0.0 };
        if stays {
            future.by_seat[opportunity.seat] += amount;
            credited[opportunity.seat][month] += amount;
        }
    }
    future.at_quota = reps_at_quota(scenario, &seats, &credited, first_month);
    future
}

/// Where a segment's opportunities come from.
struct Entering<'a> {
    place: usize,
    segment: &'a Segment,
    seats: &'a [Seat],
    members: &'a [usize],
    supply: f64,
    market: f64,
    first_month: usize,
}

impl Entering<'_> {
    /// A member in proportion to work in a month; none, if nobody works.
    fn owner(&self, month: usize, rng: &mut Rng) -> Option<usize> {
        let work: Vec<f64> = self.members.iter().map(|seat| self.seats[*seat].work[month]).collect();
        let mut wanted = rng.random::<f64>() * work.iter().sum::<f64>();
        let found = work.iter().position(|work| {
            wanted -= work;
            wanted < 0.0
        });
        found.map(|place| self.members[place])
    }

    fn opportunity(&self, entered: f64, seat: usize) -> Opportunity {
        Opportunity {
            segment: self.place,
            entered,
            stage: 0,
            seat,
            on_plan: true,
            was_open: false,
            amount: None,
        }
    }

    /// What is open when the future begins.
    fn open(&self, scenario: &Scenario, rates: &Rates, opportunities: &mut Vec<Opportunity>, rng: &mut Rng) {
        let segment = self.segment;
        let as_of = scenario.parts().progress.as_of_day();
        let heads: f64 = self.members.iter().map(|seat| self.seats[*seat].work[self.first_month]).sum();
        let heads = if segment.supply.of == SupplyOf::EachRep { heads } else { 1.0 };
        match segment.pipeline() {
            PipelineStart::Empty => {}
            PipelineStart::Flowing => {
                let mut entries = Vec::new();
                let long = segment.supply.per_month() * self.supply * heads * FLOWING_DAYS / (365.0 / 12.0);
                for _ in 0..poisson(long, rng) {
                    entries.push(-FLOWING_DAYS * rng.random::<f64>());
                }
                for (index, month) in scenario.parts().calendar.months().iter().enumerate() {
                    let (from, until) = (month.from_day, month.to_day.min(as_of));
                    if from < until {
                        let number =
                            segment.supply.in_month(index, month.month_of_year) * (until - from) / month.days;
                        for _ in 0..poisson(number * self.supply * heads, rng) {
                            entries.push(from + (until - from) * rng.random::<f64>());
                        }
                    }
                }
                for entered in entries {
                    let Some(seat) = self.owner(self.first_month, rng) else { continue };
                    opportunities.push(Opportunity { was_open: true, ..self.opportunity(entered, seat) });
                }
            }
            PipelineStart::Listed(open) => {
                let counts = open.counts().iter().flat_map(|OpenCount { stage, count, age_days }| {
                    std::iter::repeat_n((*stage, *age_days, None), *count as usize)
                });
                let deals = open
                    .deals()
                    .iter()
                    .map(|deal| (deal.stage, deal.age_days, deal.amount.map(|amount| amount.minor() as f64)));
                for (stage, age, amount) in counts.chain(deals) {
                    let Some(seat) = self.owner(self.first_month, rng) else { continue };
                    let stage = segment.place_of(stage).unwrap();
                    let adherence = self.seats[seat].adherence;
                    let on_plan = adherence >= 1.0
                        || rng.random::<f64>()
                            < on_plan_if_open(segment, &rates[seat], adherence, (stage, age));
                    opportunities.push(Opportunity {
                        stage,
                        entered: as_of - age,
                        was_open: true,
                        on_plan,
                        amount,
                        ..self.opportunity(0.0, seat)
                    });
                }
            }
        }
    }

    /// What arrives from the as-of date on.
    fn arriving(
        &self,
        scenario: &Scenario,
        busy: &[f64],
        opportunities: &mut Vec<Opportunity>,
        rng: &mut Rng,
    ) {
        let supply = &self.segment.supply;
        let as_of = scenario.parts().progress.as_of_day();
        for (index, month) in scenario.parts().calendar.months().iter().enumerate().skip(self.first_month) {
            let from = month.from_day.max(as_of);
            let number = supply.in_month(index, month.month_of_year) * self.supply * (month.to_day - from)
                / month.days;
            let mut owners = Vec::new();
            match (supply.of, supply.arrivals()) {
                (SupplyOf::Team, Arrivals::Poisson) => {
                    for _ in 0..poisson(number * self.market * busy[index], rng) {
                        owners.extend(self.owner(index, rng));
                    }
                }
                (SupplyOf::Team, Arrivals::Fixed) => {
                    for _ in 0..with_fraction(number, rng) {
                        owners.extend(self.owner(index, rng));
                    }
                }
                (SupplyOf::EachRep, arrivals) => {
                    for seat in self.members {
                        let number = number * self.seats[*seat].work[index];
                        let count = match arrivals {
                            Arrivals::Poisson => {
                                let busy = gamma_of_mean_one(supply.dispersion(), rng);
                                poisson(number * self.market * busy, rng)
                            }
                            Arrivals::Fixed => with_fraction(number, rng),
                        };
                        owners.extend((0..count).map(|_| *seat));
                    }
                }
            }
            for seat in owners {
                let entered = from + (month.to_day - from) * rng.random::<f64>();
                opportunities.push(self.opportunity(entered, seat));
            }
        }
    }
}

/// Takes away, or gives to others, what reps have no time for; returns how many nobody had time for.
fn limit(
    scenario: &Scenario,
    seats: &[Seat],
    per_month: f64,
    excess: Excess,
    opportunities: &mut Vec<Opportunity>,
    rng: &mut Rng,
) -> u32 {
    let as_of = scenario.parts().progress.as_of_day();
    let mut turned_away = 0;
    opportunities.shuffle(rng);
    for (index, month) in scenario.parts().calendar.months().iter().enumerate() {
        let is_here = |of: &Opportunity| {
            !of.was_open && month.from_day.max(as_of) <= of.entered && of.entered < month.to_day
        };
        let mut room: Vec<u32> =
            seats.iter().map(|seat| with_fraction(per_month * seat.work[index], rng)).collect();
        let mut beyond = Vec::new();
        for (place, of) in opportunities.iter().enumerate().filter(|(_, of)| is_here(of)) {
            if room[of.seat] > 0 {
                room[of.seat] -= 1;
            } else {
                beyond.push(place);
            }
        }
        let mut lost = Vec::new();
        for place in beyond {
            let segment = &scenario.segments()[opportunities[place].segment];
            let mut free: Vec<usize> = (0..seats.len())
                .filter(|seat| excess == Excess::Rerouted && works(scenario, &seats[*seat], segment))
                .flat_map(|seat| std::iter::repeat_n(seat, room[seat] as usize))
                .collect();
            free.shuffle(rng);
            match free.pop() {
                Some(seat) => {
                    room[seat] -= 1;
                    opportunities[place].seat = seat;
                }
                None => lost.push(place),
            }
        }
        turned_away += lost.len() as u32;
        let mut place = 0;
        opportunities.retain(|_| {
            place += 1;
            !lost.contains(&(place - 1))
        });
    }
    turned_away
}

/// The day of the win; none, if it is lost.
fn travel(
    segment: &Segment,
    of: &Opportunity,
    (rates, stretch): (&Rates, f64),
    as_of: f64,
    rng: &mut Rng,
) -> Option<f64> {
    let listed = matches!(segment.pipeline(), PipelineStart::Listed(_)) && of.was_open;
    let mut day = of.entered;
    for (place, stage) in segment.stages().iter().enumerate().skip(of.stage) {
        let (on, off) = rates[of.seat][place];
        let rate = if of.on_plan { on } else { off };
        if listed && place == of.stage {
            // Walks the stage until a walk is found that is still there at this age.
            let age = as_of - of.entered;
            let past_fixed = |time: StageTime| matches!(time.law(), TimeLaw::Fixed(days) if days <= age);
            loop {
                let moves_on = rng.random::<f64>() < rate;
                // Of those that do not move on, some stay for good, whatever their age.
                if !moves_on && rng.random::<f64>() < stage.never_decided() {
                    return None;
                }
                let law = if moves_on { stage.time } else { stage.loss_time.unwrap_or(stage.time) };
                let took = if past_fixed(law) { age } else { time(law, rng) };
                if took >= age {
                    if !moves_on {
                        return None;
                    }
                    day = as_of + (took - age) * stretch;
                    break;
                }
            }
        } else {
            day += time(stage.time, rng) * stretch;
            if rng.random::<f64>() >= rate {
                return None;
            }
        }
    }
    Some(day)
}

/// How likely a deal that is open in a stage at an age is one that is run by the plan.
fn on_plan_if_open(
    segment: &Segment,
    rates: &[(f64, f64)],
    adherence: f64,
    (stage, age): (usize, f64),
) -> f64 {
    let of = &segment.stages()[stage];
    // By numerical integration of survival: an independent way to the same chance.
    let (still_advancing, still_losing) =
        (survival(of.time, age), survival(of.loss_time.unwrap_or(of.time), age));
    let class = |pick: &dyn Fn(&(f64, f64)) -> f64| {
        let before: f64 = rates[..stage].iter().map(pick).product();
        let here = pick(&rates[stage]);
        let never = of.never_decided();
        before * (here * still_advancing + (1.0 - here) * ((1.0 - never) * still_losing + never))
    };
    let (on, off) = (adherence * class(&|rate| rate.0), (1.0 - adherence) * class(&|rate| rate.1));
    if on + off > 0.0 { on / (on + off) } else { 1.0 }
}

/// The chance that a measured time is longer than `age`, by counting: the last age by which a part has moved
/// on, and the way from there to the next.
fn longer_than(days: &[f64], age: f64) -> f64 {
    let passed = days.iter().filter(|day| **day <= age).count();
    if passed == days.len() {
        return 0.0;
    }
    let from = if passed == 0 { 0.0 } else { days[passed - 1] };
    1.0 - (passed as f64 + (age - from) / (days[passed] - from)) / days.len() as f64
}

/// The chance that a time is longer than `age`, by the midpoint rule on the density.
fn survival(time: StageTime, age: f64) -> f64 {
    let density: Box<dyn Fn(f64) -> f64> = match time.law() {
        TimeLaw::Fixed(_) => return 1.0,
        TimeLaw::Measured(times) => return longer_than(times.days(), age),
        TimeLaw::Gamma { shape, scale } => Box::new(move |x: f64| {
            ((shape - 1.0) * (x / scale).ln() - x / scale - libm::lgamma(shape)).exp() / scale
        }),
        TimeLaw::Lognormal { mu, sigma } => Box::new(move |x: f64| {
            (-0.5 * ((x.ln() - mu) / sigma).powi(2)).exp() / (x * sigma * (2.0 * std::f64::consts::PI).sqrt())
        }),
    };
    let steps = 4_000;
    let width = age / f64::from(steps);
    1.0 - (0..steps).map(|step| density((f64::from(step) + 0.5) * width) * width).sum::<f64>()
}

/// Who sits where, month by month.
fn seat_people(scenario: &Scenario, first_month: usize, rng: &mut Rng) -> Vec<Seat> {
    let parts = scenario.parts();
    let months = parts.calendar.months();
    let adherence = |rng: &mut Rng| match parts.adherence.map(|of| (of.mean(), of.shapes())) {
        None => 1.0,
        Some((mean, None)) => mean,
        Some((_, Some((a, b)))) => Beta::new(a, b).unwrap().sample(rng),
    };
    let Some(team) = &parts.team else {
        let all = (vec![1; months.len()], vec![1.0; months.len()]);
        return vec![Seat {
            group: 0,
            holder: all.0,
            stays: vec![true; months.len()],
            work: all.1,
            adherence: adherence(rng),
        }];
    };
    let leaving = 1.0 - (1.0 - team.attrition.yearly()).powf(1.0 / 12.0);
    let mut seats = Vec::new();
    for (group, of) in team.groups().iter().enumerate() {
        for _ in 0..of.count {
            let mut seat = Seat {
                group,
                holder: vec![0; months.len()],
                stays: vec![false; months.len()],
                work: vec![0.0; months.len()],
                adherence: adherence(rng),
            };
            let (mut present, mut tenure) = match of.joins {
                Joins::Before(tenure) => (1, tenure),
                Joins::InMonth(_) => (0, 0),
            };
            let (mut last, mut returns) = (present, None::<f64>);
            for (index, month) in months.iter().enumerate() {
                let mut share = 1.0;
                if of.joins == Joins::InMonth(index as u32) {
                    (present, tenure, last) = (1, 0, 1);
                }
                if let Some(day) = returns.filter(|day| *day < month.to_day) {
                    (last, tenure, returns) = (last + 1, 0, None);
                    present = last;
                    share = (month.to_day - day) / (month.to_day - month.from_day);
                }
                if present > 0 {
                    seat.holder[index] = present;
                    seat.work[index] = share * team.ramp.share(tenure);
                    tenure += 1;
                    seat.stays[index] = index < first_month || rng.random::<f64>() >= leaving;
                    if !seat.stays[index] {
                        present = 0;
                        returns = team.attrition.backfill_days().map(|days| month.to_day + days);
                    }
                }
            }
            seats.push(seat);
        }
    }
    seats
}

fn works(scenario: &Scenario, seat: &Seat, segment: &Segment) -> bool {
    let team = scenario.parts().team.as_ref();
    team.is_none_or(|team| team.groups()[seat.group].segment.is_none_or(|own| own == segment.id))
}

/// Rates of all seats, on the plan and off it. A rep's place among reps holds on the plan and off it alike,
/// so both are quantiles at the same place, found by bisection.
fn member_rates(
    scenario: &Scenario,
    segment: &Segment,
    team: &[f64],
    seats: &[Seat],
    rng: &mut Rng,
) -> Rates {
    let groups = scenario.parts().team.as_ref().map(plumbline::model::Team::groups);
    let rate = |stage: &Stage, p: f64, seat: &Seat, u: f64| {
        let spread = stage.rep_spread();
        if spread <= 0.0 || p <= 0.0 || p >= 1.0 {
            return p;
        }
        let record = groups
            .and_then(|groups| groups[seat.group].record.iter().find(|record| record.stage == stage.id));
        let (passed, entered) = record.map_or((0, 0), |record| (record.passed, record.entered));
        let cases = (1.0 - spread) / spread;
        let (a, b) = (p * cases + f64::from(passed), (1.0 - p) * cases + f64::from(entered - passed));
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..30 {
            let middle = 0.5 * (low + high);
            if plumbline::math::incomplete::beta(middle, a, b) < u { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    };
    seats
        .iter()
        .map(|seat| {
            let pair = |(stage, p): (&Stage, &f64)| {
                let u = rng.random::<f64>();
                (rate(stage, *p, seat, u), rate(stage, p * stage.off_plan(), seat, u))
            };
            segment.stages().iter().zip(team).map(pair).collect()
        })
        .collect()
}

fn reps_at_quota(scenario: &Scenario, seats: &[Seat], credited: &[Vec<f64>], first_month: usize) -> Vec<u32> {
    let Some(team) = &scenario.parts().team else { return Vec::new() };
    let months = scenario.parts().calendar.months();
    let period = team.quota_period.months();
    // Month of the fiscal year, from 0.
    let fiscal =
        |index: usize| (months[index].month_of_year as u32 + 12 - (scenario.parts().fiscal_start - 1)) % 12;
    let mut at_quota = Vec::new();
    let mut begin = 0;
    for end in 0..months.len() {
        let is_last = end + 1 == months.len() || fiscal(end + 1) % period == 0;
        if !is_last {
            continue;
        }
        if end >= first_month {
            let reached = seats.iter().zip(credited).filter(|(seat, credited)| {
                let group = &team.groups()[seat.group];
                let (Some(quota), true) = (group.quota, seat.holder[end] > 0) else { return false };
                let mine = |index: &usize| seat.holder[*index] == seat.holder[end];
                let work: f64 = (begin..=end).filter(mine).map(|index| seat.work[index]).sum();
                let booked: f64 = (begin..=end).filter(mine).map(|index| credited[index]).sum();
                let before = if begin <= first_month { group.booked.minor() as f64 } else { 0.0 };
                let prorated = quota.minor() as f64 * work / f64::from(period);
                prorated > 0.0 && booked + before >= prorated
            });
            at_quota.push(reached.count() as u32);
        }
        begin = end + 1;
    }
    at_quota
}

/// Sizes of one future.
struct Sizes {
    factor: f64,
    bounds: (f64, f64),
    law: SizeLaw,
}

enum SizeLaw {
    Lognormal(LogNormal<f64>),
    /// Amounts and their weights.
    Past(Vec<(f64, f64)>),
}

impl Sizes {
    fn of(scenario: &Scenario, segment: &Segment, market: f64, rng: &mut Rng) -> Self {
        let size = &segment.deal_size;
        let of_market =
            market.powf(scenario.parts().market.size_exponent()) / scenario.parts().market.size_moment();
        let law = match size.kind() {
            DealSizeKind::Past(deals) => {
                SizeLaw::Past(deals.iter().map(|deal| (deal.minor() as f64, Exp1.sample(rng))).collect())
            }
            DealSizeKind::MeanCv { .. } | DealSizeKind::P10P90 { .. } | DealSizeKind::MedianP90 { .. } => {
                SizeLaw::Lognormal(LogNormal::new(size.mu(), size.sigma()).unwrap())
            }
        };
        Self {
            factor: lognormal_of_mean_one(size.error.get(), rng) * of_market,
            bounds: size.bounds_minor(),
            law,
        }
    }

    fn draw(&self, rng: &mut Rng) -> f64 {
        let size = match &self.law {
            SizeLaw::Lognormal(law) => law.sample(rng),
            SizeLaw::Past(deals) => {
                let mut wanted = rng.random::<f64>() * deals.iter().map(|deal| deal.1).sum::<f64>();
                let found = deals.iter().find(|deal| {
                    wanted -= deal.1;
                    wanted < 0.0
                });
                found.unwrap_or(&deals[0]).0
            }
        };
        (size * self.factor).clamp(self.bounds.0, self.bounds.1)
    }
}

fn belief(rate: &RateBelief, rng: &mut Rng) -> f64 {
    if let BeliefKind::Range { low, high } = rate.kind() {
        return between(low, high, rng);
    }
    match rate.law() {
        RateLaw::Exact(rate) => rate,
        RateLaw::Beta { a, b } => Beta::new(a, b).unwrap().sample(rng),
    }
}

thread_local! {
    /// Shapes of ranges that were asked for.
    static SHAPES: std::cell::RefCell<Vec<[(f64, f64); 2]>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// A rate of which 1 in 10 is below `low` and 1 in 10 above `high`: Beta distributed, its shapes found by
/// Newton's method on both quantiles at once, the distribution function by Simpson's rule.
fn between(low: f64, high: f64, rng: &mut Rng) -> f64 {
    let known =
        SHAPES.with_borrow(|known| known.iter().find(|[of, _]| *of == (low, high)).map(|[_, found]| *found));
    let (a, b) = known.unwrap_or_else(|| {
        let found = shapes_between(low, high);
        SHAPES.with_borrow_mut(|known| known.push([(low, high), found]));
        found
    });
    Beta::new(a, b).unwrap().sample(rng)
}

fn shapes_between(low: f64, high: f64) -> (f64, f64) {
    // In the logarithm of x/(1 − x) the density has no pole at either end.
    let below = |x: f64, a: f64, b: f64| {
        let constant = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
        let density = |y: f64| (constant - a * (1.0 + (-y).exp()).ln() - b * (1.0 + y.exp()).ln()).exp();
        let (from, to, steps) = (-40.0 / a.min(1.0), (x / (1.0 - x)).ln(), 8_000);
        let width = (to - from) / f64::from(steps);
        let weight =
            |step: i32| if step == 0 || step == steps { 1.0 } else { 2.0 + 2.0 * f64::from(step % 2) };
        (0..=steps).map(|step| weight(step) * density(from + f64::from(step) * width)).sum::<f64>() * width
            / 3.0
    };
    let miss = |(a, b): (f64, f64)| (below(low, a, b) - 0.1, below(high, a, b) - 0.9);
    // Begins at the normal law's moments.
    let (mean, sd) = (0.5 * (low + high), (high - low) / 2.563);
    let cases = (mean * (1.0 - mean) / (sd * sd) - 1.0).max(1.0);
    let (mut a, mut b) = (mean * cases, (1.0 - mean) * cases);
    for _ in 0..60 {
        let (f, g) = miss((a, b));
        let (da, db) = (1e-5 * a, 1e-5 * b);
        let ((fa, ga), (fb, gb)) = (miss((a + da, b)), miss((a, b + db)));
        let (fa, ga, fb, gb) = ((fa - f) / da, (ga - g) / da, (fb - f) / db, (gb - g) / db);
        let determinant = fa * gb - fb * ga;
        let (step_a, step_b) = ((f * gb - g * fb) / determinant, (g * fa - f * ga) / determinant);
        (a, b) = ((a - step_a).clamp(0.5 * a, 2.0 * a), (b - step_b).clamp(0.5 * b, 2.0 * b));
    }
    let (f, g) = miss((a, b));
    assert!(f.abs() < 1e-7 && g.abs() < 1e-7, "{low} {high}: {a} {b}");
    (a, b)
}

fn gamma_of_mean_one(shape: Option<f64>, rng: &mut Rng) -> f64 {
    shape.map_or(1.0, |shape| Gamma::new(shape, 1.0 / shape).unwrap().sample(rng))
}

fn lognormal_of_mean_one(cv: f64, rng: &mut Rng) -> f64 {
    let variance = (1.0 + cv * cv).ln();
    let z: f64 = StandardNormal.sample(rng);
    (variance.sqrt() * z - 0.5 * variance).exp()
}

fn with_fraction(number: f64, rng: &mut Rng) -> u32 {
    number.floor() as u32 + u32::from(rng.random::<f64>() < number.fract())
}

fn poisson(mean: f64, rng: &mut Rng) -> u32 {
    if mean > 0.0 { Poisson::new(mean).unwrap().sample(rng) as u32 } else { 0 }
}

fn time(time: StageTime, rng: &mut Rng) -> f64 {
    match time.law() {
        TimeLaw::Gamma { shape, scale } => Gamma::new(shape, scale).unwrap().sample(rng),
        TimeLaw::Lognormal { mu, sigma } => LogNormal::new(mu, sigma).unwrap().sample(rng),
        TimeLaw::Fixed(days) => days,
        TimeLaw::Measured(times) => {
            let part = rng.random_range(0..times.days().len());
            let from = if part == 0 { 0.0 } else { times.days()[part - 1] };
            from + rng.random::<f64>() * (times.days()[part] - from)
        }
    }
}

/// The two-sample Kolmogorov–Smirnov statistic, scaled by √(nm/(n + m)): above 2.23 once in 20,000 times for
/// equal distributions (Kolmogorov's limit, 2·exp(−2·2.23²)).
pub(crate) fn kolmogorov_smirnov(first: &mut [f64], second: &mut [f64]) -> f64 {
    first.sort_by(f64::total_cmp);
    second.sort_by(f64::total_cmp);
    let (n, m) = (first.len() as f64, second.len() as f64);
    let (mut i, mut j, mut largest) = (0, 0, 0.0_f64);
    while i < first.len() && j < second.len() {
        let here = first[i].min(second[j]);
        while i < first.len() && first[i] <= here {
            i += 1;
        }
        while j < second.len() && second[j] <= here {
            j += 1;
        }
        largest = largest.max((i as f64 / n - j as f64 / m).abs());
    }
    largest * (n * m / (n + m)).sqrt()
}
