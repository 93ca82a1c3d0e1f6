//! Any bytes as an export of another system, separated text or a workbook: what is read balances, and its
//! rows can be taken away.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plumbline::history::import::{Choices, Import};

fuzz_target!(|bytes: &[u8]| {
    let Ok(import) = Import::read(bytes, &Choices::default()) else { return };
    let reading = import.reading();
    drop(import.rejected());
    drop(plumbline::history::import::team_history(reading, &Choices::default()));
    let read_again = import.read_again(&Choices::default()).expect("what was read is read again");
    assert_eq!(format!("{:?}", read_again.balance), format!("{:?}", reading.balance));
});
