//! Whether it is the team or the plan: what differences in reading the stages, work off the process and a
//! target out of reach each cost.

use super::super::{of_10, of_100};
use super::alignment::signed_points;
use crate::advice::{Counterfactual, CounterfactualOf};
use crate::analysis::{Estimate, PROMISE_CONFIDENCES};
use crate::app::format::Format;
use crate::model::Scenario;

pub const COSTS_TABLE: &str = "The team or the plan: what each costs";
pub const COSTS_HEAD: [&str; 4] = ["If", "Chance", "Points of chance", "Money"];
pub const HOW_COSTS: &str = "\
    Each alone, run by run on the same luck as the plan. ± is the simulation error, one standard error; \
    it says nothing about whether the assumptions are right. If everybody reads the stages alike, all \
    reps move on as many as the team does: the mean stays and the width shrinks, which helps a target \
    below the middle and hurts one above it. Money is the change of the middle result; of the target, \
    what holds as often as you want less the plan’s.";

/// “3.1 points (±0.2)”.
fn points(of: Estimate, format: &Format) -> String {
    let number = |share: f64| format.number(100.0 * share.abs(), 1);
    format!("{} points (±{})", number(of.value), number(of.standard_error))
}

fn money(of: f64, scenario: &Scenario, format: &Format) -> String {
    format.money_short(of, scenario.parts().currency)
}

/// “$120K (±$10K)”.
fn money_with_error(of: Estimate, scenario: &Scenario, format: &Format) -> String {
    let [value, error] = [of.value.abs(), of.standard_error].map(|minor| money(minor, scenario, format));
    format!("{value} (±{error})")
}

/// The same, with what holds as often as is wanted taken from the plan's own answer, of which the advice has
/// drawn a part only: one figure stands in both places.
pub fn of_the_answer(
    costs: &[Counterfactual],
    promises: Option<&[f64]>,
    scenario: &Scenario,
) -> Vec<Counterfactual> {
    let wanted = scenario.parts().confidence.get();
    let place = PROMISE_CONFIDENCES.iter().position(|confidence| confidence.total_cmp(&wanted).is_eq());
    let holds = place.and_then(|place| promises?.get(place).copied());
    let target = scenario.parts().target.amount().minor() as f64;
    let one = |cost: &Counterfactual| match holds.filter(|_| cost.of == CounterfactualOf::Target) {
        Some(holds) => {
            Counterfactual { on_money: Estimate { value: holds - target, ..cost.on_money }, ..*cost }
        }
        None => *cost,
    };
    costs.iter().map(one).collect()
}

/// The heading: what changes most of the chance, of what could be otherwise in the team; else how far the
/// target is from what holds.
pub fn costs_finding(costs: Option<&[Counterfactual]>, scenario: &Scenario, format: &Format) -> String {
    let Some(costs) = costs else { return "Is it the team or the plan?".to_owned() };
    let changes = |cost: &&Counterfactual| cost.of != CounterfactualOf::Target && cost.on_chance.is_clear();
    let size = |cost: &Counterfactual| cost.on_chance.value.abs();
    let most = costs.iter().filter(changes).max_by(|a, b| size(a).total_cmp(&size(b)));
    if let Some(most) = most {
        let is_gain = most.on_chance.value > 0.0;
        let cause = match (most.of, is_gain) {
            (CounterfactualOf::Process, true) => "Work off the process costs",
            (CounterfactualOf::Process, false) => "Following the process would cost",
            (CounterfactualOf::Reading | CounterfactualOf::Target, true) => {
                "Differences in reading the stages cost"
            }
            (CounterfactualOf::Reading | CounterfactualOf::Target, false) => {
                "Reading the stages alike would cost"
            }
        };
        return format!("{cause} {} points of chance", format.number(100.0 * size(most), 1));
    }
    let target = costs.iter().find(|cost| cost.of == CounterfactualOf::Target);
    target.map_or_else(String::new, |target| {
        let wanted = of_10(target.chance, format);
        let distance = money(target.on_money.value.abs(), scenario, format);
        if !target.on_money.is_clear() {
            format!("The target is about what holds in {wanted}")
        } else if target.on_money.value < 0.0 {
            format!("The target is {distance} more than what holds in {wanted}")
        } else {
            format!("The target is {distance} less than what holds in {wanted}")
        }
    })
}

/// A sentence for each, and one for what the plan says nothing about.
pub fn cost_sentences(costs: &[Counterfactual], scenario: &Scenario, format: &Format) -> Vec<String> {
    let of = |of| costs.iter().find(|cost| cost.of == of);
    let reading = of(CounterfactualOf::Reading).map_or_else(
        || {
            "The plan says nowhere that reps differ, so what reading the stages differently costs cannot be \
             told: say it under “Reps differ here” at a stage."
                .to_owned()
        },
        |cost| reading_sentence(cost, scenario, format),
    );
    let process = of(CounterfactualOf::Process).map_or_else(
        || {
            "In this plan following the process changes nothing: it would take a share that follows it, and \
             stages that move on less often without it."
                .to_owned()
        },
        |cost| process_sentence(cost, scenario, format),
    );
    let target = of(CounterfactualOf::Target).map(|cost| target_sentence(cost, scenario, format));
    [reading, process].into_iter().chain(target).collect()
}

fn reading_sentence(cost: &Counterfactual, scenario: &Scenario, format: &Format) -> String {
    let (points, middle) = (points(cost.on_chance, format), middle_words(cost, scenario, format));
    if !cost.on_chance.is_clear() {
        format!(
            "If everybody read the stages alike, the chance would be about the same: the runs differ \
             by {points}, and {middle}."
        )
    } else if cost.on_chance.value > 0.0 {
        format!(
            "Differences in reading the stages cost {points} of chance: if everybody read them alike, \
             {middle}."
        )
    } else {
        format!(
            "If everybody read the stages alike, the chance would fall by {points}: the range of results \
             would be narrower, and this target needs the far end of it; {middle}."
        )
    }
}

fn process_sentence(cost: &Counterfactual, scenario: &Scenario, format: &Format) -> String {
    let (points, middle) = (points(cost.on_chance, format), middle_words(cost, scenario, format));
    if !cost.on_chance.is_clear() {
        format!(
            "If everybody followed the process, the chance would be about the same: the runs differ \
             by {points}, and {middle}."
        )
    } else if cost.on_chance.value > 0.0 {
        format!("Work off the process costs {points} of chance: if everybody followed it, {middle}.")
    } else {
        format!("If everybody followed the process, the chance would fall by {points}, and {middle}.")
    }
}

/// “the middle result would be $120K (±$10K) higher”
fn middle_words(cost: &Counterfactual, scenario: &Scenario, format: &Format) -> String {
    let money = money_with_error(cost.on_money, scenario, format);
    if !cost.on_money.is_clear() {
        return format!("the middle result would be about the same: the runs differ by {money}");
    }
    let direction = if cost.on_money.value > 0.0 { "higher" } else { "lower" };
    format!("the middle result would be {money} {direction}")
}

fn target_sentence(cost: &Counterfactual, scenario: &Scenario, format: &Format) -> String {
    let target = scenario.parts().target.amount().minor() as f64;
    let holds = money(target + cost.on_money.value, scenario, format);
    let (wanted, distance) = (of_10(cost.chance, format), money_with_error(cost.on_money, scenario, format));
    let points = points(cost.on_chance, format);
    if !cost.on_money.is_clear() {
        format!(
            "What holds in {wanted} is {holds}: about the target, the simulation tells them no further apart."
        )
    } else if cost.on_money.value < 0.0 {
        format!(
            "What holds in {wanted} is {holds}, {distance} below the target: asking for more than that costs \
             {points} of chance."
        )
    } else {
        format!(
            "What holds in {wanted} is {holds}, {distance} above the target: the target leaves {points} of \
             chance to spare."
        )
    }
}

/// A row for each.
pub fn cost_rows(costs: &[Counterfactual], scenario: &Scenario, format: &Format) -> Vec<Vec<String>> {
    let row = |cost: &Counterfactual| {
        let sign = if cost.on_money.value > 0.0 { "+" } else { "" };
        let [value, error] =
            [cost.on_money.value, cost.on_money.standard_error].map(|minor| money(minor, scenario, format));
        vec![
            match cost.of {
                CounterfactualOf::Reading => "Everybody reads the stages alike",
                CounterfactualOf::Process => "Everybody follows the process",
                CounterfactualOf::Target => "The target were what holds as often as you want",
            }
            .to_owned(),
            of_100(cost.chance, format),
            format!(
                "{} ±{}",
                signed_points(cost.on_chance.value, format),
                format.number(100.0 * cost.on_chance.standard_error, 1)
            ),
            format!("{sign}{value} ±{error}"),
        ]
    };
    costs.iter().map(row).collect()
}
