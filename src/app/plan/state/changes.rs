//! Changes of what stands: a raise of the target, so many points more of a rate.

use super::edit::{Edit, edit};
use super::segment_edits::change_segment;
use super::stage_edits::{change_stage, with_rate, with_time};
use super::{FieldId, PlanField, SegmentField, StageField};
use crate::entry::{Change, NumberStyle, read_change, read_rate_change};
use crate::model::{SegmentId, StageId};

/// A value that can be changed and not only stated.
#[derive(Clone, Copy)]
enum Changed {
    Target,
    Supply(SegmentId),
    DealSize(SegmentId),
    StageTime(StageId),
    StageRate(StageId),
}

/// The value of a field, if it can be changed.
fn changed(field: FieldId) -> Option<Changed> {
    match field {
        FieldId::Plan(PlanField::Target) => Some(Changed::Target),
        FieldId::Segment(id, SegmentField::Supply) => Some(Changed::Supply(id)),
        FieldId::Segment(id, SegmentField::DealSize) => Some(Changed::DealSize(id)),
        FieldId::Stage(id, StageField::Time) => Some(Changed::StageTime(id)),
        FieldId::Stage(id, StageField::Rate) => Some(Changed::StageRate(id)),
        FieldId::Plan(
            PlanField::Name
            | PlanField::Period
            | PlanField::Booked
            | PlanField::Confidence
            | PlanField::FiscalStart
            | PlanField::Team
            | PlanField::Ramp
            | PlanField::Attrition
            | PlanField::Capacity
            | PlanField::Adherence
            | PlanField::Market
            | PlanField::Slippage
            | PlanField::Seed
            | PlanField::Trials,
        )
        | FieldId::Segment(
            _,
            SegmentField::Name
            | SegmentField::Seasons
            | SegmentField::BusyMonths
            | SegmentField::SupplyError
            | SegmentField::Open
            | SegmentField::CycleError
            | SegmentField::DealBounds
            | SegmentField::SizeError,
        )
        | FieldId::Stage(
            _,
            StageField::Name
            | StageField::Wins
            | StageField::Loss
            | StageField::NeverDecided
            | StageField::Spread
            | StageField::OffPlan
            | StageField::Exit,
        )
        | FieldId::Money(_)
        | FieldId::Note(_) => None,
    }
}

/// The change that a text asks for, in a field whose values can be changed and not only stated.
pub(super) fn change_in(field: FieldId, text: &str, style: NumberStyle) -> Option<Change> {
    match changed(field)? {
        Changed::StageRate(_) => read_rate_change(text, style),
        Changed::Target | Changed::Supply(_) | Changed::DealSize(_) | Changed::StageTime(_) => {
            read_change(text, style)
        }
    }
}

/// A field's value changed; none, if the field's values cannot be changed but only stated.
pub(super) fn change_edit(field: FieldId, change: Change) -> Option<Edit> {
    Some(match changed(field)? {
        Changed::Target => edit(move |parts| {
            parts.target = change.of_target(&parts.target, parts.currency)?;
            Ok(())
        }),
        Changed::Supply(id) => edit(move |parts| {
            change_segment(parts, id, |segment| {
                let mut changed = segment.clone();
                changed.supply = change.of_supply(&segment.supply)?;
                Ok(changed)
            })
        }),
        Changed::DealSize(id) => edit(move |parts| {
            let currency = parts.currency;
            change_segment(parts, id, |segment| {
                let mut changed = segment.clone();
                changed.deal_size = change.of_deal_size(&segment.deal_size, currency)?;
                Ok(changed)
            })
        }),
        Changed::StageTime(id) => edit(move |parts| {
            change_stage(parts, id, |stage| Ok(with_time(stage, change.of_stage_time(stage.time)?)))
        }),
        Changed::StageRate(id) => edit(move |parts| {
            change_stage(parts, id, |stage| Ok(with_rate(stage, change.of_rate(&stage.rate)?)))
        }),
    })
}
