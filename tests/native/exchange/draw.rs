//! Draws plans, quotas and histories, each with the model's own constructors: whatever the model takes, not
//! only what a file can say.

use plumbline::model::limits::{
    EXIT_CHARACTERS_MAX, MINOR_UNITS_MAX, NAME_CHARACTERS_MAX, NOTE_CHARACTERS_MAX,
};
use plumbline::model::{
    Adherence, Alignment, Arrivals, Assumption, Attrition, ByPlan, Calendar, Capacity, Commission,
    Confidence, Counted, Currency, Date, DealSize, Economics, Excess, GroupId, HistoryStage, Horizon, Joins,
    Market, Money, OpenCount, OpenDeal, OpenPipeline, PipelineStart, ProfitGoal, Progress, Provenance,
    QuotaCheck, QuotaPeriod, Ramp, RateBelief, Recurring, RelativeError, RepGroup, RepHistory, Runs,
    Scenario, ScenarioParts, Seed, Segment, SegmentId, Slippage, Source, Sourcing, Stage, StageCount,
    StageId, StageRecord, StageTime, Supply, SupplyOf, Target, Team, TeamHistory, TeamRate,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// Draws values; none, where the model refuses what was drawn.
pub(super) struct Draw(pub(super) Xoshiro256PlusPlus);

/// Whose plan is drawn.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Whose {
    /// Any.
    Leaders,
    /// One that a quota can hold: without a team, of one segment, with a first day.
    OneReps,
}

impl Draw {
    pub(super) fn seeded(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

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
    pub(super) fn number(&mut self, low: f64, high: f64) -> f64 {
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
    pub(super) fn money(&mut self, most: i64) -> Money {
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
        match self.below(4) {
            0 => StageTime::fixed(mean),
            3 => {
                let parts = 1 + self.below(20);
                let mut ages: Vec<f64> = (0..parts).map(|_| self.number(0.0, 900.0)).collect();
                ages.sort_by(f64::total_cmp);
                StageTime::measured(&ages)
            }
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
        let never_decided = self.maybe(|draw| draw.number(0.0, 1.0)).unwrap_or(0.0);
        let stage = stage.with_rep_spread(rep_spread).ok()?.with_off_plan(off_plan).ok()?;
        let mut stage = stage.with_never_decided(never_decided).ok()?;
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
            for _ in 0..=self.below(4) {
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

    fn economics(&mut self, target: &Target) -> Option<Economics> {
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
            3 if target.recurring_revenue().is_some() => {
                Some(ProfitGoal::RuleOf40(self.number(-1_000.0, 1_000.0)))
            }
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
        Date::new(self.0.random_range(2000..2100), 1 + self.below(12), 1 + self.below(31))
    }

    pub(super) fn scenario(&mut self, whose: Whose) -> Option<Scenario> {
        let horizon = match self.below(2) {
            0 => Horizon::Months(1 + self.below(36)),
            _ => Horizon::Days(1 + self.below(1_096)),
        };
        let start = if whose == Whose::OneReps || self.one_in(2) { Some(self.start()?) } else { None };
        let calendar = Calendar::new(start, horizon).ok()?;
        let as_of =
            start.filter(|_| self.one_in(2)).and_then(|start| start.after_days(u64::from(self.below(30))));
        let booked = self.maybe(|draw| draw.money(MINOR_UNITS_MAX)).unwrap_or(Money::ZERO);
        let progress = Progress::new(&calendar, as_of, booked).ok()?;
        let segments = self.segments(if whose == Whose::OneReps { 1 } else { 4 })?;
        let target = self.target()?;
        let team = if whose == Whose::OneReps || self.one_in(3) { None } else { Some(self.team(&segments)?) };
        let economics = if self.one_in(2) { Some(self.economics(&target)?) } else { None };
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

    pub(super) fn quota(&mut self) -> Option<QuotaCheck> {
        let scenario = self.scenario(Whose::OneReps)?;
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

    fn row(&mut self, name: String, stages: &[HistoryStage]) -> RepHistory {
        let count = |draw: &mut Self, stage: &HistoryStage| {
            let entered = draw.below(100_001);
            let passed = draw.below(entered + 1);
            let open = draw.below(entered - passed + 1);
            let matured = stage.age_days.map(|_| {
                let passed = draw.below(passed + 1);
                Counted { passed, decided: passed + draw.below(entered - passed + 1) }
            });
            StageCount { entered, passed, open, matured }
        };
        let counts: Vec<StageCount> = stages.iter().map(|stage| count(self, stage)).collect();
        let (first, wins) = (counts[0].entered, counts[counts.len() - 1].passed);
        let run = self.below(100_001);
        let by_plan = ByPlan { run, won: self.below(run + 1), other: 7, other_won: self.below(8) };
        RepHistory {
            name,
            bookings: if wins > 0 { self.money(MINOR_UNITS_MAX) } else { Money::ZERO },
            quota: self.maybe(|draw| draw.money(MINOR_UNITS_MAX)),
            self_sourced: self.maybe(|draw| draw.below(first + 1)),
            late_wins: self.maybe(|draw| draw.below(wins.max(1))),
            by_plan: self.maybe(|_| by_plan),
            stages: counts,
        }
    }

    pub(super) fn history(&mut self) -> Option<TeamHistory> {
        let stage = |draw: &mut Self| HistoryStage {
            name: draw.text(NAME_CHARACTERS_MAX),
            exit_criteria: draw.text(EXIT_CHARACTERS_MAX),
            age_days: draw.maybe(|draw| 1 + draw.below(3_650)),
        };
        let stages: Vec<HistoryStage> = (0..=self.below(11)).map(|_| stage(self)).collect();
        let reps = (0..=self.below(30)).map(|place| {
            let name = format!("{place} {}", self.text(NAME_CHARACTERS_MAX - 4));
            self.row(name, &stages)
        });
        let reps = reps.collect();
        // What is planned has no ages.
        let planned: Vec<HistoryStage> =
            stages.iter().map(|stage| HistoryStage { age_days: None, ..stage.clone() }).collect();
        let plan = self.maybe(|draw| draw.row("As planned".to_owned(), &planned));
        let deal_cv = self.maybe(|draw| draw.number(0.0, 20.0));
        TeamHistory::new(self.currency(), stages, reps, plan, deal_cv).ok()
    }
}
