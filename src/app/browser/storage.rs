//! What this browser keeps between visits.

use gloo::utils::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use web_sys::Storage;

/// A place in storage for one kind of value, as JSON. A text that cannot be read is set aside, never erased.
#[derive(Clone, Copy, Debug)]
pub struct Stored<T> {
    key: &'static str,
    /// Where a text that cannot be read is set aside.
    damaged_key: &'static str,
    kind: PhantomData<T>,
}

/// What a place in storage holds.
#[derive(Clone, Debug)]
pub enum Kept<T> {
    /// Nothing, or the browser has no storage.
    Nothing,
    /// A value.
    Value(T),
    /// Something that cannot be read; it was set aside.
    Damaged,
}

impl<T: Serialize + DeserializeOwned> Stored<T> {
    /// A place.
    pub const fn at(key: &'static str, damaged_key: &'static str) -> Self {
        Self { key, damaged_key, kind: PhantomData }
    }

    /// Reads what is kept; `understood` makes the value of it, or says that it cannot.
    pub fn read<V>(self, understood: impl FnOnce(T) -> Option<V>) -> Kept<V> {
        let Some(storage) = storage() else { return Kept::Nothing };
        let Ok(Some(text)) = storage.get_item(self.key) else { return Kept::Nothing };
        if let Some(value) = serde_json::from_str(&text).ok().and_then(understood) {
            return Kept::Value(value);
        }
        // Full storage: the damaged text stays where it is until the next edit.
        drop(storage.set_item(self.damaged_key, &text));
        Kept::Damaged
    }

    /// Keeps a value.
    pub fn write(self, value: &T) {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
            // Full or forbidden storage: what is on the page stays there for as long as it is open.
            drop(storage.set_item(self.key, &text));
        }
    }

    /// Keeps nothing any more.
    pub fn forget(self) {
        if let Some(storage) = storage() {
            drop(storage.remove_item(self.key));
        }
    }
}

/// Places of trial versions, whose formats nobody reads any more.
const TRIAL_KEYS: [&str; 3] = ["plumbline.plan.1", "plumbline.quota.1", "plumbline.results.1"];

/// What trial versions kept here, by its place.
pub fn trial_texts() -> Vec<(&'static str, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let kept = |key: &'static str| Some((key, storage.get_item(key).ok()??));
    TRIAL_KEYS.into_iter().filter_map(kept).collect()
}

/// Forgets what trial versions kept here.
pub fn forget_trial_texts() {
    if let Some(storage) = storage() {
        for key in TRIAL_KEYS {
            // Forbidden storage keeps what it keeps.
            drop(storage.remove_item(key));
        }
    }
}

/// This browser's storage; none, where it is forbidden.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
