//! What the last edit did to the chance.

use super::state::{FieldId, Notice, PlanId, State};
use crate::model::Scenario;
use std::rc::Rc;
use yew::prelude::*;

/// The chance before an edit and after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub before: f64,
    /// After.
    pub now: f64,
}

impl Change {
    /// Whether the chance is lower than it was.
    pub fn is_fall(self) -> bool {
        self.now < self.before
    }
}

/// The last answer that settled.
#[derive(Clone, Debug)]
struct Settled {
    of: PlanId,
    scenario: Rc<Scenario>,
    chance: f64,
    /// The field that was being typed into, and the chance before its first key.
    typing: Option<(FieldId, f64)>,
}

/// What the last edit did, once its answer has settled; keys typed into one field are one edit. Nothing,
/// before there was one and after another plan was put on the table.
#[hook]
pub fn use_change(state: &State) -> Option<Change> {
    let change = use_state_eq(|| None);
    let last = use_mut_ref(|| None::<Settled>);
    // The answer to the plan before stands until another comes: it is none of the plan that is there now.
    let is_own = |scenario: &Rc<Scenario>| Rc::ptr_eq(scenario, state.plan().scenario());
    let settled =
        state.run.answer.clone().filter(|answer| state.run.is_settled() && is_own(&answer.scenario));
    let (of, field, set) = (state.sheet.id.clone(), state.steps().typing(), change.setter());
    let is_settled = settled.is_some();
    // Sliders that were moved in front of a room are back: nobody edited anything.
    let is_back = matches!(state.notice, Some(Notice::SlidersBack(_)));
    use_effect_with((settled, of), move |(settled, of)| {
        let Some(answer) = settled else { return };
        let chance = answer.report.chance.value;
        let before = last.borrow().clone().filter(|last| last.of == *of);
        let is_same = |last: &Settled| last.scenario.says_the_same(&answer.scenario);
        let from = before.as_ref().map(|last| match last.typing {
            Some((typed, from)) if Some(typed) == field => from,
            _ => last.chance,
        });
        if before.as_ref().is_none_or(|last| !is_same(last)) {
            set.set(from.filter(|_| !is_back).map(|before| Change { before, now: chance }));
            let typing = field.zip(from);
            *last.borrow_mut() =
                Some(Settled { of: of.clone(), scenario: answer.scenario.clone(), chance, typing });
        }
    });
    // While another answer is on its way, the last edit's is none of it.
    (*change).filter(|_| is_settled)
}
