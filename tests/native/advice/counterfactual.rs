//! Is it the team or the plan? Against the oracle that walks every deal.

use crate::support::oracle::{Walked, walk};
use crate::support::{reference, reference_team, scenario};
use plumbline::advice::{Counterfactual, CounterfactualOf, Evaluations, counterfactuals};
use plumbline::model::Scenario;
use serde_json::{Value, json};

const TRIALS: u32 = 20_000;
const WALKED: u32 = 6_000;

/// A small team whose reps differ and of whose opportunities a part is worked off the process.
fn differing(target: f64) -> Value {
    let mut plan = reference_team();
    plan["adherence"] = json!({"mean": 0.6, "sd": 0.15});
    plan["team"] = json!({"groups": [{"count": 4}]});
    plan["target"] = json!({"amount": target});
    plan["trials"] = json!(TRIALS);
    for stage in plan["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rate"] = json!({"exact": 0.5});
        stage["rep_spread"] = json!(0.1);
        stage["off_plan"] = json!(0.8);
    }
    plan
}

fn answered(plan: &Scenario) -> Vec<Counterfactual> {
    Evaluations::default().complete(TRIALS, |known| counterfactuals(plan, known))
}

fn of(costs: &[Counterfactual], of: CounterfactualOf) -> Counterfactual {
    *costs.iter().find(|cost| cost.of == of).unwrap()
}

/// Totals of futures walked deal by deal, sorted.
fn walked(plan: &Value, seed: u64) -> Vec<f64> {
    let mut totals: Vec<f64> = walk(&scenario(plan), WALKED, seed).iter().map(Walked::total).collect();
    totals.sort_by(f64::total_cmp);
    totals
}

/// The share of sorted totals that reach a target, minor units.
fn share(totals: &[f64], target: f64) -> f64 {
    totals.iter().filter(|total| **total >= target).count() as f64 / totals.len() as f64
}

fn quantile(totals: &[f64], p: f64) -> f64 {
    totals[(p * totals.len() as f64) as usize]
}

/// Differences of chances and of middles are those of plans that the oracle walks, with other luck each.
///
/// Tolerances are 4.5 standard errors: of a difference of two chances of 6,000 walks each at most
/// √(2 · ¼ / 6,000) = 0.0091; of a middle from the distance between two quantiles of the walks that lie one
/// standard error of their rank from it. With a dozen comparisons the false alarm rate is below 1 in 10,000,
/// and seeds are fixed.
#[test]
fn what_each_costs_is_what_the_oracle_walks() {
    let plan = differing(400_000.0);
    let mut alike = plan.clone();
    let mut followed = plan.clone();
    for stage in alike["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["rep_spread"] = json!(0.0);
    }
    followed["adherence"] = json!({"mean": 1});
    let costs = answered(&scenario(&plan));
    assert_eq!(costs.len(), 3);
    let target = 40_000_000.0;
    let before = walked(&plan, 11);
    let se_of_middle = |totals: &[f64]| {
        let step = 0.5 / f64::from(WALKED).sqrt();
        0.5 * (quantile(totals, 0.5 + step) - quantile(totals, 0.5 - step))
    };
    for (which, changed, seed) in
        [(CounterfactualOf::Reading, &alike, 12), (CounterfactualOf::Process, &followed, 13)]
    {
        let (cost, then) = (of(&costs, which), walked(changed, seed));
        let difference = share(&then, target) - share(&before, target);
        let tolerance = 4.5 * (0.0091_f64.powi(2) + cost.on_chance.standard_error.powi(2)).sqrt();
        assert!((cost.on_chance.value - difference).abs() < tolerance, "{cost:?} {difference}");
        assert!((cost.chance - share(&then, target)).abs() < tolerance, "{cost:?}");
        let difference = quantile(&then, 0.5) - quantile(&before, 0.5);
        let error = se_of_middle(&then).hypot(se_of_middle(&before)).hypot(cost.on_money.standard_error);
        assert!((cost.on_money.value - difference).abs() < 4.5 * error, "{cost:?} {difference} {error}");
    }
    // Following the process everywhere is worth much here: the test would see a change of nothing.
    let process = of(&costs, CounterfactualOf::Process);
    assert!(process.on_chance.value > 0.2 && process.on_money.value > 0.0, "{process:?}");
    // The target that holds in 8 of 10 is reached by 8 of 10 walks, to √(0.16 · (1/6,000 + 1/20,000)) =
    // 0.0059.
    let holds = of(&costs, CounterfactualOf::Target);
    let reached = share(&before, target + holds.on_money.value);
    assert!((reached - holds.chance).abs() < 4.5 * 0.0059, "{reached} {holds:?}");
    let difference = holds.chance - share(&before, target);
    assert!((holds.on_chance.value - difference).abs() < 4.5 * 0.0075, "{difference} {holds:?}");
}

/// Reading the stages alike helps a target below the middle and hurts one above: more than 4 standard errors
/// each way.
#[test]
fn reading_alike_helps_below_the_middle_and_hurts_above() {
    let clear = |target: f64| {
        let cost = of(&answered(&scenario(&differing(target))), CounterfactualOf::Reading);
        cost.on_chance.value / cost.on_chance.standard_error
    };
    assert!(clear(150_000.0) > 4.0);
    assert!(clear(900_000.0) < -4.0);
}

/// The stated errors are those that other luck shows: over 30 seeds, the spread of what is said is within a
/// factor of 1.6 of the root mean square of what is stated. A standard deviation of 30 values is within a
/// factor of 1.45 with 99.5%, the rest is left to errors taken from 20 groups.
#[test]
fn errors_are_what_they_say() {
    let seen: Vec<Vec<Counterfactual>> = (0..30)
        .map(|seed| {
            let mut plan = differing(400_000.0);
            plan["trials"] = json!(2_000);
            plan["seed"] = json!(100 + seed);
            let plan = scenario(&plan);
            Evaluations::default().complete(2_000, |known| counterfactuals(&plan, known))
        })
        .collect();
    for which in [CounterfactualOf::Reading, CounterfactualOf::Process, CounterfactualOf::Target] {
        for figure in [|cost: Counterfactual| cost.on_chance, |cost: Counterfactual| cost.on_money] {
            let figures: Vec<_> = seen.iter().map(|costs| figure(of(costs, which))).collect();
            let n = figures.len() as f64;
            let mean = figures.iter().map(|of| of.value).sum::<f64>() / n;
            let spread = (figures.iter().map(|of| (of.value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
            let stated = (figures.iter().map(|of| of.standard_error.powi(2)).sum::<f64>() / n).sqrt();
            assert!((0.625..1.6).contains(&(spread / stated)), "{which:?}: {spread} {stated}");
        }
    }
}

/// A plan that says neither that reps differ nor that somebody leaves the process is asked about its target
/// alone.
#[test]
fn what_the_plan_says_nothing_about_is_left_out() {
    let costs = answered(&scenario(&reference()));
    assert_eq!(costs.iter().map(|cost| cost.of).collect::<Vec<_>>(), [CounterfactualOf::Target]);
    // Following the process is nothing to gain where no stage moves on less often without it.
    let mut plan = differing(400_000.0);
    for stage in plan["segments"][0]["stages"].as_array_mut().unwrap() {
        stage["off_plan"] = json!(1.0);
    }
    let costs = answered(&scenario(&plan));
    assert!(costs.iter().all(|cost| cost.of != CounterfactualOf::Process), "{costs:?}");
}
