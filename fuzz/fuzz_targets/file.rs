//! Any text as a file: what opens is written and opened again as the same, whole and canonical; a plan and a
//! quota also as a link.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plumbline::exchange::file::{self, File};
use plumbline::exchange::link::{self, Opened};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let Ok(read) = file::open(&text) else { return };
    let written = match &read.value {
        File::Plan(plan) => file::plan::write(plan),
        File::Quota(check) => file::quota::write(check),
        File::History(history) => file::history::write(history),
    };
    let again = file::open(&written).expect("a file of our own opens");
    let again = again.complete().expect("and is known whole");
    match (&read.value, &again) {
        (File::Plan(one), File::Plan(other)) => {
            assert_eq!(one, other);
            assert_eq!(file::plan::canonical(one), file::plan::canonical(other));
            let opened = link::open(&link::encode(one)).map(|link| link.opened);
            assert!(matches!(opened, Ok(Opened::Plan(_))), "a plan goes into a link");
        }
        (File::Quota(one), File::Quota(other)) => {
            assert_eq!(one, other);
            let opened = link::open(&link::encode_quota(one)).map(|link| link.opened);
            assert!(matches!(opened, Ok(Opened::Quota(_))), "a quota goes into a link");
        }
        (File::History(one), File::History(other)) => assert_eq!(one, other),
        _ => panic!("a file keeps its kind"),
    }
});
