//! The plan being worked on: the last scenario that works, and what was typed.

use super::FieldId;
use crate::entry::{
    Change, EntryError, NumberStyle, read_change, read_deal_size, read_period, read_rate, read_stage_time,
    read_supply, read_target,
};
use crate::model::limits::STAGES_MAX;
use crate::model::{
    PipelineStart, Progress, RateBelief, Scenario, ScenarioParts, Segment, SegmentError, Stage, StageError,
    StageId, StageTime,
};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A valid scenario beside the texts as they were typed; the step of undo and what is saved.
#[derive(Clone, Debug)]
pub struct Plan {
    scenario: Rc<Scenario>,
    typed: BTreeMap<FieldId, Typed>,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// As it was typed.
    pub text: String,
    /// Why it is not part of the scenario, if it is not.
    pub rejection: Option<EntryError>,
}

impl Plan {
    /// A scenario that nobody has typed into.
    pub fn new(scenario: Rc<Scenario>) -> Self {
        Self { scenario, typed: BTreeMap::new() }
    }

    /// A scenario with texts as they stood in its fields.
    pub fn restored(
        scenario: Rc<Scenario>,
        texts: impl IntoIterator<Item = (FieldId, String)>,
        style: NumberStyle,
    ) -> Self {
        let mut plan = Self::new(scenario);
        for (field, text) in texts {
            // A change was made when it was typed; to make it again would change twice.
            if change_in(field, &text, style).is_some() && plan.scenario_with(field, &text, style).is_ok() {
                continue;
            }
            let rejection = plan.scenario_with(field, &text, style).err();
            plan.typed.insert(field, Typed { text, rejection });
        }
        plan
    }

    /// The last scenario that works.
    pub fn scenario(&self) -> &Rc<Scenario> {
        &self.scenario
    }

    /// What was typed into a field, if anything.
    pub fn typed_in(&self, field: FieldId) -> Option<&Typed> {
        self.typed.get(&field)
    }

    /// All that was typed.
    pub fn texts(&self) -> impl Iterator<Item = (FieldId, &str)> {
        self.typed.iter().map(|(field, typed)| (*field, typed.text.as_str()))
    }

    /// How many fields hold something that is not understood.
    pub fn rejections(&self) -> usize {
        self.typed.values().filter(|typed| typed.rejection.is_some()).count()
    }

    /// The plan after `text` was typed into a field: the text stays, whatever becomes of it.
    pub(super) fn typed(&self, field: FieldId, text: String, style: NumberStyle) -> Self {
        let mut next = self.clone();
        let rejection = match self.scenario_with(field, &text, style) {
            Ok(scenario) => {
                if scenario != *self.scenario {
                    next.scenario = Rc::new(scenario);
                }
                None
            }
            Err(error) => Some(error),
        };
        next.typed.insert(field, Typed { text, rejection });
        next
    }

    fn scenario_with(&self, field: FieldId, text: &str, style: NumberStyle) -> Result<Scenario, EntryError> {
        if let Some(change) = change_in(field, text, style)
            && let Some(changed) = self.scenario_changed(field, change)
        {
            return changed;
        }
        let mut parts = self.scenario.parts().clone();
        match field {
            FieldId::Target => {
                let entry = read_target(text, style, parts.currency)?;
                parts.target = entry.target;
                parts.currency = entry.currency;
            }
            FieldId::Period => {
                parts.calendar = read_period(text)?.calendar(parts.calendar.start())?;
                parts.progress =
                    Progress::new(&parts.calendar, parts.progress.as_of(), parts.progress.booked())?;
            }
            FieldId::Supply => parts.segment.supply = read_supply(text, style, &parts.segment.supply)?,
            FieldId::DealSize => parts.segment.deal_size = read_deal_size(text, style, parts.currency)?,
            FieldId::StageName(id) => {
                change_stage(&mut parts, id, |stage| {
                    Stage::new(id, text.trim(), stage.exit_criteria(), stage.rate, stage.time)
                })?;
            }
            FieldId::StageRate(id) => {
                let rate = read_rate(text, style)?;
                change_stage(&mut parts, id, |stage| {
                    let mut changed = stage.clone();
                    changed.rate = rate;
                    Ok(changed)
                })?;
            }
            FieldId::StageTime(id) => {
                let time = read_stage_time(text, style)?;
                change_stage(&mut parts, id, |stage| Ok(with_time(stage, time)))?;
            }
        }
        Ok(Scenario::new(parts)?)
    }

    /// The scenario with a field's value changed; none, if the field's values cannot be changed but only stated.
    fn scenario_changed(&self, field: FieldId, change: Change) -> Option<Result<Scenario, EntryError>> {
        let mut parts = self.scenario.parts().clone();
        let segment = &mut parts.segment;
        let changed = match field {
            FieldId::Target => {
                change.of_target(&parts.target, parts.currency).map(|target| parts.target = target)
            }
            FieldId::Supply => change.of_supply(&segment.supply).map(|supply| segment.supply = supply),
            FieldId::DealSize => {
                change.of_deal_size(&segment.deal_size, parts.currency).map(|size| segment.deal_size = size)
            }
            FieldId::StageTime(id) => {
                let stage = segment.stages().iter().find(|stage| stage.id == id)?;
                let time = change.of_stage_time(stage.time);
                time.and_then(|time| change_stage(&mut parts, id, |stage| Ok(with_time(stage, time))))
            }
            FieldId::Period | FieldId::StageName(_) | FieldId::StageRate(_) => return None,
        };
        Some(changed.and_then(|()| Ok(Scenario::new(parts)?)))
    }

    /// The plan when a field is left: a change has been made, and what stands there now is its result.
    pub(super) fn left(&self, field: FieldId, style: NumberStyle) -> Option<Self> {
        let typed = self.typed.get(&field).filter(|typed| typed.rejection.is_none())?;
        change_in(field, &typed.text, style)?;
        let mut next = self.clone();
        next.typed.remove(&field);
        Some(next)
    }

    pub(super) fn with_pipeline(&self, start: PipelineStart) -> Option<Self> {
        self.with_parts(|parts| {
            parts.segment.pipeline = start;
            Some(())
        })
    }

    /// One stage more: as the last one's successor it starts with an even chance and the last one's time.
    pub(super) fn with_stage_added(&self) -> Option<Self> {
        let stages = self.scenario.segment().stages();
        if stages.len() >= STAGES_MAX {
            return None;
        }
        let id = StageId(stages.iter().map(|stage| stage.id.0).max().unwrap_or(0).checked_add(1)?);
        let time = stages.last().map_or(StageTime::fixed(0.0).ok()?, |stage| stage.time);
        let stage = Stage::new(id, "", "", RateBelief::estimate(0.5, 50).ok()?, time).ok()?;
        self.with_stages(stages.iter().cloned().chain([stage]).collect())
    }

    /// One stage less; the last one stays.
    pub(super) fn with_stage_removed(&self, id: StageId) -> Option<Self> {
        let stages = self.scenario.segment().stages();
        let kept: Vec<Stage> = stages.iter().filter(|stage| stage.id != id).cloned().collect();
        let mut plan = self.with_stages(kept)?;
        plan.typed.retain(|field, _| field.stage() != Some(id));
        Some(plan)
    }

    fn with_stages(&self, stages: Vec<Stage>) -> Option<Self> {
        self.with_parts(|parts| replace_stages(parts, stages).ok())
    }

    fn with_parts(&self, change: impl FnOnce(&mut ScenarioParts) -> Option<()>) -> Option<Self> {
        let mut parts = self.scenario.parts().clone();
        change(&mut parts)?;
        let scenario = Rc::new(Scenario::new(parts).ok()?);
        Some(Self { scenario, typed: self.typed.clone() })
    }
}

fn change_stage(
    parts: &mut ScenarioParts,
    id: StageId,
    change: impl Fn(&Stage) -> Result<Stage, StageError>,
) -> Result<(), EntryError> {
    let changed = |stage: &Stage| if stage.id == id { change(stage) } else { Ok(stage.clone()) };
    let stages = parts.segment.stages().iter().map(changed).collect::<Result<Vec<_>, _>>()?;
    Ok(replace_stages(parts, stages)?)
}

/// The change that a text asks for, in a field whose values can be changed and not only stated.
fn change_in(field: FieldId, text: &str, style: NumberStyle) -> Option<Change> {
    match field {
        FieldId::Target | FieldId::Supply | FieldId::DealSize | FieldId::StageTime(_) => {
            read_change(text, style)
        }
        FieldId::Period | FieldId::StageName(_) | FieldId::StageRate(_) => None,
    }
}

fn with_time(stage: &Stage, time: StageTime) -> Stage {
    let mut changed = stage.clone();
    changed.time = time;
    changed
}

fn replace_stages(parts: &mut ScenarioParts, stages: Vec<Stage>) -> Result<(), SegmentError> {
    let segment = &parts.segment;
    parts.segment =
        Segment::new(segment.name(), segment.supply, segment.pipeline, stages, segment.deal_size)?;
    Ok(())
}
