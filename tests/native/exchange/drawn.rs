//! Plans, quotas and histories drawn at random, seeded: whatever the model takes goes out and comes in again, bit for bit.
//!
//! Values are made by the model's own constructors, not read from JSON, so that nothing is left out that a file might
//! not be able to say. Compared by their debugging text, which shows every private field and every bit of a number.

use plumbline::exchange::file::{FILE_BYTES_MAX, history, plan, quota};
use plumbline::exchange::link::{self, Opened};
use plumbline::model::limits::{
    EXIT_CHARACTERS_MAX, MINOR_UNITS_MAX, NAME_CHARACTERS_MAX, NOTE_CHARACTERS_MAX, OPEN_DEALS_MAX,
    PAST_DEALS_MAX, SEGMENTS_MAX, STAGES_MAX,
};
use plumbline::model::{
    Adherence, Alignment, Arrivals, Assumption, Attrition, ByPlan, Calendar, Capacity, Commission,
    Confidence, Counted, Currency, Date, DealSize, Economics, Excess, GroupId, Horizon, Joins, Market, Money,
    OpenCount, OpenDeal, OpenPipeline, PipelineStart, ProfitGoal, Progress, Provenance, QuotaCheck,
    QuotaPeriod, Ramp, RateBelief, Recurring, RelativeError, RepGroup, RepResult, ResultStage, Runs,
    Scenario, ScenarioParts, Seed, Segment, SegmentId, Slippage, Source, Sourcing, Stage, StageCount,
    StageId, StageRecord, StageTime, Supply, SupplyOf, Target, Team, TeamRate, TeamResults,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// Draws values; none, where the model refuses what was drawn.
struct Draw(Xoshiro256PlusPlus);

impl Draw {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.random_range(0..bound)
    }

    fn one_in(&mut self, bound: u32) -> bool {
        self.below(bound) == 0
    }

    fn maybe<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.one_in(2).then(|| draw(self))
    }

    /// An end of the range, a short number, or one of all bits.
    fn number(&mut self, low: f64, high: f64) -> f64 {
        let all_bits = low + (high - low) * self.0.random::<f64>();
        let number = match self.below(8) {
            0 => low,
            1 => high,
            2 => all_bits.round().clamp(low, high),
            3 => ((all_bits * 100.0).round() / 100.0).clamp(low, high),
            4 => (low + (high - low) * 1e-9 * self.0.random::<f64>()).clamp(low, high),
            _ => all_bits,
        };
        // A zero without a sign, since a file knows only one.
        number + 0.0
    }

    /// From one minor unit to the most, every order of size alike.
    fn money(&mut self, most: i64) -> Money {
        let size = (most as f64).ln() * self.0.random::<f64>();
        Money::from_minor_f64(size.exp().min(most as f64)).unwrap()
    }

    fn text(&mut self, longest: usize) -> String {
        let alphabet = [
            'a',
            'Z',
            '0',
            ' ',
            ',',
            '"',
            '\\',
            '/',
            '\n',
            '\t',
            '\u{0}',
            '\u{1f}',
            '\u{7f}',
            'é',
            'ß',
            '–',
            '“',
            '\u{2028}',
            '\u{feff}',
            '中',
            '💰',
            '\u{10ffff}',
            '%',
            '&',
            '=',
            '.',
            '#',
            '<',
        ];
        let longest = if self.one_in(8) { longest } else { longest.min(12) };
        let length = self.0.random_range(0..=longest);
        (0..length).map(|_| alphabet[self.0.random_range(0..alphabet.len())]).collect()
    }

    fn currency(&mut self) -> Currency {
        Currency::new(["USD", "EUR", "JPY", "KWD", "XXX"][self.below(5) as usize]).unwrap()
    }

    fn rate(&mut self) -> Option<RateBelief> {
        let entered = 1 + self.below(2_000);
        match self.below(4) {
            0 => RateBelief::counts(self.below(entered + 1), entered),
            1 => {
                let low = self.number(0.01, 0.9);
                RateBelief::range(low, self.number(low, 0.99))
            }
            2 => RateBelief::estimate(self.number(0.0, 1.0), 1 + self.below(500)),
            _ => RateBelief::exact(self.number(0.0, 1.0)),
        }
        .ok()
    }

    fn time(&mut self) -> Option<StageTime> {
        let mean = self.number(0.0, 400.0);
        match self.below(3) {
            0 => StageTime::fixed(mean),
            1 => StageTime::gamma(mean, self.number(0.0, 2.0 * mean)),
            // Also with hardly any spread, which counts as fixed and is lognormal all the same.
            _ => StageTime::lognormal(mean, self.number(0.0, 0.03 * mean)),
        }
        .ok()
    }

    fn stage(&mut self, id: u32) -> Option<Stage> {
        let (name, exit) = (self.text(NAME_CHARACTERS_MAX), self.text(EXIT_CHARACTERS_MAX));
        let stage = Stage::new(StageId(id), &name, &exit, self.rate()?, self.time()?).ok()?;
        let rep_spread = self.maybe(|draw| draw.number(0.0, 0.5)).unwrap_or(0.0);
        let off_plan = self.maybe(|draw| draw.number(0.0, 1.0)).unwrap_or(1.0);
        let mut stage = stage.with_rep_spread(rep_spread).ok()?.with_off_plan(off_plan).ok()?;
        stage.loss_time = if self.one_in(3) { self.time() } else { None };
        Some(stage)
    }

    fn error(&mut self) -> RelativeError {
        self.maybe(|draw| RelativeError::new(draw.number(0.0, 2.0)).unwrap()).unwrap_or(RelativeError::NONE)
    }

    fn supply(&mut self) -> Option<Supply> {
        let arrivals = if self.one_in(3) { Arrivals::Fixed } else { Arrivals::Poisson };
        let mut supply = if self.one_in(3) {
            let months = 1 + self.below(36);
            Supply::by_month((0..months).map(|_| self.number(0.0, 300.0)).collect(), arrivals).ok()?
        } else {
            let growth = self.maybe(|draw| draw.number(-1.0, 0.05)).unwrap_or(0.0);
            let seasons = self.maybe(|draw| std::array::from_fn(|_| draw.number(0.0, 3.0)));
            let supply = Supply::new(self.number(0.0, 300.0), arrivals).ok()?;
            supply.growing(growth).ok()?.seasonal(seasons).ok()?
        };
        if arrivals == Arrivals::Poisson {
            let dispersion = self.maybe(|draw| draw.number(0.1, 1e6));
            supply = supply.dispersed(dispersion).ok()?;
        }
        supply.of = if self.one_in(2) { SupplyOf::EachRep } else { SupplyOf::Team };
        supply.sourcing = if self.one_in(2) { Sourcing::SelfSourced } else { Sourcing::Assigned };
        supply.error = self.error();
        Some(supply)
    }

    fn deal_size(&mut self) -> Option<DealSize> {
        const MOST: i64 = 1_000_000_000;
        let size = match self.below(4) {
            0 => DealSize::mean_cv(self.money(MOST), self.number(0.0, 3.0)),
            1 => DealSize::p10_p90(self.money(1_000_000), self.money(MOST)),
            2 => DealSize::median_p90(self.money(1_000_000), self.money(MOST)),
            _ => DealSize::past((0..2 + self.below(30)).map(|_| self.money(MOST)).collect()),
        };
        let (floor, cap) = (self.maybe(|draw| draw.money(100_000)), self.maybe(|draw| draw.money(MOST)));
        let mut size = size.ok()?.bounded(floor, cap).ok()?;
        size.error = self.error();
        Some(size)
    }

    fn pipeline(&mut self, stages: &[Stage]) -> Option<PipelineStart> {
        match self.below(3) {
            0 => return Some(PipelineStart::Flowing),
            1 => return Some(PipelineStart::Empty),
            _ => {}
        }
        let stage = |draw: &mut Self| stages[draw.below(stages.len() as u32) as usize].id;
        let counts = (0..self.below(4)).map(|_| OpenCount {
            stage: stage(self),
            count: self.below(300),
            age_days: self.number(0.0, 3_650.0),
        });
        let counts = counts.collect();
        let deals = (0..self.below(6)).map(|_| OpenDeal {
            name: self.text(NAME_CHARACTERS_MAX),
            stage: stage(self),
            amount: self.maybe(|draw| draw.money(MINOR_UNITS_MAX)),
            age_days: self.number(0.0, 3_650.0),
        });
        let deals = deals.collect();
        Some(PipelineStart::Listed(OpenPipeline::new(counts, deals).ok()?))
    }

    /// Segments whose ids, and those of their stages, are in any order.
    fn segments(&mut self, most: u32) -> Option<Vec<Segment>> {
        let count = 1 + self.below(most);
        let first = self.below(3);
        let mut segments: Vec<Segment> = Vec::new();
        let mut stage_id = self.below(5);
        for place in 0..count {
            let backwards = self.one_in(2);
            let mut stages: Vec<Stage> = Vec::new();
            for _ in 0..1 + self.below(4) {
                stage_id += 1 + if self.one_in(3) { self.below(9) } else { 0 };
                stages.push(self.stage(stage_id)?);
            }
            if backwards {
                stages.reverse();
            }
            let pipeline = self.pipeline(&stages)?;
            let (name, id) = (self.text(NAME_CHARACTERS_MAX), SegmentId(first + 2 * place));
            let (supply, size) = (self.supply()?, self.deal_size()?);
            let mut segment = Segment::new(id, &name, supply, pipeline, stages, size).ok()?;
            segment.cycle_error = self.error();
            let earlier = segments.first().map(|segment| segment.id);
            segment.shares_with = if self.one_in(3) { earlier } else { None };
            segments.push(segment);
        }
        Some(segments)
    }

    fn group(&mut self, id: u32, segments: &[Segment]) -> RepGroup {
        let count = 1 + if self.one_in(2) { self.below(9) } else { 0 };
        let joins =
            if self.one_in(3) { Joins::InMonth(self.below(36)) } else { Joins::Before(self.below(601)) };
        let record = |draw: &mut Self| {
            let entered = draw.below(1_000_001);
            StageRecord { stage: StageId(draw.below(9)), passed: draw.below(entered + 1), entered }
        };
        RepGroup {
            name: self.text(NAME_CHARACTERS_MAX),
            joins,
            quota: self.maybe(|draw| draw.money(MINOR_UNITS_MAX)),
            booked: self.maybe(|draw| draw.money(MINOR_UNITS_MAX)).unwrap_or(Money::ZERO),
            segment: self.maybe(|draw| segments[draw.below(segments.len() as u32) as usize].id),
            record: if count == 1 { (0..self.below(3)).map(|_| record(self)).collect() } else { Vec::new() },
            ..RepGroup::new(GroupId(id), count)
        }
    }

    fn team(&mut self, segments: &[Segment]) -> Option<Team> {
        let last = 1 + self.below(8);
        let ids: Vec<u32> = if self.one_in(2) { (1..=last).collect() } else { (1..=last).rev().collect() };
        let mut team = Team::new(ids.into_iter().map(|id| self.group(id, segments)).collect()).ok()?;
        team.ramp = Ramp::new((0..self.below(5)).map(|_| self.number(0.0, 1.0)).collect()).ok()?;
        if self.one_in(2) {
            let backfill = self.maybe(|draw| draw.number(0.0, 730.0));
            team.attrition = Attrition::new(self.number(0.0, 0.99), backfill, self.number(0.0, 1.0)).ok()?;
        }
        if self.one_in(2) {
            let excess = if self.one_in(2) { Excess::Lost } else { Excess::Rerouted };
            team.capacity = Some(Capacity::new(self.number(0.01, 100_000.0), excess).ok()?);
        }
        team.quota_period = QuotaPeriod::ALL[self.below(4) as usize];
        Some(team)
    }

    fn economics(&mut self, is_recurring: bool) -> Option<Economics> {
        let mut economics = Economics::new(self.number(0.0, 1.0)).ok()?;
        if self.one_in(2) {
            let commission = Commission { rate: self.number(0.0, 1.0), accelerator: self.number(0.0, 20.0) };
            economics = economics.with_commission(commission).ok()?;
        }
        if self.one_in(2) {
            economics = economics.with_contract_months(self.number(0.5, 120.0)).ok()?;
        }
        economics.fixed_cost = self.money(MINOR_UNITS_MAX);
        economics.cost_per_opportunity = self.maybe(|draw| draw.money(1_000_000)).unwrap_or(Money::ZERO);
        economics.base_pay = self.maybe(|draw| draw.money(MINOR_UNITS_MAX)).unwrap_or(Money::ZERO);
        let goal = match self.below(5) {
            0 => Some(ProfitGoal::Contribution(self.money(MINOR_UNITS_MAX))),
            1 => Some(ProfitGoal::CostRatio(self.number(0.01, 3.0))),
            2 if economics.contract_months().is_some() => Some(ProfitGoal::Payback(self.number(0.1, 90.0))),
            3 if is_recurring => Some(ProfitGoal::RuleOf40(self.number(-1_000.0, 1_000.0))),
            _ => None,
        };
        if let Some(goal) = goal {
            economics = economics.with_goal(goal).ok()?;
        }
        for of in Alignment::ALL {
            if self.one_in(3) {
                economics.prices.push((of, self.money(MINOR_UNITS_MAX)));
            }
        }
        Some(economics)
    }

    fn target(&mut self) -> Option<Target> {
        match self.below(3) {
            0 => Some(Target::at(self.money(MINOR_UNITS_MAX))),
            1 => Target::growth(self.money(MINOR_UNITS_MAX), self.number(-1.0, 2.0)).ok(),
            _ => Target::recurring(Recurring {
                opening: self.money(1_000_000_000),
                growth: self.number(-1.0, 2.0),
                churn: if self.one_in(2) { RateBelief::exact(0.0).ok()? } else { self.rate()? },
                expansion: self.rate()?,
            })
            .ok(),
        }
    }

    fn provenance(&mut self, segments: &[Segment]) -> Provenance {
        let mut provenance = Provenance::default();
        let mut all = vec![Assumption::Target, Assumption::Period];
        for segment in segments {
            all.extend([Assumption::Supply(segment.id), Assumption::DealSize(segment.id)]);
            let of_stage = |stage: &Stage| [Assumption::StageRate(stage.id), Assumption::StageTime(stage.id)];
            all.extend(segment.stages().iter().flat_map(of_stage));
        }
        for of in all {
            provenance.set_source(of, self.maybe(|draw| Source::ALL[draw.below(4) as usize]));
            if self.one_in(4) {
                let note = self.text(NOTE_CHARACTERS_MAX);
                provenance.set_note(of, &note).unwrap();
            }
        }
        provenance
    }

    fn start(&mut self) -> Option<Date> {
        Date::new(2000 + self.below(100) as i32, 1 + self.below(12), 1 + self.below(31))
    }

    /// A plan; of one rep, so that it can be a quota's.
    fn scenario(&mut self, of_one_rep: bool) -> Option<Scenario> {
        let horizon = match self.below(2) {
            0 => Horizon::Months(1 + self.below(36)),
            _ => Horizon::Days(1 + self.below(1_096)),
        };
        let start = if of_one_rep || self.one_in(2) { Some(self.start()?) } else { None };
        let calendar = Calendar::new(start, horizon).ok()?;
        let as_of =
            start.filter(|_| self.one_in(2)).and_then(|start| start.after_days(u64::from(self.below(30))));
        let booked = self.maybe(|draw| draw.money(MINOR_UNITS_MAX)).unwrap_or(Money::ZERO);
        let progress = Progress::new(&calendar, as_of, booked).ok()?;
        let segments = self.segments(if of_one_rep { 1 } else { 4 })?;
        let target = self.target()?;
        let is_recurring = target.recurring_revenue().is_some();
        let team = if of_one_rep || self.one_in(3) { None } else { Some(self.team(&segments)?) };
        let economics = if self.one_in(2) { Some(self.economics(is_recurring)?) } else { None };
        Scenario::new(ScenarioParts {
            name: self.text(NAME_CHARACTERS_MAX),
            currency: self.currency(),
            calendar,
            progress,
            target,
            confidence: Confidence::new(self.number(0.01, 0.99)).ok()?,
            team,
            adherence: self
                .maybe(|draw| Adherence::new(draw.number(0.0, 1.0), draw.number(0.0, 0.3)).ok())
                .flatten(),
            market: self
                .maybe(|draw| Market::new(draw.number(0.0, 2.0), draw.number(0.0, 3.0)).unwrap())
                .unwrap_or(Market::CERTAIN),
            slippage: self
                .maybe(|draw| Slippage::new(1 + draw.below(28), draw.number(0.0, 1.0)).unwrap())
                .unwrap_or(Slippage::NONE),
            fiscal_start: 1 + self.below(12),
            economics,
            runs: Runs { seed: Seed(self.0.random_range(0..1 << 53)), trials: 1 + self.below(20_000) },
            provenance: self.provenance(&segments),
            segments,
        })
        .ok()
    }

    fn quota(&mut self) -> Option<QuotaCheck> {
        let scenario = self.scenario(true)?;
        let decided = self.below(100_001);
        let record = Counted { passed: self.below(decided + 1), decided };
        let rate = TeamRate {
            mean: self.number(1e-9, 0.999),
            cases: self.number(1.0, 1e7),
            spread: self.number(0.0, 0.999),
        };
        let before = self.maybe(|draw| draw.money(MINOR_UNITS_MAX));
        QuotaCheck::new(scenario, before, self.maybe(|_| record), self.maybe(|_| rate)).ok()
    }

    fn row(&mut self, name: String, stages: &[ResultStage], is_plan: bool) -> RepResult {
        let count = |draw: &mut Self, stage: &ResultStage| {
            let entered = draw.below(100_001);
            let passed = draw.below(entered + 1);
            let open = draw.below(entered - passed + 1);
            let matured = stage.age_days.filter(|_| !is_plan).map(|_| {
                let passed = draw.below(passed + 1);
                Counted { passed, decided: passed + draw.below(entered - passed + 1) }
            });
            StageCount { entered, passed, open, matured }
        };
        let counts: Vec<StageCount> = stages.iter().map(|stage| count(self, stage)).collect();
        let (first, wins) = (counts[0].entered, counts[counts.len() - 1].passed);
        let run = self.below(100_001);
        let by_plan = ByPlan { run, won: self.below(run + 1), other: 7, other_won: self.below(8) };
        RepResult {
            name,
            bookings: if wins > 0 { self.money(MINOR_UNITS_MAX) } else { Money::ZERO },
            quota: self.maybe(|draw| draw.money(MINOR_UNITS_MAX)),
            self_sourced: self.maybe(|draw| draw.below(first + 1)),
            late_wins: self.maybe(|draw| draw.below(wins.max(1))),
            by_plan: self.maybe(|_| by_plan),
            stages: counts,
        }
    }

    fn history(&mut self) -> Option<TeamResults> {
        let stage = |draw: &mut Self| ResultStage {
            name: draw.text(NAME_CHARACTERS_MAX),
            exit_criteria: draw.text(EXIT_CHARACTERS_MAX),
            age_days: draw.maybe(|draw| 1 + draw.below(3_650)),
        };
        let stages: Vec<ResultStage> = (0..1 + self.below(12)).map(|_| stage(self)).collect();
        let reps = (0..1 + self.below(30)).map(|place| {
            let name = format!("{place} {}", self.text(NAME_CHARACTERS_MAX - 4));
            self.row(name, &stages, false)
        });
        let reps = reps.collect();
        let plan = self.maybe(|draw| draw.row("As planned".to_owned(), &stages, true));
        let deal_cv = self.maybe(|draw| draw.number(0.0, 20.0));
        TeamResults::new(self.currency(), stages, reps, plan, deal_cv).ok()
    }
}

#[test]
fn drawn_plans_come_back_bit_for_bit() {
    let mut draw = Draw(Xoshiro256PlusPlus::seed_from_u64(2_027));
    let mut valid = 0;
    for _ in 0..2_500 {
        let Some(scenario) = draw.scenario(false) else { continue };
        valid += 1;
        let canonical = plan::canonical(&scenario);
        for text in [&canonical, &plan::write(&scenario)] {
            let again = plan::read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(format!("{again:?}"), format!("{scenario:?}"), "{text}");
            assert_eq!(plan::canonical(&again), canonical);
        }
        let fragment = link::encode(&scenario);
        assert_eq!(link::open(&fragment).unwrap().opened, Opened::Plan(scenario.for_sharing()), "{fragment}");
    }
    assert!(valid > 350, "only {valid} of 2,500 drawn plans were valid");
}

#[test]
fn drawn_quotas_come_back_bit_for_bit() {
    let mut draw = Draw(Xoshiro256PlusPlus::seed_from_u64(2_028));
    let mut valid = 0;
    for _ in 0..2_000 {
        let Some(check) = draw.quota() else { continue };
        valid += 1;
        let canonical = quota::canonical(&check);
        for text in [&canonical, &quota::write(&check)] {
            let again = quota::read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(format!("{again:?}"), format!("{check:?}"), "{text}");
            assert_eq!(quota::canonical(&again), canonical);
        }
        let fragment = link::encode_quota(&check);
        assert_eq!(link::open(&fragment).unwrap().opened, Opened::Quota(check.for_sharing()), "{fragment}");
    }
    assert!(valid > 400, "only {valid} of 2,000 drawn quotas were valid");
}

#[test]
fn drawn_histories_come_back_bit_for_bit() {
    let mut draw = Draw(Xoshiro256PlusPlus::seed_from_u64(2_029));
    let mut valid = 0;
    for _ in 0..400 {
        let Some(results) = draw.history() else { continue };
        valid += 1;
        let canonical = history::canonical(&results);
        for text in [&canonical, &history::write(&results)] {
            let again = history::read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(format!("{again:?}"), format!("{results:?}"), "{text}");
            assert_eq!(history::canonical(&again), canonical);
        }
    }
    assert!(valid > 200, "only {valid} of 400 drawn histories were valid");
}

/// The largest plan there is: its file is read again, and so is its link.
#[test]
fn a_plan_at_every_limit_fits() {
    let mut draw = Draw(Xoshiro256PlusPlus::seed_from_u64(2_030));
    let longest = |length: usize| "\u{1}".repeat(length);
    let currency = Currency::new("KWD").unwrap();
    let calendar = Calendar::new(None, Horizon::Months(36)).unwrap();
    let mut provenance = Provenance::default();
    let mut segments = Vec::new();
    for place in 0..SEGMENTS_MAX as u32 {
        let stage = |index: u32| {
            let id = StageId(4_000_000_000 + 12 * place + index);
            let (name, exit) = (longest(NAME_CHARACTERS_MAX), longest(EXIT_CHARACTERS_MAX));
            let time = StageTime::lognormal(123.456_789_012_345_67, 99.876_543_210_987_65).unwrap();
            let rate = RateBelief::range(0.123_456_789_012_345_67, 0.234_567_890_123_456_78).unwrap();
            let mut stage = Stage::new(id, &name, &exit, rate, time).unwrap();
            stage.loss_time = Some(time);
            stage.with_rep_spread(0.012_345_678_901_234_567).unwrap().with_off_plan(0.3).unwrap()
        };
        let stages: Vec<Stage> = (0..STAGES_MAX as u32).map(stage).collect();
        let deal = |draw: &mut Draw, stage: &Stage| OpenDeal {
            name: longest(NAME_CHARACTERS_MAX),
            stage: stage.id,
            amount: Some(draw.money(1_000_000_000)),
            age_days: 3_650.0 * draw.0.random::<f64>(),
        };
        let deals = stages.iter().cycle().take(OPEN_DEALS_MAX).map(|stage| deal(&mut draw, stage)).collect();
        let pipeline = PipelineStart::Listed(OpenPipeline::new(Vec::new(), deals).unwrap());
        let id = SegmentId(4_000_000_000 + place);
        for of in [Assumption::Supply(id), Assumption::DealSize(id)] {
            provenance.set_note(of, &longest(NOTE_CHARACTERS_MAX)).unwrap();
        }
        for stage in &stages {
            for of in [Assumption::StageRate(stage.id), Assumption::StageTime(stage.id)] {
                provenance.set_source(of, Some(Source::Benchmark));
                provenance.set_note(of, &longest(NOTE_CHARACTERS_MAX)).unwrap();
            }
        }
        let supply =
            Supply::by_month((0..36).map(|_| draw.number(0.0, 1.0)).collect(), Arrivals::Poisson).unwrap();
        let size = DealSize::past((0..PAST_DEALS_MAX).map(|_| draw.money(1_000_000)).collect()).unwrap();
        let name = longest(NAME_CHARACTERS_MAX);
        segments.push(Segment::new(id, &name, supply, pipeline, stages, size).unwrap());
    }
    let group = |id: u32| RepGroup {
        name: longest(NAME_CHARACTERS_MAX),
        quota: Some(draw.money(MINOR_UNITS_MAX)),
        record: segments
            .iter()
            .flat_map(Segment::stages)
            .take(12)
            .map(|stage| StageRecord { stage: stage.id, passed: 999_999, entered: 1_000_000 })
            .collect(),
        ..RepGroup::new(GroupId(4_000_000_000 + id), 1)
    };
    let team = Team::new((0..500).map(group).collect()).unwrap();
    let scenario = Scenario::new(ScenarioParts {
        name: longest(NAME_CHARACTERS_MAX),
        currency,
        progress: Progress::none(),
        calendar,
        target: Target::at(Money::from_minor_f64(MINOR_UNITS_MAX as f64).unwrap()),
        confidence: Confidence::new(0.8).unwrap(),
        segments,
        team: Some(team),
        adherence: None,
        market: Market::CERTAIN,
        slippage: Slippage::NONE,
        fiscal_start: 1,
        economics: None,
        runs: Runs { seed: Seed(1), trials: 1_000 },
        provenance,
    })
    .unwrap();
    let file = plan::write(&scenario);
    assert!(FILE_BYTES_MAX / 2 < file.len() && file.len() < FILE_BYTES_MAX, "{} bytes", file.len());
    assert!(plan::read(&file).unwrap() == scenario);
    let fragment = link::encode(&scenario);
    assert!(link::is_long(&fragment));
    assert!(link::open(&fragment).unwrap().opened == Opened::Plan(scenario.for_sharing()));
}
