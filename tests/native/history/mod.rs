//! What explains what happened: against published fits, exact quantiles, brute force, and by simulation.

mod backtest;
mod estimate;
mod import;
mod import_limits;
mod import_team;
#[cfg(feature = "sheet")]
mod import_sheet;
mod judged;
mod laws;
mod planned;
mod reach;
mod reports;
mod reps;
mod seasons;
mod segments;

use plumbline::model::{Counted, Currency, HistoryStage, Money, RepHistory, StageCount, TeamHistory};
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Binomial, Distribution, LogNormal};

fn counted(passed: u32, decided: u32) -> Counted {
    Counted { passed, decided }
}

fn usd(major: f64) -> Money {
    Money::from_major(major, Currency::new("USD").unwrap()).unwrap()
}

fn rep(name: &str, stages: &[(u32, u32, u32)], bookings: f64, quota: Option<f64>) -> RepHistory {
    let stage = |(entered, passed, open): &(u32, u32, u32)| StageCount {
        entered: *entered,
        passed: *passed,
        open: *open,
        matured: None,
    };
    RepHistory {
        name: name.to_owned(),
        stages: stages.iter().map(stage).collect(),
        bookings: usd(bookings),
        quota: quota.map(usd),
        ..RepHistory::default()
    }
}

fn team(reps: Vec<RepHistory>, plan: Option<RepHistory>) -> TeamHistory {
    let stages = (1..=reps[0].stages.len())
        .map(|n| HistoryStage { name: format!("Stage {n}"), ..HistoryStage::default() });
    TeamHistory::new(Currency::new("USD").unwrap(), stages.collect(), reps, plan, Some(1.0)).unwrap()
}

/// A team of reps who pass at the given rates, drawn with somebody else's samplers.
fn drawn_team(
    random: &mut Xoshiro256PlusPlus,
    opportunities: u64,
    rates: &[Vec<f64>],
    quota: Option<f64>,
) -> TeamHistory {
    let size = LogNormal::new(10_f64.ln() - 0.5 * 2_f64.ln(), 2_f64.ln().sqrt()).unwrap();
    let reps = rates.iter().enumerate().map(|(index, rates)| {
        let mut here = opportunities;
        let stages: Vec<(u32, u32, u32)> = rates
            .iter()
            .map(|rate| {
                let passed = Binomial::new(here, *rate).unwrap().sample(random);
                let stage = (u32::try_from(here).unwrap(), u32::try_from(passed).unwrap(), 0);
                here = passed;
                stage
            })
            .collect();
        let bookings: f64 = (0..here).map(|_| size.sample(random)).sum();
        rep(&format!("Rep {index}"), &stages, bookings, quota)
    });
    let reps = reps.collect();
    team(reps, None)
}
