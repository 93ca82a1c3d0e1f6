//! What the reader of a plan should know, and what is shared of it.

use super::{chance_sentence, field_label, stage_name};
use crate::app::format::Format;
use crate::app::plan::state::{Answer, FieldId, Notice, SegmentField, StageField};
use crate::app::words::capitalised;
use crate::model::{Assumption, FACTS, Scenario, StageId};

pub const ASSUMPTIONS: &str = "The plan";
pub const GREETING: &str = "This is an example. What is your target, and by when?";
pub const BRING_EXPORT: &str = "Or begin with a CRM export";
pub const KEEP_BEFORE: &str = "Keep as before";
pub const BEFORE_AWAITED: &str = "Before: being worked out.";
pub const TAKE_BEFORE: &str = "Back to before";
pub const DROP_BEFORE: &str = "Forget before";
pub const TAKE_SLIDERS: &str = "Take what you showed";
pub const THEY_MOVE_ON: &str = "They say what moves on";

/// “3 of 5 facts are still the example’s.”
pub fn example_facts(scenario: &Scenario) -> Option<String> {
    match scenario.example_facts() {
        0 => None,
        FACTS => Some(format!("All {FACTS} facts are still the example’s.")),
        1 => Some(format!("1 of {FACTS} facts is still the example’s.")),
        count => Some(format!("{count} of {FACTS} facts are still the example’s.")),
    }
}

/// Stands where the chance would, while measured rates meet an example's supply, times or sizes.
pub fn no_answer_yet(scenario: &Scenario) -> Option<String> {
    let examples = scenario.examples_beside_measured();
    let has = |of: fn(&Assumption) -> bool| examples.iter().any(of);
    let facts = [
        (has(|of| matches!(of, Assumption::Supply(_))), "new opportunities"),
        (has(|of| matches!(of, Assumption::StageTime(_))), "the time in stages"),
        (has(|of| matches!(of, Assumption::DealSize(_))), "the deal size"),
    ];
    let facts: Vec<&str> = facts.into_iter().filter(|(is, _)| *is).map(|(_, fact)| fact).collect();
    let listed = match facts.as_slice() {
        [] => return None,
        [one] => format!("{one} {}", if *one == "new opportunities" { "are" } else { "is" }),
        [others @ .., last] => format!("{} and {last} are", others.join(", ")),
    };
    Some(format!(
        "There is no answer yet: the rates are measured, but {listed} still the example’s. Say your own, or \
         where \
         they come from."
    ))
}

/// The fields that an answer waits for, the first of each kind: what a button that leads there says, and the
/// field's element.
pub fn awaited_fields(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let examples = scenario.examples_beside_measured();
    let field = |of: &Assumption| match *of {
        Assumption::Supply(id) => {
            Some(("Go to new opportunities", FieldId::Segment(id, SegmentField::Supply)))
        }
        Assumption::StageTime(id) => {
            Some(("Go to the days in a stage", FieldId::Stage(id, StageField::Time)))
        }
        Assumption::DealSize(id) => {
            Some(("Go to the deal size", FieldId::Segment(id, SegmentField::DealSize)))
        }
        Assumption::Target | Assumption::Period | Assumption::StageRate(_) => None,
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    for (words, field) in examples.iter().filter_map(field) {
        if fields.iter().all(|(other, _)| *other != words) {
            fields.push((words, field.element_id()));
        }
    }
    fields
}

pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::LinkRefused(reason) => {
            format!("{}. What you see is your own plan, as it was.", capitalised(reason))
        }
        Notice::CopyMade => {
            "This is your own copy from now on, and what was sent is kept beside it as before: “Back to \
             before” brings that back. Behind its link it is unchanged."
                .to_owned()
        }
        Notice::RatesReadAsWon { .. } => {
            "These rates rise from stage to stage, so they were read as what is won from each \
             stage."
                .to_owned()
        }
        Notice::RatesReadAsMovingOn => "These rates were read as what moves on from each stage.".to_owned(),
        Notice::SlidersBack(_) => {
            "The plan is what it was before you moved the sliders in front of the room.".to_owned()
        }
        Notice::MeasuredTaken => "The measured stages and their rates have taken the place of the plan’s. \
            Undo brings those back, and what the plan was is kept as before."
            .to_owned(),
        Notice::BareLinkCopied => "Copied: a link that opens this plan. Its answer was still being worked \
            out, and is not in it. The link holds all values and stage names; notes stay here."
            .to_owned(),
        Notice::LinkCopied => {
            "Copied: the sentence and a link that opens this plan. The link holds all values and stage \
             names; notes \
             stay here."
                .to_owned()
        }
        Notice::CopyRefused(_) => "This browser did not allow copying. Here is the link:".to_owned(),
    }
}

pub fn refused_run(reason: &str) -> String {
    format!("This plan could not be simulated: {reason}")
}

/// “Target” is not understood; the answer has what stood there before. A field of a stage is named with it:
/// “Demo: Moves on”.
pub fn refused_fields(refused: &[FieldId], scenario: &Scenario) -> Option<String> {
    let named = |field: &FieldId| {
        let label = field_label(*field);
        let label = label.split_once([',', ':']).map_or(label, |(name, _)| name);
        let stage = if let FieldId::Stage(id, _) = field { name_of(*id, scenario) } else { None };
        stage.map_or_else(|| format!("“{label}”"), |stage| format!("“{stage}: {label}”"))
    };
    match refused {
        [] => None,
        [one] => Some(format!("{} is not understood; the answer has what stood before.", named(one))),
        [one, others @ ..] => Some(format!(
            "{} and {} more are not understood; the answer has what stood before.",
            named(one),
            if others.len() == 1 { "1 field".to_owned() } else { format!("{} fields", others.len()) }
        )),
    }
}

fn name_of(id: StageId, scenario: &Scenario) -> Option<String> {
    let (segment, stage) = scenario.stage(id)?;
    let place = segment.stages().iter().position(|of| of.id == id)?;
    Some(stage_name(place, stage.name()))
}

/// How many they are, in a line for a narrow page.
pub fn refused_in_short(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 field not understood".to_owned()),
        count => Some(format!("{count} fields not understood")),
    }
}

/// What Copy link puts on the clipboard. `changed` says what is no longer as it was before, where that goes
/// too.
pub fn shared_text(
    answer: Option<&Answer>,
    name: &str,
    changed: Option<String>,
    records_left_out: u32,
    link: &str,
    format: &Format,
) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !name.is_empty() {
        lines.push(name.to_owned());
    }
    lines.extend(answer.map(|answer| {
        if let Some(words) = no_answer_yet(&answer.scenario) {
            return words;
        }
        let examples = example_facts(&answer.scenario).map(|words| format!(" {words}")).unwrap_or_default();
        chance_sentence(answer, format) + &examples
    }));
    lines.extend(changed);
    if answer.is_some() && records_left_out > 0 {
        let reps = if records_left_out == 1 { "1 rep" } else { "single reps" };
        lines.push(format!("(The link leaves out what {reps} won so far, and may answer differently.)"));
    }
    lines.push(link.to_owned());
    lines.join("\n")
}
