//! The page's name, what can be done with the whole plan, and the questions that it answers.

use crate::app::state::{Action, Presenting, State, View};
use crate::app::text;
use yew::prelude::*;

/// Steps of the open view, and its link.
#[derive(Clone, Debug)]
pub struct HeaderActions {
    /// Whether there is a step back.
    pub can_undo: bool,
    /// Whether there is a step forward.
    pub can_redo: bool,
    /// One step back.
    pub on_undo: Callback<()>,
    /// One step forward again.
    pub on_redo: Callback<()>,
    /// Sentence and link, on the clipboard; none where a view has no link.
    pub on_copy: Option<Callback<()>>,
}

/// The header. What it does concerns what the open view is about.
pub fn header_panel(state: &State, on_action: &Callback<Action>, actions: HeaderActions) -> Html {
    let HeaderActions { can_undo, can_redo, on_undo, on_redo, on_copy } = actions;
    let clicked = |callback: Callback<()>| callback.reform(|_: MouseEvent| ());
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
                <button type="button" id="undo" disabled={!can_undo} onclick={clicked(on_undo)}>{ text::UNDO }</button>
                <button type="button" id="redo" disabled={!can_redo} onclick={clicked(on_redo)}>{ text::REDO }</button>
                <button type="button" id="present" aria-pressed={presenting} onclick={does(Action::PresentingChosen(other))}>
                    { text::present(state.presenting) }
                </button>
                if let Some(on_copy) = on_copy {
                    <button type="button" id="copy-link" class="button--primary" onclick={clicked(on_copy)}>{ text::COPY_LINK }</button>
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
