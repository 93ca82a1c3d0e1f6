//! The page's name, what can be done with the whole plan, and the questions that it answers.

use crate::app::events::{Command, command};
use crate::app::state::{Action, Presenting, State, View};
use crate::app::text;
use yew::prelude::*;

/// The header. What it does concerns the plan, or what the open view is about.
pub fn header_panel(state: &State, on_action: &Callback<Action>, on_copy: Callback<()>) -> Html {
    let is_plan = state.view == View::Plan;
    let steps = |action: Action, elsewhere: Command| {
        let on_action = on_action.clone();
        Callback::from(
            move |_: MouseEvent| if is_plan { on_action.emit(action.clone()) } else { command(elsewhere) },
        )
    };
    let copy = Callback::from(
        move |_: MouseEvent| if is_plan { on_copy.emit(()) } else { command(Command::CopyLink) },
    );
    let does = |action: Action| on_action.reform(move |_: MouseEvent| action.clone());
    let (presenting, other) = match state.presenting {
        Presenting::No => ("false", Presenting::Yes),
        Presenting::Yes => ("true", Presenting::No),
    };
    html! {
        <header class="header-panel">
            <div class="header-panel__brand">
                <h1 class="header-panel__title">{ text::TITLE }</h1>
                <p class="header-panel__tagline">{ text::TAGLINE }</p>
            </div>
            <div class="header-panel__actions">
                <button type="button" id="undo" disabled={!state.can_undo()} onclick={steps(Action::Undone, Command::Undo)}>{ text::UNDO }</button>
                <button type="button" id="redo" disabled={!state.can_redo()} onclick={steps(Action::Redone, Command::Redo)}>{ text::REDO }</button>
                <button type="button" id="present" aria-pressed={presenting} onclick={does(Action::PresentingChosen(other))}>
                    { text::present(state.presenting) }
                </button>
                if state.view != View::Results {
                    <button type="button" id="copy-link" class="button--primary" onclick={copy}>{ text::COPY_LINK }</button>
                }
            </div>
        </header>
    }
}

/// The views, and what is kept for comparison.
pub fn views_panel(state: &State, on_action: &Callback<Action>) -> Html {
    let does = |action: Action| on_action.reform(move |_: MouseEvent| action.clone());
    let view = |view: View| {
        let current = (state.view == view).then_some("page");
        html! {
            <button type="button" class="views-panel__view" id={format!("view-{}", text::view(view).to_ascii_lowercase())}
                aria-current={current} onclick={does(Action::ViewChosen(view))} title={text::view_question(view)}>
                { text::view(view) }
            </button>
        }
    };
    html! {
        <div class="views-panel">
            <nav class="views-panel__views" aria-label={text::VIEWS}>{ for View::ALL.into_iter().map(view) }</nav>
            if state.view == View::Plan {
                <button type="button" id="keep-before" onclick={does(Action::BeforeKept)}>{ text::KEEP_BEFORE }</button>
            }
        </div>
    }
}
