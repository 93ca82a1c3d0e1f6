//! The answer in two short lines at the upper edge of the page, once its headline has been scrolled away.

use crate::app::browser::use_out_of_sight;
use yew::prelude::*;

/// The lines. They say nothing that stands nowhere else, so that nobody who listens hears it twice.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct PinnedLineProps {
    /// The headline's element.
    pub of: AttrValue,
    /// The headline in short.
    pub headline: AttrValue,
    /// A second line.
    pub more: AttrValue,
    /// What the last edit did, if there was one.
    #[prop_or_default]
    pub change: Option<AttrValue>,
    /// Whether that was a fall.
    #[prop_or_default]
    pub is_fall: bool,
}

/// The lines.
#[component]
pub fn PinnedLine(props: &PinnedLineProps) -> Html {
    let is_gone = use_out_of_sight(props.of.clone(), props.headline.is_empty());
    // Without words there is nothing to pin.
    let is_shown = is_gone && !(props.headline.is_empty() && props.more.is_empty());
    html! {
        <div class="answer-bar" aria-hidden="true" data-shown={is_shown.to_string()}>
            <p class="answer-bar__chance">
                { &props.headline }
                { for props.change.iter().map(|change| html! {
                    <span class="answer-bar__change" data-falls={props.is_fall.to_string()}>{ change }</span>
                }) }
            </p>
            <p class="answer-bar__more">{ &props.more }</p>
        </div>
    }
}
