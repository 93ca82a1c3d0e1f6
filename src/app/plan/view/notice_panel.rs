//! What the reader of a plan should know, until dismissed.

use crate::app::plan::state::{Action, Notice};
use crate::app::plan::words;
use crate::model::Lever;
use yew::prelude::*;

/// The notice; the region is always there, so that screen readers hear what appears in it.
pub fn notice_panel(notice: Option<&Notice>, on_action: &Callback<Action>) -> Html {
    let dismiss = on_action.reform(|_: MouseEvent| Action::Noticed(None));
    let inside = notice.map(|notice| {
        let link = match notice {
            Notice::CopyRefused(link) => Some(link.clone()),
            Notice::LinkRefused(_)
            | Notice::CopyMade
            | Notice::RatesReadAsWon { .. }
            | Notice::RatesReadAsMovingOn
            | Notice::SlidersBack(_)
            | Notice::MeasuredTaken
            | Notice::LinkCopied
            | Notice::BareLinkCopied => None,
        };
        // What is said of a press ends by itself, and nothing moves when it does.
        let is_passing = matches!(notice, Notice::LinkCopied | Notice::BareLinkCopied);
        let over = on_action.reform(|_: AnimationEvent| Action::Noticed(None));
        html! {
            <div class={classes!("notice-panel", is_passing.then_some("notice-panel--passing"))}
                onanimationend={is_passing.then_some(over)}>
                <p class="notice-panel__text">{ words::notice(notice) }</p>
                { for link.map(|link| html! {
                    <input class="notice-panel__link" readonly=true value={link} aria-label={words::LINK_HERE}
                        />
                }) }
                if matches!(notice, Notice::RatesReadAsWon { .. }) {
                    <button type="button" id="they-move-on"
                        onclick={on_action.reform(|_: MouseEvent| Action::PastedRatesMoveOn)}>
                        { words::THEY_MOVE_ON }
                    </button>
                }
                if let Notice::SlidersBack(levers) = notice {
                    <button type="button" id="take-sliders" onclick={take(levers, on_action)}>
                        { words::TAKE_SLIDERS }
                    </button>
                }
                <button type="button" id="dismiss" onclick={dismiss}>{ words::DISMISS }</button>
            </div>
        }
    });
    html! { <div id="notice" role="status">{ for inside }</div> }
}

/// What was shown with sliders becomes the plan, which is kept as before first.
fn take(levers: &[(Lever, f64)], on_action: &Callback<Action>) -> Callback<MouseEvent> {
    let levers = levers.to_vec();
    on_action.reform(move |_| Action::LeversApplied(levers.clone()))
}
