//! What the reader should know, until dismissed.

use crate::app::state::Notice;
use crate::app::text;
use yew::prelude::*;

/// A notice.
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct NoticePanelProps {
    /// What to say, if anything.
    pub notice: Option<Notice>,
    /// Dismiss.
    pub on_dismiss: Callback<()>,
}

/// The notice; the region is always there, so that screen readers hear what appears in it.
#[component]
pub fn NoticePanel(props: &NoticePanelProps) -> Html {
    let dismiss = props.on_dismiss.reform(|_: MouseEvent| ());
    let inside = props.notice.as_ref().map(|notice| {
        let link = match notice {
            Notice::CopyRefused(link) => Some(link.clone()),
            Notice::LinkRefused(_) | Notice::LinkOpened | Notice::SavedUnreadable | Notice::LinkCopied => None,
        };
        html! {
            <div class="notice-panel">
                <p class="notice-panel__text">{ text::notice(notice) }</p>
                { for link.map(|link| html! {
                    <input class="notice-panel__link" readonly=true value={link} aria-label={text::LINK_HERE} />
                }) }
                <button type="button" id="dismiss" onclick={dismiss}>{ text::DISMISS }</button>
            </div>
        }
    });
    html! { <div id="notice" role="status">{ for inside }</div> }
}
