//! What is seen first is drawn first.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How much of a part of the page is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drawn {
    /// What is seen at first.
    Seen,
    /// What is folded, or only for paper, as well.
    All,
}

/// What is seen first, and in the next task all of it: a first visit waits for one of both.
#[hook]
pub fn use_drawn() -> Drawn {
    // Without a browser there is no next task.
    let drawn = use_state_eq(|| if cfg!(target_arch = "wasm32") { Drawn::Seen } else { Drawn::All });
    let set = drawn.setter();
    use_effect_with((), move |()| {
        let timer = Timeout::new(0, move || set.set(Drawn::All));
        move || drop(timer)
    });
    *drawn
}
