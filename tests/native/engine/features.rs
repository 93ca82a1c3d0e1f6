//! Each feature of the pipeline model against a closed form.
//!
//! Unless a test says otherwise: agreement within 4 standard errors (a correct engine with a fresh seed fails
//! once in 16,000 times) at fixed seeds.

use crate::support::{assert_near, assert_share, collect, one_stage, reference, report, scenario};
use plumbline::analysis::{RepHistogram, SquareSums};
use plumbline::engine::Simulator;
use plumbline::math::incomplete::gamma_both;
use plumbline::math::normal;
use serde_json::{Value, json};

const TRIALS: u32 = 200_000;

/// One stage, no time, one month, deals of 1: the total in minor units is 100 times the number of wins.
fn wins_of(supply: Value, rate: f64) -> Value {
    one_stage(supply, json!({"exact": rate}), json!({"mean": 1, "cv": 0}), 1.0, TRIALS)
}

/// Checks mean and variance of the number of wins, the variance with the standard error σ²·√((κ − 1)/n), κ ≤
/// `kurtosis`.
#[track_caller]
fn check_wins(json: &Value, mean: f64, variance: f64, kurtosis: f64) {
    let report = report(&scenario(json));
    let n = report.trials as f64;
    assert_near("mean of wins", report.wins_mean, mean, 4.0 * (variance / n).sqrt() + 1e-12);
    let error = 4.0 * variance * ((kurtosis - 1.0) / n).sqrt() + 1e-12;
    assert_near("variance of wins", report.wins_variance, variance, error);
}

/// A gamma factor of shape k on each month: λ + λ²/k. For the team, k = 10 at 200 a month: 4,200. For 20 reps
/// with 10 each and factors of their own, 20·(10 + 10²/10) = 400.
#[test]
fn overdispersed_supply_has_the_negative_binomial_variance() {
    // Excess kurtosis of a negative binomial is at most 6/k + 1/variance.
    check_wins(&wins_of(json!({"per_month": 200, "dispersion": 10}), 1.0), 200.0, 4_200.0, 3.7);
    let mut each = wins_of(json!({"per_month": 10, "dispersion": 10, "of": "each_rep"}), 1.0);
    each["team"] = json!({"groups": [{"count": 20}]});
    check_wins(&each, 200.0, 400.0, 3.1);
}

/// ρ is the correlation of two outcomes of one rep: n·p·(1 − p)·(1 + (n − 1)·ρ), the beta-binomial variance,
/// for one rep; reps are independent, so five with a fifth of the opportunities have five times that of a
/// fifth.
#[test]
fn reps_who_differ_have_the_beta_binomial_variance() {
    for (rho, p, n) in [(0.1, 0.3, 50.0), (0.02, 0.6, 200.0), (0.3, 0.05, 40.0)] {
        let variance = |n: f64| n * p * (1.0 - p) * (1.0 + (n - 1.0) * rho);
        let mut one = wins_of(json!({"per_month": n, "arrivals": "fixed"}), p);
        one["segments"][0]["stages"][0]["rep_spread"] = json!(rho);
        check_wins(&one, n * p, variance(n), 6.0);
        let mut five = wins_of(json!({"per_month": n / 5.0, "arrivals": "fixed", "of": "each_rep"}), p);
        five["segments"][0]["stages"][0]["rep_spread"] = json!(rho);
        five["team"] = json!({"groups": [{"count": 5}]});
        check_wins(&five, n * p, 5.0 * variance(n / 5.0), 5.0);
    }
}

/// Uncertainty that is shared adds to the variance of a team of reps what it adds to one; what is not shared
/// does not. Total variance: Var N = λE[p] + λ²·Var(p), with Var(p) that of the belief and, over R reps, a
/// share 1/R of ρ's.
#[test]
fn shared_and_unshared_uncertainty_add_up() {
    let (lambda, reps, rho) = (400.0, 8.0, 0.05);
    let (a, b) = (25.0, 75.0);
    let mut json = wins_of(json!({"per_month": lambda}), 0.5);
    json["segments"][0]["stages"][0] = json!({"rate": {"passed": 24, "entered": 98}, "rep_spread": rho});
    json["team"] = json!({"groups": [{"count": reps as u32}]});
    let mean = a / (a + b);
    let belief = a * b / ((a + b) * (a + b) * (a + b + 1.0));
    // E[p(1 − p)] = mean·(1 − mean) − Var(p).
    let between = rho * (mean * (1.0 - mean) - belief) / reps;
    check_wins(&json, lambda * mean, lambda * mean + lambda * lambda * (belief + between), 4.0);
}

/// Adherence holds for an opportunity's whole life: .6·(.6·.5·.4·.7) + .4·(.48·.4·.32·.56) = .06416, and not
/// the product of blended rates, .0599.
#[test]
fn adherence_is_drawn_for_a_whole_life() {
    for spread in [0.0, 0.2] {
        let mut json = wins_of(json!({"per_month": 1_000, "arrivals": "fixed"}), 1.0);
        let stage = |rate: f64| json!({"rate": {"exact": rate}, "off_plan": 0.8});
        json["segments"][0]["stages"] = json!([0.6, 0.5, 0.4, 0.7].map(stage));
        json["adherence"] = json!({"mean": 0.6, "sd": spread});
        let report = report(&scenario(&json));
        let exact = 0.6 * 0.084 + 0.4 * 0.084 * 0.8_f64.powi(4);
        assert_near("end to end", exact, 0.064_16, 5e-6);
        let error = 4.0 * (report.wins_variance / f64::from(TRIALS)).sqrt();
        assert_near("wins", report.wins_mean, 1_000.0 * exact, error);
        let entries = &report.segments[0].entries;
        assert_near("expected", entries.last().unwrap()[0], 1_000.0 * exact, 1e-9);
    }
}

/// E[min(Poisson(12), 15)] = 11.5980596: one rep with time for 15. What is beyond is counted.
#[test]
fn a_rep_works_no_more_than_there_is_time_for() {
    let mut json = wins_of(json!({"per_month": 12}), 1.0);
    json["team"] = json!({"groups": [{}], "capacity": {"per_month": 15}});
    json["trials"] = json!(1_000_000);
    let report = report(&scenario(&json));
    let error = 4.0 * (report.wins_variance / 1e6).sqrt();
    assert_near("worked", report.wins_mean, 11.598_059_6, error);
    assert_near("turned away", report.segments[0].turned_away, 12.0 - 11.598_059_6, error);
}

/// Where others have room, only what exceeds all of it is lost: two reps with 15 are one with 30.
#[test]
fn rerouted_opportunities_fill_all_room() {
    let mut two = wins_of(json!({"per_month": 12, "of": "each_rep"}), 1.0);
    two["team"] = json!({"groups": [{"count": 2}], "capacity": {"per_month": 15, "excess": "rerouted"}});
    let mut one = wins_of(json!({"per_month": 24}), 1.0);
    one["team"] = json!({"groups": [{}], "capacity": {"per_month": 30}});
    let (two, one) = (report(&scenario(&two)), report(&scenario(&one)));
    let error = 4.0 * (2.0 * one.wins_variance / f64::from(TRIALS)).sqrt();
    assert_near("wins", two.wins_mean, one.wins_mean, error);
}

/// Of 20 reps of whom 20% leave in a year, there are 20·mean of 0.8^(m/12), m = 1..12 = 17.759530 at months'
/// ends. With replacements at once there are always 20.
#[test]
fn heads_under_attrition() {
    let mut json = reference();
    json["trials"] = json!(TRIALS);
    json["team"] = json!({"groups": [{"count": 20}], "attrition": {"yearly": 0.2}});
    let heads = report(&scenario(&json)).team.unwrap().heads;
    let mean = heads.iter().sum::<f64>() / 12.0;
    // Binomial heads: the sum over months has a standard deviation below that of twelve times the last
    // month's.
    let error = 4.0 * (20.0_f64 * 0.8 * 0.2 / f64::from(TRIALS)).sqrt();
    assert_near("heads", mean, 17.759_530, error);
    for (month, heads) in heads.iter().enumerate() {
        let exact = 20.0 * 0.8_f64.powf((month + 1) as f64 / 12.0);
        assert_near(&format!("month {month}"), *heads, exact, error);
    }
    json["team"]["attrition"]["backfill_days"] = json!(0);
    json["team"]["groups"][0]["quota"] = json!(100);
    let replaced = report(&scenario(&json)).team.unwrap();
    assert!(replaced.heads[0] < 20.0, "who leaves at a month's end is there again only after it");
    assert_near("reps with a quota", replaced.periods[0].reps, 20.0 * 0.8_f64.powf(1.0 / 12.0).powi(0), 1e-9);
}

/// An aged deal: p = .5, gamma times of shape 2, 20 days to advance and 40 to be lost, open for 60 days:
/// .080.
#[test]
fn an_aged_deal_has_the_chance_of_its_age() {
    let mut json = wins_of(json!({"per_month": 0}), 0.5);
    json["horizon"] = json!({"months": 36});
    json["segments"][0]["stages"] = json!([{
        "rate": {"exact": 0.5}, "time": {"mean": 20, "sd": 20.0 / 2.0_f64.sqrt()},
        "loss_time": {"mean": 40, "sd": 40.0 / 2.0_f64.sqrt()},
    }]);
    json["segments"][0]["pipeline"] =
        json!({"listed": {"counts": [{"stage": 1, "count": 1_000, "age": 60}]}});
    let (advancing, losing) = (7.0 * (-6.0_f64).exp(), 4.0 * (-3.0_f64).exp());
    let chance = advancing / (advancing + losing);
    assert_near("by hand", chance, 0.080, 0.000_5);
    check_wins(&json, 1_000.0 * chance, 1_000.0 * chance * (1.0 - chance), 3.1);
    // Without times to loss, an age says nothing on the chance; so old that both survivals are below 10^-300,
    // it is the ratio that counts.
    json["segments"][0]["stages"][0]["loss_time"] = json!(null);
    check_wins(&json, 500.0, 250.0, 3.1);
    json["segments"][0]["stages"][0]["time"] = json!({"mean": 1, "sd": 1});
    json["segments"][0]["stages"][0]["loss_time"] = json!({"mean": 1, "sd": 1});
    json["segments"][0]["pipeline"]["listed"]["counts"][0]["age"] = json!(3_000);
    check_wins(&json, 500.0, 250.0, 3.1);
}

/// A stage in which half of what does not move on is never decided: p = .4 and exponential times of mean 30
/// to advance and 60 to be lost. Open for 90 days, p·e^(−3) against .6·(.5·e^(−1.5) + .5).
#[test]
fn what_is_never_decided_makes_old_deals_worth_little() {
    let mut json = wins_of(json!({"per_month": 0}), 0.4);
    json["horizon"] = json!({"months": 36});
    json["segments"][0]["stages"] = json!([{
        "rate": {"exact": 0.4}, "time": {"mean": 30, "sd": 30}, "loss_time": {"mean": 60, "sd": 60},
        "never_decided": 0.5,
    }]);
    json["segments"][0]["pipeline"] = json!({"listed": {"counts": [{"stage": 1, "count": 500, "age": 90}]}});
    let (advancing, staying) = (0.4 * (-3.0_f64).exp(), 0.6 * (0.5 * (-1.5_f64).exp() + 0.5));
    let chance = advancing / (advancing + staying);
    check_wins(&json, 500.0 * chance, 500.0 * chance * (1.0 - chance), 3.1);
    // Without times to loss those that are lost stay as long as those that move on.
    json["segments"][0]["stages"][0]["loss_time"] = json!(null);
    let chance = advancing / (advancing + 0.6 * (0.5 * (-3.0_f64).exp() + 0.5));
    check_wins(&json, 500.0 * chance, 500.0 * chance * (1.0 - chance), 3.1);
    // Very old deals are worth next to nothing; new ones are as if none stayed for good.
    json["segments"][0]["pipeline"]["listed"]["counts"][0]["age"] = json!(1_500);
    check_wins(&json, 0.0, 0.0, 3.1);
    json["segments"][0]["pipeline"]["listed"]["counts"][0]["age"] = json!(0);
    check_wins(&json, 200.0, 120.0, 3.1);
}

/// A measured time to advance, a quarter each by 10, 20, 40 and 100 days, and one to be lost, half each by 30
/// and 200. Open for 25 days, 7/16 of those that advance are still there and 7/12 of those that are lost;
/// beyond 100 days only some of the lost.
#[test]
fn an_aged_deal_of_measured_times_has_the_chance_of_its_age() {
    let mut json = wins_of(json!({"per_month": 0}), 0.4);
    json["horizon"] = json!({"months": 36});
    json["segments"][0]["stages"] = json!([{
        "rate": {"exact": 0.4}, "time": {"measured": [10, 20, 40, 100]}, "loss_time": {"measured": [30, 200]},
    }]);
    json["segments"][0]["pipeline"] = json!({"listed": {"counts": [{"stage": 1, "count": 500, "age": 25}]}});
    let (advancing, losing) = (0.4 * 7.0 / 16.0, 0.6 * 7.0 / 12.0);
    let chance = advancing / (advancing + losing);
    check_wins(&json, 500.0 * chance, 500.0 * chance * (1.0 - chance), 3.1);
    json["segments"][0]["pipeline"]["listed"]["counts"][0]["age"] = json!(150);
    check_wins(&json, 0.0, 0.0, 3.1);
    // Older than all that was measured, an age says nothing.
    json["segments"][0]["pipeline"]["listed"]["counts"][0]["age"] = json!(300);
    check_wins(&json, 200.0, 120.0, 3.1);
    // New to the stage, all that win have by day 100.
    json["segments"][0]["pipeline"]["listed"]["counts"][0]["age"] = json!(0);
    json["horizon"] = json!({"days": 120});
    check_wins(&json, 200.0, 120.0, 3.1);
}

/// What is left of an exponential time does not depend on age: from stage j of a chain of exponential stages,
/// a win by t has the chance Π p · P(sum of the rest ≤ t), hypoexponential: 1 − Σ_i e^(−t/m_i)·Π_{k≠i}
/// m_i/(m_i − m_k).
#[test]
fn open_deals_pass_an_absorbing_chain() {
    let (means, rates): ([f64; 3], [f64; 3]) = ([30.0, 12.0, 45.0], [0.5, 0.8, 0.6]);
    let mut json = wins_of(json!({"per_month": 0}), 1.0);
    json["horizon"] = json!({"months": 4});
    json["segments"][0]["stages"] = (0..3)
        .map(|place| {
            json!({"rate": {"exact": rates[place]},
            "time": {"mean": means[place], "sd": means[place]}})
        })
        .collect();
    json["segments"][0]["pipeline"] = json!({"listed": {
        "counts": [{"stage": 1, "count": 400, "age": 100}, {"stage": 2, "count": 200, "age": 3}],
        "deals": [{"stage": 3, "amount": 1, "age": 77}],
    }});
    let by = |from: usize, t: f64| {
        let rest = &means[from..];
        let tail: f64 = (0..rest.len())
            .map(|i| {
                let others = (0..rest.len()).filter(|k| *k != i);
                (-t / rest[i]).exp() * others.map(|k| rest[i] / (rest[i] - rest[k])).product::<f64>()
            })
            .sum();
        rates[from..].iter().product::<f64>() * (1.0 - tail)
    };
    let report = report(&scenario(&json));
    for band in &report.months {
        let day = 365.0 / 12.0 * f64::from(band.month + 1);
        let exact = 400.0 * by(0, day) + 200.0 * by(1, day) + by(2, day);
        assert_near(
            &format!("month {}", band.month),
            band.mean / 100.0,
            exact,
            4.0 * (exact / f64::from(TRIALS)).sqrt(),
        );
    }
    assert_near("all of it is open", report.open_mean.value, report.mean.value, 1e-6);
    let won: f64 = report.segments[0].entries.last().unwrap().iter().sum();
    let exact = 400.0 * by(0, 365.0 / 3.0) + 200.0 * by(1, 365.0 / 3.0) + by(2, 365.0 / 3.0);
    assert_near("expected entries", won, exact, 2e-3 * exact);
}

/// A fixed time that is over moves its deals on at once.
#[test]
fn past_a_fixed_time_a_deal_moves_now() {
    let mut json = wins_of(json!({"per_month": 0}), 1.0);
    json["segments"][0]["stages"] = json!([{"rate": {"exact": 0.25}, "time": {"fixed": 10}}]);
    json["segments"][0]["pipeline"] = json!({"listed": {"counts": [{"stage": 1, "count": 400, "age": 25}]}});
    check_wins(&json, 100.0, 75.0, 3.1);
    json["segments"][0]["stages"][0]["time"] = json!({"fixed": 60});
    check_wins(&json, 0.0, 0.0, 3.1);
}

/// K(x) = E[(x − T)⁺] of a lognormal time, by the midpoint rule on its distribution function.
#[test]
fn lognormal_times() {
    let time = plumbline::model::StageTime::lognormal(30.0, 40.0).unwrap();
    let timing = plumbline::engine::timing::WinTiming::new(&[time], 365.0);
    let variance = (1.0 + (40.0_f64 / 30.0).powi(2)).ln();
    let below = |x: f64| normal::cumulative((x.ln() - 30.0_f64.ln() + 0.5 * variance) / variance.sqrt());
    for x in [3.0, 20.0, 90.0, 365.0] {
        let exact: f64 =
            (0..20_000).map(|step| below((f64::from(step) + 0.5) * x / 20_000.0) * x / 20_000.0).sum();
        assert_near(&format!("K({x})"), timing.k(x), exact, 2e-4);
        assert_near(&format!("P(T ≤ {x})"), timing.passed_by(x), below(x), 1e-3);
    }
    // A pipeline so old that survival is far below 10^-300 still has what is left of its times.
    assert_near("ln of a tail", normal::log_upper(40.0), -804.608_442_01, 1e-6);
    assert_near("where both agree", normal::log_upper(30.0 - 1e-9), normal::log_upper(30.0), 1e-6);
}

/// Of the wins of a quarter's last 10 days a share slips: out of a plan that ends with the quarter, and, if
/// the pipeline flows, as many into it from the quarter before.
#[test]
fn deals_slip_past_a_quarters_end() {
    let daily = 120.0 * 12.0 / 365.0;
    let mut json = wins_of(json!({"per_month": 120}), 1.0);
    json["horizon"] = json!({"months": 3});
    json["slippage"] = json!({"days": 10, "share": 0.4});
    check_wins(&json, 360.0 - 4.0 * daily, 360.0 - 4.0 * daily, 3.1);
    let months = |json: &Value| {
        report(&scenario(json)).months.iter().map(|band| band.mean / 100.0).collect::<Vec<_>>()
    };
    json["horizon"] = json!({"months": 6});
    let six = months(&json);
    assert_near("April has what slipped", six[3] - six[2], 120.0 + 4.0 * daily, 0.2);
    assert_near("March has not", six[2] - six[1], 120.0 - 4.0 * daily, 0.2);
    // A fiscal year from February: quarters end with January and April.
    json["fiscal_start"] = json!(2);
    let fiscal = months(&json);
    assert_near("January", fiscal[0], 120.0 - 4.0 * daily, 0.2);
    assert_near("May has April's", fiscal[4] - fiscal[3], 120.0 + 4.0 * daily, 0.2);
    json["fiscal_start"] = json!(1);
    json["segments"][0]["pipeline"] = json!("flowing");
    json["segments"][0]["stages"][0]["time"] = json!({"fixed": 20});
    let flowing = months(&json);
    assert_near("January has December's", flowing[0], 120.0 + 4.0 * daily, 0.2);
}

/// One market for all: Var N = λ + λ²·CV² for two segments together as for one, and sizes times M^β / E[M^β]
/// have the mean E[M^(1 + β)] / E[M^β] beside it.
#[test]
fn the_market_is_shared() {
    let mut json = wins_of(json!({"per_month": 100}), 1.0);
    let second = json["segments"][0].clone();
    json["segments"].as_array_mut().unwrap().push(second);
    json["market"] = json!({"cv": 0.3});
    check_wins(&json, 200.0, 200.0 + 200.0 * 200.0 * 0.09, 3.8);
    json["market"]["size_exponent"] = json!(0.5);
    let shape: f64 = 1.0 / 0.09;
    let moment = |beta: f64| (libm::lgamma(shape + beta) - libm::lgamma(shape) - beta * shape.ln()).exp();
    let report = report(&scenario(&json));
    let exact = 200.0 * 100.0 * moment(1.5) / moment(0.5);
    assert_near("bookings", report.mean.value, exact, 4.0 * report.mean.standard_error);
}

/// What is left of recurring revenue, plus bookings: 10,000·(0.9·1.05)^(2/12)… against 10,000·1.3.
#[test]
fn recurring_revenue_is_what_is_left_and_what_is_booked() {
    let mut json = wins_of(json!({"per_month": 2_900, "arrivals": "fixed"}), 1.0);
    json["trials"] = json!(100);
    json["horizon"] = json!({"months": 2});
    json["target"] =
        json!({"opening": 10_000, "growth": 0.3, "churn": {"exact": 0.1}, "expansion": {"exact": 0.05}});
    let run = report(&scenario(&json));
    let left = |months: f64| 10_000.0 * (0.9_f64 * 1.05).powf(months / 12.0);
    assert_near("first month", run.months[0].mean / 100.0, left(1.0) + 2_900.0, 0.01);
    assert_near("end", run.mean.value / 100.0, left(2.0) + 5_800.0, 0.01);
    assert_eq!((run.target.minor(), run.chance.value), (1_300_000, 1.0));
    // Uncertain churn moves the total by as much as it takes away: mean 1 − E[(1 − c)] over a year.
    json["horizon"] = json!({"months": 12});
    json["trials"] = json!(TRIALS);
    json["segments"][0]["supply"]["per_month"] = json!(0);
    json["target"] = json!({"opening": 10_000, "growth": 0, "churn": {"estimate": 0.1, "cases": 50}});
    let run = report(&scenario(&json));
    assert_near("mean", run.mean.value / 100.0, 9_000.0, 4.0 * run.mean.standard_error / 100.0);
    assert_near("sd", run.sd / 100.0, 10_000.0 * (0.1_f64 * 0.9 / 51.0).sqrt(), 3.0);
}

/// Origin: exact, on a grid of 50 by fast Fourier transform: a negative binomial number of wins of mean 10
/// and size 10.
#[test]
fn ten_wins_negative_binomial() {
    let deal = json!({"mean": 25_000, "cv": 1});
    let json = |target: f64| {
        let supply = json!({"per_month": 40, "dispersion": 10});
        one_stage(supply, json!({"exact": 0.25}), deal.clone(), target, 1_000_000)
    };
    for (target, exact) in
        [(200_000.0, 0.590_34), (250_000.0, 0.437_05), (300_000.0, 0.307_33), (400_000.0, 0.134_72)]
    {
        assert_share(
            &format!("at least {target}"),
            report(&scenario(&json(target))).chance.value,
            exact,
            1_000_000,
        );
    }
    let report = report(&scenario(&json(1.0)));
    assert_near("mean", report.mean.value / 100.0, 250_000.0, 4.0 * 136_930.6 / 1_000.0);
    assert_near("sd", report.sd / 100.0, 136_930.6, 4.0 * 136_930.6 * 0.001);
}

/// Origin: published, Heath Henley, and exact: open deals 200, 100, 50, 20 with chances .26, .31, .32, .75 to
/// be won.
#[test]
fn an_open_pipeline_is_won_as_a_markov_chain_says() {
    let won: [f64; 5] = [0.26, 0.31, 0.32, 0.75, 1.0];
    let mut json = wins_of(json!({"per_month": 0}), 1.0);
    json["segments"][0]["stages"] =
        (0..4).map(|place| json!({"rate": {"exact": won[place] / won[place + 1]}})).collect();
    let counts = [200, 100, 50, 20].into_iter().zip(1..);
    let counts: Vec<Value> = counts.map(|(count, stage)| json!({"stage": stage, "count": count})).collect();
    json["segments"][0]["pipeline"] = json!({"listed": {"counts": counts}});
    check_wins(&json, 0.308_108_1 * 370.0, (0.023_327_9_f64 * 370.0).powi(2), 3.1);
}

/// Origin: published inputs (Kaas et al.), exact outputs of Panjer's recursion: 4 wins on average of sizes 1,
/// 2, 3. A long list of past deals has nearly fixed weights: the Bayesian bootstrap of 400 adds Var(X)·E[N(N
/// − 1)]/401 = 0.02 to the variance of 18, and moves no probability below by more than 0.0006.
#[test]
fn sums_of_past_deals_follow_panjers_recursion() {
    let past: Vec<u32> =
        [(1, 100), (2, 200), (3, 100)].iter().flat_map(|(size, n)| vec![*size; *n]).collect();
    let json = one_stage(json!({"per_month": 4}), json!({"exact": 1}), json!({"past": past}), 1.0, TRIALS);
    let totals = collect(&scenario(&json));
    let pmf = [
        0.018_315_638_889,
        0.018_315_638_889,
        0.045_789_097_222,
        0.057_999_523_148,
        0.074_025_707_175,
        0.088_678_218_286,
        0.093_129_936_072,
        0.095_702_847_249,
        0.091_782_155_799,
    ];
    let mut exact: f64 = 0.0;
    for (amount, mass) in (0_i64..).zip(pmf) {
        exact += mass;
        let at_most =
            totals.totals().filter(|total| *total <= 100 * amount).count() as f64 / f64::from(TRIALS);
        let error = 4.0 * (exact * (1.0 - exact) / f64::from(TRIALS)).sqrt() + 0.000_6;
        assert_near(&format!("at most {amount}"), at_most, exact, error);
    }
    assert_near("up to 8", exact, 0.583_738_762_7, 1e-9);
}

/// The Bayesian bootstrap of n past deals: the mean of a trial has the variance of the list over n + 1
/// (Rubin, 1981).
#[test]
fn past_deals_are_weighed_anew_in_each_trial() {
    let json = one_stage(
        json!({"per_month": 10_000, "arrivals": "fixed"}),
        json!({"exact": 1}),
        json!({"past": [10, 20, 30, 40]}),
        1.0,
        20_000,
    );
    let report = report(&scenario(&json));
    let sd = 10_000.0 * (125.0_f64 / 5.0).sqrt();
    assert_near("mean", report.mean.value / 100.0, 250_000.0, 4.0 * sd / 20_000.0_f64.sqrt());
    // Of kurtosis below 3, as every mean of bounded values with such weights.
    assert_near("sd", report.sd / 100.0, sd, 4.0 * sd / (2.0 * 20_000.0_f64).sqrt() + 2.0);
}

/// Origin: exact moments of a product of Beta variables with Jeffreys priors: 60.5 of 101 and so on. Of 2,000
/// opportunities, the wins vary by more than the rate does: by the binomial variance in each trial, which is
/// n·(m − s² − m²) on average at a rate of mean m and sd s.
#[test]
fn beliefs_can_be_stated_with_jeffreys_prior() {
    let opportunities = 2_000.0;
    let mut json = wins_of(json!({"per_month": opportunities, "arrivals": "fixed"}), 1.0);
    let stage = |(passed, entered): (f64, u32)| {
        let estimate = (passed + 0.5) / f64::from(entered + 1);
        json!({"rate": {"estimate": estimate, "cases": entered + 1}})
    };
    json["segments"][0]["stages"] = json!([(60.0, 100), (30.0, 60), (12.0, 30), (8.0, 12)].map(stage));
    json["trials"] = json!(1_000_000);
    let report = report(&scenario(&json));
    let (mean, sd) = (0.078_963_8, 0.026_256_9_f64);
    let chance = opportunities * (mean - sd * sd - mean * mean);
    let all = (opportunities * sd).powi(2) + chance;
    assert_near("mean", report.wins_mean, opportunities * mean, 4.0 * all.sqrt() / 1_000.0);
    // Of kurtosis below 4, as the product itself.
    assert_near("variance", report.wins_variance, all, 4.0 * all * 3.0_f64.sqrt() / 1_000.0);
}

/// Each rep's wins are Poisson, whatever the team's: at 4 deals of 1 a quarter, P(at least 6) = 0.21487. The
/// number of reps at quota is then binomial.
#[test]
fn quotas_are_reached_as_often_as_poisson_says() {
    let mut json = wins_of(json!({"per_month": 10}), 1.0);
    json["horizon"] = json!({"months": 6});
    json["segments"][0]["supply"] = json!({"per_month": 40.0 / 3.0});
    json["team"] = json!({"groups": [{"count": 10, "quota": 6}], "quota_period": "quarter"});
    let report = report(&scenario(&json));
    let team = report.team.unwrap();
    let exact = 1.0 - gamma_both(6.0, 4.0).1;
    assert_near("by hand", exact, 0.214_87, 1e-5);
    assert_eq!(team.periods.len(), 2);
    assert_near("sum of quotas", team.quotas.unwrap(), 12_000.0, 1e-6);
    for (place, period) in team.periods.iter().enumerate() {
        let chance = team.groups[0].chances[place].unwrap();
        assert_near(
            "chance",
            chance.value,
            exact,
            4.0 * (exact * (1.0 - exact) / (10.0 * f64::from(TRIALS))).sqrt(),
        );
        let mut mass = (1.0 - exact).powi(10);
        for (reps, share) in period.at_quota.iter().enumerate() {
            // Rarer numbers are not nearly normal.
            if mass > 0.001 {
                assert_share(&format!("{reps} reps"), *share, mass, TRIALS);
            }
            mass *= (10 - reps.min(10)) as f64 / (reps + 1) as f64 * exact / (1.0 - exact);
        }
    }
}

/// Quotas are prorated for months and ramp, and leavers are not counted: with a full month's deal fixed each
/// month, who is there sells as much as the quota asks, and all who are counted reach it.
#[test]
fn quotas_are_prorated() {
    let mut json = wins_of(json!({"per_month": 10, "of": "each_rep", "arrivals": "fixed"}), 1.0);
    json["horizon"] = json!({"months": 12});
    json["trials"] = json!(2_000);
    json["team"] = json!({
        "groups": [{"quota": 120, "tenure": 24}, {"quota": 120, "joins": 7}, {"quota": 120.5}],
        "ramp": [0.5, 0.5],
        "attrition": {"yearly": 0.3},
    });
    let team = report(&scenario(&json)).team.unwrap();
    let chances: Vec<f64> = team.groups.iter().map(|group| group.chances[0].unwrap().value).collect();
    assert_eq!(chances, [1.0, 1.0, 0.0]);
    assert_near("sum", team.quotas.unwrap(), 100.0 * (120.0 + 50.0 + 120.5), 1e-6);
    let counted = team.periods[0].reps;
    // Three reps who may leave after each of twelve and six months' ends but the last.
    let stays = 0.7_f64.powf(1.0 / 12.0);
    let exact = 2.0 * stays.powi(11) + stays.powi(5);
    assert_near("counted", counted, exact, 4.0 * (0.75_f64 / 2_000.0).sqrt());
}

/// 500 reps leave no more behind than fits: a block's outcome stays below 3 MB, and collecting many does not
/// grow it.
#[test]
fn five_hundred_reps_stay_small() {
    let mut json = reference();
    json["segments"][0]["supply"] = json!({"per_month": 10, "of": "each_rep"});
    let group = |_| json!({"quota": 100_000});
    json["team"] = json!({"groups": (0..500).map(group).collect::<Vec<_>>(), "quota_period": "month"});
    json["trials"] = json!(2_048);
    let scenario = scenario(&json);
    let simulator = Simulator::new(&scenario);
    let sizes: Vec<usize> =
        [0, 1_024].map(|first| postcard::to_allocvec(&simulator.block(first, 1_024)).unwrap().len()).to_vec();
    assert!(sizes.iter().all(|bytes| *bytes < 3_000_000), "{sizes:?}");
    let team = collect(&scenario).team().unwrap().clone();
    assert!(postcard::to_allocvec(&team).unwrap().len() < 3_000_000);
    assert_eq!(team.groups.len(), 500);
    assert!(RepHistogram::default().quantile(0.5) == 0.0 && SquareSums::default().mean() == 0.0);
}
