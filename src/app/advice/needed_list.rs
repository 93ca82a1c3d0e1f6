//! What one lever alone would have to be, and all together; each can be applied.

use super::use_answers::Answers;
use crate::advice::{Joint, Lever, Needed, NeededValue};
use crate::app::components::{Folded, fold, how};
use crate::app::events::{CHANGED, emit};
use crate::app::format::Format;
use crate::app::text;
use crate::model::Scenario;
use crate::runner::advise::{AdviceAnswer, Question};
use yew::prelude::*;

/// How many stand open.
const NEAREST: usize = 3;

/// Levers with an answer; in front those with a value, the nearest to today first, by the share of the way to what is
/// plausible.
pub(super) fn by_distance<'a>(
    scenario: &Scenario,
    needs: impl Iterator<Item = &'a Needed>,
) -> Vec<&'a Needed> {
    let distance = |needed: &Needed| match (needed.value, needed.lever.range(scenario)) {
        (NeededValue::Is { value, .. }, Some(range)) => {
            ((value - range.today) / (range.plausible - range.today)).abs()
        }
        (NeededValue::CannotReach { most, .. }, _) => 1e9 - most,
        (NeededValue::Is { .. } | NeededValue::CannotSpoil { .. }, _) => 1e9,
    };
    let mut needs: Vec<&Needed> = needs.collect();
    needs.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    needs
}

fn needs<'a>(scenario: &Scenario, answers: &'a Answers) -> Vec<&'a Needed> {
    let of = |answer: &'a AdviceAnswer| match answer {
        AdviceAnswer::Needed(needed) => needed.as_ref(),
        _ => None,
    };
    by_distance(scenario, answers.all().filter_map(|(_, answer)| of(answer)))
}

/// The nearest levers.
pub(super) fn nearest_levers(
    scenario: &Scenario,
    answers: &Answers,
    format: &Format,
    is_current: bool,
) -> Html {
    let all = needs(scenario, answers);
    let possible = all.iter().filter(|needed| matches!(needed.value, NeededValue::Is { .. }));
    let nearest: Vec<Html> =
        possible.take(NEAREST).map(|needed| lever_row(scenario, needed, format, is_current)).collect();
    if nearest.is_empty() {
        return html! { <p id="nearest">{ text::nearest_none(scenario, &all, answers.is_working, format) }</p> };
    }
    html! { <ul class="levers" id="nearest">{ for nearest }</ul> }
}

/// All levers, and all together.
pub(super) fn all_levers(scenario: &Scenario, answers: &Answers, format: &Format, is_current: bool) -> Html {
    let all = needs(scenario, answers);
    let joint = match answers.to(Question::Joint) {
        Some(AdviceAnswer::Joint(joint)) => Some(joint),
        _ => None,
    };
    let rows = all.iter().map(|needed| lever_row(scenario, needed, format, is_current));
    let inside = html! {
        <>
            <ul class="levers">{ for rows }</ul>
            { for joint.map(|joint| together(scenario, joint, format, is_current)) }
            { how(text::HOW, text::ADVICE, text::how_needed(&all, scenario, format)) }
        </>
    };
    fold("needed", Folded::Closed, text::needed_finding(&all, joint, scenario, format), inside)
}

fn lever_row(scenario: &Scenario, needed: &Needed, format: &Format, is_current: bool) -> Html {
    let value = match needed.value {
        NeededValue::Is { value, .. } => Some(value),
        NeededValue::CannotReach { .. } | NeededValue::CannotSpoil { .. } => None,
    };
    let words = text::needed_words(scenario, needed, format);
    let changed = value.and_then(|value| needed.lever.at(scenario, value));
    let name = text::lever_name(scenario, needed.lever);
    html! {
        <li class="levers__row"><span>{ words }</span>{ for changed.map(|changed| apply(changed, &name, is_current)) }</li>
    }
}

fn together(scenario: &Scenario, joint: &Joint, format: &Format, is_current: bool) -> Html {
    let changed =
        matches!(joint.value, NeededValue::Is { .. }).then(|| all_at(scenario, &joint.levers)).flatten();
    html! {
        <p class="levers__row" id="joint">
            <span>{ text::joint_words(scenario, joint, format) }</span>
            { for changed.map(|changed| apply(changed, text::ALL_TOGETHER, is_current)) }
        </p>
    }
}

fn all_at(scenario: &Scenario, levers: &[(Lever, f64)]) -> Option<Scenario> {
    levers.iter().try_fold(scenario.clone(), |varied, (lever, value)| {
        let today = lever.range(&varied)?.today;
        if today.total_cmp(value).is_eq() { Some(varied) } else { lever.at(&varied, *value) }
    })
}

/// The plan is kept as before first.
fn apply(changed: Scenario, name: &str, is_current: bool) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| emit(CHANGED, true, Some(&changed)));
    html! {
        <button type="button" class="levers__apply" disabled={!is_current} {onclick}>
            { text::APPLY }<span class="visually-hidden">{ ": " }{ name }</span>
        </button>
    }
}
