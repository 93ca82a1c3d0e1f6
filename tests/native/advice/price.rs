//! What levers cost where they are moved to.

use crate::support::{reference_team, scenario};
use plumbline::advice::{Evaluations, Joint, Needed, needed, together};
use plumbline::model::{Lever, LeverSet, Scenario, SegmentId};
use serde_json::{Value, json};

const TRIALS: u32 = 500;
const SUPPLY: Lever = Lever::Supply(SegmentId(1));

/// The reference team over two years, where three are hired in the seventh month.
fn plan(economics: &Value) -> Scenario {
    let mut plan = reference_team();
    plan["trials"] = json!(TRIALS);
    plan["horizon"] = json!({"months": 24});
    plan["target"] = json!({"amount": 6_800_000});
    plan["team"] = json!({"groups": [{"count": 20}, {"count": 3, "joins": 7}]});
    plan["economics"] = economics.clone();
    scenario(&plan)
}

fn of_one(lever: Lever, plan: &Scenario) -> Needed {
    let wanted = 0.9;
    let of = Evaluations::default().complete(TRIALS, |known| needed(lever, plan, wanted, known));
    of.expect("the plan has it")
}

fn of_two(levers: &[Lever], plan: &Scenario) -> Joint {
    Evaluations::default().complete(TRIALS, |known| together(plan, levers, 0.9, known))
}

/// The value as it is shown: what it costs is said beside it.
fn value(of: &Needed) -> f64 {
    of.shown.expect("there is a value")
}

/// Prices are over the plan's two years, in proportion to how far a lever goes; without a price it is base
/// pay and what opportunities cost, a year. Exact.
#[test]
fn a_lever_costs_its_price_or_what_the_costs_say() {
    let priced = plan(&json!({"gross_margin": 0.8, "base_pay": 60_000, "cost_per_opportunity": 150,
        "prices": [["one_rep", 200_000], ["leads", 90_000]]}));
    let years = priced.parts().calendar.days() / 365.0;
    let reps = of_one(Lever::Reps, &priced);
    let more = value(&reps) - 23.0;
    assert!(more >= 1.0 && (reps.cost.unwrap() / 100.0 - more * 200_000.0 / years).abs() < 1e-3, "{reps:?}");
    let supply = of_one(SUPPLY, &priced);
    let tenths = (value(&supply) / supply.today - 1.0) / 0.1;
    assert!((supply.cost.unwrap() / 100.0 - tenths * 90_000.0 / years).abs() < 1e-3, "{supply:?}");
    let costs = plan(&json!({"gross_margin": 0.8, "base_pay": 60_000, "cost_per_opportunity": 150}));
    let reps = of_one(Lever::Reps, &costs);
    assert!((reps.cost.unwrap() / 100.0 - (value(&reps) - 23.0) * 60_000.0).abs() < 1e-3, "{reps:?}");
    // 10 opportunities a month for each of 20 reps, and of 3 from the seventh of 24 months on: 273 rep years
    // of months over two years.
    let supply = of_one(SUPPLY, &costs);
    let more = value(&supply) / supply.today - 1.0;
    let new = supply.today * (20.0 * 24.0 + 3.0 * 18.0) / years;
    assert!((supply.cost.unwrap() / 100.0 / (more * new * 150.0) - 1.0).abs() < 1e-9, "{supply:?}");
    assert_eq!(of_one(Lever::DealSize(SegmentId(1)), &costs).cost, None);
    let mut parts = costs.parts().clone();
    parts.economics = None;
    assert_eq!(of_one(Lever::Reps, &Scenario::new(parts).unwrap()).cost, None);
}

/// Several cost the sum of what each does; those of which nothing is said are named. Hires that come n months
/// earlier cost n months of base pay each.
#[test]
fn levers_together_cost_the_sum() {
    let plan = plan(&json!({"gross_margin": 0.8, "base_pay": 60_000}));
    let years = plan.parts().calendar.days() / 365.0;
    let size = Lever::DealSize(SegmentId(1));
    let joint = of_two(&[size, Lever::Reps, Lever::HiringDate], &plan);
    let at = |lever| joint.levers.iter().find(|(of, _)| *of == lever).map_or(0.0, |(_, value)| *value);
    let reps = (at(Lever::Reps) - 23.0) * 60_000.0;
    let earlier = at(Lever::HiringDate) * 3.0 * 5_000.0 / years;
    assert!(at(Lever::HiringDate) >= 1.0 && at(Lever::Reps) > 23.0, "{joint:?}");
    assert!((joint.cost.a_year.unwrap() / 100.0 - reps - earlier).abs() < 1e-3, "{joint:?}");
    assert_eq!(joint.cost.unpriced, [size]);
}

/// Ticked levers stay ticked in a plan that was edited, as far as it still has them, wherever they stand in
/// its list.
#[test]
fn ticked_levers_are_carried_to_another_plan() {
    let before = plan(&json!({"gross_margin": 0.8}));
    let all = Lever::all(&before);
    let ticked = [all[0], SUPPLY, Lever::Reps];
    let set = ticked.iter().fold(LeverSet::default(), |set, lever| set.toggled(*lever, &before));
    let mut parts = before.parts().clone();
    let stages = parts.segments[0].stages()[1..].to_vec();
    parts.segments[0] = parts.segments[0].with_stages(stages).unwrap();
    let fewer = Scenario::new(parts).unwrap();
    assert_eq!(set.carried(&before, &fewer).levers(&fewer), [SUPPLY, Lever::Reps]);
    assert_eq!(set.carried(&before, &before), set);
}
