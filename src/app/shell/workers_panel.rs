//! What became of the background workers.

use crate::app::browser::WorkersEvent;
use crate::app::words;
use gloo::utils::window;
use yew::prelude::*;

/// What became of the background workers: in every view, for as long as it holds.
pub fn workers_panel(event: Option<&WorkersEvent>) -> Html {
    let said = event.map(words::workers);
    let reload = Callback::from(|_: MouseEvent| {
        // A browser that does not reload leaves everything as it is.
        drop(window().location().reload());
    });
    html! {
        <div id="workers" role="status">
            if let Some((words, reloading)) = said {
                <div class="notice-panel">
                    <p class="notice-panel__text">{ words }</p>
                    if reloading == words::Reloading::Helps {
                        <button type="button" id="reload-page" onclick={reload}>{ words::RELOAD }</button>
                    }
                </div>
            }
        </div>
    }
}
