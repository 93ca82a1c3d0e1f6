//! Edits of one segment of a plan: what is typed into its fields.

use super::FieldId;
use super::edits::{Edit, edit};
use crate::entry::{
    EntryError, NumberStyle, Understood, read_bounds, read_busy_months, read_deal_size, read_known_to,
    read_open, read_seasons, read_supply,
};
use crate::model::{DealSize, PipelineStart, ScenarioParts, Segment, SegmentId, Supply};

/// What a text does that is typed into a segment's field, for each way to read it.
pub(super) fn segment_edit(
    parts: &ScenarioParts,
    (field, id): (FieldId, SegmentId),
    text: &str,
    style: NumberStyle,
) -> Result<Understood<Edit>, EntryError> {
    let currency = parts.currency;
    let Some(segment) = parts.segments.iter().find(|segment| segment.id == id) else {
        return Ok(edit(|_| Ok(())).into());
    };
    if field == FieldId::SegmentName(id) {
        let name = text.trim().to_owned();
        Ok(changes(id, move |segment| Ok(segment.named(&name)?)).into())
    } else if field == FieldId::Open(id) {
        Ok(read_open(text, style, currency, segment)?.map(|entry| {
            changes(id, move |segment| {
                Ok(segment.with_pipeline(PipelineStart::Listed(entry.clone().listed()?))?)
            })
        }))
    } else if field == FieldId::Supply(id) {
        Ok(read_supply(text, style, &segment.supply)?.map(|supply| of_supply(id, supply)))
    } else if field == FieldId::Seasons(id) {
        Ok(of_supply(id, read_seasons(text, style, &segment.supply)?).into())
    } else if field == FieldId::BusyMonths(id) {
        Ok(of_supply(id, segment.supply.clone().dispersed(read_busy_months(text, style)?)?).into())
    } else if field == FieldId::SupplyError(id) {
        let mut supply = segment.supply.clone();
        supply.error = read_known_to(text, style, 1.0)?;
        Ok(of_supply(id, supply).into())
    } else if field == FieldId::CycleError(id) {
        let error = read_known_to(text, style, 1.0)?;
        Ok(changes(id, move |segment| {
            let mut changed = segment.clone();
            changed.cycle_error = error;
            Ok(changed)
        })
        .into())
    } else if field == FieldId::DealBounds(id) {
        Ok(of_size(id, read_bounds(text, style, currency, &segment.deal_size)?).into())
    } else if field == FieldId::SizeError(id) {
        let mut size = segment.deal_size.clone();
        size.error = read_known_to(text, style, size.cv())?;
        Ok(of_size(id, size).into())
    } else {
        Ok(read_deal_size(text, style, currency)?.map(|size| {
            changes(id, move |segment| {
                let mut changed = segment.clone();
                let now = &segment.deal_size;
                changed.deal_size = size.clone().bounded(now.floor(), now.cap())?;
                changed.deal_size.error = now.error;
                Ok(changed)
            })
        }))
    }
}

/// An edit of one segment.
fn changes(id: SegmentId, change: impl Fn(&Segment) -> Result<Segment, EntryError> + 'static) -> Edit {
    edit(move |parts| change_segment(parts, id, &change))
}

fn of_supply(id: SegmentId, supply: Supply) -> Edit {
    changes(id, move |segment| {
        let mut changed = segment.clone();
        changed.supply = supply.clone();
        Ok(changed)
    })
}

fn of_size(id: SegmentId, size: DealSize) -> Edit {
    changes(id, move |segment| {
        let mut changed = segment.clone();
        changed.deal_size = size.clone();
        Ok(changed)
    })
}

/// The parts with a segment changed.
pub(super) fn change_segment(
    parts: &mut ScenarioParts,
    id: SegmentId,
    change: impl FnOnce(&Segment) -> Result<Segment, EntryError>,
) -> Result<(), EntryError> {
    if let Some(segment) = parts.segments.iter_mut().find(|segment| segment.id == id) {
        *segment = change(segment)?;
    }
    Ok(())
}
