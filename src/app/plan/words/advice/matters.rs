//! What matters: what we do not know, and what we could change.

use super::super::{capitalised, of_100};
use super::levers::{belief_name, lever_name, lever_value};
use crate::advice::Effect;
use crate::app::format::Format;
use crate::model::{Belief, Lever, Scenario};

pub const UNKNOWNS_TITLE: &str = "What we do not know, each from its low to its high (1 in 10 beyond either)";
pub const CHANGES_TITLE: &str = "What we could change, each by a tenth down and up";
pub const MATTERS_ON: &str = "Effect on";
pub const MATTERS_CHOICES: [&str; 2] = ["Chance", "Middle result"];
pub const MATTERS_HEAD: [&str; 5] = ["Of", "From", "To", "Chance", "Middle result"];
pub const NO_UNKNOWNS: &str = "Every assumption is stated as certain: all of the width is luck.";

/// A belief and its two ends.
pub fn belief_words(scenario: &Scenario, effect: &Effect<Belief>, format: &Format) -> [String; 3] {
    let value = |value: f64| match effect.of {
        Belief::StageRate(_) | Belief::Churn | Belief::Expansion => format.percent(value, 1),
        Belief::Supply(_) | Belief::DealSize(_) | Belief::Cycle(_) | Belief::Market => {
            format!("× {}", format.number(value, 2))
        }
    };
    [capitalised(&belief_name(scenario, effect.of)), value(effect.low_value), value(effect.high_value)]
}

/// A lever and its two ends.
pub fn change_words(scenario: &Scenario, effect: &Effect<Lever>, format: &Format) -> [String; 3] {
    let value = |value| lever_value(scenario, effect.of, value, format);
    [capitalised(&lever_name(scenario, effect.of)), value(effect.low_value), value(effect.high_value)]
}

/// “Rate of Proposal, from 44% to 60%: 12 of 100 to 41 of 100, middle $9.1M to $11.4M.”
pub fn effect_words<T>(
    [name, low, high]: &[String; 3],
    effect: &Effect<T>,
    scenario: &Scenario,
    format: &Format,
) -> String {
    let money = |minor: f64| format.money_short(minor, scenario.parts().currency);
    format!(
        "{name}, from {low} to {high}: {} to {}, middle {} to {}.",
        of_100(effect.low.chance, format),
        of_100(effect.high.chance, format),
        money(effect.low.middle),
        money(effect.high.middle)
    )
}

/// The heading of what matters.
pub fn matters_finding(
    unknowns: Option<&[Effect<Belief>]>,
    changes: Option<&[Effect<Lever>]>,
    scenario: &Scenario,
) -> String {
    let unknown = unknowns.and_then(<[_]>::first).map(|effect| belief_name(scenario, effect.of));
    let change = changes.and_then(<[_]>::first).map(|effect| lever_name(scenario, effect.of));
    if let Some(both) = unknown.as_ref().filter(|unknown| change.as_ref() == Some(*unknown)) {
        return format!("The {both} matters most: knowing it better, and making it better");
    }
    let unknown = unknown.map(|name| format!("knowing the {name} better matters most"));
    let change = change.map(|name| format!("changing the {name} moves most"));
    let findings: Vec<String> = unknown.into_iter().chain(change).collect();
    if findings.is_empty() { "What matters most".to_owned() } else { capitalised(&findings.join("; ")) }
}

pub const HOW_MATTERS: &str = "Not known: each number at the value that 1 in 10 are below, and at the one \
     that 1 in 10 are above, all else as it is. \
     Changeable: a tenth down and up, whole numbers by at least one. All on the same luck.";
