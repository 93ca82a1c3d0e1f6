//! Undo and redo of a view that is loaded later: told to the header, and kept while another view is open.

use crate::app::events::{CHANGED, Told, emit};
use std::cell::RefCell;
use std::thread::LocalKey;
use yew::prelude::*;

/// Where a view leaves its state, steps included, for when it is opened again.
pub type LeftState<S> = LocalKey<RefCell<Option<S>>>;

/// Tells whether there is a step back, and one forward, and leaves the state when the view is left.
#[hook]
pub fn use_steps<S: Reducible + Clone + 'static>(
    state: &UseReducerHandle<S>,
    steps: (bool, bool),
    left: &'static LeftState<S>,
) {
    use_effect_with(steps, |steps| emit(CHANGED, &Told::of_steps(*steps)));
    let latest = use_mut_ref(|| None::<UseReducerHandle<S>>);
    latest.replace(Some(state.clone()));
    use_effect_with((), move |()| move || left.set(latest.take().map(|state| (*state).clone())));
}
