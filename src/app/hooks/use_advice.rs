//! Tells the part of the page that is loaded later what the plan is, and hears from it what is to become of the plan.

use super::use_simulation::ByIdentity;
use crate::app::events::{ASKED, CHANGED, PLAN, emit, listen};
use crate::app::state::{Action, State, View};
use crate::model::Scenario;
use std::rc::Rc;
use yew::prelude::*;

/// `settled`: whether the answer to the plan stands.
#[hook]
pub fn use_advice(scenario: Rc<Scenario>, settled: bool, view: View, dispatch: UseReducerDispatcher<State>) {
    let now = use_mut_ref(|| None);
    *now.borrow_mut() = Some((scenario.clone(), settled));
    // The view as well: another view has no place for it, and this one a new place.
    use_effect_with((ByIdentity(scenario), settled, view), move |(ByIdentity(scenario), settled, _)| {
        emit(PLAN, *settled, Some(scenario));
    });
    use_effect_with((), move |()| {
        let asked = listen(ASKED, move |_, _| {
            if let Some((scenario, settled)) = &*now.borrow() {
                emit(PLAN, *settled, Some(scenario));
            }
        });
        let changed = listen(CHANGED, move |keep_before, scenario| {
            if let Some(scenario) = scenario {
                dispatch.dispatch(Action::Changed { scenario, keep_before });
            }
        });
        move || drop((asked, changed))
    });
}
