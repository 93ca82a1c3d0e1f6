//! Edits of one stage of a plan: what is typed into its fields.

use super::StageField;
use super::edit::{Edit, edit};
use super::segment_edits::change_segment;
use super::sureness::Sureness;
use crate::app::plan::presets::is_example_exit;
use crate::entry::{
    ESTIMATE_CASES, EntryError, NumberStyle, Understood, rates_of_wins, read_never_decided, read_off_plan,
    read_rate, read_rep_spread, read_stage_time, wins_of_rates,
};
use crate::model::{RateBelief, ScenarioParts, Segment, Stage, StageId, StageTime};

/// What a text does that is typed into a stage's field, for each way to read it.
pub(super) fn stage_edit(
    field: StageField,
    id: StageId,
    text: &str,
    style: NumberStyle,
) -> Result<Understood<Edit>, EntryError> {
    let words = text.trim().to_owned();
    Ok(match field {
        StageField::Name => changes(id, move |stage| {
            // What an example's stage takes says nothing of a stage that is called something else.
            let is_examples = words != stage.name() && is_example_exit(stage);
            Ok(stage.worded(&words, if is_examples { "" } else { stage.exit_criteria() })?)
        })
        .into(),
        StageField::Exit => changes(id, move |stage| Ok(stage.worded(stage.name(), &words)?)).into(),
        StageField::Time => {
            let time = read_stage_time(text, style)?;
            changes(id, move |stage| Ok(with_time(stage, time))).into()
        }
        StageField::Loss => {
            let is_same = words.is_empty() || words.eq_ignore_ascii_case("the same");
            let loss_time = if is_same { None } else { Some(read_stage_time(text, style)?) };
            let change = move |stage: &Stage| {
                let mut changed = stage.clone();
                changed.loss_time = loss_time;
                Ok(changed)
            };
            changes(id, change).into()
        }
        StageField::NeverDecided => {
            let share = read_never_decided(text, style)?;
            changes(id, move |stage| Ok(stage.clone().with_never_decided(share)?)).into()
        }
        StageField::Spread => {
            let spread = read_rep_spread(text, style)?;
            changes(id, move |stage| Ok(stage.clone().with_rep_spread(spread)?)).into()
        }
        StageField::OffPlan => {
            let share = read_off_plan(text, style)?;
            changes(id, move |stage| Ok(stage.clone().with_off_plan(share)?)).into()
        }
        StageField::Rate => {
            read_rate(text, style)?.map(|rate| changes(id, move |stage| Ok(with_rate(stage, rate))))
        }
        StageField::Wins => read_rate(text, style)?.map(|rate| {
            let sureness = Sureness::of(&rate).unwrap_or(Sureness::Cases(ESTIMATE_CASES));
            edit(move |parts| set_wins(parts, &[(id, rate.mean())], sureness))
        }),
    })
}

/// An edit of one stage.
fn changes(id: StageId, change: impl Fn(&Stage) -> Result<Stage, EntryError> + 'static) -> Edit {
    edit(move |parts| change_stage(parts, id, &change))
}

/// Makes the given shares those won from their stages; other stages are won from as often as before, which
/// only changes the rate of the stage before a given one.
pub(super) fn set_wins(
    parts: &mut ScenarioParts,
    given: &[(StageId, f64)],
    sureness: Sureness,
) -> Result<(), EntryError> {
    let is_of = |segment: &&Segment| given.iter().any(|(id, _)| segment.place_of(*id).is_some());
    let Some(segment) = parts.segments.iter().find(is_of) else { return Ok(()) };
    let (segment_id, stages) = (segment.id, segment.stages());
    let means: Vec<f64> = stages.iter().map(|stage| stage.rate.mean()).collect();
    let mut wins = wins_of_rates(&means);
    for (stage, win) in stages.iter().zip(&mut wins) {
        if let Some((_, share)) = given.iter().find(|(id, _)| *id == stage.id) {
            *win = *share;
        }
    }
    let rates = rates_of_wins(&wins)?;
    let is_given = |stage: &Stage| given.iter().any(|(id, _)| *id == stage.id);
    let mut changed = Vec::with_capacity(stages.len());
    for (place, (stage, rate)) in stages.iter().zip(rates).enumerate() {
        let own = Sureness::of(&stage.rate).unwrap_or(sureness);
        changed.push(if is_given(stage) {
            with_rate(stage, sureness.belief(rate)?)
        } else if stages.get(place + 1).is_some_and(is_given) {
            with_rate(stage, own.belief(rate)?)
        } else {
            stage.clone()
        });
    }
    change_segment(parts, segment_id, |segment| Ok(segment.with_stages(changed)?))
}

pub(super) fn change_stage(
    parts: &mut ScenarioParts,
    id: StageId,
    change: impl Fn(&Stage) -> Result<Stage, EntryError>,
) -> Result<(), EntryError> {
    let Some(segment) = parts.segments.iter().find(|segment| segment.place_of(id).is_some()) else {
        return Ok(());
    };
    let changed = |stage: &Stage| if stage.id == id { change(stage) } else { Ok(stage.clone()) };
    let stages = segment.stages().iter().map(changed).collect::<Result<Vec<_>, _>>()?;
    change_segment(parts, segment.id, |segment| Ok(segment.with_stages(stages)?))
}

pub(super) fn with_rate(stage: &Stage, rate: RateBelief) -> Stage {
    let mut changed = stage.clone();
    changed.rate = rate;
    changed
}

pub(super) fn with_time(stage: &Stage, time: StageTime) -> Stage {
    let mut changed = stage.clone();
    changed.time = time;
    changed
}
