//! The plan being worked on: the last scenario that works, and what was typed.

use super::FieldId;
use super::segment_edits::{change_segment, type_into_segment};
use super::stage_edits::{change_stage, type_into_stage, with_rate, with_time};
use crate::entry::{
    Change, EntryError, NumberStyle, PeriodAround, RateReading, TargetEntry, Understood, read_adherence,
    read_attrition, read_booked, read_capacity, read_chance, read_change, read_economics, read_fiscal_start,
    read_market, read_period, read_ramp, read_rate_change, read_seed, read_slippage, read_target, read_team,
    read_trials,
};
use crate::model::{
    Assumption, Currency, Lever, Money, MoneyError, OpenDeal, OpenPipeline, PipelineStart, Progress,
    Provenance, Scenario, ScenarioParts, Segment, SegmentId, Source, Team,
};
use std::rc::Rc;

/// A valid scenario beside the texts as they were typed; the step of undo and what is saved.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) scenario: Rc<Scenario>,
    /// Each field at most once.
    pub(super) typed: Vec<(FieldId, Typed)>,
    pub(super) reading: RateReading,
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
        Self { scenario, typed: Vec::new(), reading: RateReading::MovesOn }
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
            // A change was made when it was typed; to make it again would change twice.
            if change_in(field, &text, style).is_some() && plan.scenario_with(field, &text, style).is_ok() {
                continue;
            }
            let rejection = plan.scenario_with(field, &text, style).err();
            plan.set_typed(field, Typed { text, rejection });
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
        self.typed.iter().find(|(of, _)| *of == field).map(|(_, typed)| typed)
    }

    /// All that was typed.
    pub fn texts(&self) -> impl Iterator<Item = (FieldId, &str)> {
        self.typed.iter().map(|(field, typed)| (*field, typed.text.as_str()))
    }

    /// How many fields hold something that is not understood.
    pub fn rejections(&self) -> usize {
        self.typed.iter().filter(|(_, typed)| typed.rejection.is_some()).count()
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
        // The other reading of the rates now reads differently.
        if matches!(field, FieldId::StageRate(_)) {
            next.forget(|field| matches!(field, FieldId::StageWins(_)));
        } else if matches!(field, FieldId::StageWins(_)) {
            next.forget(|field| matches!(field, FieldId::StageRate(_)));
        }
        if next.scenario.parts().currency != self.scenario.parts().currency {
            // An amount in the old currency's symbol is no longer what the plan holds.
            let is_amount = |field| {
                matches!(
                    field,
                    FieldId::Booked
                        | FieldId::Team
                        | FieldId::DealSize(_)
                        | FieldId::DealBounds(_)
                        | FieldId::Open(_)
                        | FieldId::Money(_)
                )
            };
            next.typed.retain(|(field, typed)| typed.rejection.is_some() || !is_amount(*field));
        }
        next.set_typed(field, Typed { text, rejection });
        next
    }

    fn set_typed(&mut self, field: FieldId, typed: Typed) {
        self.forget(|of| of == field);
        self.typed.push((field, typed));
    }

    /// Forgets what was typed into some fields, so that they show the scenario's values.
    pub(super) fn forget(&mut self, which: impl Fn(FieldId) -> bool) {
        self.typed.retain(|(field, _)| !which(*field));
    }

    pub(super) fn with_source(&self, of: Assumption, source: Option<Source>) -> Option<Self> {
        self.with_parts(|parts| {
            parts.provenance.set_source(of, source);
            Some(())
        })
    }

    fn scenario_with(&self, field: FieldId, text: &str, style: NumberStyle) -> Result<Scenario, EntryError> {
        if let Some(change) = change_in(field, text, style)
            && let Some(changed) = self.scenario_changed(field, change)
        {
            return changed;
        }
        let mut parts = self.scenario.parts().clone();
        match field {
            FieldId::Name => text.trim().clone_into(&mut parts.name),
            FieldId::Target => {
                let entry = self.target_in(read_target(text, style, parts.currency)?)?;
                set_currency(&mut parts, entry.currency)?;
                parts.target = entry.target;
            }
            FieldId::Period => {
                let begins = parts.calendar.start();
                let around = PeriodAround::new(style, begins, parts.fiscal_start);
                parts.calendar = read_period(text, around)?.settled()?.calendar(begins)?;
                parts.progress =
                    Progress::new(&parts.calendar, parts.progress.as_of(), parts.progress.booked())?;
            }
            FieldId::Booked => {
                let booked = read_booked(text, style, parts.currency, Some(parts.target.amount()))?;
                parts.progress = booked.settled()?.progress(&parts.calendar)?;
            }
            FieldId::Confidence => parts.confidence = read_chance(text, style)?.settled()?,
            FieldId::FiscalStart => parts.fiscal_start = read_fiscal_start(text)?,
            FieldId::Team => parts.team = read_team(text, style, &self.scenario)?.settled()?,
            FieldId::Ramp => team_of(&mut parts)?.ramp = read_ramp(text, style)?,
            FieldId::Attrition => team_of(&mut parts)?.attrition = read_attrition(text, style)?,
            FieldId::Capacity => team_of(&mut parts)?.capacity = read_capacity(text, style)?,
            FieldId::Adherence => parts.adherence = read_adherence(text, style)?,
            FieldId::Market => parts.market = read_market(text, style)?,
            FieldId::Slippage => parts.slippage = read_slippage(text, style)?,
            FieldId::SegmentName(id)
            | FieldId::Supply(id)
            | FieldId::Seasons(id)
            | FieldId::BusyMonths(id)
            | FieldId::SupplyError(id)
            | FieldId::Open(id)
            | FieldId::CycleError(id)
            | FieldId::DealSize(id)
            | FieldId::DealBounds(id)
            | FieldId::SizeError(id) => type_into_segment(&mut parts, (field, id), text, style)?,
            FieldId::Money(of) => {
                parts.economics = read_economics(of, text, parts.economics.as_ref(), style, parts.currency)?;
            }
            FieldId::Seed => parts.runs.seed = read_seed(text, style)?,
            FieldId::Trials => parts.runs.trials = read_trials(text, style)?,
            FieldId::Note(of) => parts.provenance.set_note(of, text.trim())?,
            FieldId::StageName(id)
            | FieldId::StageRate(id)
            | FieldId::StageWins(id)
            | FieldId::StageTime(id)
            | FieldId::StageLoss(id)
            | FieldId::StageSpread(id)
            | FieldId::StageOffPlan(id)
            | FieldId::StageExit(id) => type_into_stage(&mut parts, field, id, text, style)?,
        }
        if let Some(assumption) = field.assumption() {
            parts.provenance.touch(assumption);
        }
        Ok(Scenario::new(parts)?)
    }

    /// The target that was understood. While all amounts are still the example's, one in another currency gives the plan its
    /// currency; later that is for the reader to choose.
    fn target_in(&self, understood: Understood<TargetEntry>) -> Result<TargetEntry, EntryError> {
        let parts = self.scenario.parts();
        let amounts =
            parts.segments.iter().map(|segment| Assumption::DealSize(segment.id)).chain([Assumption::Target]);
        let is_example = amounts.into_iter().all(|of| parts.provenance.source(of) == Some(Source::Example));
        let other = understood.readings.iter().find(|reading| reading.currency.is_some());
        match other.filter(|_| is_example && understood.value.is_none()) {
            Some(reading) => Ok(reading.value),
            None => understood.settled(),
        }
    }

    /// The scenario with a field's value changed; none, if the field's values cannot be changed but only stated.
    fn scenario_changed(&self, field: FieldId, change: Change) -> Option<Result<Scenario, EntryError>> {
        let mut parts = self.scenario.parts().clone();
        let currency = parts.currency;
        let changed = if field == FieldId::Target {
            change.of_target(&parts.target, currency).map(|target| parts.target = target)
        } else if let FieldId::Supply(id) = field {
            change_segment(&mut parts, id, |segment| {
                let mut changed = segment.clone();
                changed.supply = change.of_supply(&segment.supply)?;
                Ok(changed)
            })
        } else if let FieldId::DealSize(id) = field {
            change_segment(&mut parts, id, |segment| {
                let mut changed = segment.clone();
                changed.deal_size = change.of_deal_size(&segment.deal_size, currency)?;
                Ok(changed)
            })
        } else if let FieldId::StageTime(id) = field {
            let (_, stage) = self.scenario.stage(id)?;
            let time = change.of_stage_time(stage.time);
            time.and_then(|time| change_stage(&mut parts, id, |stage| Ok(with_time(stage, time))))
        } else if let FieldId::StageRate(id) = field {
            let (_, stage) = self.scenario.stage(id)?;
            let rate = change.of_rate(&stage.rate);
            rate.and_then(|rate| change_stage(&mut parts, id, |stage| Ok(with_rate(stage, rate))))
        } else {
            return None;
        };
        if let Some(assumption) = field.assumption() {
            parts.provenance.touch(assumption);
        }
        Some(changed.and_then(|()| Ok(Scenario::new(parts)?)))
    }

    /// The plan when a field is left: a change has been made, and what stands there now is its result.
    pub(super) fn left(&self, field: FieldId, style: NumberStyle) -> Option<Self> {
        let typed = self.typed_in(field).filter(|typed| typed.rejection.is_none())?;
        change_in(field, &typed.text, style)?;
        let mut next = self.clone();
        next.forget(|of| of == field);
        Some(next)
    }

    /// The plan with another pipeline at the start of a segment; one that is to be listed begins with nothing open.
    pub(super) fn with_pipeline(&self, id: SegmentId, start: PipelineStart) -> Option<Self> {
        let mut plan = self.with_segment(id, |segment| segment.with_pipeline(start).ok())?;
        plan.forget(|field| field == FieldId::Open(id));
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

    /// The plan with each of some levers at a value. What they change is no longer an example's; none, if the plan takes
    /// them not.
    pub(super) fn with_levers(&self, levers: &[(Lever, f64)]) -> Option<Self> {
        let mut scenario = (*self.scenario).clone();
        let mut changed = Vec::new();
        for (lever, value) in levers {
            if lever.range(&scenario)?.today.total_cmp(value).is_ne() {
                changed.extend(lever.assumptions(&scenario));
                scenario = lever.at(&scenario, *value)?;
            }
        }
        self.with_scenario(&scenario, |provenance| {
            for of in changed {
                provenance.touch(of);
            }
        })
    }

    /// The plan with what was measured of another one's stages and people. What is marked as measured there is so here, also
    /// where the rate is as it was.
    pub(super) fn with_measured(&self, measured: &Scenario) -> Option<Self> {
        let provenance = &measured.parts().provenance;
        let stages = measured.segments().iter().flat_map(Segment::stages);
        let marked: Vec<Assumption> = stages
            .map(|stage| Assumption::StageRate(stage.id))
            .filter(|of| provenance.source(*of) == Some(Source::Measured))
            .collect();
        self.with_scenario(measured, |provenance| {
            for of in marked {
                provenance.set_source(of, Some(Source::Measured));
            }
        })
    }

    /// The plan with the values of another scenario; names, sources and notes stay, as do texts that are not understood.
    fn with_scenario(&self, scenario: &Scenario, mark: impl FnOnce(&mut Provenance)) -> Option<Self> {
        let mut plan = self.with_parts(|parts| {
            let mut provenance = std::mem::take(&mut parts.provenance);
            mark(&mut provenance);
            *parts = ScenarioParts { provenance, ..scenario.parts().clone() };
            Some(())
        })?;
        plan.typed.retain(|(_, typed)| typed.rejection.is_some());
        Some(plan)
    }

    pub(super) fn with_parts(&self, change: impl FnOnce(&mut ScenarioParts) -> Option<()>) -> Option<Self> {
        let mut parts = self.scenario.parts().clone();
        change(&mut parts)?;
        let scenario = Rc::new(Scenario::new(parts).ok()?);
        Some(Self { scenario, typed: self.typed.clone(), reading: self.reading })
    }
}

/// The team, to change what holds for all of it.
fn team_of(parts: &mut ScenarioParts) -> Result<&mut Team, EntryError> {
    parts.team.as_mut().ok_or(EntryError::NotUnderstood("12 reps in the field above: this holds for a team"))
}

/// Another currency for the same numbers: 25,000 dollars become 25,000 yen, although a yen has no cents.
fn set_currency(parts: &mut ScenarioParts, currency: Currency) -> Result<(), EntryError> {
    let own = std::mem::replace(&mut parts.currency, currency);
    if own.decimals() == currency.decimals() {
        return Ok(());
    }
    let restated = |money: Money| Money::from_major(money.major(own), currency);
    parts.progress =
        Progress::new(&parts.calendar, parts.progress.as_of(), restated(parts.progress.booked())?)?;
    for segment in &mut parts.segments {
        let size = &segment.deal_size;
        let bounds = (size.floor().map(restated).transpose()?, size.cap().map(restated).transpose()?);
        segment.deal_size =
            size.changed::<EntryError>(|money| Ok(restated(money)?))?.bounded(bounds.0, bounds.1)?;
        if let Some(open) = segment.pipeline().listed() {
            let deal = |deal: &OpenDeal| {
                Ok::<_, MoneyError>(OpenDeal {
                    amount: deal.amount.map(restated).transpose()?,
                    ..deal.clone()
                })
            };
            let deals = open.deals().iter().map(deal).collect::<Result<_, _>>()?;
            let open = OpenPipeline::new(open.counts().to_vec(), deals)?;
            *segment = segment.with_pipeline(PipelineStart::Listed(open))?;
        }
    }
    if let Some(team) = &parts.team {
        let mut groups = team.groups().to_vec();
        for group in &mut groups {
            group.quota = group.quota.map(restated).transpose()?;
            group.booked = restated(group.booked)?;
        }
        parts.team = Some(team.with_groups(groups)?);
    }
    Ok(())
}

/// The change that a text asks for, in a field whose values can be changed and not only stated.
fn change_in(field: FieldId, text: &str, style: NumberStyle) -> Option<Change> {
    if matches!(field, FieldId::StageRate(_)) {
        return read_rate_change(text, style);
    }
    let changes =
        matches!(field, FieldId::Target | FieldId::Supply(_) | FieldId::DealSize(_) | FieldId::StageTime(_));
    if changes { read_change(text, style) } else { None }
}
