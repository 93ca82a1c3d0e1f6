//! Before and now, once a plan was kept.

use super::pictures::Shown;
use crate::app::components::how;
use crate::app::state::Action;
use crate::app::text;
use yew::prelude::*;

/// What has changed since a plan was kept, on the same luck.
pub(super) fn before_panel(shown: Shown<'_>, on_action: &Callback<Action>) -> Html {
    let Some(before) = shown.before else { return Html::default() };
    let [.., of] = text::HOW_OF;
    let comparison = shown.answer.comparison.as_ref();
    html! {
        <section class="before-panel" id="before">
            <p class="before-panel__chances">{ text::before_sentence(before, shown.answer, shown.format) }</p>
            { for comparison.map(|comparison| html! {
                <p class="before-panel__futures" id="comparison">{ text::comparison_sentence(comparison, shown.format) }</p>
            }) }
            <div class="before-panel__foot">
                { for comparison.map(|comparison| how(text::HOW, of, vec![text::how_comparison(comparison, shown.format)])) }
                <button type="button" id="drop-before" onclick={on_action.reform(|_: MouseEvent| Action::BeforeDropped)}>
                    { text::DROP_BEFORE }
                </button>
            </div>
        </section>
    }
}
