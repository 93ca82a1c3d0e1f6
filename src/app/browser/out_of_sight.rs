//! Whether something on the page has been scrolled away.

use gloo::utils::document;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};
use yew::prelude::*;

/// Whether an element has left the screen at its upper edge; looked for anew when `again` changes.
#[hook]
pub fn use_out_of_sight(id: AttrValue, again: bool) -> bool {
    let is_out = use_state_eq(|| false);
    let set = is_out.setter();
    use_effect_with((id, again), move |(id, _)| {
        let heard = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let entry =
                entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            if let Some(entry) = entry {
                set.set(!entry.is_intersecting() && entry.bounding_client_rect().top() < 0.0);
            }
        });
        // A browser that cannot observe shows the page without what depends on it.
        let observer = IntersectionObserver::new(heard.as_ref().unchecked_ref()).ok();
        if let Some((observer, element)) = observer.as_ref().zip(document().get_element_by_id(id)) {
            observer.observe(&element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(heard);
        }
    });
    *is_out
}
