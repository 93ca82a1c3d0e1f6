//! The plan in the address bar, and links that are opened.

use crate::app::format::Format;
use crate::app::state::{Action, Answer, Notice, State, View};
use crate::app::text;
use crate::exchange::link;
use crate::model::Scenario;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// Firefox and Safari limit how often the address may change; people do not read it while they type.
const WRITE_AFTER_MS: u32 = 300;

/// Writes the plan into the address bar after each change while its view is open, and opens links that arrive there. Other views have
/// an address of their own, or none.
#[hook]
pub fn use_link(scenario: Rc<Scenario>, view: View, dispatch: UseReducerDispatcher<State>) {
    // The scenario that the address bar shows, or that needs no address: the one the page began with.
    let written = use_mut_ref(|| scenario.clone());
    {
        let written = written.clone();
        use_effect_with((), move |()| {
            let listener =
                EventListener::new(&window(), "hashchange", move |_| match link::decode(&fragment()) {
                    None if link::is_quota(&fragment()) => dispatch.dispatch(Action::ViewChosen(View::Quota)),
                    // Back from another view: the address shows the plan that stands here.
                    Some(Ok(_)) if link::encode(&written.borrow()) == fragment() => {}
                    None => {}
                    Some(Err(error)) => {
                        dispatch.dispatch(Action::Noticed(Some(Notice::LinkRefused(error.to_string()))));
                    }
                    Some(Ok(opened)) => {
                        let opened = Rc::new(opened);
                        *written.borrow_mut() = opened.clone();
                        let notice = Some(Notice::LinkOpened);
                        dispatch.dispatch(Action::Opened { scenario: opened, notice });
                    }
                });
            move || drop(listener)
        });
    }
    use_effect(move || {
        let is_shown = view == View::Plan;
        let is_here = !link::is_quota(&fragment());
        let changed = is_shown && !(is_here && Rc::ptr_eq(&scenario, &written.borrow()));
        let pending = changed.then(|| {
            Timeout::new(WRITE_AFTER_MS, move || {
                write_fragment(&link::encode(&scenario));
                *written.borrow_mut() = scenario;
            })
        });
        move || drop(pending)
    });
}

/// The fragment of the address, with its `#`; empty if there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address that opens a scenario.
pub fn link_of(scenario: &Scenario) -> String {
    address_of(&link::encode(scenario))
}

/// This page's address with a fragment.
pub fn address_of(fragment: &str) -> String {
    let location = window().location();
    let base = location.href().unwrap_or_default();
    let base = base.split('#').next().unwrap_or_default();
    format!("{base}{fragment}")
}

/// Shows a fragment in the address bar.
pub fn write_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        // A browser that refuses leaves the address as it is; Copy link works all the same.
        drop(history.replace_state_with_url(&history.state().unwrap_or_default(), "", Some(fragment)));
    }
}

/// Puts the sentence and the link on the clipboard, and says whether that worked.
pub fn copy_link(
    scenario: &Scenario,
    answer: Option<&Answer>,
    format: &Format,
    dispatch: UseReducerDispatcher<State>,
) {
    let link = link_of(scenario);
    // An answer to an earlier scenario must not travel with this one's link.
    let answer = answer.filter(|answer| *answer.scenario == *scenario);
    let words = text::shared_text(answer, &scenario.parts().name, &link, format);
    yew::platform::spawn_local(async move {
        let notice = match write_clipboard(&words).await {
            Ok(()) => Notice::LinkCopied,
            Err(_) => Notice::CopyRefused(link),
        };
        dispatch.dispatch(Action::Noticed(Some(notice)));
    });
}

/// Puts words on the clipboard.
///
/// # Errors
/// Where the browser has no clipboard (plain http) or the reader does not allow it.
pub async fn write_clipboard(words: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::NULL);
    }
    wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(words)).await.map(|_| ())
}
