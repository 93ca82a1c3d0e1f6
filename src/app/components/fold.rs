//! Something folded until wanted, headed by what is inside.

use yew::prelude::*;

/// Whether a fold stands open when the page begins; after that it is the reader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Its inside is seen at once.
    Open,
    /// Only its heading is.
    Closed,
}

/// A fold with a heading that states its content.
pub fn fold(id: &'static str, folded: Folded, heading: String, inside: Html) -> Html {
    html! {
        <details class="fold" {id} key={id} open={folded == Folded::Open}>
            <summary class="fold__heading"><h3 class="fold__words">{ heading }</h3></summary>
            <div class="fold__inside">{ inside }</div>
        </details>
    }
}

/// “How?” beside a figure: how it was found, in paragraphs. `of` names the figure for those who do not see
/// it.
pub fn how(word: &'static str, of: &'static str, paragraphs: Vec<String>) -> Html {
    html! {
        <details class="how">
            <summary class="how__word">{ word }<span class="visually-hidden">{ ": " }{ of }</span></summary>
            <div class="how__inside">{ for paragraphs.into_iter()
                .map(|words| html! { <p>{ words }</p> }) }</div>
        </details>
    }
}
