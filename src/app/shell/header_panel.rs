//! The page's name, what can be done with the whole plan, and the questions that it answers.

use super::state::{Presenting, Shell, ShellAction, View};
use crate::app::words;
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
    /// This plan beside another; none where a view has no plans.
    pub on_compare: Option<Callback<()>>,
    /// Sentence and link, on the clipboard; none where a view has no link.
    pub on_copy: Option<Callback<()>>,
    /// More ways to share; nothing where a view has none.
    pub share: Html,
}

/// The header. What it does concerns what the open view is about.
pub fn header_panel(
    shell: Shell,
    on_action: &Callback<ShellAction>,
    actions: HeaderActions,
    menu: Html,
) -> Html {
    let HeaderActions { can_undo, can_redo, on_undo, on_redo, on_compare, on_copy, share } = actions;
    let clicked = |callback: Callback<()>| callback.reform(|_: MouseEvent| ());
    let does = |action: ShellAction| on_action.reform(move |_: MouseEvent| action);
    let (presenting, other) = match shell.presenting {
        Presenting::No => ("false", Presenting::Yes),
        Presenting::Yes => ("true", Presenting::No),
    };
    html! {
        <header class="header-panel">
            <div class="header-panel__brand">
                <h1 class="header-panel__title">{ words::TITLE }</h1>
                <p class="header-panel__tagline">{ words::TAGLINE }</p>
            </div>
            { menu }
            <div class="header-panel__actions">
                <button type="button" id="undo" disabled={!can_undo}
                    onclick={clicked(on_undo)}>{ words::UNDO }</button>
                <button type="button" id="redo" disabled={!can_redo}
                    onclick={clicked(on_redo)}>{ words::REDO }</button>
                if let Some(on_compare) = on_compare {
                    <button type="button" id="compare"
                        onclick={clicked(on_compare)}>{ words::COMPARE }</button>
                }
                <button type="button" id="present" aria-pressed={presenting}
                    onclick={does(ShellAction::PresentingChosen(other))}>
                    { words::present(shell.presenting) }
                </button>
                if let Some(on_copy) = on_copy {
                    <button type="button" id="copy-link" class="button--primary"
                        onclick={clicked(on_copy)}>{ words::COPY_LINK }</button>
                }
                { share }
            </div>
        </header>
    }
}

/// The views, and beside them what the open one has to offer.
pub fn views_panel(shell: Shell, on_action: &Callback<ShellAction>, beside: Html) -> Html {
    let does = |action: ShellAction| on_action.reform(move |_: MouseEvent| action);
    let view = |view: View| {
        let current = (shell.view == view).then_some("page");
        html! {
            <button type="button" class="views-panel__view"
                id={format!("view-{}", words::view(view).to_ascii_lowercase())}
                aria-current={current} onclick={does(ShellAction::ViewChosen(view))}
                title={words::view_question(view)}>
                { words::view(view) }
            </button>
        }
    };
    html! {
        <div class="views-panel">
            <nav class="views-panel__views"
                aria-label={words::VIEWS}>{ for View::ALL.into_iter().map(view) }</nav>
            { beside }
        </div>
    }
}
