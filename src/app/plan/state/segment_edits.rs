//! Edits of one segment of a plan: what is typed into its fields.

use super::FieldId;
use crate::entry::{
    EntryError, NumberStyle, read_bounds, read_busy_months, read_deal_size, read_known_to, read_open,
    read_seasons, read_supply,
};
use crate::model::{PipelineStart, ScenarioParts, Segment, SegmentId};

/// Reads a text typed into a segment's field.
pub(super) fn type_into_segment(
    parts: &mut ScenarioParts,
    (field, id): (FieldId, SegmentId),
    text: &str,
    style: NumberStyle,
) -> Result<(), EntryError> {
    let currency = parts.currency;
    change_segment(parts, id, |segment| {
        let mut segment = segment.clone();
        if field == FieldId::SegmentName(id) {
            return Ok(segment.named(text.trim())?);
        } else if field == FieldId::Open(id) {
            let open = read_open(text, style, currency, &segment)?.settled()?.listed()?;
            return Ok(segment.with_pipeline(PipelineStart::Listed(open))?);
        } else if field == FieldId::Supply(id) {
            segment.supply = read_supply(text, style, &segment.supply)?.settled()?;
        } else if field == FieldId::Seasons(id) {
            segment.supply = read_seasons(text, style, &segment.supply)?;
        } else if field == FieldId::BusyMonths(id) {
            segment.supply = segment.supply.dispersed(read_busy_months(text, style)?)?;
        } else if field == FieldId::SupplyError(id) {
            segment.supply.error = read_known_to(text, style, 1.0)?;
        } else if field == FieldId::CycleError(id) {
            segment.cycle_error = read_known_to(text, style, 1.0)?;
        } else if field == FieldId::DealBounds(id) {
            segment.deal_size = read_bounds(text, style, currency, &segment.deal_size)?;
        } else if field == FieldId::SizeError(id) {
            segment.deal_size.error = read_known_to(text, style, segment.deal_size.cv())?;
        } else {
            let now = &segment.deal_size;
            let mut size =
                read_deal_size(text, style, currency)?.settled()?.bounded(now.floor(), now.cap())?;
            size.error = now.error;
            segment.deal_size = size;
        }
        Ok(segment)
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
