//! What the engine draws, held against formulas: plans so simple that their answer is known exactly.

use super::law::{Checked, Law};
use crate::analysis::{Collection, Report};
use crate::engine::Simulator;
use crate::math::incomplete::{beta, gamma_lower};
use crate::model::{
    Arrivals, Calendar, Currency, DealSize, Horizon, Money, OpenCount, OpenPipeline, PipelineStart,
    RateBelief, Runs, Scenario, ScenarioParts, Seed, Segment, SegmentId, Stage, StageId, StageTime, Supply,
    Target, Z90,
};
use std::error::Error;

/// Trials of a check, in blocks.
const TRIALS: u32 = 100_000;
const BLOCK: u32 = 4_096;
/// Days of a plan of 12 months without a first day.
const YEAR_DAYS: f64 = 365.0;
/// Minor units of a deal of fixed size: 1,000 of the currency.
const DEAL: f64 = 100_000.0;

/// A plan whose answer a formula gives.
struct Known {
    scenario: Scenario,
    exact: f64,
    /// What of the report the formula is about, and its standard error.
    read: fn(&Report) -> (f64, f64),
}

/// Draws the plan of a law with a seed, and sets what comes out beside the formula's value; none, where the
/// model refuses the plan, which it does not.
pub fn check(law: Law, seed: Seed) -> Option<Checked> {
    let known = match law {
        Law::PoissonChance => poisson_chance(),
        Law::BinomialChance => binomial_chance(),
        Law::CycleMean => cycle_mean(),
        Law::SteadyMean => steady_mean(),
        Law::SharedSpread => shared_spread(),
        Law::SizeMiddle => size_middle(),
        Law::AgedDeals => aged_deals(),
    };
    let Known { scenario, exact, read } = known.ok()?;
    let scenario = scenario.with_runs(Runs { seed, trials: TRIALS }).ok()?;
    let simulator = Simulator::new(&scenario);
    let mut collection = Collection::default();
    for first in (0..TRIALS).step_by(BLOCK as usize) {
        collection.insert(simulator.block(first, BLOCK.min(TRIALS - first)));
    }
    let (simulated, error) = read(&Report::of(&scenario, &collection)?);
    let is_share = law.is_share();
    let unit = if is_share { 1.0 } else { scenario.parts().currency.minor_per_major() };
    let (exact, simulated, error) = (exact / unit, simulated / unit, error / unit);
    Some(Checked { law, exact, simulated, error, errors_off: (simulated - exact) / error, is_share })
}

/// The number of wins of Poisson arrivals that are thinned by a rate is Poisson: of 400 a month at 25%, at
/// least 110 wins have the chance P(110, 100), the regularised incomplete gamma function.
fn poisson_chance() -> Result<Known, Box<dyn Error>> {
    let supply = Supply::new(400.0, Arrivals::Poisson)?;
    let exact = gamma_lower(110.0, 100.0);
    Ok(Known { scenario: of_a_month(supply, RateBelief::exact(0.25)?, 110.0)?, exact, read: chance })
}

/// Of 40 opportunities for certain, at 25%, at least 12 wins have the chance I(25%; 12, 29), the regularised
/// incomplete beta function: a binomial tail.
fn binomial_chance() -> Result<Known, Box<dyn Error>> {
    let supply = Supply::new(40.0, Arrivals::Fixed)?;
    let exact = beta(0.25, 12.0, 29.0);
    Ok(Known { scenario: of_a_month(supply, RateBelief::exact(0.25)?, 12.0)?, exact, read: chance })
}

/// Arrivals λ a day of which p are won after a time T bring λ·p·E[(H − T)⁺] wins in H days (M/G/∞, Mirasol
/// 1963). Four exponential stages of mean θ are one Erlang time: x·P(4, x/θ) − 4θ·P(5, x/θ).
fn cycle_mean() -> Result<Known, Box<dyn Error>> {
    let theta = 22.5;
    let time = StageTime::gamma(theta, theta)?;
    let stage = |id| Stage::new(StageId(id), "", "", RateBelief::exact(0.5)?, time).map_err(Box::from);
    let stages = (1..=4).map(stage).collect::<Result<Vec<Stage>, Box<dyn Error>>>()?;
    let scenario =
        plan(Supply::new(200.0, Arrivals::Poisson)?, PipelineStart::Empty, stages, fixed()?, 12, 1.0)?;
    let scaled = YEAR_DAYS / theta;
    let open_days = YEAR_DAYS * gamma_lower(4.0, scaled) - 4.0 * theta * gamma_lower(5.0, scaled);
    let wins = 200.0 * 12.0 / YEAR_DAYS * 0.0625 * open_days;
    Ok(Known { scenario, exact: wins * DEAL, read: mean })
}

/// A pipeline that has flowed for long is steady: as much is won in a year as comes in, times the rate,
/// whatever the cycle.
fn steady_mean() -> Result<Known, Box<dyn Error>> {
    let time = StageTime::gamma(90.0, 60.0)?;
    let stage = Stage::new(StageId(1), "", "", RateBelief::exact(0.1)?, time)?;
    let supply = Supply::new(50.0, Arrivals::Poisson)?;
    let scenario = plan(supply, PipelineStart::Flowing, vec![stage], fixed()?, 12, 1.0)?;
    Ok(Known { scenario, exact: 600.0 * 0.1 * DEAL, read: mean })
}

/// Law of total variance for wins under one uncertain rate, Beta(25, 75): `Var S = E[N]·E[X²] +
/// Var(E[N | rate])·E[X]²`.
fn shared_spread() -> Result<Known, Box<dyn Error>> {
    let rate = RateBelief::counts(24, 98)?;
    let supply = Supply::new(400.0, Arrivals::Poisson)?;
    let stage = Stage::new(StageId(1), "", "", rate, StageTime::fixed(0.0)?)?;
    let size = DealSize::mean_cv(amount(DEAL)?, 2.0)?;
    let scenario = plan(supply, PipelineStart::Empty, vec![stage], size, 1, 1.0)?;
    let (a, b) = (25.0, 75.0);
    let of_rate: f64 = a * b / ((a + b) * (a + b) * (a + b + 1.0));
    let of_deals = 100.0 * (1.0 + 2.0 * 2.0);
    let exact = (of_deals + 400.0 * 400.0 * of_rate).sqrt() * DEAL;
    // The error of a standard deviation is sd·√((κ − 1)/4n); the kurtosis κ is below 5 here.
    Ok(Known { scenario, exact, read: |report| (report.sd, report.sd / (report.trials as f64).sqrt()) })
}

/// One deal for certain is one draw of the law of sizes: its middle is the law's median. The error of a
/// middle is 1/(2·f·√n), with the lognormal density f at the median.
fn size_middle() -> Result<Known, Box<dyn Error>> {
    let size = DealSize::median_p90(amount(DEAL)?, amount(3.0 * DEAL)?)?;
    let stage = Stage::new(StageId(1), "", "", RateBelief::exact(1.0)?, StageTime::fixed(0.0)?)?;
    let supply = Supply::new(1.0, Arrivals::Fixed)?;
    let scenario = plan(supply, PipelineStart::Empty, vec![stage], size, 1, 1.0)?;
    let read = |report: &Report| {
        // ln 3 = 1.2816 σ between the median and the value that 1 in 10 exceed.
        let sigma = libm::log(3.0) / Z90;
        let median = report.quantile(0.5);
        let error = median * sigma * (2.0 * std::f64::consts::PI).sqrt() / 2.0;
        (median, error / (report.trials as f64).sqrt())
    };
    Ok(Known { scenario, exact: DEAL, read })
}

/// Of deals that have been open for 30 days, with p won after an exponential time of 60 days, and of the
/// others a fifth never decided and the rest lost after one of 120, the share that is won in the next 90 is
/// `p·(S_w(30) − S_w(120)) / (p·S_w(30) + q·S_l(30) + stale)`: competing risks, given that neither has come.
fn aged_deals() -> Result<Known, Box<dyn Error>> {
    let (won_after, lost_after) = (60.0, 120.0);
    let time = StageTime::gamma(won_after, won_after)?;
    let mut stage =
        Stage::new(StageId(1), "", "", RateBelief::exact(0.25)?, time)?.with_never_decided(0.2)?;
    stage.loss_time = Some(StageTime::gamma(lost_after, lost_after)?);
    let open = OpenCount { stage: StageId(1), count: 200, age_days: 30.0 };
    let pipeline = PipelineStart::Listed(OpenPipeline::new(vec![open], Vec::new())?);
    let supply = Supply::new(0.0, Arrivals::Poisson)?;
    let parts = parts(supply, pipeline, vec![stage], fixed()?, Horizon::Days(90), 1.0)?;
    let (still_open, later) = (libm::exp(-30.0 / won_after), libm::exp(-120.0 / won_after));
    let undecided = 0.25 * still_open + 0.6 * libm::exp(-30.0 / lost_after) + 0.15;
    let exact = 200.0 * 0.25 * (still_open - later) / undecided * DEAL;
    Ok(Known { scenario: Scenario::new(parts)?, exact, read: mean })
}

fn chance(report: &Report) -> (f64, f64) {
    (report.chance.value, report.chance.standard_error)
}

fn mean(report: &Report) -> (f64, f64) {
    (report.mean.value, report.mean.standard_error)
}

fn amount(minor: f64) -> Result<Money, Box<dyn Error>> {
    Ok(Money::from_minor_f64(minor)?)
}

fn fixed() -> Result<DealSize, Box<dyn Error>> {
    Ok(DealSize::mean_cv(amount(DEAL)?, 0.0)?)
}

/// One stage without time, deals of one size, a month; the target is so many wins.
fn of_a_month(supply: Supply, rate: RateBelief, wins: f64) -> Result<Scenario, Box<dyn Error>> {
    let stage = Stage::new(StageId(1), "", "", rate, StageTime::fixed(0.0)?)?;
    plan(supply, PipelineStart::Empty, vec![stage], fixed()?, 1, wins)
}

fn plan(
    supply: Supply,
    pipeline: PipelineStart,
    stages: Vec<Stage>,
    size: DealSize,
    months: u32,
    wins: f64,
) -> Result<Scenario, Box<dyn Error>> {
    Ok(Scenario::new(parts(supply, pipeline, stages, size, Horizon::Months(months), wins)?)?)
}

fn parts(
    supply: Supply,
    pipeline: PipelineStart,
    stages: Vec<Stage>,
    size: DealSize,
    horizon: Horizon,
    wins: f64,
) -> Result<ScenarioParts, Box<dyn Error>> {
    let segment = Segment::new(SegmentId(1), "", supply, pipeline, stages, size)?;
    let target = Target::at(amount(wins * DEAL)?);
    let calendar = Calendar::new(None, horizon)?;
    Ok(ScenarioParts::of_segment(Currency::new("USD")?, calendar, target, segment))
}
