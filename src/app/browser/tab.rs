//! What belongs to this tab alone: its name, what lies on its table, what is being typed, what it hears of
//! other tabs.

use gloo::utils::window;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent, Storage};

/// A name that nobody else has: of this moment, and of chance.
pub fn fresh_name() -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2^32")]
    let chance = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970")]
    let now = js_sys::Date::now().max(0.0) as u64;
    format!("{now:x}-{chance:08x}")
}

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Notes under a key what lies on this tab's table, for a reload.
pub fn remember_open(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Without it a reload opens what was edited last.
        drop(storage.set_item(key, text));
    }
}

/// What lay on this tab's table before it was reloaded.
pub fn open_before(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok()?
}

/// A place for what is being typed, written in the tick in which it is typed: whatever becomes of the page,
/// it is there.
#[derive(Clone, Debug)]
pub struct TypingSlot {
    key: String,
}

impl TypingSlot {
    /// A place of this tab's own, among those whose keys begin so.
    pub fn new(prefix: &str) -> Self {
        Self { key: format!("{prefix}{}", fresh_name()) }
    }

    /// Puts a text there; whether it stands there.
    pub fn write(&self, text: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(&self.key, text).is_ok())
    }

    /// Clears it.
    pub fn clear(&self) {
        forget_typed(&self.key);
    }
}

/// What was being typed in tabs that went away, by the key of its place.
pub fn typed_before(prefix: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|place| storage.key(place).ok()?);
    let keys = keys.filter(|key| key.starts_with(prefix));
    keys.filter_map(|key| Some((key.clone(), storage.get_item(&key).ok()??))).collect()
}

/// Clears a place.
pub fn forget_typed(key: &str) {
    if let Some(storage) = storage() {
        drop(storage.remove_item(key));
    }
}

/// What this browser's simple storage holds under a key.
pub fn simple_text(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What other tabs of this page say.
#[derive(Clone)]
pub struct Tabs {
    channel: BroadcastChannel,
    _heard: Rc<Closure<dyn FnMut(MessageEvent)>>,
}

impl std::fmt::Debug for Tabs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tabs").finish_non_exhaustive()
    }
}

impl Tabs {
    /// Listens to other tabs on a channel; none, where the browser does not carry what they say.
    pub fn listen(channel: &str, on_heard: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(channel).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |_| on_heard());
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self { channel, _heard: Rc::new(heard) })
    }

    /// Tells other tabs that something was written.
    pub fn tell(&self) {
        // Who does not hear it finds out at the next write.
        drop(self.channel.post_message(&"written".into()));
    }
}
