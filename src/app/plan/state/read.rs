//! A typed text, read against a plan: what becomes of the plan, and which other readings there are.

use super::edit::Edit;
use super::written::{plain_format, written};
use super::{FieldId, Plan};
use crate::app::draft::Typed;
use crate::entry::{EntryError, NumberStyle, Reading};
use crate::model::Scenario;

/// What a text makes of a plan.
pub(super) struct Read {
    /// The scenario, or why there is none.
    pub scenario: Result<Scenario, EntryError>,
    /// Readings to choose from, each as a text that reads in just that way.
    readings: Vec<Reading<String>>,
    /// What differs from what was typed.
    note: Option<String>,
}

/// A reading as a text, and the plan that it gives; of one in another currency none, since that is read again once the
/// plan is in it.
type Offer = (Reading<String>, Option<Scenario>);

impl Read {
    /// What stands in the field then.
    pub(super) fn into_typed(self, text: String) -> Typed {
        Typed { text, rejection: self.scenario.err(), readings: self.readings, note: self.note }
    }
}

impl Plan {
    /// Reads a text. Readings that this plan cannot have are not offered; one that is left alone is the value.
    pub(super) fn read(&self, field: FieldId, text: &str, style: NumberStyle) -> Read {
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

    /// A refused text: what may have been meant is offered, where the plan takes it.
    fn refused(&self, field: FieldId, error: EntryError, style: NumberStyle) -> Read {
        let is_taken = |guess: &Reading<String>| {
            let understood = self.edits(field, &guess.value, style).ok();
            understood.and_then(|read| self.edited(field, &read.value?).ok()).is_some()
        };
        let readings = Reading::guessed(&error).filter(is_taken).into_iter().collect();
        Read { scenario: Err(error), readings, note: None }
    }

    /// A reading as a text that takes the place of what was typed: what its tap says, where that reads to it, else what the
    /// field writes.
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
        let texts = [label.clone(), written(field, &scenario, &plain_format(style))];
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
        }
        Ok(Scenario::new(parts)?)
    }
}
