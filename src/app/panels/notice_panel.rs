//! What the reader should know, until dismissed.

use crate::app::browser::WorkersEvent;
use crate::app::state::{Action, Notice};
use crate::app::text;
use gloo::utils::window;
use yew::prelude::*;

/// The notice; the region is always there, so that screen readers hear what appears in it.
pub fn notice_panel(notice: Option<&Notice>, on_action: &Callback<Action>) -> Html {
    let dismiss = on_action.reform(|_: MouseEvent| Action::Noticed(None));
    let inside = notice.map(|notice| {
        let link = match notice {
            Notice::CopyRefused(link) => Some(link.clone()),
            Notice::LinkRefused(_)
            | Notice::LinkOpened
            | Notice::SavedUnreadable
            | Notice::RatesReadAsWon { .. }
            | Notice::RatesReadAsMovingOn
            | Notice::LinkCopied => None,
        };
        html! {
            <div class="notice-panel">
                <p class="notice-panel__text">{ text::notice(notice) }</p>
                { for link.map(|link| html! {
                    <input class="notice-panel__link" readonly=true value={link} aria-label={text::LINK_HERE} />
                }) }
                if matches!(notice, Notice::RatesReadAsWon { .. }) {
                    <button type="button" id="they-move-on" onclick={on_action.reform(|_: MouseEvent| Action::PastedRatesMoveOn)}>
                        { text::THEY_MOVE_ON }
                    </button>
                }
                <button type="button" id="dismiss" onclick={dismiss}>{ text::DISMISS }</button>
            </div>
        }
    });
    html! { <div id="notice" role="status">{ for inside }</div> }
}

/// What became of the background workers: in every view, for as long as it holds.
pub fn workers_panel(event: Option<&WorkersEvent>) -> Html {
    let said = event.map(text::workers);
    let reload = Callback::from(|_: MouseEvent| {
        // A browser that does not reload leaves everything as it is.
        drop(window().location().reload());
    });
    html! {
        <div id="workers" role="status">
            if let Some((words, reloading)) = said {
                <div class="notice-panel">
                    <p class="notice-panel__text">{ words }</p>
                    if reloading == text::Reloading::Helps {
                        <button type="button" id="reload-page" onclick={reload}>{ text::RELOAD }</button>
                    }
                </div>
            }
        </div>
    }
}
