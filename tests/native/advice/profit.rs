//! Growth and profit on the same futures, against closed forms and an independent numerical method.

use crate::support::{one_stage, reference_team, scenario};
use plumbline::advice::{Evaluations, Profit, Variation, advice_trials, profit};
use plumbline::analysis::TrialEconomics;
use plumbline::exchange::file;
use plumbline::model::Alignment;
use serde_json::{Value, json};

fn rows(plan: &Value, trials: u32) -> Vec<TrialEconomics> {
    Variation::with_money(&scenario(plan)).evaluate(trials).economics
}

fn profit_of(plan: &Value) -> Profit {
    let plan = scenario(plan);
    let trials = advice_trials(&plan);
    Evaluations::default().complete(trials, |known| profit(&plan, known)).expect("a money side")
}

/// Mean and variance of a number of each trial.
fn moments(rows: &[TrialEconomics], of: impl Fn(&TrialEconomics) -> f64) -> (f64, f64) {
    let n = rows.len() as f64;
    let mean = rows.iter().map(&of).sum::<f64>() / n;
    (mean, rows.iter().map(|row| (of(row) - mean).powi(2)).sum::<f64>() / (n - 1.0))
}

/// E[max(S − q, 0)] of a compound Poisson sum of lognormal deals, by Panjer's recursion (1981) on a grid:
/// sizes are rounded to the grid so that their mean is kept (Gerber's local moment matching of order 1).
fn stop_loss(lambda: f64, mean: f64, cv: f64, q: f64) -> f64 {
    let sigma2 = (cv * cv).ln_1p();
    let (mu, sigma) = (mean.ln() - sigma2 / 2.0, sigma2.sqrt());
    let phi = plumbline::math::normal::cumulative;
    // E[min(X, x)] of a lognormal.
    let limited = |x: f64| {
        if x <= 0.0 {
            return 0.0;
        }
        let z = (x.ln() - mu) / sigma;
        mean * phi(z - sigma) + x * (1.0 - phi(z))
    };
    let h = mean / 100.0;
    let cells =
        ((lambda * mean + 12.0 * (lambda * mean * mean * (1.0 + cv * cv)).sqrt() + q) / h).ceil() as usize;
    let f: Vec<f64> = (0..=cells)
        .map(|cell| {
            let x = cell as f64 * h;
            let slope = |x: f64| (limited(x + h) - limited(x)) / h;
            if cell == 0 { 1.0 - slope(0.0) } else { slope(x - h) - slope(x) }
        })
        .collect();
    let mut g = vec![0.0; cells + 1];
    g[0] = (lambda * (f[0] - 1.0)).exp();
    for cell in 1..=cells {
        let sum: f64 = (1..=cell).map(|part| part as f64 * f[part] * g[cell - part]).sum();
        g[cell] = lambda / cell as f64 * sum;
    }
    g.iter().enumerate().map(|(cell, p)| p * (cell as f64 * h - q).max(0.0)).sum()
}

/// Expected commission is r·E[S] + (κ − 1)·r·E[(S − Q)⁺], never the commission at the mean: one rep, twelve
/// wins a year, quota at the mean, an accelerator of 3. Within 4 standard errors of 200,000 trials; false
/// alarm 1 in 16,000, fixed seed.
#[test]
fn commission_is_paid_on_each_future() {
    let mut plan = one_stage(
        json!({"per_month": 1}),
        json!({"exact": 1}),
        json!({"mean": 25_000, "cv": 1}),
        300_000.0,
        200_000,
    );
    plan["horizon"] = json!({"months": 12});
    plan["team"] = json!({"groups": [{"count": 1, "quota": 300_000}]});
    plan["economics"] = json!({"gross_margin": 0.8, "commission": 0.1, "accelerator": 3});
    let rows = rows(&plan, 200_000);
    let (mean, variance) = moments(&rows, |row| row.commission / 100.0);
    let exact = 0.1 * 300_000.0 + 2.0 * 0.1 * stop_loss(12.0, 25_000.0, 1.0, 300_000.0);
    let error = 4.0 * (variance / rows.len() as f64).sqrt();
    assert!((mean - exact).abs() < error, "{mean} {exact} ± {error}");
    assert!(mean > 1.2 * 30_000.0, "far above the commission at the mean: {mean}");
    // Quarters pay more than years: what is above in one is not made up for by another.
    plan["team"] = json!({"groups": [{"count": 1, "quota": 75_000}], "quota_period": "quarter"});
    let quarters = moments(&self::rows(&plan, 50_000), |row| row.commission / 100.0).0;
    let exact = 0.1 * 300_000.0 + 4.0 * 2.0 * 0.1 * stop_loss(3.0, 25_000.0, 1.0, 75_000.0);
    assert!((quarters / exact - 1.0).abs() < 0.02 && quarters > 1.1 * mean, "{quarters} {exact}");
}

/// 540,000 for 72 customers are 7,500 each, and at 620 a month and a margin of 78% they are back after
/// 15.5087 months.
#[test]
fn acquisition_cost_and_payback() {
    let mut plan = one_stage(
        json!({"per_month": 72, "arrivals": "fixed"}),
        json!({"exact": 1}),
        json!({"mean": 7_440, "cv": 0}),
        500_000.0,
        2_000,
    );
    plan["economics"] = json!({"gross_margin": 0.78, "fixed_cost": 540_000, "contract_months": 12,
        "goal": {"payback_months": 15.51}});
    let of = profit_of(&plan);
    assert!((of.cac.unwrap() - 750_000.0).abs() < 1e-6);
    assert!((of.payback.unwrap() - 7_500.0 / (620.0 * 0.78)).abs() < 1e-9);
    assert!((of.payback.unwrap() - 15.5087).abs() < 5e-5);
    assert_eq!(of.goal.unwrap().value, 1.0);
    assert!((of.cost_ratio.unwrap() - 540_000.0 / 535_680.0).abs() < 1e-12);
    plan["economics"]["goal"] = json!({"payback_months": 15.5});
    assert_eq!(profit_of(&plan).goal.unwrap().value, 0.0);
    plan["economics"]["goal"] = json!({"cost_ratio": 1.0});
    assert_eq!(profit_of(&plan).goal.unwrap().value, 0.0);
    plan["economics"]["goal"] = json!({"cost_ratio": 1.01});
    assert_eq!(profit_of(&plan).goal.unwrap().value, 1.0);
    // The line of each goal parts what reaches it from what does not: 535,680 booked, of which 78% are left
    // and 540,000 spent.
    let (booked, left) = (535_680.0, 535_680.0 * 0.78 - 540_000.0);
    for (goal, is_reached) in [
        (json!({"payback_months": 15.51}), true),
        (json!({"payback_months": 15.5}), false),
        (json!({"cost_ratio": 1.01}), true),
        (json!({"cost_ratio": 1.0}), false),
        (json!({"contribution": 1}), false),
    ] {
        plan["economics"]["goal"] = goal.clone();
        let (intercept, slope) = scenario(&plan).parts().economics.as_ref().unwrap().goal_line().unwrap();
        assert_eq!(100.0 * left >= intercept + slope * 100.0 * booked, is_reached, "{goal}");
    }
}

/// With a fixed cost alone, contribution is a straight line of bookings: the chance of a goal is the chance
/// of the bookings that it takes, trial by trial, and both together is the harder one.
#[test]
fn both_goals_on_the_same_futures() {
    let mut plan = reference_team();
    plan["trials"] = json!(20_000);
    plan["target"] = json!({"amount": 2_900_000});
    // 0.8·S − 1,000,000 ≥ 1,240,000 when S ≥ 2,800,000; ≥ 1,400,000 when S ≥ 3,000,000.
    for (goal, needs) in [(1_240_000, 2.8e8), (1_400_000, 3e8)] {
        plan["economics"] =
            json!({"gross_margin": 0.8, "fixed_cost": 1_000_000, "goal": {"contribution": goal}});
        let of = profit_of(&plan);
        let evaluation = Variation::of(&scenario(&plan)).evaluate(20_000);
        let share = |at_least: f64| {
            evaluation.totals.iter().filter(|total| **total as f64 >= at_least).count() as f64 / 20_000.0
        };
        assert!((of.goal.unwrap().value - share(needs)).abs() < 1e-12, "{goal}");
        assert!((of.both.unwrap().value - share(needs.max(2.9e8))).abs() < 1e-12, "{goal}");
        assert!((of.growth.value - share(2.9e8)).abs() < 1e-12);
        let mean = evaluation.totals.iter().map(|total| *total as f64).sum::<f64>() / 20_000.0;
        assert!((of.contribution.value - (0.8 * mean - 1e8)).abs() < 1.0);
        assert!(of.pairs.iter().all(|(bookings, left)| (0.8 * bookings - 1e8 - left).abs() < 1.0));
    }
}

/// New opportunities are Poisson, those that are won among them: mean and variance 2,400, and the covariance
/// with wins is that of a thinned number, its variance. 4 standard errors of 100,000 trials; false alarm 1 in
/// 16,000 each, fixed seed.
#[test]
fn opportunities_cost_as_they_come() {
    let mut plan = reference_team();
    for stage in plan["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rate"] = json!({"exact": 0.6});
    }
    plan["trials"] = json!(100_000);
    plan["economics"] = json!({"gross_margin": 1, "cost_per_opportunity": 150});
    let rows = rows(&plan, 100_000);
    let n = rows.len() as f64;
    let (mean, variance) = moments(&rows, |row| row.opportunities);
    assert!((mean - 2_400.0).abs() < 4.0 * (2_400.0 / n).sqrt(), "{mean}");
    assert!((variance / 2_400.0 - 1.0).abs() < 4.0 * (2.0 / n).sqrt(), "{variance}");
    let (wins, spread) = moments(&rows, |row| row.wins);
    let covariance =
        rows.iter().map(|row| (row.opportunities - mean) * (row.wins - wins)).sum::<f64>() / (n - 1.0);
    let error = 4.0 * ((variance * spread + covariance * covariance) / n).sqrt();
    assert!((covariance - spread).abs() < error, "{covariance} {spread} ± {error}");
    assert!(rows.iter().all(|row| (row.cost - 15_000.0 * row.opportunities).abs() < 1e-3));
    // The same number, however they are drawn: fixed, rep by rep with room for all, or with room for half.
    plan["segments"][0]["supply"]["arrivals"] = json!("fixed");
    assert!(self::rows(&plan, 200).iter().all(|row| (row.opportunities - 2_400.0).abs() < 1e-9));
    plan["team"]["capacity"] = json!({"per_month": 5});
    assert!(self::rows(&plan, 200).iter().all(|row| (row.opportunities - 2_400.0).abs() < 1e-9));
    // A busy market brings more of them.
    plan["segments"][0]["supply"]["arrivals"] = json!("poisson");
    plan["team"]["capacity"] = Value::Null;
    plan["market"] = json!({"cv": 0.3});
    let (mean, variance) = moments(&self::rows(&plan, 20_000), |row| row.opportunities);
    assert!((mean / 2_400.0 - 1.0).abs() < 0.01);
    let exact = 2_400.0 + (0.3_f64 * 2_400.0).powi(2);
    assert!((variance / exact - 1.0).abs() < 0.08, "{variance} {exact}");
}

/// Base pay goes on through ramp, begins when a hire joins and ends when somebody leaves.
#[test]
fn base_pay_of_everybody_there() {
    let mut plan = reference_team();
    plan["team"] = json!({"groups": [{"count": 20}, {"count": 3, "joins": 7}], "ramp": [0, 0, 0.5]});
    plan["economics"] = json!({"gross_margin": 1, "base_pay": 60_000});
    assert!(rows(&plan, 50).iter().all(|row| (row.base_pay - (20.0 + 1.5) * 6e6).abs() < 1e-3));
    // Of 20 whom 20% leave in a year, 20·0.8^(m/12) are there in month m, from 0: the month they leave in is
    // paid.
    plan["team"] = json!({"groups": [{"count": 20}], "attrition": {"yearly": 0.2}});
    let (mean, variance) = moments(&rows(&plan, 20_000), |row| row.base_pay);
    let exact = (0..12).map(|month| 20.0 * 0.8_f64.powf(f64::from(month) / 12.0)).sum::<f64>() * 6e6 / 12.0;
    assert!((mean - exact).abs() < 4.0 * (variance / 20_000.0).sqrt(), "{mean} {exact}");
}

/// Growth of 30% and, at a margin of 75% and cost of 1 m on revenue of 9.2 m on the mean, profit of 64.1%:
/// 94.1 points.
#[test]
fn rule_of_40() {
    let mut plan = one_stage(
        json!({"per_month": 24, "arrivals": "fixed"}),
        json!({"exact": 1}),
        json!({"mean": 100_000, "cv": 0}),
        1.0,
        2_000,
    );
    plan["horizon"] = json!({"months": 12});
    plan["segments"][0]["supply"]["per_month"] = json!(2);
    plan["target"] =
        json!({"opening": 8_000_000, "growth": 0.3, "churn": {"exact": 0}, "expansion": {"exact": 0}});
    plan["economics"] = json!({"gross_margin": 0.75, "fixed_cost": 1_000_000, "goal": {"rule_of40": 90}});
    let of = profit_of(&plan);
    let exact = 100.0 * (0.3 + (0.75 * 9.2 - 1.0) / 9.2);
    assert!((of.rule_of_40.unwrap() - exact).abs() < 1e-6, "{of:?} {exact}");
    assert_eq!((of.goal.unwrap().value, of.growth.value, of.both.unwrap().value), (1.0, 1.0, 1.0));
    // Without recurring revenue there is none.
    plan["target"] = json!({"amount": 1});
    let error = file::plan::read(&plan.to_string()).unwrap_err().to_string();
    assert!(error.contains("Rule of 40") && error.contains("such as"), "{error}");
}

/// Only what has a price is ranked, the cheapest point of chance first.
#[test]
fn changes_are_ranked_by_price() {
    let mut plan = reference_team();
    plan["economics"] = json!({"gross_margin": 0.8,
        "prices": [["leads", 100_000], ["one_rep", 10_000], ["spread", 5_000]]});
    let of = profit_of(&plan);
    let order: Vec<Alignment> = of.priced.iter().map(|change| change.effect.of).collect();
    assert_eq!(order, [Alignment::OneRep, Alignment::Leads], "spread changes nothing where nobody differs");
    let [rep, leads] = &of.priced[..] else { panic!("two") };
    assert!(rep.per_point.unwrap() < leads.per_point.unwrap());
    let points = 100.0 * rep.effect.on_chance.value;
    assert!((rep.per_point.unwrap() - 1_000_000.0 / points).abs() < 1e-6);
    assert_eq!((of.goal, of.both, of.payback, of.rule_of_40), (None, None, None, None));
    plan["economics"]["prices"] = json!([]);
    assert!(profit_of(&plan).priced.is_empty());
    plan.as_object_mut().unwrap().remove("economics");
    let plan = scenario(&plan);
    assert_eq!(Evaluations::default().complete(2_000, |known| profit(&plan, known)), None);
}

/// Money travels in files and links, and what makes no sense is refused with an example.
#[test]
fn money_is_kept_and_checked() {
    let mut plan = reference_team();
    plan["economics"] = json!({"gross_margin": 0.78, "fixed_cost": 540_000.5, "cost_per_opportunity": 150,
        "base_pay": 60_000, "commission": 0.08, "accelerator": 1.5, "contract_months": 24,
        "goal": {"payback_months": 18}, "prices": [["one_rep", 120_000], ["adherence", 30_000]]});
    let before = scenario(&plan);
    assert_eq!(file::plan::read(&file::plan::write(&before)).unwrap(), before);
    for (field, value) in [
        ("gross_margin", json!(1.2)),
        ("commission", json!(-0.1)),
        ("accelerator", json!(50)),
        ("contract_months", json!(0)),
        ("fixed_cost", json!(-1)),
        ("goal", json!({"cost_ratio": 0})),
        ("goal", json!({"rule_of40": 40})),
        ("prices", json!([["two_reps", 1]])),
    ] {
        let mut plan = plan.clone();
        plan["economics"][field] = value;
        let error = file::plan::read(&plan.to_string()).unwrap_err().to_string();
        assert!(error.contains("such as") || error.contains("write it as"), "{field}: {error}");
    }
    plan["economics"].as_object_mut().unwrap().remove("contract_months");
    assert!(file::plan::read(&plan.to_string()).unwrap_err().to_string().contains("contract months"));
}
