//! What of the header a narrow page has no room for, behind one button. On a wide page the style sheet shows
//! all of it in the line and no button.

use crate::app::components::{Menu, use_menu};
use crate::app::words;
use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The menu.
#[derive(Clone, Debug, Properties, PartialEq)]
pub(super) struct MoreMenuProps {
    /// What is behind the button.
    pub(super) children: Html,
}

/// The button and what is behind it. What is chosen closes it; what opens a menu of its own does so when that
/// has closed.
#[component]
pub(super) fn MoreMenu(props: &MoreMenuProps) -> Html {
    let Menu { is_open, root, toggle } = use_menu();
    let button = use_node_ref();
    let chosen = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<Element>();
            let is_choice = |of: &str| {
                target.as_ref().is_some_and(|target| target.closest(of).is_ok_and(|found| found.is_some()))
            };
            let close = {
                let (is_open, button) = (is_open.setter(), button.clone());
                // The button that presents stays in sight while presenting, and with it the focus.
                let keeps_focus = is_choice("[aria-pressed]");
                move || {
                    is_open.set(false);
                    if let Some(button) = button.cast::<HtmlElement>().filter(|_| !keeps_focus) {
                        drop(button.focus());
                    }
                }
            };
            if *is_open && is_choice(".more__panel > button") {
                close();
            } else if *is_open && is_choice(".menu__panel button") {
                // By then the menu within is gone, if this closed it.
                Timeout::new(0, move || {
                    if target.is_some_and(|target| !target.is_connected()) {
                        close();
                    }
                })
                .forget();
            }
        })
    };
    html! {
        <div class="more" ref={root}>
            <button type="button" id="more" class="header-panel__step more__button" ref={button}
                aria-expanded={is_open.to_string()} aria-controls="more-panel" aria-label={words::MORE}
                title={words::MORE} onclick={toggle}>
                <span aria-hidden="true">{ "⋯" }</span>
            </button>
            <div class="more__panel" id="more-panel" data-open={is_open.to_string()} onclick={chosen}>
                { props.children.clone() }
            </div>
        </div>
    }
}
