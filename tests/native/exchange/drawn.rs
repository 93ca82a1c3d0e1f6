//! Plans, quotas and histories drawn at random, seeded: whatever the model takes goes out and comes in again,
//! bit for bit.
//!
//! Compared by their debugging text, which shows every private field and every bit of a number.

use super::draw::{Draw, Whose};
use plumbline::app::plan::state::{Plan, PlanId};
use plumbline::app::plans::state::{Content, Record};
use plumbline::entry::NumberStyle;
use plumbline::exchange::file::{FILE_BYTES_MAX, history, plan, quota};
use plumbline::exchange::link::{self, Opened};
use plumbline::model::limits::{
    EXIT_CHARACTERS_MAX, MINOR_UNITS_MAX, NAME_CHARACTERS_MAX, NOTE_CHARACTERS_MAX, OPEN_DEALS_MAX,
    PAST_DEALS_MAX, SEGMENTS_MAX, STAGES_MAX,
};
use plumbline::model::{
    Arrivals, Assumption, Belief, Calendar, Confidence, Currency, DealSize, GroupId, Horizon, Lever, Market,
    Money, OpenDeal, OpenPipeline, PipelineStart, Progress, Provenance, RateBelief, RepGroup, Runs, Scenario,
    ScenarioParts, Seed, Segment, SegmentId, Slippage, Source, Stage, StageId, StageRecord, StageTime,
    Supply, Target, Team,
};
use rand::RngExt;
use std::rc::Rc;

#[test]
fn drawn_plans_come_back_bit_for_bit() {
    let mut draw = Draw::seeded(2_027);
    let (mut valid, mut drawn) = (0, 0);
    while valid < 2_000 {
        drawn += 1;
        assert!(drawn < 30_000, "only {valid} of {drawn} drawn plans were valid");
        let Some(scenario) = draw.scenario(Whose::Leaders) else { continue };
        valid += 1;
        assert_comes_back(&scenario);
    }
}

/// A plan goes through file, link and storage, and is the same to the last bit.
fn assert_comes_back(scenario: &Scenario) {
    let canonical = plan::canonical(scenario);
    for text in [&canonical, &plan::write(scenario)] {
        let again = plan::read(text).expect(text);
        assert_eq!(format!("{again:?}"), format!("{scenario:?}"), "{text}");
        assert_eq!(plan::canonical(&again), canonical);
    }
    let fragment = link::encode(scenario);
    assert_eq!(link::open(&fragment).unwrap().opened, Opened::Plan(scenario.for_sharing()), "{fragment}");
    let content = Content::of(&Plan::new(Rc::new(scenario.clone())), None);
    let record = Record { id: PlanId::new("a"), version: 1, content, chance: None, edited_ms: 0.0 };
    let kept = Record::read(&record.write()).expect("what is kept is read");
    let (kept, _) = kept.content.restored(NumberStyle::POINT).expect("what is kept is a plan");
    assert_eq!(format!("{:?}", kept.scenario()), format!("{scenario:?}"));
}

/// What an edit makes of a plan is a plan as well, or is refused: parts of another plan put in its place, so
/// that a period becomes shorter than when reps join or a future begins; levers at their ends; beliefs that
/// become known.
#[test]
fn edited_plans_come_back_bit_for_bit() {
    let mut draw = Draw::seeded(2_031);
    let mut plans: Vec<Scenario> = Vec::new();
    while plans.len() < 160 {
        plans.extend(draw.scenario(Whose::Leaders));
    }
    let mut edited = [0_usize; 8];
    let mut check = |kind: usize, scenario: Option<Scenario>| {
        if let Some(scenario) = scenario {
            edited[kind] += 1;
            assert_comes_back(&scenario);
        }
    };
    for (plan, other) in plans.iter().zip(plans.iter().cycle().skip(1)) {
        let (own, parts) = (plan.parts(), other.parts().clone());
        let with = |change: &dyn Fn(&mut ScenarioParts)| {
            let mut changed = own.clone();
            change(&mut changed);
            Scenario::new(changed).ok()
        };
        let short = Calendar::new(own.calendar.start(), Horizon::Months(3)).unwrap();
        check(0, with(&|of| of.calendar = short.clone()));
        check(1, with(&|of| of.calendar = parts.calendar.clone()));
        check(2, with(&|of| of.progress = parts.progress.clone()));
        check(3, with(&|of| of.segments = parts.segments.clone()));
        check(4, with(&|of| (of.team, of.adherence) = (parts.team.clone(), parts.adherence)));
        check(5, with(&|of| (of.economics, of.target) = (parts.economics.clone(), parts.target)));
        for lever in Lever::all(plan).into_iter().take(4) {
            let range = lever.range(plan).unwrap();
            check(6, lever.at(plan, range.worst));
            check(6, lever.at(plan, range.plausible));
        }
        for belief in Belief::all(plan).into_iter().take(2) {
            check(7, belief.known_at(plan, 0.1).map(|(_, known)| known));
        }
    }
    let sum: usize = edited.iter().sum();
    assert!(sum >= 500 && edited.iter().all(|count| *count >= 10), "{edited:?}");
}

#[test]
fn drawn_quotas_come_back_bit_for_bit() {
    let mut draw = Draw::seeded(2_028);
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
    let mut draw = Draw::seeded(2_029);
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
    let mut draw = Draw::seeded(2_030);
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
            // Reps who differ, each with a record, would be more to prepare than a plan may be.
            let stage = stage.with_never_decided(0.412_345_678_901_234_6).unwrap();
            stage.with_off_plan(0.312_345_678_901_234_57).unwrap()
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
