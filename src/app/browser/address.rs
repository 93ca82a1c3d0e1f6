//! The address bar: its fragment, which browsers never send to a server.

use gloo::utils::window;

/// The fragment of the address, with its `#`; empty if there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
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
