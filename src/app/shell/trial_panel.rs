//! What a trial version kept in this browser: nobody reads it any more, but it is the reader's.

use crate::app::browser::{address_of_text, download, forget_trial_texts, trial_texts};
use crate::app::words;
use yew::prelude::*;

/// Offers what a trial version kept, until it is forgotten; nothing, where there is none.
#[component]
pub fn TrialPanel() -> Html {
    let texts = use_state_eq(trial_texts);
    if texts.is_empty() {
        return Html::default();
    }
    let save = {
        let texts = texts.clone();
        Callback::from(move |_: MouseEvent| {
            let all: serde_json::Map<String, serde_json::Value> =
                texts.iter().map(|(key, text)| ((*key).to_owned(), text.clone().into())).collect();
            let text = serde_json::Value::Object(all).to_string();
            // A browser that makes no files keeps the text where it is.
            drop(
                address_of_text(&text, "application/json")
                    .and_then(|address| download(&address, words::TRIAL_FILE)),
            );
        })
    };
    let forget = {
        let set = texts.setter();
        Callback::from(move |_: MouseEvent| {
            forget_trial_texts();
            set.set(trial_texts());
        })
    };
    html! {
        <div class="notice-panel" id="trial">
            <p class="notice-panel__text">{ words::TRIAL_KEPT }</p>
            <button type="button" id="download-trial" onclick={save}>{ words::TRIAL_DOWNLOAD }</button>
            <button type="button" id="forget-trial" onclick={forget}>{ words::TRIAL_FORGET }</button>
        </div>
    }
}
