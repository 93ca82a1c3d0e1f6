//! How wide the page is.

use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

/// How wide the page is: the steps of the style sheets. Components take it from their context; without one,
/// the page is wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// A phone: pictures are laid out for it.
    Phone,
    /// Facts and answer stand above each other.
    Narrow,
    /// They stand side by side.
    #[default]
    Wide,
}

impl Width {
    /// As it is now.
    fn now() -> Self {
        let is_at_most = |width: &str| {
            let query = window().match_media(&format!("(max-width: {width})"));
            query.ok().flatten().is_some_and(|query| query.matches())
        };
        if is_at_most("30rem") {
            Self::Phone
        } else if is_at_most("63.99rem") {
            Self::Narrow
        } else {
            Self::Wide
        }
    }
}

/// The width of the page, kept up to date while it is shown.
#[hook]
pub fn use_page_width() -> Width {
    let width = use_state_eq(Width::now);
    let set = width.setter();
    let _listener =
        use_mut_ref(move || EventListener::new(&window(), "resize", move |_| set.set(Width::now())));
    *width
}
