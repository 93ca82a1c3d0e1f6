//! The page's name, and what can be done with the whole plan.

use crate::app::text;
use yew::prelude::*;

/// The header.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct HeaderPanelProps {
    /// Whether there is a step to undo.
    pub can_undo: bool,
    /// Whether there is a step to redo.
    pub can_redo: bool,
    /// Undo.
    pub on_undo: Callback<()>,
    /// Redo.
    pub on_redo: Callback<()>,
    /// Copy link.
    pub on_copy: Callback<()>,
}

/// The header.
#[component]
pub fn HeaderPanel(props: &HeaderPanelProps) -> Html {
    let click = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
    html! {
        <header class="header-panel">
            <div class="header-panel__brand">
                <h1 class="header-panel__title">{ text::TITLE }</h1>
                <p class="header-panel__tagline">{ text::TAGLINE }</p>
            </div>
            <div class="header-panel__actions">
                <button type="button" id="undo" disabled={!props.can_undo} onclick={click(&props.on_undo)}>{ text::UNDO }</button>
                <button type="button" id="redo" disabled={!props.can_redo} onclick={click(&props.on_redo)}>{ text::REDO }</button>
                <button type="button" id="copy-link" class="button--primary" onclick={click(&props.on_copy)}>{ text::COPY_LINK }</button>
            </div>
        </header>
    }
}
