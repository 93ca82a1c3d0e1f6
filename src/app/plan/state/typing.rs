//! A key in a field: what becomes of the plan, and of what other fields are asked.

use super::changes::change_in;
use super::read::Read;
use super::written::{plain_format, written};
use super::{FieldId, Plan, PlanField, SegmentField, StageField};
use crate::entry::{EntryError, NumberStyle};
use std::rc::Rc;

impl Plan {
    /// The plan after `text` was typed into a field: the text stays, whatever becomes of it.
    pub(super) fn typed(&self, field: FieldId, text: String, style: NumberStyle) -> Self {
        let read = match self.changes_what_is_refused(field, &text, style) {
            Some(error) => self.refused(field, error, style),
            None => self.read(field, &text, style),
        };
        let next = self.with_read(field, text, read, style);
        if !next.asks_for_proportion(field) {
            return next.asked_again(field, style);
        }
        next.in_proportion_together(field, style).unwrap_or(next)
    }

    /// Why a change is none: what stands in the field is not understood, and what answers in its place is
    /// another value.
    fn changes_what_is_refused(&self, field: FieldId, text: &str, style: NumberStyle) -> Option<EntryError> {
        let standing = self.typed_in(field).filter(|typed| typed.rejection.is_some())?;
        change_in(field, text, style)?;
        let is_change = change_in(field, &standing.text, style).is_some();
        let example = written(field, &self.scenario, &plain_format(style)).into();
        let reason = "what stood here was not understood, so that there is nothing to change";
        (!is_change).then_some(EntryError::Questioned { reason, example, guess: None })
    }

    /// The plan with what other fields were asked for, now that `field` says something else: what was out of
    /// proportion to that may no longer be.
    fn asked_again(mut self, field: FieldId, style: NumberStyle) -> Self {
        for (of, text) in self.asked_for_proportion(field) {
            let read = self.read(of, &text, style);
            self = self.with_read(of, text, read, style);
        }
        self
    }

    /// The plan with all that its fields are asked for, where none of it is out of proportion then: a small
    /// target and few opportunities, typed over a large example.
    fn in_proportion_together(&self, field: FieldId, style: NumberStyle) -> Option<Self> {
        let others = self.asked_for_proportion(field);
        let text = self.typed_in(field).filter(|_| !others.is_empty())?.text.clone();
        let read = self.read_as_meant(field, &text, style);
        let mut plan = self.with_read(field, text, read, style);
        for (of, text) in &others {
            let read = plan.read_as_meant(*of, text, style);
            plan = plan.with_read(*of, text.clone(), read, style);
        }
        let mut all = others.iter().map(|(of, _)| *of).chain([field]);
        all.all(|of| plan.draft.rejection(of).is_none() && !plan.is_out_of_proportion(of)).then_some(plan)
    }

    /// The other fields that are asked what was meant, with their texts.
    fn asked_for_proportion(&self, field: FieldId) -> Vec<(FieldId, String)> {
        let asked = self.texts().filter(|(of, _)| *of != field && self.asks_for_proportion(*of));
        asked.map(|(of, text)| (of, text.to_owned())).collect()
    }

    /// The plan with a text and what it was read as.
    fn with_read(&self, field: FieldId, text: String, read: Read, style: NumberStyle) -> Self {
        let mut next = self.clone();
        if let Ok(scenario) = &read.scenario
            && *scenario != *self.scenario
        {
            next.scenario = Rc::new(scenario.clone());
        }
        // The other reading of the rates now reads differently.
        if matches!(field, FieldId::Stage(_, StageField::Rate)) {
            next.forget(|field| matches!(field, FieldId::Stage(_, StageField::Wins)));
        } else if matches!(field, FieldId::Stage(_, StageField::Wins)) {
            next.forget(|field| matches!(field, FieldId::Stage(_, StageField::Rate)));
        }
        // How well the number of new opportunities is known stands in two fields.
        if let FieldId::Segment(id, of @ (SegmentField::Supply | SegmentField::SupplyError)) = field {
            next.draft.forget_understood(|other| {
                let FieldId::Segment(segment, other) = other else { return false };
                let is_known = matches!(other, SegmentField::Supply | SegmentField::SupplyError);
                segment == id && is_known && other != of
            });
        }
        // Seasons in which an ordinary month stays as large change the number of all.
        if let FieldId::Segment(id, SegmentField::Seasons) = field {
            let number = |plan: &Self| plan.scenario.segment(id).map(|segment| segment.supply.per_month());
            if number(&next) != number(self) {
                let of_number = FieldId::Segment(id, SegmentField::Supply);
                next.draft.forget_understood(|other| other == of_number);
            }
        }
        if next.scenario.parts().currency != self.scenario.parts().currency {
            next.forget_amounts();
        }
        // A target that says when says what the period is.
        let is_dated = field == FieldId::Plan(PlanField::Target)
            && next.scenario.parts().calendar != self.scenario.parts().calendar;
        if is_dated {
            next.forget(|field| field == FieldId::Plan(PlanField::Period));
        }
        next.draft.set(field, read.into_typed(text));
        let is_longer = next.scenario.parts().calendar != self.scenario.parts().calendar;
        next.read_again(style, |of| of != field && is_longer && matches!(of, FieldId::Money(_)))
    }

    /// The plan with what stands in some fields read again, now that another says something else: costs `a
    /// year` are others of a longer plan.
    fn read_again(&self, style: NumberStyle, which: impl Fn(FieldId) -> bool) -> Self {
        let mut next = self.clone();
        for (field, text) in self.texts().filter(|(of, _)| which(*of)) {
            next.draft.set(field, self.read(field, text, style).into_typed(text.to_owned()));
        }
        next
    }

    /// The plan with one of the readings chosen that a field offers: what stands in the field then reads to
    /// just that.
    pub(super) fn with_reading_taken(
        &self,
        field: FieldId,
        place: usize,
        style: NumberStyle,
    ) -> Option<Self> {
        let reading = self.typed_in(field)?.readings.get(place)?.clone();
        let plan = match reading.currency {
            Some(currency) => self.in_currency(currency)?,
            None => self.clone(),
        };
        let is_chosen = reading.currency.is_none();
        let mut plan = if is_chosen {
            let read = plan.read_as_meant(field, &reading.value, style);
            plan.with_read(field, reading.value, read, style).asked_again(field, style)
        } else {
            plan.typed(field, reading.value, style)
        };
        let typed = plan.typed_in(field)?;
        if typed.text == written(field, &plan.scenario, &plain_format(style)) {
            // The page writes it with the marks of its locale.
            plan.forget(|of| of == field);
        }
        Some(plan)
    }
}
