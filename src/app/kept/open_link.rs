//! A field that takes any text with a link in it.

use super::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The field.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct OpenLinkProps {
    /// Opens the link that the text holds.
    pub on_open: Callback<String>,
}

/// A form of its own, so that Enter opens the link.
#[component]
pub fn OpenLink(props: &OpenLinkProps) -> Html {
    let input = use_node_ref();
    let onsubmit = {
        let (input, on_open) = (input.clone(), props.on_open.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            if !text.trim().is_empty() {
                on_open.emit(text);
            }
        })
    };
    html! {
        <form class="open-link" {onsubmit}>
            <label class="open-link__label" for="open-link">{ words::OPEN_LINK }</label>
            <div class="open-link__row">
                <input ref={input} id="open-link" class="open-link__field" autocomplete="off"
                    spellcheck="false" placeholder={words::OPEN_LINK_HINT} />
                <button type="submit" id="open-link-go">{ words::OPEN }</button>
            </div>
        </form>
    }
}
