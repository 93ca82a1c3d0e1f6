//! What the reader should know of the kept plans.

use super::state::Said;
use super::use_plans::{PlansAction, PlansPage};
use super::words;
use yew::prelude::*;

/// Notices; the region is always there, so that screen readers hear what appears in it.
pub fn said_panel(page: &PlansPage) -> Html {
    let library = page.plans.library();
    let does = |action: PlansAction| page.on_action.reform(move |_: MouseEvent| action.clone());
    let problem = library.problem().map(words::problem);
    let damaged = page.plans.damaged().len();
    html! {
        <div id="plans-said" role="status">
            if let Some(words) = problem {
                <div class="notice-panel" id="not-kept">
                    <p class="notice-panel__text">{ words }</p>
                    <button type="button" onclick={does(PlansAction::Save)}>{ words::SAVE_FILE }</button>
                </div>
            }
            if damaged > 0 {
                <div class="notice-panel" id="damaged">
                    <p class="notice-panel__text">{ words::damaged(damaged) }</p>
                    <button type="button" id="damaged-download"
                        onclick={does(PlansAction::SaveDamaged)}>{ words::DAMAGED_DOWNLOAD }</button>
                    <button type="button" id="damaged-forget"
                        onclick={does(PlansAction::ForgetDamaged)}>{ words::DAMAGED_FORGET }</button>
                </div>
            }
            { for page.said.as_ref().map(|said| html! {
                <div class="notice-panel" id="said">
                    <p class="notice-panel__text">{ words::said(said, &library) }</p>
                    if let Said::Deleted(record) = said {
                        <button type="button" id="bring-back"
                            onclick={does(PlansAction::Restore(record.clone()))}>
                                { words::BRING_BACK }</button>
                    }
                    <button type="button" id="said-dismiss"
                        onclick={does(PlansAction::Dismiss)}>{ words::DISMISS }</button>
                </div>
            }) }
        </div>
    }
}
