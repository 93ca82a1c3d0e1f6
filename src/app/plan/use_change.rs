//! What the last edit of the plan did to its chance.

use super::state::{Notice, State};
use crate::app::change::{Change, ChangedBy, Settled, use_last_change};
use crate::model::Scenario;
use std::rc::Rc;
use yew::prelude::*;

/// A plan that equals those which say the same.
#[derive(Clone, Debug)]
struct Said(Rc<Scenario>);

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        self.0.says_the_same(&other.0)
    }
}

/// What the last edit did.
#[hook]
pub fn use_change(state: &State) -> Option<Change> {
    // The answer to the plan before stands until another comes: it is none of the plan that is there now.
    let answer = state
        .run
        .answer
        .as_ref()
        .filter(|answer| state.run.is_settled() && Rc::ptr_eq(&answer.scenario, state.plan().scenario()));
    let settled = answer.map(|answer| Settled {
        of: state.sheet.id.clone(),
        what: Said(answer.scenario.clone()),
        chance: answer.report.chance.value,
    });
    // Sliders that were moved in front of a room are back: nobody edited anything.
    let is_back = matches!(state.notice, Some(Notice::SlidersBack(_)));
    let by = if is_back { ChangedBy::Page } else { ChangedBy::Reader };
    use_last_change(settled, state.steps().typing(), by)
}
