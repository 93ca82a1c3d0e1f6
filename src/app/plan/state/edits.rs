//! What typed texts do to a plan, by the field that they are typed into.

use super::currency::set_currency;
use super::segment_edits::{change_segment, segment_edit};
use super::stage_edits::{change_stage, stage_edit, with_rate, with_time};
use super::{FieldId, Plan};
use crate::entry::{
    Change, EntryError, NumberStyle, PeriodAround, TargetEntry, Understood, read_adherence, read_attrition,
    read_booked, read_capacity, read_chance, read_change, read_economics, read_fiscal_start, read_market,
    read_period, read_ramp, read_rate_change, read_seed, read_slippage, read_target, read_team, read_trials,
};
use crate::model::{Assumption, Progress, ScenarioParts, Source, Team};

/// What one reading of a text does to the parts of a plan.
pub(super) type Edit = Box<dyn Fn(&mut ScenarioParts) -> Result<(), EntryError>>;

/// An edit.
pub(super) fn edit(change: impl Fn(&mut ScenarioParts) -> Result<(), EntryError> + 'static) -> Edit {
    Box::new(change)
}

/// An edit that says itself what stands then, whatever stood before.
fn states<T: Clone + 'static>(value: T, put: fn(&mut ScenarioParts, T)) -> Edit {
    edit(move |parts| {
        put(parts, value.clone());
        Ok(())
    })
}

/// An edit of the team; refused where there is none.
fn states_of_team<T: Clone + 'static>(value: T, put: fn(&mut Team, T)) -> Edit {
    edit(move |parts| {
        put(team_of(parts)?, value.clone());
        Ok(())
    })
}

impl Plan {
    /// What a text does to the plan, for each way to read it.
    pub(super) fn edits(
        &self,
        field: FieldId,
        text: &str,
        style: NumberStyle,
    ) -> Result<Understood<Edit>, EntryError> {
        if let Some(edit) = change_in(field, text, style).and_then(|change| change_edit(field, change)) {
            return Ok(edit.into());
        }
        let parts = self.scenario.parts();
        let edits = match field {
            FieldId::Name => states(text.trim().to_owned(), |parts, name| parts.name = name).into(),
            FieldId::Target => self.target_in(read_target(text, style, parts.currency)?).map(|entry| {
                edit(move |parts| {
                    set_currency(parts, entry.currency)?;
                    parts.target = entry.target;
                    Ok(())
                })
            }),
            FieldId::Period => {
                let begins = parts.calendar.start();
                let around = PeriodAround::new(style, begins, parts.fiscal_start);
                read_period(text, around)?.map(|period| {
                    edit(move |parts| {
                        parts.calendar = period.calendar(begins)?;
                        let progress = (parts.progress.as_of(), parts.progress.booked());
                        parts.progress = Progress::new(&parts.calendar, progress.0, progress.1)?;
                        Ok(())
                    })
                })
            }
            FieldId::Booked => {
                let target = parts.target.amount();
                read_booked(text, style, parts.currency, Some(target))?.map(|booked| {
                    edit(move |parts| {
                        parts.progress = booked.progress(&parts.calendar)?;
                        Ok(())
                    })
                })
            }
            FieldId::Confidence => read_chance(text, style)?
                .map(|chance| states(chance, |parts, chance| parts.confidence = chance)),
            FieldId::FiscalStart => {
                states(read_fiscal_start(text)?, |parts, month| parts.fiscal_start = month).into()
            }
            FieldId::Team => read_team(text, style, &self.scenario)?
                .map(|team| states(team, |parts, team| parts.team = team)),
            FieldId::Ramp
            | FieldId::Attrition
            | FieldId::Capacity
            | FieldId::Adherence
            | FieldId::Market
            | FieldId::Slippage => people_edit(field, text, style)?.into(),
            FieldId::SegmentName(id)
            | FieldId::Supply(id)
            | FieldId::Seasons(id)
            | FieldId::BusyMonths(id)
            | FieldId::SupplyError(id)
            | FieldId::Open(id)
            | FieldId::CycleError(id)
            | FieldId::DealSize(id)
            | FieldId::DealBounds(id)
            | FieldId::SizeError(id) => segment_edit(parts, (field, id), text, style)?,
            FieldId::Money(of) => {
                let read = read_economics(of, text, parts.economics.as_ref(), style, parts.currency)?;
                states(read, |parts, economics| parts.economics = economics).into()
            }
            FieldId::Seed => states(read_seed(text, style)?, |parts, seed| parts.runs.seed = seed).into(),
            FieldId::Trials => {
                states(read_trials(text, style)?, |parts, trials| parts.runs.trials = trials).into()
            }
            FieldId::Note(of) => {
                let note = text.trim().to_owned();
                edit(move |parts| Ok(parts.provenance.set_note(of, &note)?)).into()
            }
            FieldId::StageName(id)
            | FieldId::StageRate(id)
            | FieldId::StageWins(id)
            | FieldId::StageTime(id)
            | FieldId::StageLoss(id)
            | FieldId::StageSpread(id)
            | FieldId::StageOffPlan(id)
            | FieldId::StageExit(id) => stage_edit(field, id, text, style)?,
        };
        Ok(edits)
    }

    /// The target that was understood. While all amounts are still the example's, one in another currency gives the plan its
    /// currency; later that is for the reader to choose.
    fn target_in(&self, understood: Understood<TargetEntry>) -> Understood<TargetEntry> {
        let parts = self.scenario.parts();
        let amounts =
            parts.segments.iter().map(|segment| Assumption::DealSize(segment.id)).chain([Assumption::Target]);
        let is_example = amounts.into_iter().all(|of| parts.provenance.source(of) == Some(Source::Example));
        let other = understood.readings.iter().find(|reading| reading.currency.is_some());
        match other.filter(|_| is_example && understood.value.is_none()) {
            Some(reading) => reading.value.into(),
            None => understood,
        }
    }
}

/// What a text does that is typed into a field of all people or the market.
fn people_edit(field: FieldId, text: &str, style: NumberStyle) -> Result<Edit, EntryError> {
    Ok(if field == FieldId::Ramp {
        states_of_team(read_ramp(text, style)?, |team, ramp| team.ramp = ramp)
    } else if field == FieldId::Attrition {
        states_of_team(read_attrition(text, style)?, |team, attrition| team.attrition = attrition)
    } else if field == FieldId::Capacity {
        states_of_team(read_capacity(text, style)?, |team, capacity| team.capacity = capacity)
    } else if field == FieldId::Adherence {
        states(read_adherence(text, style)?, |parts, adherence| parts.adherence = adherence)
    } else if field == FieldId::Market {
        states(read_market(text, style)?, |parts, market| parts.market = market)
    } else {
        states(read_slippage(text, style)?, |parts, slippage| parts.slippage = slippage)
    })
}

/// A field's value changed; none, if the field's values cannot be changed but only stated.
fn change_edit(field: FieldId, change: Change) -> Option<Edit> {
    if field == FieldId::Target {
        Some(edit(move |parts| {
            parts.target = change.of_target(&parts.target, parts.currency)?;
            Ok(())
        }))
    } else if let FieldId::Supply(id) = field {
        Some(edit(move |parts| {
            change_segment(parts, id, |segment| {
                let mut changed = segment.clone();
                changed.supply = change.of_supply(&segment.supply)?;
                Ok(changed)
            })
        }))
    } else if let FieldId::DealSize(id) = field {
        Some(edit(move |parts| {
            let currency = parts.currency;
            change_segment(parts, id, |segment| {
                let mut changed = segment.clone();
                changed.deal_size = change.of_deal_size(&segment.deal_size, currency)?;
                Ok(changed)
            })
        }))
    } else if let FieldId::StageTime(id) = field {
        Some(edit(move |parts| {
            change_stage(parts, id, |stage| Ok(with_time(stage, change.of_stage_time(stage.time)?)))
        }))
    } else if let FieldId::StageRate(id) = field {
        Some(edit(move |parts| {
            change_stage(parts, id, |stage| Ok(with_rate(stage, change.of_rate(&stage.rate)?)))
        }))
    } else {
        None
    }
}

/// The team, to change what holds for all of it.
fn team_of(parts: &mut ScenarioParts) -> Result<&mut Team, EntryError> {
    parts.team.as_mut().ok_or(EntryError::NotUnderstood("12 reps in the field above: this holds for a team"))
}

/// The change that a text asks for, in a field whose values can be changed and not only stated.
pub(super) fn change_in(field: FieldId, text: &str, style: NumberStyle) -> Option<Change> {
    if matches!(field, FieldId::StageRate(_)) {
        return read_rate_change(text, style);
    }
    let changes =
        matches!(field, FieldId::Target | FieldId::Supply(_) | FieldId::DealSize(_) | FieldId::StageTime(_));
    if changes { read_change(text, style) } else { None }
}
