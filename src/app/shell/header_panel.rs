//! The page's name, what can be done with the whole plan, and the questions that it answers.

use super::more_menu::MoreMenu;
use super::state::{Presenting, Shell, ShellAction, Slide, Turn, View};
use crate::app::words;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
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
    /// The answer on paper; none where there is none, or where it is one of more ways to share.
    pub on_print: Option<Callback<()>>,
    /// More ways to share; nothing where a view has none.
    pub share: Html,
}

/// The header, with the last slide of the plan. What it does concerns what the open view is about.
pub fn header_panel(
    (shell, last_slide): (Shell, Slide),
    on_action: &Callback<ShellAction>,
    actions: HeaderActions,
    menu: Html,
) -> Html {
    let HeaderActions { can_undo, can_redo, on_undo, on_redo, on_compare, on_copy, on_print, share } =
        actions;
    let clicked = |callback: Callback<()>| callback.reform(|_: MouseEvent| ());
    let does = |action: ShellAction| on_action.reform(move |_: MouseEvent| action);
    let (presenting, other) = match shell.presenting {
        Presenting::No => ("false", Presenting::Yes),
        Presenting::Yes => ("true", Presenting::No),
    };
    html! {
        <header class="header-panel">
            <button type="button" class="header-panel__skip" onclick={Callback::from(|_: MouseEvent|
                skip_to_answer())}>{ words::SKIP }</button>
            <p class="header-panel__title">{ words::TITLE }</p>
            { menu }
            { slides(shell, last_slide, on_action) }
            <div class="header-panel__actions">
                <button type="button" id="undo" class="header-panel__step" disabled={!can_undo}
                    onclick={clicked(on_undo)} aria-label={words::UNDO} title={words::UNDO_KEYS}>
                    <span aria-hidden="true">{ "↶" }</span>
                </button>
                <button type="button" id="redo" class="header-panel__step" disabled={!can_redo}
                    onclick={clicked(on_redo)} aria-label={words::REDO} title={words::REDO_KEYS}>
                    <span aria-hidden="true">{ "↷" }</span>
                </button>
                <MoreMenu>
                    if let Some(on_compare) = on_compare {
                        <button type="button" id="compare" class="header-panel__action"
                            onclick={clicked(on_compare)}>{ words::COMPARE }</button>
                    }
                    <button type="button" id="present" class="header-panel__action" aria-pressed={presenting}
                        onclick={does(ShellAction::PresentingChosen(other))}>
                        { words::present(shell.presenting) }
                    </button>
                    if let Some(on_print) = on_print {
                        <button type="button" id="print" class="header-panel__action"
                            onclick={clicked(on_print)}>{ words::PRINT }</button>
                    }
                    if let Some(on_copy) = on_copy {
                        <button type="button" id="copy-link" class="button--primary"
                            onclick={clicked(on_copy)}>{ words::COPY_LINK }</button>
                    }
                    { share }
                </MoreMenu>
            </div>
        </header>
    }
}

/// Which slide is shown, and the way to the others without a keyboard.
fn slides(shell: Shell, last: Slide, on_action: &Callback<ShellAction>) -> Html {
    if shell.presenting == Presenting::No || shell.view != View::Plan {
        return Html::default();
    }
    let button = |turn: Turn, id: &'static str, label: &'static str, arrow: &'static str| {
        let onclick = on_action.reform(move |_: MouseEvent| ShellAction::SlideTurned(turn, last));
        let is_last = shell.slide.turned(turn, last) == shell.slide;
        html! {
            <button type="button" {id} aria-label={label} title={label} disabled={is_last} {onclick}>
                <span aria-hidden="true">{ arrow }</span>
            </button>
        }
    };
    html! {
        <div class="header-panel__slides" role="group" aria-label={words::SLIDES}>
            { button(Turn::Back, "slide-back", words::SLIDE_BACK, "←") }
            <span>{ words::slide_of(shell.slide.place() + 1, last.place() + 1) }</span>
            { button(Turn::On, "slide-on", words::SLIDE_ON, "→") }
        </div>
    }
}

/// Puts the focus on the answer. A link to it would take the place of the plan in the address.
fn skip_to_answer() {
    let answer = document().query_selector("h1").ok().flatten();
    if let Some(answer) = answer.and_then(|answer| answer.dyn_into::<HtmlElement>().ok()) {
        answer.scroll_into_view();
        // Nothing is lost if it cannot take the focus.
        drop(answer.focus());
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
                aria-current={current} onclick={does(ShellAction::ViewChosen(view))}>
                <span class="views-panel__name">{ words::view(view) }</span>{ " " }<span
                    class="views-panel__question">{ words::view_question(view) }</span>
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
