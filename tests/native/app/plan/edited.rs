//! A plan that is worked on: states, and what is done to them.

use crate::support::{reference, scenario};
use plumbline::app::plan::state::{Action, FieldId, Plan, Sheet, State};
use plumbline::entry::NumberStyle;
use plumbline::model::{Assumption, Source};
use std::rc::Rc;

pub(super) fn state() -> State {
    State::new(Plan::new(Rc::new(scenario(&reference()))), Sheet::default(), NumberStyle::POINT)
}

pub(super) fn typed(state: &State, field: FieldId, text: &str) -> State {
    state.after(Action::Typed { field, text: text.to_owned() })
}

/// Key by key, as a person types.
pub(super) fn keyed(state: &State, field: FieldId, text: &str) -> State {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.fold(state.clone(), |state, end| typed(&state, field, &text[..end]))
}

pub(super) fn target(state: &State) -> f64 {
    state.plan().scenario().parts().target.amount().minor() as f64 / 100.0
}

/// All values are an example's.
pub(super) fn example() -> State {
    let scenario = scenario(&reference()).as_example();
    State::new(Plan::new(Rc::new(scenario)), Sheet::default(), NumberStyle::POINT)
}

pub(super) fn source(state: &State, of: Assumption) -> Option<Source> {
    state.plan().scenario().parts().provenance.source(of)
}
