//! What typed texts do to a plan, by the field that they are typed into.

use super::changes::{change_edit, change_in};
use super::currency::set_currency;
use super::edit::{Edit, edit, of_team, states};
use super::segment_edits::segment_edit;
use super::stage_edits::stage_edit;
use super::{FieldId, Plan, PlanField};
use crate::entry::{
    DatedTarget, EntryError, NumberStyle, Period, PeriodAround, Understood, read_adherence, read_attrition,
    read_booked, read_capacity, read_chance, read_dated_target, read_economics, read_fiscal_start,
    read_market, read_period, read_ramp, read_seed, read_slippage, read_team, read_trials,
};
use crate::model::{Assumption, Progress, ScenarioParts, Source};

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
        match field {
            FieldId::Plan(field) => self.plan_edit(field, text, style),
            FieldId::Segment(id, field) => match self.scenario.segment(id) {
                Some(segment) => {
                    segment_edit(field, segment, (parts.currency, parts.fiscal_start), text, style)
                }
                None => Ok(edit(|_| Ok(())).into()),
            },
            FieldId::Stage(id, field) => stage_edit(field, id, text, style),
            FieldId::Money(of) => {
                let of_plan = (parts.currency, parts.calendar.horizon());
                let read = read_economics(of, text, parts.economics.as_ref(), style, of_plan)?;
                Ok(states(read, |parts, economics| parts.economics = economics).into())
            }
            FieldId::Note(of) => {
                let note = text.trim().to_owned();
                Ok(edit(move |parts| Ok(parts.provenance.set_note(of, &note)?)).into())
            }
        }
    }

    fn plan_edit(
        &self,
        field: PlanField,
        text: &str,
        style: NumberStyle,
    ) -> Result<Understood<Edit>, EntryError> {
        let parts = self.scenario.parts();
        Ok(match field {
            PlanField::Name => states(text.trim().to_owned(), |parts, name| parts.name = name).into(),
            PlanField::Target => {
                let around = PeriodAround::new(style, parts.calendar.start(), parts.fiscal_start);
                let read = read_dated_target(text, style, parts.currency, around)?;
                self.target_in(read).map(|(entry, period)| {
                    edit(move |parts| {
                        set_currency(parts, entry.currency)?;
                        parts.target = entry.target;
                        period.map_or(Ok(()), |period| {
                            parts.provenance.touch(Assumption::Period);
                            set_period(parts, period)
                        })
                    })
                })
            }
            PlanField::Period => {
                let around = PeriodAround::new(style, parts.calendar.start(), parts.fiscal_start);
                read_period(text, around)?.map(|period| edit(move |parts| set_period(parts, period)))
            }
            PlanField::Booked => {
                let target = parts.target.amount();
                read_booked(text, style, parts.currency, Some(target))?.map(|booked| {
                    edit(move |parts| {
                        parts.progress = booked.progress(&parts.calendar)?;
                        Ok(())
                    })
                })
            }
            PlanField::Confidence => read_chance(text, style)?
                .map(|chance| states(chance, |parts, chance| parts.confidence = chance)),
            PlanField::FiscalStart => {
                states(read_fiscal_start(text)?, |parts, month| parts.fiscal_start = month).into()
            }
            PlanField::Team => read_team(text, style, &self.scenario)?
                .map(|team| states(team, |parts, team| parts.team = team)),
            PlanField::Ramp => of_team(read_ramp(text, style)?, |team, ramp| team.ramp = ramp).into(),
            PlanField::Attrition => {
                of_team(read_attrition(text, style)?, |team, attrition| team.attrition = attrition).into()
            }
            PlanField::Capacity => {
                of_team(read_capacity(text, style)?, |team, capacity| team.capacity = capacity).into()
            }
            PlanField::Adherence => {
                states(read_adherence(text, style)?, |parts, adherence| parts.adherence = adherence).into()
            }
            PlanField::Market => {
                states(read_market(text, style)?, |parts, market| parts.market = market).into()
            }
            PlanField::Slippage => {
                states(read_slippage(text, style)?, |parts, slippage| parts.slippage = slippage).into()
            }
            PlanField::Seed => states(read_seed(text, style)?, |parts, seed| parts.runs.seed = seed).into(),
            PlanField::Trials => {
                states(read_trials(text, style)?, |parts, trials| parts.runs.trials = trials).into()
            }
        })
    }

    /// The target that was understood. While all amounts are still the example's, one in another currency
    /// gives the plan its currency; later that is for the reader to choose.
    fn target_in(&self, understood: Understood<DatedTarget>) -> Understood<DatedTarget> {
        let parts = self.scenario.parts();
        let amounts =
            parts.segments.iter().map(|segment| Assumption::DealSize(segment.id)).chain([Assumption::Target]);
        let is_example = amounts.into_iter().all(|of| parts.provenance.source(of) == Some(Source::Example));
        let other = understood.readings.iter().find(|reading| reading.currency.is_some());
        match other.filter(|_| is_example && understood.value.is_none()) {
            Some(reading) => Understood { note: understood.note, ..reading.value.into() },
            None => understood,
        }
    }
}

/// The plan with another period; one without a start of its own keeps the plan's.
fn set_period(parts: &mut ScenarioParts, period: Period) -> Result<(), EntryError> {
    parts.calendar = period.calendar(parts.calendar.start())?;
    let (until, booked) = (parts.progress.as_of(), parts.progress.booked());
    parts.progress = Progress::new(&parts.calendar, until, booked)?;
    Ok(())
}
