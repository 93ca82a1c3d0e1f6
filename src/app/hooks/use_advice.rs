//! Tells the part of the page that is loaded later what the plan is, and hears from it what is to become of the plan.

use super::use_simulation::ByIdentity;
use crate::app::events::{CHANGED, PLAN, Told, emit, listen};
use crate::app::state::{Action, State, View};
use crate::model::{Scenario, Source};
use std::rc::Rc;
use yew::prelude::*;

/// `settled`: whether the answer to the plan stands.
#[hook]
pub fn use_advice(scenario: Rc<Scenario>, settled: bool, view: View, dispatch: UseReducerDispatcher<State>) {
    // The view as well: another view has no place for it, and this one a new place.
    use_effect_with((ByIdentity(scenario), settled, view), |(ByIdentity(scenario), settled, view)| {
        // The other views are the second part's: it is wanted at once.
        let flag = *settled || *view != View::Plan;
        emit(PLAN, &Told { flag, scenario: Some(scenario.clone()), ..Told::default() });
    });
    use_effect_with((), move |()| {
        let changed = listen(CHANGED, move |told| {
            let steps = told.steps();
            if let Some(scenario) = told.scenario {
                let rates = told.is_measured.then_some(Source::Measured);
                let (keep_before, typing) = (told.flag, told.typing);
                let changed = told.changed;
                dispatch.dispatch(Action::Changed { scenario, keep_before, changed, rates, typing });
            } else {
                dispatch.dispatch(Action::StepsTold(steps));
            }
        });
        move || drop(changed)
    });
}
