//! A plan that was sent, beside the reader's own; and a link that holds none.

use super::compare::CompareAction;
use super::compare::words::COMPARE_WITH_MINE;
use super::use_plans::{PlansAction, PlansPage};
use super::words;
use crate::app::format::Format;
use crate::app::kept::OpenLink;
use crate::app::plan::state::{Action, State};
use std::rc::Rc;
use yew::prelude::*;

/// What was sent, and what the reader can do with it; nothing, while their own plan lies on the table.
pub fn received_panel(
    state: &State,
    page: &PlansPage,
    format: &Format,
    on_action: &Callback<Action>,
    on_compare: &Callback<CompareAction>,
) -> Html {
    let Some(received) = &state.sheet.received else { return Html::default() };
    let scenario = state.plan().scenario();
    let answer = state.run.answer.as_ref().filter(|_| state.run.is_settled());
    let now = answer
        .filter(|answer| Rc::ptr_eq(&answer.scenario, scenario))
        .map(|answer| answer.report.chance.value);
    let own = state.beside().filter(|(id, _)| page.plans.library().get(id).is_some());
    let back = own.map_or(words::BACK_TO_EXAMPLE.to_owned(), |(_, plan)| {
        let names = [plan.scenario(), scenario].map(|plan| plan.parts().name.as_str());
        words::back_to(names)
    });
    html! {
        <section class="received-panel" id="received" aria-label={words::quoted(&scenario.parts().name)}>
            <div class="received-panel__text">
                <p role="status">{ words::received(&scenario.parts().name, received, now, format) }</p>
                <p class="received-panel__note" id="rests-on">{ words::rests_on(scenario) }</p>
            </div>
            <div class="received-panel__actions">
                <button type="button" id="make-copy" class="button--primary"
                    onclick={on_action.reform(|_: MouseEvent| Action::CopyMade)}>{ words::MAKE_COPY }</button>
                if own.is_some() {
                    <button type="button" id="compare-with-mine"
                        onclick={on_compare.reform(|_: MouseEvent| CompareAction::Begin)}>
                            { COMPARE_WITH_MINE }</button>
                }
                <button type="button" id="back-to-mine"
                    onclick={on_action.reform(|_: MouseEvent| Action::Returned)}>{ back }</button>
            </div>
        </section>
    }
}

/// Stands where a plan would, while a link does not open and the reader has nothing of their own.
pub fn refused_panel(reason: &str, on_plans: &Callback<PlansAction>, on_action: &Callback<Action>) -> Html {
    html! {
        <section class="received-panel received-panel--refused" id="refused">
            <h2>{ words::NOT_OPENED }</h2>
            <p class="received-panel__text" role="alert">{ words::not_opened(reason) }</p>
            <OpenLink on_open={on_plans.reform(PlansAction::OpenText)} />
            <button type="button" id="start-with-example"
                onclick={on_action.reform(|_: MouseEvent| Action::Returned)}>
                    { words::START_WITH_EXAMPLE }</button>
        </section>
    }
}
