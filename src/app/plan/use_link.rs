//! The plan in the address bar, and links that are opened.

use crate::app::browser::{address_of, fragment, write_clipboard, write_fragment};
use crate::app::format::Format;
use crate::app::plan::state::{Action, Answer, Notice, State};
use crate::app::plan::words;
use crate::exchange::link;
use crate::model::Scenario;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use std::rc::Rc;
use yew::prelude::*;

/// Firefox and Safari limit how often the address may change; people do not read it while they type.
const WRITE_AFTER_MS: u32 = 300;

/// Writes the plan into the address bar after each change while its view is open, and opens links that arrive there.
/// Other views have an address of their own, or none.
#[hook]
pub fn use_link(scenario: Rc<Scenario>, is_open: bool, dispatch: UseReducerDispatcher<State>) {
    // The scenario that the address bar shows, or that needs no address: the one the page began with.
    let written = use_mut_ref(|| scenario.clone());
    {
        let written = written.clone();
        use_effect_with((), move |()| {
            let listener =
                EventListener::new(&window(), "hashchange", move |_| match link::decode(&fragment()) {
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
        let is_here = !link::is_quota(&fragment());
        let changed = is_open && !(is_here && Rc::ptr_eq(&scenario, &written.borrow()));
        let pending = changed.then(|| {
            Timeout::new(WRITE_AFTER_MS, move || {
                write_fragment(&link::encode(&scenario));
                *written.borrow_mut() = scenario;
            })
        });
        move || drop(pending)
    });
}

/// Puts the sentence and the link on the clipboard, and says whether that worked.
pub(super) fn copy_link(
    scenario: &Scenario,
    answer: Option<&Answer>,
    format: &Format,
    dispatch: UseReducerDispatcher<State>,
) {
    let link = address_of(&link::encode(scenario));
    // An answer to an earlier scenario must not travel with this one's link.
    let answer = answer.filter(|answer| *answer.scenario == *scenario);
    let words = words::shared_text(answer, &scenario.parts().name, &link, format);
    yew::platform::spawn_local(async move {
        let notice = match write_clipboard(&words).await {
            Ok(()) => Notice::LinkCopied,
            Err(_) => Notice::CopyRefused(link),
        };
        dispatch.dispatch(Action::Noticed(Some(notice)));
    });
}
