//! Drawn checks of quotas and drawn results of teams: what is printed reads to the same. Seeded.

use super::round_trip::{DRAWS, Draw};
use plumbline::entry::{self, Formatter, HistoryAround, QuotaToday, read_quota_check, write_quota_check};
use plumbline::model::{
    Arrivals, ByPlan, Calendar, Confidence, Counted, Currency, Date, HistoryStage, Horizon, Money, OpenCount,
    OpenDeal, OpenPipeline, PipelineStart, Progress, QuotaCheck, RepHistory, Segment, SegmentId, Stage,
    StageCount, StageId, StageTime, Supply, TeamHistory, TeamRate,
};

/// A check as a link or a file may bring it: stages with any names or none, deals that are counted by stage
/// or listed, a size of further deals that is not that of the open ones, a team's rate, a quota that was
/// raised from anything.
fn quota_check(rng: &mut Draw, currency: Currency, today: Date) -> Option<QuotaCheck> {
    let rate = TeamRate {
        mean: rng.number(0.001, 0.999),
        cases: rng.number(1.0, 1e5),
        spread: rng.number(0.0, 0.5),
    };
    let team = Some(rate).filter(|_| rng.below(4) == 0);
    let decided = 1 + rng.below(100_000);
    let own = Counted { passed: rng.below(decided + 1), decided };
    let own = Some(own).filter(|_| rng.below(2) == 0);
    let names = rng.below(3) > 0;
    let count = if names { 1 + rng.below(5) } else { 1 + rng.below(2) };
    let stages = (1..=count).map(|id| {
        let name = if names && rng.below(6) > 0 { rng.name() } else { String::new() };
        let time = if rng.below(4) == 0 { StageTime::fixed(0.0).unwrap() } else { rng.time() };
        Stage::new(StageId(id), &name, "", rng.rate(), time)
    });
    let mut stages = stages.collect::<Result<Vec<_>, _>>().ok()?;
    if let ([only], 0) = (stages.as_mut_slice(), rng.below(2)) {
        let counted = own.or(team.map(|_| Counted::default()));
        let rate = counted.map_or(Ok(only.rate), |own| QuotaCheck::rate_of_rep(own, team)).ok()?;
        *only = Stage::new(StageId(1), "", "", rate, StageTime::fixed(0.0).unwrap()).ok()?;
    }
    let ids: Vec<StageId> = stages.iter().map(|stage| stage.id).collect();
    let age = |rng: &mut Draw| if rng.below(2) == 0 { 0.0 } else { rng.number(0.0, 3_650.0) };
    let counts = (0..rng.below(3)).map(|_| OpenCount {
        stage: rng.of(&ids),
        count: 1 + rng.below(900),
        age_days: age(rng),
    });
    let counts = counts.collect();
    let deals = (0..rng.below(4)).map(|_| OpenDeal {
        name: if rng.below(4) == 0 { String::new() } else { rng.name() },
        stage: rng.of(&ids),
        amount: Some(rng.money()).filter(|_| rng.below(4) > 0),
        age_days: age(rng),
    });
    let deals = deals.collect();
    let open = OpenPipeline::new(if rng.below(2) == 0 { counts } else { Vec::new() }, deals).ok()?;
    let new = if rng.below(3) == 0 { 0.0 } else { rng.number(0.0, 10_000.0) };
    let supply = Supply::new(new, Arrivals::Poisson).ok()?;
    let segment =
        Segment::new(SegmentId(1), "", supply, PipelineStart::Listed(open), stages, rng.size()).ok()?;
    let calendar = Calendar::new(Some(today), Horizon::Days(1 + rng.below(1_096))).ok()?;
    let booked = if rng.below(3) == 0 { Money::ZERO } else { rng.money() };
    let progress = Progress::new(&calendar, None, booked).ok()?;
    let wanted = Confidence::new(rng.share().clamp(0.01, 0.99)).ok()?;
    let quota = (currency, rng.money());
    let scenario = QuotaCheck::rest_of_period(quota, calendar, progress, wanted, segment).ok()?;
    let before = Some(rng.money()).filter(|_| rng.below(3) == 0);
    QuotaCheck::new(scenario, before, own, team).ok()
}

/// Every check that the facts of a rep can say is printed so that it reads to the same check.
#[test]
fn drawn_quota_checks() {
    let mut rng = Draw::new(63);
    let today = Date::new(2027, 1, 4).unwrap();
    let mut drawn = 0;
    while drawn < DRAWS {
        let (format, currency) = (rng.format(), rng.currency());
        let Some(check) = quota_check(&mut rng, currency, today) else { continue };
        drawn += 1;
        let around = QuotaToday { today, style: format.style(), currency, team: check.team() };
        let printed = write_quota_check(&check, &format);
        let again =
            read_quota_check(&printed, around).unwrap_or_else(|error| panic!("{error:?}: {printed:?}"));
        assert_eq!(again.scenario().segments(), check.scenario().segments(), "{printed:?}");
        assert_eq!(again, check, "{printed:?}");
    }
}

/// Results of a team whose names could be taken for something else.
fn results(rng: &mut Draw, currency: Currency) -> Option<TeamHistory> {
    let distinct = |mut names: Vec<String>| {
        let key = |name: &mut String| name.trim().to_lowercase();
        names.sort_by_cached_key(|name| name.trim().to_lowercase());
        names.dedup_by_key(key);
        names.retain(|name| !name.trim().is_empty());
        names
    };
    let names = distinct((0..=rng.below(4)).map(|_| rng.name()).collect());
    if names.is_empty() {
        return None;
    }
    let stages: Vec<HistoryStage> = names
        .into_iter()
        .map(|name| HistoryStage {
            name,
            age_days: Some(1 + rng.below(3_650)).filter(|_| rng.below(3) == 0),
            ..HistoryStage::default()
        })
        .collect();
    let (has_sources, has_late, has_plan) = (rng.below(2) == 0, rng.below(2) == 0, rng.below(3) == 0);
    let row = |rng: &mut Draw, name: String, aged: bool| {
        let counts: Vec<StageCount> = stages
            .iter()
            .map(|stage| {
                let entered = rng.below(10_001);
                let passed = rng.below(entered + 1);
                let open = rng.below(entered - passed + 1);
                let matured = stage.age_days.filter(|_| aged).map(|_| {
                    let passed = rng.below(passed + 1);
                    Counted { passed, decided: passed + rng.below(entered - passed + 1) }
                });
                StageCount { entered, passed, open, matured }
            })
            .collect();
        let (first, wins) = (counts[0].entered, counts[counts.len() - 1].passed);
        let run = rng.below(1_001);
        let by_plan = ByPlan { run, won: rng.below(run + 1), other: 7, other_won: rng.below(8) };
        RepHistory {
            name,
            bookings: if wins > 0 { rng.money() } else { Money::ZERO },
            quota: Some(rng.money()).filter(|_| rng.below(3) > 0),
            self_sourced: has_sources.then(|| rng.below(first + 1)),
            late_wins: Some(rng.below(wins.max(1))).filter(|_| has_late),
            by_plan: Some(by_plan).filter(|_| has_plan),
            stages: counts,
        }
    };
    let names = distinct((0..=rng.below(6)).map(|_| rng.name()).collect());
    let reps: Vec<RepHistory> = names.into_iter().map(|name| row(rng, name, true)).collect();
    let plan = Some(row(rng, "Plan".to_owned(), false)).filter(|_| rng.below(3) == 0);
    TeamHistory::new(currency, stages.clone(), reps, plan, None).ok()
}

/// Every team's results are written as a table that reads to the same results.
#[test]
fn drawn_tables_of_results() {
    let mut rng = Draw::new(64);
    let mut drawn = 0;
    while drawn < DRAWS {
        let currency = rng.currency();
        let Some(results) = results(&mut rng, currency) else { continue };
        drawn += 1;
        let (table, written) = entry::write_history(&results);
        // Through the grid and back, the same cells.
        let (head, rows) = entry::table_cells(&table).expect("a table");
        let (head_again, rows_again) =
            entry::table_cells(&entry::table_of_cells(&head, &rows)).expect("a table");
        assert_eq!((head, rows), (head_again, rows_again), "{table}");
        let around =
            HistoryAround { currency, columns: None, written: Some(&written), exits: "", deal_cv: None };
        let read = entry::read_history(&table, around).unwrap_or_else(|error| panic!("{error}: {table}"));
        assert!(read.rejected.is_empty(), "{:?}: {table}", read.rejected);
        let again = read.history.unwrap_or_else(|error| panic!("{error}: {table}"));
        // A plan's row is called so whatever it was.
        assert_eq!(again.reps(), results.reps(), "{table}");
        assert_eq!((again.stages(), again.currency()), (results.stages(), results.currency()), "{table}");
        let counts = |results: &TeamHistory| results.plan().map(|plan| (plan.stages.clone(), plan.bookings));
        assert_eq!(counts(&again), counts(&results), "{table}");
    }
}

/// A grid shows a table only where it can give back all of it.
#[test]
fn a_table_that_a_grid_would_cut_is_shown_in_none() {
    assert!(entry::table_cells("Rep,Won\nAda,5\nBo\n").is_some());
    assert_eq!(entry::table_cells("Rep,Won\nAda,5,1,234\n"), None, "a cell behind the head's last");
    assert_eq!(entry::table_cells("not a table"), None);
    let long = format!("Rep,Won\n{}", "Ada,5\n".repeat(40_000));
    assert_eq!(entry::table_cells(&long), None, "too long to be cut into cells with every key");
}
