//! `--analyse`: what would change the answer, as JSON.

use plumbline::advice::{
    AlignmentEffect, Coverage, CoverageNeed, CoverageOf, Effect, EqualQuota, Evaluations, Hold, Joint,
    Measure, Needed, NeededValue, PricedChange, Profit, Quotas, Width, WidthShare, advice_trials, alignment,
    changes_that_matter, coverage, holds, joint, needed, profit, quotas, unknowns_that_matter, width,
};
use plumbline::analysis::{Estimate, Report};
use plumbline::engine::Simulator;
use plumbline::model::{Alignment, Belief, Lever, Scenario, SegmentId, StageId, Unknown};
use serde_json::{Map, Value, json};

/// Everything that [`plumbline::advice`] says of a plan.
pub(crate) fn analysis(scenario: &Scenario, report: &Report) -> Value {
    let parts = scenario.parts();
    let wanted = parts.confidence.get();
    let trials = advice_trials(scenario);
    let mut evaluations = Evaluations::default();
    let major = |minor: f64| minor / parts.currency.minor_per_major();
    let needs: Vec<Value> = Lever::all(scenario)
        .into_iter()
        .filter_map(|lever| evaluations.complete(trials, |known| needed(lever, scenario, wanted, known)))
        .map(|needed| needed_json(scenario, &needed))
        .collect();
    let together = evaluations.complete(trials, |known| joint(scenario, wanted, known));
    let unknowns = evaluations.complete(trials, |known| unknowns_that_matter(scenario, known));
    let changes = evaluations.complete(trials, |known| changes_that_matter(scenario, known));
    let width = evaluations.complete(trials, |known| width(scenario, known));
    let holds = evaluations.complete(trials, |known| holds(scenario, known));
    let aligned = evaluations.complete(trials, |known| alignment(scenario, known));
    let quotas = evaluations.complete(trials, |known| quotas(scenario, known));
    let profit = evaluations.complete(trials, |known| profit(scenario, known));
    let simulator = Simulator::new(scenario);
    let measure = |measure: &Measure| json!({ "chance": measure.chance, "middle": major(measure.middle) });
    json!({
        "trials": trials,
        "wanted": wanted,
        "variations": evaluations.len(),
        "needed": needs,
        "joint": joint_json(scenario, &together),
        "unknowns": effects_json(&unknowns, &|of| belief_name(scenario, of), &measure),
        "changes": effects_json(&changes, &|of| lever_name(scenario, of), &measure),
        "width": width_json(&width),
        "coverage": {
            "whole": coverage_json(&coverage(scenario, &simulator, CoverageOf::Target, trials), &major),
            "rest": coverage_json(&coverage(scenario, &simulator, CoverageOf::Rest, trials), &major),
        },
        "holds": holds_json(scenario, report, &holds, &major),
        "quotas": quotas.map(|quotas| quotas_json(&quotas, &major)),
        "profit": profit.map(|profit| profit_json(&profit, &major)),
        "alignment": alignment_json(&aligned, &measure, &major),
    })
}

fn coverage_json(coverage: &Coverage, major: &dyn Fn(f64) -> f64) -> Value {
    let need = |need: &CoverageNeed| {
        json!({ "chance": need.chance, "opportunities": need.opportunities,
        "value": need.value.map(major) })
    };
    json!({
        "amount": major(coverage.amount),
        "needs": coverage.needs.iter().map(need).collect::<Vec<_>>(),
        "rule": Some(coverage.rule).filter(|rule| rule.is_finite()),
        "rule_chance": coverage.rule_chance,
        "planned": coverage.planned,
    })
}

fn width_json(width: &Width) -> Value {
    let share = |of: &WidthShare| json!({ "unknown": unknown_name(of.unknown), "share": of.share });
    let shares: Vec<Value> = width.unknowns.iter().map(share).collect();
    json!({ "luck": width.luck, "unknowns": shares, "se": width.error })
}

fn holds_json(scenario: &Scenario, report: &Report, holds: &[Hold], major: &dyn Fn(f64) -> f64) -> Value {
    let hold = |(hold, amount): (&Hold, &f64)| {
        json!({
            "chance": hold.chance,
            "amount": major(*amount),
            "growth": scenario.growth_to(*amount),
            "by_month": hold.by_month,
        })
    };
    holds.iter().zip(&report.promises).map(hold).collect()
}

fn alignment_json(
    effects: &[AlignmentEffect],
    measure: &dyn Fn(&Measure) -> Value,
    major: &dyn Fn(f64) -> f64,
) -> Value {
    let effect = |effect: &AlignmentEffect| {
        json!({
            "change": alignment_name(effect.of),
            "now": measure(&effect.now),
            "on_chance": effect.on_chance.value,
            "on_chance_se": effect.on_chance.standard_error,
            "on_middle": major(effect.on_middle),
        })
    };
    effects.iter().map(effect).collect()
}

fn profit_json(profit: &Profit, major: &dyn Fn(f64) -> f64) -> Value {
    let chance = |of: Estimate| json!({ "p": of.value, "se": of.standard_error });
    let priced = |change: &PricedChange| {
        json!({
            "change": alignment_name(change.effect.of),
            "price": major(change.price),
            "on_chance": change.effect.on_chance.value,
            "per_point": change.per_point.map(major),
        })
    };
    json!({
        "trials": profit.trials,
        "p_growth": chance(profit.growth),
        "p_goal": profit.goal.map(chance),
        "p_both": profit.both.map(chance),
        "contribution": { "mean": major(profit.contribution.value),
            "se": major(profit.contribution.standard_error) },
        "contribution_quantiles": profit.quantiles.map(major),
        "cost": major(profit.cost),
        "commission": { "mean": major(profit.commission.value),
            "se": major(profit.commission.standard_error) },
        "base_pay": major(profit.base_pay),
        "opportunities": profit.opportunities,
        "cost_ratio": profit.cost_ratio,
        "cac": profit.cac.map(major),
        "payback_months": profit.payback,
        "rule_of_40": profit.rule_of_40,
        "priced": profit.priced.iter().map(priced).collect::<Vec<_>>(),
    })
}

fn quotas_json(quotas: &Quotas, major: &dyn Fn(f64) -> f64) -> Value {
    let group = |group: &EqualQuota| {
        json!({
            "group": group.group.0,
            "quota": major(group.quota),
            "p_quota": group.chance,
            "equal": major(group.equal),
            "equal_chance": group.equal_chance,
        })
    };
    let groups: Vec<Value> = quotas.groups.iter().map(group).collect();
    json!({ "sum": major(quotas.sum), "over_target": quotas.over_target, "months": quotas.months,
        "groups": groups })
}

fn needed_json(scenario: &Scenario, needed: &Needed) -> Value {
    let unit = unit_of(scenario, needed.lever);
    let mut object = value_json(&needed.value, unit);
    object.insert("lever".to_owned(), json!(lever_name(scenario, needed.lever)));
    object.insert("today".to_owned(), json!(needed.today / unit));
    object.insert("chance_today".to_owned(), json!(needed.chance_today));
    Value::Object(object)
}

fn value_json(value: &NeededValue, unit: f64) -> Map<String, Value> {
    let json = match *value {
        NeededValue::Is { value, error, chance } => {
            json!({ "value": value / unit, "value_se": error / unit, "chance": chance })
        }
        NeededValue::CannotReach { most, best } => json!({ "at_most": most, "best": best / unit }),
        NeededValue::DoesNotHelp { chance } => json!({ "does_not_help": chance }),
        NeededValue::CannotSpoil { least, worst } => json!({ "at_least": least, "worst": worst / unit }),
    };
    json.as_object().cloned().unwrap_or_default()
}

fn joint_json(scenario: &Scenario, joint: &Joint) -> Value {
    let mut object = value_json(&joint.value, 1.0);
    let levers = joint.levers.iter().map(|(lever, value)| {
        json!({ "lever": lever_name(scenario, *lever), "value": value / unit_of(scenario, *lever) })
    });
    object.insert("levers".to_owned(), levers.collect());
    Value::Object(object)
}

fn effects_json<T: Copy>(
    effects: &[Effect<T>],
    name: &dyn Fn(T) -> String,
    measure: &dyn Fn(&Measure) -> Value,
) -> Value {
    let effect = |effect: &Effect<T>| {
        json!({ "of": name(effect.of), "low": measure(&effect.low),
        "high": measure(&effect.high) })
    };
    effects.iter().map(effect).collect()
}

/// Minor units a major one, for amounts.
fn unit_of(scenario: &Scenario, lever: Lever) -> f64 {
    if matches!(lever, Lever::DealSize(_)) { scenario.parts().currency.minor_per_major() } else { 1.0 }
}

fn stage_name(scenario: &Scenario, id: StageId) -> String {
    let stage = scenario.stage(id).map_or("", |(_, stage)| stage.name());
    if stage.is_empty() { format!("stage {}", id.0) } else { stage.to_owned() }
}

fn of_segment(scenario: &Scenario, what: &str, id: SegmentId) -> String {
    if scenario.segments().len() > 1 { format!("segment {} {what}", id.0) } else { what.to_owned() }
}

fn lever_name(scenario: &Scenario, lever: Lever) -> String {
    match lever {
        Lever::StageRate(id) => format!("rate of {}", stage_name(scenario, id)),
        Lever::Supply(id) => of_segment(scenario, "supply", id),
        Lever::DealSize(id) => of_segment(scenario, "deal size", id),
        Lever::Cycle(id) => of_segment(scenario, "cycle", id),
        Lever::Reps => "reps".to_owned(),
        Lever::HiringDate => "hiring date".to_owned(),
        Lever::Attrition => "attrition".to_owned(),
        Lever::Adherence => "adherence".to_owned(),
        Lever::Deadline => "deadline".to_owned(),
    }
}

fn belief_name(scenario: &Scenario, belief: Belief) -> String {
    match belief {
        Belief::StageRate(id) => format!("rate of {}", stage_name(scenario, id)),
        Belief::Supply(id) => of_segment(scenario, "supply", id),
        Belief::DealSize(id) => of_segment(scenario, "deal size", id),
        Belief::Cycle(id) => of_segment(scenario, "cycle", id),
        Belief::Market => "market".to_owned(),
        Belief::Churn => "churn".to_owned(),
        Belief::Expansion => "expansion".to_owned(),
    }
}

fn unknown_name(unknown: Unknown) -> &'static str {
    match unknown {
        Unknown::Rates => "rates",
        Unknown::DealSize => "deal size",
        Unknown::Supply => "supply",
        Unknown::Cycle => "cycle",
        Unknown::Market => "market",
        Unknown::Reps => "reps",
        Unknown::Recurring => "recurring revenue",
    }
}

fn alignment_name(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Spread => "spread",
        Alignment::Floor => "floor",
        Alignment::Adherence => "adherence",
        Alignment::OneRep => "one rep",
        Alignment::Leads => "10% more leads",
    }
}
