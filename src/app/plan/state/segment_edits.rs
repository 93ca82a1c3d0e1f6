//! Edits of one segment of a plan: what is typed into its fields.

use super::SegmentField;
use super::edit::{Edit, edit};
use crate::entry::{
    EntryError, NumberStyle, OpenEntry, Understood, open_spread, read_bounds, read_busy_months,
    read_deal_size, read_known_to, read_open, read_seasons_asked, read_supply_or_range,
};
use crate::model::{Currency, DealSize, PipelineStart, ScenarioParts, Segment, SegmentId, Supply};

/// What is offered in each stage is offered over all of them first.
fn with_spread(mut read: Understood<OpenEntry>, segment: &Segment) -> Understood<OpenEntry> {
    if let Some(spread) = open_spread(&read.readings, segment) {
        read.readings.insert(0, spread);
    }
    read
}

/// What a text does that is typed into a segment's field, for each way to read it.
pub(super) fn segment_edit(
    field: SegmentField,
    segment: &Segment,
    (currency, fiscal_start): (Currency, u32),
    text: &str,
    style: NumberStyle,
) -> Result<Understood<Edit>, EntryError> {
    let id = segment.id;
    Ok(match field {
        SegmentField::Name => {
            let name = text.trim().to_owned();
            changes(id, move |segment| Ok(segment.named(&name)?)).into()
        }
        SegmentField::Open => with_spread(read_open(text, style, currency, segment)?, segment).map(|entry| {
            changes(id, move |segment| {
                Ok(segment.with_pipeline(PipelineStart::Listed(entry.clone().listed()?))?)
            })
        }),
        SegmentField::Supply => {
            read_supply_or_range(text, style, &segment.supply)?.map(|supply| of_supply(id, supply))
        }
        SegmentField::Seasons => {
            let read = read_seasons_asked(text, style, &segment.supply, fiscal_start)?;
            read.map(|supply| of_supply(id, supply))
        }
        SegmentField::BusyMonths => {
            let dispersion = read_busy_months(text, style)?;
            of_supply(id, segment.supply.clone().dispersed(dispersion)?).into()
        }
        SegmentField::SupplyError => {
            let mut supply = segment.supply.clone();
            supply.error = read_known_to(text, style, 1.0)?;
            of_supply(id, supply).into()
        }
        SegmentField::CycleError => {
            let error = read_known_to(text, style, 1.0)?;
            let change = move |segment: &Segment| {
                let mut changed = segment.clone();
                changed.cycle_error = error;
                Ok(changed)
            };
            changes(id, change).into()
        }
        SegmentField::DealBounds => {
            of_size(id, read_bounds(text, style, currency, &segment.deal_size)?).into()
        }
        SegmentField::SizeError => {
            let mut size = segment.deal_size.clone();
            size.error = read_known_to(text, style, size.cv())?;
            of_size(id, size).into()
        }
        SegmentField::DealSize => read_deal_size(text, style, currency)?.map(|size| {
            changes(id, move |segment| {
                let mut changed = segment.clone();
                let now = &segment.deal_size;
                changed.deal_size = size.clone().bounded(now.floor(), now.cap())?;
                changed.deal_size.error = now.error;
                Ok(changed)
            })
        }),
    })
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
