//! The plan being worked on: the last scenario that works, and what was typed.

use super::currency::set_currency;
use super::written::{plain_format, written};
use super::{FieldId, PlanField, SegmentField, StageField};
use crate::app::draft::{Draft, Typed};
use crate::app::plan::presets::own_name;
use crate::entry::{NumberStyle, RateReading, stage_cells, stage_name_and_rate};
use crate::model::{
    Assumption, Currency, Economics, Lever, PipelineStart, Provenance, Scenario, ScenarioParts, Segment,
    SegmentId, Source,
};
use std::rc::Rc;

/// A valid scenario beside the texts as they were typed; the step of undo and what is saved.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) scenario: Rc<Scenario>,
    pub(super) draft: Draft<FieldId>,
    pub(super) reading: RateReading,
}

impl Plan {
    /// A scenario that nobody has typed into.
    pub fn new(scenario: Rc<Scenario>) -> Self {
        Self { scenario, draft: Draft::default(), reading: RateReading::MovesOn }
    }

    /// A scenario with texts as they stood in its fields.
    pub fn restored(
        scenario: Rc<Scenario>,
        reading: RateReading,
        texts: impl IntoIterator<Item = (FieldId, String)>,
        style: NumberStyle,
    ) -> Self {
        let mut plan = Self { reading, ..Self::new(scenario) };
        for (field, text) in texts {
            if let Some(typed) = plan.reread(field, text, style) {
                plan.draft.set(field, typed);
            }
        }
        plan
    }

    /// The last scenario that works.
    pub fn scenario(&self) -> &Rc<Scenario> {
        &self.scenario
    }

    /// How the page shows stage rates, and reads them.
    pub fn reading(&self) -> RateReading {
        self.reading
    }

    /// What was typed into a field, if anything.
    pub fn typed_in(&self, field: FieldId) -> Option<&Typed> {
        self.draft.typed(field)
    }

    /// All that was typed.
    pub fn texts(&self) -> impl Iterator<Item = (FieldId, &str)> {
        self.draft.texts()
    }

    /// Whether nothing of the reader's is in the one and not in the other: how rates are shown is no work.
    pub(super) fn is_same_work(&self, other: &Self) -> bool {
        let is_same = Rc::ptr_eq(&self.scenario, &other.scenario) || self.scenario == other.scenario;
        is_same && self.texts().eq(other.texts())
    }

    /// The same plan under another name; none, where the name is refused.
    pub fn renamed(&self, name: &str) -> Option<Self> {
        let mut plan = self.with_parts(|parts| {
            name.clone_into(&mut parts.name);
            Some(())
        })?;
        plan.forget(|field| field == FieldId::Plan(PlanField::Name));
        Some(plan)
    }

    /// How many fields hold something that is not understood.
    pub fn rejections(&self) -> usize {
        self.draft.rejections()
    }

    /// The fields that hold something that is not understood.
    pub fn refused_fields(&self) -> impl Iterator<Item = FieldId> + '_ {
        self.draft.refused()
    }

    /// The plan in another currency; its figures stay.
    pub(super) fn in_currency(&self, currency: Currency) -> Option<Self> {
        let mut plan = self.with_parts(|parts| set_currency(parts, currency).ok())?;
        plan.forget_amounts();
        Some(plan)
    }

    /// Forgets understood amounts: in the old currency's symbol they are no longer what the plan holds.
    pub(super) fn forget_amounts(&mut self) {
        let is_amount = |field| {
            matches!(
                field,
                FieldId::Plan(PlanField::Target | PlanField::Booked | PlanField::Team)
                    | FieldId::Segment(
                        _,
                        SegmentField::DealSize | SegmentField::DealBounds | SegmentField::Open
                    )
                    | FieldId::Money(_)
            )
        };
        self.draft.forget_understood(is_amount);
    }

    /// Forgets what was typed into some fields, so that they show the scenario's values.
    pub(super) fn forget(&mut self, which: impl Fn(FieldId) -> bool) {
        self.draft.forget(which);
    }

    pub(super) fn with_source(&self, of: Assumption, source: Option<Source>) -> Option<Self> {
        self.with_parts(|parts| {
            parts.provenance.set_source(of, source);
            Some(())
        })
    }

    /// The plan when a field is left: a change has been made, and what stands there now is its result. Of a
    /// target that said when, the time stands in its own field. A stage’s name with its rate and time behind
    /// it, typed on one line, is the whole stage.
    pub(super) fn left(&self, field: FieldId, style: NumberStyle) -> Option<Self> {
        if let FieldId::Stage(id, StageField::Name) = field {
            let name = self.scenario.stage(id)?.1.name();
            // A rate alone is what moves on.
            let is_moving = self.reading == RateReading::MovesOn;
            let in_part =
                || stage_name_and_rate(name, style).filter(|_| is_moving).map(|cells| cells.to_vec());
            let row = stage_cells(name, style).map(|cells| cells.to_vec()).or_else(in_part)?;
            return self.pasted(field, &[row], None, style);
        }
        let typed = self.typed_in(field).filter(|typed| typed.rejection.is_none())?;
        if !self.says_more(field, &typed.text, style) {
            return None;
        }
        let mut next = self.clone();
        next.forget(|of| of == field);
        Some(next)
    }

    /// The plan with another pipeline at the start of a segment; one that is to be listed begins with nothing
    /// open.
    pub(super) fn with_pipeline(&self, id: SegmentId, start: PipelineStart) -> Option<Self> {
        let mut plan = self.with_segment(id, |segment| segment.with_pipeline(start).ok())?;
        plan.forget(|field| field == FieldId::Segment(id, SegmentField::Open));
        Some(plan)
    }

    /// The plan with a segment changed.
    pub(super) fn with_segment(
        &self,
        id: SegmentId,
        change: impl FnOnce(&Segment) -> Option<Segment>,
    ) -> Option<Self> {
        self.with_parts(|parts| {
            let segment = parts.segments.iter_mut().find(|segment| segment.id == id)?;
            *segment = change(segment)?;
            Some(())
        })
    }

    /// The plan with each of some levers at a value, in four digits, rounded to the side that reaches more.
    /// What they change is no longer an example's; none, if the plan takes them not.
    pub(super) fn with_levers(&self, levers: &[(Lever, f64)]) -> Option<Self> {
        let mut scenario = (*self.scenario).clone();
        let mut changed = Vec::new();
        for (lever, value) in levers {
            let range = lever.range(&scenario)?;
            if range.today.total_cmp(value).is_ne() {
                changed.extend(lever.assumptions(&scenario));
                scenario = lever.applied(&scenario, range.in_four_digits(*value))?;
            }
        }
        self.with_scenario(&scenario, |provenance| {
            for of in changed {
                provenance.touch(of);
            }
        })
    }

    /// The plan with what was measured of another one's stages and people. What is marked as measured there
    /// is so here, also where the rate is as it was.
    pub(super) fn with_measured(&self, measured: &Scenario) -> Option<Self> {
        let provenance = &measured.parts().provenance;
        let stages = measured.segments().iter().flat_map(Segment::stages);
        let sizes = measured.segments().iter().map(|segment| Assumption::DealSize(segment.id));
        let marked: Vec<Assumption> = stages
            .map(|stage| Assumption::StageRate(stage.id))
            .chain(sizes)
            .filter(|of| provenance.source(*of) == Some(Source::Measured))
            .collect();
        let taken = self.with_scenario(measured, |provenance| {
            for of in marked {
                provenance.set_source(of, Some(Source::Measured));
            }
        })?;
        match own_name(&self.scenario) {
            Some(name) => taken.renamed(name),
            None => Some(taken),
        }
    }

    /// The plan with the example's costs, if it says none and there is an example in its currency.
    pub(super) fn with_example_costs(&self) -> Option<Self> {
        let mut plan = self.with_parts(|parts| {
            let example = Economics::example(parts.currency).filter(|_| parts.economics.is_none())?;
            parts.economics = Some(example);
            Some(())
        })?;
        plan.draft.forget_understood(|field| matches!(field, FieldId::Money(_)));
        Some(plan)
    }

    /// The plan with the values of another scenario; names, sources and notes stay, as do texts that are not
    /// understood, and those whose field says the same of both.
    fn with_scenario(&self, scenario: &Scenario, mark: impl FnOnce(&mut Provenance)) -> Option<Self> {
        let mut plan = self.with_parts(|parts| {
            let mut provenance = std::mem::take(&mut parts.provenance);
            mark(&mut provenance);
            *parts = ScenarioParts { provenance, ..scenario.parts().clone() };
            Some(())
        })?;
        let format = plain_format(NumberStyle::POINT);
        let value = |field, of: &Scenario| written(field, of, &format);
        let now = plan.scenario.clone();
        plan.draft.forget_understood(|field| value(field, &self.scenario) != value(field, &now));
        Some(plan)
    }

    pub(super) fn with_parts(&self, change: impl FnOnce(&mut ScenarioParts) -> Option<()>) -> Option<Self> {
        let mut parts = self.scenario.parts().clone();
        change(&mut parts)?;
        let scenario = Rc::new(Scenario::new(parts).ok()?);
        Some(Self { scenario, draft: self.draft.clone(), reading: self.reading })
    }
}
