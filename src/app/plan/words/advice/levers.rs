//! What levers and beliefs are called, and their values.

use super::super::{count, segment_name, stage_name};
use crate::app::format::Format;
use crate::model::{Belief, Lever, Scenario, SegmentId, SupplyOf};

fn of_segment(scenario: &Scenario, what: &str, id: SegmentId) -> String {
    match scenario.segment(id) {
        Some(segment) if scenario.segments().len() > 1 => format!("{what} of {}", segment_name(segment)),
        _ => what.to_owned(),
    }
}

fn rate_of(scenario: &Scenario, id: crate::model::StageId) -> String {
    let Some((segment, stage)) = scenario.stage(id) else { return String::new() };
    let name = stage_name(segment.place_of(id).unwrap_or(0), stage.name());
    of_segment(scenario, &format!("rate of {name}"), segment.id)
}

/// What a lever changes, as in the middle of a sentence.
pub fn lever_name(scenario: &Scenario, lever: Lever) -> String {
    match lever {
        Lever::StageRate(id) => rate_of(scenario, id),
        Lever::Supply(id) => {
            let each = scenario.segment(id).is_some_and(|segment| segment.supply.of == SupplyOf::EachRep);
            let per_rep =
                if each { "new opportunities a month per rep" } else { "new opportunities a month" };
            of_segment(scenario, per_rep, id)
        }
        Lever::DealSize(id) => of_segment(scenario, "mean deal size", id),
        Lever::Cycle(id) => of_segment(scenario, "days from first stage to win", id),
        Lever::Reps => "reps".to_owned(),
        Lever::HiringDate => "hiring".to_owned(),
        Lever::Attrition => "reps who leave in a year".to_owned(),
        Lever::Adherence => "opportunities that follow the process".to_owned(),
        Lever::Deadline => "months until the deadline".to_owned(),
    }
}

/// A lever's value.
pub fn lever_value(scenario: &Scenario, lever: Lever, value: f64, format: &Format) -> String {
    match lever {
        Lever::StageRate(_) | Lever::Attrition | Lever::Adherence => format.percent(value, 1),
        // As near as it is typed and rounded: 13.8 of each rep are not 14.
        Lever::Supply(_) if (0.995..99.5).contains(&value) => format.number(value, 1),
        Lever::Supply(_) => count(value, format),
        Lever::DealSize(_) => format.money_short(value, scenario.parts().currency),
        Lever::Cycle(_) | Lever::Reps | Lever::Deadline => format.number(value, 0),
        Lever::HiringDate if value > 0.0 => format!("{} earlier", months(value, format)),
        Lever::HiringDate if value < 0.0 => format!("{} later", months(-value, format)),
        Lever::HiringDate => "as planned".to_owned(),
    }
}

pub(super) fn months(months: f64, format: &Format) -> String {
    format!("{} month{}", format.number(months, 0), if months > 1.0 { "s" } else { "" })
}

/// The simulation error of a needed value.
pub(super) fn lever_error(scenario: &Scenario, lever: Lever, error: f64, format: &Format) -> String {
    match lever {
        Lever::StageRate(_) | Lever::Attrition | Lever::Adherence => {
            format!("{} points", format.number(100.0 * error, 2))
        }
        Lever::DealSize(_) => format.money_short(error, scenario.parts().currency),
        Lever::Supply(_) | Lever::Cycle(_) | Lever::Reps | Lever::HiringDate | Lever::Deadline => {
            format.number(error, 2)
        }
    }
}

pub(super) fn belief_name(scenario: &Scenario, belief: Belief) -> String {
    match belief {
        Belief::StageRate(id) => rate_of(scenario, id),
        Belief::Supply(id) => of_segment(scenario, "number of new opportunities", id),
        Belief::DealSize(id) => of_segment(scenario, "mean deal size", id),
        Belief::Cycle(id) => of_segment(scenario, "length of the cycle", id),
        Belief::Market => "market".to_owned(),
        Belief::Churn => "recurring revenue that is lost".to_owned(),
        Belief::Expansion => "recurring revenue that grows".to_owned(),
    }
}
