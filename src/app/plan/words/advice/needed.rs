//! What would have to be true.

use super::super::{capitalised, confidence, of_100};
use super::levers::{lever_error, lever_name, lever_value};
use crate::advice::{Joint, Needed, NeededValue};
use crate::app::format::Format;
use crate::entry::EconomicsField;
use crate::model::{Lever, Scenario, Segment, SupplyOf};

/// On the button of a change that brings the plan to the wanted chance.
const APPLY: &str = "Apply";

/// On the button of one that costs some of the chance: it is tried, and not recommended.
const TRY: &str = "Try it";

/// What the button of a lever says.
pub fn needed_verb(needed: &Needed) -> &'static str {
    let is_worse = matches!(needed.value, NeededValue::Is { chance, .. } if chance <= needed.chance_today);
    if is_worse { TRY } else { APPLY }
}

/// What the button of several levers together says.
pub fn joint_verb(joint: &Joint) -> &'static str {
    if matches!(joint.value, NeededValue::Is { value, .. } if value < 0.0) { TRY } else { APPLY }
}

/// Before a figure that a closer look will put more exactly.
const ABOUT: &str = "about ";

/// The heading of the nearest levers: another, where the plan has the wanted chance already.
pub fn needed_title(scenario: &Scenario, needs: &[&Needed], format: &Format) -> String {
    let wanted = confidence(scenario.parts().confidence, format);
    if needs.is_empty() {
        // Whether the plan has it already is not known yet.
        return format!("What it takes for {wanted}");
    }
    let has = |needed: &&&Needed| needed.chance_today >= scenario.parts().confidence.get();
    let gains = |needed: &Needed| {
        let chance = if let NeededValue::Is { chance, .. } = needed.value { Some(chance) } else { None };
        chance.is_some_and(|chance| chance > needed.chance_today)
    };
    let count = needs.iter().filter(has).count();
    // Some rows say what is enough, and others how far the plan may fall: it stands on the edge.
    if count > 0 && (count < needs.len() || needs.iter().any(|needed| gains(needed))) {
        format!("Right at {wanted} as it stands; a little of any of these decides it")
    } else if count > 0 {
        let has_limit = |needed: &&&Needed| matches!(needed.value, NeededValue::Is { .. });
        let limits: Vec<_> = needs.iter().filter(has_limit).collect();
        if !limits.is_empty() && limits.iter().all(|needed| is_just_enough(scenario, needed, format)) {
            format!("About {wanted} as it stands; any of these a little worse, and it is less")
        } else {
            format!("How far each of these alone may fall, and it stays {wanted}")
        }
    } else {
        let is_almost = |needed: &&Needed| {
            of_100(needed.chance_today, format) == of_100(scenario.parts().confidence.get(), format)
        };
        // What none of some levers does another may.
        let is_whole = needs.len() == Lever::all(scenario).len();
        match enough_alone(needs) {
            // The plan’s chance reads as what is wanted, and is a little less.
            _ if needs.iter().any(is_almost) => {
                format!("Just short of {wanted}; one change that gets you there")
            }
            (1.., _) => format!("One change that gets you to {wanted}"),
            (0, _) if !is_whole => format!("What it takes for {wanted}"),
            (0, 0) => format!("No one change gets you to {wanted}"),
            (0, 1..) => {
                format!("No one change within what is plausible gets you to {wanted}; it would take")
            }
        }
    }
}

/// The heading, where all levers together are enough and none is alone.
pub fn together_title(scenario: &Scenario, format: &Format) -> String {
    let wanted = confidence(scenario.parts().confidence, format);
    format!("No one change within what is plausible gets you to {wanted}; all of them together do")
}

/// The same heading beside an answer that sliders have moved since.
pub fn as_it_was(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(char::to_lowercase);
    format!("As the plan was: {}{}", first.into_iter().flatten().collect::<String>(), letters.as_str())
}

/// How many levers would be enough alone within what is plausible, and how many beyond it.
fn enough_alone(needs: &[&Needed]) -> (usize, usize) {
    let ways = || needs.iter().filter_map(|needed| needed.way);
    let beyond = ways().filter(|way| *way > 1.0).count();
    (ways().count() - beyond, beyond)
}

/// “Rate of Proposal: 60% instead of 52%”; from a first look “Rate of Proposal: about 60% instead of 52%”.
pub fn needed_words(scenario: &Scenario, needed: &Needed, format: &Format) -> String {
    let lever = needed.lever;
    let name = capitalised(&lever_name(scenario, lever));
    let value = |value| lever_value(scenario, lever, value, format);
    let shown = || value(needed.shown.unwrap_or(needed.today));
    let today = value(needed.today);
    let about = if needed.is_about { ABOUT } else { "" };
    match needed.value {
        NeededValue::Is { chance, .. } if chance > needed.chance_today => {
            let times = beyond_plausible(needed, format).unwrap_or_default();
            let cost = needed.cost.filter(|cost| *cost > 0.0);
            let cost = cost.map(|cost| format!(", {}", a_year(cost, scenario, format))).unwrap_or_default();
            format!("{name}: {about}{} instead of {today}{times}{cost}", shown())
        }
        NeededValue::Is { .. } if is_just_enough(scenario, needed, format) => {
            format!("{name}: just enough as it stands, {today}")
        }
        NeededValue::Is { value: at, .. } => {
            let way = if at > needed.today { "up to" } else { "down to" };
            format!("{name}: enough {way} {about}{}, today {today}", shown())
        }
        NeededValue::CannotReach { most, best } => {
            format!("{name}: not enough alone; {about}{} even at {}", of_100(most, format), value(best))
        }
        NeededValue::DoesNotHelp { chance } => {
            format!("{name}: does not help; {about}{} as it stands", of_100(chance, format))
        }
        NeededValue::CannotSpoil { least, worst } => {
            let of_team = |segment: &Segment| segment.supply.of == SupplyOf::Team;
            let is_of_reps = matches!(lever, Lever::Reps | Lever::HiringDate);
            let is_of_team = is_of_reps && scenario.segments().iter().all(of_team);
            let why = if is_of_team { ", since as many opportunities come" } else { "" };
            format!("{name}: even at {} still {about}{}{why}", value(worst), of_100(least, format))
        }
    }
}

/// Whether a plan that has the wanted chance has it so narrowly that this lever leaves no room that can be
/// shown: its value, rounded to the side that keeps the chance, is today’s or beyond it.
pub fn is_just_enough(scenario: &Scenario, needed: &Needed, format: &Format) -> bool {
    let (lever, today) = (needed.lever, needed.today);
    let NeededValue::Is { value, chance, .. } = needed.value else { return false };
    let Some(shown) = needed.shown.filter(|_| chance <= needed.chance_today) else { return false };
    let said = |value| lever_value(scenario, lever, value, format);
    (shown - today) * (value - today) <= 0.0 || said(shown) == said(today)
}

/// “, 2.3 times today’s, beyond what is plausible”, where a lever needs more than a plan might plausibly go.
fn beyond_plausible(needed: &Needed, format: &Format) -> Option<String> {
    needed.way.filter(|way| *way > 1.0)?;
    let times = needed.times.map(|times| format!(", {} times today’s", format.number(times, 1)));
    Some(format!("{}, beyond what is plausible", times.unwrap_or_default()))
}

/// What stands in place of the nearest levers.
pub fn nearest_none(scenario: &Scenario, all: &[&Needed], format: &Format) -> String {
    let wanted = confidence(scenario.parts().confidence, format);
    if all.iter().any(|needed| matches!(needed.value, NeededValue::CannotSpoil { .. })) {
        return format!("Nothing: it is {wanted} whatever becomes of any one assumption.");
    }
    format!("No single change that is looked at makes it {wanted}.")
}

/// The heading of all levers.
pub fn needed_finding(
    all: &[&Needed],
    joint: Option<&Joint>,
    scenario: &Scenario,
    format: &Format,
) -> String {
    if all.is_empty() {
        return "What each change alone would have to be".to_owned();
    }
    let can = all.iter().filter(|needed| matches!(needed.value, NeededValue::Is { .. })).count();
    let wanted = confidence(scenario.parts().confidence, format);
    let together = match joint.map(|joint| joint.value) {
        Some(NeededValue::Is { value, .. }) if value > 0.0 => {
            format!("; all at once would, each by {} of what is plausible", share_of_step(value, format))
        }
        Some(NeededValue::CannotReach { most, .. }) => {
            format!("; together, each at what is plausible, they give {}", of_100(most, format))
        }
        Some(NeededValue::DoesNotHelp { .. }) => "; all together, no more than today".to_owned(),
        Some(NeededValue::Is { .. } | NeededValue::CannotSpoil { .. }) | None => String::new(),
    };
    let count = all.len();
    if all.iter().any(|needed| needed.chance_today >= scenario.parts().confidence.get()) {
        return format!("{can} of {count} changes would make it less than {wanted}{together}");
    }
    match enough_alone(all) {
        (0, 0) => format!("None of {count} changes would be enough alone{together}"),
        (0, _) => format!("None of {count} plausible changes would be enough alone{together}"),
        (_, 0) => format!("{can} of {count} changes would be enough alone{together}"),
        (_, beyond) => format!(
            "{can} of {count} changes would be enough alone, {beyond} of them only beyond what is \
             plausible{together}"
        ),
    }
}

/// All levers together.
pub fn joint_words(scenario: &Scenario, joint: &Joint, format: &Format) -> String {
    together_words("All together", scenario, joint, format)
}

/// “each by 30% of what is plausible: rate of Demo 55%, new opportunities a month 216”
pub fn joint_in_short(scenario: &Scenario, joint: &Joint, format: &Format) -> String {
    let share = if let NeededValue::Is { value, .. } = joint.value { value } else { 1.0 };
    let of = share_of_step(share, format);
    format!("each by {of} of what is plausible: {}", joint_levers(scenario, joint, format))
}

/// Those that are ticked; one alone waits for another.
pub fn chosen_words(
    count: u32,
    scenario: &Scenario,
    joint: Option<&Joint>,
    format: &Format,
) -> Option<String> {
    match (count, joint) {
        (0, _) => None,
        (1, _) => Some("Tick another change to see both together.".to_owned()),
        (_, None) => Some(format!("These {count} together: being worked out.")),
        (_, Some(joint)) => Some(together_words(&format!("These {count} together"), scenario, joint, format)),
    }
}

/// How much of the way from today to what is plausible: “11%”, “less than 1%”.
fn share_of_step(value: f64, format: &Format) -> String {
    if value < 0.005 { "less than 1%".to_owned() } else { format.percent(value, 0) }
}

fn together_words(name: &str, scenario: &Scenario, joint: &Joint, format: &Format) -> String {
    let wanted = scenario.parts().confidence.get();
    let share = match joint.value {
        // Where whole reps or months take part the chance jumps over what is wanted.
        NeededValue::Is { value, chance, .. } if chance > wanted + 0.005 => format!(
            "{name}: each by {} of what is plausible, which gives {}, since reps and months are whole: ",
            share_of_step(value, format),
            of_100(chance, format)
        ),
        NeededValue::Is { value, .. } => {
            format!("{name}: each by {} of what is plausible is enough: ", share_of_step(value, format))
        }
        NeededValue::CannotReach { most, .. } => {
            format!("{name}, each at what is plausible, give {}: ", of_100(most, format))
        }
        NeededValue::CannotSpoil { .. } => {
            return format!("{name}: the plan as it stands is enough.");
        }
        NeededValue::DoesNotHelp { chance } => {
            return format!("{name} they do not help: {} as it stands.", of_100(chance, format));
        }
    };
    let cost = cost_words(joint, scenario, format).unwrap_or_default();
    format!("{share}{}.{cost}", joint_levers(scenario, joint, format))
}

/// What each of some levers becomes.
fn joint_levers(scenario: &Scenario, joint: &Joint, format: &Format) -> String {
    let value = |(lever, value): &(Lever, f64)| {
        format!("{} {}", lever_name(scenario, *lever), lever_value(scenario, *lever, *value, format))
    };
    joint.levers.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// “about $480K a year at the example’s costs”
pub(super) fn a_year(cost: f64, scenario: &Scenario, format: &Format) -> String {
    let parts = scenario.parts();
    let economics = parts.economics.as_ref();
    let is_example = economics.is_some_and(|of| !EconomicsField::of_example(of, parts.currency).is_empty());
    let example = if is_example { " at the example’s costs" } else { "" };
    format!("about {} a year{example}", format.money_short(cost, parts.currency))
}

/// What levers cost together, and of which nobody has said it; nothing, where the plan says nothing of money.
fn cost_words(joint: &Joint, scenario: &Scenario, format: &Format) -> Option<String> {
    scenario.parts().economics.as_ref()?;
    let names = |levers: &[Lever]| {
        levers.iter().map(|lever| lever_name(scenario, *lever)).collect::<Vec<_>>().join(", ")
    };
    let cost = &joint.cost;
    Some(match (cost.a_year, cost.unpriced.is_empty()) {
        (None, _) => " What that costs cannot be told: no costs are given for it.".to_owned(),
        (Some(sum), true) => format!(" It costs {}.", a_year(sum, scenario, format)),
        (Some(sum), false) => format!(
            " It costs {}; no costs are given for {}.",
            a_year(sum, scenario, format),
            names(&cost.unpriced)
        ),
    })
}

/// How the needed values are found, and their errors.
pub fn how_needed(all: &[&Needed], scenario: &Scenario, format: &Format) -> Vec<String> {
    let errors: Vec<String> = all
        .iter()
        .filter_map(|needed| match needed.value {
            NeededValue::Is { error, .. } if error > 0.0 => Some(format!(
                "{} ±{}",
                lever_name(scenario, needed.lever),
                lever_error(scenario, needed.lever, error, format)
            )),
            NeededValue::Is { .. }
            | NeededValue::CannotReach { .. }
            | NeededValue::DoesNotHelp { .. }
            | NeededValue::CannotSpoil { .. } => None,
        })
        .collect();
    let mut all = vec![
        "One assumption is changed, all else stays, and every run meets the same luck. The value is \
         bracketed \
         between one that gives less and one that gives more, by false position with the Illinois rule \
         (Dowell and \
         Jarratt, 1971)."
            .to_owned(),
        "What is plausible is a convention, not a forecast: rates a fifth higher, new opportunities a third \
         more, deals \
         15% larger, the cycle 15% shorter, a fifth more reps, hires two months earlier, half of those who \
         leave, 20 \
         points more that follow the process."
            .to_owned(),
    ];
    if scenario.parts().economics.is_some() {
        all.push(
            "What a change costs a year is the price that you gave for it, in proportion to how far it \
             goes; where there is none, base pay for reps and the months that hires come earlier, and the \
             cost of a new opportunity for more of them. Commission comes with what is sold, and is not in \
             it. A later deadline takes the fixed cost along, in proportion."
                .to_owned(),
        );
    }
    if !errors.is_empty() {
        all.push(format!(
            "Simulation error of each value, one standard error of the chance divided by its slope: {}.",
            errors.join(", ")
        ));
    }
    all
}
