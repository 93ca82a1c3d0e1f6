//! What the reader should know of kept things.

use super::words;
use super::{Keepable, Keeping, KeptWords, Said, SaidAction};
use yew::prelude::*;

/// Notices; the region is always there, so that screen readers hear what appears in it.
pub fn said_panel<C: Keepable>(
    keeping: &Keeping<C>,
    said: Option<&Said<C>>,
    kind: &KeptWords,
    on_action: &Callback<SaidAction<C>>,
) -> Html {
    let library = keeping.library();
    let does = |action: SaidAction<C>| on_action.reform(move |_: MouseEvent| action.clone());
    let problem = library.problem().map(words::problem);
    let damaged = keeping.damaged().len();
    html! {
        <div id="plans-said" role="status">
            if let Some(words) = problem {
                <div class="notice-panel" id="not-kept">
                    <p class="notice-panel__text">{ words }</p>
                    <button type="button" onclick={does(SaidAction::Save)}>{ words::SAVE_FILE }</button>
                </div>
            }
            if damaged > 0 {
                <div class="notice-panel" id="damaged">
                    <p class="notice-panel__text">{ words::damaged(damaged, kind.noun) }</p>
                    <button type="button" id="damaged-download"
                        onclick={does(SaidAction::SaveDamaged)}>{ words::DAMAGED_DOWNLOAD }</button>
                    <button type="button" id="damaged-forget"
                        onclick={does(SaidAction::ForgetDamaged)}>{ words::DAMAGED_FORGET }</button>
                </div>
            }
            { for said.map(|said| html! {
                <div class="notice-panel" id="said">
                    <p class="notice-panel__text">{ words::said(said, &library, kind) }</p>
                    if let Said::Deleted(record) = said {
                        <button type="button" id="bring-back"
                            onclick={does(SaidAction::Restore(record.clone()))}>
                                { words::BRING_BACK }</button>
                    }
                    <button type="button" id="said-dismiss"
                        onclick={does(SaidAction::Dismiss)}>{ crate::app::words::DISMISS }</button>
                </div>
            }) }
        </div>
    }
}
