//! What a table of results says: who is named and how often, what a quota was, what becomes of a plan.

use super::{counted, drawn_team, rep, team};
use plumbline::history::{
    Outcome, PartOf, Reach, Verdict, ages_differ, attribute, explain, measured, report, stage_verdicts,
    still_open,
};
use plumbline::model::{
    Counted, Currency, HistoryStage, RepHistory, StageCount, TeamHistory, TeamRate, Thresholds,
};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Exp};

/// With equally skilled reps and a fair quota, outcomes that name a stage come no more often than the
/// thresholds say: a team has anybody named in at most half of the alarm (its lower side), 2.5%; 2,000 teams,
/// 4 standard errors: fails for one seed in 30,000. The quota of an average rep is reachable.
#[test]
fn equal_reps_are_named_no_more_often_than_stated() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(17);
    let (reps, stages, teams) = (14, vec![0.5, 0.4, 0.5], 2_000_u32);
    let mut named = 0_u32;
    for _ in 0..teams {
        let results = drawn_team(&mut random, 60, &vec![stages.clone(); reps], None);
        let is_named = |place: &usize| {
            let verdicts = stage_verdicts(&results, *place, Thresholds::default()).unwrap();
            verdicts.iter().any(|of| of.verdict == Verdict::Fewer)
        };
        named += u32::from((0..reps).any(|place| is_named(&place)));
    }
    let share = f64::from(named) / f64::from(teams);
    println!("teams with a rep named: {share}");
    assert!(share <= 0.025 + 4.0 * (0.025 * 0.975 / f64::from(teams)).sqrt(), "{share}");
    // The whole of it, for fewer: a stage is named by the outcome when, and only when, it is fewer than
    // ordinary.
    let (mut reachable, mut looked) = (0_u32, 0_u32);
    for _ in 0..12 {
        let results = drawn_team(&mut random, 60, &vec![stages.clone(); reps], Some(60.0 * 0.1 * 10.0));
        for place in 0..reps {
            let explanation = explain(&results, place, Thresholds::default(), 1_000).unwrap();
            let names_one = matches!(explanation.outcome, Outcome::Fewer(_) | Outcome::Both(_));
            assert_eq!(names_one, explanation.stages.iter().any(|of| of.verdict == Verdict::Fewer));
            reachable += u32::from(matches!(explanation.chance, Some((_, Reach::Reachable))));
            looked += 1;
        }
    }
    println!("quotas called reachable: {}", f64::from(reachable) / f64::from(looked));
    assert!(f64::from(reachable) > 0.6 * f64::from(looked), "{reachable} of {looked}");
}

/// A rep who passes half as many at one stage is found as often as the stated power says: 1,000 teams, 4
/// standard errors.
#[test]
fn a_true_gap_is_found_with_the_stated_power() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(19);
    let teams = 1_000_u32;
    let mut rates = vec![vec![0.6, 0.4]; 10];
    rates[0][1] = 0.2;
    let (mut found, mut stated) = (0_u32, 0.0);
    for _ in 0..teams {
        let results = drawn_team(&mut random, 160, &rates, None);
        let verdicts = stage_verdicts(&results, 0, Thresholds::default()).unwrap();
        found += u32::from(verdicts[1].verdict == Verdict::Fewer);
        stated += verdicts[1].power / f64::from(teams);
    }
    let share = f64::from(found) / f64::from(teams);
    println!("found {share}, stated {stated}");
    assert!((share - stated).abs() < 4.0 * (0.25 / f64::from(teams)).sqrt(), "{share} {stated}");
    assert!(stated > 0.5, "{stated}");
}

/// At equal skill, a rep whose opportunities are young, where wins take longer than losses: of what is
/// decided fewer passed, for no other reason than age. Compared at equal age, or in number of what is open,
/// nobody is named for it more often than stated. 1,000 teams; a stage is named by chance in at most 2.5% of
/// teams, and 4 standard errors are 2 points more.
#[test]
fn youth_is_not_mistaken_for_a_lack_of_skill() {
    const AGE: f64 = 60.0;
    let mut random = Xoshiro256PlusPlus::seed_from_u64(37);
    let (wins, losses) = (Exp::new(1.0 / 45.0).unwrap(), Exp::new(1.0 / 10.0).unwrap());
    // Entered, passed and open, and at equal age.
    let mut drawn = |index: usize| {
        let oldest = if index == 0 { 100.0 } else { 500.0 };
        let mut of = StageCount { entered: 120, matured: Some(Counted::default()), ..StageCount::default() };
        for _ in 0..of.entered {
            let age = random.random_range(0.0..oldest);
            let is_won = random.random_bool(0.4);
            let takes = if is_won { wins.sample(&mut random) } else { losses.sample(&mut random) };
            of.open += u32::from(takes > age);
            of.passed += u32::from(is_won && takes <= age);
            if let Some(matured) = of.matured.as_mut().filter(|_| age >= AGE) {
                matured.decided += 1;
                matured.passed += u32::from(is_won && takes <= AGE);
            }
        }
        of
    };
    let teams = 1_000_u32;
    let (mut of_decided, mut in_number, mut at_equal_age) = (0_u32, 0_u32, 0_u32);
    let mut too_many_open = 0_u32;
    for _ in 0..teams {
        let counts: Vec<StageCount> = (0..10).map(&mut drawn).collect();
        let team = |change: &dyn Fn(StageCount) -> StageCount, age_days: Option<u32>| {
            let reps = counts.iter().enumerate().map(|(index, of)| RepHistory {
                name: format!("Rep {index}"),
                stages: vec![change(*of)],
                ..RepHistory::default()
            });
            let stage = HistoryStage { age_days, ..HistoryStage::default() };
            TeamHistory::new(Currency::new("USD").unwrap(), vec![stage], reps.collect(), None, None).unwrap()
        };
        let is_named = |results: &TeamHistory| {
            let verdicts = stage_verdicts(results, 0, Thresholds::default()).unwrap();
            u32::from(verdicts[0].verdict == Verdict::Fewer)
        };
        let without_open =
            |of: StageCount| StageCount { entered: of.decided(), open: 0, matured: None, ..of };
        of_decided += is_named(&team(&without_open, None));
        let counted = team(&|of| StageCount { matured: None, ..of }, None);
        in_number += is_named(&counted);
        too_many_open += u32::from(still_open(&counted, 0)[0].unwrap().excess > 0);
        at_equal_age += is_named(&team(&|of| of, Some(60)));
    }
    println!(
        "named of {teams}: {of_decided} by what is decided, {in_number} in number of open ({too_many_open} \
         had more), {at_equal_age} at equal age"
    );
    assert!(of_decided > teams / 20, "{of_decided}: there is something to be mistaken");
    let most = 0.025 * f64::from(teams) + 4.0 * (0.025 * 0.975 * f64::from(teams)).sqrt();
    assert!(f64::from(in_number) <= most && f64::from(at_equal_age) <= most, "{in_number} {at_equal_age}");
}

/// What is still open beyond the others' is thought of either way: a stage is named only where that changes
/// nothing.
#[test]
fn what_is_still_open_is_compared() {
    let others = || (0..9).map(|n| rep(&format!("R{n}"), &[(100, 36, 10)], 36.0, Some(30.0)));
    let of = |first: (u32, u32, u32)| {
        let results =
            team(std::iter::once(rep("A", &[first], 20.0, Some(1.0))).chain(others()).collect(), None);
        let open = still_open(&results, 0)[0].unwrap();
        (explain(&results, 0, Thresholds::default(), 500).unwrap(), open)
    };
    // As many open as with the others.
    let (told, open) = of((100, 15, 10));
    assert_eq!((told.outcome, open.excess), (Outcome::Fewer(0), 0));
    assert!(open.ordinary.0 >= 3 && open.ordinary.1 <= 20, "{open:?}");
    // Many more: these may all pass.
    let (told, open) = of((100, 9, 40));
    assert_eq!(told.outcome, Outcome::CannotTell(u32::try_from(open.excess).unwrap()));
    assert_eq!(told.stages[0].verdict, Verdict::Undecided);
    // So many that even then it is fewer.
    let (told, open) = of((200, 8, 35));
    assert!(open.excess > 0, "{open:?}");
    assert_eq!(told.outcome, Outcome::Fewer(0));
    // None open: lost ones may be those that others still have open.
    let (told, open) = of((100, 25, 0));
    assert!(open.excess < 0 && told.stages[0].ordinary.0 > 25, "{open:?} {told:?}");
    assert_eq!(told.stages[0].verdict, Verdict::Undecided);
    assert!(matches!(told.outcome, Outcome::CannotTell(_)), "{told:?}");
    // Ordinary as it stands, but not if all that is open beyond the others' is lost; high, but not then.
    let (told, _) = of((100, 22, 45));
    assert_eq!(told.stages[0].verdict, Verdict::Undecided, "{told:?}");
    assert!(told.stages[0].ordinary.0 <= 22, "{told:?}");
    let (told, _) = of((100, 41, 30));
    assert!(told.stages[0].verdict == Verdict::Undecided && told.stages[0].ordinary.1 < 41, "{told:?}");
    assert!(matches!(told.outcome, Outcome::CannotTell(_)), "{told:?}");
    // The stated chance of seeing half the rate counts it in.
    let (few, many) = (of((100, 20, 10)).0.stages[0].power, of((130, 20, 40)).0.stages[0].power);
    assert!(many < few, "{many} {few}");
    assert!(!ages_differ(&team(others().collect(), None), 0));
    let some = (0..4).map(|n| rep(&format!("Y{n}"), &[(100, 20, 50)], 20.0, None));
    assert!(ages_differ(&team(others().chain(some).collect(), None), 0));
}

/// What is open beyond the others' may have reached the quota; where nobody has anything open nothing is said
/// of it.
#[test]
fn a_quota_is_not_called_hard_for_what_is_still_open() {
    let others = || (0..9).map(|n| rep(&format!("R{n}"), &[(100, 36, 10)], 36.0, Some(30.0)));
    // A quota is called hard to reach only if it would be with the surplus decided too.
    let of = |first: (u32, u32, u32), quota: f64| {
        let first = rep("A", &[first], 15.0, Some(quota));
        let results = team(std::iter::once(first).chain(others()).collect(), None);
        explain(&results, 0, Thresholds::default(), 2_000).unwrap()
    };
    let young = of((100, 18, 55), 30.0);
    assert!(matches!(young.chance, Some((_, Reach::Hard))), "{young:?}");
    assert!(matches!(young.outcome, Outcome::CannotTell(_)), "{young:?}");
    assert_eq!(of((100, 18, 55), 80.0).outcome, Outcome::HardToReach);
    // Where nobody has anything open, the table does not say, and nothing is said of it.
    let closed: Vec<RepHistory> = (0..4).map(|n| rep(&format!("C{n}"), &[(40, 16, 0)], 16.0, None)).collect();
    assert_eq!(still_open(&team(closed, None), 0), [None]);
}

#[test]
fn parts_sum_to_the_miss() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(23);
    for spread in [0.0, 0.05] {
        for round in 0..10 {
            let rates: Vec<Vec<f64>> = (0..8)
                .map(|index| [0.5, 0.3].map(|rate: f64| rate * (1.0 + spread * f64::from(index))).to_vec())
                .collect();
            let results = drawn_team(&mut random, 20 + 10 * round, &rates, Some(50.0));
            for place in 0..8 {
                let attribution = attribute(&results, place).unwrap();
                let sum: f64 = attribution.parts.iter().map(|part| part.adds).sum();
                let miss = attribution.actual - attribution.planned;
                assert!((sum - miss).abs() < 1e-6 * (1.0 + attribution.planned), "{sum} {miss}");
                let beyond = attribution.quota_beyond_plan.unwrap();
                assert!(
                    (sum - beyond - (attribution.actual - 5_000.0)).abs()
                        < 1e-6 * (1.0 + attribution.planned)
                );
                assert!(
                    attribution.parts.iter().all(|part| part.of != PartOf::InPeriod),
                    "no dates, no timing"
                );
                for part in &attribution.parts {
                    assert!(part.ordinary.0 <= part.ordinary.1, "{part:?}");
                }
            }
        }
    }
}

/// Ordinary ranges hold what they say: luck of reps at team rates is inside its central 90% in 90% of them
/// (600 reps, 4 standard errors and the ties of few wins), and timing is a part once wins are dated.
#[test]
fn ordinary_ranges_hold_nine_in_ten() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(29);
    let (mut inside, mut all) = (0_u32, 0_u32);
    for _ in 0..60 {
        let results = drawn_team(&mut random, 120, &vec![vec![0.5, 0.4]; 10], None);
        for place in 0..10 {
            let attribution = attribute(&results, place).unwrap();
            let luck = attribution.parts.last().unwrap();
            assert_eq!(luck.of, PartOf::Luck);
            inside += u32::from(luck.ordinary.0 <= luck.adds && luck.adds <= luck.ordinary.1);
            all += 1;
        }
    }
    let share = f64::from(inside) / f64::from(all);
    assert!((share - 0.9).abs() < 4.0 * (0.09 / f64::from(all)).sqrt() + 0.02, "{share}");
    let mut reps: Vec<RepHistory> =
        (0..5).map(|n| rep(&format!("R{n}"), &[(40, 20, 0), (20, 8, 0)], 80.0, Some(100.0))).collect();
    for (late, rep) in (0..).zip(&mut reps) {
        rep.late_wins = Some(late);
    }
    let dated = attribute(&team(reps, None), 4).unwrap();
    let timing = dated.parts.iter().find(|part| part.of == PartOf::InPeriod).unwrap();
    assert!((timing.estimated - 0.5).abs() < 1e-12 && timing.adds < 0.0, "{timing:?}");
}

/// The outcomes, each from a table that calls for it.
#[test]
fn every_outcome_has_its_table() {
    let others = || (0..9).map(|n| rep(&format!("R{n}"), &[(200, 100, 0), (100, 40, 0)], 400.0, Some(380.0)));
    let of = |first: RepHistory| {
        let reps: Vec<RepHistory> = std::iter::once(first).chain(others()).collect();
        explain(&team(reps, None), 0, Thresholds::default(), 4_000).unwrap()
    };
    assert_eq!(of(rep("A", &[(200, 95, 0), (95, 40, 0)], 390.0, Some(380.0))).outcome, Outcome::Ordinary);
    let fewer = of(rep("A", &[(200, 100, 0), (100, 8, 0)], 80.0, Some(380.0)));
    assert_eq!(fewer.outcome, Outcome::Fewer(1));
    assert_eq!(fewer.stages[1].verdict, Verdict::Fewer);
    let (low, high) = fewer.stages[1].ordinary;
    assert!(low > 8 && low < 40 && high > 40, "{low} {high}");
    let hard = of(rep("A", &[(60, 30, 0), (30, 12, 0)], 120.0, Some(380.0)));
    assert_eq!(hard.outcome, Outcome::HardToReach);
    assert!(matches!(hard.chance, Some((chance, Reach::Hard)) if chance.value < 0.05));
    assert_eq!(of(rep("A", &[(100, 10, 0), (10, 4, 0)], 40.0, Some(380.0))).outcome, Outcome::Both(0));
    let Outcome::CannotTell(more) = of(rep("A", &[(6, 3, 0), (3, 1, 0)], 10.0, Some(5.0))).outcome else {
        panic!("six opportunities tell nothing")
    };
    assert!((20..150).contains(&more), "{more}");
    // As many more do: the power is then what was wanted.
    let enough = of(rep("A", &[(6 + more, 3 + more / 2, 0), (3, 1, 0)], 10.0, Some(5.0)));
    assert!(enough.stages.iter().any(|of| of.power >= 0.8), "{:?}", enough.stages);
    // High results get the same caution.
    let more = of(rep("A", &[(200, 180, 0), (180, 72, 0)], 720.0, Some(380.0)));
    assert_eq!((more.outcome, more.stages[0].verdict), (Outcome::Ordinary, Verdict::More));
    // Looked at alone, less is out of the ordinary.
    let alone = Thresholds { picked_of: Some(1), ..Thresholds::default() };
    let reps: Vec<RepHistory> =
        std::iter::once(rep("A", &[(200, 85, 0), (85, 34, 0)], 340.0, None)).chain(others()).collect();
    let results = team(reps, None);
    assert_eq!(explain(&results, 0, Thresholds::default(), 100).unwrap().outcome, Outcome::Ordinary);
    assert!(
        explain(&results, 0, alone, 100).unwrap().alarm_of_each
            > explain(&results, 0, Thresholds::default(), 100).unwrap().alarm_of_each
    );
}

/// No spread, one rep, nothing entered, no wins, all wins, 500 reps: an answer, or none where there is nobody
/// to compare with.
#[test]
fn extremes_have_an_answer_or_none() {
    let of = |reps: Vec<RepHistory>| {
        let results = team(reps, None);
        let report = report(&results, Some(0), Thresholds::default());
        (results, report)
    };
    // One rep: nobody to compare with; with a plan there is.
    let (_, alone) = of(vec![rep("A", &[(40, 20, 2), (20, 8, 0)], 80.0, Some(100.0))]);
    let one = alone.rep.unwrap();
    assert_eq!((one.explanation, one.attribution), (None, None));
    assert!(alone.at_quota.is_some() && alone.stages[0].fit.is_none() && alone.adjacent.is_empty());
    let planned = rep("Plan", &[(100, 50, 0), (50, 20, 0)], 200.0, None);
    let results = team(vec![rep("A", &[(40, 20, 2), (20, 8, 0)], 80.0, Some(100.0))], Some(planned));
    assert!(explain(&results, 0, Thresholds::default(), 100).is_some());
    assert!(attribute(&results, 0).is_some_and(|of| of.plan_is_stated));
    // Nothing entered, no wins.
    let (_, nothing) =
        of((0..3).map(|n| rep(&format!("R{n}"), &[(0, 0, 0), (0, 0, 0)], 0.0, Some(1.0))).collect());
    assert!(nothing.at_quota.is_none() && nothing.stages[0].fit.is_none() && nothing.end_to_end.is_none());
    assert_eq!(nothing.rep.unwrap().explanation, None);
    let (_, no_wins) =
        of((0..3).map(|n| rep(&format!("R{n}"), &[(40, 20, 0), (20, 0, 0)], 0.0, Some(1.0))).collect());
    assert!(no_wins.at_quota.is_none() && no_wins.stages[1].fit.is_none() && no_wins.stages[0].fit.is_some());
    // Of quotas nothing is known then; of counts, all the same.
    let explained = no_wins.rep.unwrap().explanation.unwrap();
    assert_eq!((explained.chance, explained.stages[0].verdict), (None, Verdict::Ordinary));
    // All wins.
    let (_, all) =
        of((0..3).map(|n| rep(&format!("R{n}"), &[(20, 20, 0), (20, 20, 0)], 200.0, Some(100.0))).collect());
    assert!(all.stages[0].fit.is_none() && all.at_quota.unwrap().actual == 3);
    assert!(all.rep.unwrap().explanation.is_some());
    // Alike to the last one: no difference between reps can be detected.
    let (_, alike) =
        of((0..8).map(|n| rep(&format!("R{n}"), &[(40, 20, 0), (20, 8, 0)], 80.0, Some(100.0))).collect());
    assert_eq!(alike.stages[0].fit.unwrap().spread, 0.0);
    assert!(alike.stages[0].fit.unwrap().tarone_z < 0.0 && !alike.stages[0].differs);
    // 500 reps.
    let mut random = Xoshiro256PlusPlus::seed_from_u64(31);
    let many = drawn_team(&mut random, 30, &vec![vec![0.5, 0.4]; 500], Some(55.0));
    let report = report(&many, Some(499), Thresholds::default());
    let luck = report.at_quota.unwrap();
    assert_eq!(luck.reps, 500);
    assert!(luck.between.0 <= luck.actual + 60 && luck.actual <= luck.between.1 + 60, "{luck:?}");
    assert_eq!(luck.trials_by_count.iter().sum::<u64>(), u64::from(luck.trials));
}

/// Reps at quota by luck: with one deal a quota and a single stage, the number at quota is a mixture of
/// binomials: mean exact. 20,000 trials, 4 standard errors.
#[test]
fn reps_at_quota_by_luck_are_exact() {
    let reps: Vec<RepHistory> =
        (0..10).map(|n| rep(&format!("R{n}"), &[(10, 3, 0)], 30.0, Some(0.01))).collect();
    let luck = report(&team(reps, None), None, Thresholds::default()).at_quota.unwrap();
    // P(at least one win of 10) at a rate that is Beta(31, 71): 1 − E[(1 − p)^10].
    let none: f64 = (0..10).map(|i| (71.0 + f64::from(i)) / (102.0 + f64::from(i))).product();
    let mean = 10.0 * (1.0 - none);
    assert!(
        (luck.mean - mean).abs() < 4.0 * (10.0 * none * (1.0 - none) * 3.0 / f64::from(luck.trials)).sqrt(),
        "{} {mean}",
        luck.mean
    );
    assert_eq!(luck.actual, 10);
}

/// A rep of a team: few own counts stay near the team's rate, many leave it; reps who differ are told apart
/// sooner.
#[test]
fn own_counts_are_shrunk_towards_the_team() {
    let alike = TeamRate { mean: 0.25, cases: 400.0, spread: 0.0 };
    let differ = TeamRate { spread: 0.05, ..alike };
    let own = counted(20, 40);
    let (near, far) = (alike.of_rep(own).0, differ.of_rep(own).0);
    assert!((near - (0.25 * 400.0 + 20.0) / 440.0).abs() < 1e-9, "{near}");
    assert!(near < far && far < 0.5);
    let (mean, cases) = differ.of_rep(Counted::default());
    assert!((mean - 0.25).abs() < 1e-12 && (17.0..19.5).contains(&cases), "{cases}");
}

/// Measured rates, ρ and adherence become beliefs of a plan, marked as measured; end to end the plan wins
/// what was measured.
#[test]
fn results_become_beliefs() {
    let mut reps: Vec<RepHistory> = (0..12)
        .map(|n| rep(&format!("R{n}"), &[(100, 30 + 3 * n, 0), (30 + 3 * n, 12, 0)], 120.0, None))
        .collect();
    for (index, rep) in (0..).zip(&mut reps) {
        rep.by_plan =
            Some(plumbline::model::ByPlan { run: 60 + index, won: 10, other: 40 - index, other_won: 2 });
    }
    let results = team(reps, None);
    let plan = crate::support::scenario(&crate::support::reference_team());
    let measured = plan.with_measured(&measured(&results).unwrap()).unwrap();
    let segment = &measured.segments()[0];
    assert_eq!(segment.stages().len(), 2);
    assert_eq!(segment.stages()[0].name(), "Stage 1");
    assert!(segment.stages().iter().any(|stage| stage.rep_spread() > 0.01));
    let adherence = measured.parts().adherence.unwrap();
    assert!((adherence.mean() - 0.65).abs() < 0.01, "{}", adherence.mean());
    let blend = adherence.mean() * segment.mean_win_rate()
        + (1.0 - adherence.mean()) * segment.mean_win_rate_off_plan();
    assert!((blend / (144.0 / 1_200.0) - 1.0).abs() < 0.03, "{blend}");
    for stage in segment.stages() {
        let of = plumbline::model::Assumption::StageRate(stage.id);
        assert_eq!(measured.parts().provenance.source(of), Some(plumbline::model::Source::Measured));
    }
    // Other stages keep their times.
    assert_eq!(segment.stages()[0].time, plan.segments()[0].stages()[0].time);
}

/// Reps who pass more where the next stage loses more: a negative correlation, and less difference end to
/// end.
#[test]
fn a_looser_reading_is_offset_at_the_next_stage() {
    let reps: Vec<RepHistory> = (0..10)
        .map(|n| {
            let passed = 20 + 6 * n;
            rep(&format!("R{n}"), &[(100, passed, 0), (passed, 16, 0)], 160.0, None)
        })
        .collect();
    let report = report(&team(reps, None), None, Thresholds::default());
    let adjacent = report.adjacent[0];
    assert!(adjacent.correlation < -0.8 && adjacent.between.1 < -0.3, "{adjacent:?}");
    assert!(report.stages[0].differs && report.stages[1].differs);
    assert_eq!(report.end_to_end.unwrap().spread, 0.0);
}
