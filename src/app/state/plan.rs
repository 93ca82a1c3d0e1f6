//! The plan being worked on: the last scenario that works, and what was typed.

use super::FieldId;
use super::stage_table::{change_stage, type_into_stage, with_rate, with_time};
use crate::entry::{
    Change, EntryError, NumberStyle, RateReading, read_booked, read_change, read_confidence, read_deal_size,
    read_period, read_rate_change, read_seasons, read_seed, read_supply, read_target, read_trials,
};
use crate::model::{
    Assumption, Currency, DealSize, DealSizeKind, Money, PipelineStart, Progress, Scenario, ScenarioParts,
    Source,
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
                let entry = read_target(text, style, parts.currency)?;
                set_currency(&mut parts, entry.currency)?;
                parts.target = entry.target;
            }
            FieldId::Period => {
                parts.calendar = read_period(text)?.calendar(parts.calendar.start())?;
                parts.progress =
                    Progress::new(&parts.calendar, parts.progress.as_of(), parts.progress.booked())?;
            }
            FieldId::Booked => {
                parts.progress = read_booked(text, style, parts.currency)?.progress(&parts.calendar)?;
            }
            FieldId::Confidence => parts.confidence = read_confidence(text, style)?,
            FieldId::Supply => parts.segment.supply = read_supply(text, style, &parts.segment.supply)?,
            FieldId::Seasons => parts.segment.supply = read_seasons(text, style, &parts.segment.supply)?,
            FieldId::DealSize => parts.segment.deal_size = read_deal_size(text, style, parts.currency)?,
            FieldId::Seed => parts.runs.seed = read_seed(text, style)?,
            FieldId::Trials => parts.runs.trials = read_trials(text, style)?,
            FieldId::Note(of) => parts.provenance.set_note(of, text.trim())?,
            FieldId::StageName(id)
            | FieldId::StageRate(id)
            | FieldId::StageWins(id)
            | FieldId::StageTime(id)
            | FieldId::StageExit(id) => type_into_stage(&mut parts, field, id, text, style)?,
        }
        if let Some(assumption) = field.assumption() {
            parts.provenance.touch(assumption);
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
            FieldId::StageRate(id) => {
                let stage = segment.stages().iter().find(|stage| stage.id == id)?;
                let rate = change.of_rate(&stage.rate);
                rate.and_then(|rate| change_stage(&mut parts, id, |stage| Ok(with_rate(stage, rate))))
            }
            FieldId::Name
            | FieldId::Period
            | FieldId::Booked
            | FieldId::Confidence
            | FieldId::Seasons
            | FieldId::Seed
            | FieldId::Trials
            | FieldId::StageName(_)
            | FieldId::StageWins(_)
            | FieldId::StageExit(_)
            | FieldId::Note(_) => return None,
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

    pub(super) fn with_pipeline(&self, start: PipelineStart) -> Option<Self> {
        self.with_parts(|parts| {
            parts.segment.pipeline = start;
            Some(())
        })
    }

    pub(super) fn with_parts(&self, change: impl FnOnce(&mut ScenarioParts) -> Option<()>) -> Option<Self> {
        let mut parts = self.scenario.parts().clone();
        change(&mut parts)?;
        let scenario = Rc::new(Scenario::new(parts).ok()?);
        Some(Self { scenario, typed: self.typed.clone(), reading: self.reading })
    }
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
    parts.segment.deal_size = match parts.segment.deal_size.kind() {
        DealSizeKind::MeanCv { mean, cv } => DealSize::mean_cv(restated(mean)?, cv)?,
        DealSizeKind::P10P90 { p10, p90 } => DealSize::p10_p90(restated(p10)?, restated(p90)?)?,
        DealSizeKind::MedianP90 { median, p90 } => DealSize::median_p90(restated(median)?, restated(p90)?)?,
    };
    Ok(())
}

/// The change that a text asks for, in a field whose values can be changed and not only stated.
fn change_in(field: FieldId, text: &str, style: NumberStyle) -> Option<Change> {
    match field {
        FieldId::Target | FieldId::Supply | FieldId::DealSize | FieldId::StageTime(_) => {
            read_change(text, style)
        }
        FieldId::StageRate(_) => read_rate_change(text, style),
        FieldId::Name
        | FieldId::Period
        | FieldId::Booked
        | FieldId::Confidence
        | FieldId::Seasons
        | FieldId::Seed
        | FieldId::Trials
        | FieldId::StageName(_)
        | FieldId::StageWins(_)
        | FieldId::StageExit(_)
        | FieldId::Note(_) => None,
    }
}
