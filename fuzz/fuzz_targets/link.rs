//! Any text with a link in it: what opens is written and opened again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plumbline::exchange::link::{self, Opened};
use plumbline::model::Carried;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(opened) = link::open(&text) else { return };
    let fragment = match &opened.opened {
        Opened::Plan(plan) => link::encode_with(plan, Carried::ALL),
        Opened::Quota(check) => link::encode_quota(check),
    };
    let again = link::open(&fragment).expect("a link of our own opens");
    assert_eq!(again.opened, opened.opened, "a link holds what was opened");
    let written = match &again.opened {
        Opened::Plan(plan) => link::encode_with(plan, Carried::ALL),
        Opened::Quota(check) => link::encode_quota(check),
    };
    assert_eq!(written, fragment, "one plan has one link");
});
