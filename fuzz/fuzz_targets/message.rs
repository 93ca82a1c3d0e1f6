//! Any bytes as a message between the page and a worker, of this build and of any other: refused or read, and
//! what is read is written as it came.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plumbline::worker::message::{BuildId, Reply, Request, decode, encode};

fuzz_target!(|bytes: &[u8]| {
    let build = BuildId::of("a build");
    drop(decode::<Request>(build, bytes));
    drop(decode::<Reply>(build, bytes));
    // Behind the head that says the build, which random bytes never hit.
    let mut headed = encode(build, &());
    headed.extend_from_slice(bytes);
    if let Ok(request) = decode::<Request>(build, &headed) {
        let written = encode(build, &request);
        let again: Request = decode(build, &written).expect("what is written is read");
        assert_eq!(encode(build, &again), written);
    }
    drop(decode::<Reply>(build, &headed));
});
