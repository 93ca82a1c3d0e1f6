//! Before and now, once a plan was kept.

use super::pictures::Shown;
use crate::app::components::how;
use crate::app::plan::state::Action;
use crate::app::plan::words;
use yew::prelude::*;

/// What has changed since a plan was kept, on the same luck.
pub(super) fn before_panel(shown: Shown<'_>, awaited: Html, on_action: &Callback<Action>) -> Html {
    let Some(before) = shown.before else { return awaited };
    let [.., of] = words::HOW_OF;
    let comparison = shown.answer.comparison.as_ref();
    html! {
        <section class="before-panel" id="before">
            <p class="before-panel__chances">{ words::before_sentence(before, shown.answer,
                shown.format) }</p>
            { for comparison.map(|comparison| html! {
                <p class="before-panel__futures"
                    id="comparison">{ words::comparison_sentence(comparison, shown.format) }</p>
            }) }
            <div class="before-panel__foot">
                { for comparison.map(|comparison| how(words::HOW, of,
                    vec![words::how_comparison(comparison, shown.format)])) }
                <button type="button" id="take-before"
                    onclick={on_action.reform(|_: MouseEvent| Action::BeforeTaken)}>
                    { words::TAKE_BEFORE }
                </button>
                <button type="button" id="drop-before"
                    onclick={on_action.reform(|_: MouseEvent| Action::BeforeDropped)}>
                    { words::DROP_BEFORE }
                </button>
            </div>
        </section>
    }
}

/// Stands in its place while the plan that was kept is worked out, as after a reload.
pub(super) fn awaited_before() -> Html {
    html! {
        <section class="before-panel" id="before-awaited">
            <p class="before-panel__chances">{ words::BEFORE_AWAITED }</p>
        </section>
    }
}
