//! “Hard to reach”: how often fair quotas are called so, and how often hard ones are, by simulation.

use plumbline::history::{Outcome, Reach, explain};
use plumbline::model::{Currency, HistoryStage, Money, RepHistory, StageCount, TeamHistory, Thresholds};
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Binomial, Distribution, LogNormal};

/// Stages of a funnel that wins 1 in 5.
const RATES: [f64; 2] = [0.5, 0.4];
/// Mean of a deal; the spread of deals is as large.
const MEAN: f64 = 10_000.0;
/// Teams of each size with a fair quota, and with each of the hard ones.
const TEAMS: [u32; 2] = [200, 60];
const TRIALS: u32 = 600;

fn usd(major: f64) -> Money {
    Money::from_major(major, Currency::new("USD").unwrap()).unwrap()
}

/// A rep's period, drawn with somebody else's samplers: bookings, and what entered and passed.
fn period(random: &mut Xoshiro256PlusPlus, opportunities: u64) -> (f64, Vec<StageCount>) {
    let size = LogNormal::new(MEAN.ln() - 0.5 * 2_f64.ln(), 2_f64.ln().sqrt()).unwrap();
    let mut here = opportunities;
    let stages = RATES
        .iter()
        .map(|rate| {
            let entered = here;
            here = Binomial::new(entered, *rate).unwrap().sample(random);
            StageCount { entered: entered as u32, passed: here as u32, open: 0, matured: None }
        })
        .collect();
    ((0..here).map(|_| size.sample(random)).sum(), stages)
}

/// A team of reps who are alike; the first one's quota.
fn team(random: &mut Xoshiro256PlusPlus, reps: usize, opportunities: u64, quota: f64) -> TeamHistory {
    let rep = |place: usize| {
        let (bookings, stages) = period(random, opportunities);
        RepHistory {
            name: format!("Rep {place}"),
            stages,
            bookings: usd(bookings),
            quota: (place == 0).then(|| usd(quota)),
            ..RepHistory::default()
        }
    };
    let reps = (0..reps).map(rep).collect();
    let stages =
        (1..=RATES.len()).map(|n| HistoryStage { name: format!("Stage {n}"), ..HistoryStage::default() });
    TeamHistory::new(Currency::new("USD").unwrap(), stages.collect(), reps, None, Some(1.0)).unwrap()
}

/// How often the first rep's quota is called hard to reach, over so many teams.
fn called_hard((reps, opportunities): (usize, u64), quota: f64, teams: u32, seed: u64) -> f64 {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let is_hard = |_| {
        let results = team(&mut random, reps, opportunities, quota);
        // Nobody to compare with: no wins of the others.
        let explained = explain(&results, 0, Thresholds::default(), TRIALS);
        matches!(explained.and_then(|of| of.chance), Some((_, Reach::Hard)))
    };
    (0..teams).map(is_hard).filter(|hard| *hard).count() as f64 / f64::from(teams)
}

/// An exactly fair quota (what a rep brings on average) is called hard to reach in at most 5% of the teams of
/// any size; one with a true chance of 2% in at least 8 of 10 from 12 reps with 40 opportunities on. 200
/// teams of each size with a fair quota (a standard error of 1.5 points at 5%), 60 with each of the others
/// (5.2 points at 80%); the seeds are fixed and the counts the same on every machine, so that nothing is left
/// to chance.
#[test]
fn fair_quotas_are_seldom_called_hard_and_hard_ones_are() {
    println!(
        "opportunities, chance of being called hard to reach of: a fair quota, true chances of 10%, 5%, 2%"
    );
    for (reps, opportunities) in [(3, 20), (3, 100), (5, 40), (12, 40), (20, 40)] {
        // The quotas with these true chances, from 40,000 periods of a rep.
        let mut random = Xoshiro256PlusPlus::seed_from_u64(41);
        let mut bookings: Vec<f64> = (0..40_000).map(|_| period(&mut random, opportunities).0).collect();
        bookings.sort_by(f64::total_cmp);
        let fair = opportunities as f64 * RATES.iter().product::<f64>() * MEAN;
        let quota = |chance: f64| bookings[((1.0 - chance) * 40_000.0) as usize];
        let seed = 1_000 + 10 * reps as u64 + opportunities;
        let size = (reps, opportunities);
        let of_fair = called_hard(size, fair, TEAMS[0], seed);
        let of = [0.10, 0.05, 0.02].map(|chance| called_hard(size, quota(chance), TEAMS[1], seed));
        println!("{reps:>2} × {opportunities:>3}  {of_fair:.3}  {:.3}  {:.3}  {:.3}", of[0], of[1], of[2]);
        assert!(of_fair <= 0.05, "{reps} × {opportunities}: {of_fair} of fair quotas");
        assert!(of.is_sorted(), "{reps} × {opportunities}: {of:?}");
        assert!(reps < 12 || of[2] >= 0.8, "{reps} × {opportunities}: {of:?}");
    }
}

/// Where a quota looks hard to reach and cannot be told to be, that is said, with how many more opportunities
/// of the others would tell; with as many more of the same it is told.
#[test]
fn what_cannot_be_told_yet_takes_so_many_more() {
    let stages = |n: u32| {
        let stage = |entered: u32, passed: u32| StageCount { entered, passed, open: 0, matured: None };
        vec![stage(10 * n, 5 * n), stage(5 * n, 2 * n)]
    };
    let rep = |name: &str, n: u32, quota: Option<f64>| RepHistory {
        name: name.to_owned(),
        stages: stages(n),
        bookings: usd(2.0 * f64::from(n) * MEAN),
        quota: quota.map(usd),
        ..RepHistory::default()
    };
    let of = |others: u32| {
        let reps = vec![rep("A", 4, Some(130_000.0)), rep("B", others, None)];
        let heads = (1..=2).map(|n| HistoryStage { name: format!("Stage {n}"), ..HistoryStage::default() });
        let results =
            TeamHistory::new(Currency::new("USD").unwrap(), heads.collect(), reps, None, Some(1.0)).unwrap();
        explain(&results, 0, Thresholds::default(), 8_000).unwrap()
    };
    let few = of(5);
    assert!(matches!(few.chance, Some((chance, Reach::NotTold)) if chance.value < 0.2), "{few:?}");
    let Outcome::QuotaNotTold(more) = few.outcome else { panic!("{few:?}") };
    assert!((20..20_000).contains(&more), "{more}");
    let told = of(5 + more.div_ceil(10) * 2);
    assert!(matches!(told.chance, Some((_, Reach::Hard))), "{more}: {told:?}");
}
