//! What happens to segments: adding, copying, removing, what they share, and what is chosen from lists.

use super::{FieldId, Plan, PlanField};
use crate::model::limits::SEGMENTS_MAX;
use crate::model::{OpenPipeline, PipelineStart, Segment, SegmentId, Sourcing, StageId, SupplyOf, Team};

/// What can happen to a segment, or to the list of them.
#[derive(Clone, Debug)]
pub enum SegmentAction {
    /// Another state of its pipeline at the start was chosen.
    Pipeline(PipelineStart),
    /// Whose number its new opportunities are was chosen.
    SupplyOf(SupplyOf),
    /// Where its new opportunities come from was chosen.
    Sourcing(Sourcing),
    /// It is to be shown.
    Show,
    /// Another was added: a copy of it, with rates of its own.
    Add,
    /// It was copied: the same evidence, to be told apart by supply and size.
    Copy,
    /// It was removed.
    Remove,
    /// Which segment it shares its rates with was chosen; none: it stands alone.
    Share(Option<SegmentId>),
}

/// What a copied segment's rates stand on.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Evidence {
    /// Evidence of its own: they are uncertain apart.
    Own,
    /// The same evidence as the original's: they are uncertain together, and so are busy months.
    Shared,
}

impl Plan {
    /// One segment more, as a copy of another, beginning without open deals of its own.
    pub(super) fn with_segment_copied(&self, of: SegmentId, evidence: Evidence) -> Option<Self> {
        let segments = self.scenario.segments();
        if segments.len() >= SEGMENTS_MAX {
            return None;
        }
        let own = self.scenario.segment(of)?;
        let id = SegmentId(segments.iter().map(|segment| segment.id.0).max()?.checked_add(1)?);
        let mut next = segments.iter().flat_map(Segment::stages).map(|stage| stage.id.0).max()?;
        let mut stages = Vec::with_capacity(own.stages().len());
        for stage in own.stages() {
            next = next.checked_add(1)?;
            let mut stage = stage.clone();
            stage.id = StageId(next);
            stages.push(stage);
        }
        let pipeline = match own.pipeline() {
            PipelineStart::Listed(_) => PipelineStart::Listed(OpenPipeline::default()),
            start @ (PipelineStart::Flowing | PipelineStart::Empty) => start.clone(),
        };
        let name = format!("Segment {}", id.0);
        let mut copy =
            Segment::new(id, &name, own.supply.clone(), pipeline, stages, own.deal_size.clone()).ok()?;
        copy.cycle_error = own.cycle_error;
        copy.shares_with = (evidence == Evidence::Shared).then(|| own.shares_with.unwrap_or(of));
        self.with_parts(|parts| {
            parts.segments.push(copy);
            Some(())
        })
    }

    /// One segment less; the last one stays. Its reps then work all segments, and who shared with it stands
    /// alone.
    pub(super) fn with_segment_removed(&self, id: SegmentId) -> Option<Self> {
        let stages: Vec<StageId> = self.scenario.segment(id)?.stages().iter().map(|stage| stage.id).collect();
        let mut plan = self.with_parts(|parts| {
            parts.segments.retain(|segment| segment.id != id);
            for segment in parts.segments.iter_mut().filter(|segment| segment.shares_with == Some(id)) {
                segment.shares_with = None;
            }
            if let Some(team) = &parts.team {
                let mut groups = team.groups().to_vec();
                for group in groups.iter_mut().filter(|group| group.segment == Some(id)) {
                    group.segment = None;
                }
                parts.team = Some(Team::with_groups(team, groups).ok()?);
            }
            Some(())
        })?;
        plan.forget(|field| {
            field.segment() == Some(id) || field.stage().is_some_and(|stage| stages.contains(&stage))
        });
        plan.forget(|field| field == FieldId::Plan(PlanField::Team));
        Some(plan)
    }

    /// Whether a segment shares its uncertain rates and busy months with another.
    pub(super) fn with_sharing(&self, id: SegmentId, with: Option<SegmentId>) -> Option<Self> {
        self.with_segment(id, |segment| {
            let mut changed = segment.clone();
            changed.shares_with = with;
            Some(changed)
        })
    }
}
