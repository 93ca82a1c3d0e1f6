//! A typed text, read against a plan: what becomes of the plan, and which other readings there are.

use super::changes::change_in;
use super::edit::Edit;
use super::written::{plain_format, written};
use super::{FieldId, Plan, PlanField, SegmentField};
use crate::app::draft::Typed;
use crate::app::plan::presets::own_name;
use crate::entry::{
    EntryError, Formatter as _, NumberStyle, Reading, Sized, StyledFormatter, is_target_alone,
    out_of_proportion,
};
use crate::model::{Calendar, Money, Scenario};

/// What a text makes of a plan.
pub(super) struct Read {
    /// The scenario, or why there is none.
    pub scenario: Result<Scenario, EntryError>,
    /// Readings to choose from, each as a text that reads in just that way.
    readings: Vec<Reading<String>>,
    /// What differs from what was typed.
    note: Option<String>,
}

/// A reading as a text, and the plan that it gives; of one in another currency none, since that is read again
/// once the plan is in it.
type Offer = (Reading<String>, Option<Scenario>);

impl Read {
    /// What stands in the field then.
    pub(super) fn into_typed(self, text: String) -> Typed {
        Typed { text, rejection: self.scenario.err(), readings: self.readings, note: self.note }
    }
}

/// The parts of the plan whose sizes a field says.
fn sized(field: FieldId) -> Vec<Sized> {
    match field {
        FieldId::Plan(PlanField::Target) => vec![Sized::Target],
        FieldId::Plan(PlanField::Booked) => vec![Sized::Booked],
        FieldId::Plan(PlanField::Team) => vec![Sized::Quotas, Sized::RepsBooked],
        FieldId::Segment(id, SegmentField::DealSize) => vec![Sized::DealSize(id)],
        FieldId::Segment(id, SegmentField::Supply) => vec![Sized::Supply(id)],
        FieldId::Segment(id, SegmentField::Open) => vec![Sized::Open(id)],
        FieldId::Money(of) => vec![Sized::Money(of)],
        FieldId::Plan(_) | FieldId::Segment(..) | FieldId::Stage(..) | FieldId::Note(_) => Vec::new(),
    }
}

impl Plan {
    /// Whether it is asked what was meant in a field, since the value is out of proportion to the rest.
    pub(super) fn asks_for_proportion(&self, field: FieldId) -> bool {
        matches!(self.draft.rejection(field), Some(EntryError::OutOfProportion { .. }))
    }

    /// Whether something that a field says is out of proportion to the rest.
    pub(super) fn is_out_of_proportion(&self, field: FieldId) -> bool {
        sized(field).into_iter().any(|of| out_of_proportion(&self.scenario, of).is_some())
    }

    /// Reads a text, and questions a value that is out of proportion to the rest.
    pub(super) fn read(&self, field: FieldId, text: &str, style: NumberStyle) -> Read {
        let read = self.read_as_meant(field, text, style);
        if read.readings.is_empty() { self.questioned(field, text, read, style) } else { read }
    }

    /// Reads a text. Readings that this plan cannot have are not offered; one that is left alone is the
    /// value.
    pub(super) fn read_as_meant(&self, field: FieldId, text: &str, style: NumberStyle) -> Read {
        let understood = match self.edits(field, text, style) {
            Ok(understood) => understood,
            Err(error) => return self.refused(field, error, style),
        };
        let (mut offers, mut refused) = (Vec::new(), None);
        for reading in understood.readings {
            match self.offer(field, text, reading, style) {
                Ok(offer) => offers.push(offer),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        let value = understood.value.map(|edit| self.edited(field, &edit));
        let scenario = match (value, offers.as_slice()) {
            (Some(value), _) => value,
            (None, [(_, Some(only))]) => Ok(only.clone()),
            (None, several) => Err(refused.filter(|_| several.is_empty()).unwrap_or_else(|| {
                let labels: Vec<&str> = several.iter().map(|(reading, _)| reading.label.as_str()).collect();
                EntryError::Ambiguous { readings: labels.join(", or ") }
            })),
        };
        let readings: Vec<_> = offers.into_iter().map(|(reading, _)| reading).collect();
        match scenario {
            Err(error) if readings.is_empty() => self.refused(field, error, style),
            scenario => {
                let is_choice = scenario.is_err() || readings.len() > 1;
                let readings = if is_choice { readings } else { Vec::new() };
                Read { scenario, readings, note: understood.note }
            }
        }
    }

    /// A value that is out of proportion to the rest of the plan is asked for, and answers only once it is
    /// chosen. It is offered as what the field writes of it, since that stands there as the plan's own value
    /// then, of which nothing is asked.
    fn questioned(&self, field: FieldId, text: &str, read: Read, style: NumberStyle) -> Read {
        let Ok(scenario) = &read.scenario else { return read };
        if change_in(field, text, style).is_some() {
            return read;
        }
        // What was so before is known: every further edit of it would be asked for.
        let is_known = |of: &Sized| out_of_proportion(&self.scenario, *of).is_some();
        let mut parts = sized(field).into_iter().filter(|of| !is_known(of));
        let Some(question) = parts.find_map(|of| out_of_proportion(scenario, of)) else { return read };
        let format = StyledFormatter { style, group: if style.decimal == ',' { '.' } else { ',' } };
        let currency = scenario.parts().currency;
        let Some(other) = question.other else {
            let usual = format.money_short(question.usual, currency);
            return Read { note: Some(format!("far from what the plan brings, about {usual}")), ..read };
        };
        let offer = |said: Option<Money>, meant: &Scenario| {
            let value = written(field, meant, &plain_format(style));
            let understood = self.edits(field, &value, style).ok()?;
            let again = self.edited(field, &understood.value?).ok()?;
            let said =
                said.map_or_else(|| written(field, meant, &format), |said| format.money_full(said, currency));
            (again == *meant).then(|| Reading::plain(said, value))
        };
        let first = other.first;
        let offers =
            offer(first.map(|(own, _)| own), scenario).zip(offer(first.map(|(_, other)| other), &other.plan));
        let Some((own, other)) = offers else {
            // It says more than the offers would: when, or in which currency.
            let usual = format.money_short(question.usual, currency);
            return Read { note: Some(format!("far from what the plan brings, about {usual}")), ..read };
        };
        let error = EntryError::OutOfProportion { readings: format!("{} or {}", own.label, other.label) };
        Read { scenario: Err(error), readings: vec![own, other], note: None }
    }

    /// Whether a text says more than the value of its field: a change of what stood there, or of a target
    /// when it is to be reached, which has a field of its own.
    pub(super) fn says_more(&self, field: FieldId, text: &str, style: NumberStyle) -> bool {
        let is_target = field == FieldId::Plan(PlanField::Target);
        let is_dated = || is_target && !is_target_alone(text, style, self.scenario.parts().currency);
        change_in(field, text, style).is_some() || is_dated()
    }

    /// What stands in a field whose text was kept; none, if it says more than the field's value: that was
    /// done when it was typed, and to change what stands again would change it twice.
    pub(super) fn reread(&self, field: FieldId, text: String, style: NumberStyle) -> Option<Typed> {
        let meant = self.read_as_meant(field, &text, style);
        let is_same = |read: &Read| read.scenario.as_ref().is_ok_and(|scenario| *scenario == *self.scenario);
        // What answers is not asked for again.
        let is_own = is_same(&meant) && meant.readings.is_empty();
        let read = if is_own { meant } else { self.read(field, &text, style) };
        if read.scenario.is_ok() && self.says_more(field, &text, style) {
            return None;
        }
        // It waited, and would be in proportion now: the plan’s own value answers.
        if read.scenario.is_ok() && !sized(field).is_empty() && !is_same(&read) {
            return None;
        }
        let is_period = field == FieldId::Plan(PlanField::Period);
        let before = is_period.then(|| self.period_before(&text, style)).flatten();
        Some(before.unwrap_or(read).into_typed(text))
    }

    /// A period's text, read as it was typed: the plan still began next month then, which is one of its
    /// readings. None, where the text gave another period than the plan now has.
    fn period_before(&self, text: &str, style: NumberStyle) -> Option<Read> {
        let now = self.scenario.parts().calendar.clone();
        let today = style.today?;
        let next_month = if today.day() == 1 { today } else { today.first_of_next_month()? };
        now.start().filter(|start| next_month < *start)?;
        let before = self.with_parts(|parts| {
            parts.calendar = Calendar::new(Some(next_month), now.horizon()).ok()?;
            Some(())
        })?;
        let read = before.read(FieldId::Plan(PlanField::Period), text, style);
        let is_same = read.scenario.as_ref().is_ok_and(|scenario| scenario.parts().calendar == now);
        (is_same && !read.readings.is_empty()).then_some(read)
    }

    /// A refused text: what may have been meant is offered, where the plan takes it.
    pub(super) fn refused(&self, field: FieldId, error: EntryError, style: NumberStyle) -> Read {
        let is_taken = |guess: &Reading<String>| {
            let understood = self.edits(field, &guess.value, style).ok();
            understood.and_then(|read| self.edited(field, &read.value?).ok()).is_some()
        };
        let readings = Reading::guessed(&error).filter(is_taken).into_iter().collect();
        Read { scenario: Err(error), readings, note: None }
    }

    /// A reading as a text that takes the place of what was typed: what its tap says, where that reads to it,
    /// else what the field writes.
    fn offer(
        &self,
        field: FieldId,
        text: &str,
        reading: Reading<Edit>,
        style: NumberStyle,
    ) -> Result<Offer, EntryError> {
        let Reading { label, value, currency } = reading;
        if currency.is_some() {
            return Ok((Reading { label, value: text.to_owned(), currency }, None));
        }
        let scenario = self.edited(field, &value)?;
        let reads_to_it = |text: &String| {
            let understood = self.edits(field, text, style).ok().filter(|read| read.readings.is_empty());
            let read = understood.and_then(|read| self.edited(field, &read.value?).ok());
            read.as_ref() == Some(&scenario)
        };
        let mut texts = [label.clone(), written(field, &scenario, &plain_format(style))];
        // A period is written in short months: what its tap says is longer than its field.
        if field == FieldId::Plan(PlanField::Period) {
            texts.reverse();
        }
        let value = texts.into_iter().find(reads_to_it);
        let value = value.ok_or_else(|| EntryError::Ambiguous { readings: label.clone() })?;
        Ok((Reading { label, value, currency }, Some(scenario)))
    }

    /// The scenario after an edit; what is stated in a field is no longer an example's.
    fn edited(&self, field: FieldId, edit: &Edit) -> Result<Scenario, EntryError> {
        let mut parts = self.scenario.parts().clone();
        edit(&mut parts)?;
        if let Some(assumption) = field.assumption() {
            parts.provenance.touch(assumption);
            if let Some(name) = own_name(&self.scenario) {
                name.clone_into(&mut parts.name);
            }
        }
        Ok(Scenario::new(parts)?)
    }
}
