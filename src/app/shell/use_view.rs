//! Which view is open, in the browser's history: Back goes back a view.

use super::state::{Presenting, Shell, ShellAction, View};
use crate::app::browser::fragment;
use crate::exchange::link;
use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Writes a chosen view into the history, and follows Back, Forward, and links of quotas.
#[hook]
pub fn use_view(view: View, dispatch: UseReducerDispatcher<Shell>) {
    use_effect_with((), move |()| {
        let of_links = dispatch.clone();
        let listeners = [
            EventListener::new(&window(), "popstate", move |_| {
                dispatch.dispatch(ShellAction::ViewChosen(view_in_history()));
            }),
            EventListener::new(&window(), "hashchange", move |_| {
                if link::is_quota(&fragment()) {
                    of_links.dispatch(ShellAction::ViewChosen(View::Quota));
                }
            }),
        ];
        move || drop(listeners)
    });
    use_effect_with(view, |view| {
        if *view != view_in_history()
            && let Ok(history) = window().history()
        {
            // A browser that refuses has no Back for the view; the buttons work all the same.
            drop(history.push_state(&JsValue::from_str(key(*view)), ""));
            // What is chosen is seen from its beginning; Back finds its own place.
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

/// After a presentation the focus is on the button that began it, and where that is behind another, on that
/// one; `on_left` hears that it is over.
#[hook]
pub fn use_after_presenting(presenting: Presenting, on_left: Callback<()>) {
    let was = use_mut_ref(|| Presenting::No);
    use_effect_with(presenting, move |presenting| {
        let before = was.replace(*presenting);
        if (before, *presenting) == (Presenting::Yes, Presenting::No) {
            on_left.emit(());
            for id in ["more", "present"] {
                let button = document().get_element_by_id(id);
                // What cannot be seen takes no focus.
                drop(
                    button
                        .and_then(|button| button.dyn_into::<HtmlElement>().ok())
                        .map(|button| button.focus()),
                );
            }
        }
    });
}

/// The view that this entry of the history stands for; also after a reload, when the address may still be
/// that of another view. An entry without a view is one that somebody came to by its address.
pub fn view_in_history() -> View {
    let state = window().history().and_then(|history| history.state()).ok();
    let state = state.and_then(|state| state.as_string()).unwrap_or_default();
    let of_address = || if link::is_quota(&fragment()) { View::Quota } else { View::default() };
    View::ALL.into_iter().find(|view| key(*view) == state).unwrap_or_else(of_address)
}

fn key(view: View) -> &'static str {
    match view {
        View::Plan => "plan",
        View::Quota => "quota",
        View::Results => "results",
    }
}
